package e2e

import (
	"strings"
	"testing"
)

// tabsTo presses Tab, or Shift and Tab, until focus is where a condition on
// document.activeElement says.
func (p *person) tabsTo(what, condition string, keys ...string) {
	p.t.Helper()
	key := "Tab"
	if len(keys) > 0 {
		key = keys[0]
	}
	for range 40 {
		if eval[bool](p, condition) {
			return
		}
		p.keys(key)
	}
	p.t.Fatalf("%s did not bring focus to %s", key, what)
}

// caretBefore reports whether the caret, or the end of the selection that moves, stands
// before some words.
func (p *person) caretBefore(words string) bool {
	p.t.Helper()
	return eval[bool](p, `(() => {
  const at = getSelection();
  const block = at.focusNode?.parentElement?.closest('[data-block]') ?? at.focusNode?.closest?.('[data-block]');
  if (!block) return false;
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setStart(at.focusNode, at.focusOffset);
  return range.toString().trimStart().startsWith(`+quote(words)+`);
})()`)
}

// goesTo presses one key until the caret stands before some words.
func (p *person) goesTo(words, key string) {
	p.t.Helper()
	for range 60 {
		if p.caretBefore(words) {
			return
		}
		before := eval[string](p, caretAt)
		p.keys(key)
		p.wait("the caret moved", caretAt+` !== `+quote(before))
	}
	p.t.Fatalf("%s did not lead to %q", key, words)
}

// caretAt is where the caret stands, as a string.
const caretAt = `(() => {
  const at = getSelection();
  const block = at.focusNode?.parentElement?.closest('[data-block]') ?? at.focusNode?.closest?.('[data-block]');
  if (!block) return '';
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(at.focusNode, at.focusOffset);
  return block.dataset.block + ':' + range.toString().length;
})()`

// selectsByKeys extends the selection with keys until it is certain words, but for
// white space.
func (p *person) selectsByKeys(words, key string) {
	p.t.Helper()
	for range 40 {
		selected := strings.TrimSpace(eval[string](p, `getSelection().toString()`))
		if selected == words {
			return
		}
		if len(selected) > len(words) {
			break
		}
		before := eval[string](p, caretAt)
		p.keys(key)
		p.wait("the selection grew", caretAt+` !== `+quote(before))
	}
	p.t.Fatalf("%q was selected, not %q", eval[string](p, `getSelection().toString()`), words)
}

// onText brings focus to the text, with the caret at its beginning.
func (p *person) onText() {
	p.t.Helper()
	p.keys("Escape")
	p.tabsTo("the text", `document.activeElement.id === 'article'`, "Shift+Tab")
	p.keys("Ctrl+Home")
	p.wait("the caret is at the beginning", caretAt+` === '0:0'`)
}

// marksByKeys makes a claim: by sentences to the one that holds the words, by words to
// where they begin and to where they end, then h.
func (p *person) marksByKeys(sentence, words, extend string) string {
	p.t.Helper()
	before := p.claims()
	p.goesTo(sentence, "Alt+ArrowDown")
	p.goesTo(words, "Ctrl+ArrowRight")
	p.selectsByKeys(words, extend)
	p.keys("h")
	claim := p.newClaim(before)
	p.wait("focus is on the new highlight", `document.activeElement.matches('mark[data-claims~="`+claim+`"]')`)
	return claim
}

// attributesByKeys fills in the card of the claim that has focus: Enter opens it, Tab
// goes through its fields, Escape leads back to the words.
func (p *person) attributesByKeys(source, cue, stance string) {
	p.t.Helper()
	p.keys("Enter")
	field := func(name string) {
		p.tabsTo(name, `document.activeElement.dataset.field === '`+name+`' && document.activeElement.matches('input, select')`)
	}
	p.wait("the card is open", `document.activeElement.closest('.card')`)
	field("source")
	p.types(source)
	field("cue")
	p.types(cue)
	field("stance")
	p.types(stance)
	p.wait("the stance is chosen", `document.activeElement.selectedOptions[0].textContent.trim() === `+quote(stance))
	p.keys("Escape")
	p.wait("focus is back on the words", `document.activeElement.matches('mark')`)
}

// againstByKeys sets the claim that has focus against another, by n and p.
func (p *person) againstByKeys(to, key string) {
	p.t.Helper()
	before := p.tabCount("ledger")
	p.keys("o")
	p.wait("picking is on", `document.querySelector('#picking')`)
	for range 4 {
		if eval[bool](p, `document.activeElement.matches('mark[data-claims~="`+to+`"]')`) {
			break
		}
		at := eval[string](p, `document.activeElement.dataset.claims`)
		p.keys(key)
		p.wait("the next claim has focus", `document.activeElement.matches('mark') && document.activeElement.dataset.claims !== `+quote(at))
	}
	p.keys("Enter")
	p.until("there is one more opposition", func() bool { return p.tabCount("ledger") == before+1 })
}

