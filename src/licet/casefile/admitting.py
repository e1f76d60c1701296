"""The conditions that a frame sets on a telling: whose doing it is, which list, what was only looked at."""

from __future__ import annotations

import re
from dataclasses import replace

from licet.casefile import standing
from licet.casefile.acting import _INSTRUMENT, _OF_TRADE, Acting
from licet.casefile.antecedents import _NO_FINE_YET, _STANDS_FOR
from licet.casefile.events import CONDUCT, HOSTILE, Candidate
from licet.casefile.frames import GROUP_OF, frames

_LEADER = re.compile(
    r"\b(?:the (?:N+ )?(?:president|secretary|minister|prime minister|under secretary)|he|she|the administration|the white house|i)\b"
)
_TO_STOP_IT = re.compile(
    r"\bto (?:[a-z]+ly )?(?:stop|end|halt|cease) (?:the |its |their |all |any )*(?:[a-z-]+ ){0,2}?(?:transit|shipments?|suppl(?:y|ies|ying)|selling|buying|servicing|helping|flow|purchases?|deliver(?:y|ies)|re-?exports?|smuggling|exporting|shipping|support for|aid)\b"
)
_MEETS = re.compile(r"\b(?:meet|meets|met|sit down|sat down)\b")
_MEET_ON_TRADE = re.compile(
    r"\b(?:meet|meets|met|sit down|sat down)\b[^;]{0,140}?\b(?:trade representative|trade talks|trade negotiat\w+|tariff talks|round of (?:talks|negotiations))\b"
)
_PRESIDENT = re.compile(r"[^.;]{0,30}?\bthe (?:N+ |D+ )?(?:president|prime minister|premier|chancellor)\b")
_NOT_DONE = re.compile(
    r"\b(?:prevent(?:ing|ed|s)?|imminent|future|further|any|potential|risk(?:s|ing)? (?:of)?|deter(?:ring|s)?|avoid(?:ing|s)?|penalt(?:y|ies) for|in the event of|against|such|possible) (?:[a-z]+ ){0,2}$|\b(?:shall|may|must|can|cannot|should)(?: not)? be $"
)
_SENT_WORDS = re.compile(
    r"(?:sent|sending|delivered|delivering|supplied|provided|transferred|handed) (?:[a-zDNG-]+ ){0,3}?(?:letters?|notices?|subpoenas?|warnings?|e-?mails?|messages?|requests?|questions|questionnaires?|delegations?|officials|envoys?|lawyers|statements?|reports?|documents|information|evidence|testimony|answers?|comments?|bills?)(?![a-z])"
)
_FOOTNOTED = re.compile(r"(?:designated|listed) (?:with|under|by) (?:an? )?footnote")
_LAWMAKER = re.compile(r"\b(?:rep|sen|reps|sens|senators?|lawmakers?|representatives?|chairman|chairwoman|committee|congress)\b")
_FOR_RELIEF = re.compile(r"\b(?:ban on|exempt|spare|waiver|relief|halt(?:ing)? to|off the list|tariffs? (?:on hold|down))\b")
_HARDER = re.compile(
    r"\b(?:put|add|place|keep|list|impose) [^.;]{0,60}?\b(?:on (?:the|its|a) (?:[a-z]+ ){0,3}?(?:list|blacklist)|sanctions? on|tariffs? on)\b(?<!not to add)"
)
_OF_MEASURES = re.compile(r"\b(?:sanctions?|entity list|blacklist|tariffs?|licen[sc]e|export ban|denial order)\b")
_TRUTH = re.compile(r"\b(?:court|judge|congress|lawmakers|reporters)\b")
_LIES = re.compile(
    r"\b(?:false(?:ly)?|lied|lying|lies?|untrue|misled|misleading|in fact|untruth|records (?:show|obtained)|never happened|was not so|a lie|although (?:it|they) (?:held|were|was|had)|when (?:it|they|he|she) (?:hadn't|had not|knew|did not|didn't))\b"
)
_A_LIST = re.compile(r"\b(?:list|blacklist)\b")
_OF_PRIVILEGES = re.compile(r"\b(?:export|denial|parts|american goods|us goods|u\.s\. goods|180 days)\b")
_SOFTWARE = re.compile(r"\b(?:software|antivirus|anti-virus|apps?|application)\b")
_SAYS_WHAT_SANCTIONS_DO = re.compile(
    r"\b(?:sanctions|designations?|listings?|blacklisting|moves?|asset freezes?) (?:also |generally |effectively |will |would )*$"
)
_FREEZES_TOO = re.compile(
    r"\b(?:freez(?:e|es|ing)|block(?:s|ing)?) (?:any|their|its|the|all|his)[^.;]{0,60}\b(?:assets|property|accounts)\b"
)
_CONGRESS = re.compile(r"congress|lawmakers")
_COURT = re.compile(
    r".{0,60}\b(?:judges?|courts?|magistrate|jury|jurors|tribunal|circuit|justices|appeals panel|judge panel|cjeu|ecj)\b"
)
_RULING = re.compile(r"\b(?:judges?|courts?|jury|tribunal|circuit|justices|ruling|verdict|judg(?:e)?ment|injunction)\b")
_WRONG = re.compile(
    r"\b(?:illegal|unlawful|illicit|unlicensed|unauthori[sz]ed|smuggl|violat|in (?:[a-z]+ )?(?:breach|contravention|defiance) of|breach|evad|evasion|circumvent|skirt|flout|bypass|dodg|embargoed|"
    r"without (?:[^ .;]+ ){0,5}?(?:licen[sc]es?|authori[sz]ations?|approval|permission|permits?)|despite (?:[^ ;]+ ){0,6}?(?:sanctions|bans?|controls|restrictions|embargo|prohibition|order|blacklist)|"
    r"accus|suspect|restricted|price cap|charged|charges|alleg|indict|convict|plead|pled|admit|fined|fines?\b|penalt|penaliz|settle|resolve|guilty|sentenced|arrested|conspir|prosecut|complaint|apparent|"
    r"investigat|front compan|shell compan|falsif|mislabel|disguis|conceal|secretly|blacklisted|records show|after (?:the |a |an )?(?:[a-zA-Z]+ )?(?:ban|sanctions|embargo)|letting)"
)
_NOT_SENT = re.compile(
    r"\b(?:stop(?:ped|s|ping)?|halt\w*|ceas\w*|suspend\w*|barr?\w*|bann?\w*|(?<!conduct )prohibit\w*|block\w*|prevent\w*|forbid\w*|forbade|restrict\w*|limit\w*|licen[sc]e[sd]?(?: needed)?|licensing|allow\w*|permit\w*|lets?|authori[sz]\w*|may|can|could|would|will|must|should|not|never|no|"
    r"n't|requir\w*|controls?|curbs?|curb\w*|sanctions|need\w*|rules?|able|want\w*|hop\w*|plan\w*|agree\w*|promis\w*|resum\w*|continu\w* to|free to|wait\w*|order\w*|legal|lawful\w*|designated for|sanctioned for|targeting|information|statements?|testimony|notice|letters?|data|conceal\w*|cover\w*|cover-up|hid(?:e|ing)?|about|regarding|over) (?:[^ .;,]+ ){0,5}$"
)
_BY_OFFICE = re.compile(
    r"\b(?:judge|court|government|administration|department|bureau|authorities|regulators|officials|washington|sanctions|ban|order|rules?|exchange) (?:[a-z]+ ){0,4}$|"
    r"(?:administration|department|government|ministry|agency|commission|bureau|washington|G{2,}) (?:said|says|announced)(?: (?:on )?T+)? (?:that )?it (?:[a-z]+ ){0,3}$"
)
_AGREED = re.compile(
    r"\b(?:deferred prosecution|non-prosecution|settlement|promised to (?:punish|discipline|reprimand|fire)|phase one|nuclear deal|accord)\b|\b(?:settlement|plea) (?:agreement|deal)|\bprobation\b"
)
_TOLD_TO_STOP = re.compile(
    r"\b(?:stop(?:ped|s)?|halt(?:ed|s)?|ceas(?:ed?|es)|suspend(?:ed|s)?|refrain(?:ed)? from|bar(?:s|red|ring)|bann?(?:s|ed|ing)?|prohibit(?:s|ing|ed from)|prevent\w*|forbid\w*|may not|cannot|must not|not to) (?:[^ .;,]+ ){0,4}$"
)
_A_STATE_DID = re.compile(r"(?:^|, |\b(?:that|while|and|after|as) )N{2,} (?:has |had |have |also )?$")
_OTHERS = re.compile(
    r"\b(?:competitors?|rivals?|others|suppliers?|customers?|peers|partners?|vendors?|banks|insurers|lenders|countries|governments?) (?:[a-z]+ ){0,3}$"
)
_GROUND_OF_LISTING = re.compile(
    r"\b(?:blacklisted|blacklists|designated|designates)\b[^;]{0,160}\bfor (?:[a-z]+ly )?(?:[a-z]+ing )?(?:[CPND]+(?:'s)? )?(?:[a-z]+ )?$"
)
_WHOEVER = re.compile(
    r"\b(?:those|anyone|whoever|persons?|companies|firms|individuals|people|anybody|entities|exporters|others)(?:,)? (?:who|that|which|seeking to|trying to|found to)(?: [a-z]+){0,3} $|\b(?:if|should|in case|unless) (?:[^.;,]+ )?$"
)
_WHEN_RULE = re.compile(r"\b(?:before|until|after|when|since|once|as soon as) (?:the|this|that) (?:T+ )?$")
_TERMS = ("sentence of", "prison term of", "jail term of")
_THESE_CHARGES = ("brought these charges", "brought the charges", "bring these charges", "bringing these charges")
_THE_CASE = re.compile(r"\binvestigat(?:ed|ing) (?:the|this) (?:case|matter)")
_TRADE_NOUN = re.compile(r"(?:exports?|re-?exports?|shipments?|sales?|deliveries|transfers?|payments|dealings|procurement)\b")
_A_JUDGE = re.compile(r"\b(?:judge|magistrate|justice) P+|\bthe (?:[a-z]+ )?(?:judge|court)\b")
_CHARGE_BY_LETTER = frozenset({"us-bis", "us-commerce", "us-ofac"})
_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|dozens of|dozens more|scores of|hundreds of|several|a dozen|half a dozen|a half-dozen|a number of|more than \d+|over \d+|some \d+)"
    r" (?:[a-zDN-]+ ){0,4}?(?:companies|entities|firms|individuals|persons|people|men|women|vessels|ships|tankers|oligarchs|officials|banks|aircraft|parties|airlines|subsidiaries|affiliates|units|suppliers|traders|institutes|universities|executives|businessmen|"
    r"chipmakers|carriers|organi[sz]ations|makers|manufacturers|targets|distributors|laboratories|groups|refiners|refineries|insurers|exchanges|addressees|others)\b"
)
_PROSECUTED = re.compile(
    r"\b(?:violations? of the export|apparent violations?|settlement with|unlicensed|without (?:a|the required) licen[sc]e|plead(?:ed|s)? guilty|sentenced|convicted|indict(?:ed|ment)|criminal complaint|charged with)\b"
)
_PUNISHABLE = re.compile(
    r"\b(?:plead(?:ed|s)? guilty|pled guilty|guilty|fined?|penalt(?:y|ies)|settle(?:d|ment)|prosecut\w+|violat\w+|without an? licen[sc]e|unlicensed|forgiven|caught|charges|smuggl\w+|(?:broke|breaking|evad\w+) [^.;]{0,20}(?:sanctions|law|rules|controls))\b"
)
_LIFTS_SANCTIONS = re.compile(
    r"\b(?:lift|remove|terminate|end|drop)(?:ing)? (?:the |its |all |[a-zDN]+ ){0,3}(?:sanctions|penalties)\b"
)
_WHETHER = re.compile(r"\b(?:whether|if|unless|until) (?:(?:the|its|that|this|a) )?(?:[a-z0-9-]+ ){0,2}$", re.IGNORECASE)
_DESIGNATED = re.compile(
    r"(?:[^ ]+ (?:was|were|is|are|has been|have been|had been|being) )?(?:\w+ )?(?:designat|listed under|identified)"
)
_DENIED = re.compile(
    r"denial order|export privileges|temporary denial|export ban|denied persons|bann?(?:s|ed)? (?:on )?(?:u\.s\. |us )?exports|ban on exports|\b(?:american|u\.s\.|us) (?:suppliers?|supplies|parts|components|chips)\b|ban on (?:[a-z]+ ){0,4}(?:sales|exports|shipments|sale) [^.;]{0,40}?to|(?:barred|banned|blocked) (?:[^ .;]+ ){1,8}from (?:buying|receiving|obtaining|importing|exporting)"
)
_CONDITION = re.compile(
    r"[^.;]{0,80}?\b(?:will|would|could|may|can) (?:[a-z]+ ){0,2}?(?:lead|result|trigger|prompt|mean|expose|cause|be punished|subject|have consequences|constitute|void|be met)"
)


