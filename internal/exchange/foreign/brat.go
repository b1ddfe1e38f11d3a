package foreign

import (
	"archive/zip"
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/text"
)

// brat is the standoff format of the brat annotation tool: the text in a .txt file, the
// annotations in an .ann file beside it, and annotation.conf, which names what there is,
// all in one zip. Offsets are code points.
func brat() Format {
	return Format{
		Name: "brat", Label: "brat standoff", Extension: ".brat.zip", MediaType: "application/zip",
		Carries: toolsCarry(),
		Encode:  encodeBrat, Decode: decodeBrat, DecodeInto: decodeBratInto, Recognises: recognisesBrat,
	}
}

// bratNote is what brat calls the notes that people write; it keeps notes of other types
// and shows them too.
const bratNote = "AnnotatorNotes"

func encodeBrat(d *dossier.Dossier) ([]byte, error) {
	d = found(d)
	name := article.Slug(d.Article)
	return zipped(
		zipFile{name + ".txt", []byte(d.Article.Text())},
		zipFile{name + ".ann", bratAnnotations(d)},
		zipFile{"annotation.conf", bratConfig()},
	)
}

func bratAnnotations(d *dossier.Dossier) []byte {
	var out bytes.Buffer
	numbers, attributes, notes := numbered(d), 0, 0
	for _, c := range d.Claims {
		id := fmt.Sprintf("T%d", numbers[c.ID])
		fmt.Fprintf(&out, "%s\t%s %s\n", id, claimLabel, fragments(c.Anchor))
		for _, v := range append([]property{propertyStance, propertyNote}, properties...) {
			for _, said := range v.get(c) {
				if v.choices != nil {
					attributes++
					fmt.Fprintf(&out, "A%d\t%s %s %s\n", attributes, v.name, id, said)
					continue
				}
				notes++
				kind := v.name
				if v.name == propertyNote.name {
					kind = bratNote
				}
				fmt.Fprintf(&out, "#%d\t%s %s\t%s\n", notes, kind, id, oneLine.Replace(said))
			}
		}
	}
	for i, o := range inOrder(d, numbers) {
		fmt.Fprintf(&out, "R%d\t%s Arg1:T%d Arg2:T%d\t\n", i+1, o.Kind, numbers[o.From], numbers[o.To])
	}
	return out.Bytes()
}

// fragments are the ranges of an anchor, none of which may cross a line end, and the
// words, in which a space stands for each gap.
func fragments(a anchor.Anchor) string {
	var ranges, said []string
	at := a.Start
	for line := range strings.SplitAfterSeq(a.Exact, "\n") {
		words := strings.TrimSuffix(line, "\n")
		if length := text.NewIndex(words).Len(); length > 0 {
			ranges = append(ranges, fmt.Sprintf("%d %d", at, at+length))
			said = append(said, words)
		}
		at += text.NewIndex(line).Len()
	}
	return strings.Join(ranges, ";") + "\t" + strings.Join(said, " ")
}

