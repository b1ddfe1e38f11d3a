package dossier

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gainsay/internal/anchor"
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
)

// Op is one operation on a dossier. Which members it has depends on Verb: an add
// has Claim, Opposition, Source, or, with a Target that it is added to, Evidence or
// Review; a remove has Target, and Item for what belongs to the target; a set has
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
	next := *d
	for i, op := range s.Ops {
		if err := op.apply(&next); err != nil {
			return nil, fmt.Errorf("applying %q, operation %d (%s): %w", s.Label, i, op.Verb, err)
		}
	}
	next.Modified = s.At.UTC()
	return &next, nil
}

// Invert returns the step that takes the dossier back: for any d to which s
// applies, inverting s at d and applying that to the outcome gives d again. The
// inverse bears the same id and label.
func (s Step) Invert(before *Dossier) (Step, error) {
	inverse := Step{ID: s.ID, At: before.Modified, Label: s.Label}
	d := *before
	for i, op := range s.Ops {
		back, err := op.invert(&d)
		if err == nil {
			err = op.apply(&d)
		}
		if err != nil {
			return Step{}, fmt.Errorf("inverting %q, operation %d (%s): %w", s.Label, i, op.Verb, err)
		}
		inverse.Ops = append(inverse.Ops, back)
	}
	slices.Reverse(inverse.Ops)
	return inverse, nil
}

