"""Transactions: what moves, from where to where, between whom, for what, on which day.

The classes are built whole and never changed; the same ones serve Python, YAML, tables, the API and Spark. `None` means
*we were not told*. Money is in US dollars as exact decimals; countries are ISO 3166-1 alpha-2 codes or sub-country regions
such as "UA-43"; dates are whole days. Field order is the order people write them in.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

Told = TypeVar("Told")


def holding_what_was_told(record: type[Told]) -> type[Told]:
    """Let a record of many fields hold only those that were told; the others are the defaults of its class.

    Most lines tell few of some forty fields. What is not held need not be built, compared or kept, and `vars(record)` is what
    was told, by name: that is how bulk recognizes a line that was asked before. To its users it is the same dataclass.
    """
    defaults = {field.name: field.default for field in fields(record)}  # type: ignore[arg-type]
    of = object.__setattr__

    def __init__(self: Told, **told: Any) -> None:  # noqa: N807  made for the record
        try:
            of(self, "__dict__", {name: value for name, value in told.items() if value is not defaults[name]})
        except KeyError as error:
            raise TypeError(f"{record.__name__} has no field {error}") from None

    record.__init__ = __init__  # type: ignore[assignment]
    return record


class Kind(StrEnum):
    """The movements of the EAR (15 CFR 734.13, 734.14, 734.16), and buying."""

    EXPORT = "export"
    REEXPORT = "reexport"
    TRANSFER = "transfer"
    DEEMED_EXPORT = "deemed_export"
    PROCUREMENT = "procurement"

    __hash__ = str.__hash__  # equal to its text, so alike in dictionaries; and it is faster


class Role(StrEnum):
    """What a party does in the transaction (15 CFR 748.5 for the first seven)."""

    END_USER = "end_user"
    ULTIMATE_CONSIGNEE = "ultimate_consignee"
    INTERMEDIATE_CONSIGNEE = "intermediate_consignee"
    PURCHASER = "purchaser"
    BUYER = "buyer"
    RECIPIENT = "recipient"
    SELLER = "seller"
    SUPPLIER = "supplier"
    CONTRACTOR = "contractor"
    CARRIER = "carrier"
    BANK = "bank"
    LESSEE = "lessee"
    SERVICE_PROVIDER = "service_provider"
    FORWARDER = "forwarder"
    EXPORTER = "exporter"
    APPLICANT = "applicant"
    SUPPORTER = "supporter"
    OWNER_OF_EQUIPMENT = "owner_of_equipment"
    MANUFACTURER = "manufacturer"
    OTHER = "other"

    __hash__ = str.__hash__  # equal to its text, so alike in dictionaries; and it is faster


#: The four roles that Entity List, UVL and like rules look at (15 CFR 748.5(c) to (f)), with their everyday names.
LISTED_ROLES = frozenset(
    {
        Role.END_USER, Role.ULTIMATE_CONSIGNEE, Role.INTERMEDIATE_CONSIGNEE, Role.PURCHASER, Role.BUYER,
        Role.RECIPIENT, Role.LESSEE,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One US-origin part of a foreign-made item (Supplement No. 2 to part 734).

    Attributes:
        part: What it is.
        eccn: Its classification; None when unknown, which leaves the share unknown.
        value_usd: Fair market price of all of it in the market where the item is made.
        transfer_price_usd: An internal price, which the rule does not take; asked back when nothing else is given.
        quantity: Count in one item; `value_usd` is for all of them.
        currency: Other than USD only together with a rate the caller applied; refused otherwise.
    """

    part: str | None = None
    eccn: str | None = None
    value_usd: Decimal | None = None
    transfer_price_usd: Decimal | None = None
    quantity: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """One delivery under an item's order: its day and value, for limits that count parcels or years (15 CFR 740.3)."""

    on: date | None = None
    value_usd: Decimal | None = None


