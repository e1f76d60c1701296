"""License Exception APR: additional permissive reexports (15 CFR 740.16)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part740_exceptions.entry import is_listed, of_kind, reasons_found
from licet.law.us.ear.part740_exceptions.grants import reasons, surely_for
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in, within
from licet.law.us.ear.part740_exceptions.users import says
from licet.proofs import Proof, Question, all_of, any_of, condition, pledge
from licet.transactions import Kind

CITE = "15 CFR 740.16"
PACK = "us/ear/part740_exceptions/apr"


def _reexport(q: Inquiry, cite: str) -> Proof:
    return condition("it is a reexport or transfer", q.tx.kind in (Kind.REEXPORT, Kind.TRANSFER), cite=cite)


def _held(q: Inquiry, requirements: tuple[Requirement, ...]) -> frozenset[str]:
    return (reasons(q) or frozenset()) | reasons_found(requirements)


def _from(q: Inquiry, path: str, cite: str) -> Proof:
    """Where it is sent on from."""
    places = q.law.value(path)
    inside = None if q.tx.exporter_country is None else within(tuple(places.value), q.tx.exporter_country, q.on)
    return condition(
        "it is sent on from a country the limb names",
        inside,
        cite=cite,
        rests_on=places.ref,
        asks=Question("exporter_country", "From which country is it sent on?"),
    )


def from_partners(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """NS-controlled commodities from a country of A:1 with that government's authorization (15 CFR 740.16(a))."""
    shut, cite = is_listed(q, f"{PACK}/closed_a"), f"{CITE}(a)"
    return all_of(
        "License Exception APR is available from a partner country",
        _reexport(q, cite),
        of_kind(q, "commodity", cite=f"{cite}(3)"),
        _from(q, f"{PACK}/from_a", cite),
        q.item_told(
            "that government authorizes the reexport",
            "reexporting_country_authorisation",
            "Does the government of the reexporting country authorize it?",
            cite=f"{cite}(1)",
        ),
        condition(
            "the item is controlled for NS reasons",
            surely_for(q, "NS"),
            cite=f"{cite}(3)",
            asks=Question(f"{q.path}.eccn", "Is the paragraph controlled for NS reasons?"),
        ),
        condition(
            "it is not controlled for NP, CB, MT, SI or CC reasons",
            not _held(q, requirements) & {"NP", "CB", "MT", "SI", "CC"},
            cite=f"{cite}(3)",
        ),
        condition(
            "it is not among the items taken out of the limb",
            None if shut is None else not shut,
            cite=f"{cite}(3)",
            asks=Question(f"{q.path}.eccn", "Under which paragraph does the item fall?"),
        ),
        _to_a(q, requirements, f"{cite}(2)"),
        _not_under_sta(q, cite),
        cite=cite,
    )


def _to_a(q: Inquiry, requirements: tuple[Requirement, ...], cite: str) -> Proof:
    """To B outside D:2 to D:4 when A:1 itself needs no license for the commodity, or to D:1 (15 CFR 740.16(a)(2))."""
    return any_of(
        "the destination is open to the limb",
        all_of(
            "it goes to Country Group B, and the commodity needs no license to Country Group A:1",
            destination_in(q, f"{PACK}/to_a_group_b", cite=cite),
            condition("the requirement is not NS 1", not any(r.reason.startswith("NS 1") for r in requirements), cite=cite),
        ),
        destination_in(q, f"{PACK}/to_a_group_d1", cite=cite),
        cite=cite,
    )


