package foreign

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/text"
)

func TestTheSceneInTheFormatsOfTools(t *testing.T) {
	golden(t, "scene.labelstudio.json", written(t, labelStudio(), scene(t)))
	golden(t, "labeling-config.xml", labelStudioConfig())
	golden(t, "scene.doccano.jsonl", written(t, doccano(), scene(t)))
	files := unzipped(t, written(t, brat(), scene(t)))
	golden(t, "scene.ann", []byte(files["japan-china-row-over-korean-defectors-simmers.ann"]))
	golden(t, "annotation.conf", []byte(files["annotation.conf"]))
	if got := files["japan-china-row-over-korean-defectors-simmers.txt"]; got != scene(t).Article.Text() || len(files) != 3 {
		t.Errorf("the zip has %d files, and the text is %q", len(files), got)
	}
}

// said writes what was taken of a file in a line for each claim, each opposition and
// each thing that was left.
func said(taken Taken) []string {
	var list []string
	number := make(map[dossier.ID]int)
	for i, c := range taken.Dossier.Claims {
		number[c.ID] = i + 1
		line := fmt.Sprintf("%q", c.Anchor.Exact)
		for _, p := range append([]property{propertyStance, propertyNote}, properties...) {
			for _, words := range p.get(c) {
				line += fmt.Sprintf(" %s=%q", p.name, words)
			}
		}
		list = append(list, line)
	}
	for _, o := range taken.Dossier.Oppositions {
		list = append(list, fmt.Sprintf("%d %s %d", number[o.From], o.Kind, number[o.To]))
	}
	for _, l := range taken.Left {
		list = append(list, "left "+l.Where+": "+l.Why)
	}
	return list
}

