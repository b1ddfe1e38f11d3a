package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gainsay/internal/article"
	"gainsay/internal/browser"
	"gainsay/internal/desk"
	"gainsay/internal/dossier"
	"gainsay/internal/exchange"
	"gainsay/internal/storage"
	"gainsay/internal/turns"
)

// What the store keeps besides dossiers.
const (
	settingLast        = "last"         // the dossier that was open last
	settingScroll      = "scroll:"      // + id: where its text was scrolled to, in CSS pixels
	settingSingleKeys  = "single-keys"  // "off": single keys are no commands
	settingKeys        = "keys"         // a desk.Keymap as JSON
	settingPanelWidth  = "panel-width"  // in CSS pixels
	settingSheet       = "sheet"        // a sheet
	settingFormat      = "format"       // in which a dossier was exported last: an offer's key
	settingWay         = "way"          // in which that file was handed over
	settingPublishedAt = "published-at" // the address that publishes the checks
	settingPublisher   = "publisher"    // who does
	settingChoices     = "choices"      // what was chosen in a comparison: keptChoices as JSON
	settingHint        = "hint"         // "left": the hint of the first visit was read
	settingPersistence = "persistence"  // what the browser answered when asked to keep what is stored
)

// start opens the storage, then what the address asks for.
func (p *Page) start() {
	var local storage.Local = browser.LocalStorage{}
	if browser.StorageBlocked() {
		p.blocked = true
		local = storage.NewMemory()
	}
	answered := p.awaitAnswer()
	browser.OpenDatabase("gainsay", p.dispatch, func(durable storage.Durable, err error) {
		answered()
		if err != nil {
			durable = nil
		}
		browser.Mark("database")
		p.store = storage.New(local, durable, p.saved)
		p.singleKeys = p.setting(settingSingleKeys) != "off"
		p.keymap = p.readKeymap()
		p.sheet = sheet(p.setting(settingSheet))
		p.hintLeft = p.setting(settingHint) == "left"
		p.readPanelWidth()
		p.openAddress()
	})
}

// unanswered is how long the browser may take to give what it keeps before the person
// is told.
const unanswered = 5 * time.Second

// awaitAnswer waits with the person for the browser to give what it keeps, until answered
// is called: with other tabs busy that may take long.
func (p *Page) awaitAnswer() (answered func()) {
	done, told := false, false
	p.ctx.After(unanswered, func(goapp.Context) {
		if !done && p.desk == nil {
			told = true
			p.trouble = "The browser has not opened yet what it keeps here. Nothing is lost. If this stays, close Gainsay’s other tabs and load this page anew."
			browser.Reveal(func(bool) {})
		}
	})
	return func() {
		done = true
		if told {
			p.trouble = ""
		}
	}
}

// dispatch runs f on the UI goroutine; the browser's answers arrive through it.
func (p *Page) dispatch(f func()) { p.later(f) }

func (p *Page) editor() dossier.Editor {
	return dossier.Editor{Now: time.Now, NewID: dossier.NewID, Creator: p.setting(settingName)}
}

// saved is told by the store how the saving goes.
func (p *Page) saved(saving storage.Saving) {
	if p.desk != nil && saving.Dossier == string(p.desk.Dossier().ID) && (!p.guest() || p.turns.Waiting() == 0) {
		p.saving = saving
		p.tellSaving()
		if saving.State != storage.Pending {
			p.followInFile()
		}
	}
}

// openAddress opens what the address names: a dossier, an article, else the
// dossier that was open last, else the first sample.
func (p *Page) openAddress() {
	if id := browser.Query("dossier"); id != "" {
		p.openDossier(fullID(id), func(reason string) {
			p.openPath(samples[0].path)
			p.say(reason)
		})
		return
	}
	if path := browser.Query("article"); path != "" {
		p.openPath(path)
		return
	}
	if id := browser.Query("received"); id != "" {
		p.openReceived(id, func(reason string) {
			p.openLast()
			p.say(reason)
		})
		return
	}
	p.openLast()
}

