package app

import "testing"

func TestLoneAddress(t *testing.T) {
	for text, want := range map[string]string{
		" https://news.example/a?b=c#d\n":      "https://news.example/a?b=c#d",
		"HTTP://News.example":                  "HTTP://News.example",
		"https://news.example said so":         "",
		"https://a.example\nhttps://b.example": "",
		"news.example":                         "",
		"https://":                             "",
		"":                                     "",
	} {
		if got := loneAddress(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestAddressesAreOneWordOfACommand(t *testing.T) {
	if got, want := quoted("https://a.example/it's?b=1&c=$(d)"), "'https://a.example/it%27s?b=1&c=$(d)'"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
}

func TestWhatIsStructure(t *testing.T) {
	for html, want := range map[string]bool{
		"<p>a": true, "<H2 class=x>a</H2>": true, "<ul><li>a</ul>": true, "<blockquote>a": true, "<table><tr><td>a": true,
		"<div><span style='color: red'>a</span></div>": false, "<pre>a</pre>": false, "<link rel=x>": false, "a": false, "": false,
	} {
		if structure(html) != want {
			t.Errorf("%q: %v", html, !want)
		}
	}
}

func TestFieldsKeepLinesTheirOwnWay(t *testing.T) {
	if !sameLines("a\nb\n", "\r\na\r\nb") || !sameLines("a\n\nb", "a\r\rb") || sameLines("a b", "a\nb") || sameLines("a", "a!") {
		t.Error("lines are compared otherwise than a field keeps them")
	}
}

func TestTheAddressOfTheOriginalTravelsInAHeader(t *testing.T) {
	for link, want := range map[string]string{
		`<https://news.example/a>; rel="canonical"`:                        "https://news.example/a",
		`<https://news.example/a>; rel=canonical`:                          "https://news.example/a",
		`</style.css>; rel="preload", <http://b.example/>;rel="canonical"`: "http://b.example/",
		`<javascript:alert(1)>; rel="canonical"`:                           "",
		`<https://news.example/a>; rel="next"`:                             "",
		``:                                                                 "",
	} {
		if got := canonicalIn(link); got != want {
			t.Errorf("%s: %q, not %q", link, got, want)
		}
	}
}
