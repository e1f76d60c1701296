"""Parties in a document: names found by what stands around them and by tables, then one resolution a document.

No model is needed: known names come from `licet.casefile.known`, unknown ones from legal forms, titles, offices,
verbs of saying and definitions in brackets. What cannot be told apart is listed as not resolved, never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from licet.casefile.known import LEGAL, PARTY_TYPES, Known, Names, first_word, names, without_legal_form
from licet.casefile.text import Span, Text

_CAPITAL = re.compile(r"[A-ZÀ-ÞĀ-ŽА-Я]\w*|\b(?:iFlytek|iGorilla)\b")
_WORD = r"[A-ZÀ-ÞĀ-ŽА-Я][\w+&]*(?:['-](?!s\b)\w+)*(?:\.(?=[A-Z]\.?))*"
_CHUNK = re.compile(
    rf"{_WORD}(?:\.(?= [A-Z]\w+ ?)(?<=\b[A-Z]\.))?"
    rf"(?:(?: |-| & |(?: of | of the | for | de | del | al-?| bin | van | von | der | & ))(?:{_WORD}(?:(?<=\b[A-Z])\.(?= [A-Z]))?|\([A-Z][A-Za-z ]+\)(?= (?:Co|Ltd|Inc|Corp|Limited|LLC|GmbH)\b)))*"
    rf"(?:\.?,? {LEGAL}\b)*"
)
_LEGAL_END = re.compile(rf"(?:^|[ ,]){LEGAL}\.?$")
_LEGAL_TAIL = re.compile(rf"(?:\.?,? {LEGAL}\b)+(?:\.(?=,|'| [a-z(]))?")
_STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "of",
        "to",
        "with",
        "without",
        "and",
        "but",
        "or",
        "nor",
        "so",
        "yet",
        "if",
        "when",
        "while",
        "after",
        "before",
        "since",
        "until",
        "as",
        "because",
        "although",
        "though",
        "despite",
        "during",
        "under",
        "over",
        "between",
        "among",
        "against",
        "through",
        "however",
        "meanwhile",
        "moreover",
        "further",
        "furthermore",
        "additionally",
        "also",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "who",
        "what",
        "which",
        "where",
        "why",
        "how",
        "not",
        "no",
        "nothing",
        "all",
        "any",
        "each",
        "every",
        "both",
        "either",
        "neither",
        "some",
        "many",
        "most",
        "more",
        "much",
        "few",
        "several",
        "such",
        "other",
        "another",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "first",
        "second",
        "third",
        "last",
        "next",
        "new",
        "old",
        "then",
        "than",
        "now",
        "today",
        "yesterday",
        "tomorrow",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "may",
        "will",
        "would",
        "could",
        "should",
        "can",
        "might",
        "must",
        "do",
        "does",
        "did",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "let",
        "lets",
        "see",
        "section",
        "sections",
        "part",
        "parts",
        "supplement",
        "title",
        "chapter",
        "article",
        "annex",
        "appendix",
        "paragraph",
        "page",
        "table",
        "figure",
        "rule",
        "rules",
        "order",
        "orders",
        "license",
        "licenses",
        "general",
        "specific",
        "action",
        "summary",
        "dates",
        "date",
        "effective",
        "agency",
        "addresses",
        "supplementary",
        "information",
        "background",
        "notice",
        "final",
        "interim",
        "whereas",
        "therefore",
        "accordingly",
        "pursuant",
        "according",
        "based",
        "asked",
        "once",
        "only",
        "just",
        "even",
        "still",
        "like",
        "unlike",
        "including",
        "include",
        "given",
        "until",
        "about",
        "above",
        "below",
        "too",
        "very",
        "well",
        "worrying",
        "apparently",
        "instead",
        "without",
        "shortly",
        "hoping",
        "previously",
        "recently",
        "earlier",
        "later",
        "us-based",
        "officials",
        "companies",
        "american",
        "americans",
        "lawmakers",
        "republicans",
        "democrats",
        "critics",
        "analysts",
        "experts",
        "investors",
        "shares",
        "stocks",
        "sources",
        "people",
        "thus",
        "hence",
        "upon",
        "it's",
        "that's",
        "there's",
        "what's",
        "he's",
        "she's",
        "we're",
        "they're",
        "i'm",
        "i've",
        "we've",
        "don't",
        "doesn't",
        "didn't",
        "can't",
        "won't",
        "isn't",
        "aren't",
        "let's",
        "good",
        "morning",
        "said",
        "tweet",
        "tweets",
        "published",
        "updated",
        "posted",
        "wednesday's",
        "exclusive",
        "breaking",
        "watch",
        "read",
        "related",
        "photo",
        "credit",
        "image",
        "file",
        "source",
        "editor",
        "follow",
        "subscribe",
        "newsletter",
        "copyright",
        "congressional",
        "federal",
        "state",
        "national",
        "international",
        "foreign",
        "domestic",
        "global",
        "local",
        "public",
        "private",
        "press",
        "release",
        "immediate",
        "contact",
        "media",
        "inquiries",
        "office",
        "item",
        "items",
        "export",
        "exports",
        "reexport",
        "import",
        "imports",
        "technology",
        "software",
        "commodity",
        "commodities",
        "person",
        "persons",
        "party",
        "parties",
        "respondent",
        "respondents",
        "exhibit",
        "charging",
        "letter",
        "proposed",
        "temporary",
        "denial",
        "standard",
        "terms",
        "ordered",
        "it's",
        "secretary",
        "president",
        "senator",
        "congressman",
        "congresswoman",
        "rep",
        "sen",
        "mr",
        "mrs",
        "ms",
        "dr",
    ]
)
_ORG_WORDS = {
    **dict.fromkeys(
        ["Technologies", "Technology", "Holdings", "Holding", "Group", "Industries", "Industry", "Airlines", "Airways", "Aviation", "Bank", "Semiconductor", "Semiconductors", "Electronics", "Electronic", "Telecom", "Telecommunications", "Shipping", "Petroleum", "Trading", "Systems", "Solutions", "Enterprises", "Partners", "Capital", "Investment", "Investments", "Logistics", "Motors", "Aerospace", "Microelectronics", "Networks", "Steel", "Pharmaceuticals", "Laboratories", "Labs", "Lab", "Air", "Tech", "Micro", "Energy", "Communications", "Oil", "Aircraft", "Components", "Instruments", "Materials", "Optics", "Photonics", "Robotics", "Avia", "Cargo", "Marine", "Maritime", "Exchange"],
        "company",
    ),
    **dict.fromkeys(["Institute", "University", "Foundation", "Association", "Center", "Centre", "Academy", "Union", "Forum", "Society", "Alliance", "Coalition", "College", "School", "Army", "Corps", "Fund", "Project", "Initiative"], "organization"),
    **dict.fromkeys(["Department", "Ministry", "Bureau", "Agency", "Commission", "Administration", "Authority", "Office", "Directorate", "Court", "Service", "Council", "Division", "Secretariat"], "agency"),
    **dict.fromkeys(["Committee", "Parliament", "Duma", "Knesset", "Subcommittee", "Assembly"], "legislature"),
    **dict.fromkeys(["Act", "Regulations", "Regulation", "Law", "Code", "Amendment", "Constitution", "Resolution", "Treaty", "Convention"], "law"),
    **dict.fromkeys(["List"], "list"),
    **dict.fromkeys(["River", "Street", "Avenue", "Road", "City", "Province", "Island", "Islands", "Sea", "Strait", "Hall", "Building", "District", "Bay", "Peninsula", "Valley", "County", "Tower", "Zone", "Blvd", "Floor", "Room"], "place"),
}  # fmt: skip
_COMPANY_NOUN = (
    r"(?:company|companies|firm|firms|maker|makers|giant|chipmaker|group|manufacturer|supplier|suppliers|airline|airlines|bank|lender|startup|start-up|conglomerate|producer|developer|"
    r"operator|subsidiary|affiliate|unit|rival|carrier|trader|distributor|contractor|foundry|broker|exporter|importer|reseller|shipper|insurer|refiner|brand|retailer|vendor)"
)
_COMPANY_NOUNS = frozenset(_COMPANY_NOUN[3:-1].split("|"))
_AFTER_COMPANY = re.compile(
    rf"(?:,? (?:one of )?(?:a|an|the|its|China's|Russia's|Iran's|which is)[^,.]{{0,60}}?\b{_COMPANY_NOUN}\b|'s? (?:products|shares|chips|equipment|subsidiar|affiliates|customers|suppliers|employees|stock|chairman|chief executive|founder|phones|operations|business|board|revenue|parent|headquarters|fleet|aircraft|access to))"
)
_SAID = r"(?:said|says|told|tweeted|wrote|added|warned|argued|noted|stated|announced|testified|explained|insisted|declared|claimed|replied|responded|tweeting)"
_AFTER_PERSON = re.compile(rf" {_SAID}\b")
_BEFORE_PERSON = re.compile(rf"\b(?:{_SAID}|according to) $")
_APPOSED = re.compile(
    r",? (?:\(?(?:[A-Z]{1,2}|[RD])-[A-Z][\w.]*\)?,? )?(?:the |a |an |his |her |its |who is |then |now |acting |former |top |chief |deputy |senior |[A-Z]?[\w.'’-]+ ){0,5}?(?P<o>[a-z][\w-]+(?: [a-z]+)?)\b"
)
_DEFINED = re.compile(
    r",? ?\((?:collectively,? |hereinafter,? |the )?(?:\"(?:the )?(?P<q>[A-Z][\w&+ .-]{1,40}?)[,.]?\"(?:,? (?:or|and|\") ?\"?(?:the )?(?P<q2>[A-Z][\w&+ .-]{1,40})\"?)?|(?P<p>[A-Z][A-Za-z&+-]{1,11}))\)"
)
_MINISTRY = re.compile(r"\b([A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)'s (?P<m>(?:foreign|commerce|defen[cs]e|finance|trade) ministry)\b")
_GROUPS = re.compile(
    r"(?P<g>(?:federal|state) (?:regulators|investigators|authorities|agents)|(?:two|three|four|five|six|a dozen|a group of|bipartisan)(?: [a-z]+)? (?:senators|lawmakers|representatives|congressmen)|"
    r"people (?:with knowledge of|familiar with|briefed on) the (?:matter|case|talks|discussions|investigation)|an? (?:person|source) (?:close to|familiar with|with knowledge of) the (?:company|matter|case)|"
    r"an? senior (?:company|administration|commerce department|treasury department|u\.s\.|us) official)\b"
)
_ADMINISTRATION = re.compile(r" [Aa]dministration\b")


@dataclass(slots=True)
class Mention:
    """A name where it stands: `kind` is name or demonym."""

    span: Span
    kind: str = "name"


@dataclass(slots=True)
class Entity:
    """One party (or country, place, law, list) of a document, by all its names.

    Attributes:
        key: Shared by all documents that mean it.
        by: Which layer named it: table, grammar, definition, listing or pipeline.
    """

    id: str
    type: str
    canonical: str
    key: str
    mentions: list[Mention] = field(default_factory=list)
    known: Known | None = None
    by: str = "grammar"

    @property
    def is_party(self) -> bool:
        """One of the six types that a screening can be about."""
        return self.type in PARTY_TYPES


@dataclass(slots=True)
class _Found:
    span: Span
    type: str
    key: str
    canonical: str
    known: Known | None = None
    kind: str = "name"
    by: str = "grammar"
    titled: bool = False


@dataclass(slots=True)
class Parties:
    """The entities of a document; `unresolved` are capitalized names nothing could be said about."""

    entities: list[Entity]
    unresolved: list[Span]
    where: list[tuple[Span, Entity]]
    by_id: dict[str, Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {e.id: e for e in self.entities}


class _Reader:
    """One pass over the capitalized words of a document."""

    def __init__(self, text: Text) -> None:
        self.text, self.flat = text, text.flat
        self.names: Names = names()
        self.found: list[_Found] = []
        self.single: list[Span] = []
        self.lower_words = frozenset(re.findall(r"\b[a-z]{3,}\b", self.flat))
        self.starts = {s.span.start for s in text.sentences}
        self.headlines = [b.span for b in text.blocks if b.kind in ("title", "link", "heading") and self._shouting(b.span)]

    def _shouting(self, span: Span) -> bool:
        words = re.findall(r"\b[A-Za-z][\w'-]{3,}", self.flat[span.start : span.end])
        return len(words) > 2 and sum(w[0].isupper() for w in words) / len(words) > 0.6

    def read(self) -> None:
        flat = self.flat
        done = 0
        skip = [b.span for b in self.text.blocks if b.kind in ("footer", "stamp")]
        at_skip = 0
        for match in _CAPITAL.finditer(flat):
            start = match.start()
            if start < done:
                continue
            if start and (flat[start - 1].isalnum() or flat[start - 1] in "@_"):
                continue
            while at_skip < len(skip) and skip[at_skip].end <= start:
                at_skip += 1
            if at_skip < len(skip) and skip[at_skip].start <= start:
                continue
            known = self._known(start, match[0])
            if known is not None:
                name, entry = known
                end = start + len(name)
                goes_on = flat[end : end + 2]
                runs_on = goes_on[:1] in ("-", "&") or (
                    goes_on[:1] in (" ", ",", ".")
                    and (goes_on[1:] == " " or goes_on[1:].isupper() or goes_on[1:] in ("o", "f", "&", "(", "d"))
                )
                longer = self._longer(_CHUNK.match(flat, start), end, entry) if runs_on else None
                if longer is not None:
                    self.found.append(longer)
                    done = longer.span.end
                    continue
                if entry.type == "company" and (legal := _LEGAL_TAIL.match(flat, end)):
                    end = legal.end()
                self.found.append(
                    _Found(
                        Span(start, end),
                        entry.type,
                        entry.key,
                        entry.canonical,
                        entry,
                        "demonym" if entry.demonym else "name",
                        "table",
                    )
                )
                done = end
                continue
            word = match[0]
            chunk = _CHUNK.match(flat, start)
            if chunk is None:
                continue
            done = self._chunk(start, chunk.end(), word)

    def _known(self, start: int, word: str | None = None) -> tuple[str, Known] | None:
        """The longest known name that stands at a place, unless its surroundings say it means something else."""
        flat = self.flat
        pattern = self.names.patterns.get(word if word is not None else first_word(flat[start : start + 40]))
        match = pattern.match(flat, start) if pattern is not None else None
        if match is None:
            return None
        name, end = match[0], match.end()
        entry = self.names.entries[name]
        if name in _GUARDED and not self._acts(name, start, end):
            return None
        follows = _ORG_WORDS.get(first_word(flat[end + 1 : end + 30])) if flat[end : end + 1] == " " else None
        if entry.type == "place" and follows in ("company", "organization"):
            return None
        return name, entry

    def _acts(self, name: str, start: int, end: int) -> bool:
        """Whether "Treasury" or "Commerce" alone means the department: it acts, or something is done by it."""
        if name == "House":
            return bool(
                re.match(
                    r" (?:voted|passed|approved|of Rep|committee|bill|lawmakers|panel|Republicans|Democrats|Speaker)",
                    self.flat[end : end + 20],
                )
            )
        if re.match(
            rf" (?:{_SAID}|sanctioned|designated|lifted|removed|imposed|issued|added|plans?|will|would|has|had|did|targets|officials?)\b|'s\b",
            self.flat[end : end + 20],
        ):
            return True
        return bool(re.search(r"\b(?:by|[Aa]t|from|with) $", self.flat[max(0, start - 6) : start])) and not re.match(
            r" [A-Z]", self.flat[end : end + 2]
        )

    def _longer(self, chunk: re.Match[str] | None, end: int, entry: Known) -> _Found | None:
        """A firm or body whose name begins with a known one: China National Nuclear Corp, Huawei Cloud Dalian."""
        if chunk is None or chunk.end() <= end + 1 or entry.type in ("person",):
            return None
        whole = _trim(self.flat, chunk.start(), chunk.end())
        words = self.flat[whole.start : whole.end]
        tail = self.flat[end : whole.end]
        if _LEGAL_END.search(words) and not re.fullmatch(rf"(?:\.?,? {LEGAL}\.?)+", tail):
            if entry.type == "country" and re.match(r" (?:[a-z])", tail):
                return None
            return _Found(whole, "company", f"company:{without_legal_form(words)}", words)
        last = re.sub(r"[^\w]", "", tail.split()[-1]) if tail.split() else ""
        kind = _ORG_WORDS.get(last)
        if (
            kind
            and entry.type in ("country", "place")
            and not (entry.demonym and kind in ("agency", "legislature"))
            and len(tail.split()) >= 1
            and tail.startswith(" ")
        ):
            first = tail.split()[0]
            if (
                first in ("President", "Commerce", "Treasury")
                or first.rstrip(".") in self.names.titles
                or (entry.demonym and len(tail.split()) < 2 and kind != "company")
            ):
                return None
            if kind in ("law", "list", "place") or _is_single_noun(tail):
                return None
            return _Found(whole, kind, f"{kind}:{without_legal_form(words)}", words)
        return None

    def _chunk(self, start: int, end: int, word: str) -> int:
        """Classify an unknown run of capitalized words; return where reading goes on."""
        flat = self.flat
        if word.lower() in _STOP and self._title_at(start, end) is None and not _starts_name(flat, start, end):
            return start + len(word)
        titled = False
        begin = start
        while True:  # leave titles in front of the name
            title = self._title_at(begin, end)
            if title is None:
                break
            begin, titled = title, True
            if begin >= end or not flat[begin].isupper():
                return max(begin, start + len(word))
            known = self._known(begin)
            if known is not None:
                return begin
        span = _trim(flat, begin, end)
        if span.end <= span.start:
            return end
        # stop the run where a known name begins inside it ("Trump ZTE")
        for inner in _CAPITAL.finditer(flat, span.start + 1, span.end):
            if inner[0] in _INNER_TITLES and flat[inner.start() - 1] == " ":
                span = _trim(flat, span.start, inner.start() - 1)
                end = span.end
                break
            if flat[inner.start() - 1] == " " and inner.start() > span.start:
                known = self._known(inner.start())
                if (
                    known
                    and known[1].type in ("company", "agency", "country", "list", "law", "legislature", "government")
                    and not _LEGAL_END.search(flat[span.start : span.end])
                ):
                    org = _ORG_WORDS.get(re.sub(r"\W", "", flat[span.start : span.end].split()[-1]))
                    if org in (None, "law", "place") or known[1].type != "country":
                        span = _trim(flat, span.start, inner.start() - 1)
                        end = span.end
                        break
        inner_name = self._name_at_end(span)
        if inner_name is not None:
            self.found.append(
                _Found(
                    inner_name,
                    "person",
                    f"person:{flat[inner_name.start : inner_name.end]}",
                    flat[inner_name.start : inner_name.end],
                    titled=True,
                )
            )
            front = _trim(flat, span.start, inner_name.start - 1)
            words = flat[front.start : front.end]
            if front.end > front.start and " " not in words and words.lower() not in _STOP:
                self.single.append(front)
            return inner_name.end
        words = flat[span.start : span.end]
        for headline in self.headlines:
            if span.start in headline:
                self.single.append(Span(start, start + len(word)))
                return start + len(word)
        kind = self._classify(span, words, titled)
        if kind == "":
            self.single.append(span)
        elif kind is not None:
            self.found.append(_Found(span, kind, f"{kind}:{without_legal_form(words)}", words, titled=titled))
        return max(span.end, start + len(word))

    def _name_at_end(self, span: Span) -> Span | None:
        """The person at the end of a run such as "Acme CEO Dave Roe" or "... and Financial Intelligence Ann B. Lee"."""
        pieces = self.flat[span.start : span.end].split(" ")
        if len(pieces) < 3 or _LEGAL_END.search(" ".join(pieces)) or pieces[-1] in _ORG_WORDS:
            return None
        for count in (3, 2):
            if len(pieces) > count and pieces[-count] in self.names.given and pieces[-count - 1] not in self.names.given:
                if count == 3 and not re.fullmatch(r"[A-Z]\.?", pieces[-2]):
                    continue
                words = " ".join(pieces[-count:])
                return Span(span.end - len(words), span.end)
        return None

    def _title_at(self, begin: int, end: int) -> int | None:
        """Where the name starts after a title at `begin`; None when there is no title."""
        flat = self.flat
        if first_word(flat[begin:end]) not in self.names.title_words:
            return None
        pieces = flat[begin:end].split(" ")
        for count in (5, 4, 3, 2, 1):
            if len(pieces) >= count:
                words = " ".join(pieces[:count])
                if words in self.names.titles or (words.rstrip(".") + "." in self.names.titles and words.endswith(".")):
                    after = begin + len(words)
                    if flat[after : after + 1] == ".":
                        after += 1
                    return after + 1 if flat[after : after + 1] == " " else after
        if begin < end and flat[begin:end] + "." in self.names.titles and flat[end : end + 2] == ". ":
            return end + 2
        return None

    def _classify(self, span: Span, words: str, titled: bool) -> str | None:
        """An entity type, "" for a single unknown word to be looked at again, None for no name."""
        flat = self.flat
        pieces = words.split(" ")
        if len(pieces) > 1 and (_LEGAL_END.search(words) or pieces[0] in _LEGAL_FRONT):
            return "company"
        last = re.sub(r"\W", "", pieces[-1])
        org = _ORG_WORDS.get(last)
        before, after = flat[max(0, span.start - 40) : span.start], flat[span.end : span.end + 110]
        if titled and len(pieces) <= 4 and org is None and words.lower() not in _STOP:
            return "person"
        if len(pieces) > 1:
            if org is not None:
                return org if org != "place" or pieces[0] not in self.names.given else None
            for piece in pieces[1:]:
                if piece in ("of", "for") and _ORG_WORDS.get(pieces[0]):
                    return _ORG_WORDS[pieces[0]]
            if len(pieces) <= 4 and self._person(pieces, before, after):
                return "person"
            if _is_company_noun(before) or _AFTER_COMPANY.match(after):
                return "company"
            if any(p.lower() in _STOP for p in pieces) or all(p.lower() in self.lower_words for p in pieces):
                return None
            return "person" if self._foreign_name(span, pieces) else ""
        if words in self.names.well_known:
            return ""
        if len(words) < 2 or words.lower() in _STOP:
            return None
        if _is_company_noun(before) and words.lower() not in self.lower_words:
            return "company"
        if words.lower() not in self.lower_words and self._of_a_country(before):
            return "company"
        if _AFTER_COMPANY.match(after) and words.lower() not in self.lower_words and span.start not in self.starts:
            return "company"
        return ""

    def _of_a_country(self, before: str) -> bool:
        """China's Acme: a name right after a country's possessive is a firm's."""
        if not before.endswith("'s "):
            return False
        match = re.search(r"([A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)'s $", before)
        return match is not None and any(
            name == match[1] and k.type == "country" for name, k in self.names.by_first.get(first_word(match[1]), ())
        )

    def _foreign_name(self, span: Span, pieces: list[str]) -> bool:
        """Two or three capitalized words in the middle of a sentence that are words of no other kind: a person's name."""
        if not 2 <= len(pieces) <= 3 or span.start in self.starts:
            return False
        if not all(re.fullmatch(r"[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž'-]+|[A-Z]\.|al|bin|de|van|von|der|el", p) for p in pieces):
            return False
        if any(
            p in _ORG_WORDS
            or p in _NOT_NAMES
            or p.lower() in self.lower_words
            or (p in self.names.by_first and p not in self.names.given)
            for p in pieces
        ):
            return False
        before = self.flat[max(0, span.start - 12) : span.start]
        return not re.search(r"\b(?:the|The|an?|A|in|In|at|from|near) $", before)

    def _person(self, pieces: list[str], before: str, after: str) -> bool:
        if not all(re.fullmatch(r"[A-ZÀ-ÞĀ-Ž][\w'-]*\.?|al|bin|de|van|von|der", p) for p in pieces) or any(
            p.isupper() and len(p) > 2 for p in pieces
        ):
            return False
        if any(_ORG_WORDS.get(p) for p in pieces[1:]):
            return False
        if (
            pieces[0] in self.names.given
            and len(pieces) <= 4
            and not (len(pieces[0]) <= 3 and len(pieces) == 2 and pieces[1].lower() in self.lower_words)
        ):
            return True
        if pieces[0] in self.names.family_first and len(pieces) == 2:
            return True
        if len(pieces) in (2, 3):
            if _AFTER_PERSON.match(after) or _BEFORE_PERSON.search(before):
                return not any(p.lower() in self.lower_words for p in pieces[-1:])
            apposed = _APPOSED.match(after)
            if apposed and after.startswith(","):
                first, _, rest = apposed["o"].partition(" ")
                return first in self.names.offices or rest in self.names.offices
            if re.match(r", \d\d,", after) or re.match(r"'s (?:lawyer|attorney|arrest|father|daughter|extradition)", after):
                return True
        return False


