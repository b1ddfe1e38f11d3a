package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"gainsay/internal/anchor"
	"gainsay/internal/article"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/exchange/foreign"
	"gainsay/internal/text"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gainsay": main})
}

// TestScripts runs what people type, one file a command. In each there are
//
//	scene.json      the scene of the sample article, two claims against two
//	ada.json        the same as Ada worked on it
//	ben.json        the same as Ben did
//	both.json       one dossier in which both made claims
//	newer.txt       the article with a verb changed
//	other.json      a dossier of another article
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/script",
		Setup: func(env *testscript.Env) error { return fixtures(env.WorkDir) },
		Condition: func(condition string) (bool, error) {
			if name, is := strings.CutPrefix(condition, "format:"); is {
				return slices.Contains(formatNames(), name), nil
			}
			return false, fmt.Errorf("%q is not a condition", condition)
		},
		UpdateScripts: os.Getenv("GAINSAY_UPDATE_SCRIPTS") != "",
	})
}

// hand is one person's work on the scene.
type hand struct {
	d   *dossier.Dossier
	e   dossier.Editor
	err error
}

// handOf gives a dossier to somebody whose first edit is at a minute of an hour.
func handOf(d *dossier.Dossier, who string, digit, minute int) *hand {
	n := 0
	return &hand{d: d, e: dossier.Editor{
		Creator: who,
		Now:     func() time.Time { minute++; return time.Date(2026, 3, 5, 6, minute, 0, 0, time.UTC) },
		NewID: func() dossier.ID {
			n++
			return dossier.ID(fmt.Sprintf("urn:uuid:%08d-0000-4000-8000-%012d", digit, n))
		},
	}}
}

func (h *hand) do(step dossier.Step, err error) {
	if err == nil && h.err == nil {
		h.d, err = step.Apply(h.d)
	}
	if h.err == nil {
		h.err = err
	}
}

func (h *hand) mark(words string) dossier.ID {
	layout := article.NewLayout(h.d.Article)
	canonical := layout.Index().String()
	at := strings.Index(canonical, words)
	if at < 0 {
		h.err = fmt.Errorf("%q is not in the article", words)
		return ""
	}
	a, err := anchor.Describe(layout.Index(), layout.Digest(), text.Span{
		Start: layout.Index().CodePointOf(text.Byte(at)), End: layout.Index().CodePointOf(text.Byte(at + len(words))),
	})
	step, id := h.e.Highlight(a)
	h.do(step, err)
	return id
}

func fixtures(folder string) error {
	data, err := os.ReadFile(sceneFile)
	if err != nil {
		return err
	}
	scene, err := exchange.DecodeNative(data)
	if err != nil {
		return err
	}
	denied := scene.Claims[3]

	ada := handOf(scene, "Ada", 1, 0)
	ada.do(ada.e.SetClaim(denied.ID, dossier.FieldStance, dossier.Concede))
	ada.do(ada.e.SetVerdict(scene.Claims[2], dossier.SupportScale, "disputed"))
	ada.do(ada.e.SetClaim(scene.Claims[0].ID, dossier.FieldNote, "Which police?"))

	ben := handOf(scene, "Ben", 2, 20)
	ben.do(ben.e.SetClaim(denied.ID, dossier.FieldStance, dossier.Accuse))
	ben.do(ben.e.SetVerdict(scene.Claims[2], dossier.SupportScale, "refuted"))
	ben.do(ben.e.Review(denied.ID, dossier.Disputed, "In part only."))
	mine := ben.mark("Desperate to escape")
	ben.do(ben.e.SetClaim(mine, dossier.FieldTags, []string{"background"}))

	both := handOf(dossier.New(scene.ID, "", scene.Article, scene.Created), "Ada", 3, 40)
	both.mark("Japan denied this")
	both.e.Creator = "Ben"
	both.mark("Japan denied this")
	both.mark("Desperate to escape")

	other := handOf(dossier.New("urn:uuid:00000004-0000-4000-8000-000000000001", "urn:uuid:00000004-0000-4000-8000-000000000002",
		article.Article{Blocks: []article.Block{{Kind: article.KindParagraph, Text: "Another story."}}}, scene.Created), "Ada", 5, 0)

	for name, h := range map[string]*hand{"scene.json": {d: scene}, "ada.json": ada, "ben.json": ben, "both.json": both, "other.json": other} {
		if h.err != nil {
			return fmt.Errorf("%s: %w", name, h.err)
		}
		data, err := exchange.EncodeNative(h.d)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), data, 0o644)
		}
		if err != nil {
			return err
		}
	}
	sample, err := os.ReadFile("../../web/articles/japan-china-row.txt")
	if err != nil {
		return err
	}
	newer := strings.Replace(string(sample), "Japan denied this", "Japan never denied this", 1)
	return os.WriteFile(filepath.Join(folder, "newer.txt"), []byte(newer), 0o644)
}

// Every command says of itself what completion offers, and has a script.
func TestEveryCommandIsWhatCompletionSays(t *testing.T) {
	for _, c := range commands() {
		if c.name == "version" || c.name == "help" {
			continue
		}
		code, _, stderr := runs(c.name, "--help")
		if code != exitOK {
			t.Errorf("%s --help exits with %d", c.name, code)
		}
		var told []string
		for line := range strings.Lines(stderr) {
			if name, is := strings.CutPrefix(line, "  -"); is {
				name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
				name, _, _ = strings.Cut(name, "\t")
				if len(name) > 1 {
					name = "-" + name
				}
				told = append(told, "-"+name)
			}
		}
		offered := named(optionsOf(c.name))
		slices.Sort(told)
		slices.Sort(offered)
		if !slices.Equal(told, offered) {
			t.Errorf("%s has %q, and completion offers %q", c.name, told, offered)
		}
		if !strings.Contains(stderr, "Exit status: ") || !strings.HasPrefix(stderr, "gainsay "+c.name) {
			t.Errorf("%s --help says no exit status: %s", c.name, stderr)
		}
		if _, err := os.Stat("testdata/script/" + c.name + ".txtar"); err != nil {
			t.Errorf("%s has no script", c.name)
		}
	}
}

func TestEveryFormatIsOneThatConvertKnows(t *testing.T) {
	for _, f := range foreign.Formats() {
		if !slices.Contains(formatNames(), f.Name) {
			t.Errorf("%s is not offered", f.Name)
		}
	}
}
