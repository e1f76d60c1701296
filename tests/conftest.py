"""What every test may use: the marker `shared` skips where ../shared is absent, and says so; no test touches the user's data."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# CI repeats itself, so that a red run can be run again; elsewhere every run tries new examples.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

SHARED = Path(__file__).parents[2] / "shared"


def pytest_collection_modifyitems(items):
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason=f"needs {SHARED}, which is not here")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists, regulations and worked cases."""
    return SHARED


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("LICET_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.delenv("LICET_LEDGER", raising=False)
    monkeypatch.delenv("LICET_SPACY_MODEL", raising=False)


@pytest.fixture(scope="session")
def browse() -> Callable[..., str]:
    """A page opened by a real browser without a network: `browse(page, *flags, data=folder)` gives what it prints."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs chromium, which is not installed")
    quiet = (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * 0.0.0.0",
    )  # fmt: skip

    def opened(page: Path, *flags: str, data: Path) -> str:
        command = [chromium, *quiet, f"--user-data-dir={data}", *flags, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=90).stdout

    return opened
