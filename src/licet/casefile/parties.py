"""Parties in a document: names found by what stands around them and by tables, then one resolution a document.

No model is needed: known names come from `licet.casefile.known`, unknown ones (`licet.casefile.name_reader`) from legal forms,
titles, offices, verbs of saying and definitions in brackets. What cannot be told apart is listed as not resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping

from licet.casefile.entities import Entity, Found, Mention, Parties
from licet.casefile.known import Names, first_word, without_legal_form
from licet.casefile.known_in_full import known_in_full
from licet.casefile.ministries import called_by_its_field, inside_an_office, ministries
from licet.casefile.name_kinds import STOP
from licet.casefile.name_reader import NameReader
from licet.casefile.pipeline_names import NOTHING, Named, admit, known_otherwise
from licet.casefile.text import Span, Text, around

_GROUPS = re.compile(
    r"(?P<g>(?:federal|state) (?:regulators|investigators|authorities|agents)|(?:two|three|four|five|six|a dozen|a group of|bipartisan)(?: [a-z]+)? (?:senators|lawmakers|representatives|congressmen)|"
    r"people (?:with knowledge of|familiar with|briefed on) the (?:matter|case|talks|discussions|investigation)|an? (?:person|source) (?:close to|familiar with|with knowledge of) the (?:company|matter|case)|"
    r"an? senior (?:company|administration|commerce department|treasury department|u\.s\.|us) official)\b"
)
_COURT = re.compile(
    r"\b(?:(?:U\.S\.|US|United States|UNITED STATES) )?(?:District Court for the (?:\w+ )?District of [A-Z]\w+(?: [A-Z]\w+)?|Court of Appeals for the \w+(?: \w+)? Circuit|DISTRICT COURT FOR THE (?:\w+ )?DISTRICT OF [A-Z]+|"
    r"Court of International Trade|Court of Appeals?(?= (?:in|of) [A-Z]|\b)|High Court(?= in | of |\b)|(?:D\.C\.|DC|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Federal|[1-9]th|1st|2nd|3rd|1[01]th) Circuit(?: Court of Appeals)?)\b"
)
_LISTED = re.compile(
    r"^[ \t]*(?:[•*-] |\d+\.\s|\([a-z0-9]+\) )?(?:(?P<person>[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+)*, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*|[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)* [A-Z][A-Z'’-]{2,})(?=;| ?\((?:Group|DOB|a\.k|f\.k|Cyrillic|Latin|Arabic|Chinese|Korean|Persian)|, (?:DOB|born)|, [^\n]{3,500}\((?:individual|Linked To)|, [^\n]{3,500}\(individual\) ?\[)"
    r"|(?P<firm>[A-Z][A-Z0-9&.'’ -]{4,80}[A-Z.](?:, (?:LTD|LIMITED|INC|LLC|L\.L\.C|JSC|CORP|S\.A|PTE|CO)\b\.?)*)(?= ?\((?:Group|a\.k|f\.k|Cyrillic|Chinese|Arabic)|, [^\n]{3,600}\[[A-Z]|;))",
    re.MULTILINE,
)
_BODY = re.compile(
    r"\b[Tt]he (?P<noun>Council|Court|Commission|Committee|Department|Bureau|Ministry|Tribunal|Board|Agency|Parliament|Senate|Authority)\b(?! (?:of|for|on|to the) |'?s? [A-Z])"
)
_ENTRY = re.compile(r"\bName: (?:1: (?P<person>[A-Z][\w'-]+(?: \d: [A-Z][\w'-]+)*)|(?P<firm>[A-Z][A-Z0-9&.,' -]{4,80}[A-Z.]))")
_SOMEONE = (
    r"(?:an?|An?|one|One|another|Another) (?:[A-Za-z][\w.'-]* ){0,4}?(?:spokes(?:man|woman|person)|broker|trader|official|diplomat|lawyer|analyst|executive|banker|adviser|aide|manager|engineer|researcher|lawmaker|economist|consultant|"
    r"dealer|insider|employee|customer|shipowner|exporter|importer|buyer|officer|investor|charterer|distributor)"
)
_SAID_BY = re.compile(rf",? (?:said|says|added|wrote) (?P<g>{_SOMEONE})\b")
_SAID_AFTER = re.compile(r" (?:said|says|told|called|calls|wrote|added|stressed|confirmed|warned|noted)\b")
_SOMEBODY = re.compile(
    rf"(?:^|[ \"])(?P<g>{_SOMEONE})(?:(?: (?:of|at|in|for|with|from|to|who) [^.;\"]{{2,60}})|,[^.;\"]{{2,40}},)?$"
)
_JOINT = re.compile(r"(?:, and |, | and | or )$")
_NEAR = 8  # from the end of a name to the next one told of side by side
_INITIAL = re.compile(r"[A-Z]\.?")
_ADMINISTRATION = re.compile(r" [Aa]dministration\b")
_DEFINED = re.compile(
    r",? ?\((?:collectively,? |hereinafter,? |the )?(?:\"(?:the )?(?P<q>[A-Z][\w&+ .-]{1,40}?)[,.]?\"(?:,? (?:or|and|\") ?\"?(?:the )?(?P<q2>[A-Z][\w&+ .-]{1,40})\"?)?|(?P<p>[A-Z][A-Za-z&+-]{1,11})|(?P<s>[A-Z][\w&+-]+(?: [A-Z][\w&+-]+){0,3}))\)"
)

_OF_A_PLACE = re.compile(r",? (?:of|in|based in|located in) [^().;]{1,60}?,?(?= \()")


def find_parties(text: Text, told: Mapping[str, Found] | None = None, named: Named = NOTHING) -> Parties:
    """All entities of a document, in order of first mention, ids E1, E2, …

    Args:
        text: The document.
        told: Names that other documents of its case make plain, with whom they mean.
        named: Names a pipeline told; each is taken where nothing here found one.
    """
    plain = _find(text, told or {}, NOTHING)
    if named == NOTHING:
        return plain
    ends = [span.end for span, _ in plain.where]  # mentions do not overlap

    def free(span: Span) -> bool:
        at = bisect_right(ends, span.start)
        return at == len(ends) or plain.where[at][0].start >= span.end

    return _find(text, told or {}, named.where(free))


def _find(text: Text, told: Mapping[str, Found], named: Named) -> Parties:
    reader = NameReader(text)
    reader.read()
    found = reader.found
    _as_told(found, text.flat, told)
    words_alone = admit(reader, named)
    aliases = _definitions(text.flat, found)
    people = _surnames(found, reader.names)
    shorts = _short_forms(found, reader)
    known_otherwise(text.flat, found, aliases, people, shorts)
    beside = _Beside(found)
    for item in found:
        if (
            item.type == "company"
            and item.known is None
            and (full := shorts.get(item.canonical)) is not None
            and full is not item
            and not beside.told(item.canonical, full.canonical)
        ):
            beside.renamed(item, full.canonical)
            item.key, item.canonical, item.known = full.key, full.canonical, full.known
    known_in_full(found)
    firms_named = {f.canonical: f for f in found if f.type == "company"}
    for item in found:
        if item.type == "person" and not item.titled and (firm := firms_named.get(item.canonical)) is not None:
            item.type, item.key, item.canonical, item.known = (
                "company",
                firm.key,
                firm.canonical,
                firm.known,
            )  # told of as a firm elsewhere
    for item in found:
        if (
            item.type == "company"
            and item.known is None
            and " " not in item.canonical
            and (bearer := people.get(item.canonical)) is not None
            and " " in bearer.canonical
        ):
            item.type, item.key, item.canonical = "person", bearer.key, bearer.canonical
    unresolved: list[Span] = []
    ends = {f.span.end for f in found if f.type == "company"}
    found += _entries(text)
    exact = {f.canonical: f for f in found if f.type in ("company", "organization") and f.known is None}
    exact.update({name.title(): f for name, f in exact.items() if name.isupper()})
    for item in found:
        if (
            item.type == "company"
            and item.known is None
            and (same := reader.names.firms.get(without_legal_form(item.canonical))) is not None
        ):
            item.key, item.canonical, item.known = same.key, same.canonical, same
    for span in reader.single:
        words = text.flat[span.start : span.end]
        target = aliases.get(words) or people.get(words) or shorts.get(words) or exact.get(words) or told.get(words)
        if target is None and words in reader.names.well_known:
            whole = reader.names.well_known[words]
            target = Found(span, "person", f"person:{whole}", whole)
        if target is not None:
            found.append(
                Found(
                    span,
                    target.type,
                    target.key,
                    target.canonical,
                    target.known,
                    "name",
                    _named_by(span, words_alone, target, "definition" if words in aliases else "grammar"),
                )
            )
        elif span not in words_alone and words.lower() not in reader.lower_words and span.start not in reader.starts:
            joint = _JOINT.search(text.flat[max(0, span.start - 6) : span.start])
            if joint and span.start - len(joint[0]) in ends and len(words) > 2:
                found.append(Found(span, "company", f"company:{without_legal_form(words)}", words))  # the next in a list of firms
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
    found = inside_an_office(text.flat, found)
    called_by_its_field(found)
    found[:0] = ministries(text, reader.names)  # a body in full before what another reads of it
    for match in around(_GROUPS, text.marks["groups"], text.low, 60, 90):
        if match.start() and text.low[match.start() - 1].isalnum():
            continue
        span = Span(match.start("g"), match.end("g"))
        words = text.flat[span.start : span.end]
        found.append(Found(span, "group", f"group:{words.lower()}", words))
    found += _courts(text.flat)
    found += _bodies(text, found)
    found += _unnamed(text, found)
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
        elif entity.by == "pipeline":
            entity.by = item.by  # another layer names it too
        entity.mentions.append(Mention(item.span, item.kind, item.by == "pipeline"))
        where.append((item.span, entity))
    return Parties(list(entities.values()), unresolved, where)


def _named_by(span: Span, words_alone: Collection[Span], target: Found, otherwise: str) -> str:
    """Which layer names a word that stands for a party: the pipeline where only it saw the word, or the party."""
    return "pipeline" if span in words_alone or target.by == "pipeline" else otherwise


def _as_told(found: list[Found], flat: str, told: Mapping[str, Found]) -> None:
    """Take a name whose kind was only guessed for what another document of the case says it is."""
    for item in found if told else ():
        plain = told.get(flat[item.span.start : item.span.end])
        if plain is not None and item.known is None and item.kind == "name" and not item.titled:
            item.type, item.key, item.canonical = plain.type, plain.key, plain.canonical


def _courts(flat: str) -> list[Found]:
    """Courts by their full style: the United States Court of Appeals for the Ninth Circuit."""
    if "Court" not in flat and "COURT " not in flat and " Circuit" not in flat:
        return []
    return [
        Found(
            Span(*m.span()), "agency", f"court:{m.group().lower().removeprefix('u.s. ').removeprefix('united states ')}", m.group()
        )
        for m in _COURT.finditer(flat)
    ]


def _entries(text: Text) -> list[Found]:
    """Names in entries of sanctions lists: `Name: 1: HAMID 2: SALIM`, `Name: ZAFIR MARITIME TRADING ESTABLISHMENT`."""
    flat = text.flat
    found = []
    if "DOB" in flat or "Group ID" in flat or "[" in flat:
        for match in _LISTED.finditer(text.raw):
            part = "person" if match["person"] else "firm"
            words = match[part].rstrip(" .,")
            kind = "person" if part == "person" else "company"
            found.append(Found(Span(match.start(part), match.start(part) + len(words)), kind, f"{kind}:{words}", words))
    if "Name: " not in flat:
        return found
    for match in _ENTRY.finditer(text.raw):
        part = "person" if match["person"] else "firm"
        words = flat[match.start(part) : match.end(part)].rstrip(" .,")
        kind = "person" if part == "person" else "company"
        shown = re.sub(r" ?\d: ", " ", words).strip()
        found.append(Found(Span(match.start(part), match.start(part) + len(words)), kind, f"{kind}:{shown}", shown))
    return found


def _bodies(text: Text, found: list[Found]) -> list[Found]:
    """ "The Council", "the Court": the body of that name told of before, as rules and judgments write it."""
    flat = text.flat
    bodies = [f for f in found if f.type in ("agency", "organization", "legislature", "government")]
    if not bodies:
        return []
    first: dict[str, Found] = {}
    for body in sorted(bodies, key=lambda f: f.span.start):
        for noun in body.canonical.lower().split():
            first.setdefault(noun, body)
    taken = {f.span.start for f in found}
    more: list[Found] = []
    for at in text.marks["bodies"]:
        named = first.get(first_word(flat[at : at + 16]).lower())
        if named is None or at in taken or at < 4 or named.span.start >= at - 4:
            continue
        match = _BODY.match(flat, at - 4)
        if match is not None:
            more.append(Found(Span(*match.span("noun")), named.type, named.key, named.canonical, named.known))
    return more


def _unnamed(text: Text, named: list[Found]) -> list[Found]:
    """Those who speak without a name: "a broker said", `said an official of the ministry`; "an OFAC spokesman" speaks for whom he names."""
    flat, found = text.flat, []
    taken = sorted(item.span.start for item in named)
    at = flat.find('"')
    while at >= 0:
        match = _SAID_BY.match(flat, at + 1)
        if match is not None:
            found.append(match.span("g"))
        at = flat.find('"', at + 1)
    if found or '"' in flat:
        for said in _SAID_AFTER.finditer(flat):
            lead = flat[max(0, said.start() - 110) : said.start()]
            match = _SOMEBODY.search(lead)
            if match is not None:
                begin = max(0, said.start() - 110)
                found.append((begin + match.start("g"), begin + match.end("g")))
    return [
        Found(Span(*span), "group", f"group:{flat[slice(*span)].lower()}", flat[slice(*span)])
        for span in dict.fromkeys(found)
        if bisect_left(taken, span[0]) == bisect_left(taken, span[1])
    ]


class _Beside:
    """Names told of side by side, each with the other: two parties, "Acme Lines and Acme Lines Ship Management"."""

    def __init__(self, found: list[Found]) -> None:
        ordered = sorted(found, key=lambda f: f.span.start)
        self._pairs: dict[str, list[tuple[Found, Found]]] = {}
        self._of: dict[int, list[tuple[Found, Found]]] = {}
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 : number + 9]:
                apart = other.span.start - one.span.end
                if apart >= _NEAR:
                    break
                if apart >= 0:
                    pair = one, other
                    for item in pair:
                        self._pairs.setdefault(item.canonical, []).append(pair)
                        self._of.setdefault(id(item), []).append(pair)

    def told(self, short: str, full: str) -> bool:
        """Whether a name of three words or more and a longer one that it begins are told of side by side."""
        return short.count(" ") >= 2 and any(
            {one.canonical, other.canonical} == {short, full} for one, other in self._pairs.get(short, ())
        )

    def renamed(self, item: Found, name: str) -> None:
        """Count an item among those of another name from now on; its own name is changed by the caller."""
        self._pairs.setdefault(name, []).extend(self._of.get(id(item), ()))


def _definitions(flat: str, found: list[Found]) -> dict[str, Found]:
    """Names a document gives in brackets: `Seagate Technology LLC ("Seagate")`, `Commission (SASAC)`."""
    defined: dict[str, Found] = {}
    for item in found:
        if item.kind == "demonym" or item.type == "country":
            continue
        end = item.span.end
        if item.type == "company" and (where := _OF_A_PLACE.match(flat, end)):
            end = where.end()  # Acme Ltd., of Singapore (collectively, "Acme")
        match = _DEFINED.match(flat, end) if "(" in flat[end : end + 3] else None
        if match:
            in_brackets = match["p"] if item.type != "person" else None  # Rep. Lee (D-Ohio), Senator Roe (FL)
            part = match["s"] or match["p"]
            if part is not None and not set(part.lower().split()) <= set(item.canonical.lower().split()):
                part = None
            for name in (match["q"], match["q2"], in_brackets, part):
                if name and name.lower() not in ("company", "department", "order", "act", "rule", "respondent", "agreement"):
                    defined.setdefault(name, item)
    return defined


def _surnames(found: list[Found], table: Names) -> dict[str, Found]:
    """Last names (first names of Chinese and Korean persons) of people named in full."""
    people: dict[str, Found] = {}
    for item in found:
        if item.type == "person" and item.known is None:
            pieces = item.canonical.split()
            if len(pieces) > 1:
                family = (
                    pieces[0]
                    if (pieces[0] in table.family_first and len(pieces) == 2 and pieces[0] not in ("Kim",) and not item.titled)
                    or pieces[0] in ("Xi", "Liu", "Meng", "Ren")
                    or (len(pieces) == 2 and pieces[0] in table.family_first and "-" in pieces[1])
                    else pieces[-1]
                )
                people.setdefault(item.canonical, item)
                people.setdefault(family.strip(".,"), item)
                if len(pieces) == 2 and pieces[0] not in table.given:
                    people.setdefault(pieces[0], item)
                people.setdefault(pieces[-1].strip(".,"), item)
    return people


_SHORT = 24  # words of a name that may stand for the whole


def _short_forms(found: list[Found], reader: NameReader) -> dict[str, Found]:
    """A firm's first words stand for it later: Acme Aviation Services LLC, then Acme Aviation or Acme."""
    shorts: dict[str, Found] = {}
    for item in sorted(found, key=lambda f: -len(f.canonical)):
        if item.type in ("company", "organization") and item.known is None:
            pieces = without_legal_form(item.canonical).split()
            for count in range(1, min(len(pieces), _SHORT)):
                short = " ".join(pieces[:count]).rstrip(",")
                if count == 1 and (
                    len(short) < 3 or short.lower() in reader.lower_words or short in reader.names.by_first or short.lower() in STOP
                ):
                    continue
                shorts.setdefault(short, item)
            if len(pieces) > 1 or (pieces and pieces[0] != item.canonical and len(pieces[0]) > 3):
                shorts.setdefault(" ".join(pieces), item)
    return shorts


def _merge_people(found: list[Found], people: dict[str, Found], table: Names) -> None:
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
            middle = [p for p in pieces if not _INITIAL.fullmatch(p)]
            if len(middle) < len(pieces):
                item.key = f"person:{' '.join(middle)}"
