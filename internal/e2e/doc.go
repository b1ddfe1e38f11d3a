// Package e2e tests Gainsay as a person uses it: the real server, a real Chromium,
// real mouse and key events. It holds nothing but tests. Each of them visits in a
// browser profile of its own and fails, whatever else it finds, on an error in the
// console, a violation of the page's policy, or a resource that did not load.
package e2e
