package e2e

import (
	"encoding/json"
	"testing"
)

// sceneSteps is how many steps the scene takes: four claims, with source, cue and
// stance, and two oppositions. The stance of the denial is the one that its cue
// proposes, and takes no step of its own.
const sceneSteps = 17

func TestUndoAndRedoOfEverything(t *testing.T) {
	p := visit(t, "/")
	_, empty := p.exports(sampleFile)
	p.makesScene()
	_, full := p.exports(sampleFile)

	for range sceneSteps {
		p.keys("Ctrl+z")
	}
	p.wait("nothing is left to undo", byName("button", "Undo")+`.disabled`)
	p.hears("Undone")
	p.saved()
	if _, got := p.exports(sampleFile); string(got) != string(empty) {
		t.Error("undoing everything does not lead to the start")
	}
	p.keys("Ctrl+z")
	p.hears("nothing to undo")

	for range sceneSteps - 1 {
		p.keys("Ctrl+Shift+z")
	}
	p.press("Redo")
	p.wait("nothing is left to redo", byName("button", "Redo")+`.disabled`)
	p.saved()
	if _, got := p.exports(sampleFile); string(got) != string(full) {
		t.Error("redoing everything does not lead to the end")
	}

	// Undoing is kept like everything else.
	p.keys("Ctrl+z")
	p.hears("Undone")
	p.saved()
	var before, after exported
	_, data := p.exports(sampleFile)
	p.must(json.Unmarshal(data, &before))
	p.reload()
	after, again := p.exports(sampleFile)
	if string(again) != string(data) || len(after.Oppositions) != len(before.Oppositions) {
		t.Error("a reload forgets that a step was undone")
	}
}
