package dossier

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"gainsay/internal/article"
	"gainsay/internal/openjson"
)

// Step is one edit as a person made it: one or more operations that are done, or
// undone, together. At becomes the dossier's time of modification.
type Step struct {
	ID    ID        `json:"id"`
	At    time.Time `json:"at"`
	Label string    `json:"label"` // what was done, for the status line: "highlight claim"
	Ops   []Op      `json:"ops"`

	written json.RawMessage // the step as the journal has it, where that was made before
}

// Verb names an operation.
type Verb string

// The operations. Each is undone by another of them.
const (
	AddClaim         Verb = "add-claim"
	RemoveClaim      Verb = "remove-claim"
	SetClaim         Verb = "set-claim"
	AddOpposition    Verb = "add-opposition"
	RemoveOpposition Verb = "remove-opposition"
	SetOpposition    Verb = "set-opposition"
	SetDossier       Verb = "set-dossier"
	ReplaceArticle   Verb = "replace-article"
	RestoreArticle   Verb = "restore-article"
	AddEvidence      Verb = "add-evidence"
	RemoveEvidence   Verb = "remove-evidence"
	SetEvidence      Verb = "set-evidence"
	AddReview        Verb = "add-review"
	RemoveReview     Verb = "remove-review" // only as what undoes an add-review
	AddSource        Verb = "add-source"
	RemoveSource     Verb = "remove-source"
	SetSource        Verb = "set-source"

	// ReplaceClaim, ReplaceOpposition and ReplaceSource put another record in the place
	// of the one with its id. They are for edits that come from another dossier, whose
	// records arrive whole; a person's edit sets a field.
	ReplaceClaim      Verb = "replace-claim"
	ReplaceOpposition Verb = "replace-opposition"
	ReplaceSource     Verb = "replace-source"
)

// Op is one operation on a dossier. Which members it has depends on Verb: an add
// has Claim, Opposition, Source, or, with a Target that it is added to, Evidence or
// Review; a replace has Claim, Opposition or Source; a remove has Target, and Item for what belongs to the target; a set has
// Target (none for the dossier itself), Field, Value, and Modified, the target's new
// time of modification, and for evidence Item and ItemModified, its own; what is done
// to evidence has Modified, too. A set-source may have Source, the profile that is
// added first where it is not there. A replace-article has Article, the new text, Modified, when it took
// the place of the old one, which becomes a version, and Extra, what else that
// version is to have; a restore-article, which makes the last version the article
// again, has nothing.
type Op struct {
	Verb         Verb             `json:"op"`
	Target       ID               `json:"target,omitempty"`
	Claim        *Claim           `json:"claim,omitempty"`
	Opposition   *Opposition      `json:"opposition,omitempty"`
	Evidence     *Evidence        `json:"evidence,omitempty"`
	Review       *Review          `json:"review,omitempty"`
	Source       *Profile         `json:"source,omitempty"`
	Item         ID               `json:"item,omitempty"`
	ItemModified time.Time        `json:"itemModified,omitzero"`
	Field        string           `json:"field,omitempty"`
	Value        json.RawMessage  `json:"value,omitempty"`
	Article      *article.Article `json:"article,omitempty"`
	Extra        openjson.Extra   `json:"extra,omitempty"`
	Modified     time.Time        `json:"modified,omitzero"`
}

// Apply returns the dossier after the step. Where any operation cannot be done,
// none is: it returns the error and no dossier. d itself is never changed.
func (s Step) Apply(d *Dossier) (*Dossier, error) {
	a := s.Attempt(d)
	a.known = true
	if err := a.all(); err != nil {
		return nil, err
	}
	return a.after(), nil
}

// Invert returns the step that takes the dossier back: for any d to which s
// applies, inverting s at d and applying that to the outcome gives d again. The
// inverse bears the same id and label.
func (s Step) Invert(before *Dossier) (Step, error) {
	a := s.Attempt(before)
	if err := a.all(); err != nil {
		return Step{}, err
	}
	return a.inverse(), nil
}

// Attempt is a step on its way into a dossier, for those who cannot wait for one of
// ten thousand operations: each Work does a piece of it. The dossier itself is never
// changed.
type Attempt struct {
	step   Step
	before *Dossier
	made   draft
	done   int  // operations
	back   []Op // what takes those back, in their order
	known  bool // what takes the step back is known already
}

