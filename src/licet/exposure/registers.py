"""Ownership as registers publish it: BODS 0.4, GLEIF level 2 (CSV or XML) and FollowTheMoney, as rows of our own tables.

What a register does not say stays unknown. An indirect interest is not a stake of a holder in the company itself: it counts
from 0 up to what is stated. GLEIF states accounting consolidation, which is control and a share nobody told.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from licet.errors import BadFile, BadValue

Row = dict[str, str | None]
Reader = Callable[[Path], tuple[list[Row], list[Row]]]
MOST_BYTES = 500_000_000
#: Bytes by which a register's file is known when its name does not say it.
FIRST_BYTES = 65_536
_BARELY = Decimal("0.000001")


def read_register(path: Path) -> tuple[list[Row], list[Row]] | None:
    """Parties and stakes of a register's file, None when it is none.

    `x.bods.json`, `x.gleif.csv`, `x.ftm.jsonl` and the like are known by their names; any other JSON, CSV or XML by how it begins.

    Raises:
        BadFile: The file is too large, damaged, or not what its name says.
        BadValue: A statement in it cannot be used.
    """
    reader = reader_of(path)
    if reader is None:
        return None
    if path.stat().st_size > MOST_BYTES:
        raise BadFile(f"{path.stat().st_size:,} bytes is more than we read", where=str(path), remedy="Split the file.")
    return reader(path)


def reader_of(path: Path) -> Reader | None:
    """What reads a register's file: by its name, else by its first bytes; None when it is no register's."""
    by_name: dict[str, Reader] = {
        ".bods.json": read_bods, ".bods.jsonl": read_bods, ".gleif.csv": read_gleif_csv, ".gleif.xml": read_gleif_xml,
        ".ftm.json": read_ftm, ".ftm.jsonl": read_ftm,
    }  # fmt: skip
    named = next((reader for ending, reader in by_name.items() if path.name.lower().endswith(ending)), None)
    if named is not None or path.suffix.lower() not in (".json", ".jsonl", ".csv", ".xml"):
        return named
    with path.open("rb") as file:
        head = file.read(FIRST_BYTES).decode("utf-8-sig", errors="replace")
    return next((reader for suffixes, marks, reader in _BEGINNINGS if path.suffix.lower() in suffixes and marks(head)), None)


def read_bods(path: Path) -> tuple[list[Row], list[Row]]:
    """Beneficial Ownership Data Standard 0.4: the latest statement of each record; closed records end.

    Shareholdings are equity, voting rights votes, every other interest control.

    Raises:
        BadFile: It is not JSON. BadValue: A statement lacks its record id or type.
    """
    latest: dict[str, tuple[int, dict[str, Any]]] = {}
    for row, statement in _json(path):
        record, kind = statement.get("recordId"), statement.get("recordType")
        if not isinstance(record, str) or kind not in ("entity", "person", "relationship"):
            raise BadValue(
                "needs recordId and recordType (entity, person, relationship)", where=f"{path}: statement {row}",
                remedy="Only BODS 0.4 is read; convert older versions first.",
            )  # fmt: skip
        held = latest.get(record)
        if held is None or (statement.get("statementDate") or "") >= (held[1].get("statementDate") or ""):
            latest[record] = (row, statement)
    parties: list[Row] = []
    stakes: list[Row] = []
    for record, (row, statement) in latest.items():
        details = statement.get("recordDetails") or {}
        where = f"{path.name}: statement {row}"
        if statement["recordType"] == "relationship":
            stakes += _bods_stakes(statement, details, where)
        else:
            parties.append(_bods_party(record, statement["recordType"], details, where))
    return parties, stakes


def _bods_party(record: str, kind: str, details: dict[str, Any], where: str) -> Row:
    names = [n.get("fullName") for n in details.get("names") or [] if n.get("fullName")]
    name = details.get("name") or (names[0] if names else None)
    country = (details.get("jurisdiction") or {}).get("code")
    if country is None and details.get("nationalities"):
        country = details["nationalities"][0].get("code")
    others = [*names[1:], *(details.get("alternateNames") or [])]
    ids = [f"{(i.get('scheme') or 'registration').lower()}:{i['id']}" for i in details.get("identifiers") or [] if "id" in i]
    return {
        "id": record, "name": name or f"(unnamed {record})", "kind": "person" if kind == "person" else "organization",
        "country": country[:2].upper() if country else None, "aliases": "; ".join(others) or None,
        "identifiers": "; ".join(_lei(i) for i in ids) or None, "source": where,
    }  # fmt: skip


def _bods_stakes(statement: dict[str, Any], details: dict[str, Any], where: str) -> list[Row]:
    owner, owned = details.get("interestedParty"), details.get("subject")
    if not isinstance(owner, str) or not isinstance(owned, str):
        return []  # an unspecified party: the register itself says that it does not know
    said = (statement.get("source") or {}).get("description")
    closed = statement.get("statementDate") if statement.get("recordStatus") == "closed" else None
    rows: list[Row] = []
    for interest in details.get("interests") or []:
        kind = {"shareholding": "equity", "votingRights": "votes"}.get(interest.get("type"), "control")
        share = interest.get("share") or {}
        row: Row = {
            "owner": owner, "owned": owned, "kind": kind, "certainty": "established",
            "from": _day(interest.get("startDate")), "until": _day(interest.get("endDate")) or _day(closed),
            "source": f"{where}{': ' + said if said else ''}", "sourced_on": _day(statement.get("statementDate")),
        }  # fmt: skip
        low = share.get("exact", share.get("minimum", share.get("exclusiveMinimum")))
        high = share.get("exact", share.get("maximum"))
        if high is None and share.get("exclusiveMaximum") is not None:
            high = Decimal(str(share["exclusiveMaximum"])) - _BARELY
        if interest.get("directOrIndirect") == "indirect":
            low, row["certainty"] = None, "possible"
        row |= _range(low, high)
        rows.append(row)
    return rows


def read_gleif_csv(path: Path) -> tuple[list[Row], list[Row]]:
    """GLEIF level 2, golden copy CSV ("Relationship.StartNode.NodeID", ...).

    Raises:
        BadFile: The columns are not those of the golden copy.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        need = {"Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID", "Relationship.RelationshipType"}
        missing = need - set(reader.fieldnames or ())
        if missing:
            raise BadFile(f"lacks {', '.join(sorted(missing))}", where=str(path), remedy="Give the RR golden copy CSV.")
        records = []
        for row, line in enumerate(reader, 2):
            period = next((n for n in range(1, 6) if line.get(f"Relationship.Period.{n}.periodType") == "RELATIONSHIP_PERIOD"), 1)
            records.append((
                f"{path.name}: row {row}", line["Relationship.StartNode.NodeID"], line["Relationship.EndNode.NodeID"],
                line["Relationship.RelationshipType"], line.get("Relationship.RelationshipStatus"),
                line.get(f"Relationship.Period.{period}.startDate"), line.get(f"Relationship.Period.{period}.endDate"),
                line.get("Registration.LastUpdateDate"),
            ))  # fmt: skip
    return _gleif(records)


