"""Agencies: who is a body of the US Government or of another national government, by what is told or by its name
(15 CFR 740.11(b) and (c)).

A name is read narrowly: a firm that works for an agency, a town or a university is none.
"""

from __future__ import annotations

import re

from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.users import end_users
from licet.law.words import read_words
from licet.transactions import Participant, Role

#: Words of a name that tell a firm from the agency it works for.
_NO_AGENCY = re.compile(
    r"\b(?:contractors?|suppliers?|vendors?|distributors?|former|surplus|stores?|shops?|Inc|LLC|Ltd|Corp|Company|GmbH)\b",
    re.IGNORECASE,
)
#: Words of a name that only a body of a national government bears.
NATIONAL = re.compile(
    r"\b(?:ministry|ministries|department of (?:defen[cs]e|state|the interior)|government of|federal (?:office|agency|ministry)"
    r"|national (?:\w+ )?(?:agency|office|administration)|armed forces|army|navy|air force)\b",
    re.IGNORECASE,
)
LOCAL = re.compile(r"\b(?:municipal\w*|city|county|local|provinc\w+|regional|state-owned|university|bank)\b", re.IGNORECASE)


def us_agency_takes_part(q: Inquiry) -> bool | None:
    """Whether an end user, or the exporter, is an agency or staff of the US Government, as told or by its name."""
    for _, party in (*end_users(q), *q.parties(Role.EXPORTER, Role.APPLICANT)):
        if party.government and (party.nationality or party.hq or party.country) == "US":
            return True
        named = "us_government" in read_words(party.name).said and _NO_AGENCY.search(party.name) is None
        if named and party.government is not False:
            return True
    return None


def national_agency(party: Participant) -> bool | None:
    """Whether a party is an agency of a national government: told to be a government body, or so named, and not a local one."""
    if party.government is False:
        return False
    if LOCAL.search(party.name):
        return None if party.government else False
    if party.government:
        return True
    return True if NATIONAL.search(party.name) and not _NO_AGENCY.search(party.name) else None
