"""OFAC remarks: free text separated by "; ", read into dates, places, identifiers, names and the rest.

The wording is regular: a label, then a value, with "alt." before further values of the same label. What no rule here reads
stays in the remarks; nothing is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from licet.countries import find_country
from licet.parties import Identifier, Name, Strength
from licet.sources.days import day

_LABELS = (
    ("Vessel Registration Identification IMO", "imo"),
    ("Unified Social Credit Code (USCC)", "uscc"),
    ("Legal Entity Number", "lei"),
    ("SWIFT/BIC", "bic"),
    ("MMSI", "mmsi"),
    ("Aircraft Tail Number", "aircraft_tail"),
    ("Aircraft Manufacturer's Serial Number (MSN)", "aircraft_serial"),
    ("Aircraft Construction Number (also called L/N or S/N or F/N)", "aircraft_serial"),
    ("Aircraft Mode S Transponder Code", "aircraft_mode_s"),
    ("Passport", "passport"),
    ("Diplomatic Passport", "passport"),
    ("National ID No.", "national_id"),
    ("National Foreign ID Number", "national_id"),
    ("Identification Number", "national_id"),
    ("Personal ID Card", "national_id"),
    ("Cedula No.", "national_id"),
    ("Cedula de Ciudadania", "national_id"),
    ("Cedula de Residencia", "national_id"),
    ("C.U.R.P.", "national_id"),
    ("D.N.I.", "national_id"),
    ("N.I.E.", "national_id"),
    ("SSN", "national_id"),
    ("Driver's License No.", "drivers_license"),
    ("Residency Number", "residence"),
    ("Electoral Registry No.", "national_id"),
    ("Tax ID No.", "tax"),
    ("R.F.C.", "tax"),
    ("R.I.F. #", "tax"),
    ("RIF #", "tax"),
    ("RUC #", "tax"),
    ("RTN", "tax"),
    ("NIT #", "tax"),
    ("C.U.I.T.", "tax"),
    ("V.A.T. Number", "tax"),
    ("Registration Number", "registration"),
    ("Registration ID", "registration"),
    ("Registered Charity No.", "registration"),
    ("Company Number", "registration"),
    ("Business Number", "registration"),
    ("Business Registration Number", "registration"),
    ("Business Registration Document #", "registration"),
    ("Commercial Registry Number", "registration"),
    ("Chamber of Commerce Number", "registration"),
    ("Certificate of Incorporation Number", "registration"),
    ("Trade License No.", "registration"),
    ("License", "registration"),
    ("C.R. No.", "registration"),
    ("Folio Mercantil No.", "registration"),
    ("Matricula Mercantil No", "registration"),
    ("Economic Register Number (CBLS)", "registration"),
    ("Enterprise Number", "registration"),
    ("Global Intermediary Identification Number", "giin"),
    ("Public Registration Number", "registration"),
    ("Central Registration Number", "registration"),
    ("Registration Certificate Number (Dubai)", "registration"),
    ("Istanbul Chamber of Comm. No.", "registration"),
    ("UK Company Number", "registration"),
    ("Government Gazette Number", "okpo"),
    ("D-U-N-S Number", "duns"),
    ("File Number", "registration"),
    ("Phone Number", "phone"),
    ("Telephone", "phone"),
    ("Email Address", "email"),
    ("Website", "website"),
)
_BY_WORD: dict[str, list[tuple[str, str]]] = {}
"""Labels by their first word, longest first."""
for _label, _kind in sorted(_LABELS, key=lambda label: -len(label[0])):
    _BY_WORD.setdefault(_label.partition(" ")[0], []).append((_label, _kind))
_PERSONAL = {"DOB", "POB", "nationality", "citizen"}
_CRYPTO = re.compile(r"^Digital Currency Address - (\S+) (\S+)$")
_ALIAS = re.compile(r"^([afn])\.k\.a\. (.+)$")
_TAIL = re.compile(r"^(?P<number>.*?)(?: \((?P<country>[^()]*)\))?(?P<note>(?: (?:issued|expires) .*)?)$")
_YEARS = re.compile(r"^(?:circa )?(\d{4})(?: to (?:circa )?(\d{4}))?$")
_MONTH_YEAR = re.compile(r"^([A-Z][a-z]{2}) (\d{4})$")
_ALIAS_STRENGTH = {"a": Strength.WEAK, "f": Strength.FORMER, "n": Strength.WEAK}


@dataclass(slots=True)
class Remarks:
    """Remarks, read.

    Attributes:
        names: Aliases in quotes: OFAC gives them here because they are weak.
        rest: What stays in words.
    """

    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def read_remarks(text: str) -> Remarks:
    """The fields in remarks.

    >>> read = read_remarks("DOB 17 Feb 1967; alt. DOB 1968; nationality Russia; a.k.a. 'WOLF'; Gender Male.")
    >>> read.birth_dates, read.nationalities, read.names[0].text, read.rest
    (['1967-02-17', '1968'], ['RU'], 'WOLF', ['Gender Male'])
    >>> read_remarks("Tax ID No. 5032216280 (Russia).").identifiers
    [Identifier(kind='tax', number='5032216280', country='RU', note=None)]
    """
    found = Remarks()
    for piece in _pieces(text):
        plain = piece.removeprefix("alt. ")
        label, _, value = plain.partition(" ")
        if label in _PERSONAL and value:
            _personal(label, value, piece, found)
        elif match := _ALIAS.match(plain):
            said = match[2].strip().strip("'\"")
            found.names.append(Name(said, _ALIAS_STRENGTH[match[1]], raw=piece))
        elif match := _CRYPTO.match(plain):
            found.identifiers.append(Identifier("crypto", match[2], note=match[1]))
        elif identifier := read_identifier(plain):
            found.identifiers.append(identifier)
        else:
            found.rest.append(piece)
    return found


def _pieces(text: str) -> list[str]:
    """The parts between semicolons; a final full stop goes unless it ends an abbreviation or a name."""
    pieces = [piece.strip() for piece in text.split("; ")]
    if pieces and pieces[-1].endswith("."):
        pieces[-1] = pieces[-1][:-1]
    return [stripped for piece in pieces if (stripped := piece.strip().rstrip(";").strip())]


def _personal(label: str, value: str, piece: str, found: Remarks) -> None:
    """A date or place of birth, a nationality or citizenship."""
    if label == "DOB":
        found.birth_dates.append(read_birth_date(value))
    elif label == "POB":
        found.birth_places.append(value)
    else:
        code = country_code(value)
        if code is None:
            found.rest.append(piece)
        elif code not in found.nationalities:
            found.nationalities.append(code)


def read_identifier(text: str) -> Identifier | None:
    """A labelled number such as "Passport A10472263 (Malaysia) expires 30 Oct 2012", or None."""
    for label, kind in _BY_WORD.get(text.partition(" ")[0], ()):
        if text.startswith(label + " "):
            match = _TAIL.match(text[len(label) + 1 :])
            if match is None or (not any(char.isdigit() for char in match["number"]) and kind not in ("email", "website")):
                return None
            note = match["note"].strip() or None
            country = country_code(match["country"]) if match["country"] else None
            if match["country"] and country is None:
                note = f"{match['country']} {note or ''}".strip()
            return Identifier(kind, match["number"].strip(), country, note)
    return None


def read_birth_date(text: str) -> str:
    """A birth date as parties keep it.

    >>> read_birth_date("12 Mar 1970"), read_birth_date("Mar 1970"), read_birth_date("circa 1951")
    ('1970-03-12', '1970-03', 'c. 1951')
    >>> read_birth_date("1946 to 1950")
    '1946/1950'
    """
    if read := day(text):
        return read.isoformat()
    if match := _MONTH_YEAR.match(text):
        first = day(f"1 {match[1]} {match[2]}")
        return first.isoformat()[:7] if first else text
    if match := _YEARS.match(text):
        about = "c. " if text.startswith("circa") else ""
        return f"{about}{match[1]}/{match[2]}" if match[2] else f"{about}{match[1]}"
    return text


def country_code(text: str | None) -> str | None:
    """The ISO code of a country as a publisher spells it, None when it is none or names several."""
    return find_country(text) if text and text.strip() else None
