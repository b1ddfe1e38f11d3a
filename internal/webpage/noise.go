package webpage

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// unseen tells the elements that are no text to read: programs, styles, pictures,
// controls, and the small glosses above East Asian words, which would run into them.
func unseen(n *html.Node) bool {
	if n.Namespace == "svg" {
		return true
	}
	switch n.Data {
	case "script", "style", "noscript", "template", "head", "title", "svg", "canvas", "object", "embed", "iframe", "frame", "frameset",
		"audio", "video", "map", "select", "option", "datalist", "button", "input", "textarea", "progress", "meter", "dialog",
		"rt", "rp", "rtc", "annotation", "annotation-xml":
		return true
	}
	return hasAttr(n, "hidden") && attr(n, "hidden") != "until-found"
}

// weigh notes how much text stands in each element, in bytes. Links count for
// nothing: a menu is no text.
func (p *page) weigh(n *html.Node) int {
	sum := 0
	if n.Type == html.TextNode {
		sum = len(strings.TrimSpace(n.Data))
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += p.weigh(c)
	}
	if is(n, "a") {
		sum = 0
	}
	p.wordsOf[n] = sum
	if n == p.doc {
		p.words = sum
	}
	return sum
}

// main reports whether an element holds so much of the page's text that it is no
// accessory, whatever it is called.
func (p *page) main(n *html.Node) bool { return p.wordsOf[n]*5 > p.words*2 }

var invisible = regexp.MustCompile(`(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)`)

// hidden tells what the page itself does not show. A notice that lies over the page
// often hides all that is behind it from those who hear it; that is the article.
func (p *page) hidden(n *html.Node) bool {
	if attr(n, "aria-hidden") == "true" || invisible.MatchString(attr(n, "style")) {
		return !p.main(n)
	}
	return false
}

// accessory are the words by which pages name what is not their article.
var accessory = map[string]bool{}

func init() {
	for _, word := range strings.Fields(`
		ad ads advert advertisement advertising adslot adsense sponsor sponsored sponsorship promo promos promotion promoted taboola outbrain
		affiliate partner partners
		nav navigation navbar menu breadcrumb breadcrumbs pagination pager toc skip skiplink masthead topbar sitemap
		share sharing sharebar shares social socials follow addthis sharethis bookmark
		related recirc recirculation recommended recommendations readnext trending popular mostread mostviewed morestories
		sidebar rail widget widgets
		comment comments commenting discussion disqus replies reply livefyre
		newsletter newsletters signup subscribe subscription paywall regwall register donate donation membership
		cookie cookies consent gdpr ccpa privacy onetrust banner popup modal overlay lightbox toast
		tag tags topics keywords bio authorbox
		toolbar print printonly feedback rating ratings vote poll search login copyright footer
		sr visually screenreader offscreen`) {
		accessory[word] = true
	}
}

// accessoryPair are words that only together name an accessory.
var accessoryPair = map[string]string{"most": "read viewed popular", "read": "next more also", "more": "stories from news on", "screen": "reader", "you": "may might", "author": "box card bio", "up": "next", "site": "header footer"}

var accessoryRoles = []string{"navigation", "complementary", "search", "banner", "contentinfo", "dialog", "alertdialog", "alert", "menu", "menubar", "toolbar", "tablist"}

// smallForm is how much text a form has that is a page's search or sign-up, in
// bytes; some pages are one form altogether.
const smallForm = 1000

// noise tells what stands around an article. Nothing that holds the headline, or
// most of the text, is noise.
func (p *page) noise(n *html.Node) bool {
	if p.headline != nil && holds(n, p.headline) || p.main(n) || is(n, "html", "body", "main") {
		return false
	}
	switch n.Data {
	case "nav", "aside":
		return true
	case "footer":
		return !within(n, func(m *html.Node) bool { return is(m, "blockquote") })
	case "header":
		return !within(n.Parent, func(m *html.Node) bool { return is(m, "article", "main") })
	case "form":
		return p.wordsOf[n] < smallForm
	}
	if slices.Contains(accessoryRoles, attr(n, "role")) {
		return true
	}
	return namedAccessory(names(n)) || namedAccessory(split(attr(n, "aria-label"))) && !is(n, "p", "h1", "h2", "h3")
}

func namedAccessory(words []string) bool {
	for i, word := range words {
		if accessory[word] {
			return true
		}
		if i+1 < len(words) && slices.Contains(strings.Fields(accessoryPair[word]), words[i+1]) {
			return true
		}
	}
	return false
}

// invitation is how a line begins that leads elsewhere, where all of it is a link.
var invitation = regexp.MustCompile(`(?i)^(?:read|related|see|more|watch|listen|also|explore|recommended)\b`)

// interruption is a line that a page sets between paragraphs and that is not part
// of them.
var interruption = regexp.MustCompile(`(?i)^(?:advertisements?|sponsored|(?:the )?(?:story|article) continues (?:below|after)\b.{0,30}|skip (?:advertisement|to (?:main )?content|past newsletter promotion)|loading…?)$`)

func (b block) noise() bool {
	return interruption.MatchString(b.Text) || b.linked*10 > len(b.Text)*9 && invitation.MatchString(b.Text)
}