// Attempt begins to do the step.
func (s Step) Attempt(d *Dossier) *Attempt {
	return &Attempt{step: s, before: d, made: draft{Dossier: *d}}
}

// Work does so many operations more, and reports whether any are left. Where one
// cannot be done it returns the error, and the attempt has failed.
func (a *Attempt) Work(most int) (more bool, err error) {
	for ; most > 0 && a.done < len(a.step.Ops); most-- {
		if err := a.operation(a.step.Ops[a.done]); err != nil {
			return false, fmt.Errorf("applying %q, operation %d (%s): %w", a.step.Label, a.done, a.step.Ops[a.done].Verb, err)
		}
		a.done++
	}
	return a.done < len(a.step.Ops), nil
}

func (a *Attempt) operation(op Op) error {
	if !a.known {
		back, err := op.invert(&a.made)
		if err != nil {
			return err
		}
		a.back = append(a.back, back)
	}
	return op.apply(&a.made)
}

// all does what is left.
func (a *Attempt) all() error {
	_, err := a.Work(len(a.step.Ops))
	return err
}

// after returns the dossier with the whole step done.
func (a *Attempt) after() *Dossier {
	done := a.made.Dossier
	done.Modified = a.step.At.UTC()
	return &done
}

// inverse returns the step that takes all of it back.
func (a *Attempt) inverse() Step {
	ops := slices.Clone(a.back)
	slices.Reverse(ops)
	return Step{ID: a.step.ID, At: a.before.Modified, Label: a.step.Label, Ops: ops}
}

// Touched returns the claims and oppositions that the step is about, in order. What is
// reviewed may be either and is in both lists.
func (s Step) Touched() (claims, oppositions []ID) {
	for _, op := range s.Ops {
		switch op.Verb {
		case AddClaim, ReplaceClaim:
			claims = append(claims, op.Claim.ID)
		case RemoveClaim, SetClaim, AddEvidence, RemoveEvidence, SetEvidence:
			claims = append(claims, op.Target)
		case AddOpposition, ReplaceOpposition:
			oppositions = append(oppositions, op.Opposition.ID)
		case RemoveOpposition, SetOpposition:
			oppositions = append(oppositions, op.Target)
		case AddReview, RemoveReview: // of a claim or of an opposition
			claims, oppositions = append(claims, op.Target), append(oppositions, op.Target)
		}
	}
	return claims, oppositions
}

var (
	errNoClaim      = errors.New("there is no such claim")
	errNoOpposition = errors.New("there is no such opposition")
	errNoArticle    = errors.New("there is no such article")
)

// draft is the dossier that a step is making. Nobody else has it yet, so that once its
// list of claims is its own, further operations change it in place: a step on a
// thousand claims copies the list once.
type draft struct {
	Dossier
	own  bool
	last int // where the last claim was found; the next is often near
}

// find returns where a claim stands, or -1. A step goes through the claims in their
// order, and what takes it back in the opposite one.
func (d *draft) find(id ID) int {
	for at := max(0, d.last-1); at < len(d.Claims) && at < d.last+2; at++ {
		if d.Claims[at].ID == id {
			d.last = at
			return at
		}
	}
	at := slices.IndexFunc(d.Claims, func(c *Claim) bool { return c.ID == id })
	d.last = max(at, 0)
	return at
}

// alterClaim puts a changed copy of a claim in its place.
func (d *draft) alterClaim(id ID, change func(*Claim) error) error {
	at := d.find(id)
	if at < 0 {
		return errNoClaim
	}
	changed := *d.Claims[at]
	if err := change(&changed); err != nil {
		return err
	}
	if !d.own {
		d.Claims, d.own = slices.Clone(d.Claims), true
	}
	d.Claims[at] = &changed
	if at > 0 && byPlace(d.Claims[at-1], &changed) > 0 || at+1 < len(d.Claims) && byPlace(&changed, d.Claims[at+1]) > 0 {
		d.Claims = slices.Delete(d.Claims, at, at+1)
		at, _ = slices.BinarySearchFunc(d.Claims, &changed, byPlace)
		d.Claims = slices.Insert(d.Claims, at, &changed)
	}
	return nil
}

