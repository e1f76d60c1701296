"""The main job, shown: one order to ZTE in seven periods, beside what was said in public; a table, and a page.

python examples/zte/demo.py [--out out/zte]
"""

from __future__ import annotations

import argparse
import html
import sys
from datetime import date
from pathlib import Path

import altair as alt
import vl_convert
from rich.table import Table

from licet.api import decide
from licet.cli.show import console
from licet.decisions import Decision
from licet.intake import read_transactions
from licet.register import Event, events
from licet.workspace import Workspace

HERE = Path(__file__).parent
COLORS = {
    "prohibited": "#8c1d18", "license_required": "#d1495b", "review": "#c98a00", "exception_available": "#3a7d44",
    "no_license_required": "#3a7d44", "not_subject": "#4a6fa5",
}  # fmt: skip
BEGINS = ("2015-12-01", "2016-03-08", "2016-03-24", "2017-03-29", "2018-04-15", "2018-07-02", "2018-07-13")
ENDS = (*BEGINS[1:], "2018-12-31")


def decided(name: str, workspace: Workspace) -> list[Decision]:
    """The decisions of one example file."""
    return [decide(tx, workspace, where=name) for tx in read_transactions(HERE / name)]


def period_decisions(workspace: Workspace) -> list[Decision]:
    """The seven answers, in order."""
    return [found for path in sorted(HERE.glob("period-*.yaml")) for found in decided(path.name, workspace)]


def words(decision: Decision) -> str:
    """The answer, with the license or authority that makes it."""
    under = decision.values.get("authority")
    return decision.outcome.value.replace("_", " ") + (f" ({under})" if under else "")


def print_table(rows: list[tuple[str, Decision]]) -> None:
    """The answers as a table on the terminal."""
    table = Table(
        title="One order, asked in seven periods, and what stands beside it", title_justify="left", box=None, pad_edge=False
    )
    for column in ("order", "on", "answer", "because"):
        table.add_column(column, overflow="fold")
    for label, found in rows:
        style = "bold red" if not found.outcome.clears else "bold green"
        table.add_row(label, str(found.when.valid_on), f"[{style}]{words(found)}[/]", "; ".join(found.because[:4]))
    console().print(table)


def picture(found: list[Decision], said: list[Event], start: str, end: str, title: str, *, height: int) -> str:
    """Seven answers as bars, what was said and done as points above them: the picture as SVG."""
    bars = [
        {"from": max(a, start), "to": min(b, end), "answer": d.outcome.value, "says": d.outcome.value.replace("_", " ")}
        for a, b, d in zip(BEGINS, ENDS, found, strict=True)
        if a < end and b > start
    ]
    points = [
        {
            "on": e.on.isoformat(),
            "says": e.says,
            "row": i,
            "what": "done in law" if e.effect == "law" else "only said",
            "left": e.on.isoformat() < _middle(start, end),
        }
        for i, e in enumerate(said)
    ]
    x = alt.X(
        "from:T",
        title=None,
        scale=alt.Scale(domain=[start, end]),
        axis=alt.Axis(
            format="%b %Y",
            labelFontSize=12,
            grid=True,
            tickCount={"interval": "month", "step": 1 if _days(start, end) < 200 else 6},
        ),
    )
    answers = alt.Chart(alt.Data(values=bars)).mark_bar(height=30, cornerRadius=3).encode(
        x=x, x2="to:T",
        color=alt.Color("answer:N", scale=alt.Scale(domain=list(COLORS), range=list(COLORS.values())), legend=None),
    ).properties(height=40, width=900)  # fmt: skip
    labels = alt.Chart(alt.Data(values=[b for b in bars if _days(b["from"], b["to"]) > _days(start, end) / 6])).mark_text(
        align="left", dx=6, color="white", fontWeight="bold", fontSize=12
    ).encode(x="from:T", text="says:N")  # fmt: skip
    base = alt.Chart(alt.Data(values=points)).encode(
        x=alt.X("on:T", scale=alt.Scale(domain=[start, end]), axis=None), y=alt.Y("row:O", axis=None)
    )
    marks = base.mark_point(filled=True, size=110, opacity=1).encode(
        shape=alt.Shape("what:N", scale=alt.Scale(domain=["done in law", "only said"], range=["square", "circle"]),
                        legend=alt.Legend(title=None, orient="top", labelFontSize=12)),
        color=alt.condition("datum.what === 'done in law'", alt.value("#222222"), alt.value("#9a9a9a")),
    )  # fmt: skip
    texts = [
        base.transform_filter("datum.left" if left else "!datum.left").mark_text(
            align="left" if left else "right", dx=10 if left else -10, fontSize=12, limit=520, color="#222222"
        ).encode(text="says:N")
        for left in (True, False)
    ]  # fmt: skip
    chart = alt.vconcat(
        alt.layer(marks, *texts).properties(height=height, width=900), alt.layer(answers, labels), spacing=4
    ).resolve_scale(x="shared")
    chart = (
        chart.properties(title=alt.TitleParams(title, anchor="start", fontSize=15))
        .configure_view(stroke=None)
        .configure(font="sans-serif")
    )
    return vl_convert.vegalite_to_svg(chart.to_dict())


def _days(a: str, b: str) -> int:
    return (date.fromisoformat(b) - date.fromisoformat(a)).days


