"""`licet case`: documents to what happened, what was only said, and what is in force.

licet case read *.txt --out matter.json
licet case show matter.json --as-of 2018-05-16 --question "Is the denial order against ZTE in force?"
licet case show matter.json --html matter.html --pdf brief.pdf
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licet.cli import case_facts

if TYPE_CHECKING:
    from licet.casefile.case import Case
    from licet.casefile.pipeline_names import NamesBy

app = typer.Typer(name="case", help="Documents to what happened, what was said, and what is in force.", no_args_is_help=True)

app.command()(case_facts.confirm)
app.command()(case_facts.withdraw)
app.command()(case_facts.confirmed)
app.command("what-if")(case_facts.what_if)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]

#: Score from which a listing found by name is asked whether it bears the party's very name.
_SAME = 0.8


@app.command()
def read(
    documents: Annotated[
        list[Path],
        typer.Argument(
            metavar="DOC...", help="Text, HTML, PDF, Word, email, Federal Register XML or JSON; a folder is all its files."
        ),
    ],
    out: Annotated[Path | None, typer.Option("--out", metavar="CASE", help="Write the case file here (JSON).")] = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="FOLDER",
            help="Many documents: one reading a file into this folder, resumed after a kill, nothing set against each other.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--pipeline",
            metavar="MODEL",
            envvar="LICET_SPACY_MODEL",
            help="A spaCy pipeline, by name or folder, that names parties beside the rules (licet[nlp]); none is the default.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read documents into a case file: claims with their words, contradictions, timeline, what is in force."""
    files = list(_files(documents))
    if batch is not None:
        from licet.casefile.batch import read_batch

        with _progress(len(files), quiet) as advance:
            report = read_batch(files, batch, advance, model=model)
        if as_json:
            typer.echo(json.dumps(report, ensure_ascii=False))
        elif not quiet:
            typer.echo(f"{report['read']} read, {report['resumed']} already there, {report['failed']} not read: {batch}")
        _problems(report["problems"])
        raise typer.Exit(2 if report["failed"] else 0)

    from licet.casefile.batch import read_documents
    from licet.casefile.case import build_case
    from licet.casefile.pipeline import pipeline
    from licet.errors import BadInput
    from licet.register import shipped

    problems: list[dict[str, str]] = []
    readings: list[Any] = []
    names_by = pipeline(model) if model is not None else None
    with _progress(len(files), quiet) as advance:
        for number, path in enumerate(files, 1):
            readings.extend(read_documents([path], problems, names_by))
            advance(number)
    if not readings:
        _problems(problems)
        raise BadInput("no document could be read", remedy="see the messages above, one a file")
    case = build_case(_named_apart(readings), shipped())
    case.problems = problems
    node = case.as_dict()
    if out is not None:
        texts = {
            r.doc_id: {
                "file": r.file,
                "text": r.text.raw,
                "media_type": r.media_type,
                "written": r.written.isoformat() if r.written and r.frame.published.get("basis") == "stated" else None,
                "official": r.official,
                **({"pipeline": r.said.as_dict()} if r.said is not None else {}),
            }
            for r in case.readings
        }
        out = out / "case.json" if out.is_dir() else out
        out.parent.mkdir(parents=True, exist_ok=True)
        half = out.with_name(out.name + ".part")
        half.write_text(json.dumps({**node, "texts": texts}, ensure_ascii=False, indent=1) + "\n", "utf-8")
        half.replace(out)
    if as_json or (out is None and not sys.stdout.isatty()):
        typer.echo(json.dumps(node, ensure_ascii=False))
    elif not quiet:
        from licet.casefile.summary import summary

        typer.echo(summary(case, None))
        if out is not None:
            typer.echo(f"\nWritten to {out}.")
    _problems(problems)
    raise typer.Exit(2 if problems else 0)