func (op Op) apply(d *draft) error {
	switch op.Verb {
	case AddClaim:
		return addClaim(&d.Dossier, op.Claim)
	case RemoveClaim:
		return removeClaim(&d.Dossier, op.Target)
	case SetClaim:
		return setClaim(d, op)
	case AddOpposition:
		return addOpposition(&d.Dossier, op.Opposition)
	case RemoveOpposition:
		return removeOpposition(&d.Dossier, op.Target)
	case SetOpposition:
		return setOpposition(&d.Dossier, op)
	case SetDossier:
		switch op.Field {
		case FieldScales:
			return setScales(&d.Dossier, op)
		case FieldVersions:
			return setVersions(&d.Dossier, op)
		}
		return op.write(dossierFields.place(&d.Dossier, op.Field))
	case ReplaceArticle:
		return replaceArticle(&d.Dossier, op)
	case RestoreArticle:
		return restoreArticle(&d.Dossier)
	case AddEvidence, RemoveEvidence, SetEvidence:
		return op.applyEvidence(d)
	case AddReview, RemoveReview:
		return op.applyReview(d)
	case AddSource, RemoveSource, SetSource:
		return op.applySource(&d.Dossier)
	case ReplaceClaim, ReplaceOpposition, ReplaceSource:
		return op.applyReplace(d)
	}
	return fmt.Errorf("%q is not an operation", op.Verb)
}

func (op Op) invert(d *draft) (Op, error) {
	switch op.Verb {
	case AddClaim:
		if op.Claim == nil {
			return Op{}, errNoClaim
		}
		return Op{Verb: RemoveClaim, Target: op.Claim.ID}, nil
	case RemoveClaim:
		if c := d.Claim(op.Target); c != nil {
			return Op{Verb: AddClaim, Claim: c}, nil
		}
		return Op{}, errNoClaim
	case SetClaim:
		at := d.find(op.Target)
		if at < 0 {
			return Op{}, errNoClaim
		}
		c := d.Claims[at]
		return op.restore(claimFields.place(c, op.Field), c.Modified)
	case AddOpposition:
		if op.Opposition == nil {
			return Op{}, errNoOpposition
		}
		return Op{Verb: RemoveOpposition, Target: op.Opposition.ID}, nil
	case RemoveOpposition:
		if o := d.Opposition(op.Target); o != nil {
			return Op{Verb: AddOpposition, Opposition: o}, nil
		}
		return Op{}, errNoOpposition
	case SetOpposition:
		o := d.Opposition(op.Target)
		if o == nil {
			return Op{}, errNoOpposition
		}
		return op.restore(oppositionFields.place(o, op.Field), o.Modified)
	case SetDossier:
		return op.restore(dossierFields.place(&d.Dossier, op.Field), time.Time{})
	case ReplaceArticle:
		return Op{Verb: RestoreArticle}, nil
	case RestoreArticle:
		if len(d.Versions) == 0 {
			return Op{}, errNoArticle
		}
		last, present := d.Versions[len(d.Versions)-1], d.Article
		return Op{Verb: ReplaceArticle, Article: &present, Modified: last.Replaced, Extra: last.Extra}, nil
	case AddEvidence, RemoveEvidence, SetEvidence:
		return op.invertEvidence(&d.Dossier)
	case AddReview, RemoveReview:
		return op.invertReview(&d.Dossier)
	case AddSource, RemoveSource, SetSource:
		return op.invertSource(&d.Dossier)
	case ReplaceClaim, ReplaceOpposition, ReplaceSource:
		return op.invertReplace(&d.Dossier)
	}
	return Op{}, fmt.Errorf("%q is not an operation", op.Verb)
}

func addClaim(d *Dossier, c *Claim) error {
	if c == nil {
		return errNoClaim
	}
	if d.Claim(c.ID) != nil {
		return fmt.Errorf("claim %s is there already", c.ID)
	}
	at, _ := slices.BinarySearchFunc(d.Claims, c, byPlace)
	d.Claims = slices.Insert(slices.Clone(d.Claims), at, c)
	return first(member{"claim", c.check()}, member{"claim.verdict", d.checkVerdict(c.Verdict)})
}

func removeClaim(d *Dossier, id ID) error {
	at := indexOf(d.Claims, id)
	if at < 0 {
		return errNoClaim
	}
	if len(d.OppositionsOf(id)) > 0 {
		return errors.New("the claim still has oppositions")
	}
	d.Claims = without(d.Claims, at)
	return nil
}