_LEGAL_FRONT = frozenset({"JSC", "PJSC", "OJSC", "CJSC", "OOO", "OAO", "ZAO", "PAO", "AO", "PT", "CV"})
_INNER_TITLES = frozenset(
    {"CEO", "CFO", "President", "Chairman", "Chairwoman", "Chief", "Director", "Secretary", "Spokesman", "Spokeswoman", "Minister"}
)
_GUARDED = frozenset({"Treasury", "Commerce", "Justice", "House"})
_NOT_NAMES = frozenset(
    [
        "Valley",
        "Street",
        "Project",
        "Operation",
        "Program",
        "Plan",
        "War",
        "Deal",
        "Summit",
        "Conference",
        "Day",
        "Week",
        "Times",
        "News",
        "Post",
        "Journal",
        "World",
        "Gulf",
        "Ocean",
        "Games",
        "Cup",
        "Belt",
        "Strategy",
        "Team",
        "Unit",
        "Force",
        "Task",
        "Rights",
        "Security",
        "Affairs",
        "Trade",
        "Technology",
        "Policy",
        "Business",
        "Economy",
        "Economic",
        "Chamber",
        "Square",
        "Spring",
        "Festival",
        "Stock",
        "Prize",
        "Award",
        "Air",
        "Sea",
        "Land",
        "Space",
        "Cold",
        "Great",
        "Big",
        "Old",
        "New",
        "North",
        "South",
        "East",
        "West",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Central",
        "Upper",
        "Lower",
        "Saint",
        "Mount",
        "Lake",
        "Port",
        "Fort",
        "Cape",
        "Black",
        "White",
        "Red",
        "Blue",
        "Green",
        "Golden",
        "Silver",
        "First",
        "Second",
        "Third",
        "Made",
        "Phase",
        "Super",
        "Smart",
        "Mobile",
        "Phone",
        "Cloud",
        "Data",
        "Model",
        "Pro",
        "Max",
        "Plus",
        "Mate",
        "Galaxy",
        "Windows",
        "Android",
        "Surface",
        "Part",
        "Annex",
        "Paragraph",
        "Item",
        "Class",
        "Code",
        "Dear",
        "Best",
        "Regards",
        "Sincerely",
        "Notice",
        "Filing",
        "Billing",
        "Docket",
        "Matter",
    ]
)


