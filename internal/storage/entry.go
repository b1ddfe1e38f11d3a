package storage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
)

// The keys. Everything of one dossier begins with the same words; what the library
// shows of it stands apart, so that the library need not read the dossiers.
const (
	dossierPrefix = "gainsay:dossier:"
	aboutPrefix   = "gainsay:about:"
	settingPrefix = "gainsay:setting:"
	gravePrefix   = "gainsay:deleted:"
	asidePrefix   = "gainsay:aside:"
	copyPrefix    = "gainsay:copy:"
	leftPrefix    = "gainsay:left:"
)

// asideKey is where an entry is kept that cannot be read. Its checksum is in it, so
// that what is set aside later under the same key does not take its place.
func asideKey(key, entry string) string {
	return fmt.Sprintf("%s%s:%08x", asidePrefix, key, crc32.Checksum([]byte(entry), castagnoli))
}

func prefixOf(id string) string    { return dossierPrefix + id + ":" }
func snapshotKey(id string) string { return prefixOf(id) + "snapshot" }

// recordKey has the number in ten digits, so that keys sort as numbers do.
func recordKey(id string, seq int) string { return fmt.Sprintf("%sjournal:%010d", prefixOf(id), seq) }

// seqOf reads the number out of a record's key.
func seqOf(id, key string) (int, bool) {
	digits, ok := strings.CutPrefix(key, prefixOf(id)+"journal:")
	if !ok || len(digits) != 10 {
		return 0, false
	}
	seq, err := strconv.Atoi(digits)
	return seq, err == nil && seq > 0
}

// lastSeq is the greatest number of an entry, well within ten digits.
const lastSeq = 1<<31 - 1

// version is that of the entries' form.
const version = 1

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// head is what an entry says of itself. A life is the time from Begin to Delete,
// named by when it began, in microseconds since 1970: a dossier that is deleted and
// begun again under its id is another, whatever a crash brings back of the first.
type head struct {
	life int64
	seq  int
}

// sum is the checksum of an entry: CRC-32C over its head and its payload.
func (h head) sum(payload []byte) string {
	text := strconv.AppendInt(nil, h.life, 10)
	text = append(text, ' ')
	text = strconv.AppendInt(text, int64(h.seq), 10)
	return fmt.Sprintf("%08x", crc32.Update(crc32.Checksum(text, castagnoli), castagnoli, payload))
}

// seal writes an entry. The payload stands in it byte for byte, without the space
// around it, which a reader of JSON does not give back.
func (h head) seal(member string, payload json.RawMessage) string {
	payload = bytes.TrimSpace(payload)
	var b strings.Builder // a payload may be megabytes, which are copied once
	b.Grow(len(payload) + 128)
	fmt.Fprintf(&b, `{"version":%d,"life":%d,"seq":%d,"crc32c":"%s","%s":`, version, h.life, h.seq, h.sum(payload), member)
	b.Write(payload)
	b.WriteByte('}')
	return b.String()
}

// unseal reads an entry. Its error is ErrNewer where a later version wrote it, and
// otherwise says what is wrong with it.
func unseal(member, entry string) (h head, payload json.RawMessage, err error) {
	if h, payload, ok := unsealPlain(member, entry); ok {
		return h, payload, nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(entry), &members); err != nil {
		return head{}, nil, fmt.Errorf("it is not JSON: %w", err)
	}
	var written int
	if json.Unmarshal(members["version"], &written) != nil {
		return head{}, nil, errTorn
	}
	if written > version {
		return head{}, nil, ErrNewer
	}
	var crc string
	for name, to := range map[string]any{"life": &h.life, "seq": &h.seq, "crc32c": &crc} {
		if json.Unmarshal(members[name], to) != nil {
			return head{}, nil, errTorn
		}
	}
	payload = members[member]
	if written != version || h.seq < 0 || h.seq > lastSeq || payload == nil || crc != h.sum(payload) {
		return head{}, nil, errTorn
	}
	return h, payload, nil
}

// unsealPlain reads an entry that is just as seal writes it, without looking at the
// payload but for its checksum: most are, and some are large. ok is false for any
// other.
func unsealPlain(member, entry string) (h head, payload json.RawMessage, ok bool) {
	const longestHead = 200 // bytes
	name := `","` + member + `":`
	at := strings.Index(entry[:min(len(entry), longestHead)], name)
	if at < 0 || !strings.HasSuffix(entry, "}") {
		return head{}, nil, false
	}
	from := at + len(name)
	numbers, crc, sealed := strings.Cut(strings.TrimPrefix(entry[:at], `{"version":1,"life":`), `,"crc32c":"`)
	life, seq, numbered := strings.Cut(numbers, `,"seq":`)
	var noLife, noSeq error
	h.life, noLife = strconv.ParseInt(life, 10, 64)
	h.seq, noSeq = strconv.Atoi(seq)
	if !sealed || !numbered || noLife != nil || noSeq != nil {
		return head{}, nil, false
	}
	payload = json.RawMessage(entry[from : len(entry)-1])
	ok = h.seq >= 0 && h.seq <= lastSeq && crc == h.sum(payload) &&
		entry[:from] == fmt.Sprintf(`{"version":%d,"life":%d,"seq":%d,"crc32c":"%s","%s":`, version, h.life, h.seq, crc, member)
	return h, payload, ok
}

var errTorn = errors.New("it is torn: its checksum does not fit")