// openLast opens the dossier that was open last, else the first sample.
func (p *Page) openLast() {
	if id := p.setting(settingLast); id != "" {
		p.openDossier(dossier.ID(id), func(string) { p.openPath(samples[0].path) })
		return
	}
	p.openPath(samples[0].path)
}

// fullID takes an id as addresses bear it, with or without urn:uuid:.
func fullID(id string) dossier.ID {
	if strings.HasPrefix(id, "urn:") {
		return dossier.ID(id)
	}
	return dossier.ID("urn:uuid:" + id)
}

// follow goes to what the address names now, where the page is open already.
func (p *Page) follow() {
	if p.desk == nil {
		return
	}
	p.address = "" // the person asked for another
	if id := browser.Query("dossier"); id != "" && fullID(id) != p.desk.Dossier().ID {
		p.openDossier(fullID(id), p.say)
		return
	}
	p.followClaim()
}

// followClaim goes to the claim that the address names, and reports whether it
// names one.
func (p *Page) followClaim() bool {
	id, ok := strings.CutPrefix(browser.Hash(), "#claim=")
	if !ok || p.desk == nil {
		return false
	}
	if p.desk.Claim(fullID(id)) == nil {
		p.say("The link leads to a claim that is not in this dossier.")
		return false
	}
	p.goTo(fullID(id))
	return true
}

// openDossier opens a dossier that is kept here; otherwise is told why it was not.
func (p *Page) openDossier(id dossier.ID, otherwise func(reason string)) {
	p.openKept(id, func(k *desk.Desk, err error) {
		switch {
		case errors.Is(err, errNotKept):
			otherwise("The dossier of that address is not kept in this browser.")
		case err != nil:
			otherwise("The dossier could not be opened: " + err.Error() + ". It was left as it is.")
		default:
			p.seat(k)
		}
	})
}

var errNotKept = errors.New("it is not kept in this browser")

// openKept reads a dossier that is kept here, and opens a desk on it.
func (p *Page) openKept(id dossier.ID, done func(*desk.Desk, error)) {
	turn := p.turn()
	answered := p.awaitAnswer()
	p.store.Look(string(id), func(state storage.State, found bool, err error) {
		answered()
		browser.Mark("looked")
		if p.opening.Load() != turn {
			return
		}
		if err == nil && !found {
			err = errNotKept
		}
		if err != nil {
			done(nil, err)
			return
		}
		compute(p, turn, "Opening the dossier…", func(breathe func() error) (*desk.Desk, error) {
			d, err := revive(state, breathe)
			if err != nil {
				return nil, err
			}
			return p.deskOn(d, breathe)
		}, done)
	})
}

// deskOn opens a desk on a dossier.
func (p *Page) deskOn(d *dossier.Dossier, breathe func() error) (*desk.Desk, error) {
	k, err := desk.NewIn(d, p.editor(), breathe)
	if err != nil {
		return nil, err
	}
	k.Propose = propose
	return k, nil
}

// revive makes the dossier of what is stored: the snapshot, then every step since.
func revive(state storage.State, breathe func() error) (*dossier.Dossier, error) {
	d, err := exchange.DecodeIn(state.Snapshot, breathe)
	if err != nil {
		return nil, fmt.Errorf("reading its snapshot: %w", err)
	}
	for _, record := range state.Journal {
		if err := breathe(); err != nil {
			return nil, err
		}
		step, err := dossier.DecodeStep(record.Step)
		if err == nil {
			d, err = step.Apply(d)
		}
		if err != nil {
			return nil, fmt.Errorf("replaying entry %d of its journal: %w", record.Seq, err)
		}
	}
	return d, nil
}

// withoutBreath is for work that is done in one go.
func withoutBreath() error { return nil }

// newcomer is a dossier that is about to be kept for the first time.
type newcomer struct {
	desk     *desk.Desk
	snapshot []byte
}

// prepare makes what is needed to begin to keep a dossier.
func (p *Page) prepare(d *dossier.Dossier, breathe func() error) (newcomer, error) {
	snapshot, err := exchange.EncodeIn(d, breathe)
	if err != nil {
		return newcomer{}, err
	}
	k, err := p.deskOn(d, breathe)
	return newcomer{k, snapshot}, err
}

