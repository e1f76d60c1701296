"""What a case looks up for its questions is what asking every act and every name of it would give."""

from __future__ import annotations

from licet.casefile.case import build_case
from licet.casefile.reading import read_text

TEXTS = {
    "one.txt": "WASHINGTON, April 16, 2018 - The Commerce Department barred Acme Instruments Corp. from exports for seven years.\n\n"
    "A court in Texas fined Bexley Marine Ltd. $2 million on Monday. Acme Instruments will appeal, its lawyer Jane Roe said.",
    "two.txt": "LONDON, April 18, 2018 - The United States put Corvane Shipping LLC on the Entity List on Tuesday.\n\n"
    "Acme Instruments, which was banned on Monday, sued the Commerce Department.",
}


def test_acts_and_names_looked_up_are_those_found_by_asking_all() -> None:
    case = build_case([read_text(text, name=name) for name, text in TEXTS.items()])
    keys, parties = case.keys, {case.keys.of(e.key) for r in case.readings for e in r.parties.entities}
    assert len(case.clusters) >= 3
    for party in sorted(parties):
        involved = keys.involved([party], case.clusters)
        assert [c.id for c in involved] == sorted((c.id for c in involved), key=lambda name: int(name[1:]))
        told = [c for c in case.clusters if any(party in keys.parties(r, [*e.target, *e.actor]) for r, e in c.members)]
        assert {c.id for c in told} <= {c.id for c in involved}
        for reading in case.readings:
            assert keys.named_in(reading, [party]) == {e.id for e in reading.parties.entities if keys.of(e.key) == party}
