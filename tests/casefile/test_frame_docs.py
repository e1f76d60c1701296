"""The reference page of frames is generated; this holds it to the frames. `python tests/casefile/test_frame_docs.py` rewrites it."""

from __future__ import annotations

from pathlib import Path

from licet.casefile.frames import TYPES, frames

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "frames.md"
HEAD = """# Frames of acts

What each kind of act was derived from: the law that knows it, and how agencies word it. Generated from
`src/licet/casefile/frames/*.yaml` by `tests/casefile/test_frame_docs.py`; change the frames, not this page. *Lasts*: until_ended (an
order, a listing), once (a plea, a payment), pending (an investigation, a bill), said (no legal effect, ever).
"""


def page() -> str:
    lines = [HEAD]
    for group, kinds in TYPES.items():
        lines += [
            f"\n## {group[0].upper()}{group[1:]}\n",
            "| act | what it is | lasts | ended by | derived from | wordings |",
            "| --- | --- | --- | --- | --- | ---: |",
        ]
        for kind in kinds:
            f = frames()[kind]
            derived = "; ".join(f.derived_from).replace("|", "\\|")
            lines.append(f"| `{kind}` | {f.says} | {f.lasts} | {', '.join(f.ended_by) or '-'} | {derived} | {len(f.patterns)} |")
    return "\n".join(lines) + "\n"


def test_the_page_of_frames_is_current():
    assert PAGE.read_text("utf-8") == page(), f"python {__file__}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