class Admitting(Acting):
    """Which tellings are let in."""

    def _admit(self, c: Candidate) -> bool:
        """The conditions a frame sets on its roles."""
        strict = c.pattern.strict
        if c.frame.type == "export_violation" and len(c.targets) > 1:
            c.targets = [e for e in c.targets if e.key != "country:US"]
        kind = c.frame.type
        begin = c.sentence.span.start
        if kind in CONDUCT:
            lead = self.masked[max(begin, c.span.start - 40) : c.span.start]
            if _NOT_DONE.search(lead) or _CONDITION.match(self.masked, c.span.end, min(c.sentence.span.end, c.span.end + 110)):
                return False
            if (
                not c.targets
                and c.quote is None
                and not self.entities_in(begin, c.span.end, ("company", "organization", "person"))
                and not _STANDS_FOR.search(self.masked, begin, c.span.start)
            ):
                return False
        if kind == "export_violation" and _GROUND_OF_LISTING.search(self.masked, begin, c.span.start):
            return False
        if kind in CONDUCT and _WHOEVER.search(self.masked[max(begin, c.span.start - 60) : c.span.start]):
            return False  # "those who evade our laws": nobody's conduct
        if kind == "export_violation" and _A_STATE_DID.search(self.masked[max(begin, c.span.start - 60) : c.span.start]):
            return False  # "Iran supplied Russia with drones" breaks no rule of exports
        if kind == "export_violation" and _TOLD_TO_STOP.search(self.masked[max(begin, c.span.start - 60) : c.span.start]):
            return False
        if kind == "operations_halt" and not self._actor(c):
            return False
        if strict == "own_trade" and _OF_TRADE.search(self.text.low) is None:
            return False
        if strict in ("own", "own_trade"):  # a firm's own doing, not what an office or a court does to it
            if _OTHERS.search(self.masked[max(begin, c.span.start - 40) : c.span.start]):
                return False
            who = self.entities_in(standing.clause_start(self.masked, begin, c.span.start), c.span.start)
            return not (who and who[-1][1].type in ("agency", "government", "legislature", "country")) and not _BY_OFFICE.search(
                self.masked, begin, c.span.start
            )
        if strict == "judge":
            first = self.text.sentences[max(0, c.sentence.at - 1)].span.start
            return _A_JUDGE.search(self.masked, first, c.span.start) is not None
        if strict == "told":
            return self._told_of_somebody(c, begin)
        if strict == "agreement":
            return _AGREED.search(self.text.low) is not None
        if kind == "designation" and _DESIGNATED.match(self.masked, c.span.start, c.span.end) and self._military(c):
            c.frame = frames()["military_company_listing"]
        if kind == "indictment" and c.pattern.section == "does" and (by := self._actor(c)) and by[0].key in _CHARGE_BY_LETTER:
            c.frame = frames()["agency_letter"]  # 15 CFR 766.3: the Bureau charges by a letter
        if (
            kind == "relief_pledge"
            and _LIFTS_SANCTIONS.search(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 40))
            and _CONGRESS.search(self.text.low, begin, c.sentence.span.end)
            and c.quote is None
        ):
            return False  # "told Congress that it would lift the sanctions on C": the notice of a removal (22 U.S.C. 9511)
        if kind == "penalty" and self._penalties_of_a_list(c):
            c.frame = frames()["designation"]
        if kind == "penalty" and c.sentence.at and self.masked.endswith(("could be ", "can be ", "may be "), begin, c.span.start):
            told = self.text.sentences[c.sentence.at - 1].span
            if "if convicted" in self.text.low[told.start : told.end]:
                return False  # "faces ten years if convicted. The firms could be fined"
        if kind == "rule_amendment" and _WHEN_RULE.search(self.masked, max(begin, c.span.start - 24), c.span.start):
            return False  # "shipped drives after the rule took effect": when something else was done
        term = kind == "court_order" and self.masked.startswith(_TERMS, c.span.start)
        if term and _NO_FINE_YET.search(self.masked, max(begin, c.span.start - 120), c.span.start + 9):
            return False  # what the law allows for it is no sentence
        if kind == "indictment" and self.masked.startswith(_THESE_CHARGES, c.span.start):
            return False  # who is charged says so: "brought these charges without notice"
        if (
            kind == "agency_letter"
            and any(e.type in ("company", "organization") for e in c.targets)
            and any(e.type == "legislature" for e in self._actor(c))
        ):
            return False  # a committee asks a firm: no authority's letter
        if kind == "investigation" and (
            (
                _THE_CASE.search(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 24))
                and not c.pattern.source.startswith("(?:fbi|G+)")
            )
            or self.masked.endswith(("the case is being ", "this case was ", "the case was "), begin, c.span.start)
        ):
            return False  # "the agency is investigating the case" closes every release
        if kind == "penalty" and _NO_FINE_YET.search(self.masked, max(begin, c.span.start - 180), c.span.end):
            return False  # what the law allows for it is no fine
        if kind == "transaction_prohibition" and self.official and c.targets and all(e.key == "country:US" for e in c.targets):
            return False  # "regulations prohibit all transactions by U.S. persons": what the law says
        if kind == "transaction_prohibition" and (
            _SAYS_WHAT_SANCTIONS_DO.search(self.masked, max(begin, c.span.start - 40), c.span.start)
            or _FREEZES_TOO.search(self.masked, begin, c.span.start)
        ):
            return False  # "the sanctions bar Americans from dealing with them"
        if kind == "export_violation" and c.pattern.section == "denies" and not c.targets:
            return False
        if _FOOTNOTED.match(self.masked, c.span.start):
            return False  # "an entity designated with footnote 1 on the Entity List"
        if strict == "prosecuted":
            return c.quote is None and _PROSECUTED.search(self.text.low) is not None
        if strict == "punished":
            low = max(0, begin - 300)
            return (
                c.quote is None
                and _PUNISHABLE.search(self.text.low, low, min(len(self.text.low), c.sentence.span.end + 200)) is not None
            )
        if kind == "relief_request" and _TO_STOP_IT.search(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 60)):
            c.frame, c.pattern = frames()["demand"], replace(c.pattern, status="proposed")  # "to stop the transit of goods"
        if kind == "diplomatic_contact" and (
            _MEET_ON_TRADE.search(self.masked, begin, c.sentence.span.end)
            or (_MEETS.search(self.masked, c.span.start, c.span.end) and self._negotiator(begin, c.sentence.span.end))
        ):
            c.frame, c.targets = frames()["trade_talks"], []  # negotiators who meet on trade
        if strict in ("person", "leader", "official"):
            if c.quote is not None:
                speaker = self._by_id.get(c.quote.speaker or "")
                if speaker is None:  # `"We will lift them," the president told reporters`
                    return _PRESIDENT.search(self.masked, c.quote.marks.end, c.quote.marks.end + 60) is not None
                return speaker.type == "person"
            if strict == "leader" and (
                self.entities_in(begin, c.span.start + 1, ("agency",))
                or (not self.official and _INSTRUMENT.search(self.masked, begin, c.span.start))
                or (self.masked.startswith("it ", begin) and self._after_order(c.sentence.at))
            ):
                return True
            before = self.entities_in(begin, c.span.start + 1, ("person", "government", "group", "legislature", "company"))
            if not before:
                return bool(_LEADER.search(self.masked, begin, c.span.start + 24))
            return any(e.type != "company" for _, e in before) or bool(
                _LEADER.search(self.masked, standing.clause_start(self.masked, begin, c.span.start), c.span.start + 3)
            )
        if strict == "list_before":
            first = self.text.sentences[max(0, c.sentence.at - 3)].span.start
            return not self.official and _A_LIST.search(self.text.low, first, c.sentence.span.end) is not None
        if strict == "denial180":
            return not self.official and _OF_PRIVILEGES.search(self.text.low) is not None
        if strict == "software":
            return _SOFTWARE.search(self.text.low) is not None
        if strict == "president":
            return self._by_a_president(c)
        if strict == "president_order":
            return "executive order" in self.text.low and (not self.official or c.sentence.at <= 2)
        if strict == "entity_list":
            return "entity list" in self.text.low and self._listing_rule()
        if strict == "military":
            return "military compan" in self.text.low
        if strict == "listing":
            return "sanction" in self.text.low or "blacklist" in self.text.low
        if strict == "lawmakers":
            return (
                self.entities_in(begin, c.span.start, ("legislature",)) != []
                or _LAWMAKER.search(self.text.low, begin, c.span.start) is not None
            )
        if strict == "hard":
            return not _FOR_RELIEF.search(self.masked, c.span.start, c.sentence.span.end)
        if strict == "relief":
            return _OF_MEASURES.search(self.text.low) is not None and not _HARDER.search(
                self.masked, c.span.start, c.sentence.span.end
            )
        if strict == "liar":
            return (
                not _TRUTH.search(self.masked, c.span.start, c.span.end)
                and _LIES.search(self.text.low, max(0, begin - 500), min(len(self.text.low), c.sentence.span.end + 500)) is not None
            )
        if strict == "of_trade":  # a trade inquiry is into goods of a country
            if not c.targets:
                lands = self.entities_in(c.span.start, c.span.end, ("country",))
                c.targets = self._unique(lands[-1:])
            return True
        if strict == "licenses":
            return "licen" in self.text.low and _OF_MEASURES.search(self.text.low) is not None
        if strict == "states":
            return self._between_states(c)
        if strict == "trade":
            return _OF_TRADE.search(self.text.low) is not None
        if strict == "denial":
            return _DENIED.search(self.text.low) is not None
        if strict == "chamber":
            return any(e.type == "legislature" for _, e in self.entities_in(begin, c.sentence.span.end, ("legislature",)))
        if strict == "sanctions" and not self._sanctioning(c):
            return False
        if (
            kind == "entity_list_addition"
            and "entity list" not in self.text.low[begin : c.sentence.span.end]
            and self._list_of_who(c.sentence, c.span.end) == "military_company_listing"
        ):
            c.frame = frames()["military_company_listing"]  # the Pentagon's blacklist
            return bool(c.targets)
        if (
            kind == "entity_list_addition"
            and "entity list" not in self.text.low[begin : c.sentence.span.end]
            and self._sanctioning(c)
        ):
            return False  # a blacklist of the Treasury, the Union or the United Nations is another list
        if strict == "hostile":
            c.targets = [e for e in c.targets if e.known is not None and e.known.country in HOSTILE]
            return bool(c.targets)
        if strict == "congress":
            return any(e.type == "legislature" for e in c.targets) or bool(_CONGRESS.search(self.masked, c.span.start, c.span.end))
        if strict == "true":
            return bool(_COURT.match(self.text.low, max(begin, c.span.start - 14), c.span.end))
        if strict == "wrong":
            if not c.targets or _SENT_WORDS.match(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 60)):
                return False
            noun = (
                _TRADE_NOUN.match(self.masked, c.span.start) is not None
            )  # "sales to Iran" are no wrong where the wrong is another's
            low, high = (
                (max(begin, c.span.start - 110), min(c.sentence.span.end, c.span.end + 90))
                if noun
                else (begin, c.sentence.span.end)
            )
            if _WRONG.search(self.text.low, low, high) is None:
                return False
            return _NOT_SENT.search(self.masked[max(begin, c.span.start - 70) : c.span.start]) is None
        if strict == "ruling":
            return bool(_RULING.search(self.text.low, begin, c.sentence.span.end))
        if c.pattern.section == "renews" and _WHETHER.search(self.masked, max(begin, c.span.start - 40), c.span.start):
            return False  # "whether the reprieve is renewed"
        needs_target = (
            c.frame.target not in (("none",), ("subject",)) and "none" not in c.frame.target and c.pattern.target != "none"
        )
        if needs_target and not c.targets and GROUP_OF[kind] in ("lists", "export privileges"):
            return (
                kind == "entity_list_addition"
                and c.pattern.section == "does"
                and c.quote is None
                and not self.official
                and _COUNTED.search(self.masked, c.span.start, c.span.end) is not None
                and not self.entities_in(c.span.start, c.span.end, ("company", "organization", "person"))
            )  # "added 37 companies to the Entity List": an act, whoever they are
        if kind == "trade_deal" and strict == "country" and self.entities_in(begin, c.span.end, ("company",)):
            return False
        return not (kind in ("designation", "investigation") and not c.targets)
