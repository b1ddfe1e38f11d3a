package storage

import (
	"encoding/json"
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
)

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

// version is that of the entries' form.
const version = 1

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sum is the checksum of an entry: CRC-32C over its number and its payload.
func sum(seq int, payload []byte) string {
	h := crc32.Update(0, castagnoli, strconv.AppendInt(nil, int64(seq), 10))
	h = crc32.Update(h, castagnoli, payload)
	return fmt.Sprintf("%08x", h)
}

// seal writes an entry. The payload stands in it byte for byte.
func seal(member string, seq int, payload json.RawMessage) string {
	return fmt.Sprintf(`{"version":%d,"seq":%d,"crc32c":"%s","%s":%s}`, version, seq, sum(seq, payload), member, payload)
}

// unseal reads an entry. Its error is ErrNewer where a later version wrote it, and
// otherwise says what is wrong with it.
func unseal(member, entry string) (seq int, payload json.RawMessage, err error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(entry), &members); err != nil {
		return 0, nil, fmt.Errorf("it is not JSON: %w", err)
	}
	var head struct {
		version, seq int
		crc          string
	}
	for name, to := range map[string]any{"version": &head.version, "seq": &head.seq, "crc32c": &head.crc} {
		if err := json.Unmarshal(members[name], to); err != nil {
			return 0, nil, fmt.Errorf("its member %s cannot be read", name)
		}
	}
	if head.version > version {
		return 0, nil, ErrNewer
	}
	payload = members[member]
	if head.version != version || payload == nil || head.crc != sum(head.seq, payload) {
		return 0, nil, fmt.Errorf("it is torn: its checksum does not fit")
	}
	return head.seq, payload, nil
}
