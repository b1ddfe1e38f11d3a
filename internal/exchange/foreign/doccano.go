package foreign

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/openjson"
	"gainsay/internal/text"
)

// doccano is one line of JSON for doccano's sequence labelling with relations (its
// “JSONL(relation)”): the text, each claim as an entity whose label is its stance, and
// the oppositions as relations. doccano counts in Python, so offsets are code points. What
// an entity has no place for is said in the comments on the text.
func doccano() Format {
	return Format{
		Name: "doccano", Label: "doccano", Extension: ".jsonl", MediaType: "application/x-ndjson",
		Carries: toolsCarry(Details, Name),
		Encode:  encodeDoccano, Decode: decodeDoccano, Recognises: recognisesDoccano,
	}
}

type doccanoLine struct {
	ID        int               `json:"id"`
	Text      string            `json:"text"`
	Entities  []doccanoEntity   `json:"entities"`
	Relations []doccanoRelation `json:"relations"`
	Comments  []string          `json:"Comments"`
}

type doccanoEntity struct {
	ID    int            `json:"id"`
	Label string         `json:"label"`
	Start text.CodePoint `json:"start_offset"`
	End   text.CodePoint `json:"end_offset"`
}

type doccanoRelation struct {
	ID   int    `json:"id"`
	From int    `json:"from_id"`
	To   int    `json:"to_id"`
	Type string `json:"type"`
}

func encodeDoccano(d *dossier.Dossier) ([]byte, error) {
	d = found(d)
	line := doccanoLine{ID: 1, Text: d.Article.Text(), Entities: []doccanoEntity{}, Relations: []doccanoRelation{}, Comments: []string{}}
	numbers := numbered(d)
	for _, c := range d.Claims {
		entity := doccanoEntity{ID: numbers[c.ID], Label: claimLabel, Start: c.Anchor.Start, End: c.Anchor.End}
		if c.Stance != "" {
			entity.Label = string(c.Stance)
		}
		line.Entities = append(line.Entities, entity)
		line.Comments = append(line.Comments, commentsOn(c, entity.ID)...)
	}
	for i, o := range inOrder(d, numbers) {
		line.Relations = append(line.Relations, doccanoRelation{ID: i + 1, From: numbers[o.From], To: numbers[o.To], Type: string(o.Kind)})
	}
	extra := make(openjson.Extra)
	for name, said := range detailsOf(d) {
		data, err := openjson.Encode(said)
		if err != nil {
			return nil, err
		}
		extra[name] = data
	}
	data, err := openjson.Marshal(line, extra)
	return append(data, '\n'), err
}

// commentsOn says what an entity has no place for, as in "entity 3, source: Beijing".
func commentsOn(c *dossier.Claim, id int) (list []string) {
	for _, v := range append([]property{propertyNote}, properties...) {
		for _, said := range v.get(c) {
			list = append(list, fmt.Sprintf("entity %d, %s: %s", id, v.name, said))
		}
	}
	return list
}

// commentOn reads such a comment.
func commentOn(comment string) (id string, v property, said string, ok bool) {
	rest, ok := strings.CutPrefix(comment, "entity ")
	if !ok {
		return "", property{}, "", false
	}
	id, rest, _ = strings.Cut(rest, ", ")
	name, said, _ := strings.Cut(rest, ": ")
	v, ok = propertyNamed(name)
	return id, v, said, ok
}

// readLine is a line as doccano writes it: with entities and relations, or with spans
// alone, as lists of start, end and label, under label or labels.
type readLine struct {
	Text      string
	Data      string
	Entities  []json.RawMessage
	Relations []json.RawMessage
	Label     []json.RawMessage
	Labels    []json.RawMessage
	Comments  []json.RawMessage
	members   map[string]json.RawMessage
}

func (l *readLine) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &l.members); err != nil {
		return err
	}
	for name, to := range map[string]any{"text": &l.Text, "data": &l.Data, "entities": &l.Entities, "relations": &l.Relations, "label": &l.Label, "labels": &l.Labels, "Comments": &l.Comments} {
		if raw, given := l.members[name]; given {
			if err := json.Unmarshal(raw, to); err != nil {
				return openjson.At(name, fmt.Errorf("is not what doccano writes there"))
			}
		}
	}
	return nil
}

