"""What kind of name a run of capitalized words is: a person, a firm, a body, or none."""

from __future__ import annotations

import re
from bisect import bisect_right

from licet.casefile.cues_of_firms import (
    AFTER_COMPANY,
    APPOSED_FIRM,
    ARM_OF,
    DOES_AS_A_FIRM,
    FIRM_BESIDE,
    FIRM_DOES,
    LEGAL_END,
    LEGAL_FRONT,
    LONG_FORM_FRONT,
    OPENS_AS_A_FIRM,
    SPEAKS_AS_A_FIRM,
    TREATED,
    acted_on,
    introduces,
    is_company_noun,
)
from licet.casefile.cues_of_persons import (
    ACCUSED,
    AFTER_PERSON,
    APPOSED,
    BEFORE_PERSON,
    DONE_TO,
    INITIALS,
    LIVES_IN,
    MINISTER,
    NAME_PART,
    NO_GIVEN_NAME,
    OF_A_LINE,
    OF_A_PERSON,
    PERSON_AFTER,
    PERSON_BEFORE,
    PERSON_PART,
    TITLE_ENDS,
    TITLED,
    by_last_name,
    office_before,
)
from licet.casefile.entities import Found
from licet.casefile.known import Names, first_word, names, word_lists
from licet.casefile.lower_words import LowerWords
from licet.casefile.text import Span, Text

STOP, _NOT_NAMES, _ORG_WORDS = word_lists()
_PAPERS = frozenset({"Licence", "License", "Licences", "Licenses"})
_BY_LETTER = frozenset(
    [
        "License",
        "Licence",
        "Order",
        "Directive",
        "Annex",
        "Part",
        "Exhibit",
        "Schedule",
        "Appendix",
        "Exception",
        "Attachment",
        "Supplement",
    ]
)
_COMMON_OPENING = re.compile(
    r"(?:.*(?:tion|tions|ment|ments|ness|ity|ities|ing|ings|ance|ence|ers|ors|ists|ians|ants|ents|ives|ics|ism|ware|age|ships|ages|ures|ues|wares)"
    r"|Equipment|Exports|Imports|Sales|Shipments|Goods|Products|Companies|Firms|Banks|Tariffs|Duties|Sanctions|Measures|Rules|Trade|Access|Chips|Software|Parts|Technology|Vessels|Ships|Tankers|Aircraft|Planes|Drones|Officials|Lawyers|Users|Nobody|Everyone|Anyone|Someone|Both|Neither|"
    r"Chipmakers|Airlines|Semiconductors|Oil|Crude|Gas|Gold|Steel|Aluminum|Aluminium|Copper|Nickel|Rare|Cars|Phones|Cameras|Software|Hardware|Machines|Tools|Servers|Money|Funds|Assets|Property|Cash|Nothing|Everything|People|Men|Women|Students|Scientists|Universities|Congress|Parliament|"
    r"Republicans|Democrats|Shares|Stocks|Prices|Profits|Revenue|Nationals|Citizens|Americans|Europeans|Ministry|Ministries|Charges|Fines|Penalties|Talks|Deals|Names|Cases|Courts|Judges|Waivers|Permits|Work|Production|Output|Supplies|Orders|Licences|Licenses|Applications|Documents|Records|Emails|Data|He|She|It|They|We|You|Who|"
    r"Ten|Twelve|Twenty|Dozens|Hundreds|Thousands|Millions|Half|Part|Much|Most|Some|Many|Several|Others|Another|Former|Chinese|Russian|Iranian)"
)
_LONGER_WORD = re.compile(r"\b[A-Za-z][\w'-]{3,}")
_NO_LETTER = re.compile(r"\W")
_AFTER_PLACE = re.compile(r",? (?:[A-Z][a-z]{2,8}\.? \d|\d{1,2}\.? [A-Z]|\(|—|–|-- |- )|/[A-Z]")
_HEADLINE_VERBS = frozenset(
    {
        "Sentenced",
        "Charged",
        "Convicted",
        "Fined",
        "Indicted",
        "Arrested",
        "Smuggling",
        "Pleads",
        "Pleaded",
        "Agrees",
        "Settles",
        "Pays",
        "Vacating",
        "Exporting",
        "Plead",
    }
)
#: Things that are written like a firm's letters.
_THINGS = frozenset(
    {"AI", "CPU", "CPUs", "DRAM", "ESG", "EV", "EVs", "GDP", "GPS", "GPU", "GPUs", "HBM", "IPO", "IT", "LLM", "LNG", "NAND", "PC", "PCs", "RAM", "SPV", "SUV", "TV", "USD", "VPN"}
)  # fmt: skip
_SPEAKER_OF = re.compile(r"\b(?:said|says|added|wrote) (?:[A-Z][\w.'-]+ ){2,3}(?:of|at|with) $")
_HOMES = re.compile(r", (?:[A-Z][a-z]+\.?|who|a|an|the)\b")
_TOLD_BY = re.compile(
    r"\b(?:[Aa]ccording to|(?:[Dd]ata|[Ff]igures|[Ee]stimates|[Nn]umbers|[Rr]esearch|[Aa]nalysis|[Aa] (?:report|survey|study|note)) (?:from|by|of)) $"
)
_DATELINE_ENDS = re.compile(r"\) (?:-|–|—|--) ")
_AFTER_DATELINE = re.compile(r"(?:\)|\d{4}|[A-Z]{3,}) (?:-|–|—|--) $")
_MODEL = re.compile(r"[A-Z]{1,4}-?\d{2,4}[A-Z]?")
_OWNER = re.compile(r"([A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)'s $")
_BEFORE_PLACE = re.compile(r"\b(?:the|The|an?|A|in|In|at|from|near) $")
_DEFINED_TERMS = frozenset(
    {
        "Company",
        "Group",
        "Bank",
        "Issuer",
        "Respondent",
        "Respondents",
        "Defendant",
        "Defendants",
        "Parties",
        "Agreement",
        "Securities",
        "Shares",
        "Directors",
    }
)


