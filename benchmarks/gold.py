"""Score licet on worked cases: outcomes, numbers, reasons, and false clearances.

python benchmarks/gold.py CASES.jsonl [--area party]... [--show] [--json]

Rules of scoring: an outcome equal to the expected one earns a full mark, one that is only acceptable half; every number must
be exact; `because` is the share of expected citations whose section licet names; a false clearance is a clearing outcome
where none is acceptable, and is counted apart. Only facts that a user would type are given to licet: the question's prose,
the expected answer and the notes are not.

Cases of penalty arithmetic carry their amounts in the prose alone. For those whose figures stand in a transcription made by
hand (tests/law/penalty-transcribed.jsonl: id and a `licet penalty` request), the numbers and reasons of `licet penalty` on them
are scored beside the outcome, and the output says so.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from licet.api import decide
from licet.citations import Citation
from licet.cli.penalty import as_dict as penalty_amounts
from licet.cli.penalty import assessment
from licet.decisions import json_number
from licet.errors import LicetError
from licet.intake import transaction_from
from licet.law.us.ear.penalties import penalty as penalty_of
from licet.workspace import Workspace

TRANSCRIBED = Path(__file__).parents[1] / "tests/law/penalty-transcribed.jsonl"
CLEARING = {"not_subject", "no_license_required", "exception_available"}


def section(cite: str) -> str:
    """What two spellings of one place share: part and section, supplement, page, or entry with its columns."""
    text = cite.replace("§", "").strip()
    text = re.sub(r"\s+", " ", text)
    supplement = re.search(r"Supp\. (?:No\. )?(\d+)(?: to (?:part )?(\d+))?", text)
    if supplement:
        part = supplement[2] or next(iter(re.findall(r"(?:CFR )?(?:part )?(\d{3})\b", text)), "")
        return f"part {part} Supp. {supplement[1]}"
    if match := re.match(r"CCL (\w+)", text):
        return f"CCL {match[1]}"
    if match := re.search(r"(\d+) CFR (?:part )?(\d+(?:\.\d+)?)", text):
        return f"{match[1]} CFR {match[2]}"
    if match := re.search(r"(\d+) FR (\d+)", text):
        return f"{match[1]} FR {match[2]}"
    return Citation.read(text).section.lower()


def named(expected: str, because: list[str]) -> bool:
    """Whether licet's reasons name the expected section."""
    wanted = section(expected)
    return any(section(one) == wanted for one in because) or expected in because


def numbers_right(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """The numbers that differ, as text."""
    wrong = []
    for key in ("controlled_content_pct", "threshold_pct"):
        if key in expected and not _same(expected[key], got.get(key)):
            wrong.append(f"{key}: {got.get(key)} for {expected[key]}")
    for key, value in expected.get("compute", {}).items():
        if not _same(value, got.get("compute", {}).get(key)):
            wrong.append(f"{key}: {got.get('compute', {}).get(key)} for {value}")
    return wrong


def _same(one: Any, other: Any) -> bool:
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except ArithmeticError:
        return str(one) == str(other)


def transcriptions(path: Path = TRANSCRIBED) -> dict[str, dict[str, Any]]:
    """Penalty requests by case, as somebody typed them from the prose."""
    if not path.is_file():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return {row["id"]: row["request"] for row in rows}


def through_penalty(request: dict[str, Any], as_of: str) -> dict[str, Any]:
    """What `licet penalty` gives for a transcribed request: `compute`, and the citations of its figures."""
    told = assessment(request, "transcription", as_of)
    found = [penalty_of(violation, told.assessed_on) for violation in told.violations]
    return {"compute": penalty_amounts(told, found)["compute"], "because": [cite for each in found for cite in each.cites]}


def run(path: Path, areas: list[str], show: bool) -> dict[str, Any]:
    """Decide every case and score it."""
    workspace = Workspace(shipped_only=True)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    false_clearances, started = [], time.perf_counter()
    typed, by_hand = transcriptions(), 0
    for row in rows:
        if areas and row["area"] not in areas:
            continue
        expected = row["expected"]
        try:
            tx = transaction_from({**row["transaction"], "id": row["id"], "as_of": row["as_of"]})
            got = json.loads(json.dumps(decide(tx, workspace).as_dict(), default=json_number))
        except LicetError as error:
            got = {"outcome": f"error: {error}", "because": []}
        if row["id"] in typed:
            amounts = through_penalty(typed[row["id"]], row["as_of"])
            got["compute"] = {**got.get("compute", {}), **amounts["compute"]}
            got["because"] = [*amounts["because"], *got["because"]]
            by_hand += 1
        outcome = got["outcome"]
        exact, acceptable = outcome == expected["outcome"], outcome in expected["acceptable"]
        wrong = numbers_right(expected, got)
        missing = [cite for cite in expected.get("because", []) if not named(cite, got["because"])]
        false_clear = outcome in CLEARING and not CLEARING & set(expected["acceptable"])
        if false_clear:
            false_clearances.append(row["id"])
        others = [
            key
            for key in ("subject_to_ear", "exception", "blocked", "red_flag")
            if key in expected and expected[key] != got.get(key)
        ]
        documents = [k for k, v in expected.get("documents", {}).items() if got.get("documents", {}).get(k) != v]
        for key in (row["area"], "all"):
            total = totals[key]
            total["cases"] += 1
            total["exact"] += exact
            total["acceptable"] += acceptable
            total["number_errors"] += len(wrong)
            total["because"] += len(expected.get("because", [])) - len(missing)
            total["because_of"] += len(expected.get("because", []))
            total["false_clear"] += false_clear
            total["beside"] += len(others) + len(documents)
        if show and (not exact or wrong or missing or others or documents):
            mark = "FALSE CLEARANCE" if false_clear else "exact" if exact else "acceptable" if acceptable else "WRONG"
            print(f"{mark:10} {row['area']:18} {row['id']} {outcome} for {expected['outcome']}\n    {row['question']}")
            if missing:
                print(f"    missing: {missing}\n    named: {got['because'][:14]}")
            for problem in [
                *wrong,
                *[f"{k}: {got.get(k)} for {expected[k]}" for k in others],
                *[f"documents.{k}" for k in documents],
            ]:
                print(f"    {problem}")
    return {
        "areas": {area: dict(total) for area, total in sorted(totals.items())}, "false_clearances": false_clearances,
        "transcribed": by_hand, "seconds": round(time.perf_counter() - started, 2),
    }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--area", action="append", default=[])
    parser.add_argument("--show", action="store_true", help="print every case that is not perfect")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    result = run(given.cases, given.area, given.show)
    if given.json:
        print(json.dumps(result))
    else:
        print(f"{'area':20} cases  exact  accept  because  number errors  beside  false clearances")
        for area, t in result["areas"].items():
            n = t["cases"]
            recall = t["because"] / t["because_of"] if t["because_of"] else 1
            print(
                f"{area:20} {n:5.0f} {t['exact'] / n:6.1%} {t['acceptable'] / n:7.1%} {recall:8.1%} {t['number_errors']:14.0f} {t['beside']:7.0f} {t['false_clear']:8.0f}"
            )
        if result["transcribed"]:
            print(f"{result['transcribed']} penalty cases: figures transcribed from the prose by hand ({TRANSCRIBED.name}), then licet penalty")
        print(f"{result['seconds']} s")
    return 1 if result["false_clearances"] else 0


if __name__ == "__main__":
    sys.exit(main())
