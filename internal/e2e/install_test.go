package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// The browser reads the manifest without a complaint, and would install the app.
func TestManifest(t *testing.T) {
	p := visit(t, "/")
	p.worksOffline()
	read := call(p, page.GetAppManifest, page.GetAppManifestParams{})
	for _, complaint := range read.Errors {
		t.Errorf("%d:%d: %s", complaint.Line, complaint.Column, complaint.Message)
	}
	var m struct {
		Screenshots []struct {
			Form string `json:"form_factor"`
		}
		Files []struct{ Accept map[string][]string } `json:"file_handlers"`
		Share struct{ Action string }                `json:"share_target"`
	}
	if err := json.Unmarshal([]byte(read.Data), &m); err != nil {
		t.Fatal(err)
	}
	forms := map[string]bool{}
	for _, s := range m.Screenshots {
		forms[s.Form] = true
	}
	if !forms["wide"] || !forms["narrow"] {
		t.Errorf("there are screenshots for %v", forms)
	}
	if len(m.Files) != 1 || m.Files[0].Accept["application/json"][0] != ".gainsay.json" || m.Share.Action != "share" {
		t.Errorf("the app opens %v and is shared with at %q", m.Files, m.Share.Action)
	}
	// A profile of a test is one that is not kept, in which nothing can be installed.
	for _, e := range call(p, page.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors {
		if e.ErrorID != "in-incognito" {
			t.Errorf("it cannot be installed: %s", e.ErrorID)
		}
	}
}

// worksOffline waits until the service worker has the page.
func (p *person) worksOffline() {
	p.t.Helper()
	if !evalLater[bool](p, `navigator.serviceWorker.ready.then(() => true)`) {
		p.t.Fatal("there is no service worker")
	}
	p.reload() // the first load came without it
	p.wait("the service worker has the page", `navigator.serviceWorker.controller`)
}

// share sends what another app shares, as the browser does: as a form, to the address
// that the manifest gives. It goes to where that leads.
func (p *person) share(title, text, url string) {
	p.t.Helper()
	entries, err := json.Marshal([][2]string{{"title", title}, {"text", text}, {"url", url}})
	p.must(err)
	arrived := evalLater[string](p, `(async () => {
  const form = new FormData();
  for (const [name, value] of `+string(entries)+`) form.set(name, value);
  return (await fetch('./share', {method: 'POST', body: form})).url;
})()`)
	p.navigate(arrived[len(site):])
}

func TestSharedWithTheApp(t *testing.T) {
	p := visit(t, "/")
	p.worksOffline()
	text := "Mayor denies plan\n\nThe mayor denied on Monday that the bridge would close.\n\nA spokesman said it would."
	p.share("A bridge", text, "https://example.org/bridge")
	p.headline("Mayor denies plan")
	p.saved()
	if got := eval[string](p, `[...document.querySelectorAll('#article [data-block]')].map((block) => block.textContent).join('\n\n')`); got != text {
		t.Errorf("shared was %q, opened %q", text, got)
	}

	p.share("", "", "https://example.org/bridge")
	p.wait("the dialog has the address", `document.querySelector('#dialog-open')?.open && document.querySelector('#article-text').value === 'https://example.org/bridge'`)
	p.wait("it says what can be done", `document.querySelector('#dialog-open').textContent.includes('gainsay fetch')`)

	p.share("", "", "")
	p.hears("Nothing was shared")
	p.headline("Mayor denies plan")
}

// A file that the installed app is started with is opened. No browser without a window
// starts one, so the queue of launches is made here.
func TestStartedWithAFile(t *testing.T) {
	p := newPerson(t)
	file := quote(string(prepare(t, scene)))
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
Object.defineProperty(window, 'launchQueue', {value: {setConsumer(consumer) {
  const file = new File([` + file + `], 'scene.gainsay.json', {type: 'application/json'});
  setTimeout(() => consumer({files: [{getFile: async () => file}]}));
}}});`})
	p.open("/")
	p.until("its claims are there", func() bool { return p.tabCount("claims") == len(scene) })
}

// TestScreenshots draws the pictures of the manifest into the folder that
// GAINSAY_SCREENSHOTS names.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("GAINSAY_SCREENSHOTS")
	if folder == "" {
		t.Skip("GAINSAY_SCREENSHOTS names no folder")
	}
	draw := func(name string, width, height int64, options ...option) {
		p := visit(t, "/", options...)
		p.setScene()
		call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: len(options) > 0})
		p.wait("the message is gone", `document.querySelector('#toast')?.hidden !== false`)
		shot := call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{})
		p.must(os.WriteFile(filepath.Join(folder, name+".png"), shot.Data, 0o644))
	}
	draw("wide-claims", 1280, 800)
	draw("narrow-claims", 390, 844, onPhone)
}
