"""Intake: files and mappings to transactions.

YAML, JSON, JSONL, CSV, XLSX and Parquet give the same `Transaction`. Every scalar is taken as text and converted by the
field's declared type, so `NO` is Norway and `1E001` is an ECCN. All mistakes of one file are reported together; nothing is
decided on a file that has one. `files` reads, `nodes` and `tables` take apart, `fields` converts, `sense` compares.
"""

from licet.intake.fields import read_eccn, transaction_from, transaction_of
from licet.intake.files import iter_transactions, read_transactions
from licet.intake.sense import contradictions

__all__ = [
    "contradictions",
    "iter_transactions",
    "read_eccn",
    "read_transactions",
    "transaction_from",
    "transaction_of",
]
