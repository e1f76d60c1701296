"""The reference page is what the columns say today."""

from pathlib import Path

from licet.exposure.manual import manual


def test_the_page_of_the_book_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "reference" / "book.md"
    assert page.read_text(encoding="utf-8") == manual(), "write it again: see licet.exposure.manual"
