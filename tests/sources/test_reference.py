"""Each source is on its reference page, with the bounds its source.yml states."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.sources import FAMILIES, SOURCES, spec_of
from licet.sources.spec import read_spec

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "sources.md"


@pytest.mark.parametrize("list_id", [*SOURCES, *FAMILIES])
def test_the_page_says_what_the_source_says(list_id: str) -> None:
    spec = read_spec(list_id)
    row = next(line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(f"| `{list_id}"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    bounds = "any" if list_id in FAMILIES else f"{spec.rows[0]} to {spec.rows[1]}"
    assert cells[4:] == [bounds, f"{spec.shrink:.0%}", f"{spec.stale_days} days"]
    assert spec.says
    assert spec.publisher


@pytest.mark.parametrize("list_id", SOURCES)
def test_addresses_are_over_tls(list_id: str) -> None:
    addresses = spec_of(list_id).fetch
    assert addresses or list_id.startswith("us_state_"), "State publishes pages, not files that stay in one place"
    assert all(url.startswith("https://") for _, url in addresses)
