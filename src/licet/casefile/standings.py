"""What a telling says of the standing of its act: done, announced, proposed, alleged, undone, denied."""

from __future__ import annotations

import re

from licet.casefile import standing
from licet.casefile.conduct_standing import ConductStanding
from licet.casefile.events import CONDUCT, Candidate
from licet.casefile.frames import GROUP_OF, Frame
from licet.casefile.standing_by_kind import by_kind

_UNDONE = re.compile(
    r"\b(?:revok(?:es|ed|ing)|rescind(?:s|ed|ing)|repeal(?:s|ed|ing)|cancel(?:s|led|ed)|withdr(?:ew|aws)) (?:[a-zDNGP']+ ){0,4}$"
)
_ANNULLED = re.compile(
    r"\b(?:annul(?:s|led|ling)|vacat(?:es|ed|ing)|quash(?:es|ed|ing)|overturn(?:s|ed|ing)|str(?:uck|ikes|iking) down|set aside|void(?:s|ed)|nullif(?:ies|ied)) (?:[a-z]+ ){0,4}(?:decisions?|orders?|acts?|rulings?|rules?|regulations?) (?:[a-z]+ ){0,3}$"
)
_FINE_UNDONE = re.compile(
    r"\b(?:annul(?:s|led|ling)|vacat(?:es|ed|ing)|quash(?:es|ed|ing)|overturn(?:s|ed|ing)|str(?:uck|ikes|iking) down|set aside|sets aside|throws? out|threw out|thrown out|void(?:s|ed)|nullif(?:ies|ied)|cancel(?:s|led|ed)|revers(?:es|ed)|dismiss(?:es|ed)) (?:an?|the|its|that|his|all) (?:[a-z]+ )?$"
)
_PROLONGS = re.compile(r"(?:renew|extend|prolong)")
_OFFERED = frozenset({"settlement", "penalty", "guilty_plea", "forfeiture"})
_OFFERS = re.compile(r"\boffer(?:s|ed|ing)? (?:to )?$|\b(?:fac(?:es?|ed|ing)|risk(?:s|ed|ing)?) (?:an? )?$")
_IMPOSED = frozenset({"lists", "export privileges", "other rules"})
_SINCE_LIFTED = re.compile(
    r"(?: (?:on|against|of|for) (?:[CPGN]+|the company|it))?(?: (?:in|on|since) T+)?,? (?:(?:imposed|introduced|announced|adopted|levied|issued|put in place)(?: [^,;.]{0,40})?, )?(?:but |and )?(?:which |that |it |they )?"
    r"(?:was|were|has been|have been|had been) (?:since |later |then |quickly |soon |subsequently )?(?:lifted|revoked|rescinded|withdrawn|repealed|overturned|annulled|dropped|scrapped)\b"
)
_NOBODY = re.compile(
    r"(?:^|[.;:•] ?|, |\b(?:that|said|and|but|because) )(?:no|neither|none of|not one of|not one|nobody|no one)(?: [^,;.]{1,100}?)? (?:(?:has|have|had|was|were|is|are)(?: [a-z]+ly| yet| so far| ever)?(?: been)?(?: [a-z]+ly)? )?$"
)
_NOT_REQUIRED = re.compile(r"\b(?:not|never|n't) (?:been |be )?(?:required|obliged|ordered|asked|told) to (?:[a-z]+ ){0,2}$")
_AND_WILL = re.compile(
    r"\b(?:will|would|shall|must|is to|are to|agreed to|agrees to|promised to) (?:also )?[a-z]+ [^.;]{1,110}? and (?:also |then )?$"
)
_AND_WILL_TAKE = re.compile(
    r"\b(?:will|would|shall|must|is to|are to|agreed to|agrees to|promised to) (?:also )?[a-z]+ [^.;]{1,110}? and (?:also |then )?(?:accept|face|serve|undergo|submit to|be subject to) (?:an? |the )?$"
)
_BEFORE_IT = re.compile(r"\b(?:before|until|once|as soon as) (?:the )?(?:[A-Z]{2,}|it|he|she|they|[a-z]+) $")
_BASE = re.compile(r"(?!(?:is|was|has)\b)[a-z]+(?<!ed)(?<!ing)(?<!s)(?= )")
_PRESENT = re.compile(r"[a-z]+s (?!been )")
_COOPERATES = re.compile(r"cooperat|compl|respond|answer")
_MAY_COME = re.compile(
    r"\b(?:possible|potential|threatened|looming|prospective|likely|hypothetical) (?:[a-z-]+ |M+ ){0,3}(?:fines?|penalt(?:y|ies)|settlement|indictment|charges|lawsuit|investigation|plea|forfeiture|prosecution|monitor|deferred)"
)
_AGREED_TO = re.compile(r"\bagree(?:d|s|ing) (?:T+ |in T+ )?to (?:[a-z]+ )?$")
_HAD_DONE = re.compile(r"\bhad (?:[a-z]+ ){0,2}[a-z]+(?:ed|pt|ld|nd|uck|ew)\b")
_TO_PAY = re.compile(
    r"\b(?:to|will|would|must) pay (?:an? |the )?(?:[a-z-]+ ){0,3}?criminal|\bagree(?:d|s|ing) to (?:an? |the )?(?:[a-z-]+ )?criminal"
)
_PLEA_TO_COME = re.compile(
    r"\bagree(?:d|s|ing) to (?:plead guilty|enter a (?:guilty )?plea)|\bwill plead guilty|\bplea agreement is subject to"
)
_RAN_OUT = re.compile(
    r"(?: [CPGN]{2,})?(?: (?:that|which|for|to|on|against|issued|granted|allowing|letting|authori[sz]ing|permitting|covering|of|with|in)[^.;]{0,120}?)?,? (?:and )?(?:has |had |was |were )?(?:since |already )?"
    r"(?:expired|lapsed|ran out|run out|(?:was |were )?allowed to (?:lapse|expire)|not (?:been )?renewed)(?![a-z])(?! (?:passport|visa))"
)
_PROGRESSIVE = re.compile(r"(?:\b(?:is|are|was|were|been|by)(?: [a-z]+ly| also| now| today)?|,) $")
_NOT_DONE_AFTER_ALL = re.compile(
    r"[^.;,]{0,40}? (?:was|is|were|has been|had been|will|would)(?: still| also| clearly)? (?:not|never|ruled out|off the table|rejected|out of the question|no part)\b"
)
_RUN_OUT = re.compile(r" (?:expired|lapsed|ran out)(?= (?:on|in|late|last|earlier|T)|[.,]|$| $)")
_WILL_BE = re.compile(
    r"\bannounc(?:es|ed|ing) (?:that )?(?:it|they|the [a-z]+) (?:will|would|intends? to|plans? to) |\b(?:department|agency|bureau|G+) to $"
)
_NO_PLANS = re.compile(r"\bno (?:current |immediate |such )?$")
_DECIDED = re.compile(
    r"(?:G{2,}|\b(?:council|committee|erc|union|bloc|member states|ministers|ambassadors|governments))(?: \(G+\))? (?:(?:has|have|had|also|T+|on T+|today|unanimously|formally|yesterday) ){0,3}(?:decided|determined|resolved|voted) (?:T+ |on T+ |unanimously )?to (?:also |formally )?$"
)
_STATE_WILL = re.compile(r"\b(?:N+|we|administration) will (?:also |today |now )?$")
_STAYS = re.compile(r"(?:will |would |to )?(?:remain|stay|continue|keep)")
_EARLIER = re.compile(r"\b(?:previously|(?:had|has|have) (?:been|already|previously))\b")
_GERUND = re.compile(r"[a-z]+ing ")
_WOULD_BE = re.compile(r'[^.;,]{0,50}? "?(?:would|could|may|might)\b')
_SOME_THING_THAT = re.compile(r"\b(?:an?|any|some|no) (?:[a-z-]+ ){1,3}(?:that|which) $", re.IGNORECASE)
_ADOPTED = re.compile(
    r"\bha(?:s|ve) (?:adopted|decided|made) (?:this|the following) (?:regulation|decision|regulations)|\badopted this (?:regulation|decision)"
)
_AT_FIRST = re.compile(r"(?:were |was |been )?(?:originally|first|previously|formerly)\b")
_SUIT_OVER = re.compile(
    r"\b(?:dropp?(?:ed|s)|withdr(?:ew|awn|aws)|abandoned|dismiss(?:ed|es)|threw out|thrown out|toss(?:ed|es)(?: out)?|settled|end(?:ed|s)|lost|won) (?:an?|the|its|his|her|their|that|several|two) (?:[a-z]+ ){0,2}$"
)


