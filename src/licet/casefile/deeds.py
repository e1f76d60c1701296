"""Acts by grammar: a verb, the thing it is done to, and its voice, in whatever order a sentence tells them.

The frames hold wordings; this module holds what wordings have in common. `names/deeds.yaml` says which verbs impose, end, ease or
renew, which nouns are restrictions, lists or cases, and which act follows. A sentence is looked at only when it holds a form of
one of the verbs.

```text
G imposed sanctions on C          active: the thing after the verb, the target after its preposition
sanctions were imposed on C       passive: the thing before the helping verb
C, blacklisted in T, ...          participle: who stands before it
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from licet.casefile.branches import WordBranches
from licet.casefile.known import TABLES
from licet.casefile.text import Span
from licet.casefile.word_facts import words_in
from licet.yaml_text import read_yaml

_ADVERBS = r"(?:(?:not|also|now|then|again|later|today|since|first|once|already|still|never|himself|herself|itself|themselves|in turn|on T+|in T+|T+|[a-z]+ly) ){0,4}"
_PASSIVE = re.compile(rf"\b(?P<be>is|are|was|were|be|been|being|gets?|got|remains?|remained|stays?|stayed) {_ADVERBS}$")
_AND_ALSO = re.compile(
    rf"\b(?P<be>was|were|been) (?:[a-z]+ly )?[a-z]+(?:ed|ted|en|zed)(?! to\b)(?: (?!(?:who|which|that)\b)[a-zTNG']+){{0,6}},? and {_ADVERBS}$"
)
_PERFECT = re.compile(rf"\b(?:has|have|had|having) {_ADVERBS}$")
_MODAL = re.compile(rf"\b(?:to|will|would|may|might|could|shall|should|must|can|cannot|not|did|does|do) {_ADVERBS}$")
_SUBJECT = re.compile(
    rf"(?:[CPGND]|(?:'s|s) [a-z]+|\b(?:judge|court|it|he|she|they|and|department|government|ministry|agency|administration|authorities|regulators|officials|prosecutors|union|bloc)) {_ADVERBS}$"
)
_OBJECT_NEXT = re.compile(
    r" (?:[CPGND]{2}|(?:the|an?|its|their|his|her|all|both|some|several|two|three|four|five|six|seven|eight|nine|ten|\d+|it|them|him|more|dozens|new|fresh|former)\b)"
)
_NO_OBJECT = re.compile(
    r"(?: (?:by|in|on|over|under|for|since|from|with|as|at|after|to|last|this|and|or|off|pursuant|because|earlier|during|when|before|without|M|T)|[,.;:)\"]|$)"
)
STOP = re.compile(
    r"[;:]|\.(?= |$)|,? (?:which|who|whose|that|after|before|because|while|(?<!well )as(?! well as)|amid|although|but|since|when|where|saying|citing|accusing|barring|making|effective|under|pursuant|over|"
    r"in (?:response|connection|T+|relation|order)|for|following|until|through|despite|unless|if|alleging|allegedly|said|says)\b"
)  # fmt: skip
_GAP = r" (?!(?:to|that|which|who|said|says|after|because|by|before|when|while|but|from|whether|if|until|over|and)\b)[^ .;:,]+"
_SENTENCE_PART = re.compile(r"[;:]|\.(?= )")
_SAYS = re.compile(r"[;]|\b(?:said|says|which|who|that|after|because|while|and)\b")
_SAYS_APART = re.compile(r"[;]|\b(?:said|says|which|who|that|after|because|while)\b")
_WITH_IT = re.compile(
    r" (?:with|by|under|an?|the|its|his|her|their|all|any|export|relief|several|new|temporary|another|more|two|three|\d+)(?= )"
)
_HAS_NAME = re.compile(r"[CP]{2}")
_BY_TERM = re.compile(
    r" (?:by|for) (?:an? (?:further )?|another )?(?:[a-z0-9-]+ )?(?:more )?(?:days?|weeks?|months?|years?)(?= )| (?:until|till|to|through) T+(?= )"
)
#: What is said of a thing between it and its verb: "the order, which shut C out of the market, was lifted".
_ASIDE = re.compile(r",? (?:which|that) (?P<told>[^,;.]{2,140}),(?= |$)")
_WITH_THING = re.compile(r"(?: [^ .;,]+){1,8}? with (?:[a-z]+ ){0,2}?(?:sanctions|restrictions|asset)")
_LIST_BEFORE = re.compile(
    r"\b(?:updat|expand|widen|publish|releas|revis|broaden|amend|lengthen|issu|unveil)(?:e|es|ed|d|s|ing|n)? (?:[A-Z]+(?:'s)? )?(?P<np>(?:[^ ,.;:]+ ){0,6}?(?:black)?lists?(?: of [^,.;:]{1,70})?)(?:,[^;:.]{0,60})?,? (?:on T+,? |T+,? )?(?:by |and |with )?$"
)
_HAS_PARTY = re.compile(r"[CP]{2}|\b(?:its|their|his|it|them|him)\b|'s")
_MASK_DATE = re.compile(r" T+")
_NAMES_ON_IT = frozenset({"add", "include", "name", "list", "designate", "remove", "delete", "drop"})
_LIST = re.compile(
    r"(?<![a-z])(?:to|onto|on|in|from|off|under|among) (?P<np>(?:[^ ,.;:]+ ){0,6}?(?:(?:black)?lists?|register|annex [ivx]+)(?: of [^,.;:]{1,90})?|it)(?![a-z-])"
)
#: A second list: "was put on the same list in May and on the other department's list in 2019".
_AND_ON = re.compile(
    r"(?: (?:in |on |last |late )?(?:T+|[a-z]+))?(?: T+)?,? and (?:then |later )?(?P<on>on|to|onto) (?P<np>(?:[^ ,.;:]+ ){1,6}?(?:(?:black)?lists?|register)(?: of [^,.;:]{1,90})?)(?![a-z-])"
)


@dataclass(frozen=True, slots=True)
class Deed:
    """One telling found by grammar.

    Attributes:
        act: `type.section`; listing and blacklisting are settled by the document.
        verb: The verb's words.
        span: From the verb or the thing, whichever comes first, to the end of the other.
        patient: Where the target is to be looked for; None when the words name none.
        before: Whether the patient stands before the verb (passive, participle).
        reduced: A participle without a helping verb: its patient stands directly before it.
        thing: The span of the restriction named, if any.
        operation: impose, end, ease, renew; on or off for lists; do for verbs with a direct object.
        listed: The words that name the list, for lists.
        subject: Whether the target is the subject of the sentence: who settles, who is set a monitor.
        head: Where the verb's group begins, with its helping verb.
        nominal: Whether a noun tells it, or standing on a list (`licet.casefile.nominals`).
        stands: Whether the words tell that it stands, not when it was done.
        whole: Whether every party of the patient's stretch is meant, wherever it stands in it.
        gets: Whether the subject gets the thing: "C won a reprieve", "C was handed an order".
        goal: What a permission is for: "a license | to sell to C".
    """

    act: str
    verb: Span
    span: Span
    patient: Span | None
    before: bool
    reduced: bool
    thing: Span | None
    operation: str
    listed: str = ""
    subject: bool = False
    head: int = 0
    nominal: bool = False
    stands: bool = False
    gets: bool = False
    whole: bool = False
    goal: Span | None = None


@dataclass(frozen=True)
class Thing:
    """A restriction, a case or a dealing: where its target stands, and the act each operation or verb of its own makes of it."""

    name: str
    to: str
    acts: dict[str, str]
    verbs: dict[str, str]
    happens: dict[str, str]

    def act(self, operation: str | None, verb: str, *, subject: bool) -> str | None:
        """The act a verb makes of the thing; with `subject` the thing does it or suffers it itself: "the talks broke down"."""
        if subject and verb in self.happens:
            return self.happens[verb]
        return self.verbs.get(verb) or (self.acts.get(operation) if operation is not None else None)


@dataclass(frozen=True)
class Table:
    """What `names/deeds.yaml` says, ready to look up."""

    forms: dict[str, tuple[tuple[str, str], ...]]
    operations: dict[str, str]
    direct: dict[str, str]
    alone: dict[str, tuple[tuple[re.Pattern[str], str], ...]]
    particles: tuple[tuple[str, re.Pattern[str]], ...]
    on_list: frozenset[str]
    off_list: frozenset[str]
    list_subject: frozenset[str]
    receives: frozenset[str]
    nouns_too: frozenset[str]
    lists: tuple[tuple[str, re.Pattern[str]], ...]
    things: dict[str, Thing]
    own: frozenset[str]
    happens: frozenset[str]
    anywhere: WordBranches


def inflected(verb: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    """The forms of a verb with what each is: base, s, ed (past or participle), ing.

    >>> inflected("levy", {"levy": ["levies", "levied", "levying", "levied"]})[:2]
    [('levy', 'base'), ('levies', 's')]
    >>> inflected("ease", {})
    [('ease', 'base'), ('eases', 's'), ('eased', 'ed'), ('easing', 'ing')]
    """
    if verb in irregular:
        third, past, gerund, participle = irregular[verb]
        return [(verb, "base"), (third, "s"), (past, "ed"), (gerund, "ing"), *([(participle, "ed")] if participle != past else [])]
    stem = verb.removesuffix("e")
    third = (
        verb[:-1] + "ies"
        if verb.endswith("y") and verb[-2] not in "aeo"
        else verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    )
    past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeo" else stem + "ed"
    return [(verb, "base"), (third, "s"), (past, "ed"), (stem + "ing", "ing")]


def _by_verb(acts: dict[str, list[str]]) -> dict[str, str]:
    """Verbs to the act each makes of a thing; a verb kept away from it stands under `none`."""
    return {verb: act for act, verbs in acts.items() for verb in verbs}


@cache
def table() -> Table:
    """The table of deeds."""
    rows = read_yaml(TABLES / "deeds.yaml")
    irregular = rows["irregular"]
    forms: dict[str, list[tuple[str, str]]] = {}
    operations = {verb: name for name, verbs in reversed(rows["operations"].items()) for verb in verbs}
    verbs = {
        *operations,
        *rows["direct"],
        *rows["on_list"],
        *rows["off_list"],
        *rows["alone"],
        *(p.split()[0] for ps in rows["particles"].values() for p in ps),
        *(
            verb
            for row in rows["things"].values()
            for part in ("verbs", "happens")
            for vs in row.get(part, {}).values()
            for verb in vs
        ),
    }
    verbs -= {form for verb in irregular for form in irregular[verb]} - set(irregular)
    for verb in sorted(verbs):
        for form, kind in inflected(verb, irregular):
            forms.setdefault(form, []).append((verb, kind))
    things = {
        name: Thing(
            name,
            row["to"],
            {op: row[op] for op in (*rows["operations"], "last", "lapse") if row.get(op, "none") != "none"},
            _by_verb(row.get("verbs", {})),
            _by_verb(row.get("happens", {})),
        )
        for name, row in rows["things"].items()
    }
    nouns = {name: row["nouns"] for name, row in rows["things"].items() if things[name].acts or things[name].verbs}
    return Table(
        {form: tuple(kinds) for form, kinds in forms.items()}, operations, rows["direct"],
        {verb: tuple((re.compile(rf" (?:{words})(?![a-z-])" if words else "(?![a-z-])"), op) for words, op in told.items()) for verb, told in rows["alone"].items()},
        tuple((op, re.compile(rf"(?:{'|'.join(words)})(?![a-z-])")) for op, words in rows["particles"].items()),
        frozenset(rows["on_list"]), frozenset(rows["off_list"]), frozenset(rows["list_subject"]), frozenset(rows["receives"]),
        frozenset(rows["nouns_too"]), tuple((name, re.compile(words)) for name, words in rows["lists"].items()), things,
        frozenset(verb for thing in things.values() for verb in thing.verbs), frozenset(verb for thing in things.values() for verb in thing.happens),
        WordBranches(nouns, _GAP, 7),
    )  # fmt: skip


@cache
def free_forms() -> frozenset[str]:
    """Forms of verbs that tell of an act without a thing beside them: they put on lists, or name the act themselves."""
    rows = table()
    free = rows.on_list | rows.off_list | rows.direct.keys()
    return frozenset(form for form, verbs in rows.forms.items() if any(verb in free for verb, _ in verbs))


def deeds(masked: str, span: Span, *, things: bool = True) -> Iterator[Deed]:
    """What the verbs of a sentence of masked text do, and to what.

    `things` is whether it may hold a restriction, a case or a dealing at all (`Table.anywhere`).

    >>> words = "sanctions were imposed on CCCC in TTTT."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in deeds(words, Span(0, len(words)))]
    [('designation.does', ' CCCC')]
    """
    rows = table()
    told = (rows.forms.keys() if things else free_forms()) & words_in(masked[span.start : span.end])
    for at in sorted(at for form in told for at in _standing(masked, form, span)):
        if at.start and masked[at.start - 1] in "-'’":
            continue
        for verb, form in rows.forms[masked[at.start : at.end]]:
            deed = _deed(masked, span, verb, form, at, rows)
            if deed is not None:
                yield deed
                if deed.listed and deed.operation == "on" and (also := _AND_ON.match(masked, deed.span.end, span.end)) is not None:
                    yield replace(
                        deed,
                        thing=Span(*also.span("np")),
                        listed=also["np"],
                        verb=Span(*also.span("on")),
                        span=Span(also.start("on"), also.end()),
                    )
                break


def _standing(masked: str, word: str, span: Span) -> Iterator[Span]:
    """Where a word stands between other signs than small letters."""
    at = masked.find(word, span.start, span.end)
    while at >= 0:
        end = at + len(word)
        if (at == span.start or not "a" <= masked[at - 1] <= "z") and (end == span.end or not "a" <= masked[end] <= "z"):
            yield Span(at, end)
        at = masked.find(word, end, span.end)


def _deed(masked: str, span: Span, verb: str, form: str, at: Span, rows: Table) -> Deed | None:
    lead = masked[max(span.start, at.start - 60) : at.start]
    passive = (_PASSIVE.search(lead) or _AND_ALSO.search(lead)) if form == "ed" else None
    if form == "base" and _PASSIVE.search(lead):
        return None  # "was put back on": the participle, which is heard next
    if passive is None:
        for rest, told in rows.alone.get(verb, ()):
            if rest.match(masked, at.end, span.end) and (
                rest.pattern != "(?![a-z-])" or _NO_OBJECT.match(masked, at.end, span.end)
            ):
                if told == "lapse" and form in ("base", "s") and not _PERFECT.search(lead):
                    told = "last"  # what expires on a day stands until then
                deed = _of_thing(masked, span, told, at, _verb_group(lead, at.start), True, False, rows)
                if deed is not None:
                    return deed
    if masked[at.start : at.end] in rows.nouns_too and passive is None and form in ("base", "s") and not _MODAL.search(lead):
        if form == "base" and not _PERFECT.search(lead):
            return None
        if not (_SUBJECT.search(lead) and _OBJECT_NEXT.match(masked, at.end)):
            return None
    reduced = (
        form == "ed" and passive is None and not _PERFECT.search(lead) and _NO_OBJECT.match(masked, at.end, span.end) is not None
    )
    head = max(span.start, at.start - len(lead) + passive.start()) if passive else at.start
    before = passive is not None or reduced
    if verb in rows.list_subject and not before:
        head, before = _verb_group(lead, at.start), True
    if verb in rows.on_list or verb in rows.off_list:
        deed = _of_list(masked, span, verb, at, head, before, reduced)
        if deed is not None:
            return deed
    if verb in rows.direct:
        if not before and verb in rows.operations and _WITH_THING.match(masked, at.end, span.end):
            deed = _of_thing(masked, span, rows.operations[verb], at, head, before, reduced, rows, verb)
            if deed is not None:
                return deed  # "targeted C with sanctions"
        return _direct(masked, span, rows.direct[verb], at, head, before, reduced)
    turned = next((op for op, words in rows.particles if words.match(masked, at.start, span.end)), None)
    operation = turned or rows.operations.get(verb)
    if turned == "ease":
        verb = "postpone"  # "put off", "held off on"
    if passive is None and verb in rows.happens and (not _OBJECT_NEXT.match(masked, at.end) or _A_CHAMBER.match(masked, at.end)):
        deed = _of_thing(masked, span, operation, at, _verb_group(lead, at.start), True, False, rows, verb, happens=True)
        if deed is not None:
            return deed
    if operation is None and verb not in rows.own:
        return None
    return _of_thing(masked, span, operation, at, head, before, reduced, rows, verb)


def _verb_group(lead: str, at: int) -> int:
    """Where the group of a verb begins, with its helping verbs: "would | expire"."""
    helping = _MODAL.search(lead) or _PERFECT.search(lead)
    return at - len(lead) + helping.start() if helping else at


def _of_list(masked: str, span: Span, verb: str, at: Span, head: int, before: bool, reduced: bool) -> Deed | None:
    rows = table()
    listed = _LIST.search(masked, at.end, min(span.end, at.end + 300))
    if listed is None and masked[at.start : at.end].endswith(("ing", "ed")) and not before:
        ahead = _LIST_BEFORE.search(masked, span.start, at.start)
        if ahead is not None and verb in _NAMES_ON_IT:
            stop = STOP.search(masked, at.end, span.end)
            off = verb in rows.off_list
            return Deed(
                "delisting.does" if off else "listed.does", at, Span(at.start, at.end), Span(at.end, min(stop.start() if stop else span.end, at.end + 300)), False, False,
                Span(*ahead.span("np")), "off" if off else "on", ahead["np"], head=at.start,
            )  # fmt: skip
    if listed is None or ((stop := _SENTENCE_PART.search(masked, at.end, listed.start())) is not None and stop):
        return None
    off = listed.group().startswith(("from", "off"))
    if off and verb == "come" and not re.match(r" off ", masked[at.end : at.end + 5]):
        return None
    if off != (verb in rows.off_list and verb not in rows.on_list) or (listed["np"] == "it" and not before):
        return None
    patient = Span(span.start, head) if before else Span(at.end, listed.start())
    if not before and not masked[at.end : listed.start()].strip():
        return None
    return Deed(
        "delisting.does" if off else "listed.does",
        at,
        Span(at.start, listed.end()),
        patient,
        before,
        reduced,
        Span(*listed.span("np")),
        "off" if off else "on",
        listed["np"],
        head=head,
    )


#: What an office is there to do, and cases that are said to be looked into: nobody's case.
_MISSION = re.compile(
    r"\b(?:mission|task|power|powers|authority|mandate|job|right|responsib[a-z]+|duty|able|set up|established|created|used|continue|serves|works?|helps?) (?:is |was |are )?to (?:[a-z]+ and )?$"
)
_CASES = re.compile(
    r"\b(?:cases?|violations?|violators|allegations|matters?|offenders|crimes|reports|tips|leads) (?:will |may |can |could |would |should |must |has |have |is |are |was |were |be |been |being )+(?:[a-z]+ (?:and|or) )?$"
)


def _direct(masked: str, span: Span, act: str, at: Span, head: int, before: bool, reduced: bool) -> Deed | None:
    lead = masked[max(span.start, at.start - 50) : at.start]
    if act in ("investigation.does", "indictment.does") and (_CASES.search(lead) if before else _MISSION.search(lead)):
        return None
    if before:
        return Deed(act, at, at, Span(span.start, head), True, reduced, None, "do", head=head)
    stop = STOP.search(masked, at.end, span.end)
    end = min(stop.start() if stop else span.end, at.end + 240)
    return Deed(act, at, Span(at.start, end), Span(at.end, end), False, False, None, "do", head=head) if end > at.end + 2 else None


def _of_thing(
    masked: str, span: Span, operation: str | None, at: Span, head: int, before: bool, reduced: bool, rows: Table, verb: str = "",
    *, happens: bool = False,
) -> Deed | None:  # fmt: skip
    gets = not before and verb in rows.receives
    relative = False
    things = list(rows.anywhere.finditer(masked, max(span.start, head - 160), head)) if before else []
    if before and not things and operation in ("impose", "renew"):
        gets = _WITH_IT.match(masked, at.end, span.end) is not None
    if gets:
        match = rows.anywhere.after(masked, at.end, min(span.end, at.end + 160))
        if match is None or rows.things[match.lastgroup or ""].to != "on":
            return None
        found = match
    elif (
        reduced
        and things
        and _ON_WHOM.match(masked, at.end, span.end)
        and _THAT_ONE_DID.fullmatch(masked, things[-1].end(), at.start)
    ):
        found, before, reduced, relative = things[-1], False, False, True  # "the tariffs that N imposed on C"
    elif before:
        if not things:
            return None
        found = things[-1]
        between = masked[found.end() : head]
        if not reduced and (aside := _ASIDE.match(between)) is not None:
            between = between[aside.end() :]
        if (_SAYS if reduced else _SAYS_APART).search(between) or (reduced and not _BETWEEN.fullmatch(between)):
            return None
    else:
        term = _BY_TERM.match(masked, at.end, span.end)  # "extend by 90 days a reprieve"
        match = rows.anywhere.after(masked, term.end() if term else at.end, min(span.end, at.end + 160))
        if match is None:
            return None
        found = match
    name = found.lastgroup or ""
    thing = rows.things[name]
    if happens and verb not in thing.happens:
        return None
    act = thing.act(operation, verb, subject=before)
    if act is None or act == "none":
        return None
    operation = operation or "impose"
    start, end = found.span(name)
    if thing.to == "clause":
        patient: Span | None = _clause_after(masked, span, end)
        return Deed(
            act,
            at,
            Span(min(at.start, start), max(at.end, end)),
            patient,
            False,
            reduced,
            Span(start, end),
            operation,
            head=head,
            whole=True,
        )
    if thing.to in ("none", "subject"):
        return Deed(
            act,
            at,
            Span(min(at.start, start), max(at.end, end)),
            None,
            before,
            reduced,
            Span(start, end),
            operation,
            subject=thing.to == "subject",
            head=head,
        )
    whole = Span(min(at.start, start), max(at.end, end))
    aimed = _PREPOSITION.match(masked, end, span.end)
    if gets and (aimed is None or not _HAS_PARTY.match(masked, aimed.end() + 1, span.end)):
        subject = Span(span.start, head)
        return Deed(act, at, whole, subject, True, reduced, Span(start, end), operation, head=head, gets=True)
    if gets and before:
        return None
    patient = _patient(masked, span, Span(start, end), at, before or relative)
    return Deed(act, at, whole, patient, before, reduced, Span(start, end), operation, head=head)


_RELATIVE_STOP = re.compile(r"[;]|\.(?= |$)|,? (?:which (?!would|will)|citing|saying|after|because|amid|while|when)\b")


def _clause_after(masked: str, span: Span, at: int) -> Span:
    """The words that say what a bill, a vote or a request is about, up to the end of the clause."""
    stop = _RELATIVE_STOP.search(masked, at, span.end)
    return Span(at, min(stop.start() if stop else span.end, at + 240))


_A_CHAMBER = re.compile(r" (?:the )?(?:G{2}|house|senate|committee|chamber)")


_BETWEEN = re.compile(r"(?: (?:of|on|against|into|for|to) [^,;]{1,60})?,? ?")
_ON_WHOM = re.compile(r" (?:T+ |late |last [a-z]+ |in T+ |on T+ )?(?:on|against|upon|to|for) ")
_THAT_ONE_DID = re.compile(
    r" (?:(?:that|which) (?:the |his |her |its |their )?(?:[a-zGPNDC'.-]+ ){1,6}|(?:the )?(?:[GPN]{2,}|government|administration|department) )(?:has |have |had )?"
)
_PREPOSITION = re.compile(
    r"(?: T+| on T+| today| in T+|,)?(?: [a-z]+ly| imposed| levied| issued| brought| filed)?(?: T+)? (?:on|against|to|for|targeting|upon|of|into|involving|naming|covering|concerning)(?= )"
)


_OWNER = re.compile(
    r"(?:^| )(?P<owner>[CP]{2,})'s? (?:[a-zDN-]+ ){0,3}$|(?<![a-z])(?P<its>its|their|his|her) (?:[a-zDNG-]+ ){0,2}$"
)
_QUALIFIED = re.compile(
    r" (?:that|which) (?:lets?|allows?|allowed|permits?|permitted|authori[sz](?:es|ed|e))(?= )| (?:letting|allowing|permitting|authori[sz]ing|shielding|protecting|sparing|covering|exempting)(?= )|"
    r" (?:that|which)(?: [a-z]+){0,5}? (?:ban|bar|block|prohibit|restrict|target|blacklist)(?:s|ed|red|ned|ting|ning|ring|ing)?(?= )| (?:banning|barring|targeting|blocking|prohibiting|aimed at)(?= )"
)


def _patient(masked: str, span: Span, thing: Span, at: Span, before: bool) -> Span | None:
    """Where the target of a thing stands: after its preposition, or between the verb and the thing ("hit C with sanctions")."""
    for end in (thing.end, at.end) if before else (thing.end,):
        prep = _PREPOSITION.match(masked, end, span.end)
        if prep is not None and not _MASK_DATE.match(masked, prep.end()):
            stop = STOP.search(masked, prep.end(), span.end)
            return Span(prep.end(), min(stop.start() if stop else span.end, prep.end() + 240))
    if before:
        owner = _OWNER.search(masked, max(span.start, thing.start - 60), thing.start)
        return Span(owner.start(), owner.end("owner") if owner["owner"] else owner.end("its")) if owner else None
    if _HAS_PARTY.search(masked, at.end, thing.start):
        return Span(at.end, thing.start)
    qualified = _QUALIFIED.match(masked, thing.end, span.end)
    if qualified is None:
        return None
    verb = masked.find(" to ", qualified.end(), span.end)  # "that lets C buy", "permits C to buy"
    if verb >= 0 and _HAS_NAME.search(masked, qualified.end(), verb):
        return Span(qualified.end(), verb)
    stop = STOP.search(masked, qualified.end(), span.end)
    return Span(qualified.end(), min(stop.start() if stop else span.end, qualified.end() + 140))