def read_gleif_xml(path: Path) -> tuple[list[Row], list[Row]]:
    """GLEIF level 2, RR-CDF XML of any version; entities and networks are switched off in the parser.

    Raises:
        BadFile: It is not well-formed.
    """
    from lxml import etree  # type: ignore[import-untyped]

    records = []
    try:
        found = etree.iterparse(
            str(path), tag="{*}RelationshipRecord", resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False,
        )  # fmt: skip
        for number, (_, element) in enumerate(found, 1):

            def text(where: str, element: Any = element) -> str | None:
                return next((e.text for e in element.iterfind(where)), None)

            periods = [
                {etree.QName(part).localname: part.text for part in period}
                for period in element.iterfind(".//{*}RelationshipPeriod")
            ]
            period = next((p for p in periods if p.get("PeriodType") == "RELATIONSHIP_PERIOD"), {})
            records.append((
                f"{path.name}: record {number}", text(".//{*}StartNode/{*}NodeID") or "", text(".//{*}EndNode/{*}NodeID") or "",
                text(".//{*}RelationshipType") or "", text(".//{*}RelationshipStatus"), period.get("StartDate"),
                period.get("EndDate"), text(".//{*}LastUpdateDate"),
            ))  # fmt: skip
            element.clear()
    except etree.XMLSyntaxError as problem:
        raise BadFile(f"is not well-formed XML: {problem}", where=str(path), remedy="Fetch it again.") from problem
    return _gleif(records)


def _gleif(
    records: list[tuple[str, str, str, str, str | None, str | None, str | None, str | None]],
) -> tuple[list[Row], list[Row]]:
    """Relationship records as stakes: the end node consolidates the start node."""
    parties: dict[str, Row] = {}
    stakes: list[Row] = []
    for where, start, end, kind, status, first, last, updated in records:
        if kind not in ("IS_DIRECTLY_CONSOLIDATED_BY", "IS_ULTIMATELY_CONSOLIDATED_BY", "IS_INTERNATIONAL_BRANCH_OF"):
            continue
        if status and status.upper() != "ACTIVE" and not last:
            last = updated
        for lei in (start, end):
            parties.setdefault(lei, {
                "id": f"lei:{lei}", "name": f"(LEI {lei})", "kind": "organization", "identifiers": f"lei:{lei}", "source": where,
            })  # fmt: skip
        row: Row = {
            "owner": f"lei:{end}", "owned": f"lei:{start}", "kind": "control", "certainty": "established",
            "from": _day(first), "until": _day(last), "source": f"{where}: {kind}", "sourced_on": _day(updated),
        }  # fmt: skip
        stakes.append(row)
        if kind == "IS_DIRECTLY_CONSOLIDATED_BY":
            stakes.append(row | {"kind": "equity", "certainty": "possible"})
    return list(parties.values()), stakes


