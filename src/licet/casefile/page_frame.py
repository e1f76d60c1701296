"""The frame of a document: title, publisher, date with its basis, date line, and what is not part of the story."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from licet.casefile.datelines import day_without_year, year_by_text
from licet.casefile.dates import DateExpression
from licet.casefile.text import Span, Text, around

if TYPE_CHECKING:
    from licet.casefile.file_text import Source

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z .,/'-]{2,40}?(?:, [A-Z][a-z.]+)?)(?: \((?P<agency>Reuters|AP|AFP|Bloomberg|Interfax|Xinhua)\))?(?:, [A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)? ?(?:—|–|--|-) "
)
_OFFICIAL = re.compile(
    r"\b(?:billing code \d|federal register (?:/|,? vol)|fr doc\.|agency: |action: (?:final|interim|notice|order|proposed)|it is (?:therefore |hereby )?ordered|order (?:temporarily |renewing |relating |denying |terminating )|"
    r"specially designated nationals list update|(?:council )?implementing (?:regulation|decision) \((?:eu|cfsp)|council (?:regulation|decision) \((?:eu|cfsp)|has adopted this (?:regulation|decision)|memorandum opinion|  general licen[sc]e (?:no\. ?)?[a-z0-9]{1,4}  |imposition of monetary penalty|following (?:individuals?|entit(?:y|ies)|persons?|vessels?|deletions|changes|entries)[^.:]{0,60} (?:have|has) been (?:made|added|removed)|u\.s\. attorney.s office, |civil action no\.|united states district court for|final determination|financial sanctions notice|security council (?:\d+ )?committee [^.]{0,160}\b(?:approved|removed?|removes|amended|adds?|enacted|decided)|in the matter of:?|general license no\.|by virtue of the authority|office of public affairs|recent actions|for immediate release|enforcement release)",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\btoday,? (?:the )?(?:u\.s\. )?(?:department of|bureau of industry|office of foreign assets|department's|treasury department)|"
    r"\btoday,? (?:ofac|bis)\b"
)
_RELEASE = re.compile(
    r"\s*(?:treasury|commerce|ofac|bis|state department|justice department) (?:designates|sanctions|targets|delists|issues|adds|imposes|removes|announces|strengthens|implements|tightens|enters into|publishes|extends|renews|identifies|eases|revokes|amends)\b|"
    r"\s*(?:addition of [^\n]{3,120} to the entity list|publication of [^\n]{3,80}(?:general licenses?|designations?|determination)|issuance of [^\n]{3,80}general licenses?)"
)
_LETTERHEAD = re.compile(
    r"(?:(?:u\.s\. |united states |us )?department of (?:commerce|the treasury|state|justice|defense|homeland security|war)|bureau of industry and security|office of foreign assets control|"
    r"office of financial sanctions implementation|hm treasury|(?:european )?council(?: of the (?:eu|european union))?|european commission|foreign, commonwealth & development office|(?:the )?white house|"
    r"presidential documents|office of trade sanctions implementation|state secretariat for economic affairs|federal communications commission|office of the (?:united states|u\.s\.) trade representative|international trade commission|general administration of customs|export control joint unit|department for (?:business and trade|international trade)|"
    r"ministry of (?:commerce|foreign affairs|finance|economy, trade and industry|trade, industry and energy)(?: of [a-z' ]+)?(?: and (?:the )?general administration of customs)?)"
)
_OPENS_OFFICIALLY = re.compile(
    r"\s*executive order (?:\d{5} )?of [a-z]+ \d|\s*press releases?\s[^.]{0,300}\b(?:the )?u\.s\. department of [^.]{0,60} (?:today|action|announced)|\s*by the authority vested in me as president"
)
_COMPANY_RELEASE = re.compile(r"\((?:NASDAQ|NYSE|Nasdaq|HKEX|SEHK|TSX|LSE|AMEX)(?: ?[A-Z]*)?: ?[A-Z0-9.]+\)")
_PRESS = re.compile(
    r"\((?:reuters|ap|afp|bloomberg|newswire|agency|dpa|upi|cnn|cnbc|xinhua|tass|interfax)\)|\bofficials? (?:said|told)|\btold reporters\b|\baccording to (?:people|two|three|sources)|client alert|says our\b|"
    r"\b(?:said|says|announced|confirmed)(?: in a [a-z]+)? (?:late |early )?(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_PUBLISHERS = re.compile(
    r"\b(?:told|by) (?:the )?(?P<told>South China Morning Post|Reuters|Bloomberg(?: News)?|CNBC|CNN|BBC|Wall Street Journal|New York Times|Financial Times|Nikkei Asia|Axios|Politico)\b"
)
#: What an order recites: "in a letter dated March 6", "the order issued".
_IN_PROSE = re.compile(
    r"\b(?:emails?|letters?|orders?|memorandum|memos?|agreements?|licen[sc]es?|notices?|petitions?|requests?|invoices?|contracts?|reports?|complaints?|documents?|subpoenas?|filings?|rules?|regulations?|warrants?|and|was|were|is|being|been|,) (?:dated|issued|signed|entered)(?: on)?:? *$"
)
_HEAD = 6000
_LINE_PLACE = re.compile(r"[A-Z][\w.'/-]*(?:,? [A-Z][\w.'/-]*){0,4}, ")
_LINE_ENDS = re.compile(r"\. (?=[A-Z])|,? ?(?:/[A-Z][\w .-]{1,24}/|\([A-Z][\w .]{1,24}\))? ?(?:—|–|--|-|:) ")
_REACH = 320  # from one of the words of `_OFFICIAL` to the ends of what it finds
_AGENCY = re.compile(r"\((Reuters|AP|AFP|Bloomberg|Interfax|Xinhua|TASS|Kyodo|Yonhap|UPI|dpa|ANSA)\)(?= ?(?:—|–|-))")
_FOLLOW = re.compile(r"[Ff]ollow (?P<name>(?:[A-Z][\w'’&.-]*(?: |$)){1,5})on (?:Facebook|Twitter|LinkedIn|Instagram|X)")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|Copyright) (?:© )?(?:\d{4},? )?(?:by )?(?P<name>(?!All\b)[A-Z][\w'’&-]*(?:\.com)?(?: (?!All (?:rights|Rights))[A-Z][\w'’&-]*){0,4})"
)
_LINE_LEAD = re.compile(
    r"(?:[A-Z][\w .,'/-]{1,40},|[A-Z][\w .,'&/-]{1,60} ?[|·•]|(?:Date|Dated|Published|Posted|Issued)(?: on)?:?|)"
)
#: What may stand before and after the day in a line of parts: "By Jane Doe | 13 November 2023 | 4 min read".
_SEGMENT_LEAD = re.compile(r"(?:.{2,70} ?[|·•]|(?:By|BY) [A-Z][\w .'’-]{2,40}(?:,| -| –| —)?|)")
_SEGMENT_REST = re.compile(
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)? ?[|·•].{0,60}|,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?"
)


@dataclass(slots=True)
class PageFrame:
    """What stands around the story; `published` is the case file's object, `day` its day when it is stated."""

    title: Span | None
    subtitle: Span | None
    dateline: Span | None
    publisher: dict[str, Any]
    published: dict[str, Any]
    updated: dict[str, Any] | None
    boilerplate: list[Span] = field(default_factory=list)
    captions: list[Span] = field(default_factory=list)
    genre: str = "news_article"
    official: bool = False

    @property
    def day(self) -> date | None:
        """The day of the document, None when unknown."""
        value = self.published.get("value")
        return date.fromisoformat(str(value)[:10]) if value and len(str(value)) >= 10 else None


