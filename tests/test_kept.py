"""What is kept between processes: made once, made anew when damaged or when the package changed, never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet import kept
from licet.kept import keep_text
from licet.workspace import Workspace


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LICET_DATA", str(tmp_path))
    kept._folder.cache_clear()
    yield tmp_path / "cache"
    kept._folder.cache_clear()


def test_a_text_is_made_once(own_folder: Path) -> None:
    made = []
    for _ in range(2):
        assert keep_text("sum", lambda: made.append(1) or "42") == "42"
    assert made == [1]
    assert [path.name for path in own_folder.glob("*/*")] == ["sum"]


def test_a_damaged_text_is_made_anew(own_folder: Path) -> None:
    keep_text("sum", lambda: "42")
    next(own_folder.glob("*/sum/text")).write_bytes(b"\xff")
    assert keep_text("sum", lambda: "43") == "43"
    assert keep_text("sum", lambda: "44") == "43"


def test_a_changed_package_asks_again(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_text("sum", lambda: "42")
    (own_folder / "somebody-else-s").mkdir()
    for turn in range(4):
        kept._folder.cache_clear()
        monkeypatch.setattr(kept, "_package_digest", lambda turn=turn: f"{turn:016x}")
        assert keep_text("sum", lambda turn=turn: f"{turn}") == f"{turn}"
    assert len(list(own_folder.iterdir())) <= kept._OTHERS + 2
    assert (own_folder / "somebody-else-s").exists()


def test_a_file_of_the_package_changes_the_digest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "kept.py").write_text("")
    monkeypatch.setattr(kept, "__file__", str(tmp_path / "kept.py"))
    before = kept._package_digest()
    (tmp_path / "table.yaml").write_text("a: b")
    assert kept._package_digest() != before


def test_a_folder_that_cannot_be_written_costs_time_only(own_folder: Path) -> None:
    own_folder.write_text("a file where the folder would be")
    assert [keep_text("sum", lambda: "42") for _ in range(2)] == ["42", "42"]


def test_a_text_of_another_user_is_made_anew(own_folder: Path) -> None:
    keep_text("sum", lambda: "42")
    text = next(own_folder.glob("*/sum/text"))
    text.unlink()
    text.mkdir()  # opening it fails as a file without the right to read it does, for any user
    assert keep_text("sum", lambda: "43") == "43"


def test_what_was_kept_answers_as_what_is_made(own_folder: Path) -> None:
    made, loaded = (Workspace(shipped_only=True)._shipped_names for _ in range(2))
    assert made.digest == loaded.digest
    damaged = next(own_folder.glob("*/names-of-the-register/*"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\x00")
    assert Workspace(shipped_only=True)._shipped_names.digest == made.digest
