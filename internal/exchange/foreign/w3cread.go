package foreign

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/openjson"
)

// Reading Web Annotations. A file that was written here has the article with it and is
// read whole. Of any other, and of annotations that another program added to one of
// ours, what marks words becomes a claim, a reply a comment in its log, and what links
// two of them with a kind of opposition an opposition.

// mostPeeked is how much of a list is looked at to know what it is a list of, in bytes.
const mostPeeked = 1 << 20

func recognisesW3C(data []byte) bool {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")))
	annotates := func(part []byte) bool {
		return bytes.Contains(part, []byte(`"TextQuoteSelector"`)) || bytes.Contains(part, []byte(`"`+annotationContext+`"`))
	}
	if len(data) > 0 && data[0] == '[' {
		return annotates(data[:min(len(data), mostPeeked)])
	}
	members, ok := openjson.Peek(data)
	if !ok || members["format"] != nil {
		return false
	}
	for _, name := range []string{"@context", "items", "first", "rows", "annotations", "target"} {
		if part := members[name]; annotates(part[:min(len(part), mostPeeked)]) {
			return true
		}
	}
	return false
}

func decodeW3C(data []byte, e dossier.Editor) (Taken, error) {
	whole, err := exchange.ReadJSON(data)
	if err != nil {
		return Taken{}, err
	}
	d, ours, err := ownDossier(whole)
	if err != nil {
		return Taken{}, err
	}
	if !ours {
		if _, _, err := exchange.AnnotationsIn(whole); err != nil {
			return Taken{}, err
		}
		return Taken{}, exchange.Refuse(exchange.NoText, "the file marks words of an article, but does not bring its text; open the article first, and import the file into it")
	}
	return readAnnotations(whole, d, e, true)
}

func decodeW3CInto(data []byte, a article.Article, e dossier.Editor) (Taken, error) {
	whole, err := exchange.ReadJSON(data)
	if err != nil {
		return Taken{}, err
	}
	d, ours, err := ownDossier(whole)
	if err != nil {
		return Taken{}, err
	}
	if !ours {
		return readAnnotations(whole, dossier.New(e.NewID(), e.NewID(), a, now(e)), e, false)
	}
	taken, err := readAnnotations(whole, d, e, true)
	if err != nil {
		return Taken{}, err
	}
	taken.Dossier, err = onText(taken.Dossier, a, e)
	return taken, err
}

// now is an editor's time to the millisecond, as its steps have it.
func now(e dossier.Editor) time.Time { return e.Now().UTC().Truncate(time.Millisecond) }

// onText puts a dossier on another text of its article.
func onText(d *dossier.Dossier, a article.Article, e dossier.Editor) (*dossier.Dossier, error) {
	u, err := dossier.NewUpdate(d, a)
	if errors.Is(err, dossier.ErrSameText) {
		return d, nil
	}
	if err != nil {
		return nil, exchange.RefuseAt(err)
	}
	for u.Work() {
	}
	next, err := u.Step(e).Apply(d)
	if err != nil {
		return nil, exchange.RefuseAt(err)
	}
	return next, nil
}

// ownDossier reads what our own term says of the dossier: all but its claims and
// oppositions. It reports false where the file was not written here.
func ownDossier(whole json.RawMessage) (*dossier.Dossier, bool, error) {
	members, ok := openjson.Peek(whole)
	own := members["gainsay:dossier"]
	if !ok || own == nil {
		return nil, false, nil
	}
	rest, ok := openjson.Peek(own)
	if !ok {
		return nil, false, exchange.RefuseAt(openjson.At("gainsay:dossier", errors.New("is not an object")))
	}
	for _, name := range []string{"id", "created", "modified"} {
		rest[name] = members[name]
		if rest[name] == nil {
			return nil, false, exchange.RefuseAt(openjson.At(name, errors.New("is missing")))
		}
	}
	rest["format"] = json.RawMessage(`"` + exchange.Format + `"`)
	rest["claims"], rest["oppositions"] = json.RawMessage("[]"), json.RawMessage("[]")
	native, err := openjson.Close([]byte("{"), struct{}{}, rest)
	if err != nil {
		return nil, false, exchange.RefuseAt(openjson.At("gainsay:dossier", err))
	}
	d, err := exchange.DecodeNative(native)
	if err != nil {
		if fault, is := err.(*exchange.Fault); is && fault.Path != "" {
			fault.Path = "gainsay:dossier." + fault.Path
		}
		return nil, false, err
	}
	return d, true, nil
}