// TestTheSceneByKeyboardAlone goes the whole road, from landing to export, with nothing
// but key events.
func TestTheSceneByKeyboardAlone(t *testing.T) {
	p := visit(t, "/")
	p.tabsTo("the text", `document.activeElement.id === 'article'`)
	p.keys("Ctrl+Home")

	insisted := p.marksByKeys(beijingInsisted, beijingInsisted, "Shift+Alt+ArrowDown")
	p.attributesByKeys("Beijing", "insisted", "assert")
	p.onText()
	denied := p.marksByKeys("Although Japan denied this", japanDenied, "Shift+Ctrl+ArrowRight")
	p.attributesByKeys("Japan", "denied", "deny")
	p.againstByKeys(insisted, "p")
	p.hears("Japan denies Beijing")

	p.onText()
	accused := p.marksByKeys(japanAccused, japanAccused, "Shift+Ctrl+ArrowRight")
	p.onText()
	p.marksByKeys(chineseClaimed, chineseClaimed, "Shift+Ctrl+ArrowRight")
	p.againstByKeys(accused, "p")

	p.keys("F6")
	p.tabsTo("the tabs", `document.activeElement.matches('[role=tab]')`, "Shift+Tab")
	p.keys("ArrowRight")
	p.wait("the ledger is shown", `document.activeElement.id === 'tab-ledger' && document.querySelector('[data-opposition]')`)
	p.tabsTo("the kind of the second opposition", `document.activeElement.matches('[data-opposition] select') && document.activeElement.value === 'contradicts'`)
	p.types("disputes in part")
	p.wait("the kind is chosen", `document.activeElement.value === 'disputes-in-part'`)
	p.keys("Escape")
	p.wait("Escape leads back to the text", `document.activeElement.closest('#article')`)
	p.saved()
	if got := p.quoted(denied); got != japanDenied {
		t.Errorf("%q is highlighted, not %q", got, japanDenied)
	}

	p.keys("e")
	p.checkExport(p.downloaded(sampleFile))
}

// TestTheSceneByTouch goes the same road on a phone. The system's own handles make the
// selections, as the page hears of them; all else are taps, and the phone's keyboard.
func TestTheSceneByTouch(t *testing.T) {
	p := visit(t, "/", onPhone)
	touches := func(words string) string {
		t.Helper()
		before := p.claims()
		p.words(words)
		if !eval[bool](p, `((words) => {
  for (const block of document.querySelectorAll('#article [data-block]')) {
    const at = block.textContent.indexOf(words);
    if (at < 0) continue;
    const place = (offset) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (offset <= node.length) return [node, offset];
        offset -= node.length;
      }
    };
    getSelection().setBaseAndExtent(...place(at), ...place(at + words.length));
    return true;
  }
})(`+quote(words)+`)`) {
			t.Fatalf("the article does not say %q", words)
		}
		p.tapOn("Highlight claim", byName("button", "Highlight claim"))
		return p.newClaim(before)
	}
	attributes := func(claim, source, cue, stance string) {
		t.Helper()
		card := `[data-claim-card="` + claim + `"]`
		p.tapOn("Edit", byCSS(card+" .edit"))
		p.wait("the card is open", byCSS(card+" [data-field=source]"))
		for _, field := range []struct{ name, text string }{{"source", source}, {"cue", cue}} {
			p.tapOn(field.name, byCSS(card+" input[data-field="+field.name+"]"))
			p.wait("the field has focus", `document.activeElement === `+byCSS(card+" input[data-field="+field.name+"]"))
			p.types(field.text)
		}
		p.chooses(byCSS(card+" select[data-field=stance]"), stance)
		p.tapOn("Done", byCSS(card+" .edit"))
		p.wait("the card is closed", `!`+byCSS(card+" input[data-field=source]"))
	}
	against := func(from, to string) {
		t.Helper()
		before := p.tabCount("ledger")
		p.tapOn("the claim", byCSS(`mark[data-claims~="`+from+`"]`))
		p.tapOn("Set against…", byCSS(`[data-claim-card="`+from+`"] .against`))
		p.wait("picking is on", `document.querySelector('#picking')`)
		p.tapOn("the other claim", byCSS(`mark[data-claims~="`+to+`"]`))
		p.until("there is one more opposition", func() bool { return p.tabCount("ledger") == before+1 })
	}

	insisted := touches(beijingInsisted)
	attributes(insisted, "Beijing", "insisted", "assert")
	denied := touches(japanDenied)
	attributes(denied, "Japan", "denied", "deny")
	against(denied, insisted)
	claimed := touches(chineseClaimed)
	accused := touches(japanAccused)
	against(claimed, accused)
	p.tapOn("Ledger", byCSS("#tab-ledger"))
	p.chooses(`document.querySelector('[data-opposition]:not(:has(option[value=denies]:checked)) select')`, "disputes in part")
	p.saved()
	if eval[bool](p, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("the page is wider than the screen")
	}
	p.tapOn("Export", byCSS("#export"))
	p.checkExport(p.downloaded(sampleFile))
}

// tapOn touches the middle of an element once it is there, at rest and not covered,
// scrolled to where a finger would bring it.
func (p *person) tapOn(what, element string) {
	p.t.Helper()
	p.touch(p.reached(what, element))
}
