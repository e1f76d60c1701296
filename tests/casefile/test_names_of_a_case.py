"""A name one document makes plain is read in the others of its case."""

from licet.casefile.case import build_case
from licet.casefile.output import document_dict
from licet.casefile.reading import Reading, read_text

WIRE = (
    "WASHINGTON, June 20, 2023 (Newswire) - The Commerce Department added phone maker Tarnhall Technology to its Entity List.\n\n"
    "Tarnhall said it was surprised. Tarnhall employs 4,000 people.\n"
)
BLOG = "Chips for Tarnhall\n\nWhat happens next? In April the Finance Ministry opened a probe of Tarnhall, as we wrote.\n"


def parties(reading: Reading) -> set[tuple[str, str]]:
    told = document_dict(reading)
    return {(entity["canonical"], entity["type"]) for entity in told["entities"]}


def test_a_firm_of_one_word_is_read_with_the_document_that_says_what_it_is():
    alone = read_text("People talk of Tarnhall. It rained.\n", name="b.txt")
    assert not any("Tarnhall" in name for name, _ in parties(alone))
    case = build_case([read_text(WIRE, name="a.txt"), read_text("People talk of Tarnhall. It rained.\n", name="b.txt")])
    assert ("Tarnhall Technology", "company") in parties(case.readings[1])


def test_order_never_matters_and_spans_stay_exact():
    texts = {"a.txt": WIRE, "b.txt": BLOG}
    one = build_case([read_text(text, name=name) for name, text in texts.items()])
    other = build_case([read_text(text, name=name) for name, text in reversed(texts.items())])
    assert one.as_dict() == other.as_dict()
    for reading in one.readings:
        for span, entity in reading.parties.where:
            assert reading.text.raw[span.start : span.end]
            assert entity.mentions


def test_a_name_that_means_two_parties_teaches_nothing():
    two = "Sanctions hit Tarnhall Shipping Ltd.\n\nTarnhall Shipping Ltd. is in Dubai.\n"
    case = build_case([
        read_text(WIRE, name="a.txt"),
        read_text("Officers charged Mary Tarnhall, 41, a lawyer. Tarnhall denied it.\n" + two, name="c.txt"),
        read_text("People talk of Tarnhall. It rained.\n", name="d.txt"),
    ])  # fmt: skip
    assert not any("Tarnhall" in name for name, _ in parties(case.readings[2]))