// many is a list of which JSON-LD writes one without brackets.
type many[T any] []T

func (m *many[T]) UnmarshalJSON(data []byte) error {
	if data[0] == '[' {
		return json.Unmarshal(data, (*[]T)(m))
	}
	*m = make(many[T], 1)
	return json.Unmarshal(data, &(*m)[0])
}

// readAnnotation is an annotation as it is read: of the standard, or as Hypothesis has
// it, or both.
type readAnnotation struct {
	ID         string                `json:"id"`
	Motivation many[string]          `json:"motivation"`
	Creator    many[json.RawMessage] `json:"creator"`
	Created    string                `json:"created"`
	Modified   string                `json:"modified"`
	Body       many[json.RawMessage] `json:"body"`
	BodyValue  string                `json:"bodyValue"`
	Target     many[json.RawMessage] `json:"target"`
	Claim      json.RawMessage       `json:"gainsay:claim"`
	Opposition json.RawMessage       `json:"gainsay:opposition"`

	URI        string   `json:"uri"`
	Text       string   `json:"text"`
	Tags       []string `json:"tags"`
	User       string   `json:"user"`
	Updated    string   `json:"updated"`
	References []string `json:"references"`
}

// by is who made the annotation, or "".
func (a *readAnnotation) by() string {
	if len(a.Creator) > 0 {
		var name string
		if json.Unmarshal(a.Creator[0], &name) == nil {
			return name
		}
		var agent struct {
			ID       string       `json:"id"`
			Name     many[string] `json:"name"`
			Nickname string       `json:"nickname"`
		}
		if json.Unmarshal(a.Creator[0], &agent) == nil {
			if len(agent.Name) > 0 && agent.Name[0] != "" {
				return agent.Name[0]
			}
			if agent.Nickname != "" {
				return agent.Nickname
			}
			return agent.ID
		}
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(a.User, "acct:"), "@")
	return name
}

// times are when it was made and changed; what it does not say is now.
func (a *readAnnotation) times(now time.Time) (created, modified time.Time) {
	created, modified = now, now
	if t, err := time.Parse(time.RFC3339, a.Created); err == nil {
		created, modified = t.UTC(), t.UTC()
	}
	for _, said := range []string{a.Updated, a.Modified} {
		if t, err := time.Parse(time.RFC3339, said); err == nil {
			modified = t.UTC()
		}
	}
	return created, modified
}

// said is what the bodies of an annotation say, by their purpose.
func (a *readAnnotation) said() (all []textualBody) {
	for _, raw := range a.Body {
		all = append(all, bodyOf(raw))
	}
	all = bodies(all, "", a.BodyValue, a.Text)
	all = bodies(all, tagging, a.Tags...)
	return slices.DeleteFunc(all, func(b textualBody) bool { return b.Value == "" })
}

// bodyOf reads a body: its text, or the address of what it is.
func bodyOf(raw json.RawMessage) textualBody {
	var address string
	if json.Unmarshal(raw, &address) == nil {
		return textualBody{Value: address}
	}
	var body struct {
		ID      string          `json:"id"`
		Purpose many[string]    `json:"purpose"`
		Value   string          `json:"value"`
		Source  json.RawMessage `json:"source"`
	}
	if json.Unmarshal(raw, &body) != nil {
		return textualBody{}
	}
	one := textualBody{Value: body.Value}
	if len(body.Purpose) > 0 {
		one.Purpose = body.Purpose[0]
	}
	if one.Value == "" && body.Source != nil {
		one.Value = bodyOf(body.Source).Value
	}
	if one.Value == "" {
		one.Value = body.ID
	}
	return one
}

// points is the id of another annotation that a target is, or the address of a page.
func points(target json.RawMessage) string {
	var id string
	if json.Unmarshal(target, &id) == nil {
		return id
	}
	var resource struct {
		ID     string          `json:"id"`
		Source json.RawMessage `json:"source"`
	}
	if json.Unmarshal(target, &resource) != nil {
		return ""
	}
	if resource.Source != nil {
		return points(resource.Source)
	}
	return resource.ID
}

// annotationReader makes a dossier of annotations.
type annotationReader struct {
	d     *dossier.Dossier
	e     dossier.Editor
	ours  bool
	texts map[string]*article.Layout // of the dossier, by digest
	set   *setting
	names map[string]*dossier.Claim // by the ids of their annotations
	left  []Left
}

