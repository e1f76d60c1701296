"""Pages in a real browser: they open without a network, say their answer as text, and are as wide as a phone."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> Path:
    """The reader's page of the ZTE example."""
    spec = importlib.util.spec_from_file_location("demo", ROOT / "examples/zte/demo.py")
    demo = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(demo)
    found = demo.period_decisions(demo.Workspace(shipped_only=True))
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(demo.page(found, [("unrelated carrier", demo.decided("other-carrier.yaml", demo.Workspace(shipped_only=True))[0])]), "utf-8")
    return path


def test_the_page_says_its_seven_answers_as_text(page, browse, tmp_path):
    dom = browse(page, "--dump-dom", data=tmp_path)
    assert dom.count('class="answer') == 8
    assert "prohibited" in dom
    assert "83 FR 17644" in dom
    assert dom.count("<svg") == 2


def test_the_page_is_no_wider_than_a_phone(page, browse, tmp_path):
    probe = page.with_name("probe.html")
    script = "<script>document.title = document.documentElement.scrollWidth + ' of ' + innerWidth</script>"
    probe.write_text(page.read_text("utf-8").replace("</body>", f"{script}</body>"), "utf-8")
    dom = browse(probe, "--dump-dom", "--window-size=500,900", data=tmp_path)
    wide, window = (int(word) for word in dom.split("<title>")[1].split("</title>")[0].split(" of "))
    assert wide <= window + 1


def test_the_page_prints(page, browse, tmp_path):
    browse(page, f"--print-to-pdf={tmp_path / 'page.pdf'}", data=tmp_path / "profile")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
