"""The report's pictures, drawn by Vega through vl-convert as SVG: money by month, by customer, and as a flow.

Colors are told apart by people who see few, and each also stands in words (Okabe and Ito's palette). A flow band is as wide as
its dollars; the smallest are drawn a hair wide so that none is lost.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

COLORS = {
    "stops": "#D55E00",
    "holds": "#E69F00",
    "worsens": "#CC79A7",
    "frees": "#009E73",
    "eases": "#56B4E9",
    "cannot be built": "#0072B2",
}
WORDS = {
    "stops": "stopped", "holds": "waits for review", "worsens": "stricter", "frees": "becomes free", "eases": "easier",
    "cannot be built": "cannot be built",
}  # fmt: skip
#: Nodes of one column of the flow; the rest are drawn as one.
MOST_NODES = 14
_WIDTH, _BAR = 1060.0, 14.0
#: Where the bars of each column stand; the last leaves room for the names of products on its right.
_COLUMNS = (0.0, 300.0, 600.0, 900.0)
#: Height of all the money, least height a node takes, and the gap between nodes.
_BODY, _ROOM, _GAP = 260.0, 16.0, 6.0
_FONT = "Helvetica, Arial, sans-serif"


def bars(rows: list[dict[str, Any]], title: str, *, horizontal: bool = False) -> str:
    """Dollars by key, stacked by what happens; possible exposure is drawn pale. An empty text when there are no rows."""
    import altair as alt
    import vl_convert as vlc

    if not rows:
        return ""
    kept = _top(rows) if horizontal else rows
    values = [
        {
            "key": row["key"], "usd": float(row["value_usd"]), "what": WORDS[row["change"]], "certainty": row["certainty"],
            "said": f"{row['key']}: {row['value_usd']} USD {WORDS[row['change']]}, {row['certainty']}",
        }
        for row in kept
    ]  # fmt: skip
    names = [WORDS[change] for change in COLORS if any(row["change"] == change for row in kept)]
    colors = [COLORS[change] for change in COLORS if any(row["change"] == change for row in kept)]
    money: dict[str, Any] = {"axis": alt.Axis(title="US dollars", format="~s", grid=True)}
    key: dict[str, Any] = {"axis": alt.Axis(title=None, labelLimit=230)}
    encode: dict[str, Any] = {
        "color": alt.Color("what:N", scale=alt.Scale(domain=names, range=colors), legend=alt.Legend(title=None, orient="top")),
        "opacity": alt.Opacity(
            "certainty:N",
            scale=alt.Scale(domain=["established", "possible"], range=[1, 0.45]),
            legend=alt.Legend(title=None, orient="top"),
        ),
        "description": "said:N",
    }
    if horizontal:
        encode |= {"y": alt.Y("key:N", sort="-x", **key), "x": alt.X("sum(usd):Q", **money)}
        size = {"width": 340, "height": {"step": 24}}
    else:
        encode |= {"x": alt.X("key:O", **key), "y": alt.Y("sum(usd):Q", **money)}
        size = {"width": 420, "height": 230}
    chart = alt.Chart(alt.InlineData(values=values), title=title).mark_bar().encode(**encode).properties(**size)
    chart = chart.configure(font=_FONT).configure_title(anchor="start", fontSize=14).configure_view(stroke=None)
    return _inline(vlc.vegalite_to_svg(chart.to_dict()), title)


def _top(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of the largest keys; the others as one key."""
    total: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        total[row["key"]] += Decimal(row["value_usd"])
    kept = set(sorted(total, key=lambda key: -total[key])[:MOST_NODES])
    return [row if row["key"] in kept else row | {"key": f"{len(total) - len(kept)} others"} for row in rows]


def flow(body: dict[str, Any]) -> str:
    """Money at risk from the measure through how it reaches us and the customer to the product. Empty when nothing is at risk."""
    import vl_convert as vlc

    bands = _bands(body)
    if not bands:
        return ""
    nodes, links, height = _laid_out(bands)
    heads = [
        {"x": x, "label": word} for x, word in zip(_COLUMNS, ("measure", "how it reaches us", "customer", "product"), strict=True)
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": _WIDTH,
        "height": height,
        "padding": 6,
        "config": {"font": _FONT},
        "data": [{"name": "links", "values": links}, {"name": "nodes", "values": nodes}, {"name": "heads", "values": heads}],
        "marks": [
            {
                "type": "text",
                "from": {"data": "heads"},
                "encode": {
                    "enter": {
                        "x": {"field": "x"},
                        "y": {"value": -10},
                        "text": {"field": "label"},
                        "fontSize": {"value": 12},
                        "fill": {"value": "#595959"},
                    }
                },
            },
            {
                "type": "path",
                "from": {"data": "links"},
                "encode": {
                    "enter": {
                        "path": {"field": "path"},
                        "fill": {"field": "color"},
                        "fillOpacity": {"field": "opacity"},
                        "description": {"field": "said"},
                    }
                },
            },
            {
                "type": "rect",
                "from": {"data": "nodes"},
                "encode": {
                    "enter": {
                        "x": {"field": "x"},
                        "y": {"field": "y"},
                        "width": {"value": _BAR},
                        "height": {"field": "height"},
                        "fill": {"value": "#333"},
                        "description": {"field": "said"},
                    }
                },
            },
            _names({"stroke": {"value": "#fff"}, "strokeWidth": {"value": 3}, "strokeOpacity": {"value": 0.75}}, aria=False),
            _names({"fill": {"value": "#111"}}, aria=True),
        ],
    }
    return _inline(vlc.vega_to_svg(spec), "Money at risk, from the measure to the product")