def read_ftm(path: Path) -> tuple[list[Row], list[Row]]:
    """FollowTheMoney entities: legal entities and people become parties, `Ownership` becomes stakes.

    Raises:
        BadFile: It is not JSON. BadValue: An entity lacks its id or schema.
    """
    parties: list[Row] = []
    stakes: list[Row] = []
    for number, entity in _json(path):
        ident, kind, props = entity.get("id"), entity.get("schema"), entity.get("properties") or {}
        where = f"{path.name}: entity {number}"
        if not isinstance(ident, str) or not isinstance(kind, str):
            raise BadValue("needs id and schema", where=where, remedy="Give FollowTheMoney entities, one a line.")

        def first(name: str, props: dict[str, Any] = props) -> str | None:
            return next(iter(props.get(name) or ()), None)

        if kind == "Ownership":
            share = first("percentage")
            for owner in props.get("owner") or ():
                stakes.extend(
                    {
                        "owner": owner, "owned": asset, "kind": "equity", "certainty": "established",
                        "from": _day(first("startDate")), "until": _day(first("endDate")),
                        "source": f"{where}{': ' + str(first('publisher') or first('sourceUrl') or '')}".rstrip(": "),
                        "sourced_on": _day(first("date")), **_ftm_share(share),
                    }
                    for asset in props.get("asset") or ()
                )  # fmt: skip
        elif kind in ("Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane"):
            country = first("country") or first("jurisdiction") or first("nationality")
            ids = [f"lei:{x}" for x in props.get("leiCode") or ()]
            ids += [f"registration:{x}" for x in props.get("registrationNumber") or ()]
            ids += [f"imo:{x}" for x in props.get("imoNumber") or ()]
            parties.append({
                "id": ident, "name": first("name") or entity.get("caption") or f"(unnamed {ident})",
                "kind": {"Person": "person", "Vessel": "vessel", "Airplane": "aircraft"}.get(kind, "organization"),
                "country": country[:2].upper() if country else None,
                "aliases": "; ".join([*(props.get("name") or [])[1:], *(props.get("alias") or [])]) or None,
                "identifiers": "; ".join(ids) or None, "source": where,
            })  # fmt: skip
    return parties, stakes


def _ftm_share(said: str | None) -> Row:
    """ "51 %", "51.5" or "25-50"; anything else is unknown.

    >>> _ftm_share("25-50%")
    {'pct_min': '25', 'pct_max': '50'}
    """
    found = re.findall(r"\d+(?:\.\d+)?", said or "")
    if len(found) == 1:
        return _range(found[0], found[0])
    return _range(found[0], found[1]) if len(found) == 2 else {}


def _range(low: Any, high: Any) -> Row:
    """The share columns for a least and a greatest share, either of them unknown."""
    try:
        least = None if low is None else Decimal(str(low))
        most = None if high is None else Decimal(str(high))
    except InvalidOperation:
        return {}
    if least is not None and least == most:
        return {"pct": f"{least:f}"}
    return {"pct_min": None if least is None else f"{least:f}", "pct_max": None if most is None else f"{most:f}"}


def _day(said: Any) -> str | None:
    """The day of an ISO moment; a bare year or month is no day."""
    return said[:10] if isinstance(said, str) and re.match(r"^\d{4}-\d{2}-\d{2}", said) else None


def _lei(ident: str) -> str:
    """BODS calls the scheme XI-LEI; we call it lei."""
    scheme, _, number = ident.partition(":")
    return f"lei:{number}" if scheme in ("xi-lei", "lei") else ident


def _json(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON array or of JSON lines, numbered from 1."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        if text.lstrip().startswith("["):
            values = json.loads(text)
        else:
            values = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, RecursionError) as problem:
        raise BadFile(f"is not JSON: {problem}", where=str(path), remedy="Give a JSON array, or one object a line.") from problem
    for number, value in enumerate(values, 1):
        if not isinstance(value, dict):
            raise BadFile(f"entry {number} is not an object", where=str(path), remedy="Each entry must be an object.")
        yield number, value


def _says_all(*words: str) -> Callable[[str], bool]:
    return lambda head: all(word in head for word in words)


#: File endings, what the beginning of a register's file holds, and what reads it.
_BEGINNINGS: tuple[tuple[tuple[str, ...], Callable[[str], bool], Reader], ...] = (
    ((".json", ".jsonl"), _says_all('"recordId"', '"recordType"'), read_bods),
    ((".json", ".jsonl"), _says_all('"schema"', '"properties"'), read_ftm),
    ((".csv",), _says_all("Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID"), read_gleif_csv),
    ((".xml",), _says_all("RelationshipData", "StartNode"), read_gleif_xml),
)