// begin keeps a dossier from now on, then opens it and does what is left: each in a task
// of its own, since each takes a while where the article is long.
func (p *Page) begin(b newcomer, path string, then func()) {
	d := b.desk.Dossier()
	turn := p.opening.Load()
	browser.Mark("encoded")
	p.store.Begin(string(d.ID), b.snapshot, p.aboutWith(d, path, b.desk.Layout().Digest()))
	browser.Mark("kept")
	browser.AfterFrame(func() {
		p.later(func() {
			if p.opening.Load() == turn {
				p.seat(b.desk)
				then()
			}
		})
	})
}

// seat shows a dossier that is stored.
func (p *Page) seat(k *desk.Desk) {
	browser.Mark("seat")
	p.unseat()
	d := k.Dossier()
	p.desk = k
	p.desk.Journal = p.journal
	p.before = d
	p.near = stretch{0, -1} // the words come first, their cards in the next frame
	p.spreadOut()
	p.unfilter()
	p.deselect()
	p.tab, p.openCard, p.trouble, p.refusal, p.further = tabClaims, "", "", "", 0
	p.tally, p.updating, p.newer = "", nil, nil
	p.entries, p.openEvidence, p.openOpposition, p.openSource, p.scale, p.drafts = entries{rev: p.entries.rev + 1}, "", "", "", "", nil
	p.saving = storage.Saving{Dossier: string(d.ID), State: storage.Saved}
	if p.store.Pending(string(d.ID)) > 0 || p.store.Behind(string(d.ID)) {
		p.saving.State = storage.Pending
	}
	p.setSetting(settingLast, string(d.ID))
	p.address = "?dossier=" + string(d.ID)
	if hash := browser.Hash(); strings.HasPrefix(hash, "#claim=") && fullID(browser.Query("dossier")) == d.ID {
		p.address += hash
	}
	browser.SetTitle(d.Title() + " – Gainsay")
	life, seq := p.store.Standing(string(d.ID))
	p.turns = turns.New(p.editor(), d, life, seq)
	p.lease = p.claimLease(d.ID)
	p.closeDialog()
	p.afterDraw(func() {
		browser.AfterFrame(func() { browser.AfterFrame(func() { p.quietly(p.nameAddress) }) })
		p.whole(p.reveal)
	})
}

// nameAddress has the browser show the address of what was opened. It takes some
// milliseconds, so the text need not wait for it.
func (p *Page) nameAddress() {
	if p.address != "" {
		browser.ReplaceURL(p.address)
		p.address = ""
		browser.Mark("named")
	}
}

// unseat leaves the dossier that is open, with everything handed over.
func (p *Page) unseat() {
	if p.desk == nil {
		return
	}
	p.closeField()
	p.keepScroll()
	p.ownFile = nil
	p.farewell(p.lease, p.turns)
	p.lease, p.desk, p.turns = lease{}, nil, nil
}

// reveal shows the page where a first visit showed the sample as the server wrote it,
// and leaves the person where they had scrolled meanwhile.
func (p *Page) reveal() {
	browser.Reveal(func(shown bool) {
		p.later(func() {
			if !shown {
				p.arrive()
			}
			p.takeLaunched()
			p.showShared()
		})
	})
}

// takeLaunched opens the files that the installed app is started with, from when something
// is open: what the address names would come after them.
func (p *Page) takeLaunched() {
	if p.launched {
		return
	}
	p.launched = true
	browser.TakeLaunched(func(files []browser.File, err error) {
		p.later(func() { p.takeFiles(files, err) })
	})
}

// arrive takes the person to where the address points, or to where they were.
func (p *Page) arrive() {
	p.nameAddress()
	if p.desk == nil || p.followClaim() {
		return
	}
	if y, err := strconv.ParseFloat(p.setting(settingScroll+string(p.desk.Dossier().ID)), 64); err == nil {
		browser.SetScrollTop(y)
	} else {
		browser.SetScrollTop(0)
	}
}