@holding_what_was_told
@dataclass(frozen=True, kw_only=True)
class Item:
    """One line: a commodity, software or technology.

    Attributes:
        id: Its name within the transaction.
        description: What it is, in words.
        eccn: Paragraph of the Commerce Control List, "EAR99", or None when unknown; placeholders "USML", "ML-foreign",
            "foreign-only", "published", "service", "n/a" say what else it is.
        value_usd: Value of the line (selling price), not of one piece.
        origin: "US" or "foreign" (then `made_in`).
        us_content: US-origin parts of a foreign-made item; None when not told, empty when there are none.
        direct_product_of: ECCNs of the technology or software it is the direct product of (15 CFR 734.9).
        plant_is_direct_product_of: ECCNs that the plant, or a major component of it, is the direct product of.
        contains_ic_from_us_tech_plant: Whether it contains an integrated circuit from such a plant.
        tpp: Total processing performance (CCL category 3, 3A090).
        performance_density: TPP by applicable die area.
        dram_bandwidth_gb_s: Total DRAM bandwidth, GB/s.
        known_reexport: Day of the last known reexport, transfer or diversion (15 CFR 762.6).
    """

    id: str = ""
    description: str | None = None
    eccn: str | None = None
    quantity: Decimal | None = None
    value_usd: Decimal | None = None
    currency: str | None = None
    origin: str | None = None
    made_in: str | None = None
    jurisdiction: str | None = None
    hts: str | None = None
    section301_list: str | None = None
    us_content: tuple[Content, ...] | None = None
    direct_product_of: tuple[str, ...] | None = None
    plant_is_direct_product_of: tuple[str, ...] | None = None
    contains_ic_from_us_tech_plant: bool | None = None
    fdp_facts: str | None = None
    manufacturer: str | None = None
    located_in_us: bool | None = None
    enc_paragraph: str | None = None
    self_classification_report: bool | None = None
    classification_obtained: bool | None = None
    classified_by: str | None = None
    published: bool | None = None
    one_for_one: bool | None = None
    original_lawfully_exported: bool | None = None
    for_lawfully_exported_item: bool | None = None
    prior_consignee_statement: bool | None = None
    written_assurance_technology: bool | None = None
    known_reexport: date | None = None
    reexporting_country_authorisation: bool | None = None
    nac_notified: bool | None = None
    datacenter: bool | None = None
    tpp: Decimal | None = None
    performance_density: Decimal | None = None
    performance_metric: Decimal | None = None
    interconnect_gb_s: Decimal | None = None
    dram_bandwidth_gb_s: Decimal | None = None
    frame_rate_hz: Decimal | None = None
    elements: Decimal | None = None
    shipments: tuple[Shipment, ...] | None = None
    order_value_usd: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A holder of a participant, as told with the transaction.

    Attributes:
        name: Who holds.
        list: A listing a person has established for the holder: "EL", "MEU", "SDN:<program>", "EL-derived"; None when none.
        pct: Share, 0 to 100; None when unknown.
        pct_min: Least share when only a range is known.
        pct_max: Greatest share when only a range is known.
    """

    name: str | None = None
    list: str | None = None
    pct: Decimal | None = None
    pct_min: Decimal | None = None
    pct_max: Decimal | None = None


@holding_what_was_told
@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody who takes part in the transaction, in a role.

    Attributes:
        role: What they do in it.
        name: As the papers give it.
        country: Where they are.
        nationality: For persons.
        identifiers: Numbers given by authorities, as (kind, number).
        listed_as: A listing that a person has already established: "EL", "EL:fn1".."EL:fn5", "DPL", "DPL-suspended",
            "UVL", "MEU", "SDN:<program>"; without it the party is screened.
        owners: Who holds how much of it; None when not told.
        ownership_graph: (owner, owned, percent) triples; a node named X is blocked; "control" in place of a percent
            states control without ownership.
        hq: Country of its headquarters.
        parent: Name of its parent; `parent_country` its country; `ultimate_parent_hq` the seat of the last one up.
        government: Whether it is a government body. `military`, `military_intelligence` likewise.
        founded: When it was set up, as told ("2022-04").
        permanent_resident_of: Countries (for deemed exports; "US" makes it no foreign person, 15 CFR 772.1).
    """

    role: Role = Role.OTHER
    name: str = ""
    country: str | None = None
    address: str | None = None
    kind: str | None = None
    nationality: str | None = None
    birth_date: str | None = None
    identifiers: tuple[tuple[str, str], ...] | None = None
    listed_as: str | None = None
    owners: tuple[Owner, ...] | None = None
    ownership_graph: tuple[tuple[str, str, str], ...] | None = None
    hq: str | None = None
    parent: str | None = None
    parent_country: str | None = None
    ultimate_parent_hq: str | None = None
    government: bool | None = None
    military: bool | None = None
    military_intelligence: bool | None = None
    us_person: bool | None = None
    founded: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """A license we hold. It answers a requirement only within its terms and its term.

    Attributes:
        number: Of the license.
        holder: Who may use it; None when it is ours.
        eccns: ECCNs it covers; a heading covers its paragraphs.
        destinations: Countries it covers.
        parties: Names of consignees and end users it covers; empty when not bound to any.
        value_usd: Value left on it; None when not bounded.
        quantity: Quantity left on it; None when not bounded.
        start, end: First and last day it may be used.
        authority: Who issued it: "BIS" unless told.
    """

    number: str = ""
    holder: str | None = None
    eccns: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    value_usd: Decimal | None = None
    quantity: Decimal | None = None
    start: date | None = None
    end: date | None = None
    authority: str = "BIS"


