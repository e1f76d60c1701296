"""Strict values: a frame of text becomes a frame of days, dollars and ids, and what cannot be read is set aside by row.

Money is `Decimal(20, 6)` dollars, shares `Decimal(9, 6)` percent, days are dates. Nothing is rounded: a seventh decimal is a
mistake, not a nuisance.
"""

from __future__ import annotations

import polars as pl

from licet.countries import read_country
from licet.errors import BadFile, BadInput, nearest
from licet.exposure.bookfiles import RawTable
from licet.exposure.columns import (
    COUNT,
    COUNTRY,
    DAY,
    ECCN,
    KEY,
    MANY,
    MONEY,
    PERCENT,
    TEXT,
    UNITS,
    WORD,
    Column,
    Table,
    columns_of,
)  # fmt: skip

DECIMAL = pl.Decimal(20, 6)
SHARE = pl.Decimal(9, 6)
TYPES: dict[str, pl.DataType] = {
    TEXT: pl.String(), KEY: pl.String(), COUNTRY: pl.String(), ECCN: pl.String(), WORD: pl.String(), MANY: pl.String(),
    DAY: pl.Date(), MONEY: DECIMAL, COUNT: DECIMAL, PERCENT: SHARE,
}  # fmt: skip
ECCN_FORM = r"^(?:[0-9][A-E][0-9]{3}(?:\.[a-z0-9]+)*|EAR99|USML(?:[ .].*)?|ML-foreign|foreign-only|published|service|n/a)$"
#: Problems by row: which cell of which file, what stood there, and why it will not do.
PROBLEMS = {
    "table": pl.String, "file": pl.String, "row": pl.Int64, "column": pl.String, "value": pl.String,
    "reason": pl.String,
}  # fmt: skip


def schema(spec: Table) -> dict[str, pl.DataType]:
    """The columns of a table as stored; `file` and `row` say where each row was read."""
    return {c.name: TYPES[c.unit] for c in spec.columns} | {"file": pl.String(), "row": pl.Int64()}


def empty(spec: Table) -> pl.DataFrame:
    """The table without rows."""
    return pl.DataFrame(schema=schema(spec))


def problems() -> pl.DataFrame:
    """No problems."""
    return pl.DataFrame(schema=PROBLEMS)


def typed(raw: RawTable, spec: Table) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """The rows of a file in the types of the table, the cells that cannot be read, and the headings nobody reads.

    Raises:
        BadFile: A required column is missing, or two headings mean one column.
    """
    found, unknown, twice = columns_of(spec, raw.frame.columns)
    if twice:
        both = [told for told in raw.frame.columns if twice[0] in columns_of(spec, [told])[0]]
        raise BadFile(
            f"two headings mean the column {twice[0]!r}: {' and '.join(map(repr, both))}", where=f"{raw.file}: row {raw.first - 1}",
            remedy="Remove or rename one of them.",
        )  # fmt: skip
    missing = [c.name for c in spec.columns if c.required and c.name not in found]
    if missing:
        hint = "; ".join(filter(None, (nearest(name, unknown) for name in missing)))
        raise BadFile(
            f"{spec.name} needs the column {', '.join(missing)}{' (' + hint + ')' if hint else ''}",
            where=f"{raw.file}: row {raw.first - 1}",
            why=f"Columns found: {', '.join(raw.frame.columns[:30])}.",
            remedy=f"Rename the column, or start from `licet book template {spec.name}`.",
        )  # fmt: skip
    numbered = raw.frame.with_row_index("_row", offset=raw.first).with_columns(pl.col("_row").cast(pl.Int64))
    out: list[pl.Expr | pl.Series] = []
    wrong: list[pl.DataFrame] = []
    for column in spec.columns:
        if column.name not in found:
            out.append(pl.lit(None, dtype=TYPES[column.unit]).alias(column.name))
            continue
        told = numbered.get_column(found[column.name])
        text = told if told.dtype == TYPES[column.unit] and told.dtype != pl.String else _text(told)
        value = text if text.dtype != pl.String else _read(text, column)
        out.append(value.alias(column.name))
        bad = text.is_not_null() & value.is_null()
        if bad.any():
            allowed = f"one of {', '.join(column.words)}" if column.words else UNITS[column.unit]
            wrong.append(_report(numbered.filter(bad), text.filter(bad), spec, raw.file, column.name, f"not {allowed}"))
        if column.required and value.null_count() > bad.sum():
            gap = text.is_null()
            wrong.append(_report(numbered.filter(gap), text.filter(gap), spec, raw.file, column.name, "empty"))
    frame = numbered.select(*out, pl.lit(raw.file).alias("file"), pl.col("_row").alias("row"))
    return frame, pl.concat(wrong) if wrong else problems(), unknown


def _text(told: pl.Series) -> pl.Series:
    """Cells as stripped text; an empty cell is null."""
    text = told.cast(pl.String).str.strip_chars()
    return text.set(text == "", None)


def _report(rows: pl.DataFrame, text: pl.Series, spec: Table, file: str, column: str, reason: str) -> pl.DataFrame:
    return rows.select(
        pl.lit(spec.name).alias("table"), pl.lit(file).alias("file"), pl.col("_row").alias("row"),
        pl.lit(column).alias("column"), text.cast(pl.String).str.slice(0, 200).alias("value"),
        pl.lit(reason).alias("reason"),
    )  # fmt: skip


def _read(text: pl.Series, column: Column) -> pl.Series:
    """Text to the type of the column; null where it cannot be read."""
    frame = pl.DataFrame({"x": text})
    x = pl.col("x")
    match column.unit:
        case "day":
            form = x.str.contains(r"^\d{4}-\d{2}-\d{2}$")
            value = pl.when(form).then(x).str.to_date("%Y-%m-%d", strict=False)
        case "money" | "count":
            form = x.str.contains(r"^\d{1,13}(?:\.\d{1,6})?$")
            value = pl.when(form).then(x).cast(DECIMAL, strict=False)
            if column.unit == "count":
                value = pl.when(value > 0).then(value)
        case "percent":
            form = x.str.contains(r"^\d{1,3}(?:\.\d{1,6})?$")
            value = pl.when(form).then(x).cast(SHARE, strict=False)
            value = pl.when(value <= 100).then(value)
        case "country":
            codes = {told: _country(told) for told in text.drop_nulls().unique().to_list()}
            value = x.replace_strict(codes, default=None, return_dtype=pl.String)
        case "eccn":
            heading, rest = x.str.slice(0, 5).str.to_uppercase(), x.str.slice(5).str.to_lowercase()
            is_entry, is_rest = x.str.contains(r"^[0-9][A-Ea-e][0-9]{3}"), x.str.to_uppercase() == "EAR99"
            written = pl.when(is_entry).then(heading + rest).when(is_rest).then(pl.lit("EAR99")).otherwise(x)
            value = pl.when(written.str.contains(ECCN_FORM)).then(written)
        case "word":
            words = {word.lower(): word for word in column.words}
            value = x.str.to_lowercase().replace_strict(words, default=None, return_dtype=pl.String)
        case "key":
            value = pl.when(x.str.len_bytes() <= 200).then(x)
        case _:
            value = pl.when(x.str.len_bytes() <= 2000).then(x)
    return frame.select(value.alias("x")).to_series()


def _country(told: str) -> str | None:
    """The code of a country in any usual spelling, None when nobody knows it."""
    try:
        return read_country(told)
    except BadInput:
        return None