// Touched returns the claims and oppositions that the step is about, in order. What is
// reviewed may be either and is in both lists.
func (s Step) Touched() (claims, oppositions []ID) {
	for _, op := range s.Ops {
		switch op.Verb {
		case AddClaim:
			claims = append(claims, op.Claim.ID)
		case RemoveClaim, SetClaim, AddEvidence, RemoveEvidence, SetEvidence:
			claims = append(claims, op.Target)
		case AddOpposition:
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

func (op Op) apply(d *Dossier) error {
	switch op.Verb {
	case AddClaim:
		return addClaim(d, op.Claim)
	case RemoveClaim:
		return removeClaim(d, op.Target)
	case SetClaim:
		return setClaim(d, op)
	case AddOpposition:
		return addOpposition(d, op.Opposition)
	case RemoveOpposition:
		return removeOpposition(d, op.Target)
	case SetOpposition:
		return setOpposition(d, op)
	case SetDossier:
		if op.Field == FieldScales {
			return setScales(d, op)
		}
		return writeField(dossierFields, d, op)
	case ReplaceArticle:
		return replaceArticle(d, op)
	case RestoreArticle:
		return restoreArticle(d)
	case AddEvidence, RemoveEvidence, SetEvidence:
		return op.applyEvidence(d)
	case AddReview, RemoveReview:
		return op.applyReview(d)
	case AddSource, RemoveSource, SetSource:
		return op.applySource(d)
	}
	return fmt.Errorf("%q is not an operation", op.Verb)
}

func (op Op) invert(d *Dossier) (Op, error) {
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
		c := d.Claim(op.Target)
		if c == nil {
			return Op{}, errNoClaim
		}
		return invertSet(op, claimFields, c, c.Modified)
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
		return invertSet(op, oppositionFields, o, o.Modified)
	case SetDossier:
		return invertSet(op, dossierFields, d, time.Time{})
	case ReplaceArticle:
		return Op{Verb: RestoreArticle}, nil
	case RestoreArticle:
		if len(d.Versions) == 0 {
			return Op{}, errNoArticle
		}
		last, present := d.Versions[len(d.Versions)-1], d.Article
		return Op{Verb: ReplaceArticle, Article: &present, Modified: last.Replaced, Extra: last.Extra}, nil
	case AddEvidence, RemoveEvidence, SetEvidence:
		return op.invertEvidence(d)
	case AddReview, RemoveReview:
		return op.invertReview(d)
	case AddSource, RemoveSource, SetSource:
		return op.invertSource(d)
	}
	return Op{}, fmt.Errorf("%q is not an operation", op.Verb)
}

func invertSet[T any](op Op, fields map[string]field[T], target *T, modified time.Time) (Op, error) {
	f, ok := fields[op.Field]
	if !ok {
		return Op{}, fmt.Errorf("there is no field %q", op.Field)
	}
	value, err := f.read(target)
	if err != nil {
		return Op{}, err
	}
	return Op{Verb: op.Verb, Target: op.Target, Field: op.Field, Value: value, Modified: modified}, nil
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
	return nil
}

func removeClaim(d *Dossier, id ID) error {
	at := indexOf(d.Claims, id)
	if at < 0 {
		return errNoClaim
	}
	if len(d.OppositionsOf(id)) > 0 {
		return errors.New("the claim still has oppositions")
	}
	d.Claims = slices.Delete(slices.Clone(d.Claims), at, at+1)
	return nil
}

func setClaim(d *Dossier, op Op) error {
	return alterClaim(d, op.Target, func(c *Claim) error {
		if err := writeField(claimFields, c, op); err != nil {
			return err
		}
		c.Modified = op.Modified.UTC()
		if op.Field == FieldVerdict {
			return d.checkVerdict(c.Verdict)
		}
		return nil
	})
}

// alterClaim puts a changed copy of a claim in its place.
func alterClaim(d *Dossier, id ID, change func(*Claim) error) error {
	at := indexOf(d.Claims, id)
	if at < 0 {
		return errNoClaim
	}
	changed := *d.Claims[at]
	if err := change(&changed); err != nil {
		return err
	}
	claims := slices.Delete(slices.Clone(d.Claims), at, at+1)
	at, _ = slices.BinarySearchFunc(claims, &changed, byPlace)
	d.Claims = slices.Insert(claims, at, &changed)
	return nil
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
	return nil
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
		if err := writeField(oppositionFields, o, op); err != nil {
			return err
		}
		o.Modified = op.Modified.UTC()
		return nil
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

// field reads and writes one field of a T as JSON.
type field[T any] struct {
	read  func(*T) (json.RawMessage, error)
	write func(*T, json.RawMessage) error
}

// fieldOf makes a field from the place where it stands in T and a check of what
// may be written there.
func fieldOf[T, V any](place func(*T) *V, check func(V) error) field[T] {
	return field[T]{
		read: func(t *T) (json.RawMessage, error) { return openjson.Encode(*place(t)) },
		write: func(t *T, data json.RawMessage) error {
			var v V
			if err := json.Unmarshal(data, &v); err != nil {
				return err
			}
			if check != nil {
				if err := check(v); err != nil {
					return err
				}
			}
			*place(t) = v
			return nil
		},
	}
}

// writeField does a set on what it is about.
func writeField[T any](fields map[string]field[T], target *T, op Op) error {
	f, ok := fields[op.Field]
	if !ok {
		return fmt.Errorf("there is no field %q", op.Field)
	}
	return f.write(target, op.Value)
}

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

var claimFields = map[string]field[Claim]{
	FieldAnchor:    fieldOf(func(c *Claim) *anchor.Anchor { return &c.Anchor }, nil),
	FieldStanding:  fieldOf(func(c *Claim) *Standing { return &c.Standing }, nil),
	FieldSource:    fieldOf(func(c *Claim) *Part { return &c.Attribution.Source }, nil),
	FieldCue:       fieldOf(func(c *Claim) *Part { return &c.Attribution.Cue }, nil),
	FieldContent:   fieldOf(func(c *Claim) *Part { return &c.Attribution.Content }, nil),
	FieldStance:    fieldOf(func(c *Claim) *Stance { return &c.Stance }, checkStance),
	FieldStatement: fieldOf(func(c *Claim) *string { return &c.Statement }, nil),
	FieldNote:      fieldOf(func(c *Claim) *string { return &c.Note }, nil),
	FieldTags:      fieldOf(func(c *Claim) *[]string { return &c.Tags }, nil),

	FieldLemma:         fieldOf(func(c *Claim) *string { return &c.Attribution.Cue.Lemma }, nil),
	FieldThrough:       fieldOf(func(c *Claim) *List[Reporter] { return &c.Attribution.Through }, nil),
	FieldQuotation:     fieldOf(func(c *Claim) *Quotation { return &c.Attribution.Quotation }, checkQuotation),
	FieldSaidWhen:      fieldOf(func(c *Claim) *string { return &c.Attribution.Said.When }, checkDate),
	FieldSaidWhere:     fieldOf(func(c *Claim) *string { return &c.Attribution.Said.Where }, nil),
	FieldStanceOrigin:  fieldOf(func(c *Claim) *StanceOrigin { return &c.StanceOrigin }, checkStanceOrigin),
	FieldStatementBy:   fieldOf(func(c *Claim) *string { return &c.StatementBy }, nil),
	FieldType:          fieldOf(func(c *Claim) *ClaimType { return &c.Type }, checkType),
	FieldStatus:        fieldOf(func(c *Claim) *Status { return &c.Status }, checkStatus),
	FieldContactWhen:   fieldOf(func(c *Claim) *string { return &c.Contact.When }, checkDate),
	FieldContactAnswer: fieldOf(func(c *Claim) *string { return &c.Contact.Answer }, nil),
	FieldVerdict:       fieldOf(func(c *Claim) *Verdict { return &c.Verdict }, nil),
}

var oppositionFields = map[string]field[Opposition]{
	FieldKind: fieldOf(func(o *Opposition) *Kind { return &o.Kind }, checkKind),
	FieldNote: fieldOf(func(o *Opposition) *string { return &o.Note }, nil),

	FieldTopic:      fieldOf(func(o *Opposition) *string { return &o.Topic }, nil),
	FieldStatus:     fieldOf(func(o *Opposition) *Status { return &o.Status }, checkOppositionStatus),
	FieldResolution: fieldOf(func(o *Opposition) *Resolution { return &o.Resolution }, checkResolution),
}

var dossierFields = map[string]field[Dossier]{
	FieldName:      fieldOf(func(d *Dossier) *string { return &d.Name }, nil),
	FieldTitle:     fieldOf(func(d *Dossier) *string { return &d.Article.Title }, nil),
	FieldByline:    fieldOf(func(d *Dossier) *string { return &d.Article.Byline }, nil),
	FieldPublisher: fieldOf(func(d *Dossier) *string { return &d.Article.Publisher }, nil),
	FieldPublished: fieldOf(func(d *Dossier) *string { return &d.Article.Published }, nil),
	FieldURL:       fieldOf(func(d *Dossier) *string { return &d.Article.URL }, nil),
	FieldLanguage:  fieldOf(func(d *Dossier) *string { return &d.Article.Language }, nil),
	FieldScales:    fieldOf(func(d *Dossier) *List[Scale] { return &d.Scales }, nil),
}

func checkStance(s Stance) error {
	if s != "" && !slices.Contains(Stances(), s) {
		return fmt.Errorf("%q is not a stance", s)
	}
	return nil
}

func checkKind(k Kind) error {
	if !slices.Contains(Kinds(), k) {
		return fmt.Errorf("%q is not a kind of opposition", k)
	}
	return nil
}
