"""Part 742: license requirements that entries state in words instead of naming a chart column.

In order: items another agency may have; technology whose subject was not told; rows with a reach in words (600 series .y to
China, Russia, Venezuela; encryption; worldwide plurilateral controls; surreptitious listening ...); chips and chip-making tools
(in files of their own); anti-terrorism controls; what content of a foreign item still asks for.
"""

from __future__ import annotations

from dataclasses import replace

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.item_sets import covered
from licet.law.us.ear.part734_deminimis import RIDER
from licet.law.us.ear.part734_outside import other_agency
from licet.law.us.ear.part734_scope import Scope
from licet.law.us.ear.part738_requirements import UNLOADING, unloaded
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part742_chips import advanced_computing, memory, model_weights, outgoing_technology
from licet.law.us.ear.part742_lines import Line, lines_of, prose, what_for, whichever_paragraph
from licet.law.us.ear.part742_tools import chip_making_tools, restricted_tools
from licet.proofs import FAILS, HOLDS, UNKNOWN, Question, all_of, condition, negation

PACK = "us/ear/part742_controls"
#: Rules with functions of their own below, or that part 746 answers for.
ELSEWHERE = ("742.6(a)(6)", "742.4(a)(4)", "742.6(a)(11)", "742.6(a)(13)", "746.")
#: Entries of 15 CFR 738.3(a)(1) that keep GOV for agencies of the US Government, and those that keep nothing.
LISTENING = ("5A001.f.1", "5A980", "5D001", "5D980")
NOTHING_OPEN = ("0A983", "5E001.a", "5E980")


def prose_requirements(q: Inquiry, scope: Scope) -> tuple[Requirement, ...]:
    """What part 742 asks in words of an item on the list, for its destination."""
    if q.eccn is None or q.to is None or not q.on_ccl:
        return (*agency(q), *foreign_military(q, scope), *bundled_software(scope), *munitions_content(q, scope))
    stops = [stop for stop in q.tx.via if stop in UNLOADING and stop != q.to]
    there = (unloaded(each, stop) for stop in stops for each in _of_place(replace(q, tx=replace(q.tx, destination=stop)), scope))
    lines = lines_of(q.eccn, q.to, q.on, q.item.description, path=q.path) or ()
    rows = (found for line in lines if (found := row_in_words(q, line)) is not None)
    return (
        *there,
        *agency(q),
        *technology(q, lines),
        *any_paragraph(q, lines),
        *rows,
        *advanced_computing(q),
        *memory(q),
        *model_weights(q),
        *outgoing_technology(q),
        *chip_making_tools(q, scope),
        *restricted_tools(q, scope, lines),
        *anti_terrorism(q, lines),
        *bundled_software(scope),
        *munitions_content(q, scope),
    )


def _of_place(q: Inquiry, scope: Scope) -> tuple[Requirement, ...]:
    """What part 742 asks in words for the place alone: of a stop where the goods are unloaded (15 CFR 736.2(b)(8))."""
    lines = lines_of(q.eccn or "", q.to or "", q.on, q.item.description, path=q.path) or ()
    rows = (row for line in lines if (row := row_in_words(q, line)) is not None)
    every = (*rows, *advanced_computing(q), *memory(q), *chip_making_tools(q, scope))
    return tuple(each for each in every if each.proof.verdict is HOLDS and "not enforced" not in each.reason)


def agency(q: Inquiry) -> tuple[Requirement, ...]:
    """An item that another agency may control is not cleared before it is known whose it is (734.3(b)(1))."""
    found = other_agency(q)
    if found is None or found.proof.verdict is not UNKNOWN:
        return ()
    return (prose("another agency", found.proof, *found.cites, open_to=frozenset()),)


# --- rows with a reach in words -----------------------------------------------------------------------------------------


