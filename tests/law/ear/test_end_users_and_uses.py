"""Part 744: cameras, military intelligence, unmanned aircraft, memory nodes; and figures that decide or belie an entry."""

from __future__ import annotations

import pytest

from licet.law.us.ear.measured import meets_3a090
from licet.law.us.ear.part744_cameras import cameras
from licet.law.us.ear.part744_end_uses import advanced_node, missile
from licet.law.us.ear.part744_intelligence import military_intelligence
from licet.proofs import FAILS, HOLDS, UNKNOWN


def user(country: str, name: str = "buyer", **facts: object) -> list[dict[str, object]]:
    return [{"role": "end_user", "name": name, "country": country, **facts}]


def only(found):
    """The verdict of the one requirement, None when nothing was raised."""
    found = [found] if found is not None and not isinstance(found, tuple) else list(found or ())
    return found[0].proof.verdict if found else None


@pytest.mark.parametrize(
    ("eccn", "to", "rate", "expected"),
    [
        ("6A993.a", "MA", 9, HOLDS),
        ("6A993.a", "MA", 30, FAILS),
        ("6A993.a", "DE", 9, FAILS),
        ("6A002.a.2", "BR", None, HOLDS),
        ("6A003.a.3", "DE", None, HOLDS),
        ("6A003.a.3", "GB", None, FAILS),
        ("0A504.a", "BR", None, UNKNOWN),
        ("5A991", "BR", None, None),
    ],
)
def test_cameras_for_the_military(inquiry_of, eccn, to, rate, expected):
    item = {"eccn": eccn, "origin": "US"} | ({"frame_rate_hz": rate} if rate else {})
    q = inquiry_of("2024-06-01", destination=to, items=[item], parties=user(to, "army unit", military=True))
    assert only(cameras(q)) is expected
    assert not cameras(inquiry_of("2024-06-01", destination=to, items=[item], parties=user(to)))


@pytest.mark.parametrize(
    ("country", "facts", "expected"),
    [
        ("CN", {"military_intelligence": True}, HOLDS),
        ("RS", {"military_intelligence": True, "nationality": "RU"}, UNKNOWN),
        ("RS", {"military_intelligence": True, "nationality": "RU", "name": "GRU station"}, HOLDS),
        ("RS", {"name": "Reconnaissance General Bureau office"}, HOLDS),
        ("RS", {"military_intelligence": True}, FAILS),
        ("NI", {"military_intelligence": True}, FAILS),
        ("CU", {"military_intelligence": True}, HOLDS),
        ("CN", {}, None),
    ],
)
def test_military_intelligence_counts_abroad_when_listed(inquiry_of, country, facts, expected):
    q = inquiry_of("2024-06-01", destination=country, items=[{"eccn": "EAR99", "origin": "US"}], parties=user(country, **facts))
    assert only(military_intelligence(q)) is expected


@pytest.mark.parametrize(
    ("use", "to", "expected"),
    [
        ("UAV, range 300 km or more", "PK", HOLDS),
        ("drones with a range of 40 to 500 km", "PK", HOLDS),
        ("UAV with a range of up to 300 km", "PK", HOLDS),
        ("UAV, range 40 km", "PK", FAILS),
        ("unmanned aircraft with a range of less than 300 km", "PK", FAILS),
        ("drone parts", "PK", UNKNOWN),
        ("drone parts", "DE", FAILS),
        ("crop sprayers", "PK", None),
    ],
)
def test_unmanned_aircraft_by_their_range(inquiry_of, use, to, expected):
    q = inquiry_of("2024-06-01", destination=to, items=[{"eccn": "EAR99", "origin": "US"}], end_use=use, parties=user(to))
    assert only(missile(q)) is expected


@pytest.mark.parametrize(
    ("day", "use", "expected"),
    [
        ("2023-06-01", "production of DRAM at 18 nm half-pitch", HOLDS),
        ("2024-12-01", "production of DRAM at 17 nm", HOLDS),
        ("2024-12-01", "production of DRAM at 19 nm half-pitch", FAILS),
        ("2024-12-02", "production of DRAM at 18 nm half-pitch", UNKNOWN),
        ("2025-06-01", "production of DRAM with a cell area of 0.0025 um2", HOLDS),
        ("2025-06-01", "production of DRAM with a density of 0.21 Gb/mm2", HOLDS),
        ("2025-06-01", "DRAM stacks with 3,001 through-silicon vias, wafer production", HOLDS),
        ("2025-06-01", "production of DRAM at 45 nm", FAILS),
        ("2025-06-01", "production of NAND memory with 128 layers", HOLDS),
        ("2025-06-01", "production of 28 nm logic ICs", FAILS),
        ("2022-09-01", "production of 7 nm logic ICs", None),
    ],
)
def test_memory_nodes_by_the_definition_of_the_day(inquiry_of, day, use, expected):
    q = inquiry_of(day, destination="CN", items=[{"eccn": "EAR99", "origin": "US"}], end_use=use, parties=user("CN"))
    assert only(advanced_node(q)) is expected


