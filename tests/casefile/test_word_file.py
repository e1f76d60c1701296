"""Word files: what is printed is read, in order; what was deleted is not; what is no Word file says so."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml

from licet.casefile import word_file
from licet.casefile.formats import from_bytes
from licet.errors import BadFile

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def contract() -> bytes:
    document = Document()
    document.core_properties.title = "Supply contract"
    document.sections[0].header.paragraphs[0].text = "Ostrand Robotics Inc."
    document.add_paragraph("The seller ships 40 pumps.")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, [("Consignee", "Corvane Telecom Ltd"), ("End user", "Pellan Chips Ltd")], strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    changed = document.add_paragraph("Payment goes to ")
    changed._p.append(parse_xml(f'<w:del {_WORD} w:id="1" w:author="A"><w:r><w:delText>Halden Bank</w:delText></w:r></w:del>'))
    changed._p.append(parse_xml(f'<w:ins {_WORD} w:id="2" w:author="A"><w:r><w:t>Kestrel Bank</w:t></w:r></w:ins>'))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_contract_is_read_as_it_is_printed():
    file = from_bytes(contract(), "contract.bin")
    assert file.text == (
        "Ostrand Robotics Inc.\n\nThe seller ships 40 pumps.\n\nConsignee\tCorvane Telecom Ltd\n\nEnd user\tPellan Chips Ltd\n\n"
        "Payment goes to Kestrel Bank\n"
    )
    assert file.source.title == "Supply contract"


def packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed({"a.txt": b"x"}), "no Word file"),
        (packed({"word/document.xml": b"<x/>"}), "damaged Word file"),
        (contract()[:3000], "damaged Word file"),
    ],
)
def test_what_is_no_word_file_says_so(data, message):
    with pytest.raises(BadFile, match=message) as caught:
        from_bytes(data, "bad.docx")
    assert caught.value.remedy


def test_a_file_that_unpacks_beyond_the_bound_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(word_file, "MAX_UNPACKED", 1000)
    with pytest.raises(BadFile, match="unpacks to"):
        from_bytes(contract(), "big.docx")
