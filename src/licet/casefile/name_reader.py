"""One pass over the capitalized words of a document: what each run of capitals names, by its shape and its neighbors."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass
from functools import lru_cache

from licet.casefile.cues_of_firms import LEGAL_END, introduces
from licet.casefile.entities import Found
from licet.casefile.guarded_names import GUARDED, acts
from licet.casefile.known import LEGAL, Known, first_word, names, without_legal_form
from licet.casefile.name_kinds import _NO_LETTER, _ORG_WORDS, STOP, NameKinds
from licet.casefile.text import Span

_CAPITAL = re.compile(r"[A-ZÀ-ÞĀ-ŽА-Я]\w*|\b(?:iFlytek|iGorilla)\b")
_CAPITAL_ONLY = re.compile(r"[A-ZÀ-ÞĀ-ŽА-Я]\w*")
_WORD = r"[A-ZÀ-ÞĀ-ŽА-Я][\w+&]*(?:['-](?!s\b)\w+)*(?:\.(?=[A-Z]\.?))*"
_CHUNK = re.compile(
    rf"{_WORD}(?:\.(?= [A-Z]\w+ ?)(?<=\b[A-Z]\.))?"
    rf"(?:(?!(?:,? (?:A/S|I/S|K/S|S\.p\.A|S\.r\.l|S\.à|S\.a\.r|K\.K|A\.Ş|S\.L|W\.L\.L|S\.A|N\.V|B\.V|L\.L\.C|L\.L\.P|L\.P|A\.S|P\.C|P\.J\.S\.C|O\.O\.O|S\.R\.L|S\.P\.A|C\.V)\b))(?: |-| & |(?: of | of the | for | de | del | al-?| bin | van | von | der | & ))(?:{_WORD}(?:(?<=\b[A-Z])\.(?= [A-Z]))?|\([A-Z][A-Za-z ]+\)(?= (?:Co|Ltd|Inc|Corp|Limited|LLC|GmbH)\b)|\([A-Z][a-z][a-z][a-z]+\)(?= (?:[A-Z]|was\b|were\b|is\b|and\b|has\b)|[,.]|$)))*"
    rf"(?:\.?,? {LEGAL}\b)*"
)
_ENDS_A_NAME = re.compile(
    r"(?:\.?,? (?:Inc|Incorporated|Ltd|Limited|LLC|LLP|PLC|plc|GmbH|AG|PJSC|OJSC|JSC|OOO|AO|Pte|Pty|SA|NV|BV|DMCC|FZE|Oy|AB|Kft|SARL|SAS|Plc|LTD|INC|CORP)\b)+\.?(?= (?:of|for|and|&|-|de|von|van) )"
)
_POINT_STAYS = re.compile(rf"(?:^|[ ,]){LEGAL}\.$|\b[A-Z]\.[A-Z]\.$")
_LEGAL_TAIL = re.compile(rf"(?:\.?,? {LEGAL}\b)+(?:\.(?=,|'| [a-z(]))?")
_NEXT_OF_A_LIST = re.compile(r",|, and| and|,? as well as|,? or|,? plus")
_INNER_TITLES = frozenset(
    {"CEO", "CFO", "President", "Chairman", "Chairwoman", "Chief", "Director", "Secretary", "Spokesman", "Spokeswoman", "Minister"}
)
_OPENS_A_FIRM = frozenset(
    {
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
        "old",
        "general",
        "national",
        "international",
        "first",
        "new",
        "global",
        "state",
        "public",
    }
)
_NAMED_BODY = re.compile(
    r"[A-Z][a-z]+ (?:University|Institute|Academy|Bank|Laboratory|Center|Centre|Company|Corporation|Laboratories) (?:of|for) [A-Z]"
)
_PAPER_OF = re.compile(
    r"(?:Regulations?|Rules?|Orders?|Privileges|Provisions|Directors?|Officers?|Employees|Assets|Property|Customers|Users|Executives|Owners|Founders|Shareholders|Lawyers|Sales|Exports|Imports|Shipments|Purchases|Products|Subsidiaries|Affiliates|Units|Members|Officials|Representatives|Agents|Suppliers|Makers|Rivals|Clients|Partners|Backers|Managers|Engineers|Workers) of (?=[A-Z])"
)
_JOINT_IN_CAPITALS = re.compile(r"\b(?:TO|AGAINST|BETWEEN|BY|FOR|INVOLVING|CONCERNING|REGARDING|V\.|VS\.) ")
_BODIES_OF_A_PLACE = frozenset(
    {
        "Republic",
        "Army",
        "Guard",
        "Guards",
        "Corps",
        "Front",
        "Party",
        "Forces",
        "Union",
        "Church",
        "Kingdom",
        "Region",
        "Sons",
        "Friends",
    }
)
_ONLY_LEGAL = re.compile(rf"(?:\.?,? {LEGAL}\.?)+")
_TITLE_VERBS = re.compile(
    r"\b(?:Involving|Against|Concerning|Regarding|Supporting|Targeting|Sanctions|Designates|Adds|Removes|Fines|Charges|Imposes|Sentenced|Indicted|Delists|Plaintiffs?|Defendants?|Respondents?) (?=[A-Z])"
)
_POINT_OF_FORM = re.compile(r"\.(?:,|'| [a-z(])")
_SHORT_LINE = 40  # letters; lines broken by width are longer
# What follows a word that stands alone: a small letter or a figure that goes on with no name (of, for, de, al, bin, van, plc ...).
_ALONE = frozenset(f" {letter}" for letter in "ceghijklmnqrstuwxyz0123456789")


@dataclass(frozen=True, slots=True)
class _Word:
    """What the tables say of a capitalized word: whether it begins names that are known, opens sentences, is a title."""

    names: bool
    opens: bool
    title: bool


class NameReader(NameKinds):
    """One pass over the capitalized words of a document."""

    def _line_of_a_list(self, start: int, end: int) -> int:
        """Where a name ends that would run over the end of a short line: lists give a country or a name a line."""
        raw = self.text.raw
        over = raw.find("\n", start, end)
        return over if over > start and over - raw.rfind("\n", 0, start) <= _SHORT_LINE else end

    def _before_its_short_form(self, start: int, end: int) -> int:
        """Where a name ends that gives its own short form in brackets: "Arkady Velikov (Velikov) is", not "Acme (Dalian) Co"."""
        bracket = self.flat.find(" (", start, end)
        close = self.flat.find(")", bracket, end)
        if bracket < 0 or close < 0:
            return end
        short = set(self.flat[bracket + 2 : close].split())
        return bracket if short <= set(self.flat[start:bracket].split()) else end

    def read(self) -> None:
        flat = self.flat
        done = 0
        skip = [b.span for b in self.text.blocks if b.kind in ("footer", "stamp")]
        at_skip, skip_from = 0, skip[0].start if skip else len(flat)
        odd = "iFlytek" in flat or "iGorilla" in flat
        for match in (_CAPITAL if odd else _CAPITAL_ONLY).finditer(flat):
            start, end = match.span()
            if start < done:
                continue
            if start and ((before := flat[start - 1]).isalnum() or before in "@_"):
                continue
            if start >= skip_from:
                while at_skip < len(skip) and skip[at_skip].end <= start:
                    at_skip += 1
                skip_from = skip[at_skip].start if at_skip < len(skip) else len(flat)
                if skip_from <= start:
                    continue
            word = match[0]
            facts = _word(word)
            known = self._known(start, word) if facts.names else None
            if known is not None:
                done = self._known_name(start, *known)
                continue
            if flat[end : end + 2] in _ALONE:
                if facts.opens and not facts.title:
                    continue  # it only opens a sentence
            else:
                chunk = _CHUNK.match(flat, start)
                if chunk is None:
                    continue
                end = chunk.end()
                block = self.text.block_at(start)
                if block is not None and block.span.end < end:
                    end = max(block.span.end, start + 1)  # a name does not run on into the next line of a page
                end = self._before_its_short_form(start, self._line_of_a_list(start, end))
                if " " in flat[start:end] and (cut := _ENDS_A_NAME.search(flat, start, end + 6)) is not None and cut.end() < end:
                    end = cut.end()  # "Acme Inc of Boston" ends with its legal form
            done = self._chunk(start, end, word)

    def _known_name(self, start: int, name: str, entry: Known) -> int:
        """Keep a known name, or the longer one it begins; return where it ends."""
        flat = self.flat
        end = start + len(name)
        goes_on = flat[end : end + 2] if self._line_of_a_list(start, end + 1) > end else ""
        runs_on = goes_on[:1] in ("-", "&") or (
            goes_on[:1] in (" ", ",", ".")
            and (goes_on[1:] == " " or goes_on[1:].isupper() or goes_on[1:] in ("o", "f", "&", "(", "d"))
        )
        longer = self._longer(_CHUNK.match(flat, start), end, entry) if runs_on else None
        if longer is not None:
            self.found.append(longer)
            return longer.span.end
        if entry.type == "company" and (legal := _LEGAL_TAIL.match(flat, end)):
            end = legal.end()
        kind = "demonym" if entry.demonym else "name"
        if entry.type == "company" and self._in_a_list(start):
            self._list_end = end
        self.found.append(Found(Span(start, end), entry.type, entry.key, entry.canonical, entry, kind, "table"))
        return end

    def _known(self, start: int, word: str | None = None) -> tuple[str, Known] | None:
        """The longest known name that stands at a place, unless its surroundings say it means something else."""
        flat = self.flat
        pattern = self.names.patterns[word if word is not None else first_word(flat[start : start + 40])]
        match = pattern.match(flat, start) if pattern is not None else None
        if match is None:
            return None
        name, end = match[0], match.end()
        entry = self.names.entries[name]
        if name in GUARDED and not acts(self.flat, name, start, end):
            return None
        follows = _ORG_WORDS.get(first_word(flat[end + 1 : end + 30])) if flat[end : end + 1] == " " else None
        if entry.type == "place" and follows in ("company", "organization"):
            return None
        return name, entry

    def _longer(self, chunk: re.Match[str] | None, end: int, entry: Known) -> Found | None:
        """A firm or body whose name begins with a known one: China National Nuclear Corp, Huawei Cloud Dalian."""
        if chunk is None or chunk.end() <= end + 1 or entry.type in ("person",):
            return None
        whole = _trim(self.flat, chunk.start(), self._before_its_short_form(chunk.start(), chunk.end()))
        words = self.flat[whole.start : whole.end]
        tail = self.flat[end : whole.end]
        if LEGAL_END.search(words) and not _ONLY_LEGAL.fullmatch(tail):
            if entry.type == "country" and tail[:1] == " " and "a" <= tail[1:2] <= "z":
                return None
            return Found(whole, "company", f"company:{without_legal_form(words)}", words)
        last = _NO_LETTER.sub("", tail.split()[-1]) if tail.split() else ""
        kind = _ORG_WORDS.get(last)
        if kind == "legislature" and entry.type == "legislature" and tail.startswith(" "):
            return Found(whole, kind, f"{kind}:{words}", words)  # Senate Armed Services Committee
        if (
            kind == "company"
            and entry.type == "company"
            and tail.startswith(" ")
            and all(w[:1].isupper() or w == "&" for w in tail.split())
        ):
            return Found(whole, "company", f"company:{without_legal_form(words)}", words)  # a division: Acme Missile Systems
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
            return Found(whole, kind, f"{kind}:{without_legal_form(words)}", words)
        return None

    def _chunk(self, start: int, end: int, word: str) -> int:
        """Classify an unknown run of capitalized words; return where reading goes on."""
        flat = self.flat
        if (
            word.lower() in STOP
            and self._title_at(start, end) is None
            and not _starts_name(flat, start, end)
            and not self._told_of(flat[start:end])
        ):
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
        verbs = list(_TITLE_VERBS.finditer(flat, begin, end)) if " " in flat[begin:end] else []
        if verbs and verbs[-1].end() < end:
            begin = verbs[-1].end()  # "Wind Down Transactions Involving Acme (Dalian) Co., Ltd."
            known = self._known(begin)
            if known is not None:
                return begin
        paper = _PAPER_OF.match(flat, begin, end)
        if paper is not None:
            return paper.end()  # "the export privileges under the Regulations of Acme LLC"
        span = self._before_where_it_is_from(_trim(flat, begin, end))
        if span.end <= span.start:
            return end
        end = min(end, span.end)
        pieces = flat[span.start : span.end].split(" ")
        if (
            len(pieces) == 2
            and pieces[0] in self.names.given
            and (other := self._known(span.start + len(pieces[0]) + 1))
            and other[1].type == "company"
            and other[0] == pieces[1]
        ):
            words = flat[span.start : span.end]  # a founder who bears the firm's name
            self.found.append(Found(span, "person", f"person:{words}", words))
            return span.end
        # stop the run where a known name begins inside it ("Trump ZTE")
        inside = _CAPITAL.finditer(flat, span.start + 1, span.end) if " " in flat[span.start : span.end] else ()
        for inner in inside:
            if inner[0] in _INNER_TITLES and flat[inner.start() - 1] == " ":
                span = _trim(flat, span.start, inner.start() - 1)
                end = span.end
                break
            if flat[inner.start() - 1] == " " and inner.start() > span.start:
                known = self._known(inner.start())
                if (
                    known
                    and known[1].type in ("company", "agency", "country", "list", "law", "legislature", "government")
                    and not LEGAL_END.search(flat[span.start : span.end])
                ):
                    org = _ORG_WORDS.get(_NO_LETTER.sub("", flat[span.start : span.end].split()[-1]))
                    if org in (None, "law", "place") or known[1].type != "country":
                        span = _trim(flat, span.start, inner.start() - 1)
                        end = span.end
                        break
        inner_name = self._name_at_end(span)
        if inner_name is not None:
            self.found.append(
                Found(
                    inner_name,
                    "person",
                    f"person:{flat[inner_name.start : inner_name.end]}",
                    flat[inner_name.start : inner_name.end],
                    titled=True,
                )
            )
            front = _trim(flat, span.start, inner_name.start - 1)
            words = flat[front.start : front.end]
            if front.end > front.start and " " not in words and words.lower() not in STOP:
                self.single.append(front)
            return inner_name.end
        words = flat[span.start : span.end]
        if words.isupper() and LEGAL_END.search(words):
            joint = list(_JOINT_IN_CAPITALS.finditer(words))
            if joint:  # ORDER RELATING TO ACME INSTRUMENTS, INC.
                span = Span(span.start + joint[-1].end(), span.end)
                words = flat[span.start : span.end]
        elif (
            self.headlines
            and self._in_headline(span.start)
            and not self._family_in_capitals(words.split(" "))
            and not (LEGAL_END.search(words) and self._alone_in_its_line(span))
        ):
            self.single.append(Span(start, start + len(word)))
            return start + len(word)
        kind = self._classify(span, words, titled)
        if not kind and words.endswith(")"):  # "Acme Lines (Dubai)": the place is no part of the name
            front = _trim(flat, span.start, span.start + words.rindex("(") - 1)
            if kind := self._classify(front, flat[front.start : front.end], titled):
                span, words = front, flat[front.start : front.end]
        if self._in_a_list(span.start):
            first, _, rest = words.partition(" ")
            if kind == "" or (kind == "person" and not titled and rest and first not in self.names.given):
                kind = "company" if words.lower() not in self.lower_words else kind
            if kind == "company":
                self._list_end = span.end
        if kind == "":
            self.single.append(span)
        elif kind is not None:
            self.found.append(Found(span, kind, f"{kind}:{without_legal_form(words)}", words, titled=titled))
        return max(span.end, start + len(word))

    def _told_of(self, words: str) -> bool:
        """Whether a firm named before begins with these two words or more: "Two Capes" after Two Capes Components."""
        if " " not in words:
            return False
        firms = self._firms_told
        for found in self.found[self._counted_in :]:
            if found.type == "company":
                insort(firms, found.canonical)
        self._counted_in = len(self.found)
        at = bisect_left(firms, words)
        return at < len(firms) and firms[at].startswith(words)

    def _alone_in_its_line(self, span: Span) -> bool:
        """Whether a name with its legal form makes up a line: the head of a filing."""
        block = self.text.block_at(span.start)
        return block is not None and block.span.start == span.start and block.span.end - span.end <= 1

    def _before_where_it_is_from(self, span: Span) -> Span:
        """Where a name ends that is told with its house or its town: "Ana Roe of Acme Research", "Acme Photonics of Chengdu"."""
        joint = self.flat.find(" of ", span.start, span.end)
        if joint < 0:
            return span
        pieces = self.flat[span.start : joint].split(" ")
        if not 2 <= len(pieces) <= 3 or pieces[-1] in _BODIES_OF_A_PLACE:
            return span
        if any(p in _ORG_WORDS or p.lower() in STOP or not p[:1].isupper() or p.lower() in self.lower_words for p in pieces):
            return span
        return Span(span.start, joint)

    def _name_at_end(self, span: Span) -> Span | None:
        """The person at the end of a run such as "Acme CEO Dave Roe" or "... and Financial Intelligence Ann B. Lee"."""
        words = self.flat[span.start : span.end]
        if words.count(" ") < 2:
            return None
        pieces = words.split(" ")
        if pieces[-1] in _ORG_WORDS or LEGAL_END.search(" ".join(pieces)):
            return None
        for count in (3, 2):
            if len(pieces) > count and pieces[-count] in self.names.given and pieces[-count - 1] not in self.names.given:
                if count == 3 and not re.fullmatch(r"[A-Z]\.?", pieces[-2]):
                    continue
                words = " ".join(pieces[-count:])
                return Span(span.end - len(words), span.end)
        return None

    def _in_a_list(self, start: int) -> bool:
        """Whether a name stands in a list that a noun for firms opens: "chipmakers such as Acme, Bexley and Corvane"."""
        if self._list_end >= 0 and start - self._list_end < 14:
            return _NEXT_OF_A_LIST.fullmatch(self.flat[self._list_end : start].rstrip()) is not None
        return introduces(self.flat[max(0, start - 40) : start])

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


@lru_cache(maxsize=32768)
def _word(word: str) -> _Word:
    table = names()
    return _Word(word in table.by_first, word.lower() in STOP, word in table.title_words)


def _trim(flat: str, start: int, end: int) -> Span:
    """Without a sentence's end, a possessive or a dangling joint."""
    while end > start:
        words = flat[start:end]
        if words.endswith(("'s", " &")):
            end -= 2
        elif words[-1] in " ,-'&" or (words[-1] == "." and not _POINT_STAYS.search(words)):
            end -= 1
        elif words.endswith((" of", " for", " de", " of the")):
            end = start + words.rindex(" of") if " of" in words[-7:] else start + words.rindex(" ")
        else:
            break
    if flat[end : end + 1] == "." and LEGAL_END.search(flat[start:end]) and _POINT_OF_FORM.match(flat, end, end + 3):
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
    words = flat[start:end]
    return words.split(None, 1)[0].lower() in _OPENS_A_FIRM and (
        LEGAL_END.search(words) is not None or _NAMED_BODY.match(words) is not None
    )
