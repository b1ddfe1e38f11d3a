// Package regexp declares what go-app names of regexp, and compiles nothing.
//
// go-app's router can match addresses with expressions, and Gainsay's routes have none.
// As long as the type is there, its methods for reading itself from JSON are too, with a
// parser, a compiler and all of Unicode's tables behind them. So the page's program is
// built with this package in the place of regexp; the server and the worker are not.
//
// It promises to compile where go-app does, and to fail at once where an expression is
// asked for.
package regexp

// Regexp is an expression that there is none of.
type Regexp struct{}

// MustCompile panics: the page's program has no expressions.
func MustCompile(expression string) *Regexp {
	panic("regexp is not in this program: " + expression)
}

// MatchString matches nothing.
func (*Regexp) MatchString(string) bool { return false }
