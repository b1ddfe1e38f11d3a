package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"syscall"
)

// explain says why a load from an address failed, in words.
func (l *Loader) explain(err error, at *url.URL) error {
	host := at.Host
	var failed *url.Error
	if errors.As(err, &failed) {
		if to, parseErr := url.Parse(failed.URL); parseErr == nil && to.Host != "" {
			host = to.Host // of the redirect that failed
		}
	}
	var (
		name      *net.DNSError
		untrusted *tls.CertificateVerificationError
		notTLS    tls.RecordHeaderError
		alert     tls.AlertError
		invalid   x509.CertificateInvalidError
	)
	switch {
	case errors.Is(err, errPrivate), errors.Is(err, errScheme), errors.Is(err, errRedirects):
		return fmt.Errorf("%s was not loaded: %w", at.Host, reason(err))
	case errors.Is(err, context.Canceled):
		return errors.New("it was interrupted")
	case errors.As(err, &name) && name.IsNotFound:
		return fmt.Errorf("there is no host named %s: check the address", name.Name)
	case errors.As(err, &name):
		return fmt.Errorf("the name %s could not be looked up: is there a connection to the internet?", name.Name)
	case errors.As(err, &untrusted):
		return fmt.Errorf("the certificate of %s is not trusted, so that the page may be anybody's: %w", host, untrusted.Err)
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &notTLS), errors.As(err, &alert), errors.As(err, &invalid):
		return fmt.Errorf("there is no secure connection to be had with %s: %w", host, bare(err))
	case os.IsTimeout(err), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s did not answer in time: try again later", host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("no server answers at %s", host)
	}
	return fmt.Errorf("the connection with %s failed: %w", host, bare(err))
}

// reason is which of the reasons against a redirect an error is.
func reason(err error) error {
	for _, r := range []error{errPrivate, errScheme, errRedirects} {
		if errors.Is(err, r) {
			return r
		}
	}
	return err
}

// bare is an error without the method and the address that net/http puts before it.
func bare(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// statusError is why there is no page in an answer.
func statusError(host string, status int) error {
	answer := fmt.Sprintf("%s answered %d", host, status)
	if text := http.StatusText(status); text != "" {
		answer += " " + text
	}
	switch status {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden, http.StatusTooManyRequests, http.StatusUnavailableForLegalReasons:
		return errors.New(answer + ": it does not give the page to a program. Open it in a browser, save it, and take the file")
	}
	return errors.New(answer)
}
