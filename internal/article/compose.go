package article

// Compose makes an article of blocks that a format has told apart, by the same
// rules as the readers of text: space becomes one space, blank blocks go, and
// a headline, byline, date and tail are set apart where the words show them. Roles
// that the blocks have already stay. What is known of the article from elsewhere
// stands before what its text says; only the title is that of its headline.
//
// A block without a direction gets that of its first letter.
func Compose(blocks []Block, known Metadata) Article {
	var drafts []draft
	for _, b := range blocks {
		b.Text = oneSpace(b.Text)
		if blank(b.Text) {
			continue
		}
		if b.Dir == "ltr" && direction(b.Text) == "" {
			b.Dir = "" // a block runs so anyway
		}
		drafts = append(drafts, draft{b, true})
	}
	a, _ := recognise(drafts, withoutBreath)
	said := a.Metadata
	a.Metadata = known
	a.Title = said.Title
	a.Byline = first(known.Byline, said.Byline)
	a.Published = first(known.Published, said.Published)
	a.Publisher = first(known.Publisher, said.Publisher)
	return a
}

// Byline returns the name in a line such as "By Ana Ruiz | 7 July 2008".
func Byline(line string) (name string, ok bool) { return bylineOf(oneSpace(line)) }

// Dateline reports whether a line holds a date, with or without a time and a place,
// and no more.
func Dateline(line string) bool { return datelineOf(oneSpace(line)) }

// DateIn returns the first date in a line in ISO 8601, with the time of day where
// the line tells its zone; "" where there is none.
func DateIn(line string) string { return dateIn(line) }

// OneSpace makes one space of each run of spaces, tabs and line ends, and takes
// those at the ends away: the canonical text of a block.
func OneSpace(s string) string { return oneSpace(s) }

// Blank reports whether a text shows nothing.
func Blank(s string) bool { return blank(s) }