// expectTaken reads a file and expects what is in it to be so.
func expectTaken(t *testing.T, f Format, name string, data []byte, want ...string) {
	t.Helper()
	taken, err := f.Decode(data, editor())
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	sound(t, name, taken.Dossier)
	if got := said(taken); !slices.Equal(got, want) {
		t.Errorf("%s: taken is\n%s\nnot\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if found, ok := Recognise(data); !ok || found.Name != f.Name {
		t.Errorf("%s is taken for %q", name, found.Name)
	}
}

func expectRefusal(t *testing.T, f Format, name string, data []byte, code exchange.Code, says string) {
	t.Helper()
	taken, err := f.Decode(data, editor())
	var fault *exchange.Fault
	if taken.Dossier != nil || !errors.As(err, &fault) || fault.Code != code || !strings.Contains(err.Error(), says) {
		t.Errorf("%s: it is answered with %v, %v; it should be refused as %s, with %q", name, taken.Dossier, err, code, says)
	}
}

const others = "Kim 💩 said no. Lee said yes.\nBoth “lied”."

func task(results string) []byte {
	return []byte(`[{"id":7,"data":{"text":` + quoted(others) + `,"title":"Two","language":"no language!","url":"javascript:x"},"annotations":[{"id":1,"result":[` + results + `]}]}]`)
}

func quoted(s string) string {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(data)
}

func TestFilesOfLabelStudio(t *testing.T) {
	const badURL = "left url: the address has to be a whole one that begins with https:// or http://"
	const badLanguage = "left language: the language has to be a tag such as en, pt-BR or ar"
	expect := func(name, results string, want ...string) {
		t.Helper()
		at := slices.IndexFunc(want, func(s string) bool { return strings.HasPrefix(s, "left ") })
		if at < 0 {
			at = len(want)
		}
		expectTaken(t, labelStudio(), name, task(results), slices.Concat(want[:at], []string{badURL, badLanguage}, want[at:])...)
	}
	const (
		kim = `{"id":"a","from_name":"label","to_name":"text","type":"labels","value":{"start":0,"end":14,"text":"Kim 💩 said no.","labels":["Statement","deny"]}}`
		lee = `{"id":"b","from_name":"label","to_name":"text","type":"labels","value":{"start":15,"end":28,"text":"Lee said yes.","labels":["claim"]},"meta":{"text":["first","second"]}}`
	)
	expect("labels become tags, a stance the stance", kim+","+lee, `"Kim 💩 said no." stance="deny" tag="Statement"`, `"Lee said yes." note="first\nsecond"`)
	expect("offsets of older versions count UTF-16", `{"id":"b","type":"labels","value":{"start":16,"end":29,"text":"Lee said yes.","labels":["claim"]}}`, `"Lee said yes."`)
	expect("without words the range counts", `{"id":"b","type":"labels","value":{"start":15,"end":28,"labels":["claim"]}}`, `"Lee said yes."`)
	expect("other words", kim+`,{"id":"b","type":"labels","value":{"start":15,"end":28,"text":"Lee said nothing.","labels":["claim"]}}`,
		`"Kim 💩 said no." stance="deny" tag="Statement"`, "left b: it quotes “Lee said nothing.”, but the text there reads “Lee said yes.”")
	expect("what is no range", kim+`,{"id":"b","type":"labels","value":{"start":40,"end":400,"text":"x"}},{"id":"c","type":"labels","value":{"start":"/div[1]/text()","end":"x"}},{"id":"a","type":"labels","value":{"start":0,"end":3}},{"type":"rectanglelabels"}`,
		`"Kim 💩 said no." stance="deny" tag="Statement"`, "left b: its range, 40 to 400, is not inside the text", "left c: its range is not given in numbers", "left a: its id is taken", "left : “rectanglelabels” is not a type of result that can be taken")
	expect("values of a region", kim+`,{"id":"a","from_name":"source","type":"textarea","value":{"start":0,"end":14,"text":["Kim"]}},{"id":"a","from_name":"type","type":"choices","value":{"choices":["nonsense"]}},{"id":"a","from_name":"tone","type":"choices","value":{"choices":["harsh"]}},{"id":"a","from_name":"why","type":"textarea","value":{"text":["he said so"]}},{"id":"z","from_name":"source","type":"textarea","value":{"text":["Lee"]}}`,
		`"Kim 💩 said no." stance="deny" note="why: he said so" source="Kim" tag="Statement" tag="harsh"`, "left a: “nonsense” is not a type", "left source: it is about no region that was taken")
	expect("relations", kim+","+lee+`,{"type":"relation","from_id":"a","to_id":"b","direction":"left","labels":["denies"]},{"type":"relation","from_id":"a","to_id":"b","direction":"bi","labels":["contradicts","works for"]},{"type":"relation","from_id":"b","to_id":"a","direction":"bi","labels":["contradicts"]},{"type":"relation","from_id":"a","to_id":"a","labels":["denies"]},{"type":"relation","from_id":"a","to_id":"q","labels":["denies"]},{"type":"relation","from_id":"a","to_id":"b"}`,
		`"Kim 💩 said no." stance="deny" tag="Statement"`, `"Lee said yes." note="first\nsecond"`, "2 denies 1", "1 contradicts 2",
		"left relation a to b: “works for” is not a kind of opposition", "left relation b to a: the two claims are linked in that way already", "left relation a to a: both of its ends are the same claim",
		"left relation a to q: one of its ends is not a claim that was taken", "left relation a to b: it has no label, and so no kind of opposition")

	many := `[{"data":{"text":"One."},"annotations":[{"was_cancelled":true,"result":[]},{"result":[{"id":"a","type":"labels","value":{"start":0,"end":4}}]},{"result":[]},7]},{"data":{"text":"Two."},"annotations":[]}]`
	expectTaken(t, labelStudio(), "several tasks and annotations", []byte(many), `"One."`, "left task 2: a dossier holds one text, and this is another", "left annotation 1: its annotator skipped the task",
		"left annotation 3: a dossier holds the work of one annotation, and this is another", "left annotation 4: it is not an annotation")
	expectTaken(t, labelStudio(), "one task without a list, of an old version", []byte(`{"data":{"text":"One."},"completions":[{"result":[{"id":"a","type":"labels","value":{"start":0,"end":3}}]}]}`), `"One"`)

	expectRefusal(t, labelStudio(), "an image", []byte(`[{"data":{"image":"x.png"},"annotations":[]}]`), exchange.Invalid, "no text")
	expectRefusal(t, labelStudio(), "nothing marked", task(""), exchange.Invalid, "of what is marked in it nothing can be taken")
	expectRefusal(t, labelStudio(), "cut off", task(kim)[:80], exchange.CutOff, "cut off")
}

func TestTheLabellingConfigurationHasWhatTheTaskNames(t *testing.T) {
	names, values := make(map[string]bool), make(map[string]bool)
	for dec := xml.NewDecoder(bytes.NewReader(labelStudioConfig())); ; {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, is := token.(xml.StartElement); is {
			for _, a := range start.Attr {
				switch a.Name.Local {
				case "name":
					names[a.Value] = true
				case "value":
					values[a.Value] = true
				}
			}
		}
	}
	var tasks []studioTask
	if err := json.Unmarshal(written(t, labelStudio(), rich(t)), &tasks); err != nil {
		t.Fatal(err)
	}
	for _, r := range tasks[0].Annotations[0].Result {
		if r.Type != "relation" && (!names[r.FromName] || !names[r.ToName]) {
			t.Errorf("the configuration has no %s or no %s", r.FromName, r.ToName)
		}
		labels := r.Labels
		if r.Value != nil {
			labels = slices.Concat(r.Value.Labels, r.Value.Choices)
		}
		for _, label := range labels {
			if !values[label] {
				t.Errorf("the configuration has no value %s", label)
			}
		}
		if kind := dossier.Kind(strings.Join(r.Labels, "")); r.Type == "relation" && (r.Direction == "right") != kind.Directed() {
			t.Errorf("a relation that %s points %s", kind, r.Direction)
		}
	}
	if beside := labelStudio().Beside(scene(t)); len(beside) != 1 || !bytes.Equal(beside[0].Data, labelStudioConfig()) {
		t.Errorf("beside the tasks there are %v", beside)
	}
}

func TestFilesOfDoccano(t *testing.T) {
	line := func(rest string) []byte { return []byte(`{"id":2547,"text":` + quoted(others) + `,` + rest + "}\n") }
	expectTaken(t, doccano(), "entities and relations", line(`"entities":[{"id":1662,"label":"PERSON","start_offset":0,"end_offset":3},{"id":1663,"label":"deny","start_offset":6,"end_offset":14},{"id":9,"label":"x","start_offset":5,"end_offset":900},{"id":8,"label":7},{"id":1662,"label":"y","start_offset":1,"end_offset":2}],"relations":[{"id":273,"from_id":1663,"to_id":1662,"type":"disputes-in-part"},{"id":274,"from_id":1663,"to_id":1662,"type":"worksFor"},{"from_id":"x"}],"Comments":["Is that so?","entity 1663, source: Kim","entity 1663, tag: a: b","entity 1663, quotation: none","entity 77, note: x"],"split":"train"`),
		`"Kim" tag="PERSON"`, `"said no." stance="deny" source="Kim" tag="a: b"`, "2 disputes-in-part 1",
		"left entity 9: its range, 5 to 900, is not inside the text", "left entities[3]: it is not an entity", "left entity 1662: its id is taken", "left relations[1]: “worksFor” is not a kind of opposition", "left relations[2]: it is not a relation",
		"left Comments[0]: it is on the text as a whole: “Is that so?”", "left Comments[3]: “none” is not a quotation", "left Comments[4]: it is on the text as a whole: “entity 77, note: x”")
	expectTaken(t, doccano(), "spans alone, in several lines", slices.Concat(line(`"label":[[0,3,"PERSON"],[15,18,"PERSON"],[1,2]]`), line(`"label":[]`)),
		`"Kim" tag="PERSON"`, `"Lee" tag="PERSON"`, "left line 2: a dossier holds one text, and this is another", "left label 3: it is not a start, an end and a label")
	expectTaken(t, doccano(), "under other names", []byte("\n"+`{"data":"One.","labels":[[0,3,"A"]]}`), `"One" tag="A"`)
	expectRefusal(t, doccano(), "no text", []byte(`{"id":1,"entities":[]}`), exchange.Invalid, "no text")
	expectRefusal(t, doccano(), "nothing marked", line(`"entities":[],"relations":[],"Comments":[]`), exchange.Invalid, "nothing is marked")
	expectRefusal(t, doccano(), "labels that are none", line(`"entities":7`), exchange.Invalid, "line 1.entities")
}

// standoffZip is a zip as others make them.
func standoffZip(t *testing.T, files ...string) []byte {
	t.Helper()
	var list []zipFile
	for i := 0; i < len(files); i += 2 {
		list = append(list, zipFile{files[i], []byte(files[i+1])})
	}
	data, err := zipped(list...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFilesOfBrat(t *testing.T) {
	expect := func(name, lines string, want ...string) {
		t.Helper()
		expectTaken(t, brat(), name, standoffZip(t, "a/one.txt", others, "a/one.ann", lines), want...)
	}
	const kim, lee = "T1\tStatement 0 14\tKim 💩 said no.\n", "T2\tdeny 15 28\tLee said yes.\n"
	expect("types become tags, a stance the stance", kim+lee, `"Kim 💩 said no." tag="Statement"`, `"Lee said yes." stance="deny"`)
	expect("fragments with space between them", "T1\tclaim 15 28;29 41\tLee said yes. Both “lied”.\n", `"Lee said yes.\nBoth “lied”."`)
	expect("fragments with words between them", kim+"T3\tclaim 0 3;15 18\tKim Lee\n", `"Kim 💩 said no." tag="Statement"`, "left T3: it is in pieces with other words between them, and a claim is one stretch of text")
	expect("other words, other ranges", kim+"T3\tclaim 15 28\tLee said nothing.\nT4\tclaim 3 900\tx\nT5\tclaim\nT6\tclaim a b\tx\nT7\tclaim 5 3\tx\n", `"Kim 💩 said no." tag="Statement"`,
		"left T3: it quotes “Lee said nothing.”, but the text there reads “Lee said yes.”", "left T4: its range, 3 to 900, is not inside the text", "left T5: it has no range", "left T6: its range is not two numbers in order", "left T7: its range is not two numbers in order")
	expect("relations", kim+lee+"R1\tdenies Arg1:T2 Arg2:T1\t\nR2\tLocated Arg1:T2 Arg2:T1\nR3\tdenies Arg1:T2 Arg2:T9\nR4\tdenies T1\n*\tcontradicts T1 T2\n*\tEquiv T1 T2\n*\tcontradicts T1\n",
		`"Kim 💩 said no." tag="Statement"`, `"Lee said yes." stance="deny"`, "2 denies 1", "1 contradicts 2",
		"left R2: “Located” is not a kind of opposition", "left R3: one of its ends is not a claim that was taken", "left R4: one of its ends is not a claim that was taken",
		"left * Equiv: “Equiv” is not a kind of opposition", "left * contradicts: it has fewer than two ends")
	expect("attributes and notes", kim+"A1\tNegation T1\nA2\tConfidence T1 high\nA3\tstance T1 concede\nA4\ttype T1 nonsense\nM1\tSpeculation T1\n#1\tAnnotatorNotes T1\tone\\ntwo \\\\ three\n#2\tsource T1\tKim\n#3\tAnnotatorNotes T9\tx\nN1\tReference T1 wiki:5\tKim\n\n",
		`"Kim 💩 said no." stance="concede" note="one\ntwo \\ three" source="Kim" tag="Statement" tag="Negation" tag="Confidence: high" tag="Speculation"`, "left A4: “nonsense” is not a type", "left #3: it is about no claim that was taken", "left N1: it is not a kind of annotation that can be taken")
	expect("attributions as events", "T1\tAttribution 0 14\tKim 💩 said no.\nT2\tSource 0 3\tKim\nT3\tCue 6 10\tsaid\nT4\tContent 11 13\tno\nE1\tAttribution:T1 Source:T2 Cue:T3 Content:T4 Source2:T2\nE2\tdeny:T9\n"+"T5\tclaim 15 28\tLee said yes.\nR1\tdenies Arg1:E1 Arg2:T5\n",
		`"Kim 💩 said no." source="Kim" cue="said" content="no" tag="Attribution"`, `"Lee said yes."`, "1 denies 2", "left E1: its argument Source2:T2 has no place in a claim", "left E2: its trigger is not a claim that was taken")

	two := standoffZip(t, "one.txt", "One.", "one.ann", "T1\tclaim 0 3\tOne\n", "two.txt", "Two.", "two.ann", "", "readme.txt", "x")
	expectTaken(t, brat(), "several texts", two, `"One"`, "left two.txt: a dossier holds one text, and this is another")
	expectRefusal(t, brat(), "no annotations", standoffZip(t, "one.txt", "One."), exchange.NotOurs, "no .txt file")
	expectRefusal(t, brat(), "annotations alone", []byte(kim), exchange.NoText, "does not bring")
	expectRefusal(t, brat(), "cut off", two[:len(two)-30], exchange.CutOff, "broken, or cut off")
	expectRefusal(t, brat(), "not in UTF-8", standoffZip(t, "one.txt", "\xff", "one.ann", kim), exchange.NotJSON, "UTF-8")

	d := scene(t)
	lines := unzipped(t, written(t, brat(), d))["japan-china-row-over-korean-defectors-simmers.ann"]
	taken, err := brat().DecodeInto([]byte(lines), d.Article, editor())
	if err != nil || !slices.Equal(ends(taken.Dossier), ends(d)) || taken.Dossier.Article.ID != d.Article.ID {
		t.Errorf("annotations of an article that is open are read as %v, %v", taken, err)
	}
}

func TestZipBombsAreRefused(t *testing.T) {
	zeros := strings.Repeat("\x00", 3<<20)
	expectRefusal(t, brat(), "one that unpacks to a thousand times its size", standoffZip(t, "one.txt", zeros, "one.ann", ""), exchange.TooLarge, "“one.txt” in the zip unpacks to far more than a text would")
	var many []string
	for i := range mostEntries + 1 {
		many = append(many, fmt.Sprint(i), "")
	}
	expectRefusal(t, brat(), "one of very many files", standoffZip(t, many...), exchange.TooLarge, "more than 2000 files")
	var large []string
	for i := range 25 {
		large = append(large, fmt.Sprint(i), strings.Repeat("\x00", 1<<20))
	}
	expectRefusal(t, brat(), "one whose files together are too large", standoffZip(t, large...), exchange.TooLarge, "far more")

	// A zip that lies about the size of what is in it.
	lie := standoffZip(t, "one.txt", zeros, "one.ann", "")
	size := []byte{0, 0, 0x30, 0} // 3 MB
	if n := bytes.Count(lie, size); n == 0 {
		t.Fatal("the size is not in the zip")
	}
	expectRefusal(t, brat(), "one that lies", bytes.ReplaceAll(lie, size, []byte{9, 0, 0, 0}), exchange.Invalid, "broken")
}

// TestToolsKeepAnyClaims draws texts and claims on them, overlapping, nested and over
// line ends, and reads back what is written.
func TestToolsKeepAnyClaims(t *testing.T) {
	words := rapid.StringOf(rapid.SampledFrom([]rune("ab .,\\\"<&\t\u00a0é日𝒳👩🏽\u200dשلا\u202e\r")))
	line := rapid.Map(words, func(s string) string { return "x" + s + "y" })
	rapid.Check(t, func(t *rapid.T) {
		var blocks []article.Block
		for _, b := range rapid.SliceOfN(line, 1, 4).Draw(t, "blocks") {
			blocks = append(blocks, article.Block{Kind: article.KindParagraph, Text: b})
		}
		layout := article.NewLayout(article.Article{Blocks: blocks})
		m, err := markedText(layout.Index().String(), article.Metadata{}, editor())
		if err != nil {
			t.Fatal(err)
		}
		ix := layout.Index()
		for i := range rapid.IntRange(1, 4).Draw(t, "claims") {
			start := rapid.IntRange(0, int(ix.Len())-1).Draw(t, "start")
			end := rapid.IntRange(start+1, int(ix.Len())).Draw(t, "end")
			span := text.TrimSpace(ix, text.Span{Start: text.CodePoint(start), End: text.CodePoint(end)})
			if span.Empty() {
				continue
			}
			c := m.claim(fmt.Sprint(i), span, "")
			c.Note, c.Attribution.Source.Text = strings.TrimSpace(words.Draw(t, "note")), strings.TrimSpace(words.Draw(t, "source"))
			c.Stance = rapid.SampledFrom(append(dossier.Stances(), "")).Draw(t, "stance")
			c.Tags = rapid.SliceOfNDistinct(line, 0, 2, rapid.ID[string]).Draw(t, "tags")
		}
		if len(m.d.Claims) == 0 {
			return
		}
		for i := range m.d.Claims {
			m.link("", string(rapid.SampledFrom(dossier.Kinds()).Draw(t, "kind")), fmt.Sprint(i), fmt.Sprint(i+1))
		}
		m.left = nil
		want, err := m.taken()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []Format{labelStudio(), doccano(), brat()} {
			data, err := f.Encode(want.Dossier)
			if err != nil {
				t.Fatal(err)
			}
			got, err := f.Decode(data, editor())
			if err != nil {
				t.Fatalf("%s: %v\n%s", f.Name, err, data)
			}
			a, b := said(want), said(got)
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(a, b) || !slices.Equal(ends(want.Dossier), ends(got.Dossier)) {
				t.Fatalf("%s: read back it is\n%s\nnot\n%s\nof\n%s", f.Name, strings.Join(b, "\n"), strings.Join(a, "\n"), data)
			}
		}
	})
}

// FuzzStandoff reads any lines of annotations on any text.
func FuzzStandoff(f *testing.F) {
	f.Add(others, "T1\tclaim 0 14\tKim 💩 said no.\nT2\tSource 15 18;19 23\tLee said\nE1\tclaim:T1 Source:T2\nR1\tdenies Arg1:T1 Arg2:E1\n*\tcontradicts T1 T2\nA1\tstance T1 deny\n#1\tAnnotatorNotes T1\tx\\n\n")
	f.Add(scene(f).Article.Text(), string(bratAnnotations(scene(f))))
	f.Fuzz(func(t *testing.T, words, lines string) {
		data, err := zipped(zipFile{"a.txt", []byte(words)}, zipFile{"a.ann", []byte(lines)})
		if err != nil {
			t.Fatal(err)
		}
		taken, err := brat().Decode(data, editor())
		holds(t, "brat", taken, err)
	})
}