// In a note, which is one line, a backslash begins what cannot stand there.
var (
	oneLine   = strings.NewReplacer("\\", `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)
	manyLines = strings.NewReplacer(`\\`, "\\", `\n`, "\n", `\r`, "\r", `\t`, "\t")
)

// bratConfig is the configuration of a collection that shows and edits what is written.
func bratConfig() []byte {
	var out strings.Builder
	fmt.Fprintf(&out, "[entities]\n%s\n\n[relations]\n", claimLabel)
	for _, kind := range dossier.Kinds() {
		symmetric := ""
		if !kind.Directed() {
			symmetric = ", <REL-TYPE>:symmetric"
		}
		fmt.Fprintf(&out, "%s Arg1:%s, Arg2:%s%s\n", kind, claimLabel, claimLabel, symmetric)
	}
	// Claims overlap and nest as people speak.
	fmt.Fprintf(&out, "<OVERLAP> Arg1:%s, Arg2:%s, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n", claimLabel, claimLabel)
	for _, v := range append([]property{propertyStance}, properties...) {
		if v.choices != nil {
			fmt.Fprintf(&out, "%s Arg:%s, Value:%s\n", v.name, claimLabel, strings.Join(v.choices, "|"))
		}
	}
	return []byte(out.String())
}

// bratIDs begin each line of annotations but those of relations among many (*).
var bratLine = regexp.MustCompile(`^(?:[TREAMN#][^\t ]*|\*)\t`)

func recognisesBrat(data []byte) bool {
	if isZip(data) {
		return len(names(data, ".ann")) > 0
	}
	first, _, _ := bytes.Cut(data, []byte("\n"))
	return bratLine.Match(first)
}

func decodeBrat(data []byte, e dossier.Editor) (Taken, error) {
	if !isZip(data) {
		if _, err := exchange.Readable(data); err != nil {
			return Taken{}, err
		}
		if recognisesBrat(data) {
			return Taken{}, exchange.Refuse(exchange.NoText, "it has annotations of a text that it does not bring; put the .txt file and the .ann file into one zip, or open the article first")
		}
		return Taken{}, exchange.Refuse(exchange.NotOurs, "it is neither a zip of .txt and .ann files nor an .ann file")
	}
	files, err := inZip(data)
	if err != nil {
		return Taken{}, err
	}
	var m *marked
	var left []Left
	for _, f := range files {
		base, is := strings.CutSuffix(f.Name, ".txt")
		annotations, annotated := fileNamed(files, base+".ann")
		switch {
		case !is || !annotated:
		case m != nil:
			left = append(left, Left{f.Name, "a dossier holds one text, and this is another"})
		default:
			words, err := exchange.Readable(f.Data)
			if err != nil {
				return Taken{}, err
			}
			lines, err := exchange.Readable(annotations.Data)
			if err != nil {
				return Taken{}, err
			}
			if m, err = markedText(string(words), article.Metadata{}, e); err != nil {
				return Taken{}, err
			}
			m.standoff(string(lines))
		}
	}
	if m == nil {
		return Taken{}, exchange.Refuse(exchange.NotOurs, "there is no .txt file in it that has an .ann file of the same name beside it")
	}
	m.left = append(m.left, left...)
	return m.taken()
}

// decodeBratInto reads an .ann file whose text is an article that is known.
func decodeBratInto(data []byte, a article.Article, e dossier.Editor) (Taken, error) {
	if isZip(data) {
		return decodeBrat(data, e)
	}
	lines, err := exchange.Readable(data)
	if err != nil {
		return Taken{}, err
	}
	m := markedArticle(a, e)
	m.standoff(string(lines))
	return m.taken()
}

// standoff is one line of annotations, in its parts.
type standoff struct {
	id, kind string
	args     []string
	words    string // after the second tab
}

func standoffs(lines string) (list []standoff) {
	for line := range strings.SplitSeq(lines, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		id, rest, _ := strings.Cut(line, "\t")
		head, words, _ := strings.Cut(rest, "\t")
		one := standoff{id: strings.TrimSpace(id), words: words}
		if fields := strings.Fields(head); len(fields) > 0 {
			one.kind, one.args = fields[0], fields[1:]
		}
		list = append(list, one)
	}
	return list
}

// standoff takes the lines of a file: first the ranges, then what is said of them.
func (m *marked) standoff(lines string) {
	all := standoffs(lines)
	parts := m.partsOfEvents(all)
	for _, s := range all {
		if strings.HasPrefix(s.id, "T") && !parts[s.id] {
			m.textBound(s)
		}
	}
	for _, s := range all {
		if strings.HasPrefix(s.id, "E") {
			m.event(s, all)
		}
	}
	for _, s := range all {
		switch s.id[:min(1, len(s.id))] {
		case "T", "E":
		case "R":
			from, to := "", ""
			if len(s.args) == 2 {
				from, to = argument(s.args[0]), argument(s.args[1])
			}
			m.link(s.id, s.kind, from, to)
		case "*":
			m.among(s)
		case "A", "M":
			m.attribute(s)
		case "#":
			m.noteOn(s)
		default:
			m.leave(s.id, "it is not a kind of annotation that can be taken")
		}
	}
}

// argument is what an argument such as Arg1:T3 points at.
func argument(arg string) string {
	_, id, _ := strings.Cut(arg, ":")
	return id
}

// textBound takes a range as a claim. One in several fragments is taken where only space
// lies between them.
func (m *marked) textBound(s standoff) {
	span, quote, ok := m.rangeOf(s)
	if !ok {
		return
	}
	if c := m.claim(s.id, span, quote); c != nil {
		takeLabel(c, s.kind)
	}
}

func (m *marked) rangeOf(s standoff) (span text.Span, quote string, ok bool) {
	ix := m.layout.Index()
	for i, fragment := range strings.Split(strings.Join(s.args, " "), ";") {
		ends := strings.Fields(fragment)
		if len(ends) != 2 {
			m.leave(s.id, "it has no range")
			return span, "", false
		}
		start, err := strconv.Atoi(ends[0])
		end, err2 := strconv.Atoi(ends[1])
		if err != nil || err2 != nil || start < 0 || end < start {
			m.leave(s.id, "its range is not two numbers in order")
			return span, "", false
		}
		next := text.Span{Start: text.CodePoint(start), End: text.CodePoint(end)}
		if i == 0 {
			span, quote = next, s.words
			continue
		}
		gap := text.Span{Start: span.End, End: next.Start}
		if gap.End < gap.Start || gap.End > ix.Len() || strings.TrimSpace(ix.Slice(gap)) != "" {
			m.leave(s.id, "it is in pieces with other words between them, and a claim is one stretch of text")
			return span, "", false
		}
		span.End = next.End
		quote = ix.Slice(span)
		if oneSpaced(quote) != oneSpaced(s.words) {
			quote = s.words
		}
	}
	return span, quote, true
}

func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// The roles in which an event says who speaks, as the PolNeAR corpus has them.
func partOf(c *dossier.Claim, role string) *dossier.Part {
	switch strings.TrimRight(strings.ToLower(role), "0123456789") {
	case "source":
		return &c.Attribution.Source
	case "cue":
		return &c.Attribution.Cue
	case "content":
		return &c.Attribution.Content
	}
	return nil
}

// partsOfEvents are the ranges that are the source, the cue or the content of an
// attribution, and so are no claims of their own.
func (m *marked) partsOfEvents(all []standoff) map[string]bool {
	parts, triggers := make(map[string]bool), make(map[string]bool)
	for _, s := range all {
		if !strings.HasPrefix(s.id, "E") {
			continue
		}
		triggers[argument(s.kind)] = true
		for _, arg := range s.args {
			if role, id, _ := strings.Cut(arg, ":"); partOf(new(dossier.Claim), role) != nil {
				parts[id] = true
			}
		}
	}
	for id := range triggers {
		delete(parts, id)
	}
	return parts
}

// event gives the claim that is an event's trigger its parts. Under its own id it stands
// for the same claim.
func (m *marked) event(s standoff, all []standoff) {
	kind, trigger, _ := strings.Cut(s.kind, ":")
	c := m.claims[trigger]
	if c == nil {
		m.leave(s.id, "its trigger is not a claim that was taken")
		return
	}
	if m.claims[s.id] == nil {
		m.claims[s.id] = c
	}
	if !strings.EqualFold(kind, "attribution") {
		takeLabel(c, kind)
	}
	for _, arg := range s.args {
		role, id, _ := strings.Cut(arg, ":")
		part := partOf(c, role)
		if part == nil || part.Anchor != nil {
			m.leave(s.id, "its argument "+clipped(arg)+" has no place in a claim")
			continue
		}
		for _, t := range all {
			if t.id != id {
				continue
			}
			if span, quote, ok := m.rangeOf(t); ok {
				m.part(id, part, span, quote)
			}
			break
		}
	}
}

// part gives a part of an attribution its words and their place.
func (m *marked) part(where string, p *dossier.Part, span text.Span, quote string) {
	a, err := m.places.Describe(span)
	if err != nil || a.Exact != quote {
		m.leave(where, "its words are not those of the text")
		return
	}
	p.Text, p.Anchor = a.Exact, &a
}

// among takes a relation among several claims as one between each two neighbours.
func (m *marked) among(s standoff) {
	if len(s.args) < 2 {
		m.leave("* "+s.kind, "it has fewer than two ends")
	}
	for i := 1; i < len(s.args); i++ {
		m.link("* "+s.kind, s.kind, s.args[i-1], s.args[i])
	}
}

// attribute takes an attribute. One that is not ours becomes a tag.
func (m *marked) attribute(s standoff) {
	if len(s.args) == 0 || m.claims[s.args[0]] == nil {
		m.leave(s.id, "it is about no claim that was taken")
		return
	}
	c, said := m.claims[s.args[0]], strings.Join(s.args[1:], " ")
	v, ours := propertyNamed(s.kind)
	if !ours {
		if said != "" {
			said = ": " + said
		}
		takeLabel(c, s.kind+said)
		return
	}
	if err := v.take(c, said); err != nil {
		m.leave(s.id, err.Error())
	}
}

// noteOn takes a note. One of a type that is not ours becomes a line of the claim's note.
func (m *marked) noteOn(s standoff) {
	if len(s.args) == 0 || m.claims[s.args[0]] == nil {
		m.leave(s.id, "it is about no claim that was taken")
		return
	}
	c, said := m.claims[s.args[0]], manyLines.Replace(s.words)
	v, ours := propertyNamed(s.kind)
	if !ours || v.name == propertyNote.name {
		if strings.TrimSpace(said) != "" {
			c.Note = strings.TrimPrefix(c.Note+"\n"+said, "\n")
		}
		return
	}
	if err := v.take(c, said); err != nil {
		m.leave(s.id, err.Error())
	}
}

// names lists the names in a zip that end so.
func names(data []byte, end string) (list []string) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	for _, f := range r.File {
		if strings.HasSuffix(f.Name, end) {
			list = append(list, f.Name)
		}
	}
	return list
}