class Standings(ConductStanding):
    """Status, modality and source of a telling."""

    def _fine_to_come(self, c: Candidate, begin: int) -> bool:
        """Whether a criminal fine is agreed to with a plea, which a court has yet to accept: "plead guilty and to pay a criminal fine"."""
        lead = self.masked[max(begin, c.span.start - 40) : c.span.end]
        return "criminal" in lead and _TO_PAY.search(lead) is not None and _PLEA_TO_COME.search(self.text.low) is not None

    def _ran_out(self, c: Candidate) -> re.Match[str] | None:
        """The words after a permission or an order that say it ran out: "a license for C, which let it buy parts, expired"."""
        if c.pattern.section == "ends" and c.frame.type == "temporary_general_license":
            return _RUN_OUT.search(self.masked, c.span.start, c.span.end)
        if c.pattern.section not in ("does", "renews", "recalls") or GROUP_OF[c.frame.type] not in (
            "permissions",
            "export privileges",
        ):
            return None
        return _RAN_OUT.match(self.masked, c.span.end, c.sentence.span.end) or _RUN_OUT.search(
            self.masked, c.span.start, c.span.end
        )

    def _of_what_would_be(self, c: Candidate, begin: int) -> bool:
        """Whether an act stands in a relative clause of something that is only thought of: its main verb is a modal one."""
        lead = _SOME_THING_THAT.search(self.masked, max(begin, c.span.start - 60), c.span.start)
        return lead is not None and _WOULD_BE.match(self.masked, c.span.end, c.sentence.span.end) is not None

    def _standing(self, c: Candidate) -> tuple[str, str, str | None]:
        """Status, modality and source."""
        section, frame = c.pattern.section, c.frame
        begin = c.sentence.span.start
        speaker = c.quote.speaker if c.quote is not None else None
        to_come = False
        default = {"does": _default(frame), "renews": "in_force", "announces": "announced", "proposes": "proposed", "denies": "denied", "ends": "reversed", "suspends": "reversed",
                   "alleges": "alleged", "recalls": "historical"}[section]  # fmt: skip
        status = c.pattern.status or default
        if status in ("ongoing", "attach"):
            status = "in_force"
        if section == "announces" and _NO_PLANS.search(self.masked, max(begin, c.span.start - 12), c.span.start):
            return "denied", "negated", speaker  # "had no plans to ease"
        if status == "in_force" and self._ran_out(c) is not None:
            return "historical", "asserted", speaker
        if section in ("does", "renews", "recalls", "suspends") and status in ("in_force", "historical", "alleged"):
            cue = standing.by_cues(self.masked, begin, c.span.start)
            if (
                cue is None
                and frame.lasts == "until_ended"
                and _UNDONE.search(self.masked, max(begin, c.span.start - 60), c.span.start)
            ):
                cue = "historical"  # "revoked his predecessor's order": the order is over
            if cue == "denied" and _PROLONGS.match(self.masked, c.span.start, c.span.end):
                cue = None  # "decided not to renew the license": it was given
            if frame.type in _OFFERED and _OFFERS.search(self.masked, max(begin, c.span.start - 24), c.span.start):
                cue = "proposed"
            if (
                frame.lasts == "until_ended"
                and GROUP_OF[frame.type] in _IMPOSED
                and _SINCE_LIFTED.match(self.masked, c.span.end, c.sentence.span.end)
            ):
                return "reversed", "asserted", speaker
            if frame.type in ("penalty", "indictment") and _FINE_UNDONE.search(
                self.masked, max(begin, c.span.start - 40), c.span.start
            ):
                return "reversed", "asserted", speaker
            if (
                frame.lasts == "until_ended"
                and section == "does"
                and _ANNULLED.search(self.masked, max(begin, c.span.start - 90), c.span.start)
            ):
                return "reversed", "asserted", speaker
            if (
                cue is None
                and GROUP_OF[frame.type] == "cases"
                and _MAY_COME.search(self.masked, max(begin, c.span.start - 14), c.span.end)
            ):
                cue = "proposed"  # "a possible fine", "a potential settlement"
            if frame.type not in ("not_guilty_plea", "agreement_breach"):
                cue = cue or standing.within(self.masked, c.span.start, c.span.end)
            if (
                cue == "announced"
                and GROUP_OF[frame.type] in ("lists", "export privileges", "permissions")
                and _DECIDED.search(self.masked, max(begin, c.span.start - 90), c.span.start)
            ):
                cue = None  # a body that keeps a list acts by deciding
            if cue == "announced" and _STAYS.match(self.masked, c.span.start, c.span.end):
                cue = None  # "it will stay on the list"
            if cue is None and frame.type == "penalty" and self._fine_to_come(c, begin):
                cue = "announced"
            if (
                cue == "announced"
                and frame.type == "settlement"
                and _AGREED_TO.search(self.masked, max(begin, c.span.start - 40), c.span.start)
            ):
                cue = None  # who agreed to pay has settled
            if cue == "announced" and frame.type == "investigation" and _COOPERATES.match(self.masked, c.span.start):
                cue = None  # "would cooperate with the inquiry": it runs
            if cue is not None and not (cue == "announced" and frame.lasts == "said"):
                status = cue
                if cue == "announced" and frame.type in CONDUCT:
                    status = default
        if frame.type == "indictment" and section == "ends" and standing.by_cues(self.masked, begin, c.span.start) is not None:
            status = _default(frame)  # "no motion to dismiss the indictment": it stands
        status = by_kind(frame.type, section, status, self.masked, begin, c.span)
        if (section in ("announces", "proposes") or frame.lasts == "said") and standing.by_cues(
            self.masked, begin, c.span.start
        ) == "denied":
            return "denied", "negated", speaker  # "has no plans to", "did not promise to"
        if status in ("in_force", "historical") and section in ("does", "recalls", "ends", "renews"):
            lead = self.masked[max(begin, c.span.start - 130) : c.span.start]
            if _NOBODY.search(lead) or _NOT_REQUIRED.search(lead):
                return "denied", "negated", speaker  # "neither the company nor any of its units has been placed on"
            if (_AND_WILL.search(lead) and _BASE.match(self.masked, c.span.start)) or _AND_WILL_TAKE.search(lead):
                status = "announced"  # "will pay a penalty and place ... in escrow", "... and accept a suspended ban"
            if _BEFORE_IT.search(lead) and _PRESENT.match(self.masked, c.span.start) and frame.lasts != "said":
                status, to_come = "announced", True  # "before the bureau removes it from the list"
        if (
            c.frame.type == "lawsuit"
            and status == "in_force"
            and _SUIT_OVER.search(self.masked, max(begin, c.span.start - 60), c.span.start)
        ):
            status = "historical"
        if (
            c.frame.type == "court_order"
            and status == "in_force"
            and _HAD_DONE.search(self.masked, max(begin, c.span.start), c.span.end)
        ):
            status = "historical"  # "courts had kept the order from taking effect"
        if (
            status == "in_force"
            and section == "does"
            and _GERUND.match(self.masked, c.span.start)
            and not _PROGRESSIVE.search(self.masked, max(begin, c.span.start - 24), c.span.start)
            and _WOULD_BE.match(self.masked, c.span.end, c.sentence.span.end)
        ):
            status = "announced"  # "an order vacating the listing would be appropriate"
        if status in ("in_force", "historical") and section == "does" and self._of_what_would_be(c, begin):
            status = "proposed"  # "an order that vacates the designation would be appropriate"
        subject = c.span.start - begin < 3 or self.masked[c.span.start - 2 : c.span.start] in ("- ", "— ", "; ", ": ", '" ', ", ")
        if (
            status in ("in_force", "historical")
            and subject
            and _GERUND.match(self.masked, c.span.start)
            and _NOT_DONE_AFTER_ALL.match(self.masked, c.span.end, c.sentence.span.end)
        ):
            return "denied", "negated", speaker  # "Taking C off the list was not agreed"
        if frame.lasts == "said" and status == "in_force":
            status = "announced"
        if frame.type in CONDUCT and status not in ("denied",):
            status, speaker = self._conduct(c, speaker)
        elif status == "in_force" and GROUP_OF[frame.type] in ("lists", "export privileges", "permissions") and section != "renews":
            before = self.masked[max(begin, c.span.start - 70) : c.span.start]
            if GROUP_OF[frame.type] == "lists":
                before = _EARLIER.sub("", before)  # who was listed earlier is listed until it leaves the list
            if standing.LOOKS_BACK.search(before) or (
                _AT_FIRST.match(self.masked, c.span.start, c.span.end) and GROUP_OF[frame.type] != "lists"
            ):
                status = "historical"
        if (
            self.official
            and status == "announced"
            and not to_come
            and not _STATE_WILL.search(self.masked, max(begin, c.span.start - 30), c.span.start)
            and not _WILL_BE.search(self.masked, begin, c.span.start)
            and GROUP_OF[frame.type] in ("lists", "export privileges", "other rules", "permissions")
            and section in ("does", "renews")
        ) or (status == "proposed" and section == "does" and GROUP_OF[frame.type] == "lists" and _ADOPTED.search(self.text.low)):
            status = "in_force"  # a rule says "will be listed" of what it does
        modality = {"announced": "intended", "proposed": "asserted", "denied": "negated", "alleged": "reported"}.get(
            status, "asserted"
        )
        if frame.type == "directive":
            modality = "claimed"
        if speaker is not None and modality == "asserted":
            modality = "reported"
        if frame.lasts == "said" and speaker is None:
            people = self.entities_in(begin, c.span.start + 1, ("person",))
            speaker = people[0][1].id if people else None
        return status, modality, speaker


def _default(frame: Frame) -> str:
    return {"until_ended": "in_force", "once": "historical", "pending": "in_force", "said": "announced"}[frame.lasts]