def _is_company_noun(before: str) -> bool:
    """Whether the word right before a name is one for a firm: "chipmaker Acme"."""
    return before[-1:] == " " and before.rstrip(" ,").rsplit(" ", 1)[-1] in _COMPANY_NOUNS


def _trim(flat: str, start: int, end: int) -> Span:
    """Without a sentence's end, a possessive or a dangling joint."""
    while end > start:
        words = flat[start:end]
        if words.endswith(("'s", " &")):
            end -= 2
        elif words[-1] in " ,-'&" or (words[-1] == "." and not re.search(rf"(?:^|[ ,]){LEGAL}\.$|\b[A-Z]\.[A-Z]\.$", words)):
            end -= 1
        elif words.endswith((" of", " for", " de", " of the")):
            end = start + words.rindex(" of") if " of" in words[-7:] else start + words.rindex(" ")
        else:
            break
    if _LEGAL_END.search(flat[start:end]) and flat[end : end + 1] == "." and re.match(r"\.(?:,|'| [a-z(])", flat[end : end + 3]):
        end += 1
    return Span(start, end)


def _is_single_noun(tail: str) -> bool:
    return tail.strip() in (
        "Technology",
        "Technologies",
        "Group",
        "Bank",
        "Center",
        "Union",
        "Army",
        "Air",
        "Oil",
        "Tech",
        "Exchange",
        "Project",
        "Service",
        "Division",
        "Energy",
        "Court",
        "Office",
    )


