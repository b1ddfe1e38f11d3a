package e2e

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// profile is a profile of the browser, with a tab that keeps it open. Between two people
// nothing stays in it but the program itself: in the caches of the browser and of the
// service worker, and compiled, in that tab. To compile it anew for each, and once more
// what of it runs often, keeps two processors busier than all else that a test does.
type profile struct {
	ctx   context.Context
	close func()
	once  bool // it is for one test
}

// idle are the profiles that nobody works in. Tests run one after another, and one
// test may be about several people.
var idle []*profile

// takeProfile gives a test a profile that nobody else works in: a new one, or one that
// was left.
func takeProfile(t *testing.T, w window) *profile {
	t.Helper()
	if n := len(idle); n > 0 && !w.fresh && !w.apart {
		p := idle[n-1]
		idle = idle[:n-1]
		return p
	}
	switch {
	case w.apart:
		path, err := findChromium()
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop, err := startBrowser(path)
		if err != nil {
			t.Fatal("starting a browser: ", err)
		}
		return &profile{ctx: ctx, close: stop, once: true}
	case w.fresh:
		return openProfile(t, chromedp.Navigate("about:blank"))
	default:
		// The page without its program.
		return openProfile(t, chromedp.Navigate(site+"/?wasm=false"), chromedp.Evaluate[chromedp.Void](holdPrograms, chromedp.EvalAwaitPromise))
	}
}

// openProfile makes a profile with a tab, in which it does something.
func openProfile(t *testing.T, do ...chromedp.Action[chromedp.Void]) *profile {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chromium, chromedp.WithNewBrowserContext())
	for _, each := range do {
		if err := chromedp.Do(ctx, each); err != nil {
			cancel()
			t.Fatal("opening a profile: ", err)
		}
	}
	return &profile{ctx: ctx, close: cancel}
}

// holdPrograms compiles the page's program and the worker's, and keeps them.
const holdPrograms = `(async () => {
  const program = document.querySelector('link[rel=preload][as=fetch]').href;
  window.held = await Promise.all([program, program.replace('app.wasm', 'worker.wasm')].map((url) => WebAssembly.compileStreaming(fetch(url))));
})()`

// leave makes the profile ready for somebody else, or closes it where a test failed in
// it or it cannot be made ready.
func (p *profile) leave(failed bool) {
	if failed || p.once || p.empty() != nil {
		p.close()
		return
	}
	idle = append(idle, p)
}

// id is what the browser calls the profile.
func (p *profile) id() cdp.BrowserContextID { return chromedp.FromContext(p.ctx).BrowserContextID }

// empty closes what is open in the profile, and takes out what pages stored and were
// allowed. What a page stores while it is closed comes before that.
func (p *profile) empty() error {
	ctx, cancel := context.WithTimeout(p.ctx, *patience)
	defer cancel()
	for {
		open, err := p.tabs(ctx)
		if err != nil {
			return err
		}
		if len(open) == 0 {
			break
		}
		for _, id := range open {
			_, _ = chromedp.CallBrowser(ctx, target.CloseTarget, target.CloseTargetParams{TargetID: id}) // it may be closing
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	if _, err := chromedp.CallBrowser(ctx, browser.ResetPermissions, browser.ResetPermissionsParams{BrowserContextID: p.id()}); err != nil {
		return err
	}
	_, err := chromedp.Call(ctx, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{
		Origin: site, StorageTypes: "local_storage,indexeddb,file_systems",
	})
	return err
}

// tabs are the profile's tabs, but for the empty one.
func (p *profile) tabs(ctx context.Context) ([]target.ID, error) {
	found, err := chromedp.CallBrowser(ctx, target.GetTargets, target.GetTargetsParams{})
	if err != nil {
		return nil, err
	}
	var open []target.ID
	for _, info := range found.TargetInfos {
		if info.Type == "page" && info.BrowserContextID == p.id() && info.TargetID != chromedp.FromContext(p.ctx).Target.TargetID {
			open = append(open, info.TargetID)
		}
	}
	return open, nil
}