@pytest.mark.parametrize(
    ("day", "kind", "facts", "expected"),
    [
        ("2022-12-01", "a", {"performance_metric": 4800, "interconnect_gb_s": 600}, True),
        ("2022-12-01", "a", {"performance_metric": 4992, "interconnect_gb_s": 400}, False),
        ("2022-12-01", "a", {"performance_metric": 4799}, False),
        ("2022-12-01", "a", {"performance_metric": 4800}, None),
        ("2022-10-20", "a", {"performance_metric": 9000, "interconnect_gb_s": 900}, None),
        ("2023-12-01", "a", {"tpp": 4800}, True),
        ("2023-12-01", "a", {"tpp": 1600, "performance_density": "5.92"}, True),
        ("2023-12-01", "b", {"tpp": 2400, "performance_density": "1.6"}, True),
        ("2023-12-01", "b", {"tpp": 2399, "performance_density": "3.1"}, False),
        ("2023-12-01", "b", {"tpp": 4800, "performance_density": "1.6"}, False),
        ("2023-12-01", "a", {"tpp": 2368}, None),
    ],
)
def test_chips_by_the_figures_of_the_day(inquiry_of, day, kind, facts, expected):
    q = inquiry_of(day, destination="CN", items=[{"eccn": "3A991", "origin": "US", **facts}], parties=user("CN"))
    assert meets_3a090(q, kind) is expected


#: Restricted uses in the words of different writers: none of them may clear.
_RESTRICTED = {
    ("EAR99", "IN"): [
        "nuclear weapons program", "gas centrifuges for enrichment", "nuclear power plant not under safeguards", "nuclear test site",
        "atomic weapons research", "tritium production", "a nuclear research center", "uranium conversion facility",
    ],
    ("EAR99", "PK"): ["ballistic missile program", "SLV program", "reentry vehicles", "loitering munitions", "drones, range 350 kilometers"],
    ("EAR99", "TH"): ["nerve gas production", "weaponized anthrax", "sarin", "mustard gas", "CBW program", "biological warfare agents"],
    ("3A991.d", "CN"): [
        "supplied to the PLA Navy", "People's Liberation Army", "defense industry", "weapons production", "fighter jets", "combat aircraft",
        "artillery systems", "Ministry of National Defense", "paramilitary police", "building wafer inspection systems",
        "parts for ion implanters", "SME production", "development of semiconductor manufacturing equipment",
    ],
    ("EAR99", "CN"): [
        "army intelligence bureau", "7nm logic", "advanced logic chips", "232-layer 3D NAND production", "GAA transistors", "leading-edge fab",
        "signals intelligence of the armed forces",
    ],
    ("3B991", "CN"): ["making chips", "wafer fab of unknown node", "semiconductor manufacturing", "foundry"],
    ("EAR99", "EG"): ["plant for 1C350 precursors", "turnkey plant making precursor chemicals"],
}  # fmt: skip


@pytest.mark.parametrize(("eccn", "to", "use"), [(*key, use) for key, uses in _RESTRICTED.items() for use in uses])
def test_a_restricted_use_in_any_words_never_clears(eccn, to, use):
    from licet.api import decide
    from licet.intake import transaction_from
    from licet.workspace import Workspace

    body = {
        "kind": "export", "as_of": "2025-06-01", "exporter_country": "US", "destination": to, "end_use": use,
        "items": [{"eccn": eccn, "description": "goods", "value_usd": 4000, "origin": "US"}], "parties": user(to),
    }  # fmt: skip
    assert not decide(transaction_from(body), Workspace(shipped_only=True), explore=False).outcome.clears


@pytest.mark.parametrize(
    ("eccn", "to", "use"),
    [
        ("EAR99", "IN", "nuclear medicine department"), ("EAR99", "IN", "nuclear magnetic resonance in a hospital"),
        ("EAR99", "PK", "crop spraying drone, range 40 km"), ("3A991.d", "CN", "civil, not for military use"),
        ("EAR99", "CN", "production of 28 nm planar logic"), ("3A991.d", "CN", "consumer electronics"), ("EAR99", "DE", "drone parts"),
        ("EAR99", "JP", "nuclear power plant"), ("5A991", "BR", "police radios"),
    ],
)  # fmt: skip
def test_a_harmless_use_is_not_held_up(eccn, to, use):
    from licet.api import decide
    from licet.intake import transaction_from
    from licet.workspace import Workspace

    body = {
        "kind": "export", "as_of": "2025-06-01", "exporter_country": "US", "destination": to, "end_use": use,
        "items": [{"eccn": eccn, "description": "goods", "value_usd": 4000, "origin": "US"}], "parties": user(to),
    }  # fmt: skip
    assert decide(transaction_from(body), Workspace(shipped_only=True), explore=False).outcome.clears