def _names(paint: dict[str, Any], *, aria: bool) -> dict[str, Any]:
    """The names of the nodes; drawn twice, first as a light edge that keeps them legible on the bands."""
    place = {
        "x": {"field": "tx"}, "y": {"field": "ty"}, "text": {"field": "label"}, "baseline": {"value": "middle"},
        "fontSize": {"value": 11.5}, "limit": {"field": "limit"},
    }  # fmt: skip
    return {"type": "text", "from": {"data": "nodes"}, "aria": aria, "encode": {"enter": place | paint}}


Band = tuple[tuple[str, str, str, str], str, bool, Decimal]


def _bands(body: dict[str, Any]) -> list[Band]:
    """(measure, how, customer, product), what happens, whether established, dollars: one a line, sums of equal ones."""
    total: dict[tuple[tuple[str, str, str, str], str, bool], Decimal] = defaultdict(Decimal)
    name = body["measure"]["id"]
    for line in body["lines"]:
        if not line["shipped"]:
            how = {
                "direct": "direct dealing", "ownership": "owned by it", "law": "change of the law",
            }.get(line["exposure"], f"sells on, tier {line['tier']}")  # fmt: skip
            total[((name, how, line["customer"], line["item"]), line["change"], line["certainty"] == "established")] += Decimal(
                line["value_usd"]
            )
    taken = {(line["order"], line["line"]) for line in body["lines"]}
    for product in body["products"]:
        if product["blocked"] and not product["released"]:
            for order in product["orders"]:
                if (order["order"], order["line"]) not in taken:
                    lost = product["path"][0] if product["path"] else None
                    how = f"part {lost['to']} is lost" if lost else "a part is lost"
                    key = ((name, how, order["customer"], product["id"]), "cannot be built", product["certainty"] == "established")
                    total[key] += Decimal(order["value_usd"])
    return _merged([(path, what, sure, usd) for (path, what, sure), usd in total.items() if usd])


def _merged(bands: list[Band]) -> list[Band]:
    """The same with the small nodes of the last two columns drawn as one."""
    for column in (2, 3):
        total: dict[str, Decimal] = defaultdict(Decimal)
        for path, _, _, usd in bands:
            total[path[column]] += usd
        kept = set(sorted(total, key=lambda key: -total[key])[:MOST_NODES])
        others = f"{len(total) - len(kept)} others"
        bands = [
            ((*path[:column], path[column] if path[column] in kept else others, *path[column + 1 :]), what, sure, usd)  # type: ignore[misc]
            for path, what, sure, usd in bands
        ]
    return bands


def _laid_out(bands: list[Band]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Nodes and links in pixels: columns of bars, largest on top, each with room for its name, bands in the order of their ends."""
    sizes: list[dict[str, float]] = []
    for column in range(4):
        total: dict[str, float] = defaultdict(float)
        for path, _, _, dollars in bands:
            total[path[column]] += float(dollars)
        sizes.append(dict(sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))))
    scale = _BODY / sum(sizes[0].values())
    height = max(sum(max(usd * scale, _ROOM) + _GAP for usd in size.values()) for size in sizes)
    top: list[dict[str, float]] = []
    nodes: list[dict[str, Any]] = []
    for column, size in enumerate(sizes):
        x, y = _COLUMNS[column], 0.0
        top.append({})
        for name, usd in size.items():
            tall, room = max(usd * scale, 1.5), max(usd * scale, _ROOM)
            top[column][name] = y + (room - tall) / 2
            nodes.append(
                {
                    "x": x,
                    "y": y + (room - tall) / 2,
                    "height": tall,
                    "label": f"{usd:,.0f}  {name}",
                    "said": f"{name}: {usd:,.2f} USD",
                    "tx": x + _BAR + 6,
                    "ty": y + room / 2,
                    "limit": (_COLUMNS[column + 1] if column < 3 else _WIDTH) - x - _BAR - 12,
                }
            )
            y += room + _GAP
    links = []
    for column in range(3):
        leaving, entering = dict(top[column]), dict(top[column + 1])
        joined: dict[tuple[str, str, str, bool], float] = defaultdict(float)
        for path, what, sure, dollars in bands:
            joined[(path[column], path[column + 1], what, sure)] += float(dollars)
        order = {name: place for side in (column, column + 1) for place, name in enumerate(sizes[side])}
        x0, x1 = _COLUMNS[column] + _BAR, _COLUMNS[column + 1]
        for (start, end, what, sure), usd in sorted(joined.items(), key=lambda p: (order[p[0][0]], order[p[0][1]], p[0][2])):
            wide = max(usd * scale, 1.0)
            a, b = leaving[start], entering[end]
            leaving[start] += usd * scale
            entering[end] += usd * scale
            middle = (x0 + x1) / 2
            links.append({
                "path": f"M{x0:.1f},{a:.1f}C{middle:.1f},{a:.1f} {middle:.1f},{b:.1f} {x1:.1f},{b:.1f}L{x1:.1f},{b + wide:.1f}"
                        f"C{middle:.1f},{b + wide:.1f} {middle:.1f},{a + wide:.1f} {x0:.1f},{a + wide:.1f}Z",
                "color": COLORS[what], "opacity": 0.62 if sure else 0.28,
                "said": f"{start} to {end}: {usd:,.2f} USD {WORDS[what]}, {'established' if sure else 'possible'}",
            })  # fmt: skip
    return nodes, links, height


def _inline(svg: str, title: str) -> str:
    """An SVG to stand inside a page: it scales with the page and has a name for those who cannot see it."""
    from html import escape

    start = svg.index("<svg")
    return svg[start:].replace("<svg ", f'<svg role="img" aria-label="{escape(title, quote=True)}" ', 1)
