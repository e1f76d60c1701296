"""nomenklatura's logic-v2 on given pairs: run by the python of an environment of its own, reads and writes JSON lines.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install nomenklatura   # compiles pyicu

Each input line is {"kind", "one", "others": [...]}; each output line the scores. The last line holds the seconds taken.
"""

import json
import sys
import time

from followthemoney import model
from nomenklatura.matching import get_algorithm

SCHEMAS = {"person": "Person", "organization": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}


def entity(kind: str | None, name: str, key: str):
    """A FollowTheMoney entity with one name."""
    return model.get_proxy({"id": key, "schema": SCHEMAS.get(kind or "", "LegalEntity"), "properties": {"name": [name]}})


def main() -> None:
    """Score all lines of standard input."""
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    rows = [json.loads(line) for line in sys.stdin]
    warm = entity("person", "Warm Up", "w")
    algorithm.compare(warm, warm, config)
    started = time.process_time()
    for number, row in enumerate(rows):
        one = entity(row["kind"], row["one"], f"q{number}")  # the peer remembers entities by their id
        others = [entity(row["kind"], other, f"c{number}-{place}") for place, other in enumerate(row["others"])]
        print(json.dumps([algorithm.compare(one, other, config).score for other in others]))
    print(json.dumps({"seconds": time.process_time() - started}))


if __name__ == "__main__":
    main()