func (p *Page) keepScroll() {
	if p.desk != nil && p.store != nil {
		p.setSetting(settingScroll+string(p.desk.Dossier().ID), strconv.FormatFloat(browser.ScrollTop(), 'f', 0, 64))
	}
}

// journal stores a step as it is made, and a snapshot where the journal is long.
func (p *Page) journal(step dossier.Step, now *dossier.Dossier) {
	id := string(now.ID)
	was := p.before
	p.before = now
	browser.SetTitle(now.Title() + " – Gainsay")
	p.afterDraw(func() { p.tellPlace(browser.ActiveElement()) })
	p.askPersistence()
	if p.turns.Writing() && !p.lease.lock.Held() {
		p.turns.Yield() // the tab did not run for a while, and another took the turn
	}
	entry, write := p.turns.Do(step, now)
	if !write {
		p.saving = storage.Saving{Dossier: id, State: storage.Pending, Pending: p.turns.Waiting()}
		p.askTurn()
		return
	}
	if was != nil && was.ID == now.ID && p.store.NeedsCopy(id) {
		p.keepCopy(was)
	}
	p.keepEntry(entry)
	if p.store.NeedsCompact(id) {
		p.compact(now)
	}
}

// compact puts a snapshot in the place of a long journal. One that takes long is made
// beside the work, and counts only where nothing was done meanwhile: else a later
// step asks for another.
func (p *Page) compact(now *dossier.Dossier) {
	const small = 100_000 // bytes: written within a frame or two
	id := string(now.ID)
	if p.store.About(id).Bytes < small {
		if snapshot, err := exchange.EncodeCompact(now); err == nil {
			p.store.Compact(id, snapshot)
		}
		return
	}
	if p.compacting {
		return
	}
	p.compacting = true
	here := p.desk
	go func() {
		snapshot, err := exchange.EncodeIn(now, breather(func() bool { return false }))
		p.later(func() {
			p.compacting = false
			if err == nil && p.desk == here && p.desk.Dossier() == now && !p.guest() {
				p.store.Compact(id, snapshot)
			}
		})
	}()
}

// about is what the library shows of a dossier. An empty path leaves the one that
// is known.
func (p *Page) about(d *dossier.Dossier, path string) storage.About {
	// Hashing the text takes a while, and the desk has done it.
	digest := p.store.About(string(d.ID)).Digest
	if p.desk != nil && p.desk.Dossier() == d {
		digest = p.desk.Layout().Digest()
	} else if digest == "" {
		digest = article.Digest(d.Article.Text())
	}
	return p.aboutWith(d, path, digest)
}

func (p *Page) aboutWith(d *dossier.Dossier, path, digest string) storage.About {
	if path == "" {
		path = p.store.About(string(d.ID)).Article
	}
	return storage.About{
		ID: string(d.ID), Name: d.Name, Title: d.Article.Title, Article: path, URL: d.Article.URL, Digest: digest,
		Claims: len(d.Claims), Oppositions: len(d.Oppositions), Created: d.Created, Modified: d.Modified,
	}
}

func (p *Page) setting(key string) string { return p.store.Setting(key) }

func (p *Page) setSetting(key, value string) { p.store.SetSetting(key, value) }

func (p *Page) setSingleKeys(on bool) {
	p.singleKeys = on
	value := "off"
	if on {
		value = "on"
	}
	p.setSetting(settingSingleKeys, value)
}

