"""Each kind of file, and each way a file can be wrong: one clear message, and the others go on."""

# Expressions, table rows and markup are each kept on one line.

from __future__ import annotations

import io
import json
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.casefile import matters

from licet.casefile import formats
from licet.casefile.batch import read_batch, read_documents
from licet.casefile.formats import from_bytes, read_file
from licet.errors import BadFile


def pdf(lines: list[str]) -> bytes:
    from reportlab.lib.pagesizes import LETTER
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=LETTER)
    for number, line in enumerate(lines):
        page.drawString(50, 740 - 14 * number, line)
    page.showPage()
    page.save()
    return stream.getvalue()


HTML = b"""<!doctype html><html><head><title>Firm fined</title><meta property="og:site_name" content="Daily Ledger">
<meta property="article:published_time" content="2019-06-12T08:30:00Z"><script>var x = "BIS banned exports to Evil Corp.";</script></head>
<body><nav>Home</nav><article><h1>Firm fined over exports</h1><p>BIS imposed a $2 million civil penalty on Corvane Systems Inc. on Tuesday.</p>
<script>document.write("The Commerce Department banned exports to Evil Corp.")</script><p>The firm did not comment.</p></article></body></html>"""


def test_html_without_its_scripts_and_with_its_date():
    file = from_bytes(HTML, "page.html")
    assert "Corvane" in file.text
    assert "Evil Corp" not in file.text
    assert file.source.publisher == "Daily Ledger"
    assert file.source.published == "2019-06-12T08:30:00+00:00"


def test_pdf_text_and_a_scan():
    assert (
        "denial order" in from_bytes(pdf(["BIS imposed a denial order against Petrel Marine LLC on June 3, 2019."]), "a.pdf").text
    )
    with pytest.raises(BadFile, match=r"without text: a scan"):
        from_bytes(pdf([]), "scan.pdf")


def test_an_email_in_an_email():
    inner = b"From: b@example.org\r\nTo: c@example.org\r\nSubject: The order\r\nDate: Tue, 11 Jun 2019 10:00:00 -0400\r\nMIME-Version: 1.0\r\n\r\nBIS denied the export privileges of Halden Avionics GmbH.\r\n"
    outer = (
        b"From: a@example.org\r\nTo: d@example.org\r\nSubject: Fwd\r\nDate: Wed, 12 Jun 2019 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n'
        + inner
        + b"\r\n--x--\r\n"
    )
    file = from_bytes(outer, "mail.eml")
    assert file.source.published == "2019-06-12T10:00:00+02:00"
    assert [p.source.title for p in file.parts] == ["The order"]
    assert "Halden" in file.parts[0].text


def test_federal_register_xml_and_json():
    xml = b"<?xml version='1.0'?><RULE><PREAMB><AGENCY TYPE='F'>DEPARTMENT OF COMMERCE</AGENCY><SUBJECT>Addition</SUBJECT><SUM><P>This rule adds Acme Ltd. to the Entity List.</P></SUM></PREAMB></RULE>"
    file = from_bytes(xml, "rule.xml")
    assert file.source.official
    assert "adds Acme Ltd." in file.text
    node = {"document_number": "2019-1", "title": "Addition", "abstract": "BIS adds Acme Ltd. to the Entity List.", "publication_date": "2019-05-21",
            "effective_on": "2019-05-16", "agencies": [{"name": "Bureau of Industry and Security"}], "action": "Final rule"}  # fmt: skip
    file = from_bytes(json.dumps(node).encode(), "rule.json")
    assert file.source.published == "2019-05-21"
    assert "Effective 2019-05-16" in file.text


def test_xml_entities_are_not_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><RULE><P>x &a; &b; The rule stands as it was written here.</P></RULE>'
    assert "root:" not in from_bytes(bomb, "bomb.xml").text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        ("Приказ о запрете экспорта".encode("koi8-r") * 20, "is not UTF-8"),
        (b"\xff\xd8\xff\xe0 jpeg", "is a picture"),
        (b"PK\x03\x04....", "damaged Word file"),
        (b"\xd0\xcf\x11\xe0 old", "old Word or Excel"),
        (b"%PDF-1.4 broken", "damaged PDF"),
        (b"abc\x00def", "zero bytes"),
        (b"<?xml version='1.0'?><a><b></a>", "not well-formed"),
    ],
)
def test_bad_files_say_what_and_what_to_do(data, message):
    with pytest.raises(BadFile, match=message) as caught:
        from_bytes(data, "bad.bin")
    assert caught.value.remedy


def test_a_file_beyond_the_bound(tmp_path, monkeypatch):
    big = tmp_path / "big.txt"
    big.write_text("word " * 100)
    monkeypatch.setattr(formats, "MAX_BYTES", 100)
    with pytest.raises(BadFile, match="more than 100"):
        read_file(big)


