"""The reliability plot of the screening score, drawn as SVG from the figures of a run."""

WIDTH, HEIGHT, LEFT, TOP, SIDE = 640, 420, 70, 40, 320
COLORS = {"person": "#1f5fa8", "organization": "#b0521b"}


def reliability(cells: dict[str, list[dict[str, float]]], subtitle: str) -> str:
    """An SVG picture: what was said against what was so, one line a kind; dots as large as their share of the hits.

    Args:
        cells: For each kind its bins with `said`, `was` and `count`.
        subtitle: What was measured, in one line.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="system-ui, sans-serif" font-size="12" fill="#222" role="img">',
        "<title>Reliability of the screening score</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="18" font-size="14" font-weight="600">A listed party bears this name: said and so</text>',
        f'<text x="{LEFT}" y="33" fill="#555">{subtitle}</text>',
        f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{LEFT}" y1="{TOP + SIDE}" x2="{LEFT + SIDE}" y2="{TOP}" stroke="#888" stroke-dasharray="4 4"/>',
    ]
    for tick in range(0, 11, 2):
        at = tick / 10
        x, y = LEFT + at * SIDE, TOP + SIDE - at * SIDE
        parts.append(f'<text x="{x:.0f}" y="{TOP + SIDE + 16}" text-anchor="middle">{at:.1f}</text>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{at:.1f}</text>')
    parts.append(f'<text x="{LEFT + SIDE / 2:.0f}" y="{TOP + SIDE + 36}" text-anchor="middle">score said</text>')
    middle = TOP + SIDE / 2
    parts.append(
        f'<text x="24" y="{middle:.0f}" text-anchor="middle" transform="rotate(-90 24 {middle:.0f})">share that was so</text>'
    )
    for place, (kind, bins) in enumerate(cells.items()):
        parts += _line(kind, bins, COLORS.get(kind, "#444"))
        y = TOP + 20 + 22 * place
        parts.append(f'<circle cx="{LEFT + SIDE + 30}" cy="{y - 4}" r="5" fill="{COLORS.get(kind, "#444")}"/>')
        hits = sum(int(one["count"]) for one in bins)
        parts.append(f'<text x="{LEFT + SIDE + 42}" y="{y}">{kind} ({hits:,} hits)</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(kind: str, bins: list[dict[str, float]], color: str) -> list[str]:
    points = [(LEFT + one["said"] * SIDE, TOP + SIDE - one["was"] * SIDE, one) for one in bins]
    total = sum(one["count"] for one in bins) or 1
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    drawn = [f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="1.5"/>']
    for x, y, one in points:
        radius = 3 + 9 * (one["count"] / total) ** 0.5
        said = f"{kind}: said {one['said']:.2f}, was {one['was']:.2f}, {int(one['count'])} hits"
        drawn.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{color}" fill-opacity="0.6"><title>{said}</title></circle>'
        )
    return drawn
