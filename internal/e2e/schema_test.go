package e2e

import (
	"bytes"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// dossierSchema is the schema as it stands in the project.
var dossierSchema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	return jsonschema.NewCompiler().Compile("../../web/schema/dossier-1.schema.json")
})

// valid holds an exported file to the schema.
func (p *person) valid(data []byte) {
	p.t.Helper()
	schema, err := dossierSchema()
	p.must(err)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	p.must(err)
	if err := schema.Validate(value); err != nil {
		p.t.Errorf("the exported file is not valid: %v", err)
	}
}
