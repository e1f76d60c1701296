"""A diff as one HTML page: self-contained, escaped, legible on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from licet.listings import Listing
from licet.sync.diff import Change, Diff
from licet.sync.words import CAME, GONE, LEFT_OUT, SAME

_OPEN = 200
"""Longer sections are folded, so that a page of thousands of entries opens at its counts."""
_TAGS = {SAME: "{}", GONE: "<del>{}</del>", CAME: "<ins>{}</ins>", LEFT_OUT: '<span class="out">{}</span>'}
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --gone: #d11f2b; --came: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --gone: #ff8182; --came: #4ac26b; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: .2rem 0 .3rem; } h2 { display: inline; font-size: 1.1rem; }
p.sides { margin: 0 0 1rem; opacity: .8; } p.note { opacity: .85; }
ul.counts { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
ul { list-style: none; margin: 0; padding: 0; }
ul.counts li { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .6rem; }
ul.counts b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums; font-weight: 600; line-height: 1.2; }
ul.counts span { font-size: .85rem; opacity: .85; } ul.counts a { color: inherit; text-decoration: none; }
ul.counts a:hover, ul.counts a:focus { text-decoration: underline; }
section { margin-top: 1.6rem; } summary { cursor: pointer; padding: .3rem 0; }
ul.entries > li { border-top: 1px solid var(--line); padding: .45rem 0; }
.beside { font-size: .9rem; opacity: .8; } code { font-size: .85rem; opacity: .75; }
dl { display: grid; gap: .1rem .8rem; grid-template-columns: 9rem 1fr; margin: .25rem 0 .2rem; font-size: .95rem; }
dt { opacity: .75; } dd { margin: 0; } .out { opacity: .5; }
del { color: var(--gone); text-decoration: line-through; } ins { color: var(--came); text-decoration: underline 1px; }
@media (max-width: 36rem) { dl { display: block; } dt { margin-top: .3rem; } }
@media print { details > * { display: block; } body { max-width: none; } }
"""


def diff_page(found: Diff) -> str:
    """The page; every word of the list is escaped."""
    title = f"{found.list_id}: {found.before.label} to {found.after.label}"
    names = {
        "added": "added", "removed": "removed", "changed": "changed",
        "changed_aliases_or_addresses": "aliases or addresses only", "editorial": "editorial only", "unchanged": "unchanged",
    }  # fmt: skip
    counts = "".join(
        f'<li><a href="#{name}"><b>{count:,}</b><span>{names[name]}</span></a></li>' if count and name != "unchanged"
        else f"<li><b>{count:,}</b><span>{names[name]}</span></li>"
        for name, count in found.counts.items()
    )  # fmt: skip
    note = ""
    if found.not_compared:
        parts = escape(", ".join(found.not_compared))
        note = f'<p class="note">Not compared, since one side was published without them: {parts}.</p>'
    sides = f"{len(found.before.listings):,} entries, then {len(found.after.listings):,}."
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f'<h1>{escape(title)}</h1><p class="sides">{sides}</p>{note}<ul class="counts">{counts}</ul>'
        + _entries("added", "Added", found.added)
        + _entries("removed", "Removed", found.removed)
        + _changes("changed", "Changed", found.changed, fold=False)
        + _changes("changed_aliases_or_addresses", "Changed in aliases or addresses only", found.attached, fold=True)
        + _changes("editorial", "Editorial only: punctuation, spacing, case", found.editorial, fold=True)
        + "</body></html>\n"
    )


def _section(anchor: str, heading: str, items: Sequence[str], *, fold: bool) -> str:
    if not items:
        return ""
    state = "" if fold or len(items) > _OPEN else " open"
    return (
        f'<section id="{anchor}"><details{state}><summary><h2>{heading} ({len(items):,})</h2></summary>'
        f'<ul class="entries">{"".join(items)}</ul></details></section>'
    )


def _entries(anchor: str, heading: str, entries: Sequence[tuple[str, Listing]]) -> str:
    items = [
        f'<li>{escape(listing.party.caption)} <code>{escape(key)}</code><div class="beside">{escape(_beside(listing))}</div></li>'
        for key, listing in entries
    ]
    return _section(anchor, heading, items, fold=False)


def _changes(anchor: str, heading: str, found: Sequence[Change], *, fold: bool) -> str:
    items = [
        f"<li>{escape(change.caption)} <code>{escape(change.key)}</code><dl>"
        + "".join(f"<dt>{escape(field.field)}</dt><dd>{_words(field.pieces)}</dd>" for field in change.shown)
        + "</dl></li>"
        for change in found
    ]
    return _section(anchor, heading, items, fold=fold)


def _words(pieces: Sequence[tuple[str, str]]) -> str:
    """What went and what came, marked by more than color; items of a list a line each."""
    between = " " if any(kind == SAME for kind, _ in pieces) else "<br>"
    return between.join(_TAGS[kind].format(escape(text)) for kind, text in pieces)


def _beside(listing: Listing) -> str:
    """What stands beside a name: programs, country, citation."""
    return " · ".join(part for part in (", ".join(listing.programs), listing.party.country, listing.cite) if part)