def _middle(start: str, end: str) -> str:
    return date.fromordinal((date.fromisoformat(start).toordinal() + date.fromisoformat(end).toordinal()) // 2).isoformat()


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>ZTE, 2016 to 2018: seven answers to one order</title>
<style>
body {{ font: 16px/1.55 Georgia, serif; color: #222; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; background: #fdfcf9; }}
h1 {{ font-size: 1.7rem; line-height: 1.2; }} h2 {{ font-size: 1.2rem; margin-top: 2.2rem; }}
figure {{ margin: 1.5rem 0; overflow-x: auto; }} figure svg {{ max-width: 100%; min-width: 44rem; height: auto; }}
figcaption {{ color: #555; font-size: .9rem; }}
table {{ border-collapse: collapse; width: 100%; font: 14px/1.45 system-ui, sans-serif; }}
td:first-child, td.day {{ white-space: nowrap; }}
th, td {{ text-align: left; padding: .45rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }}
.wide {{ overflow-x: auto; }} .answer {{ font-weight: 700; white-space: nowrap; }}
.stop::before {{ content: "\\25A0\\00A0"; color: #8c1d18; }} .go::before {{ content: "\\25CF\\00A0"; color: #3a7d44; }}
.said {{ color: #6b6b6b; }} .said b {{ font-weight: 400; font-style: italic; }}
@media (max-width: 40rem) {{ thead {{ display: none; }} table, tbody, tr, td {{ display: block; }} td {{ border: 0; padding: .1rem 0; }}
  tr {{ border-top: 1px solid #ddd; padding: .5rem 0; }} .wide {{ overflow-x: visible; }} }}
@media print {{ body {{ margin: 0; max-width: none; }} figure svg {{ min-width: 0; }} }}
</style></head><body>
<h1>One order to ZTE, asked in seven periods</h1>
<p>Ethernet switches (ECCN 5A991) and programmable logic (3A991.d), made in the United States, for ZTE Corporation in China. What
may be shipped changed six times in 28 months. In May 2018 it did not change at all, whatever was said.</p>
<figure>{whole}<figcaption>Bars: the answer on each day. Squares were acts in law, circles were only said.</figcaption></figure>
<figure>{spring}<figcaption>April to July 2018: between the order and its end, promises moved nothing; the authorization of 2 July opened a
few classes of support.</figcaption></figure>
<h2>The seven answers</h2><div class="wide"><table><thead><tr><th>Asked on</th><th>Answer</th><th>Because</th></tr></thead><tbody>{rows}</tbody></table></div>
<h2>Beside it</h2><div class="wide"><table><thead><tr><th>Order</th><th>Asked on</th><th>Answer</th><th>Because</th></tr></thead><tbody>{others}</tbody></table></div>
<h2>What happened and what was said</h2><div class="wide"><table><thead><tr><th>Day</th><th>What</th><th>Source</th></tr></thead><tbody>{record}</tbody></table></div>
<p>Made by <code>examples/zte/demo.py</code> from the facts licet ships. licet informs and is not legal advice.</p>
</body></html>
"""


def page(found: list[Decision], others: list[tuple[str, Decision]]) -> str:
    """The reader's page: self-contained, no scripts."""
    told = [e for e in events("zte") if e.on < date(2019, 1, 1)]
    spring = [e for e in told if date(2018, 4, 1) <= e.on <= date(2018, 7, 31)]
    key = {
        "listed",
        "tgl",
        "settlement-2017",
        "removed",
        "activated",
        "tweet-1",
        "superseding",
        "authorization",
        "terminated",
    }

    def cells(decision: Decision) -> str:
        kind = "go" if decision.outcome.clears else "stop"
        cites = html.escape("; ".join(decision.because[:5]))
        return f'<td class="day">{decision.when.valid_on}</td><td class="answer {kind}">{html.escape(words(decision))}</td><td>{cites}</td>'

    return PAGE.format(
        whole=picture(found, [e for e in told if e.id in key], "2015-12-01", "2018-12-31", "2016 to 2018", height=230),
        spring=picture(found, spring, "2018-04-01", "2018-07-31", "Spring and summer of 2018", height=260),
        rows="".join(f"<tr>{cells(d)}</tr>" for d in found),
        others="".join(f"<tr><td>{html.escape(label)}</td>{cells(d)}</tr>" for label, d in others),
        record="".join(
            f'<tr class="{"" if e.effect == "law" else "said"}"><td>{e.on}</td><td><b>{html.escape(e.says)}</b></td><td>{html.escape(e.cite)}</td></tr>'
            for e in told
        ),
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("out/zte"))
    out = parser.parse_args().out
    workspace = Workspace(shipped_only=True)
    seven = period_decisions(workspace)
    eight_star = decided("eight-star.yaml", workspace)
    beside = [
        ("Beijing 8-Star", eight_star[0]), ("Beijing 8-Star", eight_star[3]), ("Beijing 8-Star", eight_star[-1]),
        ("ZTE Parsian, from Germany", decided("parsian.yaml", workspace)[3]),
        *[(f"Korean maker, {d.id.removeprefix('KR-').replace('-', ' ')} US content", d) for d in decided("foreign-maker.yaml", workspace)],
        ("unrelated carrier", decided("other-carrier.yaml", workspace)[0]),
    ]  # fmt: skip
    print_table([*[(d.id, d) for d in seven], *beside])
    out.mkdir(parents=True, exist_ok=True)
    (out / "index.html").write_text(page(seven, beside), "utf-8")
    console().print(f"\nThe seven answers beside what was said: [bold]{out / 'index.html'}[/]")
    return 0


if __name__ == "__main__":
    sys.exit(main())
