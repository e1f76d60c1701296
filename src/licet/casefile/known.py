"""The names licet knows before it opens a document: agencies, places, newspaper names of firms, titles, given names.

Data beside this module, in `names/`. Every scalar is read as text, so that Norway's code stays `NO`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from licet.casefile.word_facts import WordFacts
from licet.yaml_text import read_yaml

TABLES = Path(__file__).with_name("names")
PARTY_TYPES = frozenset({"person", "company", "agency", "organization", "legislature", "government"})


LEGAL = (
    r"(?:GmbH & Co\.? (?:KG(?:aA)?|OHG)|Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|L\.L\.C|LLP|LP|L\.P|PLC|plc|GmbH|AG|S\.?A\.?S?|S\.?p\.?A|N\.?V|B\.?V|AB|ASA|A/S|Oy|"
    r"Pte|Pvt|Pty|Sdn|Bhd|JSC|PJSC|OJSC|CJSC|OAO|OOO|ZAO|PAO|AO|FZE|FZCO|FZ-LLC|DMCC|S\.?R\.?L|a\.s|A\.S|A\.Ş|Kft|K\.K|Trust|Plc|LTD|INC|CORP|LIMITED|FZC|FZ LLC|L\.L\.C-FZ|CO|Berhad|CORPORATION|COMPANY|d\.o\.o|"
    r"AS|OÜ|OY|Oyj|OYJ|UAB|SIA|SE|KGaA|KG|OHG|OU|ApS|Aps|I/S|K/S|s\.r\.o|spol\. s r\.o|S\.r\.l|Srl|S\.à r\.l|S\.a\.r\.l|SARL|Sàrl|SpA|Lda|Ltda|S\.L|S\.L\.U|EOOD|OOD|EAD|AD|DOO|TOO|MMC|W\.L\.L|WLL|QSC|SAOG|SAL|"
    r"PLLC|LLLP|Tbk|Sp\. z o\.o|z o\.o|zrt|Zrt|Nyrt|n\.v|b\.v|e\.V|S\.A\.B|de C\.V|C\.V|Ltée|Sti|Şti|STI|ŞTİ|L\.P|& Co|P\.C|P\.J\.S\.C|O\.O\.O|L\.L\.P)"
)
_FIRST_WORD = re.compile(r"\w*")
_IN_FULL = r"(?:(?:Open|Closed|Public) )?Joint[- ]Stock Company|Limited Liability (?:Company|Partnership)|(?:Public )?Company Limited|Private Limited|Public Limited Company"
_LEGAL_TAIL = re.compile(rf",? (?:{_IN_FULL}|{LEGAL})\.?$")
#: Legal forms that stand before the name, as in Russian, Ukrainian, Kazakh and Indonesian.
_LEGAL_HEAD = re.compile(
    r"(?:OOO|OAO|ZAO|PAO|AO|NAO|TOO|TOV|OJSC|CJSC|PJSC|JSC|PT|LLC|FGUP|GUP|(?:(?:Open|Closed|Public) )?Joint[- ]Stock Company|Limited Liability Company|Obshchestvo [Ss] Ogranichennoi Otvetstvennost'?[yui]+) (?=[\"'«“]?[A-ZÀ-Ý])"
)


@lru_cache(maxsize=16384)
def without_legal_form(name: str) -> str:
    """A firm's name without its legal form, for one key a party.

    >>> without_legal_form("Acme Telecom Co., Ltd."), without_legal_form("OOO Acmetekh")
    ('Acme Telecom', 'Acmetekh')
    """
    plain = name
    for _ in range(4):
        shorter = _LEGAL_TAIL.sub("", plain).rstrip(",.")
        if shorter in (plain, ""):
            break
        plain = shorter
    head = _LEGAL_HEAD.match(plain)
    if head is not None:
        plain = plain[head.end() :].strip("\"'«»“” ")
    return plain.removesuffix(".")


@dataclass(frozen=True, slots=True)
class Known:
    """A name that needs no clue from its sentence.

    Attributes:
        key: What two names of one party share.
        canonical: The long form.
        type: An entity type of the case file.
        country: Where it belongs, or None.
        demonym: Whether the name is an adjective of nationality.
        links: Listings it is tied to: (list, from, to, cite).
    """

    key: str
    canonical: str
    type: str
    country: str | None = None
    demonym: bool = False
    links: tuple[tuple[str, str, str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The tables, indexed by the first word of each name, longest name first.

    Attributes:
        patterns: The names that begin with a word, as one expression: compiled when the word is first met, as few of a thousand are.
    """

    by_first: dict[str, tuple[tuple[str, Known], ...]]
    patterns: WordFacts[re.Pattern[str] | None]
    entries: dict[str, Known]
    firms: dict[str, Known]
    titles: frozenset[str]
    title_words: frozenset[str]
    offices: frozenset[str]
    given: frozenset[str]
    family_first: frozenset[str]
    well_known: dict[str, str]
    countries: dict[str, str]


