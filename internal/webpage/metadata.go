package webpage

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"

	"gainsay/internal/article"
)

// readMetadata takes what the page says of its article. Each thing is said in several
// places; those made for machines to read come first: JSON-LD with the types of
// schema.org, then OpenGraph and its article:* properties, then the older names of
// meta elements, then what the page shows.
func (p *page) readMetadata() {
	meta := map[string]string{}
	var linked linkedData
	var title, canonical, shown, author string
	each(p.doc, func(n *html.Node) {
		switch {
		case is(n, "html", "body") && p.known.Language == "":
			p.known.Language = language(either(attr(n, "lang"), attr(n, "xml:lang")))
		case is(n, "base") && hasAttr(n, "href"):
			if u := parseURL(webAddress(attr(n, "href"), p.base)); u != nil {
				p.base = u
			}
		case is(n, "meta"):
			name := strings.ToLower(either(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"), attr(n, "http-equiv")))
			if value := line(attr(n, "content")); value != "" && meta[name] == "" {
				meta[name] = value
			}
		case is(n, "link") && strings.EqualFold(attr(n, "rel"), "canonical") && canonical == "":
			canonical = attr(n, "href")
		case is(n, "title") && n.Namespace == "" && title == "":
			title = line(text(n))
		case is(n, "script") && strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil:
			linked.add(n.FirstChild.Data)
		case is(n, "time") && shown == "" && (attr(n, "itemprop") == "datePublished" || !within(n, func(m *html.Node) bool { return is(m, "aside", "nav", "footer") })):
			shown = instant(attr(n, "datetime"))
		case author == "" && (strings.EqualFold(attr(n, "rel"), "author") || attr(n, "itemprop") == "author"):
			author = line(text(n))
		}
	})
	ld := linked.article()
	p.known = article.Metadata{
		Byline: either(ld.author, person(meta["article:author"]), person(meta["author"]), meta["byl"], meta["parsely-author"],
			meta["dc.creator"], meta["dcterms.creator"], meta["citation_author"], person(meta["twitter:creator"]), author),
		Publisher: either(ld.publisher, meta["og:site_name"], meta["dc.publisher"], meta["citation_journal_title"], meta["application-name"]),
		Published: either(instant(ld.published), instant(meta["article:published_time"]), instant(meta["og:article:published_time"]),
			instant(meta["datepublished"]), instant(meta["date"]), instant(meta["pubdate"]), instant(meta["parsely-pub-date"]), instant(meta["dc.date.issued"]),
			instant(meta["dcterms.date"]), instant(meta["dc.date"]), instant(meta["citation_publication_date"]), shown),
		Language: either(p.known.Language, language(ld.language), language(meta["og:locale"]), language(meta["content-language"])),
	}
	p.known.URL = either(webAddress(canonical, p.base), webAddress(meta["og:url"], p.base), webAddress(ld.url, p.base), address(p.base))
	p.known.Byline = withoutBy(p.known.Byline)
	for _, s := range []string{ld.headline, meta["og:title"], meta["twitter:title"], meta["dc.title"], meta["citation_title"], p.withoutSite(title)} {
		if s != "" {
			p.titles = append(p.titles, s)
		}
	}
}

// line is a value of the metadata as one line. Pages often escape it twice.
func line(s string) string { return article.OneSpace(printable(html.UnescapeString(s))) }

func either(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func address(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.String()
}

// person returns the name of somebody; some pages give an address, or a handle.
func person(s string) string {
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") {
		return ""
	}
	return s
}

var by = regexp.MustCompile(`^(?i:by):?\s+(\S)`)

func withoutBy(s string) string { return article.OneSpace(by.ReplaceAllString(s, "$1")) }

var isoBegin = regexp.MustCompile(`^(\d{4})[-/]?(\d{2})[-/]?(\d{2})`)

// instant returns a date or date-time in ISO 8601, or "" where there is none to be
// read. A date-time without a zone is cut to its date: when it was, it does not say.
func instant(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z0700", time.RFC1123Z, time.RFC1123} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			if t.Nanosecond() != 0 {
				return t.Format(time.RFC3339Nano)
			}
			return t.Format(time.RFC3339)
		}
	}
	if m := isoBegin.FindStringSubmatch(s); m != nil {
		date := m[1] + "-" + m[2] + "-" + m[3]
		if _, err := time.Parse(time.DateOnly, date); err == nil {
			return date
		}
	}
	return article.DateIn(s)
}

// withoutSite takes the name of the site from the end of a page's title.
var siteSeparators = []string{" | ", " – ", " — ", " - ", " :: ", " · ", " » ", "｜", " / "}

func (p *page) withoutSite(title string) string {
	for _, separator := range siteSeparators {
		at := strings.LastIndex(title, separator)
		if at <= 0 {
			continue
		}
		rest, site := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(separator):])
		if len(site) <= len(rest) && len(rest) >= 20 || same(site, p.known.Publisher) {
			return rest
		}
	}
	return title
}

// same reports whether two lines have the same letters and digits, whatever their
// case and punctuation.
func same(a, b string) bool { return a != "" && letters(a) == letters(b) }

var notLetters = regexp.MustCompile(`[^\p{L}\p{N}\p{M}]+`)

func letters(s string) string { return strings.ToLower(notLetters.ReplaceAllString(s, " ")) }
