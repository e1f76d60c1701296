"""Iran: 31 CFR part 560, where it meets exports, reexports and imports.

Who acts decides: US persons (560.204), firms they own or control (560.215), everybody else (560.205). For items
subject to the EAR one OFAC license serves both agencies (15 CFR 746.7), so the word is then "license required"; where
the EAR do not reach, OFAC's ban stands alone.
"""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Outcome
from licet.law.findings import Finding
from licet.law.inquiry import Inquiry
from licet.law.law import Value
from licet.law.us.ofac.information import CITES as INFORMATION
from licet.law.us.ofac.information import informational
from licet.law.us.ofac.persons import authority_of, bound_for, in_the_us, license_held, us_owned, us_person_acts
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof, all_of, any_of, condition, negation, pledge
from licet.transactions import Kind

_PACK = "us/ofac/iran"


def iran(q: Inquiry) -> Finding | None:
    """What part 560 says; None when nothing goes to Iran or comes from there, and for releases to Iranian nationals."""
    if q.tx.kind is Kind.PROCUREMENT:
        return _import(q)
    if q.deemed or not bound_for(q, "IR"):
        return None
    person = us_person_acts(q)
    if person.verdict is HOLDS or (q.tx.exporter_country is None and person.verdict is UNKNOWN):
        return _ban(q, person, "supply_ban")
    owned = us_owned(q)
    if owned is not None and owned.verdict is not FAILS:
        return _ban(q, owned, "subsidiary_ban")
    return _reexport(q)


def _ban(q: Inquiry, who: Proof, series: str) -> Finding | None:
    """The ban on US persons (560.204), or on the firms they own or control (560.215)."""
    ban = q.law.in_force(f"{_PACK}/{series}")
    if ban is None:
        return None
    supplied = condition("the goods, technology or services are for Iran", True, cite=ban.cite, rests_on=ban.ref)
    cites = (ban.cite,)
    if series == "subsidiary_ban" and (general := q.law.in_force(f"{_PACK}/general_license_h")) is not None:
        proof = all_of("dealing with Iran is authorized for such firms", who, supplied, cite=general.cite)
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=proof, cites=(general.cite,), authority=general.cite)
    proof = all_of("part 560 forbids it without an OFAC license", who, supplied, cite=ban.cite)
    if (informs := informational(q, "IR")) is not None:
        return Finding(outcome=Outcome.NOT_SUBJECT, proof=informs, cites=(INFORMATION["IR"],))
    if (open_to := _farm_or_medical(q)) is not None:
        return Finding(
            outcome=Outcome.NO_LICENSE_REQUIRED,
            proof=all_of("a general license covers it", proof, open_to),
            cites=(*cites, "31 CFR 560.530"),
            authority="31 CFR 560.530",
        )
    if (held := license_held(q)) is not None:
        return Finding(
            outcome=Outcome.EXCEPTION_AVAILABLE,
            proof=proof,
            cites=cites,
            authority=authority_of(held),
        )
    if who.verdict is not HOLDS:
        return Finding(outcome=Outcome.REVIEW, proof=proof, cites=cites)
    if series == "supply_ban" and ear_reaches(q):
        return Finding(
            outcome=Outcome.LICENSE_REQUIRED,
            proof=proof,
            cites=cites,
            conditions=("apply to OFAC: its license serves for the EAR as well (15 CFR 746.7)",),
        )
    return Finding(outcome=Outcome.PROHIBITED, proof=proof, cites=cites)


def _farm_or_medical(q: Inquiry) -> Proof | None:
    """Food, medicine or medical devices, EAR99, to no military or police (560.530); None when no words say so."""
    rule = q.law.in_force(f"{_PACK}/farm_and_medical")
    goods = q.goods("food", "medicine", "medical_device", parts=True)
    if rule is None or q.eccn != "EAR99" or not goods or q.words.says("military"):
        return None
    return all_of(
        "it is food, medicine or a medical device under the general license",
        condition("the item is EAR99", True, cite="31 CFR 560.530(a)(3)", rests_on=rule.ref),
        pledge("the item is on OFAC's lists of covered goods where it is a medical device, and not on those excluded"),
        pledge("it goes under a contract and is shipped within a year of it"),
        pledge("no military, intelligence or police body buys or receives it"),
        cite="31 CFR 560.530",
    )


