"""What is outside the EAR (15 CFR 734.3(b)): another agency's items, printed matter, published and like information.

A class is taken from what the caller states (the item's `jurisdiction`, `published`, the ECCN placeholders "USML",
"published") or says in words. Words that undo a class (a restriction on publication, proprietary input) win.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from licet.law.inquiry import Inquiry
from licet.law.us.ear.item_sets import covered, product_group
from licet.law.us.ear.part734_content import anti_terrorism_only, nature
from licet.proofs import Proof, Question, all_of, condition, pledge

#: Who has an item that BIS has not, by what callers write: pattern, short name, paragraph of 734.3(b)(1).
AGENCIES: tuple[tuple[str, str, str], ...] = (
    (r"\b(ITAR|USML|DDTC|22 CFR 12\d|Department of State|State Department)\b", "ITAR", "15 CFR 734.3(b)(1)(i)"),
    (r"\b(OFAC|Treasury|31 CFR)\b", "OFAC", "15 CFR 734.3(b)(1)(ii)"),
    (r"\b(NRC|Nuclear Regulatory|10 CFR (part )?110)\b", "NRC", "15 CFR 734.3(b)(1)(iii)"),
    (r"\b(DOE|Department of Energy|NNSA|10 CFR (part )?810)\b", "DOE", "15 CFR 734.3(b)(1)(iv)"),
    (r"\b(PTO|USPTO|Patent and Trademark)\b", "PTO", "15 CFR 734.3(b)(1)(v)"),
    (r"\b(FMS|Foreign Military Sales)\b", "FMS", "15 CFR 734.3(b)(1)(vi)"),
)  # fmt: skip
_OURS = re.compile(r"\b(EAR|BIS|Commerce)\b", re.IGNORECASE)
_PRINTED = re.compile(
    r"\b(printed (?:books?|matter|pamphlets?)|books?|pamphlets?|newspapers?|periodicals?|sheet music|atlas(?:es)?"
    r"|(?:paper|printed) maps?|calendars?|motion picture films?|microfilm)\b",
    re.IGNORECASE,
)
_RESTRICTED = re.compile(
    r"\b(proprietary|confidential|pre-?publication (?:review|approval)|publication (?:is |was )?(?:restricted|withheld|barred)"
    r"|not (?:to be |intended to be |yet )?published|unpublished|restrict\w+ on publication|sponsor (?:review|approval)"
    r"|access (?:is )?restricted|trade secrets?)\b",
    re.IGNORECASE,
)  # fmt: skip
_NOT_TECHNOLOGY = re.compile(
    r"\b(marketing (?:material|brochure)|non-proprietary system descriptions?|general system descriptions?)\b", re.IGNORECASE
)
STANDARDS_FROM, BUILD_FILES_FROM, NOTICE_ONLY_NON_STANDARD = date(2024, 7, 18), date(2020, 3, 9), date(2021, 3, 29)
PUBLISHED, RESEARCH, PRINTED = "15 CFR 734.7", "15 CFR 734.8", "15 CFR 734.3(b)(2)"


class Outside(NamedTuple):
    """A class that may take the item out of the EAR.

    Attributes:
        proof: Holds when it does.
        cites: Its paragraph of 734.3(b) first.
        regime: The other agency's short name, None for the information classes.
    """

    proof: Proof
    cites: tuple[str, ...]
    regime: str | None = None


def outside(q: Inquiry) -> Outside | None:
    """The class the facts point at, None when they point at none."""
    return other_agency(q) or printed_matter(q) or information(q)


def other_agency(q: Inquiry) -> Outside | None:
    """Items exclusively controlled by another agency (734.3(b)(1)): not subject to the EAR, and not free to go."""
    said = " ".join(text for text in (q.item.jurisdiction, "USML" if q.eccn == "USML" else None) if text)
    if not said:
        return None
    for pattern, regime, paragraph in AGENCIES:
        if re.search(pattern, said, re.IGNORECASE):
            proof = condition(f"the item is exclusively controlled by another agency ({regime})", True, cite=paragraph)
            return Outside(proof=proof, cites=("15 CFR 734.3(b)(1)", paragraph), regime=regime)
    if _OURS.search(said):
        return None
    asks = Question(f"{q.path}.jurisdiction", f"Which agency controls the item ({said})?")
    return Outside(
        proof=condition("another agency exclusively controls the item", None, cite="15 CFR 734.3(b)(1)", asks=asks),
        cites=("15 CFR 734.3(b)(1)",),
    )


def printed_matter(q: Inquiry) -> Outside | None:
    """Books, newspapers, maps, films and the like on paper or film (734.3(b)(2)); encryption source code in files stays in."""
    said = _PRINTED.search(q.item.description or "")
    plain = q.eccn in (None, "EAR99", "published", "n/a")
    information_on_paper = product_group(q.eccn) in ("D", "E") and said is not None and said[0].lower().startswith("printed")
    if said is None or not (plain or information_on_paper):
        return None
    electronic = bool(
        re.search(r"\b(electronic|file|disk|CD|download|e-?books?|software)\b", q.item.description or "", re.IGNORECASE)
    )
    if electronic:
        return None
    return Outside(proof=condition("the item is printed matter, film or music", True, cite=PRINTED), cites=(PRINTED,))


def information(q: Inquiry) -> Outside | None:
    """Published, fundamental research, teaching, patents, standards work, telemetry (734.3(b)(3))."""
    text = " ".join(t for t in (q.item.description, q.tx.end_use) if t)
    said = q.words.says
    a_thing = nature(q.eccn, q.item.description) == "commodity" and not said("telemetry")
    if q.item.published is False or (q.eccn != "published" and not q.item.published and a_thing):
        return None
    if said("fundamental_research"):
        return _class("arises in fundamental research and is meant to be published", ("15 CFR 734.3(b)(3)(ii)", RESEARCH), text)
    if said("teaching"):
        return _class("is released in a catalog course or its laboratory", ("15 CFR 734.3(b)(3)(iii)",), text)
    if said("patent"):
        return _class("is in a patent or published application", ("15 CFR 734.3(b)(3)(iv)", "15 CFR 734.10(a)"), text)
    if said("standards") and (q.on >= STANDARDS_FROM or not (q.item.published or q.eccn == "published")):
        return _standards(q)
    if said("telemetry") and q.eccn in (None, "published", "EAR99"):
        return _class("is telemetry data", ("15 CFR 734.3(b)(3)(vi)",), text)
    if _NOT_TECHNOLOGY.search(text) and q.eccn in (None, "published", "EAR99"):
        return _class("is a non-proprietary system description", ("15 CFR 734.3(b)(3)(v)",), text)
    if (
        q.item.published
        or q.eccn == "published"
        or (said("published") and q.item.published is None and product_group(q.eccn) in ("D", "E"))
    ):
        return _published(q, text)
    return None


def _class(claim: str, cites: tuple[str, ...], text: str) -> Outside:
    """A class of information, unless the words undo it."""
    undone = bool(_RESTRICTED.search(text))
    proof = all_of(
        f"the information {claim}",
        condition(f"it {claim}", True, cite=cites[0]),
        condition("no restriction on publication or proprietary input undoes that", not undone, cite=cites[-1]),
        cite=cites[0],
    )
    return Outside(proof=proof, cites=("15 CFR 734.3(b)(3)", *cites))


def _published(q: Inquiry, text: str) -> Outside:
    """Available to the public without limits on its further spread (734.7(a)).

    5D002 also needs 742.15(b); files to build firearms stay in (734.7(c), since 2020-03-09).
    """
    cites = ["15 CFR 734.3(b)(3)(i)", PUBLISHED]
    parts = [
        condition("it is published", True, cite=PUBLISHED),
        condition("nothing limits its further spread", not _RESTRICTED.search(text), cite="15 CFR 734.7(a)"),
    ]
    firearm = bool(re.search(r"\b(firearms?|guns?|receivers?|0A50[1679])\b", text, re.IGNORECASE)) and bool(
        re.search(r"\b(CNC|AMF|G-code|3D[- ]print\w*|build files?|CAD files?)\b", text, re.IGNORECASE)
    )
    if q.on >= BUILD_FILES_FROM and (firearm or covered(q.eccn, ["0D501", "0E501", "0D505", "0E505"])):
        cites.append("15 CFR 734.7(c)")
        parts.append(
            condition(
                "it is no file ready to build a firearm, its frame or receiver",
                not firearm if firearm else None,
                cite="15 CFR 734.7(c)",
                asks=Question(
                    f"{q.path}.description", "Is it a file ready for a machine that builds a firearm, its frame or receiver?"
                ),
            )
        )
    if covered(q.eccn, ["5D002"]):
        cites.append("15 CFR 742.15(b)")
        standard = not re.search(r"non-?standard cryptograph", text, re.IGNORECASE)
        if q.on < NOTICE_ONLY_NON_STANDARD or not standard:
            parts.append(
                pledge("the e-mail notice of 15 CFR 742.15(b) was sent to BIS and the ENC coordinator", cite="15 CFR 742.15(b)")
            )
        else:
            parts.append(condition("no notice is needed for standard cryptography", True, cite="15 CFR 742.15(b)"))
    return Outside(proof=all_of("the information is published", *parts, cite=cites[0]), cites=("15 CFR 734.3(b)(3)", *cites))


def _standards(q: Inquiry) -> Outside | None:
    """Release for a published or to-be-published standard (734.10(b), from 2024-07-18): EAR99, AT-only, and some of
    5D002, 5E002 (cryptography) and 9D515, 9E515."""
    if q.on < STANDARDS_FROM:
        return None
    plain = anti_terrorism_only(q.eccn) or q.eccn == "published"
    some = covered(q.eccn, ["5D002", "5E002", "9D515", "9E515"])
    truth = None if q.eccn is None or some else bool(plain)
    asks = Question(f"{q.path}.eccn", "Is it cryptographic or spacecraft technology of the kind 15 CFR 734.10(b) names?")
    proof = all_of(
        "the release is for a standards-related activity",
        condition("it is for a published standard, or one meant to be published", True, cite="15 CFR 734.10(b)"),
        condition("it is EAR99, AT-only or otherwise named", truth, cite="15 CFR 734.10(b)", asks=asks),
        cite="15 CFR 734.3(b)(3)(iv)",
    )
    return Outside(proof=proof, cites=("15 CFR 734.3(b)(3)", "15 CFR 734.3(b)(3)(iv)", "15 CFR 734.10(b)"))