// readAnnotations adds to a dossier what the annotations of a document are. d is
// changed.
func readAnnotations(whole json.RawMessage, d *dossier.Dossier, e dossier.Editor, ours bool) (Taken, error) {
	var list []json.RawMessage
	path := func(int) string { return "" }
	if members, _ := openjson.Peek(whole); !ours || members["first"] != nil || members["items"] != nil {
		var err error
		if list, path, err = exchange.AnnotationsIn(whole); err != nil {
			return Taken{}, err
		}
	}
	r := &annotationReader{d: d, e: e, ours: ours, texts: make(map[string]*article.Layout), set: newSetting(d.Article), names: make(map[string]*dossier.Claim)}
	for _, a := range d.Texts() {
		layout := article.NewLayout(a)
		r.texts[layout.Digest()] = layout
	}
	annotations := make([]readAnnotation, len(list))
	for i, raw := range list {
		a := &annotations[i]
		if err := json.Unmarshal(raw, a); err != nil || a.Target == nil {
			r.leave(path(i), "it is not an annotation")
			*a = readAnnotation{}
		} else if a.ID == "" {
			a.ID = path(i)
		}
	}
	r.read(annotations)
	r.set.finish(d, now(e))
	sifted, err := sift(d)
	if err != nil {
		return Taken{}, err
	}
	r.left = append(r.left, sifted...)
	if !ours && len(d.Claims) == 0 {
		why := "it holds no annotation"
		if len(r.left) > 0 {
			why = "of its annotations none can be taken; the first: " + r.left[0].Why
		}
		return Taken{}, exchange.Refuse(exchange.Invalid, "%s", why)
	}
	return Taken{d, r.left}, nil
}

func (r *annotationReader) leave(where, why string) {
	r.left = append(r.left, Left{where, why})
}

// read takes first what marks words, and then what is about that.
func (r *annotationReader) read(annotations []readAnnotation) {
	known := make(map[string]bool, len(annotations))
	for _, a := range annotations {
		known[a.ID] = true
	}
	var about []*readAnnotation
	for i := range annotations {
		a := &annotations[i]
		switch {
		case a.Target == nil:
		case a.Claim != nil:
			r.ownClaim(a)
		case a.Opposition != nil, len(a.References) > 0, known[points(a.Target[0])]:
			about = append(about, a)
		default:
			r.marks(a)
		}
	}
	for _, a := range about {
		switch {
		case a.Opposition != nil || len(a.Target) > 1:
			r.links(a)
		default:
			r.replies(a)
		}
	}
}

// ownClaim takes a claim that was written here. What another program changed in the
// standard's own members counts.
func (r *annotationReader) ownClaim(a *readAnnotation) {
	var c dossier.Claim
	if err := json.Unmarshal(a.Claim, &c); err != nil {
		r.leave(a.ID, openjson.At("gainsay:claim", err).Error())
		return
	}
	at, err := exchange.AnchorOf(a.Target[0])
	if err != nil {
		r.leave(a.ID, openjson.At("target", err).Error())
		return
	}
	at.Text, at.Extra = c.Anchor.Text, c.Anchor.Extra
	if ranged, ok := rangeSelector(a.Target[0]); ok {
		if at.Extra == nil {
			at.Extra = make(openjson.Extra)
		}
		at.Extra[rangeMember] = ranged
	}
	c.Anchor, c.ID, c.Creator = at, dossier.ID(a.ID), a.by()
	c.Created, c.Modified = a.times(now(r.e))
	if !r.holds(at) {
		r.set.place(&c, at)
	}
	r.fill(&c, a)
	r.take(&c, a)
}

// holds reports whether an anchor is true of a text of the dossier.
func (r *annotationReader) holds(a anchor.Anchor) bool {
	layout := r.texts[a.Text]
	return layout != nil && a.Check(layout.Index(), layout.Digest()) == nil
}

func (r *annotationReader) take(c *dossier.Claim, a *readAnnotation) {
	r.d.Claims = append(r.d.Claims, c)
	if r.names[a.ID] == nil {
		r.names[a.ID] = c
	}
}

// fill gives a claim what its annotation says about it.
func (r *annotationReader) fill(c *dossier.Claim, a *readAnnotation) {
	own := a.Claim != nil
	tagged := own && len(c.Tags) > 0 // in our own term, since no body can say an empty tag
	var notes []string
	for _, b := range a.said() {
		switch {
		case own && b.Purpose == describing:
			c.Statement = b.Value
		case own && b.Purpose == assessing: // the verdict in words
		case own && b.Purpose == classifying && slices.Contains(dossier.Stances(), dossier.Stance(b.Value)):
			c.Stance = dossier.Stance(b.Value)
		case b.Purpose == tagging || b.Purpose == classifying:
			if !tagged && (own || !slices.Contains(c.Tags, b.Value)) {
				c.Tags = append(c.Tags, b.Value)
			}
		default:
			notes = append(notes, b.Value)
		}
	}
	c.Note = strings.Join(notes, "\n\n")
}

