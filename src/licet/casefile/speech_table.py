"""The table of acts of speech (`names/addressing.yaml`), ready to look up: verbs, who is addressed, what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from licet.casefile.known import TABLES
from licet.casefile.phrases import Phrases
from licet.yaml_text import read_yaml

_CLASSES = ("tell", "ask", "urge")
_STOPS = r"that|which|who|whom|whose|said|says|whether|if|because|after|before|when|while|but|how|why|what|about|from|over|for|to|not|against|as"


@dataclass(frozen=True)
class SpeechRows:
    """What the table says, ready to look up."""

    verbs: Phrases
    kinds: dict[str, str]
    base: frozenset[str]
    offices: Phrases
    lawmakers: Phrases
    firms: Phrases
    states: Phrases
    leaders: Phrases
    courts: Phrases
    others: Phrases
    answer: frozenset[str]
    ease: frozenset[str]
    give: frozenset[str]
    spare: frozenset[str]
    nothing: frozenset[str]
    eased: re.Pattern[str]
    given: re.Pattern[str]
    matters: re.Pattern[str]
    to: re.Pattern[str]


def _words(words: Iterable[str]) -> Phrases:
    return Phrases(words, "(?![a-z])")


@cache
def speech_rows() -> SpeechRows:
    rows = read_yaml(TABLES / "addressing.yaml")
    kinds = {form: kind for kind in _CLASSES for form in (*rows[kind], *rows["base"][kind])}
    word = rf"(?:(?:mr|ms|mrs|dr|sen|rep|gov|gen)\. )?(?!(?:{_STOPS})\b)[^ .;:,]+"
    to = re.compile(
        rf" (?:(?:on |in |late |early )?T+,? )?(?P<addr>{word}(?: {word}){{0,7}}?)(?:,(?! and)[^,;.]{{1,60}},)?(?P<between>(?: (?:again|in|on|at|during|through|with|by|directly|personally|privately|T+|last)(?: [^ .;:,]+){{0,5}}?)?),?"
        r" (?:(?P<not>not )?to (?:also |immediately |promptly |[a-z]+ly |at once )*(?P<do>[a-z]+)|with (?P<task>[a-z]+ing)|against (?P<against>[a-z]+ing)|for (?P<what>(?:[^ .;:,]+ ){0,6}?(?:"
        + rows["given"].split("|sales?")[0] + rf"))(?![a-z])|for (?P<papers>(?:more |further |all |the |its |[a-z]+ )*?(?:{rows['papers']}))(?![a-z]))(?![a-z])"
    )  # fmt: skip
    return SpeechRows(
        _words(kinds), kinds, frozenset(form for forms in rows["base"].values() for form in forms),
        _words(rows["offices"]), _words(rows["lawmakers"]), _words(rows["firms"]), _words(rows["states"]), _words(rows["leaders"]), _words(rows["courts"]), _words(rows["others"]), frozenset(rows["answer"]),
        frozenset(rows["ease"]), frozenset(rows["give"]), frozenset(rows["spare"]), frozenset(rows["nothing"]),
        re.compile(rf"(?<![a-z])(?:{rows['eased']})(?![a-z])"), re.compile(rf"(?<![a-z])(?:{rows['given']})(?![a-z])"), re.compile(rf"(?<![a-z])(?:{rows['matters']})(?![a-z])"),
        to,
    )  # fmt: skip