def page_frame(text: Text, dates: list[DateExpression], source: Source | None = None) -> PageFrame:
    """Read the frame from the blocks, the stamps and what the file's format said."""
    kinds: dict[str, list[Span]] = {}
    for block in text.blocks:
        kinds.setdefault(block.kind, []).append(block.span)
    official = bool(source and source.official) or _says_official(text)
    headed = any(_LETTERHEAD.fullmatch(text.low[b.span.start : b.span.end].strip()) for b in text.blocks[:2])
    official = official or ((headed or _released(text.low[:900])) and not _PRESS.search(text.low[:1500]))
    official = official and _COMPANY_RELEASE.search(text.flat, 0, 1500) is None
    published, updated = _stamps(text, dates, kinds.get("stamp", []))
    if published is None and official:
        published = _official_date(text, dates)
    if source is not None and source.published is not None and published is None:
        published = {
            "value": source.published,
            "precision": "day" if len(source.published) == 10 else "minute",
            "zone": None,
            "basis": "stated",
            "evidence": None,
        }
    if published is None:
        published = _dateline_date(text, dates) or _line_date(text, dates) or _without_year(text, dates)
    published = published or {"value": None, "precision": None, "zone": None, "basis": "unknown", "evidence": None}
    boilerplate = sorted(kinds.get("boilerplate", []) + kinds.get("link", []) + kinds.get("footer", []))
    return PageFrame(
        title=kinds.get("title", [None])[0], subtitle=kinds.get("subtitle", [None])[0], dateline=_dateline(text), publisher=_publisher(text, source), published=published,
        updated=updated, boilerplate=boilerplate, captions=kinds.get("caption", []), genre="official_document" if official else "news_article", official=official,
    )  # fmt: skip


