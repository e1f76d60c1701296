"""License Exception SCP: support for the Cuban people (15 CFR 740.21)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, Sign, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in
from licet.law.us.ear.part740_exceptions.users import (
    FORCES,
    end_users,
    individuals,
    is_government,
    named_so,
    says,
    undertaken,
    used_for,
    users_say,
)
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.21"
PACK = "us/ear/part740_exceptions/scp"


def _common(q: Inquiry, cite: str) -> tuple[Proof, ...]:
    """EAR99 or AT alone, to Cuba, not for bodies of its government or party."""
    held = reasons(q)
    plain = q.eccn == "EAR99" or (None if held is None else held <= {"AT"})
    official = any(is_government(party) for _, party in end_users(q))
    official = official or users_say(q, "cuban_state", *FORCES) or used_for(q, "government_use")
    return (
        condition(
            "the item is EAR99 or controlled for AT reasons alone",
            plain,
            cite=cite,
            asks=Question(f"{q.path}.eccn", "Under which ECCN and paragraph does the item fall?"),
        ),
        destination_in(q, f"{PACK}/places", cite=cite),
        condition("no end user is a body of the Cuban government or party", not official, cite=cite),
    )


def _limb(limb: str, title: str, fact: str, asks: str, sign: Sign, *pledges: str) -> Limb:
    """A limb: its own purpose, then what all ask."""
    cite = f"{CITE}{limb[3:]}"

    def rule(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
        return all_of(
            f"License Exception SCP is available: {title}",
            q.told(f"the purpose is the limb's: {title}", True if sign(q, requirements) else None, fact, asks, cite=cite),
            *_common(q, cite),
            *(pledge(claim, cite=cite) for claim in pledges),
            *_for_a_while(q, limb, cite),
            cite=cite,
        )

    @only_where(to=["CU"])
    def claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
        return q.to == "CU" and sign(q, requirements)

    return Limb(id=limb, title=title, cite=cite, rule=rule, claimed=claimed, asks=asks)


def _for_a_while(q: Inquiry, limb: str, cite: str) -> tuple[Proof, ...]:
    """What goes along with travelers or for a time is not sold, leased or handed over (15 CFR 740.21(c)(2), (f))."""
    if limb not in ("SCP(c)(2)", "SCP(f)"):
        return ()
    return (
        undertaken(q, "it is neither sold nor leased there", "sale_or_lease", "resale", "sold", cite=cite),
        undertaken(q, "nobody else gets control of it", "leaves_control", cite=cite),
    )


def _private_sector(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "cuban_private_sector")


def _sold(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """Sold to individuals: a gift is none (15 CFR 740.21(b)(2) covers items sold)."""
    return individuals(q) is True and used_for(q, "sold", "personal_use") and not says(q, "gift", "donation")


def _science(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "donation") and used_for(q, "science_culture_sport")


def _travelers(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "tools_of_trade")


def _civil_society(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "civil_society") or named_so(end_users(q), "civil_society")


def _presence(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "ofac_presence")


def _for_a_time(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "exhibition", "containers", "repair_kit")


def _telecommunications(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "telecommunications_infrastructure", "software_developers")


EXCEPTION = LicenseException(
    symbol="SCP",
    section=CITE,
    reasons=frozenset({"AT"}),
    families=frozenset({"embargo"}),
    limbs=(
        _limb(
            "SCP(b)(1)",
            "use by the private sector",
            "Cuban private sector",
            "Is it for a private business in Cuba?",
            _private_sector,
            "it does not mainly serve revenue or operations of the state",
        ),
        _limb(
            "SCP(b)(2)",
            "items sold to individuals for personal or family use",
            "sold to individuals",
            "Is it sold to individuals for their own or their family's use?",
            _sold,
            "none of them is a listed official",
        ),
        _limb(
            "SCP(c)(1)",
            "gifts for science, culture, sport and the like",
            "donation for science or culture",
            "Is it donated for scientific, archaeological, cultural, ecological, educational or sporting work?",
            _science,
        ),
        _limb(
            "SCP(c)(2)",
            "professional items of travelers",
            "professional items of travelers",
            "Does a traveler take it along for professional work in Cuba?",
            _travelers,
            "the traveler keeps effective control and brings it back within two years",
        ),
        _limb(
            "SCP(c)(3)",
            "human rights and civil society groups",
            "civil society group",
            "Is it for a human rights or civil society organization, or individuals, that promote independent activity?",
            _civil_society,
        ),
        _limb(
            "SCP(d)",
            "telecommunications and software developers",
            "telecommunications for the people",
            "Is it for infrastructure that connects private users, or for developers of software?",
            _telecommunications,
            "it connects only private users",
        ),
        _limb(
            "SCP(e)",
            "persons with a presence in Cuba that OFAC authorizes",
            "presence authorized by OFAC",
            "Is it for a person whose presence in Cuba OFAC authorizes (31 CFR 515.573 or a license)?",
            _presence,
        ),
        _limb(
            "SCP(f)",
            "tools, kits, demonstration pieces and containers for a time",
            "temporary use in Cuba",
            "Is it in Cuba for a time only: tools, kits, demonstration, containers?",
            _for_a_time,
            "effective control is kept, and it is back within a year; demonstration 30 days at one place",
        ),
    ),
)