func setClaim(d *draft, op Op) error {
	return d.alterClaim(op.Target, func(c *Claim) error {
		if err := op.write(claimFields.place(c, op.Field)); err != nil {
			return err
		}
		c.Modified = op.Modified.UTC()
		return cmp.Or(c.check(), first(member{"verdict", d.checkVerdict(c.Verdict)}))
	})
}

func addOpposition(d *Dossier, o *Opposition) error {
	if o == nil {
		return errNoOpposition
	}
	if d.Opposition(o.ID) != nil {
		return fmt.Errorf("opposition %s is there already", o.ID)
	}
	if o.From == o.To {
		return errors.New("a claim cannot be set against itself")
	}
	if d.Claim(o.From) == nil || d.Claim(o.To) == nil {
		return errNoClaim
	}
	d.Oppositions = insert(d.Oppositions, o)
	return first(member{"opposition", o.check()})
}

func removeOpposition(d *Dossier, id ID) error {
	at := indexOf(d.Oppositions, id)
	if at < 0 {
		return errNoOpposition
	}
	d.Oppositions = without(d.Oppositions, at)
	return nil
}

func setOpposition(d *Dossier, op Op) error {
	return alterOpposition(d, op.Target, func(o *Opposition) error {
		if err := op.write(oppositionFields.place(o, op.Field)); err != nil {
			return err
		}
		o.Modified = op.Modified.UTC()
		return o.check()
	})
}

// alterOpposition puts a changed copy of an opposition in its place.
func alterOpposition(d *Dossier, id ID, change func(*Opposition) error) error {
	at := indexOf(d.Oppositions, id)
	if at < 0 {
		return errNoOpposition
	}
	changed := *d.Oppositions[at]
	if err := change(&changed); err != nil {
		return err
	}
	d.Oppositions = replaced(d.Oppositions, at, &changed)
	return nil
}

// replaceArticle makes a version of the article and puts another text in its place.
// Where the claims stand in that is for other operations of the step to say.
func replaceArticle(d *Dossier, op Op) error {
	if op.Article == nil {
		return errNoArticle
	}
	if op.Article.ID != d.Article.ID {
		return errors.New("it is the text of another article")
	}
	d.Versions = append(slices.Clip(d.Versions), Version{Article: d.Article, Replaced: op.Modified.UTC(), Extra: op.Extra})
	d.Article = *op.Article
	return nil
}

// restoreArticle makes the last version the article again.
func restoreArticle(d *Dossier) error {
	last := len(d.Versions) - 1
	if last < 0 {
		return errNoArticle
	}
	d.Article, d.Versions = d.Versions[last].Article, d.Versions[:last:last]
	if last == 0 {
		d.Versions = nil
	}
	return nil
}

// fields are the places in a T that steps can set, by name: each a pointer to what
// stands there.
type fields[T any] map[string]func(*T) any

// place returns where the field of an operation stands.
func (f fields[T]) place(target *T, name string) any {
	if where, ok := f[name]; ok {
		return where(target)
	}
	return nil
}

// write does a set on what stands at a place. What was there is not touched, since
// other dossiers share it.
func (op Op) write(place any) error {
	if place == nil {
		return op.errNoField()
	}
	reflect.ValueOf(place).Elem().SetZero()
	return json.Unmarshal(op.Value, place)
}

// restore makes the set that gives a place the value that stands there.
func (op Op) restore(place any, modified time.Time) (Op, error) {
	if place == nil {
		return Op{}, op.errNoField()
	}
	value, err := openjson.Encode(place)
	if err != nil {
		return Op{}, err
	}
	return Op{Verb: op.Verb, Target: op.Target, Item: op.Item, Field: op.Field, Value: value, Modified: modified}, nil
}

func (op Op) errNoField() error { return fmt.Errorf("there is no field %q", op.Field) }