@holding_what_was_told
@dataclass(frozen=True, kw_only=True)
class Transaction:
    """The whole of what is asked about.

    Attributes:
        id: The caller's name for it.
        kind: Export, reexport, in-country transfer, deemed export, or procurement.
        as_of: The day of the act.
        exporter_country: Where it is sent from; for a reexport the foreign country.
        destination: Ultimate destination; for a deemed export the nationality that counts.
        via: Known stops.
        end_use: In words.
        net_value_usd: Net value; the sum of the items when None.
        us_person_involved: Whether a US person takes part or supports.
        duration_days: How long a temporary stay abroad is meant to last.
        red_flags: Signs seen and not resolved (Supplement No. 3 to part 732); None when nobody looked.
        knowledge_of_violation: Whether somebody knows of a violation of the item's history (15 CFR 736.2(b)(10)).
        fdp_facts: What was found out about direct product facts, in words; "none..." says there are none.
        licenses: Licenses held.
        answers: Answers people gave to questions of earlier decisions, as (fact, answer).
    """

    id: str = ""
    kind: Kind = Kind.EXPORT
    as_of: date | None = None
    exporter_country: str | None = None
    destination: str | None = None
    via: tuple[str, ...] = ()
    end_use: str | None = None
    net_value_usd: Decimal | None = None
    currency: str | None = None
    parties: tuple[Participant, ...] = ()
    items: tuple[Item, ...] = ()
    birth_country: str | None = None
    us_person_involved: bool | None = None
    us_permanent_resident: bool | None = None
    duration_days: Decimal | None = None
    red_flags: tuple[str, ...] | None = None
    knowledge_of_violation: bool | None = None
    fdp_facts: str | None = None
    design_by_listed_entity: bool | None = None
    substantially_transformed: bool | None = None
    one_time_report_filed: bool | None = None
    bundled: bool | None = None
    licenses: tuple[License, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def value(self) -> Decimal | None:
        """Net value in USD: as told, else the sum of the items, else None when an item has none."""
        if self.net_value_usd is not None:
            return self.net_value_usd
        values = [item.value_usd for item in self.items]
        return None if not values or None in values else sum((v for v in values if v is not None), Decimal(0))

    def answer(self, fact: str) -> str | None:
        """What a person answered about `fact`, or None."""
        return next((said for name, said in self.answers if name == fact), None)


def as_dict(value: Any) -> Any:
    """A transaction (or any part of it) as plain JSON data, leaving out what was not told.

    >>> as_dict(Item(eccn="5A991", value_usd=Decimal("125000.00")))
    {'eccn': '5A991', 'value_usd': '125000.00'}
    """
    if hasattr(value, "__dataclass_fields__"):
        pairs = ((f.name, getattr(value, f.name), f.default) for f in fields(value))
        return {name: as_dict(part) for name, part, default in pairs if part is not None and part != default}
    if isinstance(value, tuple | list):
        return [as_dict(part) for part in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return value