def among_partners(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Commodities to and among A:1 (15 CFR 740.16(b))."""
    shut, cite = is_listed(q, f"{PACK}/closed_b"), f"{CITE}(b)"
    return all_of(
        "License Exception APR is available among partner countries",
        _reexport(q, cite),
        of_kind(q, "commodity", cite=cite),
        destination_in(q, f"{PACK}/to_b", cite=cite),
        condition("it is not controlled for NP or MT reasons", not _held(q, requirements) & {"NP", "MT"}, cite=f"{cite}(2)"),
        condition(
            "it is not among the items taken out of the limb",
            None if shut is None else not shut,
            cite=f"{cite}(2)",
            asks=Question(f"{q.path}.eccn", "Under which paragraph does the item fall?"),
        ),
        _not_under_sta(q, cite),
        cite=cite,
    )


def _not_under_sta(q: Inquiry, cite: str) -> Proof:
    """Goods received under STA never go on under (a) or (b) (15 CFR 740.20(b)(2)(iii))."""
    if q.item.prior_consignee_statement:
        return condition("it was not received under License Exception STA", False, cite=cite)
    return pledge("it was not received under License Exception STA", cite=cite)


def unused_license(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Direct shipment in place of an export under a license still outstanding (15 CFR 740.16(c))."""
    cite = f"{CITE}(c)"
    return all_of(
        "License Exception APR is available under an outstanding license",
        _reexport(q, cite),
        q.told(
            "an outstanding US license covers the direct export of the same items there",
            None,
            "outstanding license",
            "Does an outstanding license cover the direct export to the new destination?",
            cite=cite,
        ),
        cite=cite,
    )


def to_united_states(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Back to the United States (15 CFR 740.16(e))."""
    cite = f"{CITE}(e)"
    return all_of(
        "License Exception APR is available for the return to the United States",
        _reexport(q, cite),
        condition("the destination is the United States", q.to == "US", cite=cite),
        cite=cite,
    )


def to_near_partners(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To Australia, Canada and the United Kingdom, where no license is needed from the United States (15 CFR 740.16(f)).

    Where a requirement was found to the destination itself, the limb has nothing to offer.
    """
    cite = f"{CITE}(f)"
    return all_of(
        "License Exception APR is available to Australia, Canada or the United Kingdom",
        _reexport(q, cite),
        destination_in(q, f"{PACK}/to_f", cite=cite),
        condition("no license would be needed from the United States", not requirements, cite=cite),
        cite=cite,
    )


def spares(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """US spare parts sent with a foreign product (15 CFR 740.16(h))."""
    cite = f"{CITE}(h)"
    share = q.law.value(f"{PACK}/spares_share")
    return all_of(
        "License Exception APR is available for spare parts with a foreign product",
        _reexport(q, cite),
        q.told(
            f"the US spares are within {share.value} percent of the product's value and go with it",
            None,
            "share of spares",
            "What share of the foreign product's value are the US spare parts?",
            cite=cite,
            rests_on=share.ref,
        ),
        cite=cite,
    )


def nuclear_suppliers(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """NP 1 items among A:4 (15 CFR 740.16(j))."""
    cite = f"{CITE}(j)"
    return all_of(
        "License Exception APR is available among nuclear suppliers",
        _reexport(q, cite),
        condition("the requirement is NP 1", any(r.reason.startswith("NP 1") for r in requirements), cite=cite),
        _from(q, f"{PACK}/from_j", cite),
        destination_in(q, f"{PACK}/to_j", cite=cite),
        condition("no NS item goes to Country Group D:1 from outside A:1", _ns_stays_out(q, requirements), cite=f"{cite}(1)"),
        cite=cite,
    )


def _ns_stays_out(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool | None:
    """Whether 740.16(j)(1) leaves the reexport alone: unknown when a place is."""
    if not any(r.reason.startswith("NS") for r in requirements):
        return True
    to_d1 = None if q.to is None else member("D:1", q.to, q.on)
    if to_d1 is False:
        return True
    sender = q.tx.exporter_country
    from_a1 = None if sender is None else sender == "US" or member("A:1", sender, q.on)
    return True if from_a1 else None if to_d1 is None or from_a1 is None else False


@only_where(told=["reexporting_country_authorisation"])
def _authorized(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.item.reexporting_country_authorisation is not None


def _moved_on(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.tx.kind in (Kind.REEXPORT, Kind.TRANSFER)


@only_where(to=["US"])
def _back(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return _moved_on(q, requirements) and q.to == "US"


@only_where(said=["replacement"])
def _spares(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return _moved_on(q, requirements) and says(q, "replacement") and q.item.one_for_one is None


_FROM = "Does the government of the country it is sent on from authorize the reexport?"

EXCEPTION = LicenseException(
    symbol="APR",
    section=CITE,
    limbs=(
        Limb(
            id="APR(a)",
            title="from A:1 with its authorization",
            cite=f"{CITE}(a)",
            rule=from_partners,
            claimed=_authorized,
            asks=_FROM,
        ),
        Limb(
            id="APR(b)",
            title="to and among A:1",
            cite=f"{CITE}(b)",
            rule=among_partners,
            claimed=_moved_on,
            asks="Is it a commodity reexported to or among Country Group A:1?",
        ),
        Limb(
            id="APR(c)",
            title="under an outstanding license",
            cite=f"{CITE}(c)",
            rule=unused_license,
            asks="Does an outstanding US license cover the direct export?",
        ),
        Limb(
            id="APR(e)",
            title="return to the United States",
            cite=f"{CITE}(e)",
            rule=to_united_states,
            claimed=_back,
            asks="Does it go back to the United States?",
        ),
        Limb(
            id="APR(f)",
            title="to Australia, Canada, United Kingdom",
            cite=f"{CITE}(f)",
            rule=to_near_partners,
            asks="Would no license be needed from the United States?",
        ),
        Limb(
            id="APR(h)",
            title="spares with a foreign product",
            cite=f"{CITE}(h)",
            rule=spares,
            claimed=_spares,
            asks="Are they US spares within a tenth of the foreign product's value?",
        ),
        Limb(
            id="APR(j)",
            title="NP 1 items among A:4",
            cite=f"{CITE}(j)",
            rule=nuclear_suppliers,
            claimed=_moved_on,
            asks="Is it an NP 1 item reexported among Country Group A:4?",
        ),
    ),
)
