package foreign

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
)

var update = flag.Bool("update", false, "write the golden files and the table of the docs anew")

// written writes a dossier in a format, and holds that it is written so every time.
func written(t testing.TB, f Format, d *dossier.Dossier) []byte {
	t.Helper()
	before := inNative(t, d)
	data, err := f.Encode(d)
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	again, err := f.Encode(d)
	if err != nil || !bytes.Equal(again, data) {
		t.Errorf("%s: written twice it is\n%s\nand then\n%s\n%v", f.Name, data, again, err)
	}
	if inNative(t, d) != before {
		t.Errorf("%s: writing changed the dossier", f.Name)
	}
	return data
}

// ground is the dossier from which an aspect is taken to see whether a format carries
// it. What could not be without the aspect is taken first: verdicts on scales, and
// claims that stand in an earlier version alone.
func ground(a Aspect, d *dossier.Dossier) *dossier.Dossier {
	switch a {
	case Scales:
		return Verdicts.Without(d)
	case Placing:
		return found(d)
	case Versions:
		return Placing.Without(found(d))
	}
	return d
}

func TestAFormatLosesWhatItSays(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("the bytes are the same in wasm; this is run natively, in a twentieth of the time")
	}
	for _, f := range Formats() {
		for _, a := range Aspects() {
			with := ground(a, rich(t))
			without := a.Without(with)
			carries, differs := slices.Contains(f.Carries, a), !bytes.Equal(written(t, f, with), written(t, f, without))
			if carries && !differs {
				t.Errorf("%s is said to carry %s, but is the same without", f.Name, a)
			}
			if !carries && differs {
				t.Errorf("%s is not said to carry %s, but is another without", f.Name, a)
			}
		}
		for _, a := range f.Loses(scene(t)) {
			if slices.Contains(f.Carries, a) || !a.In(scene(t)) {
				t.Errorf("%s is said to lose %s", f.Name, a)
			}
		}
	}
}

// kept is what a format keeps of a dossier: nothing of the aspects that it does not
// carry, in an order that no id or time decides.
func kept(f Format, d *dossier.Dossier) *dossier.Dossier {
	next := d
	if !slices.Contains(f.Carries, Placing) {
		next = found(next)
	}
	for _, a := range Aspects() {
		if !slices.Contains(f.Carries, a) && a != IDs {
			next = a.Without(next)
		}
	}
	if slices.Contains(f.Carries, IDs) {
		return next
	}
	one := *next
	one.Claims, one.Oppositions = slices.Clone(next.Claims), slices.Clone(next.Oppositions)
	slices.SortStableFunc(one.Claims, func(a, b *dossier.Claim) int {
		return cmp.Or(cmp.Compare(a.Anchor.Start, b.Anchor.Start), cmp.Compare(b.Anchor.End, a.Anchor.End), cmp.Compare(a.Note, b.Note))
	})
	place := make(map[dossier.ID]int)
	for i, c := range one.Claims {
		place[c.ID] = i
	}
	for i, o := range one.Oppositions {
		if p := *o; !p.Kind.Directed() && place[p.From] > place[p.To] && !p.Resolution.Given() {
			p.From, p.To = p.To, p.From
			one.Oppositions[i] = &p
		}
	}
	slices.SortStableFunc(one.Oppositions, func(a, b *dossier.Opposition) int {
		return cmp.Or(cmp.Compare(place[a.From], place[b.From]), cmp.Compare(place[a.To], place[b.To]), cmp.Compare(a.Kind, b.Kind))
	})
	return IDs.Without(nameless(&one))
}

// nameless is a dossier in which what belongs to a claim or an opposition has no id.
func nameless(d *dossier.Dossier) *dossier.Dossier {
	for i, c := range d.Claims {
		one := *c
		one.Evidence, one.Reviews = nil, withoutIDs(c.Reviews)
		for _, e := range c.Evidence {
			item := *e
			item.ID, item.Created, item.Modified = "", time.Time{}, time.Time{}
			one.Evidence = append(one.Evidence, &item)
		}
		d.Claims[i] = &one
	}
	for i, o := range d.Oppositions {
		one := *o
		one.Reviews = withoutIDs(o.Reviews)
		d.Oppositions[i] = &one
	}
	return d
}

