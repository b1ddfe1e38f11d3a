package foreign

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// labelStudio is a list of one task for Label Studio: the text as data, each claim as a
// region with its values, and the oppositions as relations.
//
// Offsets count code points. Label Studio counted UTF-16 code units until version 1.4;
// since “Fix offsets in Text with emoji” (HumanSignal/label-studio, pull request 1559,
// merged as label-studio-frontend 308) it stores code points.
func labelStudio() Format {
	return Format{
		Name: "labelstudio", Label: "Label Studio", Extension: ".labelstudio.json", MediaType: "application/json",
		Carries: toolsCarry(Details, Name),
		Encode:  encodeLabelStudio, Decode: decodeLabelStudio, Recognises: recognisesLabelStudio,
		Beside: func(*dossier.Dossier) []File {
			return []File{{Name: "labeling-config.xml", Label: "labelling configuration", MediaType: "application/xml", Data: labelStudioConfig()}}
		},
	}
}

// The names of the tags in the labelling configuration.
const (
	studioText   = "text"
	studioLabels = "claim"
	studioNotes  = "note"
)

type studioTask struct {
	Data        map[string]any     `json:"data"`
	Annotations []studioAnnotation `json:"annotations"`
}

type studioAnnotation struct {
	Result []studioResult `json:"result"`
}

// studioResult is a region, a value of a region, which has the region's id, or a
// relation.
type studioResult struct {
	ID        string       `json:"id,omitempty"`
	FromName  string       `json:"from_name,omitempty"`
	ToName    string       `json:"to_name,omitempty"`
	Type      string       `json:"type"`
	Value     *studioValue `json:"value,omitempty"`
	Meta      *studioMeta  `json:"meta,omitempty"`
	FromID    string       `json:"from_id,omitempty"`
	ToID      string       `json:"to_id,omitempty"`
	Direction string       `json:"direction,omitempty"`
	Labels    []string     `json:"labels,omitempty"`
}

type studioMeta struct {
	Text []string `json:"text"`
}

type studioValue struct {
	Start   text.CodePoint `json:"start"`
	End     text.CodePoint `json:"end"`
	Text    any            `json:"text,omitempty"` // of a region, its words; of a text area, a list of what was typed
	Labels  []string       `json:"labels,omitempty"`
	Choices []string       `json:"choices,omitempty"`
}

func encodeLabelStudio(d *dossier.Dossier) ([]byte, error) {
	d = found(d)
	data := detailsOf(d)
	data[studioText] = d.Article.Text()
	var results []studioResult
	numbers := numbered(d)
	region := func(id dossier.ID) string { return "claim-" + strconv.Itoa(numbers[id]) }
	for _, c := range d.Claims {
		results = append(results, regionOf(c, region(c.ID))...)
	}
	for _, o := range inOrder(d, numbers) {
		direction := "bi"
		if o.Kind.Directed() {
			direction = "right"
		}
		results = append(results, studioResult{Type: "relation", FromID: region(o.From), ToID: region(o.To), Direction: direction, Labels: []string{string(o.Kind)}})
	}
	return indented([]studioTask{{Data: data, Annotations: []studioAnnotation{{Result: results}}}})
}

// regionOf is a claim as a region and the values of it.
func regionOf(c *dossier.Claim, id string) []studioResult {
	a := c.Anchor
	one := func(name, kind string, v studioValue) studioResult {
		v.Start, v.End = a.Start, a.End
		return studioResult{ID: id, FromName: name, ToName: studioText, Type: kind, Value: &v}
	}
	region := one(studioLabels, "labels", studioValue{Text: a.Exact, Labels: []string{claimLabel}})
	if c.Note != "" {
		region.Meta = &studioMeta{Text: []string{c.Note}}
	}
	list := []studioResult{region}
	for _, v := range append([]property{propertyStance}, properties...) {
		said := v.get(c)
		switch {
		case len(said) == 0:
		case v.choices != nil:
			list = append(list, one(v.name, "choices", studioValue{Text: a.Exact, Choices: said}))
		default:
			list = append(list, one(v.name, "textarea", studioValue{Text: said}))
		}
	}
	return list
}

// indented is JSON as people read it.
func indented(v any) ([]byte, error) {
	compact, err := openjson.Encode(v)
	if err != nil {
		return nil, err
	}
	return openjson.Indent(compact), nil
}

