// Validates JSON values by JSON Schemas of draft 4. Reads from standard input
// {"definitions": {name: schema}, "checks": [{"name", "schema"}], "values": [value]}
// and writes a list of what was not valid: {"check", "value" (its index), "errors"}.
const Ajv = require("ajv-draft-04");
const formats = require("ajv-formats");

const { definitions, checks, values } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const ajv = new Ajv({ strict: false, allErrors: false, logger: false });
formats(ajv);
for (const [name, schema] of Object.entries(definitions)) {
  ajv.addSchema({ ...schema, id: name });
}
const faults = [];
for (const { name, schema } of checks) {
  const { id, ...bare } = schema;
  const valid = ajv.compile(bare);
  (values ?? []).forEach((value, i) => {
    if (!valid(value)) faults.push({ check: name, value: i, errors: ajv.errorsText(valid.errors) });
  });
}
process.stdout.write(JSON.stringify(faults));
