"""What stands around the name of a person: titles and offices, words of saying, ages, what happens to people only."""

from __future__ import annotations

import re

TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Adm|Sgt|Judge|Justice|Messrs|Madame|Sir|Lord|Lady)\.? $"
)
TITLE_ENDS = tuple(f"{last}{point} " for last in "deflmnprstvxy" for point in ("", "."))  # how `TITLED` ends
LIVES_IN = re.compile(
    r"(?:\d\d, (?:formerly )?of|\b(?:resident|native|citizen|residents) of|\b(?:born|lives|living|residing|arrested|based|headquartered) in) $"
)
SAID = r"(?:said|says|told|tweeted|wrote|added|warned|argued|noted|stated|announced|testified|explained|insisted|declared|claimed|replied|responded|tweeting)"
AFTER_PERSON = re.compile(rf" {SAID}\b")
BEFORE_PERSON = re.compile(rf"\b(?:{SAID}|according to) $")
APPOSED = re.compile(
    r",? (?:\(?(?:[A-Z]{1,2}|[RD])-[A-Z][\w.]*\)?,? )?(?:the |a |an |his |her |its |who is |then |now |acting |former |top |chief |deputy |senior |[A-Z]?[\w.'’-]+ ){0,5}?(?P<o>[a-z][\w-]+(?: [a-z]+)?)\b"
)
INITIALS = frozenset({"JD", "TJ", "DJ", "AJ", "CJ", "PJ", "MJ", "JB", "JC", "JP", "RJ", "BJ", "JR"})
OF_A_LINE = re.compile(
    r"[A-Z][a-z]+ (?:(?:bin|ibn|bint) [A-Z][a-z-]+(?: [ae]l[- ][A-Z][a-z]+)?|[ae]l[- ][A-Z][a-z]+)"
)  # Jane bin Roe
NO_GIVEN_NAME = frozenset(
    {"Ansar", "Bab", "Bank", "Dar", "Deir", "Hayat", "Jabhat", "Jebel", "Port", "Ras", "Tel", "Umm", "University"}
)
PERSON_BEFORE = re.compile(
    rf"(?:\b(?:{SAID}|[Bb]y|according to|named|arrest of|Interview:|[Cc]ontact|Esq\.?,|asks|asked|recalls|estimates|reckons|argues|and|von|ter|son of|brother of|wife of),? |[a-z](?:man|woman|person|ist|mate|smith|eer),? |: |\n|/ ?)$"
)
MINISTER = re.compile(
    r"\b(?:[Mm]inister|Secretary|Director|Chief|Head|President|Chairman|Governor|Commissioner|Commander|Speaker)(?: (?:of|for|and|the|[A-Z][\w-]+))*, $"
)
PERSON_AFTER = re.compile(
    rf",? (?:\d\d\b|who\b|{SAID}\b|asks\b|recalls\b|estimates\b|argues\b|teaches\b|[DR]-[A-Z]|of the [A-Z])|, (?:\d\d|Staff|staff|AP|Associated|Reuters)|,? (?:a|an|the|its|his|her) (?:[\w-]+ ){{0,3}}?(?:lawyer|attorney|analyst|professor|lawmaker|senator|economist|engineer|minister|spokes\w+|trader|official|founder|owner|chairman|director|democrat|republican|adviser)\b"
)
DONE_TO = re.compile(
    r",? (?:(?:who|which) )?(?:is|are|was|were|has been|have been) (?:also |being |both |today )*(?:designated|sanctioned|indicted|charged|sentenced|arrested|extradited|convicted|acquitted|jailed|released|detained|fined|added to|listed)\b"
)
ACCUSED = re.compile(  # what a release says of a person whose name it writes in capitals
    r", (?:age )?[1-9][0-9],|,? (?:who )?(?:was|were|is|has been) (?:also )?(?:sentenced|arrested|arraigned|extradited|jailed|detained|apprehended)\b"
)
NAME_PART = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž'-]+(?:-[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž']+)?|[A-Z]\.|al|bin|de|van|von|der|el")
PERSON_PART = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'-]*\.?|al|bin|de|van|von|der")
OF_A_PERSON = re.compile(
    r", \d\d,| and (?:his|her) (?:firm|company|wife|husband|son|daughter|brother|business|companies)\b|'s (?:lawyer|attorney|arrest|father|daughter|extradition)"
)


def by_last_name(pieces: list[str], after: str) -> bool:
    """Whether a name in capitals gives its own short form: ANA MARIA ROE (Roe)."""
    short = after.partition(")")[0].removeprefix(" (")
    return after.startswith(" (") and not short.isupper() and short.isalpha() and short.upper() in pieces[1:]


def office_before(before: str, offices: frozenset[str]) -> bool:
    """Whether an office stands right before a name: "its founder, ", "timber magnate "."""
    words = before.rstrip(" ,").rsplit(" ", 2)
    return before[-1:] == " " and (words[-1] in offices or " ".join(words[-2:]) in offices)