func withoutIDs(log dossier.List[*dossier.Review]) (list dossier.List[*dossier.Review]) {
	for _, r := range log {
		one := *r
		one.ID = ""
		list = append(list, &one)
	}
	return list
}

// ends lists the oppositions of a dossier by their kinds and the words at their ends.
func ends(d *dossier.Dossier) (list []string) {
	for _, o := range d.Oppositions {
		from, to := d.Claim(o.From).Anchor.Exact, d.Claim(o.To).Anchor.Exact
		if !o.Kind.Directed() && to < from {
			from, to = to, from
		}
		list = append(list, fmt.Sprintf("%q %s %q", from, o.Kind, to))
	}
	slices.Sort(list)
	return list
}

// editor gives ids and times that are the same in every run.
func editor() dossier.Editor {
	n, now := 0, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	return dossier.Editor{
		NewID: func() dossier.ID {
			n++
			return dossier.ID(fmt.Sprintf("urn:uuid:eeeeeeee-0000-4000-8000-%012d", n))
		},
		Now: func() time.Time { now = now.Add(time.Second); return now },
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	for _, f := range Formats() {
		if f.Decode == nil {
			continue
		}
		for _, d := range []*dossier.Dossier{rich(t), found(rich(t)), scene(t)} {
			data := written(t, f, d)
			taken, err := f.Decode(data, editor())
			if err != nil {
				t.Errorf("%s: %v\n%s", f.Name, err, data)
				continue
			}
			sound(t, f.Name, taken.Dossier)
			want, got := kept(f, d), kept(f, taken.Dossier)
			if a, b := inNative(t, want), inNative(t, got); a != b {
				t.Errorf("%s: %s", f.Name, firstDifference(a, b))
			}
			if a, b := ends(want), ends(got); !slices.Equal(a, b) {
				t.Errorf("%s: the oppositions are\n%s\nnot\n%s", f.Name, strings.Join(b, "\n"), strings.Join(a, "\n"))
			}
		}
	}
}

// firstDifference shows the first line in which two texts differ, with those around.
func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			from := max(0, i-6)
			return fmt.Sprintf("read back it has\n%s\nnot\n%s", strings.Join(b[from:min(i+4, len(b))], "\n"), strings.Join(a[from:min(i+4, len(a))], "\n"))
		}
	}
	return fmt.Sprintf("read back it has %d lines, not %d", len(b), len(a))
}

// sound holds a dossier that was read to what every dossier promises.
func sound(t testing.TB, name string, d *dossier.Dossier) {
	t.Helper()
	if err := d.Validate(); err != nil {
		t.Fatalf("%s: the dossier that was read is not valid: %v", name, err)
	}
	data, err := exchange.EncodeNative(d)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	back, err := exchange.DecodeNative(data)
	if err != nil {
		t.Fatalf("%s: the dossier that was read cannot be saved and opened: %v", name, err)
	}
	if !reflect.DeepEqual(back, d) {
		t.Fatalf("%s: saved and opened it is another: %s", name, firstDifference(inNative(t, d), inNative(t, back)))
	}
}

func TestEveryFormIsRecognised(t *testing.T) {
	nativeForm := []byte(inNative(t, scene(t)))
	if f, ok := Recognise(nativeForm); ok {
		t.Errorf("the native form is taken for %s", f.Name)
	}
	for _, f := range Formats() {
		if f.Decode == nil != (f.Recognises == nil) {
			t.Errorf("%s can be read or recognised, but not both", f.Name)
		}
		if named, ok := Named(f.Name); !ok || named.Label != f.Label {
			t.Errorf("%s is not found by its name", f.Name)
		}
		if f.Decode == nil {
			continue
		}
		for _, d := range []*dossier.Dossier{rich(t), scene(t)} {
			data := written(t, f, d)
			if got, ok := Recognise(data); !ok || got.Name != f.Name {
				t.Errorf("a file in %s is taken for %q", f.Name, got.Name)
			}
			for _, cut := range []int{0, 1, 2, len(data) / 2, len(data) - 1} {
				Recognise(data[:cut])
			}
		}
	}
}

