// Command release builds the native program, with the page's program in it, for every
// system, and writes beside the programs what goes with them:
//
//	release [-version V] [-platforms linux/amd64,…] FOLDER
//
//	gainsay-V-linux-amd64 …   the programs
//	gainsay-V.cdx.json        what they are made of: an SBOM in CycloneDX 1.6
//	LICENSES.txt              the licences of all that
//	SHA256SUMS                digests of all these files, as sha256sum -c reads them
//
// The same source, the same Go and the same version give the same bytes, on any
// machine and in any folder: nothing of time, place or machine is in any of it.
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"gainsay/internal/modules"
)

const everyPlatform = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

func main() {
	version := flag.String("version", "(devel)", "what the programs say as their version")
	platforms := flag.String("platforms", everyPlatform, "GOOS/GOARCH of each program, with commas between")
	flag.Parse()
	err := errors.New("it takes the folder to write")
	if flag.NArg() == 1 {
		err = release(flag.Arg(0), *version, strings.Split(*platforms, ","))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release writes a release into a folder, in the place of what was there.
func release(folder, version string, platforms []string) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, platform := range platforms {
		if err := build(folder, version, platform); err != nil {
			return fmt.Errorf("building for %s: %w", platform, err)
		}
	}
	linked, err := modules.Linked(".")
	if err != nil {
		return err
	}
	sbom, err := sbom(version, runtime.Version(), linked)
	if err != nil {
		return err
	}
	licences, err := licences(linked)
	if err != nil {
		return err
	}
	if err := errors.Join(
		os.WriteFile(filepath.Join(folder, "gainsay-"+version+".cdx.json"), sbom, 0o644),
		os.WriteFile(filepath.Join(folder, "LICENSES.txt"), licences, 0o644),
	); err != nil {
		return err
	}
	sums, err := sums(folder)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "SHA256SUMS"), sums, 0o644)
}

// build builds the native program for a platform, without C and without the paths,
// symbols and state of the repository here.
func build(folder, version, platform string) error {
	goos, goarch, ok := strings.Cut(platform, "/")
	if !ok {
		return errors.New("a platform is GOOS/GOARCH")
	}
	name := "gainsay-" + version + "-" + goos + "-" + goarch
	if goos == "windows" {
		name += ".exe"
	}
	cmd := exec.Command("go", "build", "-buildvcs=false", "-trimpath", "-ldflags=-s -w -buildid= -X main.release="+version, "-o", filepath.Join(folder, name), "./cmd/gainsay")
	cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH="+goarch, "CGO_ENABLED=0", "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0")
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// licences gathers the licences that have to go with the programs: ours, that of Go,
// and those of the modules that are linked.
func licences(linked []modules.Module) ([]byte, error) {
	var b bytes.Buffer
	add := func(title, text string) {
		fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n\n", title, strings.Repeat("=", len(title)), strings.TrimSpace(text))
	}
	for _, name := range []string{"LICENSE", "NOTICE"} {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		add("Gainsay: "+name, string(text))
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("asking for the folder of Go: %w", err)
	}
	text, err := modules.LicenceText(strings.TrimSpace(string(root)))
	if err != nil {
		return nil, err
	}
	add("The Go standard library", text)
	for _, m := range linked {
		text, err := modules.LicenceText(m.Dir)
		if err != nil {
			return nil, fmt.Errorf("the licence of %s: %w", m.Path, err)
		}
		add(m.Path+" "+m.Version, text)
	}
	return b.Bytes(), nil
}

// sums lists the SHA-256 digests of the files in a folder, by name.
func sums(folder string) ([]byte, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), entry.Name())
	}
	return b.Bytes(), nil
}