def _says_official(text: Text) -> bool:
    """Whether the head of a text holds a form of official papers: looked for only around the words each of them has."""
    flat = text.flat
    return any(
        _OFFICIAL.search(flat, max(0, at - _REACH), min(at + _REACH, _HEAD)) is not None
        for at in text.marks["officials"]
        if at < _HEAD
    )


def _released(head: str) -> bool:
    """Whether a text opens as an agency's release does, or says early what the agency did today."""
    return (
        _RELEASE.match(head) is not None
        or _OPENS_OFFICIALLY.match(head) is not None
        or ("today" in head and _TODAY.search(head) is not None)
    )


def _stamps(text: Text, dates: list[DateExpression], stamps: list[Span]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    published = updated = None
    if not stamps:
        return None, None
    full = [d for d in dates if d.form == "full"]
    starts = [d.span.start for d in full]
    for span in stamps:
        inside = [d for d in full[bisect_left(starts, span.start) : bisect_left(starts, span.end)] if d.span.end <= span.end]
        if not inside or inside[0].value is None:
            continue
        value = inside[0].value
        zone = re.search(r"\b([ECMP][SD]T|GMT|UTC|BST|HKT|CET|CEST|JST)\b", text.flat[span.start : span.end])
        if inside[0].precision == "minute" and len(value) >= 16:
            value = value[:16] + ":00" + value[16:]
        entry = {
            "value": value,
            "precision": inside[0].precision,
            "zone": zone[1] if zone else None,
            "basis": "stated",
            "evidence": span,
        }
        if re.match(r"\s*(?:last )?(?:updated|modified)", text.low[span.start : span.end]) and published is not None:
            updated = entry
        elif published is None:
            published = entry
        else:
            updated = updated or entry
    return published, updated


def _official_date(text: Text, dates: list[DateExpression]) -> dict[str, Any] | None:
    """A Federal Register document or an order is of its "Dated:" line, its filing line, or the first full date of its head."""
    full = [d for d in dates if d.form == "full" and d.value]
    if not full:
        return None
    for pattern in (
        r"\bdated:? *$",
        r"(?<!effective )(?<!expiration )(?<!expiry )(?<!due )(?<!hearing )(?<!compliance )\bdate: *$",
        r"\b(?:issued|entered|signed):? (?:this |on )?$",
        r"(?:federal register|vol\. \d+,? no\. \d+)[^.]{0,60}$",
        r"filed:? *$",
        r"(?:enforcement release|enforcement information for|press release|release date|released|for immediate release)[:,]? *$",
    ):
        for d in reversed(full):  # the signature stands at the end; an order recited before it is another one
            if re.search(pattern, text.low[max(0, d.span.start - 80) : d.span.start]) and not _IN_PROSE.search(
                text.low, max(0, d.span.start - 40), d.span.start
            ):
                return {"value": d.value, "precision": "day", "zone": None, "basis": "stated", "evidence": d.span}
    for d in full:
        if re.search(r"\beffective (?:date )?(?:is |on |as of |from )?$", text.low[max(0, d.span.start - 24) : d.span.start]):
            return {
                "value": str(d.value)[:10],
                "precision": "day",
                "zone": None,
                "basis": "inferred",
                "evidence": d.span,
                "note": "the day it takes effect; the day of publication is not stated",
            }
    first = full[0]
    if first.span.start < 400:
        return {"value": first.value, "precision": first.precision, "zone": None, "basis": "stated", "evidence": first.span}
    return None


def _dateline(text: Text) -> Span | None:
    for block in text.blocks:
        if block.kind == "story":
            match = _DATELINE.match(text.flat, block.span.start, block.span.end)
            if match:
                return Span(*match.span("place"))
            return None
    return None


def _dateline_date(text: Text, dates: list[DateExpression]) -> dict[str, Any] | None:
    """`MOSCOW, April 7, 2018 (Reuters) -`: a full date in the date line is the document's."""
    for block in text.blocks[:12]:
        if block.kind != "story":
            continue
        head = text.flat[block.span.start : block.span.start + 90]
        opens = next((d for d in dates if d.form == "full" and d.span.start == block.span.start), None)
        if (
            opens is not None
            and opens.value
            and re.match(r",? (?:\([A-Z][A-Za-z]+\) )?(?:—|–|--|-) ", text.flat[opens.span.end : opens.span.end + 24])
        ):
            return {"value": opens.value[:10], "precision": "day", "zone": None, "basis": "stated", "evidence": opens.span}
        if opened := _full_in_line(text, dates, block.span.start):
            return {"value": str(opened.value)[:10], "precision": "day", "zone": None, "basis": "stated", "evidence": opened.span}
        if not re.match(r"[A-Z][A-Z .,'/-]{2,40}", head) or not re.search(r"(?:—|–|--| - )", head):
            return None
        for d in dates:
            if d.form == "full" and block.span.start <= d.span.start < block.span.start + 70 and d.value:
                return {"value": d.value[:10], "precision": "day", "zone": None, "basis": "stated", "evidence": d.span}
        return None
    return None


def _full_in_line(text: Text, dates: list[DateExpression], start: int) -> DateExpression | None:
    """`Munich, 4 March 2024. The company ...`, `SAN JOSE, Calif., April 19, 2023 /Newswire/ -- ...`."""
    for d in dates:
        if d.form == "full" and d.value and start < d.span.start < start + 50:
            if _LINE_PLACE.fullmatch(text.flat, start, d.span.start) and _LINE_ENDS.match(text.flat, d.span.end):
                return d
        elif d.span.start >= start + 50:
            return None
    return None


def _without_year(text: Text, dates: list[DateExpression]) -> dict[str, Any] | None:
    """`WASHINGTON, June 29 (Reuters) -`: the year is inferred from the text, where it speaks for one."""
    line = day_without_year(text, dates)
    day = year_by_text(text, dates, line) if line is not None else None
    if line is None or day is None:
        return None
    note = "the year is inferred from the days and weekdays that the text tells of"
    return {"value": day.isoformat(), "precision": "day", "zone": None, "basis": "inferred", "evidence": line.span, "note": note}


def _line_date(text: Text, dates: list[DateExpression]) -> dict[str, Any] | None:
    """`Zug, 3 February 2022`: a place and a full date that fill one of the first lines, or one of the last as under a letter."""
    lines = _lines(text.raw)
    for begin, line in (*lines[:12], *lines[:11:-1][:8]):
        end = begin + len(line)
        if not 8 < len(line.strip()) < 100:
            continue
        for d in dates:
            if d.form == "full" and begin <= d.span.start and d.span.end <= end and d.value:
                lead, rest = line[: d.span.start - begin].strip(), line[d.span.end - begin :]
                alone = not rest.strip(" .)") and len(line.strip()) < 60 and _LINE_LEAD.fullmatch(lead) is not None
                if alone or (begin < 1500 and _SEGMENT_LEAD.fullmatch(lead) and _SEGMENT_REST.fullmatch(rest)):
                    return {"value": d.value[:10], "precision": "day", "zone": None, "basis": "stated", "evidence": d.span}
    return None


def _lines(raw: str) -> list[tuple[int, str]]:
    """The first and the last lines with words, each with its place."""
    found: list[tuple[int, str]] = []
    at = 0
    for line in raw[:_HEAD].split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    if len(raw) > _HEAD:
        at = raw.find("\n", len(raw) - 1200) + 1 or len(raw)
        for line in raw[at:].split("\n"):
            if line.strip():
                found.append((at, line))
            at += len(line) + 1
    return found


def _publisher(text: Text, source: Source | None) -> dict[str, Any]:
    if source is not None and source.publisher:
        return {"value": source.publisher, "basis": "stated"}
    agency = _AGENCY.search(text.flat, 0, 900)
    if agency:
        return {"value": agency[1], "basis": "stated", "evidence": Span(*agency.span(1))}
    for pattern, marks, group, before in (
        (_FOLLOW, "follow_us", "name", 8),
        (_COPYRIGHT, "copyrights", "name", 8),
        (_PUBLISHERS, "publishers", "told", 12),
    ):
        match = next(around(pattern, text.marks[marks], text.flat, before, 200), None)
        if match:
            start, end = match.span(group)
            while text.flat[end - 1] == " ":
                end -= 1
            return {"value": text.flat[start:end], "basis": "inferred", "evidence": Span(start, end)}
    return {"value": None, "basis": "not_stated"}