class NameKinds:
    """The kind of a name, from its words and what stands around it."""

    def __init__(self, text: Text) -> None:
        self.text, self.flat = text, text.flat
        self.names: Names = names()
        self.found: list[Found] = []
        self.single: list[Span] = []
        self._plural: dict[str, bool] = {}
        self._list_end = -1
        self._firms_told: list[str] = []  # firms among the first so many found, sorted, for `_told_of`
        self._counted_in = 0
        self.lower_words = LowerWords(self.flat)
        self.starts = {s.span.start for s in text.sentences}
        self.headlines = [b.span for b in text.blocks if b.kind in ("title", "link", "heading") and self._shouting(b.span)]
        self._headline_starts = [span.start for span in self.headlines]

    def _shouting(self, span: Span) -> bool:
        words = _LONGER_WORD.findall(self.flat, span.start, span.end)
        return len(words) > 2 and sum(w[0].isupper() for w in words) / len(words) > 0.6

    def _in_headline(self, at: int) -> bool:
        number = bisect_right(self._headline_starts, at) - 1
        return number >= 0 and at < self.headlines[number].end

    def _is_code(self, words: str, after: str) -> bool:
        """A model (H100, MI250) or an abbreviation with a plural (UAV, UAVs): things, not firms."""
        if words in _THINGS:
            return True
        if _MODEL.fullmatch(words):
            return not SPEAKS_AS_A_FIRM.match(after)
        if not words.isupper() or len(words) > 5:
            return False
        if words not in self._plural:
            self._plural[words] = f"{words}s" in self.flat
        return self._plural[words]

    def _told_by(self, words: str, before: str) -> bool:
        """Whether a word is who counted or estimated what is told: "according to Acme"; a person is named in full somewhere."""
        return (
            _TOLD_BY.search(before) is not None
            and words.lower() not in self.lower_words
            and not any(
                self.flat[at - 1 : at] == " " and self.flat[: at - 1].rsplit(None, 1)[-1][:1].isupper()
                for at in self._places(words)
            )
        )

    def _places(self, words: str) -> list[int]:
        return [match.start() for match in re.finditer(re.escape(words), self.flat) if match.start() > 1]

    def _of_a_country(self, before: str) -> bool:
        """China's Acme: a name right after a country's possessive is a firm's."""
        if not before.endswith("'s "):
            return False
        match = _OWNER.search(before)
        return match is not None and any(
            name == match[1] and k.type == "country" for name, k in self.names.by_first.get(first_word(match[1]), ())
        )

    def _foreign_name(self, span: Span, pieces: list[str]) -> bool:
        """Two or three capitalized words in the middle of a sentence that are words of no other kind: a person's name."""
        if not 2 <= len(pieces) <= 3 or (span.start in self.starts and not self._undergoes(span)):
            return False
        if not all(NAME_PART.fullmatch(p) for p in pieces):
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
        return not _BEFORE_PLACE.search(before)

    def _unfamiliar(self, span: Span, pieces: list[str], before: str, after: str) -> str:
        """What two or three words without a known given name are: a person by what is said of people, else a firm, else open."""
        if not self._foreign_name(span, pieces):
            return ""
        if (
            PERSON_BEFORE.search(before)
            or PERSON_AFTER.match(after)
            or self._undergoes(span)
            or pieces[0] in self.names.family_first
        ):
            return "person"
        if office_before(before, self.names.offices) or pieces[-1] in self.names.family_first:
            return "person"
        if MINISTER.search(self.flat, max(0, span.start - 90), span.start):
            return "person"
        first, last = (self._times(piece) for piece in (pieces[0], pieces[-1]))
        if FIRM_BESIDE.search(before) or FIRM_DOES.match(after) or first > last:
            return "company"
        return "person" if last > first else ""

    def _times(self, word: str) -> int:
        """How often a document has a word: it goes on with the first word of a firm's name, and with the last of a person's."""
        flat, times = self.flat, 0
        at = flat.find(word)
        while at >= 0:
            end = at + len(word)
            alone = not (at and _joins(flat[at - 1])) and not (end < len(flat) and _joins(flat[end]))
            times += alone
            at = flat.find(word, end if alone else at + 1)
        return times

    def _undergoes(self, span: Span) -> bool:
        """Whether what follows is done to persons and firms only: "... is being designated", "..., who was sentenced"."""
        return DONE_TO.match(self.flat, span.end) is not None

    def _family_in_capitals(self, pieces: list[str]) -> bool:
        """Pavel Andreyevich GLUKHOV, RUDOLPH CONTRERAS: a family name in capitals, as lists and signatures write it."""
        last = pieces[-1]
        if (
            not (2 <= len(pieces) <= 4 and last.isupper() and len(last) > 3 and last.replace("-", "").isalpha())
            or last.title() in _ORG_WORDS
        ):
            return False
        if all(p.isupper() for p in pieces):
            return pieces[0].title() in self.names.given and not any(p.title() in _ORG_WORDS for p in pieces)
        return all(
            NAME_PART.fullmatch(p) and p not in _ORG_WORDS and p.lower() not in STOP and p not in _NOT_NAMES for p in pieces[:-1]
        )

    def _person(self, pieces: list[str], before: str, after: str) -> bool:
        if not all(PERSON_PART.fullmatch(p) for p in pieces):
            return False
        shouted = any(p.isupper() and len(p.strip(".")) > 1 and p not in INITIALS for p in pieces)
        if shouted and not self._family_in_capitals(pieces):
            return (
                2 <= len(pieces) <= 4
                and all(p.isupper() and not _ORG_WORDS.get(p.title()) for p in pieces)
                and (ACCUSED.match(after) is not None or by_last_name(pieces, after))
            )
        if any(_ORG_WORDS.get(p) for p in pieces[1:]):
            return False
        if self._family_in_capitals(pieces):
            return True
        if (
            (pieces[0] in self.names.given or pieces[0].partition("-")[0] in self.names.given)
            and len(pieces) <= 4
            and not (len(pieces[0]) <= 3 and len(pieces) == 2 and pieces[1].lower() in self.lower_words)
        ):
            return True
        if pieces[0] in self.names.family_first and len(pieces) == 2:
            return True
        if len(pieces) in (2, 3):
            if AFTER_PERSON.match(after) or BEFORE_PERSON.search(before):
                return not any(p.lower() in self.lower_words for p in pieces[-1:])
            if after.startswith(", who ") and not any(_ORG_WORDS.get(p) or p.lower() in self.lower_words for p in pieces):
                return True
            apposed = APPOSED.match(after)
            if apposed and after.startswith(","):
                first, _, rest = apposed["o"].partition(" ")
                return first in self.names.offices or rest in self.names.offices
            if OF_A_PERSON.match(after):
                return True
        return False

    def _classify(self, span: Span, words: str, titled: bool) -> str | None:
        """An entity type, "" for a single unknown word to be looked at again, None for no name."""
        flat = self.flat
        pieces = words.split(" ")
        if len(pieces) == 2 and len(pieces[1]) <= 2 and pieces[0] in _BY_LETTER:
            return None  # "General License P", "Executive Directive A"
        if titled and pieces[0] in _PAPERS:
            return None  # "General Licence INT/2022/1"
        if (len(pieces) > 2 and not _HEADLINE_VERBS.isdisjoint(pieces)) or pieces[0] in _HEADLINE_VERBS:
            return None
        if len(pieces) > 1 and (
            LEGAL_END.search(words) or pieces[0] in LEGAL_FRONT or pieces[0] in OPENS_AS_A_FIRM or LONG_FORM_FRONT.match(words)
        ):
            return "company"
        last = pieces[-1] if pieces[-1].isalnum() else _NO_LETTER.sub("", pieces[-1])
        org = _ORG_WORDS.get(last)
        before, after = flat[max(0, span.start - 40) : span.start], flat[span.end : span.end + 110]
        if (
            (titled or (before.endswith(TITLE_ENDS) and TITLED.search(before)))
            and len(pieces) <= 4
            and org is None
            and words.lower() not in STOP
        ):
            return "person"
        if len(pieces) > 1 and before.endswith("(") and _DATELINE_ENDS.match(after):
            return "organization"  # the agency of a date line: WASHINGTON, Jan 16 (Newswire) -
        if len(pieces) > 1:
            for at, piece in enumerate(pieces[1:]):  # the Institute of Applied Optics is an institute
                if piece in ("of", "for") and (head := _ORG_WORDS.get(pieces[at])) in ("agency", "organization", "legislature"):
                    return head
            if org is not None:
                if org != "place" or pieces[0] not in self.names.given:
                    return org
                return "person" if len(pieces) == 2 and PERSON_AFTER.match(after) else None  # "Ann Hall, a lawyer for"
            if pieces[0] == "Bank" and len(pieces) <= 3 and pieces[1] not in ("of", "for", "on"):
                return "company"  # Bank Sepah
            for piece in pieces[1:]:  # "Bank of Kunlun"; "Chips for Acme" is a headline
                if piece in ("of", "for") and (head := _ORG_WORDS.get(pieces[0])) and (piece == "of" or head != "company"):
                    return _ORG_WORDS[pieces[0]]
            if introduces(before) and pieces[0] not in self.names.given:
                return "company"
            if ARM_OF.search(before):
                return "company"
            if OF_A_LINE.fullmatch(words) and pieces[0] not in NO_GIVEN_NAME:
                return "person"
            if len(pieces) <= 4 and self._person(pieces, before, after):
                return "person"
            if is_company_noun(before) or AFTER_COMPANY.match(after):
                return "company"
            if acted_on(before) and pieces[0] not in self.names.given and not any(p.lower() in STOP for p in pieces):
                return "company"
            if "&" in pieces and len(pieces) >= 3:
                return "company"  # Brennt & Sohn
            if any(p.lower() in STOP for p in pieces) or all(p.lower() in self.lower_words for p in pieces):
                return None
            if pieces[0] not in self.names.given and DOES_AS_A_FIRM.match(after):
                return "company"
            if _SPEAKER_OF.search(before) and len(pieces) == 2 and not _HOMES.search(after):
                return "company"  # "said Jane Roe of Pell Chambers"
            return self._unfamiliar(span, pieces, before, after)
        if words in self.names.well_known:
            return ""
        if (before.endswith(("of ", "in ")) and LIVES_IN.search(before)) or _COMMON_OPENING.fullmatch(words):
            return ""  # "Jane Roe, 52, of Fairfax"; "Transactions"
        if self._is_code(words, after) or (words.isupper() and span.start in self.starts and _AFTER_PLACE.match(after)):
            return None  # a model; the place of a date line
        if (
            len(words) < 2
            or words.lower() in STOP
            or (words in _DEFINED_TERMS and before.endswith(("the ", "The ", "our ", "said ")))
        ):
            return None
        if (is_company_noun(before) or acted_on(before) or introduces(before)) and words.lower() not in self.lower_words:
            return "company"
        if words.isupper() and len(words) > 2 and before.endswith(("owner, ", "operator, ", "manager, ")):
            return "company"  # "the tanker and its owner, ORL-MAR"
        if words.lower() not in self.lower_words and self._of_a_country(before):
            return "company"
        if (
            (span.start in self.starts or (before.endswith(("- ", "– ", "— ")) and _AFTER_DATELINE.search(before)))
            and words.lower() not in self.lower_words
            and len(words) > 3
            and SPEAKS_AS_A_FIRM.match(after)
        ):
            return "company"
        if AFTER_COMPANY.match(after) and words.lower() not in self.lower_words and span.start not in self.starts:
            return "company"
        if before.endswith(("to ", "from ", "by ", "of ")) and self._told_by(words, before):
            return "company"
        if (
            span.start in self.starts
            and len(words) > 3
            and words.lower() not in self.lower_words
            and (TREATED.match(after) or APPOSED_FIRM.match(after))
            and not _COMMON_OPENING.fullmatch(words)
        ):
            return "company"
        return ""


def _joins(letter: str) -> bool:
    """Whether a letter beside a word makes it a part of another: a letter, a digit, a hyphen."""
    return letter.isalnum() or letter in "_-"