// labelStudioConfig is the labelling configuration with which a project shows and edits
// what is written.
func labelStudioConfig() []byte {
	var out strings.Builder
	out.WriteString("<View>\n  <Style>.htx-text { white-space: pre-wrap; }</Style>\n  <Relations>\n")
	for _, kind := range dossier.Kinds() {
		fmt.Fprintf(&out, "    <Relation value=%q/>\n", kind)
	}
	fmt.Fprintf(&out, "  </Relations>\n  <Labels name=%q toName=%q>\n    <Label value=%q background=\"#1d5fa8\"/>\n  </Labels>\n", studioLabels, studioText, claimLabel)
	fmt.Fprintf(&out, "  <Text name=%q value=\"$%s\"/>\n", studioText, studioText)
	for _, v := range append([]property{propertyStance}, properties...) {
		fmt.Fprintf(&out, "  <Header value=%q/>\n", v.name)
		if v.choices == nil {
			fmt.Fprintf(&out, "  <TextArea name=%q toName=%q perRegion=\"true\" editable=\"true\" maxSubmissions=%q/>\n", v.name, studioText, map[bool]string{true: "20", false: "1"}[v.aspect == Tags])
			continue
		}
		fmt.Fprintf(&out, "  <Choices name=%q toName=%q perRegion=\"true\" choice=\"single\" showInline=\"true\">\n", v.name, studioText)
		for _, choice := range v.choices {
			fmt.Fprintf(&out, "    <Choice value=%q/>\n", choice)
		}
		out.WriteString("  </Choices>\n")
	}
	out.WriteString("</View>\n")
	return []byte(out.String())
}

// readTask is a task as others may write it: what is not of the form that is read is
// kept as it is, to be told.
type readTask struct {
	Data        map[string]json.RawMessage `json:"data"`
	Annotations []json.RawMessage          `json:"annotations"`
	Completions []json.RawMessage          `json:"completions"` // what annotations were called until 1.0
}

type readResult struct {
	ID       string          `json:"id"`
	FromName string          `json:"from_name"`
	Type     string          `json:"type"`
	Value    json.RawMessage `json:"value"`
	Meta     json.RawMessage `json:"meta"`
	FromID   string          `json:"from_id"`
	ToID     string          `json:"to_id"`
	Labels   []string        `json:"labels"`
	Dir      string          `json:"direction"`
}

type readValue struct {
	Start   text.CodePoint  `json:"start"`
	End     text.CodePoint  `json:"end"`
	Text    json.RawMessage `json:"text"`
	Labels  []string        `json:"labels"`
	Choices []string        `json:"choices"`
}

func recognisesLabelStudio(data []byte) bool {
	var tasks []readTask
	if json.Unmarshal(data, &tasks) != nil {
		tasks = make([]readTask, 1)
		if json.Unmarshal(data, &tasks[0]) != nil {
			return false
		}
	}
	return len(tasks) > 0 && tasks[0].Data != nil && (tasks[0].Annotations != nil || tasks[0].Completions != nil)
}

func decodeLabelStudio(data []byte, e dossier.Editor) (Taken, error) {
	whole, err := exchange.ReadJSON(data)
	if err != nil {
		return Taken{}, err
	}
	tasks, err := openjson.List[readTask](whole)
	if err != nil {
		tasks = make([]readTask, 1)
		if json.Unmarshal(whole, &tasks[0]) != nil {
			return Taken{}, exchange.RefuseAt(err)
		}
	}
	if len(tasks) == 0 {
		return Taken{}, exchange.Refuse(exchange.Invalid, "there is no task in it")
	}
	m, err := tasks[0].begin(e)
	if err != nil {
		return Taken{}, err
	}
	for i := range tasks[1:] {
		m.leave(fmt.Sprintf("task %d", i+2), "a dossier holds one text, and this is another")
	}
	annotations := append(tasks[0].Annotations, tasks[0].Completions...)
	for i, raw := range annotations {
		where := fmt.Sprintf("annotation %d", i+1)
		var annotation struct {
			Result    []json.RawMessage `json:"result"`
			Cancelled bool              `json:"was_cancelled"`
		}
		switch {
		case json.Unmarshal(raw, &annotation) != nil:
			m.leave(where, "it is not an annotation")
		case annotation.Cancelled:
			m.leave(where, "its annotator skipped the task")
		case len(m.claims) > 0:
			m.leave(where, "a dossier holds the work of one annotation, and this is another")
		default:
			m.results(annotation.Result)
		}
	}
	return m.taken()
}

