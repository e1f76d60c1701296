"""Make `casefile/names/given.txt`: given names that show that capitalized words are a person.

Source: the given names of Faker's locales (MIT). Left out are words of the English dictionary, places, names that only Faker's
historical English census list or its Icelandic one holds, and what is no name in Latin letters; Russian, Ukrainian and Bulgarian
names are romanized (BGN/PCGN, without signs). No document and no list was looked at.

    pip install faker && apt-get install wamerican && python benchmarks/given_names.py
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from pathlib import Path

import faker.providers.person as person

from licet.casefile.known import TABLES
from licet.yaml_text import read_yaml

DICTIONARY = Path("/usr/share/dict/words")
ATTRIBUTES = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary", "first_names_unisex")
LATIN = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž]{2,}(?:-[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž]+)?")
#: Lists too wide to show a person by: a name that stands in one of them only is left out.
WIDE = {"en", "is_IS"}
_NO_NAMES = """
Africa Alabama Alaska Alma America Asia Atlanta Austin Berlin Boston Brooklyn Cairo Carolina Chelsea Cleveland Columbus Dakota
Dallas Delhi Denver Dover Egypt Florence Geneva Georgia Havana Houston India Indiana Iowa Ireland Israel Italy Jackson Jersey
Jordan Kansas Kent Kenya Kyoto Lima Lincoln London Lourdes Madison Madrid Maine Malta Memphis Milan Montana Odessa Odesa Orlando
Oslo Paris Persia Phoenix Princeton Riga Roma Rome Salem San Santa Santiago Savannah Sidney Sierra Siena Sofia Sydney Tampa
Texas Trinidad Troy Turin Tyrone Utah Valencia Verona Vienna Virginia Washington York Zaire Mercedes Tesla Toyota Siemens Apple
Oracle Intel Delta Alpha Omega Sun Moon Star King Prince Duke Earl Royal Major Judge Bank Fed Den Der Del Van Von Bin Abu Allah
Amazon Bell Chevron Dell Ericsson Ford Honda Mattel Nokia Philips Renault Sony Volvo Union Justice Commerce Treasury Council
March April May June July
"""
_CYRILLIC = "а б в г д е з и й к л м н о п р с т у ф х ы э і ї є ґ ё ж ц ч ш щ ю я"
_LATIN = "a b v g d e z i y k l m n o p r s t u f kh y e i i ye g yo zh ts ch sh shch yu ya"
ROMAN = dict(zip(_CYRILLIC.split(" "), _LATIN.split(" "), strict=True)) | {"ъ": "", "ь": ""}


def romanized(name: str) -> str:
    """A Cyrillic name in Latin letters.

    >>> romanized("Сергей"), romanized("Жанна")
    ('Sergey', 'Zhanna')
    """
    return "".join(ROMAN.get(letter, letter) for letter in name.lower()).capitalize()


def main() -> None:
    """Write the table."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in ATTRIBUTES:
            told = getattr(provider, attribute, ())
            for name in () if isinstance(told, property) else told:
                spelled = romanized(name) if re.match("[А-ЯІЇЄҐ]", name) else name
                if LATIN.fullmatch(spelled):
                    found[spelled].add(module.name)
    words = {word for line in DICTIONARY.read_text("utf-8").splitlines() if (word := line.strip()).islower()}
    places = read_yaml(TABLES / "places.yaml")
    known = {*places["places"], *(n for row in places["countries"].values() for n in (*row["names"], *row["demonyms"]))}
    kept = sorted(
        name for name, locales in found.items()
        if not locales <= WIDE and name.lower() not in words and name not in known | set(_NO_NAMES.split())
    )  # fmt: skip
    path = TABLES / "given.txt"
    path.write_text("# Made by benchmarks/given_names.py from Faker's locales (MIT).\n" + "\n".join(kept) + "\n", encoding="utf-8")
    print(f"{path}: {len(kept):,} given names")


if __name__ == "__main__":
    main()