def _starts_name(flat: str, start: int, end: int) -> bool:
    """Whether a word that usually opens a sentence here opens a firm's name (General Electric Co) or is a title."""
    return bool(_LEGAL_END.search(flat[start:end])) and flat[start:end].split()[0].lower() in (
        "general",
        "national",
        "international",
        "first",
        "new",
        "global",
        "state",
        "public",
    )


def find_parties(text: Text) -> Parties:
    """All entities of a document, in order of first mention, ids E1, E2, …"""
    reader = _Reader(text)
    reader.read()
    found = reader.found
    aliases = _definitions(text.flat, found)
    people = _surnames(found, reader.names)
    shorts = _short_forms(found, reader)
    for item in found:
        if item.type == "company" and item.known is None and (full := shorts.get(item.canonical)) is not None and full is not item:
            item.key, item.canonical, item.known = full.key, full.canonical, full.known
    unresolved: list[Span] = []
    ends = {f.span.end for f in found if f.type == "company"}
    exact = {f.canonical: f for f in found if f.type in ("company", "organization") and f.known is None}
    for item in found:
        if (
            item.type == "company"
            and item.known is None
            and (same := reader.names.firms.get(without_legal_form(item.canonical))) is not None
        ):
            item.key, item.canonical, item.known = same.key, same.canonical, same
    for span in reader.single:
        words = text.flat[span.start : span.end]
        target = aliases.get(words) or people.get(words) or shorts.get(words) or exact.get(words)
        if target is None and words in reader.names.well_known:
            whole = reader.names.well_known[words]
            target = _Found(span, "person", f"person:{whole}", whole)
        if target is not None:
            found.append(
                _Found(
                    span,
                    target.type,
                    target.key,
                    target.canonical,
                    target.known,
                    "name",
                    "definition" if words in aliases else "grammar",
                )
            )
        elif words.lower() not in reader.lower_words and span.start not in reader.starts:
            joint = re.search(r"(?:, and |, | and | or )$", text.flat[max(0, span.start - 6) : span.start])
            if joint and span.start - len(joint[0]) in ends and len(words) > 2:
                found.append(_Found(span, "company", f"company:{without_legal_form(words)}", words))  # the next in a list of firms
                ends.add(span.end)
            else:
                unresolved.append(span)
    _merge_people(found, people, reader.names)
    for item in found:
        if item.type == "person" and (office := _ADMINISTRATION.match(text.flat, item.span.end)):
            item.span = Span(item.span.start, office.end())
            item.type, item.canonical = "group", text.flat[item.span.start : item.span.end]
            item.key = f"group:{item.canonical}"
    for item in found:
        words = text.flat[item.span.start : item.span.end]
        if words in aliases and item.known is None:
            item.key, item.type, item.canonical = aliases[words].key, aliases[words].type, aliases[words].canonical
    for match in _MINISTRY.finditer(text.flat):
        owner = next(
            (k for n, k in reader.names.by_first.get(first_word(match[1]), ()) if n == match[1] and k.type == "country"), None
        )
        if owner is not None:
            span = Span(*match.span("m"))
            kind = match["m"].split()[0]
            own = {"foreign": "cn-mfa", "commerce": "cn-mofcom"}.get(kind) if owner.country == "CN" else None
            found.append(
                _Found(
                    span,
                    "agency",
                    own or f"{owner.country}-{kind}-ministry".lower(),
                    f"{kind.capitalize()} Ministry of {owner.canonical}",
                )
            )
    for match in _GROUPS.finditer(text.low):
        if match.start() and text.low[match.start() - 1].isalnum():
            continue
        span = Span(match.start("g"), match.end("g"))
        words = text.flat[span.start : span.end]
        found.append(_Found(span, "group", f"group:{words.lower()}", words))
    found.sort(key=lambda f: (f.span.start, -f.span.end))
    entities: dict[str, Entity] = {}
    where: list[tuple[Span, Entity]] = []
    last = -1
    for item in found:
        if item.span.start < last:
            continue
        last = item.span.end
        entity = entities.get(item.key)
        if entity is None:
            entity = Entity(f"E{len(entities) + 1}", item.type, item.canonical, item.key, known=item.known, by=item.by)
            entities[item.key] = entity
        if item.known is None and len(item.canonical) > len(entity.canonical) and entity.known is None:
            entity.canonical = item.canonical
        entity.mentions.append(Mention(item.span, item.kind))
        where.append((item.span, entity))
    return Parties(list(entities.values()), unresolved, where)