def row_in_words(q: Inquiry, line: Line) -> Requirement | None:
    """A row whose reach is in words, where no function below answers for it."""
    control = line.control
    if control.column or control.reason in ("UN", "RUSSIA") or control.rule.startswith(ELSEWHERE) or line.proof.verdict is FAILS:
        return None
    proof = line.proof
    if q.deemed and control.rule.startswith(("742.4(a)(5)", "742.6(a)(10)")):
        out = negation(
            "no exclusion for deemed exports serves",
            q.told(
                "an exclusion for deemed exports serves",
                None,
                f"{q.path}.deemed_exclusion",
                f"Does an exclusion for releases in 15 CFR {control.rule} serve?",
                cite=control.home,
            ),
        )
        proof = all_of(proof.claim, proof, out, cite=proof.cite)
    cites = [control.cite, control.home]
    if control.reason == "EI":
        cites.append("15 CFR 742.15(a)")
    if covered(q.eccn, (*LISTENING, *NOTHING_OPEN)):
        cites.append("15 CFR 738.3(a)(1)")
    if q.heading == "0A983":
        cites.append("15 CFR 742.11")
    return prose(f"{control.reason} {control.rule}", proof, *cites, policy=_row_policy(q, line), open_to=_open(q, control.reason))


def technology(q: Inquiry, lines: tuple[Line, ...]) -> tuple[Requirement, ...]:
    """Technology of which nobody said what it is for: the entry's first national security row is taken to cover it.

    The entry's rows for technology "for 3A001 ..." cannot be told apart without the subject. Taking the main row is the
    strict side: it can only add a requirement, and the other rows stay open. Where an entry has no such row, or is one of
    software, every row that may cover the item must reach the destination: then it needs a license whatever it is for.
    """
    if q.group not in ("D", "E") or what_for(q.eccn or "", q.item.description) is not None:
        return ()
    beyond = [line for line in lines if line.reason != "AT" and line.control.column]
    if any(line.proof.because[0].verdict is HOLDS for line in beyond):
        return ()
    main = next((line for line in beyond if line.reason == "NS"), None) if q.group == "E" else None
    may = [line for line in beyond if line.proof.because[0].verdict is not FAILS]
    if main is None and may and all(line.proof.because[1].verdict is HOLDS for line in may):
        main = may[0]
    if main is None or main.proof.because[0].verdict is FAILS or main.proof.because[1].verdict is not HOLDS:
        return ()
    claim = f"{main.control.cite} covers technology of which it was not told what it is for"
    proof = all_of(claim, condition(claim, True, cite=main.control.cite), main.proof.because[1], cite=main.control.cite)
    return (Requirement(reason=main.control.column, family="chart", proof=proof, cites=(main.control.cite, main.control.home)),)


def any_paragraph(q: Inquiry, lines: tuple[Line, ...]) -> tuple[Requirement, ...]:
    """What the entry asks however its open point is answered: an ECCN that stands for several paragraphs, each of which needs
    a license for the same reason; and an ordinary item of a paragraph that leaves out a special function, which whoever
    relies on it must show ("it is not for use in a 9A610.b aircraft").
    """
    held = {line.reason for line in lines if line.proof.verdict is HOLDS}
    strict = lines_of(q.eccn or "", q.to or "", q.on, q.item.description, path=q.path, presume=True) or ()
    ordinary = {line.reason: line.control for line in strict if line.proof.verdict is HOLDS}
    for reason in whichever_paragraph(q.eccn or "", q.to or "", q.on) or ():
        ordinary.setdefault(reason, next(line.control for line in lines if line.reason == reason))
    found = [(reason, control) for reason, control in sorted(ordinary.items()) if reason not in ("UN", "RUSSIA", *held)]
    return tuple(
        Requirement(
            reason=reason,
            family="chart",
            proof=condition(
                f"{reason} asks for a license to {q.to} whichever paragraph of {q.eccn} it is, or unless shown to be left out",
                True,
                cite=control.cite,
            ),
            cites=(control.cite, control.home),
        )
        for reason, control in found
        if not control.rule.startswith(ELSEWHERE)
    )


def _row_policy(q: Inquiry, line: Line) -> str | None:
    """How an application is met under the row's section."""
    if line.control.rule.startswith("742.6(a)(7)"):
        return "policy of denial" if member("D:5", q.to or "", q.on) else "case by case"
    return "case by case" if line.reason in ("EI", "RS", "NS", "CC") else None


