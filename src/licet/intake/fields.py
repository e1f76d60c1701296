"""Fields: nodes to frozen dataclasses, every scalar converted by its field's declared type.

All mistakes are collected, each with file, line, field, what is allowed and the nearest match.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from licet.countries import read_country
from licet.errors import BadFile, BadValue, LicetError, ManyProblems, UnknownName, nearest
from licet.intake.nodes import Node, to_node
from licet.law.us.ear.part774_ccl.lookup import entry, issue
from licet.law.us.ear.part774_ccl.paragraphs import Eccn
from licet.transactions import Content, Item, Participant, Role, Shipment, Transaction

#: Other words for a role, as traders and regulations write them (15 CFR 748.5, 30.3 of the Foreign Trade Regulations).
ROLES: Mapping[str, str] = {
    "freight_forwarder": "forwarder",
    "forwarding_agent": "forwarder",
    "consignee": "ultimate_consignee",
    "final_consignee": "ultimate_consignee",
    "customer": "purchaser",
    "importer": "ultimate_consignee",
    "distributor": "intermediate_consignee",
    "reseller": "intermediate_consignee",
    "agent": "intermediate_consignee",
    "user": "end_user",
    "vendor": "seller",
    "shipper": "exporter",
    "reexporter": "exporter",
    "usppi": "exporter",
    "employee": "recipient",
    "foreign_national": "recipient",
    "subcontractor": "contractor",
    "financial_institution": "bank",
    "financier": "bank",
    "airline": "carrier",
    "producer": "manufacturer",
}

#: Other spellings of a field, as people write them.
ALIASES: Mapping[type, Mapping[str, str]] = {
    Transaction: {
        "date": "as_of",
        "value_usd": "net_value_usd",
        "net_value": "net_value_usd",
        "from": "exporter_country",
        "to": "destination",
    },
    Item: {
        "classification": "eccn",
        "country_of_origin": "made_in",
        "hs_code": "hts",
        "hts_code": "hts",
        "data_center": "datacenter",
        "reexporting_country_authorization": "reexporting_country_authorisation",
    },
    Participant: {
        "headquarters": "hq",
        "headquartered_in": "hq",
        "parent_hq": "ultimate_parent_hq",
        "ultimate_parent_country": "ultimate_parent_hq",
        "us_permanent_resident": "us_person",
        "date_of_birth": "birth_date",
    },
    Content: {"description": "part", "name": "part"},
}
COUNTRY_FIELDS = frozenset(
    {
        "exporter_country",
        "destination",
        "via",
        "birth_country",
        "country",
        "nationality",
        "hq",
        "parent_country",
        "ultimate_parent_hq",
        "made_in",
        "destinations",
    }
)
PLACEHOLDERS = frozenset({"USML", "ML-foreign", "foreign-only", "published", "service", "n/a", "EAR99"})
LISTED_AS = re.compile(r"^(EL(:fn[1-5](,fn[1-5])*)?|DPL|DPL-suspended|UVL|MEU|SDN(:.+)?)$")


def transaction_from(value: Mapping[str, Any] | Transaction) -> Transaction:
    """A transaction from a mapping with the contract's field names; a `Transaction` is returned as it is.

    Raises:
        ManyProblems: Values cannot be read; every one is named.
    """
    if isinstance(value, Transaction):
        return value
    problems: list[LicetError] = []
    tx = transaction_of(to_node(value), "transaction", problems)
    if problems or tx is None:
        raise ManyProblems(problems)
    return tx


def transaction_of(node: Node, name: str, problems: list[LicetError]) -> Transaction | None:
    """The transaction of one mapping; mistakes are added to `problems`, and None is returned when there are any."""
    before = len(problems)
    if not isinstance(node.value, dict):
        problems.append(BadFile("is not a mapping of fields to values", where=_where(name, node), remedy="see examples/zte/"))
        return None
    tx: Transaction = _build(Transaction, node, "", name, problems)
    problems += _reserved_by_then(tx, node, name)
    if len(problems) > before:
        return None
    return tx


def _reserved_by_then(tx: Transaction, node: Node, name: str) -> list[LicetError]:
    """Paragraphs that stand empty on the day of the act; for an earlier day they are read, and the engine asks what they held."""
    on = tx.as_of or issue()
    found: list[LicetError] = []
    for index, item in enumerate(tx.items):
        if item is None or item.eccn is None or item.eccn in PLACEHOLDERS:
            continue  # what could not be read was said already
        try:
            entry(item.eccn, on)
        except LicetError as error:
            at = f"{_where(name, node)}, items[{index}].eccn"
            found.append(type(error)(error.message, where=at, why=error.why, remedy=error.remedy))
    return found


def _where(name: str, node: Node) -> str:
    return f"{name}:{node.line}" if node.line else name


@cache
def _types(cls: type) -> Mapping[str, Any]:
    return typing.get_type_hints(cls)


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def _build(cls: type, node: Node, path: str, name: str, problems: list[LicetError]) -> Any:
    """One dataclass from one mapping."""
    if not isinstance(node.value, dict):
        problems.append(BadValue(f"{path or 'the file'} is not a mapping of fields to values", where=_where(name, node)))
        return None
    given: dict[str, Any] = {}
    allowed = _names(cls)
    for key, child in node.value.items():
        field = ALIASES.get(cls, {}).get(key, key)
        here = f"{path}.{key}" if path else key
        if field not in allowed:
            hint = nearest(key, allowed)
            problems.append(
                BadValue(
                    f"unknown key {here!r}",
                    where=_where(name, child),
                    remedy=hint or f"known keys: {', '.join(allowed)}",
                )
            )
            continue
        if child.value is None:
            continue
        try:
            given[field] = _value(cls, field, _types(cls)[field], child, here, name, problems)
        except LicetError as error:
            at = f"{_where(name, child)}, {here}"
            problems.append(
                type(error)(error.message, where=at, why=error.why, remedy=error.remedy)
                if type(error) is not ManyProblems
                else error
            )
    return cls(**given)


def _value(cls: type, field: str, kind: Any, node: Node, path: str, name: str, problems: list[LicetError]) -> Any:
    """One field, converted by its declared type."""
    special = _SPECIAL.get((cls, field))
    if special is not None:
        return special(node, path, name, problems)
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
        origin = typing.get_origin(kind)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        nodes = node.value if isinstance(node.value, list) else [node]
        if inner is Shipment:
            nodes = [each if isinstance(each.value, dict) else each._replace(value={"value_usd": each}) for each in nodes]
        if is_dataclass(inner):
            return tuple(_build(typing.cast(type, inner), each, f"{path}[{i}]", name, problems) for i, each in enumerate(nodes))
        return tuple(_scalar(field, inner, each) for each in nodes)
    return _scalar(field, kind, node)


def _scalar(field: str, kind: Any, node: Node) -> Any:
    """Text to a value of the kind.

    Raises:
        BadValue: It is not one; the message says what is allowed.
    """
    text = node.value
    if not isinstance(text, str):
        raise BadValue("one value is expected here, not a list or mapping")
    text = text.strip()
    if field in COUNTRY_FIELDS:
        return read_country(text)
    if field == "eccn" or field in ("direct_product_of", "plant_is_direct_product_of", "eccns"):
        return read_eccn(text)
    if kind is Decimal:
        return _decimal(field, text)
    if kind is date:
        return _date(text)
    if kind is bool:
        low = text.lower()
        if low not in ("true", "false", "yes", "no"):
            raise BadValue(f"{text!r} is not true or false")
        return low in ("true", "yes")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        low = text.lower().replace(" ", "_").replace("-", "_")
        low = ROLES.get(low, low) if kind is Role else low
        if low not in tuple(kind):
            raise BadValue(f"{text!r} is not one of {', '.join(kind)}", remedy=nearest(low, kind))
        return kind(low)
    if field == "origin":
        if text.upper() in ("US", "USA", "UNITED STATES"):
            return "US"
        if text.lower() == "foreign":
            return "foreign"
        raise BadValue(
            f"{text!r} is not US or foreign",
            remedy="a foreign-made item has `origin: foreign` and `made_in: <country>`",
        )
    if field == "listed_as" and not LISTED_AS.match(text):
        raise BadValue(f"{text!r} is no known listing", remedy="EL, EL:fn1 to EL:fn5, DPL, DPL-suspended, UVL, MEU, SDN:<program>")
    return text


def _decimal(field: str, text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "").replace("_", ""))
    except InvalidOperation as error:
        raise BadValue(f"{text!r} is not a number") from error
    if not value.is_finite():
        raise BadValue(f"{text!r} is not a finite number")
    if value < 0:
        raise BadValue(f"{text} is negative", remedy="values, quantities and shares are zero or more")
    if field.startswith("pct") and value > 100:
        raise BadValue(f"{text} is over 100 percent")
    return value


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text[:10]) if re.match(r"^\d{4}-\d{2}-\d{2}([T ].*)?$", text) else date.fromisoformat("bad")
    except ValueError as error:
        raise BadValue(f"{text!r} is not a date", remedy="write year-month-day, such as 2018-04-20") from error


def read_eccn(text: str) -> str:
    """An ECCN, EAR99 or a placeholder, in its usual spelling.

    Raises:
        BadValue: Its form is wrong, or no such entry or paragraph exists; the message names the nearest.
    """
    for placeholder in PLACEHOLDERS:
        if text.lower() == placeholder.lower():
            return placeholder
    return _known_eccn(text.strip())


@lru_cache(maxsize=65536)
def _known_eccn(text: str) -> str:
    """An ECCN that the list holds, or held on an earlier day: an old order names the paragraph as it was."""
    item = Eccn.read(text)
    try:
        entry(str(item), issue())
    except UnknownName:
        entry(str(item), date.min)
    return str(item)


def _listing_pairs(node: Node, path: str, name: str, problems: list[LicetError]) -> tuple[tuple[str, str], ...]:
    """A mapping such as identifiers or answers as pairs."""
    if not isinstance(node.value, dict):
        raise BadValue("a mapping is expected here, such as {uscc: 914403000000000000}")
    return tuple((key, str(child.value)) for key, child in node.value.items() if child.value is not None)


def _graph(node: Node, path: str, name: str, problems: list[LicetError]) -> tuple[tuple[str, str, str], ...]:
    """Ownership triples [owner, owned, percent]."""
    triples = []
    for i, row in enumerate(node.value if isinstance(node.value, list) else ()):
        parts = [str(cell.value).strip() for cell in row.value] if isinstance(row.value, list) else []
        if len(parts) != 3:
            raise BadValue(f"{path}[{i}] is not [owner, owned, percent]")
        if parts[2] != "control":
            _decimal("pct", parts[2])
        triples.append((parts[0], parts[1], parts[2]))
    totals: dict[str, Decimal] = {}
    for _, owned, pct in triples:
        if pct != "control":
            totals[owned] = totals.get(owned, Decimal(0)) + Decimal(pct)
    if over := next((owned for owned, total in totals.items() if total > 100), None):
        raise BadValue(
            f"the shares in {over} add up to {totals[over]} percent",
            remedy="shares of one company add up to 100 at most",
        )
    return tuple(triples)


_Special = Callable[[Node, str, str, list[LicetError]], Any]
_SPECIAL: Mapping[tuple[type, str], _Special] = {
    (Participant, "identifiers"): _listing_pairs,
    (Transaction, "answers"): _listing_pairs,
    (Participant, "ownership_graph"): _graph,
}