def _definitions(flat: str, found: list[_Found]) -> dict[str, _Found]:
    """Names a document gives in brackets: `Seagate Technology LLC ("Seagate")`, `Commission (SASAC)`."""
    defined: dict[str, _Found] = {}
    for item in found:
        if item.kind == "demonym":
            continue
        match = _DEFINED.match(flat, item.span.end)
        if match:
            in_brackets = match["p"] if item.type != "person" else None  # Rep. Lee (D-Ohio), Senator Roe (FL)
            for name in (match["q"], match["q2"], in_brackets):
                if name and name.lower() not in ("company", "department", "order", "act", "rule", "respondent", "agreement"):
                    defined.setdefault(name, item)
    return defined


def _surnames(found: list[_Found], table: Names) -> dict[str, _Found]:
    """Last names (first names of Chinese and Korean persons) of people named in full."""
    people: dict[str, _Found] = {}
    for item in found:
        if item.type == "person" and item.known is None:
            pieces = item.canonical.split()
            if len(pieces) > 1:
                family = (
                    pieces[0]
                    if (pieces[0] in table.family_first and len(pieces) == 2 and pieces[0] not in ("Kim",) and not item.titled)
                    or pieces[0] in ("Xi", "Liu", "Meng", "Ren")
                    else pieces[-1]
                )
                people.setdefault(item.canonical, item)
                people.setdefault(family.strip(".,"), item)
                if len(pieces) == 2 and pieces[0] not in table.given:
                    people.setdefault(pieces[0], item)
                people.setdefault(pieces[-1].strip(".,"), item)
    return people


