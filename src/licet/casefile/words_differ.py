"""Quotations of one speaker that differ: cut, spelled otherwise, or quoted wrongly."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from operator import itemgetter
from typing import NamedTuple

from licet.casefile.anchors import plain
from licet.casefile.differences import Contradiction, Ref, Told, ref
from licet.casefile.quotes import Quote
from licet.casefile.reading import Reading

_CLAUSE = re.compile(r"[^,;.:!?—–]+")
_JOINED = re.compile(r"(?:^|[ ,])(?:and|but|yet|unless|if|although|though|while) $")
_MOST_WORDS = 40
_LIMITS = re.compile(r"^(?:except|unless|if|but|only|until|provided|other than|apart from|as long as)\b")


def wordings(told: Told) -> Iterable[Contradiction]:
    by_speaker: dict[str, list[tuple[Reading, int, Quote]]] = defaultdict(list)
    for reading in told.readings:
        for number, quote in enumerate(reading.quotes, 1):
            speaker = reading.entity(quote.speaker)
            if speaker is not None and not quote.optional:
                by_speaker[told.keys.of(speaker.key)].append((reading, number, quote))
    for _, said in sorted(by_speaker.items()):
        if len(said) < 2:
            continue
        yield from _truncations(said)
        yield from _spellings(said)
        fragments = list(_misquotations(said))
        yield from fragments
        told_of = {where for difference in fragments for _, refs in difference.sides for where in refs}
        yield from (d for d in _reworded(said) if not told_of.issuperset(where for _, refs in d.sides for where in refs))


class _Wording(NamedTuple):
    """A quotation's words in the forms in which they are compared: many documents quote the same."""

    plain: str
    bare: str
    low: str

    @classmethod
    def of(cls, words: str) -> _Wording:
        bare = words.strip(" ,.")
        return cls(plain(words), bare, bare.lower())

    def goes_on(self, longer: _Wording) -> bool:
        """Whether a longer quotation begins so and then sets a limit."""
        begun = f"{self.plain} "
        return longer.plain.startswith(begun) and _LIMITS.match(longer.plain[len(begun) :]) is not None

    def cut_before(self, longer: _Wording) -> bool:
        """Whether what is told as a whole sentence is what a longer quotation says after "and", "but" or "unless"."""
        at = longer.low.find(self.low)
        return (
            at > 0
            and self.bare[:1].isupper()
            and self.bare.count(" ") >= 3
            and _JOINED.search(longer.bare[:at].lower()) is not None
        )