def test_the_others_go_on(tmp_path):
    (tmp_path / "a.txt").write_text(matters.PLEDGE)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(matters.LIFTED)
    problems: list[dict[str, str]] = []
    readings = list(read_documents([tmp_path / n for n in ("a.txt", "b.txt", "c.txt", "none.txt")], problems))
    assert [r.doc_id for r in readings] == ["a", "c"]
    assert [Path(p["file"]).name for p in problems] == ["b.txt", "none.txt"]


def test_a_batch_goes_on_where_it_was_cut(tmp_path):
    files = []
    for number in range(6):
        path = tmp_path / f"{number}.txt"
        path.write_text(matters.PLEDGE if number % 2 else matters.CHARGES)
        files.append(path)
    files[3].write_bytes(b"")

    class Killed(Exception):
        pass

    def cut(done: int) -> None:
        if done == 4:
            raise Killed

    with pytest.raises(Killed):
        read_batch(files, tmp_path / "out", cut)
    report = read_batch(files, tmp_path / "out")
    assert (report["read"], report["resumed"], report["failed"]) == (2, 3, 1)
    again = read_batch(files, tmp_path / "out")
    assert (again["read"], again["resumed"]) == (0, 5)
    whole = read_batch(files, tmp_path / "other")
    assert whole["read"] == 5
    for path in sorted((tmp_path / "other").glob("*.txt.*.json")):
        assert path.read_text() == (tmp_path / "out" / path.name).read_text()
    assert not list((tmp_path / "out").glob("*.part"))
    files[0].write_text(matters.LIFTED)
    assert read_batch(files, tmp_path / "out")["read"] == 1, "a changed file is read again"


def message(depth: int) -> EmailMessage:
    node = EmailMessage()
    node["From"], node["Subject"], node["MIME-Version"] = "desk@example.org", f"Level {depth}", "1.0"
    node.set_content(f"The Commerce Department fined Acme Corp. $5 million at level {depth}.")
    if depth:
        node.add_attachment(message(depth - 1))
    return node


def test_an_attachment_that_cannot_be_read_is_told_and_the_message_is_read():
    node = message(0)
    node.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="seal.png")
    node.add_attachment("The order denies the export privileges of Zed Marine LLC.", filename="order.txt")
    file = from_bytes(node.as_bytes(), "mail.eml")
    assert "Acme Corp." in file.text
    assert [part.name for part in file.parts] == ["mail.eml#order.txt"]
    assert [problem.where for problem in file.problems] == ["mail.eml#seal.png"]


def test_messages_too_deep_are_told_and_those_above_are_read():
    file = from_bytes(message(9).as_bytes(), "mail.eml")
    levels, problems = 1, list(file.problems)
    while file.parts:
        file = file.parts[0]
        levels, problems = levels + 1, problems + list(file.problems)
    assert levels == 6
    assert ["nests messages" in str(p) for p in problems] == [True]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"document_number": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", "nests too deeply"),
        (b"<html><body>" + b"<div>" * 5_000 + b"words", "nests its elements too deeply"),
        (b"From: a@b.example\nMIME-Version: 1.0\n" + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)), "parts, more than 1,000"),
        (b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nword\n" * 1_500, "more than 1,000"),
        ("The ministry said \u201cno\u201d.".encode()[:-2], "is not UTF-8"),
        ("Министерство".encode("koi8-r") * 9, "is not UTF-8"),
    ],
)  # fmt: skip
def test_what_would_exhaust_a_reader_or_lose_names_is_refused(data, says):
    with pytest.raises(BadFile, match=says):
        from_bytes(data, "document")


def test_a_federal_register_record_of_another_shape_is_read_as_far_as_it_goes():
    file = from_bytes(b'{"document_number": "2020-1", "agencies": 5, "title": "Notice", "abstract": "Adds Zed LLC.", "body": {"a": 1}}', "fr.json")
    assert "Adds Zed LLC." in file.text


def test_json_gives_the_words_it_escapes():
    text = from_bytes(b'{"seller": "\\u00d6zt\\u00fcrk A.\\u015e.", "lines": [{"to": "Acme \\u0026 Sons", "qty": 4}]}', "offer.json").text
    assert text == "Öztürk A.Ş.\nAcme & Sons\n"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b'{"title": ', "cut.json", "ends badly"),
        (b'{"n": 4}', "numbers.json", "no words"),
        (b"MZ\x90\x00\x03\x00\xff\xfe program", "evil.exe", "zero bytes"),
    ],
)
def test_what_holds_no_text_is_refused(data, name, said):
    with pytest.raises(BadFile, match=said):
        from_bytes(data, name)
