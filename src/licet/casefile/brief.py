"""The brief of a case: two pages, PDF or Word, for a person who decides.

First page: what is in force on the day and what proves it. Second page: what was only said, where documents differ, what is
open. What does not fit is counted and left to the case page; nothing is cut without saying so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from licet.casefile.answers import Answer
from licet.casefile.case import Case
from licet.casefile.differences import shown, subject
from licet.casefile.open_questions import open_questions
from licet.casefile.page import _title
from licet.errors import MissingExtra

_WORDS = {"yes": "YES", "no": "NO", "not_established": "NOT ESTABLISHED"}
_MOST = {"In force": 7, "Said, not in force": 7, "Differences": 7, "Open questions": 8}


@dataclass(frozen=True, slots=True)
class Brief:
    """Title, a line on the sources, and sections of (heading, paragraphs)."""

    title: str
    lead: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def brief(case: Case, on: date | None, asked: Sequence[tuple[str, date, Answer]] = ()) -> Brief:
    """What the brief says, before it is set on pages."""
    days = [r.written for r in case.readings if r.written]
    day = on or (max(days) if days else None)
    status = list(asked) + [row for row in (case.status(day) if day else []) if row[0] not in {q for q, _, _ in asked}]
    order = {"yes": 0, "not_established": 1, "no": 2}
    status.sort(key=lambda row: order[row[2].answer])
    in_force = [
        f"{_WORDS[a.answer]}{f' ({a.standing})' if a.standing and a.answer == 'yes' else ''}: {q} {_sentence(a.why)}{_cites(a)}"
        for q, _, a in status
    ]
    said = []
    for cluster, ((reading, event), *_) in case.said():
        said.append(
            f"{cluster.date or 'No date'}: {subject(cluster, case.keys)}, {event.status}. “{' '.join(reading.text.words(event.trigger).split())[:110]}” ({_counted(len({r.doc_id for r, _ in cluster.members}), 'document')}, {_counted(cluster.origins, 'origin')})"
        )
    differ = [
        f"{x.subject} ({x.verdict.replace('_', ' ')}): {' against '.join(_side(v, {d for d, _ in refs}) for v, refs in x.sides)}"
        for x in case.contradictions
    ]
    lead = f"{_counted(len(case.readings), 'document')}{f', as of {day}' if day else ''}. {sum(r.official for r in case.readings)} official, {sum(not r.official for r in case.readings)} press. In force is computed from dated acts and official lists; statements are never its basis."
    sections = [
        ("In force", in_force),
        ("Said, not in force", said),
        ("Differences", differ),
        ("Open questions", open_questions(case, status)),
    ]
    return Brief(_title(case), lead, tuple((heading, _cut(heading, lines)) for heading, lines in sections if lines))


def _cut(heading: str, lines: list[str]) -> tuple[str, ...]:
    most = _MOST[heading]
    short = [line if len(line) <= 330 else line[:327] + "..." for line in lines]
    if len(short) <= most:
        return tuple(short)
    return (*short[:most], f"{len(short) - most} more on the case page.")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def _cites(answer: Answer) -> str:
    cited = [
        f"{f.value.cite}, {f.valid}{'' if f.source.verified else ', not verified'}"
        for f in answer.facts[:2]
        if str(f.value.cite) not in answer.why
    ]
    return f" Official: {'; '.join(cited)}." if cited else ""


def _side(value: object, documents: set[str]) -> str:
    return f"{shown(value)} in {_counted(len(documents), 'document')}"


def write_pdf(case: Case, on: date | None, asked: Sequence[tuple[str, date, Answer]], path: Path) -> None:
    """Write the brief as a PDF; the type grows smaller until it fits two pages.

    Raises:
        MissingExtra: The extra `cases` is not installed.
    """
    try:
        from reportlab.lib.pagesizes import LETTER  # type: ignore[import-untyped]
        from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
        from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra("writing a PDF brief", "cases") from error
    from html import escape

    made = brief(case, on, asked)
    for size in (10.0, 9.0, 8.0, 7.0):
        body = ParagraphStyle("body", fontName=_font(), fontSize=size, leading=size * 1.28, spaceAfter=size * 0.35)
        head = ParagraphStyle(
            "head", parent=body, fontSize=size * 1.3, leading=size * 1.6, spaceBefore=size * 0.9, textColor="#333333"
        )
        title = ParagraphStyle("title", parent=body, fontSize=size * 1.8, leading=size * 2.2)
        flow = [Paragraph(escape(made.title), title), Paragraph(escape(made.lead), body)]
        for heading, lines in made.sections:
            flow.append(Paragraph(escape(heading), head))
            flow += [Paragraph("• " + escape(line), body) for line in lines]
        document = SimpleDocTemplate(
            str(path),
            pagesize=LETTER,
            leftMargin=50,
            rightMargin=50,
            topMargin=44,
            bottomMargin=44,
            title=made.title,
            author="licet",
            invariant=1,
        )
        document.build(flow)
        if document.page <= 2:
            return


def _font() -> str:
    """A font with the letters of names: DejaVu where the system has it, else the PDF's own."""
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFError, TTFont  # type: ignore[import-untyped]

    for path in (
        Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
        Path("/Library/Fonts/Arial Unicode.ttf"),
        Path("C:/Windows/Fonts/arial.ttf"),
    ):
        if path.exists():
            try:
                pdfmetrics.registerFont(TTFont("brief", str(path)))
            except TTFError:
                continue
            return "brief"
    return "Helvetica"


def write_docx(case: Case, on: date | None, asked: Sequence[tuple[str, date, Answer]], path: Path) -> None:
    """Write the brief as a Word file.

    Raises:
        MissingExtra: The extra `cases` is not installed.
    """
    try:
        from docx import Document
        from docx.shared import Pt
    except ImportError as error:
        raise MissingExtra("writing a Word brief", "cases") from error
    made = brief(case, on, asked)
    document = Document()
    style = document.styles["Normal"]
    style.font.size = Pt(9)
    style.paragraph_format.space_after = Pt(2)
    for section in document.sections:
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(50)
    document.add_heading(made.title, level=1)
    document.add_paragraph(made.lead)
    for heading, lines in made.sections:
        document.add_heading(heading, level=2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    document.save(str(path))


def _counted(count: int, noun: str) -> str:
    """A count with its noun.

    >>> _counted(1, "document"), _counted(2, "origin")
    ('1 document', '2 origins')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"