@cache
def word_lists() -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    """Words that open sentences, words that are no person's name, and last words of bodies with the type of each."""
    table = read_yaml(TABLES / "words.yaml")
    org = {word: kind for kind, words in table["org"].items() for word in words.split()}
    return frozenset(table["stop"].split()), frozenset(table["not_names"].split()), org


def _none(word: str | None) -> str | None:
    return None if word in (None, "", "null", "~") else word


@cache
def names() -> Names:
    """All tables, read once."""
    table: dict[str, Known] = {}
    agencies = read_yaml(TABLES / "agencies.yaml")
    for key, row in agencies.items():
        known = Known(key, row["name"], row["type"], row.get("country"))
        spellings = [row["name"], *row.get("aliases", []), *row.get("guarded", [])]
        for spelling in spellings:
            table.setdefault(spelling, known)
            if len(spelling) > 12:
                table.setdefault(spelling.upper(), known)
            if row.get("country") == "US" and spelling.startswith(
                ("Department", "Commerce D", "Treasury D", "Justice D", "State D", "Defense D", "Energy D")
            ):
                for prefix in ("U.S. ", "US "):
                    table.setdefault(prefix + spelling, known)
    places = read_yaml(TABLES / "places.yaml")
    countries: dict[str, str] = {}
    for code, row in places["countries"].items():
        key = f"country:{code}"
        countries[code] = row["name"]
        for name in row["names"]:
            table.setdefault(name, Known(key, row["name"], "country", code))
        for name in row["demonyms"]:
            table.setdefault(name, Known(key, row["name"], "country", code, demonym=True))
        for name in [
            *row["names"][:1],
            *[n for n in row["names"] if n == "United States"],
            *[n for n in row["names"] if n in ("U.S.", "US", "UK", "U.K.")],
            *row["demonyms"][:1],
        ]:
            adjective = "U.S." if code == "US" else row["demonyms"][0] if row["demonyms"] else row["name"]
            government = Known(f"government:{code}", f"{adjective} government", "government", code)
            for word in ("government", "Government"):
                table.setdefault(f"{name} {word}", government)
        if row["demonyms"]:
            government = Known(
                f"government:{code}", f"{'U.S.' if code == 'US' else row['demonyms'][0]} government", "government", code
            )
            for name in row["names"]:
                table.setdefault(f"Government of {name}", government)
                table.setdefault(f"Government of the {name}", government)
    for place in places["places"]:
        table.setdefault(place, Known(f"place:{place}", place, "place"))
        if len(place) > 4:  # a date line
            table.setdefault(place.upper(), Known(f"place:{place}", place, "place"))
    firms = read_yaml(TABLES / "companies.yaml")
    for row in firms["listed"]:
        links = tuple((x["list"], x["from"], _none(x.get("to")), _none(x.get("cite"))) for x in row["links"])
        known = Known(f"company:{row['name']}", row["name"], "company", None, False, links)
        for name in row["names"]:
            table[name] = known
            if len(name) > 4:
                table.setdefault(name.upper(), known)
    for short, canonical in firms["companies"].items():
        known = Known(f"company:{canonical}", canonical, "company")
        table.setdefault(short, known)
        if len(short) > 4:
            table.setdefault(short.upper(), known)
        table.setdefault(canonical, known)
    for group in firms["media"]:
        for name in group:
            table.setdefault(name, Known(f"media:{name.removeprefix('The ')}", name.removeprefix("The "), "organization"))
    for name, kind in _LAWS.items():
        table.setdefault(name, Known(f"{kind}:{_SAME.get(name, name)}", _SAME.get(name, name), kind))
    beginning: dict[str, list[tuple[str, Known]]] = {}
    for name, known in table.items():
        beginning.setdefault(first_word(name), []).append((name, known))
    by_first = {word: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for word, pairs in beginning.items()}
    people = read_yaml(TABLES / "people.yaml")

    def pattern(word: str) -> re.Pattern[str] | None:
        if word not in by_first:
            return None
        return re.compile(rf"(?:{'|'.join(re.escape(name) for name, _ in by_first[word])})(?!\w)(?!-[A-Z])")

    return Names(
        patterns=WordFacts(pattern),
        entries=table,
        firms={without_legal_form(k.canonical): k for k in table.values() if k.type == "company"},
        by_first=by_first,
        titles=frozenset(people["titles"]),
        title_words=frozenset(first_word(title) for title in people["titles"]),
        offices=frozenset(people["offices"]),
        given=frozenset(people["given"]) | frozenset((TABLES / "given.txt").read_text("utf-8").split("\n")[1:-1]),
        family_first=frozenset(people["surnames_first"]),
        well_known=dict(people["well_known"]),
        countries=countries,
    )


