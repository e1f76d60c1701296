"""The reference page of the book of business, written from `columns.py`."""

from __future__ import annotations

from licet.exposure.columns import TABLES, UNITS, Column

_HEAD = """# The book of business

A folder of `parties, items, orders, boms, supply, ownership, licenses`, each as CSV, TSV, XLSX or Parquet; several files of
one table are read together (`orders-2017.csv`, `orders-2018.csv`), and one workbook `book.xlsx` may hold a sheet a table.
`licet book template DIR` writes empty files. Files and sheets go by the names of their tables, or by the usual ones listed
with each. A sheet may have a title above its headings. A file whose name says no table is named in the answer. This page is
generated from `licet/exposure/columns.py`.

Headings are matched without case, spaces or punctuation, and the other names below do too. A column nobody knows is left out
and named in the answer of `licet book check`. Values are strict: one that cannot be read sets its row aside, and every row
that refers to it. Unless `--set-aside` is given nothing is imported then; `<out>.quarantine.csv` lists each cell with file,
row, column, value and reason. With `--set-aside` the rows are counted in every answer.

Ownership is read from registers too, known by file name or by how the file begins: `*.bods.json`, `*.bods.jsonl` (BODS 0.4),
`*.gleif.csv`, `*.gleif.xml` (GLEIF level 2), `*.ftm.json`, `*.ftm.jsonl` (FollowTheMoney). Their parties join the book; one
that the book knows by id or by an identifier such as a LEI stays the book's. An indirect interest counts from 0 to what is
stated; GLEIF states control and an unknown share.

"""


def manual() -> str:
    """The page as Markdown."""
    out = [_HEAD, "## Units\n\n| unit | looks like |\n| --- | --- |\n"]
    out += [f"| {unit} | {says} |\n" for unit, says in UNITS.items()]
    for spec in TABLES:
        out.append(f"\n## {spec.name}\n\n{spec.says}")
        if spec.unique:
            out.append(f" One row for each {' and '.join(spec.unique)}.")
        out.append(f" Also: {', '.join(spec.also)}.")
        out.append("\n\n| column | unit | needed | meaning | other names |\n| --- | --- | --- | --- | --- |\n")
        out += [_row(column, dict(spec.refers).get(column.name)) for column in spec.columns]
    return "".join(out)


def _row(column: Column, refers: str | None) -> str:
    unit = ", ".join(column.words) if column.words else column.unit
    where = f" An id of {refers}." if refers else ""
    return f"| `{column.name}` | {unit} | {'yes' if column.required else ''} | {column.says}{where} | {', '.join(column.also)} |\n"
