"""Whether conduct is alleged or a fact: by who tells it, what was admitted, and what somebody pleaded or paid for."""

from __future__ import annotations

import re
from functools import cached_property

from licet.casefile import standing
from licet.casefile.events import Candidate
from licet.casefile.roles import Roles

_ADMITTED_ALL = re.compile(
    r"\badmitt?(?:ed|s|ing) (?:to )?(?:committing |having committed |all |each of )?(?:the|its) (?:conduct|violations|allegations|alleged)\b"
)
_BY_CHARGES = re.compile(
    r"\b(?:according to|as (?:alleged|charged|set out) in|alleged in) (?:the|an?|court documents and the) (?:[a-z]+ ){0,3}?(?:indictment|complaint|affidavit|charging documents?|charging letter)\b"
)
_BY_THE_RECORD = re.compile(r"\baccording to (?:court |the |plea )*(?:records|documents|filings|agreement)\b")
_NO_ADMISSION = re.compile(r"\bwithout admitting|\bneither admit|\bno admission of|\bdid not admit")
_OFFICE = re.compile(
    r"\b(?:indictment|complaint|court (?:papers|documents|filings|records)|affidavit|lawsuit|department|agency|bureau|prosecutors|officials|authorities|investigators|government|regulators)\b"
)
_PLEADED = re.compile(r"\b(?:plead(?:ed|s)? guilty|pled guilty|convicted|sentenced)\b")
_PUNISHED = re.compile(
    r"\b(?:sanctioned|fined|penali[sz]ed|punished|convicted|sentenced|jailed|imprisoned|plead(?:s|ed|ing)? guilty|pled guilty|admit(?:s|ted|ting)|found guilty)\b"
)
_RELATIVE = re.compile(r"\b(?:who|which|that) (?:had |have )?$")
_RESOLVED = re.compile(
    r"\b(?:plead(?:s|ed|ing)? guilty|pled guilty|guilty plea|admit(?:s|ted|ting)|admission|acknowledged|convicted|found guilty|fined|settled|settlement|penalt(?:y|ies)|was caught|owned up|confessed|paid)\b"
)
_SAYS_AFTER = re.compile(
    r"(?:,|\") (?:(?:the|an?|its|his|her|their|some|two|several) )?(?:[^,;]{0,70}? )?(?:said|says|say|alleg(?:es?|ed)|claim(?:s|ed)?|announced|stated|states|argued|argues?|confirmed|reported|asserted|contends?|contended|believes?|told (?:the |an? )?(?:court|judge|jury|jurors|reporters|lawmakers))\b|\baccording to\b"
)
_SEEN_RECORDS = re.compile(
    r"\baccording to (?:[a-z]+ ){0,3}?(?:records|documents|data|filings|emails|invoices|people|sources|a (?:review|report|person))\b[^.;]{0,40}(?:seen|reviewed|obtained|examined|compiled|familiar)\b"
)


class ConductStanding(Roles):
    """Standing of conduct."""

    @cached_property
    def _presumed(self) -> set[int]:
        """Where conduct is told that is a fact for no more than that the document tells of some resolution."""
        return set()

    @cached_property
    def _unadmitted(self) -> bool:
        """Whether the document says that a case was settled without an admission."""
        low = self.text.low
        return "admi" in low and _NO_ADMISSION.search(low) is not None

    @cached_property
    def _owned_up(self) -> bool:
        """Whether an official document says that the party admitted the conduct it tells."""
        return self.official and _ADMITTED_ALL.search(self.text.low) is not None

    @cached_property
    def _resolved(self) -> bool:
        """Whether a document tells of a plea, an admission, a finding or a payment for what was done, which makes conduct a fact."""
        return _RESOLVED.search(self.text.low) is not None

    @cached_property
    def _charged(self) -> bool:
        """Whether an official document speaks of conduct that nobody has admitted or adjudicated."""
        low = self.text.low
        return bool(
            re.search(
                r"\b(?:alleg|apparent violation|potential civil liability|reason(?:able cause)? to believe|charging letter|facts indicat|evidence (?:presented|indicates|shows)|imminent violation)",
                low,
            )
        ) and not re.search(r"\b(?:plead(?:ed|s)? guilty|pled guilty|admitted|convicted|admits)\b", low)

    def _conduct(self, c: Candidate, speaker: str | None) -> tuple[str, str | None]:
        """Conduct is alleged when somebody says it of a party; a plea, a finding or the paper's own assertion makes it past."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        before = self.masked[begin : c.span.start + (0 if c.frame.type == "false_statement" else 14)]
        near = self.masked[max(begin, c.span.start - 60) : c.span.start]
        if c.quote is not None:
            return "alleged", speaker
        if _RELATIVE.search(near) and self._resolved:
            return "historical", None
        if _BY_THE_RECORD.search(before) and _PLEADED.search(self.text.low):
            return "historical", None
        if self._owned_up:
            return "historical", None
        accused = [m.end() for m in standing.ALLEGED.finditer(before)]
        punished = [m.start() for m in _PUNISHED.finditer(before)]
        if punished and accused and punished[-1] > accused[-1]:
            return "historical", None  # "accused of lying, and fined for selling"
        if accused:
            accuser = self.entities_in(begin, c.span.start, ("agency", "government"))
            return "alleged", accuser[0][1].id if accuser else None
        if self._unadmitted or self._by_papers(c):
            return "alleged", None
        if standing.ADMITTED.search(before):
            return "historical", None
        after = self.masked[c.span.end : end]
        outside = before + after
        if standing.REPORTING.search(before) or _SAYS_AFTER.search(after):
            sayer = self.entities_in(begin, end, ("agency", "government", "person"))
            if sayer or _OFFICE.search(outside):
                return "alleged", sayer[0][1].id if sayer else None
        if self.official and self._charged and not self._owned_up:
            return "alleged", None  # settled without an admission
        if not self._resolved:
            return "alleged", None
        self._presumed.add(c.span.start)
        return "historical", None

    def _by_papers(self, c: Candidate) -> bool:
        """Whether what is told rests on records a reporter saw, or on charges named earlier in the paragraph."""
        low, begin = self.text.low, c.sentence.span.start
        if _SEEN_RECORDS.search(low, begin, c.sentence.span.end) and not _BY_THE_RECORD.search(low, begin, c.sentence.span.end):
            return True
        block = self.text.blocks[c.sentence.block].span.start
        return block < begin and _BY_CHARGES.search(low, max(block, begin - 600), begin) is not None