@lru_cache(maxsize=16384)
def first_word(name: str) -> str:
    """The key of the index: letters and digits up to the first other character.

    >>> first_word("U.S. Treasury"), first_word("En+ Group"), first_word("N.Korea")
    ('U', 'En', 'N')
    """
    match = _FIRST_WORD.match(name)
    return match[0] if match is not None else ""


_LAWS = {
    "Entity List": "list", "Denied Persons List": "list", "Unverified List": "list", "Military End-User List": "list", "MEU List": "list",
    "Specially Designated Nationals and Blocked Persons List": "list", "Specially Designated Nationals List": "list", "SDN List": "list",
    "Consolidated Screening List": "list", "Sectoral Sanctions Identifications List": "list", "Covered List": "list", "1260H List": "list", "Section 1260H List": "list",
    "Export Administration Regulations": "law", "the Regulations": "law", "EAR": "law", "International Traffic in Arms Regulations": "law", "ITAR": "law",
    "Export Control Reform Act of 2018": "law", "Export Control Reform Act": "law", "ECRA": "law", "International Emergency Economic Powers Act": "law", "IEEPA": "law",
    "Export Administration Act": "law", "National Defense Authorization Act": "law", "NDAA": "law", "Commerce Control List": "list", "CCL": "list",
    "Federal Register": "law", "Foreign Corrupt Practices Act": "law", "Trading With the Enemy Act": "law", "Federal Acquisition Regulation": "law",
    "Countering America's Adversaries Through Sanctions Act": "law", "CAATSA": "law", "Universal Service Fund": "law",
}  # fmt: skip
_SAME = {
    "EAR": "Export Administration Regulations", "the Regulations": "Export Administration Regulations", "ITAR": "International Traffic in Arms Regulations",
    "ECRA": "Export Control Reform Act", "Export Control Reform Act of 2018": "Export Control Reform Act", "IEEPA": "International Emergency Economic Powers Act",
    "NDAA": "National Defense Authorization Act", "SDN List": "Specially Designated Nationals and Blocked Persons List", "MEU List": "Military End-User List",
    "Specially Designated Nationals List": "Specially Designated Nationals and Blocked Persons List", "CCL": "Commerce Control List",
    "CAATSA": "Countering America's Adversaries Through Sanctions Act", "Section 1260H List": "1260H List", "Entity List": "BIS Entity List",
}  # fmt: skip
