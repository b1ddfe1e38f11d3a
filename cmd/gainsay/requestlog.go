package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// newLog writes records to w as text ("key=value") or as JSON, one a line; verbose
// brings those of every request.
func newLog(w io.Writer, form string, verbose bool) (*slog.Logger, error) {
	level := slog.LevelInfo
	if verbose {
		level = slog.LevelDebug
	}
	options := &slog.HandlerOptions{Level: level}
	switch form {
	case "text":
		return slog.New(slog.NewTextHandler(w, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, options)), nil
	}
	return nil, fmt.Errorf("%q is no form of log; it is text or json", form)
}

// logged passes requests on and records what was answered: a refusal always, the rest
// where the log is verbose. The query is left out, since it names what the person
// works on, and so is who asked. Both handlers of slog quote what a request could
// forge a line with.
func logged(next http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		answer := &countedAnswer{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(answer, r)
		level, said := slog.LevelDebug, "answered"
		if answer.status >= http.StatusBadRequest {
			level, said = slog.LevelInfo, "refused"
		}
		log.Log(r.Context(), level, said,
			"method", r.Method, "path", r.URL.Path, "status", answer.status, "bytes", answer.bytes, "took", time.Since(begun))
	})
}

// countedAnswer is a response that remembers its status and the bytes of its body.
type countedAnswer struct {
	http.ResponseWriter

	status int
	bytes  int64
}

func (a *countedAnswer) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

func (a *countedAnswer) Write(b []byte) (int, error) {
	n, err := a.ResponseWriter.Write(b)
	a.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (a *countedAnswer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
