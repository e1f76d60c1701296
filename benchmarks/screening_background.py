"""Make `tables/background.tsv`: how common words are in names at large.

Sources: person names of all locales of Faker (MIT), drawn with its weights; companies of Faker and the members of stock
indices in pytickersymbols (MIT). Neither comes from a restricted-party list or a benchmark file. Counts are scaled to
`PARTIES` so that they weigh as much as a list of that size.

    pip install faker pytickersymbols && python benchmarks/screening_background.py
"""

import random
from collections import Counter
from pathlib import Path

from faker import Faker
from faker.config import AVAILABLE_LOCALES
from pytickersymbols import PyTickerSymbols

from licet.screening.names import Reading, UnreadableName, WordClass, analyze
from licet.screening.spelling import fold

PARTIES = (20_000, 8_000)
SEED = 4242
TABLE = Path(__file__).resolve().parents[1] / "src" / "licet" / "screening" / "tables" / "background.tsv"


def made_up_persons(count_each: int, seed: int) -> list[tuple[str, str]]:
    """(locale, name) of made-up persons, given name first, a third with a middle name."""
    Faker.seed(seed)
    rng = random.Random(seed)
    people = []
    for locale in sorted(AVAILABLE_LOCALES):
        fake = Faker(locale, use_weighting=True)
        for _ in range(count_each * (2 if locale == "en_US" else 1)):
            middle = [fake.first_name()] if rng.random() < 0.35 else []
            people.append((locale, " ".join([fake.first_name(), *middle, fake.last_name()])))
    return people


def firms(seed: int) -> list[str]:
    """Made-up companies and members of stock indices."""
    Faker.seed(seed)
    made_up = [Faker(locale).company() for locale in sorted(AVAILABLE_LOCALES) for _ in range(40)]
    return made_up + sorted({stock["name"] for stock in PyTickerSymbols().get_all_stocks()}) * 2


def counted(names: list[str], reading: Reading, parties: int) -> list[tuple[str, int]]:
    """Folded words with the number of parties that have them, scaled."""
    seen: Counter[str] = Counter()
    for name in names:
        try:
            words = analyze(name, reading).words
        except UnreadableName:
            continue
        plain = (WordClass.BODY, WordClass.GENERIC, WordClass.PARTICLE)
        seen.update({fold(word.text) for word in words if word.word_class in plain})
    scaled = [(word, round(times * parties / len(names))) for word, times in seen.items()]
    return sorted((pair for pair in scaled if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))


def main() -> None:
    """Write the table."""
    lines = ["# How common folded words are in names at large. Columns: reading (0 person, 1 other), word, parties.",
             "# Made by benchmarks/screening_background.py; `*` is the number of parties the counts stand for."]  # fmt: skip
    people = [name for _, name in made_up_persons(1_000, SEED)]
    for reading, names in ((Reading.PERSON, people), (Reading.OTHER, firms(SEED))):
        parties = PARTIES[reading]
        lines.append(f"{int(reading)}\t*\t{parties}")
        lines += [f"{int(reading)}\t{word}\t{count}" for word, count in counted(names, reading, parties)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
