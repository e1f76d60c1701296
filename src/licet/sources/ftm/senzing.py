"""Senzing records: attributes in lists by feature (NAMES, ADDRESSES), in one list of FEATURES, or flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from licet.facts import Fact
from licet.listings import Listing, Notice, Sanction
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.document import Document
from licet.sources.ofac.remarks import country_code
from licet.sources.scripts import script_of
from licet.sources.table import tidy

_KINDS = {"PERSON": PartyKind.PERSON, "ORGANIZATION": PartyKind.ORGANIZATION, "VESSEL": PartyKind.VESSEL,
          "AIRCRAFT": PartyKind.AIRCRAFT}  # fmt: skip
_NUMBERS = {
    "PASSPORT_NUMBER": ("passport", "PASSPORT_COUNTRY"), "NATIONAL_ID_NUMBER": ("national_id", "NATIONAL_ID_COUNTRY"),
    "TAX_ID_NUMBER": ("tax", "TAX_ID_COUNTRY"), "LEI_NUMBER": ("lei", ""), "DUNS_NUMBER": ("duns", ""),
    "IMO_NUMBER": ("imo", ""), "CALL_SIGN": ("call_sign", ""), "OTHER_ID_NUMBER": ("other", "OTHER_ID_COUNTRY"),
    "PHONE_NUMBER": ("phone", ""), "EMAIL_ADDRESS": ("email", ""), "WEBSITE_ADDRESS": ("website", ""),
}  # fmt: skip


def is_senzing(found: dict[str, Any]) -> bool:
    """Whether an object is a Senzing record."""
    return "RECORD_ID" in found and "schema" not in found


def read_senzing(document: Document, locator: str, found: dict[str, Any]) -> Iterator[Fact[Listing]]:
    """The fact of one record; without a name it is set aside."""
    features = list(_features(found))
    names = tuple(dict.fromkeys(_names(features)))
    key = f"{found.get('DATA_SOURCE') or ''}-{found['RECORD_ID']}".strip("-").lower()
    if not names:
        document.tally.set_aside(document.file, locator, "it has no name", [key])
        return
    countries = [code for item in features for name in ("COUNTRY_OF_ASSOCIATION", "REGISTRATION_COUNTRY", "ADDR_COUNTRY")
                 if (code := country_code(_text(item, name)))]  # fmt: skip
    nationalities = [
        code for item in features for name in ("NATIONALITY", "CITIZENSHIP") if (code := country_code(_text(item, name)))
    ]
    kind = next((_text(item, "RECORD_TYPE") for item in features if item.get("RECORD_TYPE")), "")
    risks = [text for item in features if (text := _text(item, "TOPIC") or _text(item, "RISK_TOPIC"))]
    make = Sanction if any(text.startswith("sanction") for text in risks) else Notice
    yield document.fact(
        key=key,
        value=make(
            list_id=document.spec.id,
            party=Party(
                id=document.id(key), kind=_KINDS.get(kind.upper(), PartyKind.UNKNOWN), names=names,
                addresses=tuple(dict.fromkeys(filter(None, map(_address, features)))),
                identifiers=tuple(dict.fromkeys(_identifiers(features))), country=next(iter(countries), None),
                nationalities=tuple(dict.fromkeys(nationalities)),
                birth_dates=tuple(dict.fromkeys(text for item in features if (text := _text(item, "DATE_OF_BIRTH")))),
                birth_places=tuple(dict.fromkeys(text for item in features if (text := _text(item, "PLACE_OF_BIRTH")))),
            ),
            raw=tuple(dict.fromkeys(("topic", text) for text in risks)),
        ),
        file=document.file,
        locator=locator,
    )  # fmt: skip


def _features(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The record itself, and every object in a list of it."""
    yield found
    for value in found.values():
        if isinstance(value, list):
            yield from (item for item in value if isinstance(item, dict))


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return tidy(str(value)) if isinstance(value, (str, int, float)) else ""


def _names(features: list[dict[str, Any]]) -> Iterator[Name]:
    found: list[tuple[bool, str]] = []
    for item in features:
        kind = _text(item, "NAME_TYPE").upper()
        parts = " ".join(filter(None, (_text(item, f"NAME_{part}") for part in ("FIRST", "MIDDLE", "LAST"))))
        text = _text(item, "NAME_FULL") or _text(item, "NAME_ORG") or parts
        for prefix in ("PRIMARY", "NATIVE", "ALIAS"):
            text = text or _text(item, f"{prefix}_NAME_FULL") or _text(item, f"{prefix}_NAME_ORG")
        if text:
            found.append((kind in ("PRIMARY", ""), text))
    for place, (_, text) in enumerate(sorted(found, key=lambda name: not name[0])):
        yield Name(text, Strength.STRONG if place else Strength.PRIMARY, script_of(text))


def _address(item: dict[str, Any]) -> Address | None:
    parts = [_text(item, f"ADDR_{part}") for part in ("LINE1", "LINE2", "CITY", "STATE", "POSTAL_CODE", "COUNTRY")]
    text = _text(item, "ADDR_FULL") or ", ".join(part for part in parts if part)
    return Address(text, city=parts[2] or None, country=country_code(parts[5])) if text else None


def _identifiers(features: list[dict[str, Any]]) -> Iterator[Identifier]:
    for item in features:
        for name, (kind, country) in _NUMBERS.items():
            if number := _text(item, name):
                yield Identifier(kind, number, country_code(_text(item, country)) if country else None)
