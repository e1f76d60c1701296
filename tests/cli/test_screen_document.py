"""Screening one name with facts beside it, and a document with what is attached to it."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from licet.cli import main


def screened(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, dict]:
    with pytest.raises(SystemExit) as done:
        main(["screen", *args, "--json"])
    return done.value.code, json.loads(capsys.readouterr().out or "{}")


@pytest.fixture(autouse=True)
def no_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LICET_DATA", str(tmp_path / "data"))


def mail(folder: Path, *attached: tuple[str, bytes, str]) -> Path:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = "Your order", "sales@example.com", "Mon, 16 Apr 2018 09:00:00 +0000"
    message.set_content("Please find the contract attached.\n")
    for name, data, kind in attached:
        main_type, sub_type = kind.split("/")
        message.add_attachment(data, maintype=main_type, subtype=sub_type, filename=name)
    path = folder / "order.eml"
    path.write_bytes(message.as_bytes())
    return path


def test_a_party_in_an_attachment_is_found_and_the_attachment_is_named(capsys, tmp_path):
    path = mail(tmp_path, ("contract.txt", b"The buyer is ZTE Corporation of Shenzhen.\n", "text/plain"))
    code, line = screened(capsys, "--document", str(path), "--as-of", "2018-04-20")
    assert code == 4
    assert {row["in"] for row in line["results"] if row["listing"] == "us_bis_dpl/zte-corporation"} == {"order.eml#contract.txt"}


def test_an_attachment_that_cannot_be_read_is_never_clear(capsys, tmp_path):
    path = mail(tmp_path, ("contract.pdf", b"%PDF-1.4 broken", "application/pdf"))
    code, line = screened(capsys, "--document", str(path), "--as-of", "2018-04-20")
    assert (code, line["status"]) == (5, "error")
    assert "contract.pdf" in line["unread"][0]["file"]


def test_facts_beside_a_name_reach_the_query(capsys):
    facts = ("--birth-date", "1970-05", "--address", "Hi-tech Road South, Shenzhen", "--id", "LEI=5493001KJTIIGC8Y1R12")
    _, line = screened(capsys, "ZTE Corp", "--country", "CN", "--as-of", "2018-04-20", *facts)
    assert line["query"]["birth_date"] == "1970-05"
    assert line["query"]["identifiers"] == {"lei": "5493001KJTIIGC8Y1R12"}
    assert line["query"]["address"] == "Hi-tech Road South, Shenzhen"


def test_an_identifier_without_its_kind_is_an_error(capsys):
    with pytest.raises(SystemExit) as done:
        main(["screen", "ZTE Corp", "--id", "5493001KJTIIGC8Y1R12"])
    assert done.value.code == 2
    assert "is not KIND=NUMBER" in capsys.readouterr().err
