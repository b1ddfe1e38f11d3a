package main

import (
	"fmt"
	"io"
	"strings"

	"gainsay/internal/review"
)

const completionUsage = `gainsay completion bash|zsh|fish

Writes what makes a shell complete commands, flags and their words:

  bash    source <(gainsay completion bash)
  zsh     source <(gainsay completion zsh)
  fish    gainsay completion fish | source

Exit status: 0, or 2 when the command line was not understood.
`

// option is a flag of a command, as completion knows it.
type option struct {
	name  string   // with its hyphens
	takes string   // "": nothing, "word": one of words, "file", "text": anything else
	words []string // of which it takes one
	does  string
}

// shells are those that completion is written for.
func shells() map[string]func(io.Writer, []command) {
	return map[string]func(io.Writer, []command){"bash": completeBash, "zsh": completeZsh, "fish": completeFish}
}

var shellNames = []string{"bash", "zsh", "fish"}

func completion(args []string, s streams) int {
	f := newFlagged("completion", completionUsage, s)
	names, code, done := f.read(args, 1, 1, "one shell: "+strings.Join(shellNames, ", "))
	if done {
		return code
	}
	script, known := shells()[names[0]]
	if !known {
		return f.misused(fmt.Sprintf("%q is no shell that it knows; there are %s", names[0], strings.Join(shellNames, ", ")))
	}
	script(s.out, commands())
	return exitOK
}

// options of each command; a test holds them to what --help lists.
func optionsOf(name string) []option {
	asJSON := option{name: "--json", does: "print JSON"}
	out := option{name: "-o", takes: "file", does: "the file to write"}
	by := option{name: "--by", takes: "text", does: "the two who made one file"}
	switch name {
	case "serve":
		return []option{{name: "--listen", takes: "text", does: "address to listen on"}, {name: "--article", takes: "file", does: "the article to open"},
			{name: "--log", takes: "word", words: []string{"text", "json"}, does: "form of the log"}, {name: "--verbose", does: "log every request"}}
	case "site":
		return []option{{name: "-o", takes: "file", does: "the folder to write"}}
	case "fetch":
		return []option{out}
	case "reanchor":
		return []option{asJSON, {name: "--from", takes: "word", words: []string{"dossier", "w3c"}, does: "what ANNOTATIONS holds"}, out}
	case "validate", "changes", "stats":
		return []option{asJSON}
	case "convert":
		return []option{
			{name: "--to", takes: "word", words: formatNames(), does: "the format to write"}, out,
			{name: "--article", takes: "file", does: "the article whose words FILE marks"},
			{name: "--table", takes: "word", words: []string{"claims", "oppositions"}, does: "of csv: one table only"},
			{name: "--bom", does: "of csv: begin with a byte order mark"},
			{name: "--url", takes: "text", does: "of claimreview: the page that publishes the checks"},
			{name: "--publisher", takes: "text", does: "of claimreview: who publishes them"},
			{name: "--publisher-url", takes: "text", does: "of claimreview: the address of who does"},
		}
	case "merge":
		prefer := []string{string(review.PreferA), string(review.PreferB), string(review.PreferNewest)}
		return []option{out, {name: "--base", takes: "file", does: "the dossier that both come from"}, {name: "--prefer", takes: "word", words: prefer, does: "who decides a conflict"}, asJSON}
	case "compare", "agreement":
		return []option{asJSON, by}
	case "report":
		return []option{out}
	}
	return nil
}

// wordsOf are the words that a command takes where others take files.
func wordsOf(name string) []string {
	if name == "completion" {
		return shellNames
	}
	return nil
}

// named lists the names of options.
func named(options []option) []string {
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = o.name
	}
	return names
}

// quotedShell is a text that every of the shells reads as one word.
func quotedShell(s string) string { return "'" + strings.NewReplacer("'", "’").Replace(s) + "'" }