@app.command()
def show(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file written by `licet case read --out`.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="D", help="The day the answers are about; default is each document's own.")
    ] = None,
    question: Annotated[
        list[str] | None, typer.Option("--question", "-q", help="A question of legal status, in plain words; may be repeated.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the case page here.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write a brief of two pages here.")] = None,
    docx: Annotated[Path | None, typer.Option("--docx", help="Write the brief as a Word file here.")] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="The data folder, for imported lists.", envvar="LICET_DATA", show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Show a case: what is in force on a day, what was only said, contradictions, the timeline."""
    opened = open_case(case)
    opened.record = (*opened.record, *_listed(opened, data))
    day = _day(as_of)
    asked = [(q, day or _last_day(opened), opened.ask(q, day or _last_day(opened))) for q in question or ()]
    if html is not None:
        from licet.casefile.page import page

        html.write_text(page(opened, day, asked), "utf-8")
    if pdf is not None or docx is not None:
        from licet.casefile.brief import write_docx, write_pdf

        if pdf is not None:
            write_pdf(opened, day, asked, pdf)
        if docx is not None:
            write_docx(opened, day, asked, docx)
    if as_json:
        from licet.casefile.output import answer_dict

        node = opened.as_dict(day)
        if asked:
            node["asked"] = [answer_dict(f"K{n}", q, d, a) for n, (q, d, a) in enumerate(asked, 1)]
        typer.echo(json.dumps(node, ensure_ascii=False))
        return
    from licet.casefile.summary import answers, summary

    typer.echo(answers(opened, asked) if asked else summary(opened, day))


def open_case(path: Path) -> Case:
    """A case from its file: the documents' texts are read again, so an answer always follows the rules of this version.

    Raises:
        BadFile: It is no case file, or holds no texts.
    """
    from licet.casefile.case import build_case
    from licet.casefile.file_text import Source
    from licet.casefile.reading import read_text
    from licet.errors import BadFile
    from licet.register import shipped

    path = path / "case.json" if path.is_dir() else path
    try:
        node = json.loads(path.read_text("utf-8"))
        texts = node["texts"]
    except FileNotFoundError as error:
        raise BadFile("does not exist", where=str(path), remedy="licet case read DOC... --out CASE") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadFile(
            "is not a case file", where=str(path), why=str(error)[:120], remedy="licet case read DOC... --out CASE"
        ) from error
    digests = {row["doc_id"]: row["sha256"] for row in node.get("documents", [])}
    readings = []
    for doc_id, row in texts.items():
        reading = read_text(
            row["text"],
            name=row["file"],
            media_type=row["media_type"],
            source=Source(published=row.get("written"), official=bool(row.get("official"))),
            names_by=_said_then(path, row),
        )
        reading.doc_id = doc_id
        reading.sha256 = digests.get(doc_id, reading.sha256)
        readings.append(reading)
    opened = build_case(readings, shipped())
    opened.problems = node.get("problems", [])
    return opened


def _said_then(path: Path, row: dict[str, Any]) -> NamesBy | None:
    """What a pipeline said of a document when the case was read: it is not asked again, and need not be installed."""
    from licet.casefile.pipeline_names import Said
    from licet.errors import BadFile

    if "pipeline" not in row:
        return None
    try:
        said = Said.of(row["pipeline"], len(row["text"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(
            "is not a case file", where=str(path), why=str(error)[:120], remedy="licet case read DOC... --out CASE"
        ) from error
    return lambda _: said


def _listed(case: Case, data: Path | None) -> Iterator[Any]:
    """All that the imported lists and confirmed claims of the data folder ever said of the case's parties, a fact a period."""
    from dataclasses import replace

    import numpy as np

    from licet.transactions import Participant
    from licet.workspace import Workspace

    workspace = Workspace(data)
    if workspace.imported is None:
        return
    store = workspace.imported.store
    parties = sorted(
        {key for cluster in case.clusters for key in cluster.parties if key.startswith(("company:", "person:", "organization:"))}
    )
    told = set()
    for key in parties:
        name = case.keys.canonical.get(key, key.partition(":")[2])
        for hit in workspace.search(Participant(name=name), name):
            number = store.number_of(hit.listing_id)
            if number is None or hit.listing_id in told or hit.score < _SAME:
                continue
            told.add(hit.listing_id)
            first, last = (int(at) for at in np.searchsorted(store.rows["key"], (number, number + 1)))
            for row in range(first, last):
                yield replace(store.fact(row), id=f"{hit.listing_id}#{int(store.rows['period'][row])}")


def _named_apart(readings: list[Any]) -> list[Any]:
    """Two files of one stem get two ids."""
    seen: dict[str, int] = {}
    for reading in readings:
        seen[reading.doc_id] = seen.get(reading.doc_id, 0) + 1
        if seen[reading.doc_id] > 1:
            reading.doc_id = f"{reading.doc_id}~{seen[reading.doc_id]}"
    return readings


def _files(documents: list[Path]) -> Iterator[Path]:
    for path in documents:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
        else:
            yield path


def _day(given: str | None) -> date | None:
    from licet.errors import BadValue

    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise BadValue(f"{given!r} is not a day", where="--as-of", remedy="write it as 2018-05-16") from error


def _last_day(case: Case) -> date:
    from licet.errors import BadValue

    days = [r.written for r in case.readings if r.written is not None]
    if not days:
        raise BadValue("no document has a date, so the question needs a day", where="--as-of", remedy="add --as-of 2018-05-16")
    return max(days)


def _problems(problems: list[dict[str, str]]) -> None:
    for problem in problems:
        typer.echo(
            f"{problem['file']}: {problem['message']}" + (f" ({problem['remedy']})" if problem.get("remedy") else ""), err=True
        )


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if quiet or total < 3 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True)
    ) as bar:
        task = bar.add_task("documents", total=total)
        yield lambda done: bar.update(task, completed=done)