func TestWhatIsInNoFormatIsRefused(t *testing.T) {
	for _, f := range Formats() {
		if f.Decode == nil {
			continue
		}
		for _, data := range []string{"", " ", "hello", "{", "{}", "[]", "null", "7", "[null]", `{"a":1}`, "\xff\xfe", "PK\x03\x04", "\n\n"} {
			taken, err := f.Decode([]byte(data), editor())
			var fault *exchange.Fault
			if err == nil || !errors.As(err, &fault) || taken.Dossier != nil {
				t.Errorf("%s: %q is read as %v, %v", f.Name, data, taken.Dossier, err)
			}
		}
		var fault *exchange.Fault
		if _, err := f.Decode(make([]byte, exchange.Limit+1), editor()); !errors.As(err, &fault) || fault.Code != exchange.TooLarge {
			t.Errorf("%s: a file that is too large is answered with %v", f.Name, err)
		}
	}
}

// FuzzDecodeForeign holds every reader to what it promises: a dossier that is sound or
// a fault.
func FuzzDecodeForeign(f *testing.F) {
	for _, format := range Formats() {
		if format.Decode != nil {
			for _, d := range []*dossier.Dossier{rich(f), found(scene(f))} {
				f.Add(written(f, format, d))
			}
		}
	}
	article := rich(f).Article
	f.Fuzz(func(t *testing.T, data []byte) {
		Recognise(data)
		for _, format := range Formats() {
			if format.Decode != nil {
				taken, err := format.Decode(data, editor())
				holds(t, format.Name, taken, err)
			}
			if format.DecodeInto != nil {
				taken, err := format.DecodeInto(data, article, editor())
				holds(t, format.Name, taken, err)
			}
		}
	})
}

func holds(t *testing.T, name string, taken Taken, err error) {
	t.Helper()
	if err == nil {
		sound(t, name, taken.Dossier)
		return
	}
	if _, ok := err.(*exchange.Fault); !ok {
		t.Fatalf("%s: the error %v is no Fault", name, err)
	}
}

const formatsPage = "../../../docs/formats.md"

// The marks between which the docs have the table.
const tableBegins, tableEnds = "<!-- what each format carries: begin -->\n", "<!-- what each format carries: end -->"

// matrix is the table of what each format carries.
func matrix() string {
	var out strings.Builder
	out.WriteString("| |")
	for _, f := range Formats() {
		out.WriteString(" " + f.Label + " |")
	}
	out.WriteString("\n|---|" + strings.Repeat(":-:|", len(Formats())) + "\n| out and in |")
	for _, f := range Formats() {
		if f.Decode == nil {
			out.WriteString(" out |")
		} else {
			out.WriteString(" both |")
		}
	}
	for _, a := range Aspects() {
		out.WriteString("\n| " + string(a) + " |")
		for _, f := range Formats() {
			if slices.Contains(f.Carries, a) {
				out.WriteString(" ✓")
			}
			out.WriteString(" |")
		}
	}
	return out.String() + "\n"
}

func TestTheDocsSayWhatEachFormatCarries(t *testing.T) {
	page, err := os.ReadFile(formatsPage)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begins := strings.Cut(string(page), tableBegins)
	table, after, ends := strings.Cut(rest, tableEnds)
	if !begins || !ends {
		t.Fatal("docs/formats.md has no place for the table")
	}
	if *update {
		table = matrix()
		if err := os.WriteFile(formatsPage, []byte(before+tableBegins+table+tableEnds+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if table != matrix() {
		t.Errorf("docs/formats.md has\n%s\nnot\n%s\n-update writes it", table, matrix())
	}
	for _, f := range Formats() {
		if !strings.Contains(string(page), "\n## "+f.Label+"\n") {
			t.Errorf("docs/formats.md has no section %q", f.Label)
		}
	}
}