def _open(q: Inquiry, reason: str) -> frozenset[str] | None:
    """Entries that need a license everywhere leave GOV for US agencies, or nothing (15 CFR 738.3(a)(1), 740.2(a)(3), (10))."""
    if covered(q.eccn, NOTHING_OPEN):
        return frozenset()
    return frozenset({"GOV(b)(2)(ii)"}) if reason == "SL" and covered(q.eccn, LISTENING) else None


# --- anti-terrorism, and 600 series content ------------------------------------------------------------------------------


def anti_terrorism(q: Inquiry, lines: tuple[Line, ...]) -> tuple[Requirement, ...]:
    """Every entry that gives AT as a reason: Iran (742.8), Syria (742.9), North Korea (742.19), Sudan to 2021-01-13 (742.10)."""
    places = q.law.get(f"{PACK}/terrorist_supporting_states")
    if places is None or q.to not in places.value or not any(line.reason == "AT" for line in lines):
        return ()
    cite = str(places.value[q.to])
    proof = condition(f"anti-terrorism controls reach {q.to}", True, cite=cite, rests_on=places.ref)
    return (prose(f"AT {q.to}", proof, cite, f"CCL {q.heading}: AT 1", policy="general policy of denial"),)


def munitions_content(q: Inquiry, scope: Scope) -> tuple[Requirement, ...]:
    """600 series and 9x515 content without a level, in a foreign item to D:5: its own requirement goes with it.

    The Code makes the item subject to the EAR (734.4(a)(6)) and states a policy for such content (742.4(b)(1)(ii)); whether
    the finished item's own classification alone governs the license is a reading we do not make for the .a to .x paragraphs,
    and put to a person for .y.
    """
    if not scope.munitions:
        return ()
    grave = "15 CFR 742.4(b)(1)(ii)" in scope.munitions and scope.proof.verdict is HOLDS
    asks = Question(
        f"{q.path}.eccn", "Does the finished item's own classification govern, or does its .y content keep its requirement?"
    )
    proof = condition(
        "its 600 series or 9x515 content needs a license to the destination",
        True if grave else None,
        cite=scope.munitions[0],
        asks=asks,
    )
    return (
        prose(
            "NS 600 series content" if grave else "RS .y content",
            proof,
            *scope.munitions,
            policy="policy of denial",
            open_to=frozenset({"GOV(b)(2)"}),
        ),
    )


def bundled_software(scope: Scope) -> tuple[Requirement, ...]:
    """US-origin software beyond AT-only and EAR99 that goes along with a foreign commodity is tested by itself."""
    return tuple(prose("bundled US software", rider, RIDER) for rider in scope.riders)


def foreign_military(q: Inquiry, scope: Scope) -> tuple[Requirement, ...]:
    """A foreign military item that content brought in is 0A919 when that content is of the 600 series or the listed cameras.

    0A919 needs a license where RS 1 is marked (15 CFR 742.6(a)(3)); with other content its classification is a question.
    """
    if q.eccn != "ML-foreign" or q.to is None or scope.proof.verdict is FAILS:
        return ()
    kinds = ("??6??", "6A003.b.3", "6A003.b.4.b", "6A003.b.4.c", "0A919")
    held = any(covered(part.eccn, kinds) for part in q.item.us_content or ())
    if not held:
        asks = Question(f"{q.path}.eccn", "It is subject to the EAR: what is its ECCN (0A919, 600 series)?")
        return (
            prose(
                "classification",
                condition("its classification asks for a license", None, cite="15 CFR 738.2", asks=asks),
                "CCL 0A919",
            ),
        )
    marked = [line for line in lines_of("0A919", q.to, q.on, presume=True) or () if line.control.column == "RS 1"]
    return tuple(
        prose(
            "RS 1", line.proof, "CCL 0A919: RS 1", "15 CFR 742.6(a)(3)", "15 CFR 740.2(a)(11)", policy="case by case",
            open_to=frozenset({"GOV(b)(2)(ii)"}),
        )
        for line in marked
    )  # fmt: skip