// begin makes a dossier of a task's data.
func (t readTask) begin(e dossier.Editor) (*marked, error) {
	known := func(name string) string {
		var said string
		_ = json.Unmarshal(t.Data[name], &said) // where it is no string, it is nothing that is read
		return said
	}
	canonical := known(studioText)
	if canonical == "" {
		return nil, exchange.Refuse(exchange.Invalid, "the first task has no text under data.text")
	}
	metadata, left := metadataIn(known)
	m, err := markedText(canonical, metadata, e)
	if err != nil {
		return nil, err
	}
	m.d.Name, m.left = known(nameDetail), left
	return m, nil
}

// results takes regions first, then the values of them and the relations between them.
func (m *marked) results(list []json.RawMessage) {
	results := make([]readResult, len(list))
	for i, raw := range list {
		if err := json.Unmarshal(raw, &results[i]); err != nil {
			m.leave(fmt.Sprintf("result %d", i+1), "it is not a result that can be read")
			results[i] = readResult{}
			continue
		}
		if r := &results[i]; r.Type == "labels" {
			if r.ID == "" {
				r.ID = fmt.Sprintf("result %d", i+1)
			}
			m.region(r)
		}
	}
	for i := range results {
		switch r := &results[i]; r.Type {
		case "labels", "":
		case "relation":
			m.relation(r)
		case "choices", "textarea":
			m.valueOfRegion(r)
		default:
			m.leave(r.ID, fmt.Sprintf("“%s” is not a type of result that can be taken", clipped(r.Type)))
		}
	}
}

func (m *marked) region(r *readResult) {
	var v readValue
	if json.Unmarshal(r.Value, &v) != nil {
		m.leave(r.ID, "its range is not given in numbers")
		return
	}
	var quote string
	_ = json.Unmarshal(v.Text, &quote) // some versions leave the words out
	c := m.claim(r.ID, text.Span{Start: v.Start, End: v.End}, quote)
	if c == nil {
		return
	}
	for _, label := range v.Labels {
		takeLabel(c, label)
	}
	var meta struct {
		Text json.RawMessage `json:"text"`
	}
	if json.Unmarshal(r.Meta, &meta) == nil {
		c.Note = strings.Join(stringsIn(meta.Text), "\n")
	}
}

// stringsIn reads a list of strings, or one.
func stringsIn(raw json.RawMessage) []string {
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		return list
	}
	var one string
	if json.Unmarshal(raw, &one) == nil && one != "" {
		return []string{one}
	}
	return nil
}

// valueOfRegion takes what was chosen or typed for a region. Under a name that is not
// ours, what was chosen becomes a tag and what was typed a part of the note.
func (m *marked) valueOfRegion(r *readResult) {
	c := m.claims[r.ID]
	if c == nil {
		m.leave(r.FromName, "it is about no region that was taken")
		return
	}
	var v readValue
	if json.Unmarshal(r.Value, &v) != nil {
		m.leave(r.ID, "what is said of it under “"+clipped(r.FromName)+"” cannot be read")
		return
	}
	said := v.Choices
	if r.Type == "textarea" {
		said = stringsIn(v.Text)
	}
	ours, known := propertyNamed(r.FromName)
	for _, one := range said {
		switch {
		case known:
			if err := ours.take(c, one); err != nil {
				m.leave(r.ID, err.Error())
			}
		case r.Type == "choices":
			takeLabel(c, one)
		default:
			c.Note = strings.TrimPrefix(c.Note+"\n"+r.FromName+": "+one, "\n")
		}
	}
}

// relation takes a relation. One that points to the left is read from its other end.
func (m *marked) relation(r *readResult) {
	where := "relation " + r.FromID + " to " + r.ToID
	from, to := r.FromID, r.ToID
	if r.Dir == "left" {
		from, to = to, from
	}
	if len(r.Labels) == 0 {
		m.leave(where, "it has no label, and so no kind of opposition")
	}
	for _, label := range r.Labels {
		m.link(where, label, from, to)
	}
}
