package webpage

import (
	"encoding/json"
	"strings"
)

// linkedData is what a page's JSON-LD says: objects of schema.org, in any number of
// scripts, lists and graphs.
type linkedData struct{ objects []map[string]any }

// said is what is taken from it.
type said struct{ headline, author, publisher, published, language, url string }

// add reads one script. One that is no JSON is left alone.
func (l *linkedData) add(script string) {
	script = strings.TrimSpace(script)
	for _, wrapping := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}} {
		script = strings.TrimSuffix(strings.TrimPrefix(script, wrapping[0]), wrapping[1])
	}
	var data any
	if json.Unmarshal([]byte(script), &data) == nil {
		l.collect(data, 0)
	}
}

// The bounds of what is collected: no page says more of its article.
const (
	deepestObject = 8
	mostObjects   = 500
)

// collect gathers the objects at the top and in graphs.
func (l *linkedData) collect(data any, depth int) {
	if depth > deepestObject || len(l.objects) >= mostObjects {
		return
	}
	switch v := data.(type) {
	case []any:
		for _, item := range v {
			l.collect(item, depth+1)
		}
	case map[string]any:
		l.objects = append(l.objects, v)
		for _, member := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart"} {
			l.collect(v[member], depth+1)
		}
	}
}

// articleTypes are the types of schema.org that say what an article is, those that
// are most surely one first.
var articleTypes = [][]string{
	{"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "AskPublicNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle", "SatiricalArticle"},
	{"Article", "BlogPosting", "LiveBlogPosting", "Report", "ScholarlyArticle", "TechArticle", "SocialMediaPosting", "DiscussionForumPosting"},
	{"WebPage", "ItemPage", "AboutPage"},
}

// article returns what is said of the article.
func (l *linkedData) article() (s said) {
	for _, types := range articleTypes {
		for _, object := range l.objects {
			if !hasType(object, types) {
				continue
			}
			s.headline = either(s.headline, plain(object["headline"]))
			s.author = either(s.author, l.people(object["author"]))
			s.publisher = either(s.publisher, l.people(object["publisher"]))
			s.published = either(s.published, plain(object["datePublished"]))
			s.language = either(s.language, plain(object["inLanguage"]))
			s.url = either(s.url, plain(object["url"]), plain(object["mainEntityOfPage"]))
			if s.headline != "" && !hasType(object, articleTypes[2]) {
				return s // a page may list other articles after its own
			}
		}
	}
	return s
}

func hasType(object map[string]any, types []string) bool {
	for _, given := range list(object["@type"]) {
		for _, t := range types {
			if name, ok := given.(string); ok && strings.TrimPrefix(name, "schema:") == t {
				return true
			}
		}
	}
	return false
}

func list(v any) []any {
	if many, ok := v.([]any); ok {
		return many
	}
	return []any{v}
}

func plain(v any) string {
	s, _ := v.(string)
	return line(s)
}

// people returns the names of persons or organisations, with commas between. They
// are given as words, as objects, or as references to objects elsewhere.
func (l *linkedData) people(v any) string {
	var names []string
	for _, one := range list(v) {
		name := person(plain(one))
		if object, ok := one.(map[string]any); ok {
			name = plain(object["name"])
			if name == "" {
				name = l.nameOf(object["@id"])
			}
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

func (l *linkedData) nameOf(id any) string {
	wanted, ok := id.(string)
	if !ok {
		return ""
	}
	for _, object := range l.objects {
		if object["@id"] == wanted && plain(object["name"]) != "" {
			return plain(object["name"])
		}
	}
	return ""
}