def _reexport(q: Inquiry) -> Finding | None:
    """Sending by others than US persons of what needed a license for other reasons than Iran (560.205).

    US goods as such: when they are on the Commerce Control List. Foreign products: when such content makes up 10
    percent or more, unless it was substantially transformed. Less than 10 is out, exactly 10 is in (560.205(b)(2)).
    """
    ban = q.law.in_force(f"{_PACK}/reexport_ban")
    if ban is None:
        return None
    clear = pledge("no US person takes part, and no US person owns or controls a firm that does", cite="31 CFR 560.204")
    us_goods = all_of("a foreign person reexports a controlled US item to Iran", _controlled(q), cite=ban.cite)
    if q.item.origin == "US" or (us_goods.verdict is HOLDS and q.item.origin is None):
        return _said(q, us_goods, clear, (ban.cite,), reaches=True)
    share, least = us_content(q), q.law.value(f"{_PACK}/reexport_content")
    foreign_goods = _foreign_goods(q, share, least, ban.cite)
    proof = foreign_goods
    if q.item.origin is None:
        both = "a foreign person reexports a controlled US item to Iran, or foreign goods that hold such content"
        proof = any_of(both, us_goods, foreign_goods, cite=ban.cite)
    return _said(q, proof, clear, (ban.cite, least.cite, "31 CFR 560.420"), reaches=share is not None and share > least.value)


def _controlled(q: Inquiry) -> Proof:
    """Whether the item needs a license for other reasons than Iran (560.205(a)(2))."""
    return q.told(
        "the item needs a license for other reasons than Iran alone (it is on the Commerce Control List)",
        q.on_ccl,
        f"{q.path}.eccn",
        "What is the item's ECCN?",
        cite="31 CFR 560.205(a)(2)",
    )


def _foreign_goods(q: Inquiry, share: Decimal | None, least: Value, ban: str) -> Proof:
    """Whether a foreign product holds so much controlled US content that 560.205(b) reaches it."""
    reached = q.told(
        f"controlled US content makes up {least.value} percent or more of the item"
        + (f" ({share.normalize():f} percent)" if share is not None else ""),
        None if share is None else share >= least.value,
        f"{q.path}.us_content",
        "Which US-origin parts does the item hold, with their ECCNs, and what are they worth?",
        cite=least.cite,
        rests_on=least.ref,
    )
    transformed = q.told(
        "the US content was substantially transformed abroad",
        q.tx.substantially_transformed,
        "substantially_transformed",
        "Was the US content substantially transformed into a foreign product outside the United States?",
        cite="31 CFR 560.205(b)(1)",
    )
    kept = negation("the US content was not substantially transformed abroad", transformed, cite="31 CFR 560.205(b)(1)")
    return all_of("a foreign person reexports controlled US content to Iran", reached, kept, cite=ban)


def _said(q: Inquiry, proof: Proof, clear: Proof, cites: tuple[str, ...], *, reaches: bool) -> Finding:
    """The word for a reexport: `reaches` says whether the EAR reach the item too."""
    if proof.verdict is FAILS:
        return Finding(outcome=Outcome.NOT_SUBJECT, proof=clear, cites=cites)
    if (held := license_held(q)) is not None:
        return Finding(
            outcome=Outcome.EXCEPTION_AVAILABLE,
            proof=proof,
            cites=cites,
            authority=authority_of(held),
        )
    if proof.verdict is not HOLDS:
        return Finding(outcome=Outcome.REVIEW, proof=proof, cites=cites)
    return Finding(outcome=Outcome.LICENSE_REQUIRED if reaches else Outcome.PROHIBITED, proof=proof, cites=cites)


def us_content(q: Inquiry) -> Decimal | None:
    """Controlled US content in percent of the item's value, unrounded; None when a part lacks its ECCN or value.

    Parts on the Commerce Control List count, anti-terrorism entries among them; EAR99 parts do not. An item stated
    to be wholly foreign has none.
    """
    if q.eccn in ("foreign-only", "published"):
        return Decimal(0)
    if q.item.us_content is None:
        return None
    counted = Decimal(0)
    for part in q.item.us_content:
        if part.eccn is None:
            return None
        if part.eccn.upper() != "EAR99":
            if part.value_usd is None:
                return None
            counted += part.value_usd
    if counted == 0:
        return counted
    return None if not q.value else 100 * counted / q.value


def ear_reaches(q: Inquiry) -> bool:
    """Whether the item is plainly subject to the EAR: sent from the United States, or of US origin."""
    if q.eccn in ("foreign-only", "published", "service", "USML"):
        return False
    return in_the_us(q.tx.exporter_country) or q.item.origin == "US" or bool(q.item.located_in_us)


def _import(q: Inquiry) -> Finding | None:
    """Buying Iranian goods into the United States (560.201)."""
    ban = q.law.in_force(f"{_PACK}/import_ban")
    if ban is None or not in_the_us(q.tx.destination) or "IR" not in (q.item.made_in, q.tx.exporter_country):
        return None
    proof = any_of(
        "goods of Iranian origin come into the United States",
        condition("it was made in Iran", q.item.made_in == "IR", cite=ban.cite, rests_on=ban.ref),
        condition("it comes from Iran", q.tx.exporter_country == "IR", cite=ban.cite),
        cite=ban.cite,
    )
    return Finding(outcome=Outcome.PROHIBITED, proof=proof, cites=(ban.cite,))