// lines are the lines of a file that hold anything.
func lines(data []byte) (list [][]byte) {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			list = append(list, line)
		}
	}
	return list
}

func recognisesDoccano(data []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n"), []byte("\n"))
	var line readLine
	if json.Unmarshal(first, &line) != nil || line.Text == "" && line.Data == "" {
		return false
	}
	return line.Entities != nil || line.Label != nil || line.Labels != nil
}

func decodeDoccano(data []byte, e dossier.Editor) (Taken, error) {
	data, err := exchange.Readable(data)
	if err != nil {
		return Taken{}, err
	}
	all := lines(data)
	if len(all) == 0 {
		return Taken{}, exchange.Refuse(exchange.CutOff, "the file is empty")
	}
	whole, err := exchange.ReadJSON(all[0])
	if err != nil {
		return Taken{}, err
	}
	var line readLine
	if err := json.Unmarshal(whole, &line); err != nil {
		return Taken{}, exchange.RefuseAt(openjson.At("line 1", err))
	}
	if line.Text == "" {
		line.Text = line.Data
	}
	metadata, left := metadataIn(line.known)
	m, err := markedText(line.Text, metadata, e)
	if err != nil {
		return Taken{}, err
	}
	m.d.Name, m.left = line.known(nameDetail), left
	for i := range all[1:] {
		m.leave(fmt.Sprintf("line %d", i+2), "a dossier holds one text, and this is another")
	}
	m.doccanoLine(line)
	return m.taken()
}

// known returns a member that is a string, or "".
func (l *readLine) known(name string) string {
	var said string
	_ = json.Unmarshal(l.members[name], &said) // of what is no string nothing is known
	return said
}

func (m *marked) doccanoLine(line readLine) {
	for i, raw := range line.Entities {
		var one struct {
			ID    json.Number    `json:"id"`
			Label string         `json:"label"`
			Start text.CodePoint `json:"start_offset"`
			End   text.CodePoint `json:"end_offset"`
		}
		if err := json.Unmarshal(raw, &one); err != nil {
			m.leave(fmt.Sprintf("entities[%d]", i), "it is not an entity")
			continue
		}
		if c := m.claim("entity "+one.ID.String(), text.Span{Start: one.Start, End: one.End}, ""); c != nil {
			takeLabel(c, one.Label)
		}
	}
	for i, raw := range append(line.Label, line.Labels...) {
		start, end, label, ok := spanIn(raw)
		where := "label " + strconv.Itoa(i+1)
		if !ok {
			m.leave(where, "it is not a start, an end and a label")
		} else if c := m.claim(where, text.Span{Start: start, End: end}, ""); c != nil {
			takeLabel(c, label)
		}
	}
	for i, raw := range line.Relations {
		var one struct {
			From json.Number `json:"from_id"`
			To   json.Number `json:"to_id"`
			Type string      `json:"type"`
		}
		if json.Unmarshal(raw, &one) != nil {
			m.leave(fmt.Sprintf("relations[%d]", i), "it is not a relation")
			continue
		}
		m.link(fmt.Sprintf("relations[%d]", i), one.Type, "entity "+one.From.String(), "entity "+one.To.String())
	}
	for i, raw := range line.Comments {
		m.comment(fmt.Sprintf("Comments[%d]", i), raw)
	}
}

// spanIn reads a span that is a list of its start, its end and its label.
func spanIn(raw json.RawMessage) (start, end text.CodePoint, label string, ok bool) {
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil || len(parts) != 3 {
		return 0, 0, "", false
	}
	ok = json.Unmarshal(parts[0], &start) == nil && json.Unmarshal(parts[1], &end) == nil && json.Unmarshal(parts[2], &label) == nil
	return start, end, label, ok
}

// comment takes what a comment says of an entity. What others comment is on the whole
// text, for which a dossier has no place.
func (m *marked) comment(where string, raw json.RawMessage) {
	said := stringsIn(raw)
	if len(said) == 0 {
		m.leave(where, "it is empty, or not words")
	}
	for _, comment := range said {
		id, v, said, ok := commentOn(comment)
		c := m.claims["entity "+id]
		if !ok || c == nil {
			m.leave(where, "it is on the text as a whole: “"+clipped(comment)+"”")
			continue
		}
		if err := v.take(c, said); err != nil {
			m.leave(where, err.Error())
		}
	}
}