// openPath opens an article of this server.
func (p *Page) openPath(path string) {
	if loneAddress(path) != "" {
		p.refuse("“" + path + "” is not the path of an article on this server. " + otherWays)
		return
	}
	address, below := browser.Below(path)
	// Browsers take a backslash for a slash, and two slashes for another server; control
	// characters they leave out, so that the address is another than the one that is read.
	if !below || strings.HasPrefix(path, "//") || strings.HasPrefix(path, `/\`) || strings.ContainsFunc(path, unicode.IsControl) {
		p.refuse("“" + path + "” is not the path of an article on this server: it has to begin with one slash, and to lead to a place beside Gainsay.")
		return
	}
	browser.Fetch(address, func(answer browser.Response, err error) {
		p.later(func() {
			switch {
			case err != nil:
				p.refuse("The article " + path + " could not be fetched: " + err.Error() + ".")
			case answer.Status != 200:
				p.refuse(fmt.Sprintf("The article %s could not be fetched: the server answered %d.", path, answer.Status))
			default:
				p.openIncoming(incoming{name: path, path: path, url: canonicalIn(answer.Link), kind: answer.Type, data: answer.Body})
			}
		})
	})
}

// refuse says why something was not opened, where the person is looking.
func (p *Page) refuse(sentence string) {
	p.refusal = sentence
	if p.desk == nil {
		p.trouble = sentence
		browser.Reveal(func(bool) {})
		p.takeLaunched()
	}
	p.say(sentence)
}

// openText opens what stands in the field for pasted text.
func (p *Page) openText() {
	in := p.fieldHolds("#article-text", "Pasted text")
	switch {
	case strings.TrimSpace(string(in.data)) == "":
		p.refuse("There is no text to open: paste the article first.")
	case loneAddress(string(in.data)) != "":
		p.refuse("This is the address of a page, not its text. Gainsay never fetches a page of another site.")
	default:
		p.readIncoming(in, func(a article.Article) {
			p.inField, p.clipping = "", clipping{}
			browser.SetValue("#article-text", "")
			p.openArticle(a, "")
		}, p.notOpened(in))
	}
}

// openArticle opens the dossier of an article: the one that is kept for the same
// text, else a new one.
func (p *Page) openArticle(a article.Article, path string) {
	digest := article.Digest(a.Text())
	browser.Mark("digested")
	p.store.Library(func(list []storage.About, err error) {
		if err == nil {
			for _, about := range list {
				if about.Digest == digest {
					p.openDossier(dossier.ID(about.ID), p.refuse)
					return
				}
			}
		}
		if about, kept := sameAddress(list, a.URL); err == nil && kept {
			p.newer = &newer{article: a, path: path, about: about}
			p.closeDialog()
			p.showDialog(dialogNewer)
			return
		}
		p.beginDossier(a, path)
	})
}

// beginDossier opens a new dossier of an article.
func (p *Page) beginDossier(a article.Article, path string) {
	d := dossier.New(dossier.NewID(), dossier.NewID(), a, time.Now().UTC().Truncate(time.Millisecond))
	browser.Mark("keep")
	compute(p, p.turn(), "Opening "+d.Title()+"…", func(breathe func() error) (newcomer, error) {
		return p.prepare(d, breathe)
	}, func(b newcomer, err error) {
		if err != nil {
			p.refuse("The article was not opened: " + err.Error() + ".")
			return
		}
		p.begin(b, path, func() {})
	})
}

// readFiles takes the files that were chosen in an input.
func (p *Page) readFiles(input string) {
	browser.ReadInput(input, func(files []browser.File, err error) {
		p.later(func() { p.takeFiles(files, err) })
	})
}

// takeFiles opens the first of some files: a dossier is imported, anything else
// is read as an article.
func (p *Page) takeFiles(files []browser.File, err error) {
	switch {
	case err != nil:
		p.refuse("The file could not be read: " + err.Error() + ".")
	case len(files) == 0:
	case looksLikeDossier(files[0]):
		p.importBytes(files[0].Name, files[0].Data)
	default:
		p.openIncoming(incoming{name: files[0].Name, kind: files[0].Type, data: files[0].Data})
	}
}

// looksLikeDossierText reports whether a text is an export, of whatever version.
func looksLikeDossierText(s string) bool {
	var head struct {
		Format string `json:"format"`
	}
	return json.Unmarshal([]byte(s), &head) == nil && head.Format != ""
}

func looksLikeDossier(f browser.File) bool {
	return strings.HasSuffix(strings.ToLower(f.Name), ".json") || strings.HasPrefix(f.Type, "application/json")
}

func (p *Page) chooseImport() {
	p.moreShown = false
	browser.Press("#import-file")
}

func (p *Page) importChosen(goapp.Context, goapp.Event) {
	browser.ReadInput("#import-file", func(files []browser.File, err error) {
		p.later(func() {
			switch {
			case err != nil:
				p.refuse("The file could not be read: " + err.Error() + ".")
			case len(files) > 0:
				p.importBytes(files[0].Name, files[0].Data)
			}
		})
	})
}

// importBytes opens an exported dossier. One that is kept here and differs stays
// as it is, and the imported one is kept beside it as a named copy.
func (p *Page) importBytes(name string, data []byte) {
	turn := p.turn()
	browser.Mark("decode")
	compute(p, turn, "Reading "+name+"…", func(breathe func() error) (*dossier.Dossier, error) {
		return exchange.DecodeIn(data, breathe)
	}, func(d *dossier.Dossier, err error) {
		browser.Mark("decoded")
		if err != nil {
			p.importForeign(turn, name, data, err)
			return
		}
		p.importDossier(arrival{turn: turn, name: name, dossier: d, digest: article.Digest(string(data)), then: func() {}})
	})
}

// importDossier opens a dossier that came in, and then does what is left.
func (p *Page) importDossier(came arrival) {
	if p.desk != nil {
		p.closeField()
	}
	p.store.Look(string(came.dossier.ID), func(state storage.State, found bool, err error) {
		came.here = kept{state, found || err != nil, err}
		p.sameArticle(came, func(about storage.About, same bool) {
			if same {
				p.offerMerge(came, about)
				return
			}
			p.importBeside(came)
		})
	})
}

// arrival is a dossier that came in.
type arrival struct {
	turn    int64
	name    string // of its file
	digest  string // of that file, where it is in our format
	dossier *dossier.Dossier
	here    kept
	then    func() // what is left to do once it is open
}

// kept is what is kept under the id of a dossier that is imported.
type kept struct {
	state storage.State
	found bool // something, perhaps unreadable
	err   error
}

// importBeside opens an imported dossier: the one that is kept, where that is the same,
// else the imported one, under an id of its own where another is kept.
func (p *Page) importBeside(came arrival) {
	turn, name, d, here := came.turn, came.name, came.dossier, came.here
	words := desk.Count(len(d.Claims), "claim") + " and " + desk.Count(len(d.Oppositions), "opposition")
	type outcome struct {
		same  *desk.Desk // on the one that is kept
		other newcomer
	}
	compute(p, turn, "Importing "+name+"…", func(breathe func() error) (o outcome, err error) {
		if here.found && here.err == nil {
			if d, is := sameAs(d, here.state, breathe); is {
				o.same, err = p.deskOn(d, breathe)
				return o, err
			}
		}
		if here.found {
			d.Name = d.Title() + " (imported " + time.Now().Format("2 January 2006, 15:04") + ")"
			d.ID = dossier.NewID()
		}
		d.DerivedFrom = came.digest
		o.other, err = p.prepare(d, breathe)
		return o, err
	}, func(o outcome, err error) {
		switch {
		case err != nil:
			p.refuse(name + " was not imported: " + err.Error() + ".")
			return
		case o.same != nil:
			p.seat(o.same)
			p.say("This dossier is kept here already, with the same " + words + ".")
			came.then()
		default:
			p.begin(o.other, "", func() {
				if here.found && here.err == nil {
					p.say("Imported as a copy, with " + words + ": another version of this dossier is kept here too.")
				} else {
					p.say("Imported " + d.Title() + ", with " + words + ".")
				}
				came.then()
			})
		}
	})
}

// sameAs returns the dossier that is kept, and whether it equals another in everything
// that a file holds.
func sameAs(d *dossier.Dossier, state storage.State, breathe func() error) (*dossier.Dossier, bool) {
	there, err := revive(state, breathe)
	if err != nil {
		return nil, false
	}
	// What each came from is no part of what it is.
	mine, came := *there, *d
	mine.DerivedFrom, came.DerivedFrom = "", ""
	one, err := exchange.EncodeIn(&mine, breathe)
	if err != nil {
		return nil, false
	}
	other, err := exchange.EncodeIn(&came, breathe)
	return there, err == nil && bytes.Equal(one, other)
}

// sentence is an error as a person reads it.
func sentence(err error) string {
	s := err.Error()
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
