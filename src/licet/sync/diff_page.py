"""A diff as one HTML page: self-contained, escaped, legible on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from licet.listings import Listing
from licet.sync.diff import Change, Diff

_STYLE = """
:root { color-scheme: light dark; --line: #8884; }
body { font: 16px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: .2rem 0; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
dl.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .5rem; }
dl.counts div { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .6rem; }
dt { font-size: .85rem; opacity: .8; } dd { margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
ul { padding: 0; list-style: none; } li { border-top: 1px solid var(--line); padding: .45rem 0; }
code { font-size: .85rem; opacity: .8; } p.note { opacity: .8; }
del { background: #f882; text-decoration-color: #c33; } ins { background: #4c42; text-decoration: none; }
.field { margin: .2rem 0 .2rem 1rem; font-size: .95rem; } .field b { font-weight: 600; }
summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }
"""


def diff_page(found: Diff) -> str:
    """The page; every word of the list is escaped."""
    title = f"{found.list_id}: {found.before.label} to {found.after.label}"
    names = {
        "added": "added", "removed": "removed", "changed": "changed",
        "changed_aliases_or_addresses": "aliases or addresses only", "editorial": "editorial only", "unchanged": "unchanged",
    }  # fmt: skip
    counts = "".join(f"<div><dt>{names[name]}</dt><dd>{count:,}</dd></div>" for name, count in found.counts.items())
    note = ""
    if found.not_compared:
        note = (
            f'<p class="note">Not compared, since one side was published without them: {escape(", ".join(found.not_compared))}.</p>'
        )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f'<h1>{escape(title)}</h1>{note}<dl class="counts">{counts}</dl>'
        + _entries("Added", found.added)
        + _entries("Removed", found.removed)
        + _changes("Changed", found.changed, is_open=True)
        + _changes("Changed in aliases or addresses only", found.attached, is_open=False)
        + _changes("Editorial only: punctuation, spacing, case", found.editorial, is_open=False)
        + "</body></html>\n"
    )


def _entries(heading: str, entries: Sequence[tuple[str, Listing]]) -> str:
    if not entries:
        return ""
    items = "".join(
        f"<li>{escape(listing.party.caption)} <code>{escape(key)}</code><br><small>{escape(_beside(listing))}</small></li>"
        for key, listing in entries
    )
    return f"<section><h2>{heading} ({len(entries):,})</h2><ul>{items}</ul></section>"


def _changes(heading: str, changes: Sequence[Change], *, is_open: bool) -> str:
    if not changes:
        return ""
    items = "".join(
        f"<li>{escape(change.caption)} <code>{escape(change.key)}</code>"
        + "".join(
            f'<div class="field"><b>{escape(field.field)}</b>: <del>{escape(field.before) or "–"}</del> '
            f"<ins>{escape(field.after) or '–'}</ins></div>"
            for field in change.fields
        )
        + "</li>"
        for change in changes
    )
    state = " open" if is_open else ""
    return (
        f"<section><h2>{heading} ({len(changes):,})</h2><details{state}><summary>Show</summary><ul>{items}</ul></details></section>"
    )


def _beside(listing: Listing) -> str:
    """What stands beside a name: programs, country, citation."""
    return " · ".join(part for part in (", ".join(listing.programs), listing.party.country, listing.cite) if part)