// completeBash writes a function that looks at the command and the word before the
// present one. Files are left to bash.
func completeBash(w io.Writer, list []command) {
	var names []string
	for _, c := range list {
		names = append(names, c.name)
	}
	fmt.Fprintf(w, `_gainsay() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		COMPREPLY=($(compgen -W %s -- "$word"))
		return
	fi
	case "${COMP_WORDS[1]} $before" in
`, quotedShell(strings.Join(names, " ")))
	for _, c := range list {
		for _, o := range optionsOf(c.name) {
			switch o.takes {
			case "word":
				fmt.Fprintf(w, "\t%s) COMPREPLY=($(compgen -W %s -- \"$word\")); return ;;\n", quotedShell(c.name+" "+o.name), quotedShell(strings.Join(o.words, " ")))
			case "file", "text":
				fmt.Fprintf(w, "\t%s) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n", quotedShell(c.name+" "+o.name))
			}
		}
	}
	fmt.Fprint(w, "\tesac\n\tcase \"${COMP_WORDS[1]}\" in\n")
	for _, c := range list {
		fmt.Fprintf(w, "\t%s)\n\t\tcase \"$word\" in\n\t\t-*) COMPREPLY=($(compgen -W %s -- \"$word\")) ;;\n", c.name, quotedShell(strings.Join(named(optionsOf(c.name)), " ")))
		if words := wordsOf(c.name); words != nil {
			fmt.Fprintf(w, "\t\t*) COMPREPLY=($(compgen -W %s -- \"$word\")) ;;\n", quotedShell(strings.Join(words, " ")))
		} else {
			fmt.Fprint(w, "\t\t*) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n")
		}
		fmt.Fprint(w, "\t\tesac ;;\n")
	}
	fmt.Fprint(w, "\tesac\n}\ncomplete -o filenames -F _gainsay gainsay\n")
}

// completeZsh writes a function that describes commands, and hands flags and files to
// _arguments.
func completeZsh(w io.Writer, list []command) {
	bare := strings.NewReplacer("[", "(", "]", ")", "'", "’")
	fmt.Fprint(w, "#compdef gainsay\n\n_gainsay() {\n\tlocal -a commands\n\tcommands=(\n")
	for _, c := range list {
		fmt.Fprintf(w, "\t\t'%s:%s'\n", c.name, strings.ReplaceAll(bare.Replace(c.does), ":", `\:`))
	}
	fmt.Fprint(w, "\t)\n\tif (( CURRENT == 2 )); then\n\t\t_describe command commands\n\t\treturn\n\tfi\n\tlocal command=${words[2]}\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in\n")
	for _, c := range list {
		fmt.Fprintf(w, "\t%s)\n\t\t_arguments", c.name)
		for _, o := range optionsOf(c.name) {
			rule := o.name + "[" + bare.Replace(o.does) + "]"
			switch o.takes {
			case "word":
				rule += ":word:(" + strings.Join(o.words, " ") + ")"
			case "file":
				rule += ":file:_files"
			case "text":
				rule += ":text:"
			}
			fmt.Fprintf(w, " \\\n\t\t\t'%s'", rule)
		}
		if words := wordsOf(c.name); words != nil {
			fmt.Fprintf(w, " \\\n\t\t\t'1:word:(%s)' ;;\n", strings.Join(words, " "))
		} else {
			fmt.Fprint(w, " \\\n\t\t\t'*:file:_files' ;;\n")
		}
	}
	fmt.Fprint(w, "\tesac\n}\n\nif [ \"$funcstack[1]\" = _gainsay ]; then\n\t_gainsay \"$@\"\nelse\n\tcompdef _gainsay gainsay\nfi\n")
}

// completeFish writes a line for each command and each flag. Files are left to fish.
func completeFish(w io.Writer, list []command) {
	for _, c := range list {
		fmt.Fprintf(w, "complete -c gainsay -n __fish_use_subcommand -f -a %s -d %s\n", c.name, quotedShell(c.does))
	}
	for _, c := range list {
		when := quotedShell("__fish_seen_subcommand_from " + c.name)
		for _, o := range optionsOf(c.name) {
			line := fmt.Sprintf("complete -c gainsay -n %s", when)
			if long, is := strings.CutPrefix(o.name, "--"); is {
				line += " -l " + long
			} else {
				line += " -s " + strings.TrimPrefix(o.name, "-")
			}
			switch o.takes {
			case "word":
				line += " -x -a " + quotedShell(strings.Join(o.words, " "))
			case "file":
				line += " -r -F"
			case "text":
				line += " -x"
			}
			fmt.Fprintf(w, "%s -d %s\n", line, quotedShell(o.does))
		}
		if words := wordsOf(c.name); words != nil {
			fmt.Fprintf(w, "complete -c gainsay -n %s -f -a %s\n", when, quotedShell(strings.Join(words, " ")))
		}
	}
}
