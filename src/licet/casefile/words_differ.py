"""Quotations of one speaker that differ: cut, spelled otherwise, or quoted wrongly."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

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


def _truncations(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    done: set[str] = set()
    for reading, number, quote in said:
        short = plain(reading.text.words(quote.span))
        if short.count(" ") < 2 or short in done:
            continue
        for other, other_number, longer in said:
            words = plain(other.text.words(longer.span))
            if (words.startswith(short + " ") and _LIMITS.match(words[len(short) + 1 :])) or (
                other is not reading and _cut_before(reading, quote, other, longer)
            ):
                done.add(short)
                sides = [("whole", [ref(other, f"Q{other_number}")]), ("cut", [ref(reading, f"Q{number}")])]
                yield Contradiction(
                    "quote_wording", f'"{reading.text.words(quote.span)[:60]}"', "truncation_changes_meaning", sides, "whole"
                )
                break


def _cut_before(reading: Reading, quote: Quote, other: Reading, longer: Quote) -> bool:
    """Whether a quotation that is told as a whole sentence is what another one says after "and", "but" or "unless"."""
    short, whole = (r.text.words(q.span).strip(" ,.") for r, q in ((reading, quote), (other, longer)))
    at = whole.lower().find(short.lower())
    return short[:1].isupper() and short.count(" ") >= 3 and at > 0 and _JOINED.search(whole[:at].lower()) is not None


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
    for reading, _, _, words in fragments:
        for other, _, _, theirs in fragments:
            if reading is other or words == theirs or words in theirs or theirs in words or frozenset((words, theirs)) in done:
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


def _reworded(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    """Clauses of one speaker that different documents quote alike but for a word or two."""
    clauses = [
        (reading, number, tuple(words))
        for reading, number, quote in said
        for clause in _CLAUSE.findall(reading.text.words(quote.span))
        if 4 <= len(words := american(plain(clause)).split()) <= _MOST_WORDS
    ]
    ends: dict[tuple[str, ...], list[int]] = defaultdict(list)  # a word changed leaves the begin or the end of a clause
    for at, (_, _, told) in enumerate(clauses):
        ends[("begin", *told[:2])].append(at)
        ends[("end", *told[-2:])].append(at)
    done: set[Ref] = set()  # a quotation is set beside one other, the first
    for at, (reading, number, mine) in enumerate(clauses):
        for near in sorted({*ends[("begin", *mine[:2])], *ends[("end", *mine[-2:])]}):
            other, other_number, theirs = clauses[near]
            pair = {ref(reading, f"Q{number}"), ref(other, f"Q{other_number}")}
            if near <= at or reading is other or mine == theirs or pair & done or not _altered(mine, theirs):
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
