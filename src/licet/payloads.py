"""Payloads: listings to canonical JSON and back, for the ledger and the compiled snapshot.

The text is canonical (sorted keys, no spaces, defaults left out), so equal listings have equal bytes and one SHA-256.
`effect` is the part of a listing that says what it does in law: a change there starts a new period, while a change of
names, addresses, remarks or wording only corrects what we know of the same period.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields
from hashlib import sha256
from typing import Any

from licet.errors import LedgerError
from licet.listings import LISTING_KINDS, Listing
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength

_DESCRIPTIVE = {"party", "cite", "raw", "requirement"}


def to_json(listing: Listing) -> str:
    """The listing as canonical JSON."""
    return _dumps(_body(listing))


def to_json_and_effect(listing: Listing) -> tuple[str, str]:
    """`to_json` and `effect` of a listing, for the price of one."""
    body = _body(listing)
    return _dumps(body), _effect(body)


def from_json(text: str | bytes) -> Listing:
    """The listing that `to_json` wrote.

    Raises:
        LedgerError: Its kind is not one of this version.
    """
    body = json.loads(text)
    kind = LISTING_KINDS.get(body.pop("kind", ""))
    if kind is None:
        raise LedgerError("a stored listing has a kind this version does not know", remedy="Update licet: the ledger is newer.")
    body["party"] = _party(body["party"])
    for name in ("programs", "scope_items", "exceptions_open"):
        if name in body:
            body[name] = tuple(body[name])
    if "raw" in body:
        body["raw"] = tuple((column, words) for column, words in body["raw"])
    if "footnotes" in body:
        body["footnotes"] = frozenset(body["footnotes"])
    return kind(**body)


def digest(payload: str) -> str:
    """SHA-256 of a payload's UTF-8 bytes, in hexadecimal."""
    return sha256(payload.encode()).hexdigest()


def effect(payload: str) -> str:
    """A digest of what the listing does in law: everything but who it names, where it was published and the wording.

    The words of an Entity List requirement count only when nothing could be read from them (scope "words").
    """
    return _effect(json.loads(payload))


def _effect(body: dict[str, Any]) -> str:
    legal = {name: item for name, item in body.items() if name not in _DESCRIPTIVE}
    words = body.get("requirement") if body.get("scope") == "words" else None
    if words is not None:
        legal["requirement"] = " ".join(words.split())
    return digest(_dumps(legal))


def _body(listing: Listing) -> dict[str, Any]:
    body = _pack(listing)
    body["kind"] = listing.kind
    return body


_dumps = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


_REQUIRED = object()
_DEFAULTS: dict[type, tuple[tuple[str, Any], ...]] = {}


def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass with their defaults, looked up once; `_REQUIRED` where there is none."""
    found = _DEFAULTS.get(cls)
    if found is None:
        found = _DEFAULTS[cls] = tuple((spec.name, _default(spec)) for spec in fields(cls))
    return found


def _default(spec: Field[Any]) -> Any:
    if spec.default is not MISSING:
        return spec.default
    return spec.default_factory() if spec.default_factory is not MISSING else _REQUIRED


def _pack(value: Any) -> dict[str, Any]:
    """A dataclass as a dictionary without its defaults."""
    body: dict[str, Any] = {}
    for name, default in _DEFAULTS.get(type(value)) or _defaults(type(value)):
        item = getattr(value, name)
        if item is default or item == default:
            continue
        kind = type(item)
        if kind is str:
            body[name] = item
        elif kind is tuple:
            body[name] = [part if type(part) is str else _plain(part) for part in item]
        else:
            body[name] = _plain(item)
    return body


def _plain(item: Any) -> Any:
    """A field's value as JSON has it."""
    if item is None or isinstance(item, (str, int)):
        return item
    if isinstance(item, tuple):
        return [_plain(part) for part in item]
    if isinstance(item, frozenset):
        return sorted(item)
    return _pack(item)


def _party(body: dict[str, Any]) -> Party:
    body["names"] = tuple(_name(name) for name in body["names"])
    if "kind" in body:
        body["kind"] = PartyKind(body["kind"])
    if "addresses" in body:
        body["addresses"] = tuple(Address(**address) for address in body["addresses"])
    if "identifiers" in body:
        body["identifiers"] = tuple(Identifier(**identifier) for identifier in body["identifiers"])
    for name in ("nationalities", "birth_dates", "birth_places"):
        if name in body:
            body[name] = tuple(body[name])
    return Party(**body)


def _name(body: dict[str, Any]) -> Name:
    if "strength" in body:
        body["strength"] = Strength(body["strength"])
    return Name(**body)