def _short_forms(found: list[_Found], reader: _Reader) -> dict[str, _Found]:
    """A firm's first words stand for it later: Acme Aviation Services LLC, then Acme Aviation or Acme."""
    shorts: dict[str, _Found] = {}
    for item in sorted(found, key=lambda f: -len(f.canonical)):
        if item.type in ("company", "organization") and item.known is None:
            pieces = without_legal_form(item.canonical).split()
            for count in range(1, len(pieces)):
                short = " ".join(pieces[:count]).rstrip(",")
                if count == 1 and (
                    len(short) < 3
                    or short.lower() in reader.lower_words
                    or short in reader.names.by_first
                    or short.lower() in _STOP
                ):
                    continue
                shorts.setdefault(short, item)
            if len(pieces) > 1:
                shorts.setdefault(" ".join(pieces), item)
    return shorts


def _merge_people(found: list[_Found], people: dict[str, _Found], table: Names) -> None:
    """Sen. Rubio is Marco Rubio; President Trump is Donald Trump; Wilbur L. Ross is Wilbur Ross."""
    for item in found:
        if item.type != "person" or item.known is not None:
            continue
        pieces = item.canonical.split()
        family = pieces[-1]
        if len(pieces) == 1:
            full = people.get(family)
            if full is None and family in table.well_known:
                item.canonical, item.key = table.well_known[family], f"person:{table.well_known[family]}"
            elif full is not None:
                item.canonical, item.key = full.canonical, full.key
        else:
            first = people.get(family)
            if first is not None and first.canonical.split()[0] == pieces[0]:
                item.key = first.key
            well = table.well_known.get(family)
            if well and well.split()[0] == pieces[0]:
                item.key = f"person:{well}"
            middle = [p for p in pieces if not re.fullmatch(r"[A-Z]\.?", p)]
            if len(middle) < len(pieces):
                item.key = f"person:{' '.join(middle)}"
