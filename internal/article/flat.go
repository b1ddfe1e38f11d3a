package article

import (
	"errors"
	"strconv"
	"strings"
)

// Flat writes an article as a few strings by name, the form in which one program
// hands it to another without either having to read JSON: the metadata, the
// canonical text, and "blocks" with a line for each block, of kind, level, role,
// language and direction with tabs between. Ids and unknown members are left out.
func Flat(a Article) map[string]string {
	var blocks strings.Builder
	for _, b := range a.Blocks {
		blocks.WriteString(strings.Join([]string{string(b.Kind), strconv.Itoa(b.Level), string(b.Role), b.Lang, b.Dir}, "\t") + "\n")
	}
	return map[string]string{
		"title": a.Title, "byline": a.Byline, "publisher": a.Publisher, "published": a.Published,
		"url": a.URL, "retrieved": a.Retrieved, "language": a.Language,
		"text": a.Text(), "blocks": blocks.String(),
	}
}

// FromFlat reads what Flat wrote.
func FromFlat(flat map[string]string) (Article, error) {
	a := Article{Metadata: Metadata{
		Title: flat["title"], Byline: flat["byline"], Publisher: flat["publisher"], Published: flat["published"],
		URL: flat["url"], Retrieved: flat["retrieved"], Language: flat["language"],
	}}
	var blocks []Block
	for line := range strings.Lines(flat["blocks"]) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 5 {
			return Article{}, errors.New("reading a flat article: a block has not five fields")
		}
		level, err := strconv.Atoi(fields[1])
		if err != nil {
			return Article{}, errors.New("reading a flat article: a level is no number")
		}
		blocks = append(blocks, Block{Kind: Kind(fields[0]), Level: level, Role: Role(fields[2]), Lang: fields[3], Dir: fields[4]})
	}
	var err error
	a.Blocks, err = FromText(flat["text"], blocks)
	return a, err
}
