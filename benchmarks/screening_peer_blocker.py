"""nomenklatura as a whole: its blocker over a list, logic-v2 on what the blocker proposes. Run by the peer's own Python.

Standard input is one JSON object: `listed` and `asked`, each a list of [kind, [names]]. The answer holds the seconds of CPU for
building the index, for proposing candidates and for scoring them, and how many pairs were scored. The best score of each party
asked for is kept, as licet keeps its hits.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.matching import get_algorithm

SCHEMAS = {"person": "Person", "organization": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
DATASET = Dataset.make({"name": "list", "title": "List"})


class View:
    """The list, as the blocker reads it."""

    def __init__(self, entities):
        self.held = {entity.id: entity for entity in entities}

    def entities(self, include_schemata=None):  # noqa: ARG002  the blocker names it
        """All of them."""
        yield from self.held.values()


def entity(key: str, kind: str | None, names: list[str]):
    """An entity with some names."""
    data = {"id": key, "schema": SCHEMAS.get(kind or "", "LegalEntity"), "properties": {"name": names}}
    return StatementEntity.from_data(DATASET, data)


def main() -> None:
    """Index, propose, score."""
    told = json.load(sys.stdin)
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    listed = [entity(f"l{number}", *row) for number, row in enumerate(told["listed"])]
    asked = {f"q{number}": entity(f"q{number}", *row) for number, row in enumerate(told["asked"])}
    algorithm.compare(listed[0], listed[1], config)
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        view = View(listed)
        index = Index(view, Path(folder))
        index.con.execute("SET threads TO 1")
        index.build()
        built = time.process_time()
        proposed = list(index.match_entities(asked.values()))
        found = time.process_time()
        pairs = 0
        best: dict[str, float] = {}
        for key, matches in proposed:
            for other, _ in matches:
                score = algorithm.compare(asked[key.id], view.held[other.id], config).score
                best[key.id] = max(best.get(key.id, 0.0), score)
                pairs += 1
        scored = time.process_time()
    seconds = {"build": built - started, "propose": found - built, "score": scored - found, "pairs": pairs, "hits": len(best)}
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