def _truncations(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    words = [reading.text.words(quote.span) for reading, _, quote in said]
    places: dict[str, list[int]] = defaultdict(list)
    for at, quoted in enumerate(words):
        places[quoted].append(at)
    wordings = {quoted: _Wording.of(quoted) for quoted in places}
    longer: dict[str, list[tuple[int, bool]]] = {}  # where longer ones stand, and whether they say so only if in another document
    done: set[str] = set()
    for (reading, number, _), quoted in zip(said, words, strict=True):
        mine = wordings[quoted]
        if mine.plain.count(" ") < 2 or mine.plain in done:
            continue
        if quoted not in longer:
            whole = ((other, mine.goes_on(wording), mine.cut_before(wording)) for other, wording in wordings.items())
            longer[quoted] = sorted((at, not goes_on) for other, goes_on, cut in whole if goes_on or cut for at in places[other])
        for at, elsewhere in longer[quoted]:
            other, other_number, _ = said[at]
            if not elsewhere or other is not reading:
                done.add(mine.plain)
                sides = [("whole", [ref(other, f"Q{other_number}")]), ("cut", [ref(reading, f"Q{number}")])]
                yield Contradiction("quote_wording", f'"{quoted[:60]}"', "truncation_changes_meaning", sides, "whole")
                break


def american(words: str) -> str:
    """One spelling for two: -our and -ise as -or and -ize.

    >>> american("favour of organised labour") == american("favor of organized labor")
    True
    """
    words = re.sub(r"(?<=[a-z]{2})our(?=s|ed|ing|able|ite|al|\b)", "or", words)
    words = re.sub(r"is(?=e\b|es\b|ed\b|ing\b|ation)", "iz", words)
    return (
        re.sub(r"\b(licen|defen|offen)ce", r"\1se", words)
        .replace("centre", "center")
        .replace("judgement", "judgment")
        .replace("programme", "program")
    )


def _spellings(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    groups: dict[str, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for reading, number, quote in said:
        words = plain(reading.text.words(quote.span))
        key = american(words)
        short = " ".join(key.split()[:12])
        groups[short][" ".join(words.split()[: len(key.split())])].append(ref(reading, f"Q{number}"))
    for short, variants in sorted(groups.items()):
        if short.count(" ") < 2 or len(variants) < 2:
            continue
        spellings = sorted(variants)
        for a in spellings:
            for b in spellings:
                shorter = min(len(a.split()), len(b.split()))
                if a < b and american(" ".join(a.split()[:shorter])) == american(" ".join(b.split()[:shorter])):
                    differing = [(x, y) for x, y in zip(a.split(), b.split(), strict=False) if x != y]
                    if differing and {r[0] for r in variants[a]} != {r[0] for r in variants[b]}:
                        yield Contradiction(
                            "quote_wording",
                            " / ".join(differing[0]),
                            "spelling_variant",
                            [(differing[0][0], variants[a]), (differing[0][1], variants[b])],
                            None,
                        )


def _misquotations(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    """Fragments of one speaker, in different documents, that quote the same words differently."""
    fragments = [(r, n, q, plain(r.text.words(q.span))) for r, n, q in said]
    fragments = [f for f in fragments if 2 <= f[3].count(" ") + 1 <= 12]
    done: set[frozenset[str]] = set()
    places: dict[str, list[int]] = defaultdict(list)
    for at, (_, _, _, words) in enumerate(fragments):
        places[words].append(at)
    for reading, words in _told_first([(reading, words) for reading, _, _, words in fragments]):
        elsewhere = {theirs: next((at for at in told if fragments[at][0] is not reading), None) for theirs, told in places.items()}
        for theirs, _ in sorted(((t, at) for t, at in elsewhere.items() if at is not None), key=itemgetter(1)):
            if words in theirs or theirs in words or frozenset((words, theirs)) in done:
                continue
            mine, yours = words.split(), theirs.split()
            if len(mine) > 5 or abs(len(mine) - len(yours)) > 1:
                continue
            close = SequenceMatcher(None, words, theirs).ratio()
            if set(mine) & set(yours) and close >= 0.5 and mine[0] == yours[0]:
                done.add(frozenset((words, theirs)))
                mates = [(r, n) for r, n, _, w in fragments if words in w or w == words]
                rivals = [(r, n) for r, n, _, w in fragments if theirs in w or w == theirs]
                longer = [(r, n) for r, n, q in said if words in plain(r.text.words(q.span)) and (r, n) not in mates]
                rival_longer = [(r, n) for r, n, q in said if theirs in plain(r.text.words(q.span)) and (r, n) not in rivals]
                mates, rivals = mates + longer, rivals + rival_longer
                if len(mates) == len(rivals):
                    preferred = None
                else:
                    preferred = words if len(mates) > len(rivals) else theirs
                sides = [(words, [ref(r, f"Q{n}") for r, n in mates]), (theirs, [ref(r, f"Q{n}") for r, n in rivals])]
                yield Contradiction("quote_wording", f'"{words}"', "misquotation", sides, preferred)


def _told_first(fragments: list[tuple[Reading, str]]) -> Iterable[tuple[Reading, str]]:
    """Each wording with the first document that has it and the first other one: they stand beside all that the rest would."""
    known: dict[str, list[Reading]] = {}
    for reading, words in fragments:
        readings = known.setdefault(words, [])
        if len(readings) < 2 and all(reading is not other for other in readings):
            readings.append(reading)
            yield reading, words


def _reworded(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    """Clauses of one speaker that different documents quote alike but for a word or two."""
    clauses = [
        (reading, number, tuple(words))
        for reading, number, quote in said
        for clause in _CLAUSE.findall(reading.text.words(quote.span))
        if 4 <= len(words := american(plain(clause)).split()) <= _MOST_WORDS
    ]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, (_, _, told) in enumerate(clauses):
        places[told].append(at)
    ends: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)  # a word changed leaves the begin or the end of a clause
    for told in places:
        ends[("begin", *told[:2])].append(told)
        ends[("end", *told[-2:])].append(told)
    altered: dict[tuple[str, ...], list[int]] = {}  # where a clause stands altered
    done: set[Ref] = set()  # a quotation is set beside one other, the first
    for at, (reading, number, mine) in enumerate(clauses):
        if mine not in altered:
            alike = {*ends[("begin", *mine[:2])], *ends[("end", *mine[-2:])]} - {mine}
            altered[mine] = sorted(near for theirs in alike if _altered(mine, theirs) for near in places[theirs])
        for near in altered[mine]:
            other, other_number, theirs = clauses[near]
            pair = {ref(reading, f"Q{number}"), ref(other, f"Q{other_number}")}
            if near <= at or reading is other or pair & done:
                continue
            done |= pair
            sides = [(" ".join(mine), [ref(reading, f"Q{number}")]), (" ".join(theirs), [ref(other, f"Q{other_number}")])]
            yield Contradiction("quote_wording", f'"{" ".join(mine)}"', "misquotation", sides, None)
            break


def _altered(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two clauses are one with a word or two put for others: most words are shared, and each has one of its own.

    >>> _altered(("we", "have", "kept", "every", "law"), ("we", "have", "obeyed", "every", "law"))
    True
    >>> _altered(("we", "have", "kept", "every", "law"), ("we", "have", "kept", "every", "single", "law"))
    False
    """
    ours, others = Counter(mine), Counter(theirs)
    if 5 * (ours & others).total() < 3 * max(len(mine), len(theirs)) or not ours - others or not others - ours:
        return False
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    changed = sum(max(two - one, four - three) for kind, one, two, three, four in blocks if kind != "equal")
    return any(kind == "replace" for kind, *_ in blocks) and changed <= 1 + max(len(mine), len(theirs)) // 6