// marks takes an annotation of another program that marks words: a claim for each of
// its targets.
func (r *annotationReader) marks(a *readAnnotation) {
	for i, target := range a.Target {
		at, err := exchange.AnchorOf(target)
		if err != nil || strings.TrimSpace(at.Exact) == "" {
			r.leave(a.ID, "it marks no words: there is no TextQuoteSelector with a quote")
			continue
		}
		if ranged, ok := rangeSelector(target); ok {
			at.Extra = openjson.Extra{rangeMember: ranged}
		}
		c := &dossier.Claim{ID: r.e.NewID(), Creator: a.by()}
		if id := dossier.ID(a.ID); i == 0 && id.Valid() {
			c.ID = id
		}
		c.Created, c.Modified = a.times(now(r.e))
		if r.elsewhere(a, target, at) {
			r.leave(a.ID, "it is on another page, and its words are not in this article")
			continue
		}
		r.set.place(c, at)
		r.fill(c, a)
		r.take(c, a)
	}
}

// elsewhere reports whether an annotation is on another page than the article, and its
// quote is not here word for word.
func (r *annotationReader) elsewhere(a *readAnnotation, target json.RawMessage, at anchor.Anchor) bool {
	page := points(target)
	if page == "" {
		page = a.URI
	}
	here, there := bareAddress(r.d.Article.URL), bareAddress(page)
	return here != "" && there != "" && here != there && !strings.Contains(r.set.layout.Index().String(), at.Exact)
}

// bareAddress is an address without what often differs between links to one page: its
// scheme, query and fragment. It is "" for what is none.
func bareAddress(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}

// links takes an annotation that sets two claims against each other.
func (r *annotationReader) links(a *readAnnotation) {
	var o dossier.Opposition
	if a.Opposition != nil {
		if err := json.Unmarshal(a.Opposition, &o); err != nil {
			r.leave(a.ID, openjson.At("gainsay:opposition", err).Error())
			return
		}
	} else {
		o.Origin = dossier.Human
	}
	if len(a.Target) != 2 {
		r.leave(a.ID, "it does not link two annotations")
		return
	}
	from, to := r.names[points(a.Target[0])], r.names[points(a.Target[1])]
	if from == nil || to == nil {
		r.leave(a.ID, "it links an annotation that is not there, or was not taken")
		return
	}
	o.ID, o.From, o.To = dossier.ID(a.ID), from.ID, to.ID
	if !o.ID.Valid() {
		o.ID = r.e.NewID()
	}
	o.Created, o.Modified = a.times(now(r.e))
	var notes []string
	for _, b := range a.said() {
		if slices.Contains(dossier.Kinds(), dossier.Kind(b.Value)) && o.Kind == "" {
			o.Kind = dossier.Kind(b.Value)
		} else {
			notes = append(notes, b.Value)
		}
	}
	o.Note = strings.Join(notes, "\n\n")
	if o.Kind == "" {
		r.leave(a.ID, "it links two annotations, but is not tagged with a kind of opposition")
		return
	}
	r.d.Oppositions = append(r.d.Oppositions, &o)
}

// replies takes an annotation that answers another one as a comment in its log.
func (r *annotationReader) replies(a *readAnnotation) {
	to := points(a.Target[0])
	if len(a.References) > 0 {
		to = a.References[0]
	}
	c := r.names[to]
	if c == nil {
		r.leave(a.ID, "it answers an annotation that is not there, or was not taken")
		return
	}
	var said []string
	for _, b := range a.said() {
		if b.Purpose != tagging {
			said = append(said, b.Value)
		}
	}
	by, words := strings.TrimSpace(a.by()), strings.TrimSpace(strings.Join(said, "\n\n"))
	if by == "" || words == "" {
		r.leave(a.ID, "it is a reply without words, or nobody's")
		return
	}
	at, _ := a.times(now(r.e))
	review := &dossier.Review{ID: r.e.NewID(), By: by, At: at, Decision: dossier.Comment, Text: words}
	if id := dossier.ID(a.ID); id.Valid() {
		review.ID = id
	}
	c.Reviews = append(c.Reviews, review)
}
