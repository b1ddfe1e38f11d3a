package charset

import (
	"strings"
	"unicode"
)

// How an encoding is told from the text alone
//
// Most wrong readings of a file fail: its bytes are not all of that encoding. But a
// page in EUC-KR is also a sequence of perfectly good Chinese characters. What tells
// them apart is that those make no sense: in any language a few hundred characters
// are more than half of every text, and a wrong reading scatters over thousands. So each candidate decodes the file, and what comes out is scored
// character by character, the ASCII left out, since it is the same in all:
//
//	+1   a character that the encoding's language uses all the time
//	+¼   one that belongs to its script, or its punctuation
//	−1   one that has no business there: a control, a private one, another script,
//	     a Latin letter with accent among its like
//
// The mean lies between −1 and 1. True readings of a few sentences come out at 0.4
// to 1, wrong ones below 0.25. Between the two is the floor; and in a line of three
// characters chance can lift a wrong one above it, so the best has to lead by a margin.
// Else the file is refused, because a guess would put words into the article
// that nobody wrote.
const (
	floor  = 0.3
	margin = 0.2
)

// sampleSize is how much of a file is scored, in bytes: enough for thousands of
// characters, and little work.
const sampleSize = 8 << 10

// candidate is an encoding that files without a declaration are found in.
type candidate struct {
	label   string
	common  string                     // what its language uses all the time
	belongs func(r rune) bool          // what else its texts are written in
	score   func(text []rune) []weight // where characters count by their neighbours; or nil
}

type weight = float64

// The commonest ideographs of running text, of Japanese first those of dates and
// news. They are from counting, not from a standard; that they are common is all
// that matters, not their order.
const (
	kana        = "あいうえおかがきぎくけげこごさざしじすずせそただちってでとどなにねのはばびべほまみむめもやゆよらりるれろわをんアイウエオカクグコサシジスズタッテデトドナニネバパビフブプベボマミムメャュョラリルレロンー"
	japanese    = kana + "日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女午百書先名川千水半男西電校語会社者自民政府発表的新事業地方同議場部手内市力定約家実相対立問合関当意明現化開性理経法全体都員"
	simplified  = "的一是了不在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运警称部长"
	traditional = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運警稱"
	korean      = "이다는의에을를가은한하고지로기사자도서인대해들그있과어정부나일시리으수아전장제보만주구성원라것상게니여조공했중동회면국안할된미위스비었거오방관계학들무선모소연경유신까부생합려명세결당통드내않던문발요개야화마려간저진분연와산행적말며었던러음밝혔경찰일년월오늘후때까바출각서울북"
)

var candidates = []candidate{
	{label: "shift_jis", common: japanese, belongs: ofJapanese},
	{label: "euc-jp", common: japanese, belongs: ofJapanese},
	{label: "gb18030", common: simplified, belongs: ofChinese},
	{label: "big5", common: traditional, belongs: ofChinese},
	{label: "euc-kr", common: korean, belongs: ofKorean},
	{label: "windows-1252", score: latin},
}

// detect decodes data as the candidate by which it reads best.
func detect(data []byte, decode Decoder) (Text, error) {
	if decode == nil {
		return Text{}, ErrUnknown
	}
	sample := beyondASCII(data)
	best, bestScore, second := "", -1.0, -1.0
	for _, c := range candidates {
		text, err := strictly(c.label, sample, decode)
		if err != nil {
			continue
		}
		score := c.plausible([]rune(text.String))
		if score > bestScore {
			best, bestScore, score = c.label, score, bestScore
		}
		second = max(second, score)
	}
	if bestScore < floor || bestScore-second < margin {
		return Text{}, ErrUnknown
	}
	text, err := strictly(best, data, decode)
	if err != nil {
		return Text{}, ErrUnknown
	}
	return text, nil
}

// beyondASCII gathers the words of a file that hold bytes beyond ASCII, up to
// sampleSize. Words end at bytes up to that of the space, which in none of the
// candidates are a part of another character.
func beyondASCII(data []byte) []byte {
	var sample []byte
	for start := 0; start < len(data) && len(sample) < sampleSize; {
		end, beyond := start, false
		for end < len(data) && data[end] > ' ' {
			beyond = beyond || data[end] >= 0x80
			end++
		}
		end = min(end+1, len(data))
		if beyond {
			sample = append(sample, data[start:end]...)
		}
		start = end
	}
	return sample
}

// plausible scores a text, from -1 to 1.
func (c candidate) plausible(text []rune) float64 {
	var weights []weight
	if c.score != nil {
		weights = c.score(text)
	} else {
		weights = c.weigh(text)
	}
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	return sum / float64(max(1, len(weights)))
}

func (c candidate) weigh(text []rune) (weights []weight) {
	for _, r := range text {
		switch {
		case r < 0x80:
		case strings.ContainsRune(c.common, r):
			weights = append(weights, 1)
		case c.belongs(r) || punctuation(r):
			weights = append(weights, 0.25)
		default:
			weights = append(weights, -1)
		}
	}
	return weights
}

// punctuation reports whether a character is a mark, sign or letter of full width
// that all of East Asia sets.
func punctuation(r rune) bool {
	return r >= 0x3000 && r <= 0x301C || r >= 0xFF01 && r <= 0xFF5E || strings.ContainsRune("·—…‘’“”•※○●◎□■△▲▽▼☆★→←↑↓°×÷", r)
}

func ideograph(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

func ofJapanese(r rune) bool { return ideograph(r) || r >= 0x3041 && r <= 0x30FF }
func ofChinese(r rune) bool  { return ideograph(r) }
func ofKorean(r rune) bool   { return r >= 0xAC00 && r <= 0xD7A3 }

// latin weighs the characters beyond ASCII of a text in Windows-1252. Accented
// letters stand among plain ones, seldom two together; the rest is punctuation.
func latin(text []rune) (weights []weight) {
	at := func(i int) rune {
		if i < 0 || i >= len(text) {
			return ' '
		}
		return text[i]
	}
	for i, r := range text {
		switch {
		case r < 0x80:
		case r >= 0x80 && r < 0xA0:
			weights = append(weights, -1)
		case unicode.IsLetter(r):
			weights = append(weights, latinLetter(at(i-1), r, at(i+1)))
		case strings.ContainsRune("“”‘’‚„‹›«»–—…•·€£¥§©®°™¡¿±×½¼¾²³†\u00A0", r):
			weights = append(weights, 1)
		default:
			weights = append(weights, -1)
		}
	}
	return weights
}

// latinLetter weighs an accented letter by its neighbours.
func latinLetter(before, r, after rune) weight {
	plain := func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) }
	switch {
	case unicode.IsUpper(r) && unicode.IsLower(before):
		return -1
	case plain(before) || plain(after):
		return 1
	case before < 0x80 && after < 0x80: // a word of one letter, as the French à
		return 0.5
	}
	return -1
}