// The names of the fields that steps can set.
const (
	FieldAnchor    = "anchor"
	FieldStanding  = "standing"
	FieldSource    = "source"
	FieldCue       = "cue"
	FieldContent   = "content"
	FieldStance    = "stance"
	FieldStatement = "statement"
	FieldNote      = "note"
	FieldTags      = "tags"
	FieldKind      = "kind"
	FieldName      = "name"
	FieldTitle     = "title"
	FieldByline    = "byline"
	FieldPublisher = "publisher"
	FieldPublished = "published"
	FieldURL       = "url"
	FieldLanguage  = "language"
	FieldScales    = "scales"
	FieldVersions  = "versions"
	FieldExtra     = "extra"

	FieldArticleExtra = "article.extra"

	FieldLemma         = "lemma"
	FieldThrough       = "through"
	FieldQuotation     = "quotation"
	FieldSaidWhen      = "said.when"
	FieldSaidWhere     = "said.where"
	FieldStanceOrigin  = "stanceOrigin"
	FieldStatementBy   = "statementBy"
	FieldType          = "type"
	FieldStatus        = "status"
	FieldContactWhen   = "contact.when"
	FieldContactAnswer = "contact.answer"
	FieldVerdict       = "verdict"

	FieldTopic      = "topic"
	FieldResolution = "resolution"

	FieldArchived = "archived"
	FieldExcerpt  = "excerpt"
	FieldDate     = "date"
	FieldRelation = "relation"
	FieldPrimary  = "primary"

	FieldRole      = "role"
	FieldAnonymous = "anonymous"
	FieldSameAs    = "sameAs"
)

var claimFields = fields[Claim]{
	FieldAnchor:    func(c *Claim) any { return &c.Anchor },
	FieldStanding:  func(c *Claim) any { return &c.Standing },
	FieldSource:    func(c *Claim) any { return &c.Attribution.Source },
	FieldCue:       func(c *Claim) any { return &c.Attribution.Cue },
	FieldContent:   func(c *Claim) any { return &c.Attribution.Content },
	FieldStance:    func(c *Claim) any { return &c.Stance },
	FieldStatement: func(c *Claim) any { return &c.Statement },
	FieldNote:      func(c *Claim) any { return &c.Note },
	FieldTags:      func(c *Claim) any { return &c.Tags },

	FieldLemma:         func(c *Claim) any { return &c.Attribution.Cue.Lemma },
	FieldThrough:       func(c *Claim) any { return &c.Attribution.Through },
	FieldQuotation:     func(c *Claim) any { return &c.Attribution.Quotation },
	FieldSaidWhen:      func(c *Claim) any { return &c.Attribution.Said.When },
	FieldSaidWhere:     func(c *Claim) any { return &c.Attribution.Said.Where },
	FieldStanceOrigin:  func(c *Claim) any { return &c.StanceOrigin },
	FieldStatementBy:   func(c *Claim) any { return &c.StatementBy },
	FieldType:          func(c *Claim) any { return &c.Type },
	FieldStatus:        func(c *Claim) any { return &c.Status },
	FieldContactWhen:   func(c *Claim) any { return &c.Contact.When },
	FieldContactAnswer: func(c *Claim) any { return &c.Contact.Answer },
	FieldVerdict:       func(c *Claim) any { return &c.Verdict },
}

var oppositionFields = fields[Opposition]{
	FieldKind: func(o *Opposition) any { return &o.Kind },
	FieldNote: func(o *Opposition) any { return &o.Note },

	FieldTopic:      func(o *Opposition) any { return &o.Topic },
	FieldStatus:     func(o *Opposition) any { return &o.Status },
	FieldResolution: func(o *Opposition) any { return &o.Resolution },
}

var dossierFields = fields[Dossier]{
	FieldName:      func(d *Dossier) any { return &d.Name },
	FieldTitle:     func(d *Dossier) any { return &d.Article.Title },
	FieldByline:    func(d *Dossier) any { return &d.Article.Byline },
	FieldPublisher: func(d *Dossier) any { return &d.Article.Publisher },
	FieldPublished: func(d *Dossier) any { return &d.Article.Published },
	FieldURL:       func(d *Dossier) any { return &d.Article.URL },
	FieldLanguage:  func(d *Dossier) any { return &d.Article.Language },
	FieldScales:    func(d *Dossier) any { return &d.Scales },
	FieldVersions:  func(d *Dossier) any { return &d.Versions },
	FieldExtra:     func(d *Dossier) any { return &d.Extra },

	FieldArticleExtra: func(d *Dossier) any { return &d.Article.Extra },
}
