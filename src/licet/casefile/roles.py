"""Who does an act and to whom: roles by clause order, "the company" resolved, and the conditions a frame sets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache

from licet.casefile import case_sides, standing
from licet.casefile.cites import CitationInText
from licet.casefile.counts import Term
from licet.casefile.dates import DateExpression
from licet.casefile.defined_terms import defined_company, speaks_of_the_company
from licet.casefile.entities import Entity, Parties
from licet.casefile.events import CONDUCT, HOSTILE, Candidate
from licet.casefile.frames import GROUP_OF, Frame, frames
from licet.casefile.money import Amount
from licet.casefile.quotes import Quote
from licet.casefile.text import Sentence, Span, Text

_KINDS = {
    "firm": ("company", "organization", "person"), "subject": ("company", "organization", "person"), "country": ("country", "place"),
    "agency": ("agency", "legislature", "government", "country", "place", "group"), "government": ("government", "agency", "country"), "person": ("person",), "none": (),
}  # fmt: skip
_COREFERENT = re.compile(
    r"\b(?:the|its|this|that|their|his) (?:[a-zDN-]+ ){0,3}?(?:company|firm|maker|manufacturer|giant|airline|bank|chipmaker|group|business|carrier|respondent|conglomerate)\b|\b(?:it|its|them|they)\b"
)
_STANDS_FOR = re.compile(
    r"\b(?:company|companies|firms?|makers?|manufacturers?|giant|airlines?|banks?|chipmakers?|group|business|businesses|carriers?|conglomerate|respondents?)\b|^(?:it|its|them|they)\b"
)
_LEADER = re.compile(r"\b(?:the (?:N+ )?president|he|she|the administration|the white house|i)\b")
_INSTRUMENT = re.compile(r"\b(?:memorandum|memo|order|proclamation|directive|act|law)\b")
_OF_TRADE = re.compile(
    r"\b(?:exports?|exporters?|sanctions?|tariffs?|imports?|trade|licen[sc]es?|controls|blacklist|embargo|commerce)\b"
)
_NEXT_CLAUSE = re.compile(
    r",? (?:and|but|while) (?:(?:[NPGD]+|the [a-z]+) )?(?:[a-z]+ed|said|says|would|will|has|have|is|are|was|were|put|hit|cut|set|took|vowed)\b"
)
_PRESIDENT = re.compile(r"[^.;]{0,30}?\bthe (?:N+ |D+ )?(?:president|prime minister|premier|chancellor)\b")
_NOT_DONE = re.compile(
    r"\b(?:prevent(?:ing|ed|s)?|imminent|future|further|any|potential|risk(?:s|ing)? (?:of)?|deter(?:ring|s)?|avoid(?:ing|s)?|penalt(?:y|ies) for|in the event of|against|such|possible) (?:[a-z]+ ){0,2}$|\b(?:shall|may|must|can|cannot|should)(?: not)? be $"
)
_KEEPS_LISTS = ("us-bis", "us-ofac", "us-commerce", "us-treasury", "us-defense")
_CAPITALS = {
    "Washington": "US", "Beijing": "CN", "Moscow": "RU", "Tehran": "IR", "Pyongyang": "KP", "London": "GB", "Tokyo": "JP", "Seoul": "KR",
    "Taipei": "TW", "Berlin": "DE", "Paris": "FR", "Damascus": "SY", "Minsk": "BY", "Caracas": "VE", "Havana": "CU", "Ankara": "TR", "Kyiv": "UA",
    "Kiev": "UA", "Khartoum": "SD", "Juba": "SS", "Tripoli": "LY", "Baghdad": "IQ", "Kabul": "AF", "Rangoon": "MM", "Naypyidaw": "MM", "Naypyitaw": "MM",
    "Managua": "NI", "Sanaa": "YE", "Harare": "ZW", "Bamako": "ML", "Bangui": "CF", "Kinshasa": "CD", "Mogadishu": "SO", "Asmara": "ER", "Addis Ababa": "ET",
    "Belgrade": "RS", "Ottawa": "CA", "Canberra": "AU", "New Delhi": "IN", "Delhi": "IN", "Islamabad": "PK", "Riyadh": "SA", "Doha": "QA", "Beirut": "LB",
    "Hanoi": "VN", "Jakarta": "ID", "Rome": "IT", "Madrid": "ES", "The Hague": "NL", "Warsaw": "PL", "Prague": "CZ", "Athens": "GR", "Cairo": "EG",
}  # fmt: skip
_SEVERAL = re.compile(
    r"\b(?:the|these|those|both|two|three|four) (?:[a-z]+ ){0,2}(?:companies|firms|entities|airlines|banks|suppliers)\b|^(?:them|they)\b"
)
_OBJECT_OF = re.compile(r"\b(?:of|by|with|from|than|like|including|and its) (?:(?:the|an?|N+(?:'s)?|D+) ){0,2}$")
_OPENS_AGAIN = re.compile(r"(?:the (?:company|firm|group|airline|bank|chipmaker|manufacturer|maker)|it|its|they)\b")
_RIVAL = re.compile(r"'s (?:[a-z]+ )?(?:rival|competitor|supplier|suppliers|partner|customer|parent|lawyer|nominee)")
_BY_WHOM = re.compile(r" by (?:the )?(?=[GNPD])")
_MASKED_FIRM = re.compile(r"[CP]{2}")
_PRONOUN = re.compile(r"\b(?:it|its|them)\b")
_CONGRESS = re.compile(r"congress|lawmakers")
_AGAINST = re.compile(r"\b(?:on|against|to|with|from) (?:the )?$")
_IS_COURT = re.compile(r"\b(?:Court|Tribunal|Circuit)\b")
_COURT = re.compile(
    r".{0,60}\b(?:judges?|courts?|magistrate|jury|jurors|tribunal|circuit|justices|appeals panel|judge panel|cjeu|ecj)\b"
)
_RULING = re.compile(r"\b(?:judges?|courts?|jury|tribunal|circuit|justices|ruling|verdict|judg(?:e)?ment|injunction)\b")
_TAKES_BACK = re.compile(
    r"\b(?:designation|listing|blacklisting|sanctions|bans?|orders?|rules?|conviction|sentence|indictment|judg(?:e)?ment|case|appeal|lawsuit|claims?|challenge|motion|bid)\b"
)
_TAKES_EFFECT = re.compile(r"\b(?:effective|applicable) (?:date )?(?:is |on |as of |from )?$|\btakes? effect (?:on )?$")
_SENT_TO = re.compile(
    r"(?:\b(?:to|into|for|with|on behalf of)|destined for|bound for) (?:(?:the|an?|its|two|three|four|several|some|various|other|blacklisted|sanctioned|[a-z-]+|[DN]+(?:'s)?) ){0,5}$"
)
_IN_IT = re.compile(r"(?:\bin|,) $")
_WRONG = re.compile(
    r"\b(?:illegal|unlawful|illicit|unlicensed|unauthori[sz]ed|smuggl|violat|in (?:[a-z]+ )?(?:breach|contravention|defiance) of|breach|evad|evasion|circumvent|skirt|flout|bypass|dodg|embargoed|"
    r"without (?:[^ .;]+ ){0,5}?(?:licen[sc]es?|authori[sz]ations?|approval|permission|permits?)|despite (?:[^ .;]+ ){0,6}?(?:sanctions|bans?|controls|restrictions|embargo|prohibition|order|blacklist)|"
    r"accus|suspect|restricted|price cap|charged|charges|alleg|indict|convict|plead|pled|admit|fined|fines?\b|penalt|penaliz|settle|resolve|guilty|sentenced|arrested|conspir|prosecut|complaint|apparent|"
    r"investigat|front compan|shell compan|falsif|mislabel|disguis|conceal|secretly|blacklisted|records show|after (?:the |a |an )?(?:[a-zA-Z]+ )?(?:ban|sanctions|embargo)|letting)"
)
_NOT_SENT = re.compile(
    r"\b(?:stop(?:ped|s|ping)?|halt\w*|ceas\w*|suspend\w*|barr?\w*|bann?\w*|prohibit\w*|block\w*|prevent\w*|forbid\w*|forbade|restrict\w*|limit\w*|licen[sc]e[sd]?(?: needed)?|licensing|allow\w*|permit\w*|lets?|authori[sz]\w*|may|can|could|would|will|must|should|not|never|no|"
    r"n't|requir\w*|controls?|curbs?|curb\w*|sanctions|need\w*|rules?|able|want\w*|hop\w*|plan\w*|agree\w*|promis\w*|resum\w*|continu\w* to|free to|wait\w*|order\w*|legal|lawful\w*|designated for|sanctioned for|targeting|information|statements?|testimony|notice|letters?|data|conceal\w*|cover\w*|cover-up|hid(?:e|ing)?|about|regarding|over) (?:[^ .;,]+ ){0,5}$"
)
_BY_OFFICE = re.compile(
    r"\b(?:judge|court|government|administration|department|bureau|authorities|regulators|officials|washington|sanctions|ban|order|rules?|exchange) (?:[a-z]+ ){0,4}$"
)
_AGREED = re.compile(r"\b(?:settlement|plea) (?:agreement|deal)|\bprobation\b")
_TOLD_TO_STOP = re.compile(
    r"\b(?:to stop|to halt|to cease|to suspend|bar(?:s|red|ring)|bann?(?:s|ed|ing)?|prohibit(?:s|ing|ed from)|prevent\w*|forbid\w*|may not|cannot|must not|not to) (?:[^ .;,]+ ){0,4}$"
)
_OTHERS = re.compile(
    r"\b(?:competitors?|rivals?|others|suppliers?|customers?|peers|partners?|vendors?|banks|insurers|lenders|countries|governments?) (?:[a-z]+ ){0,3}$"
)
_GROUND_OF_LISTING = re.compile(
    r"\b(?:blacklisted|blacklists|designated|designates)\b[^;]{0,160}\bfor (?:[a-z]+ly )?(?:[a-z]+ing )?(?:[CPND]+(?:'s)? )?(?:[a-z]+ )?$"
)
_AGREEMENT_WITH = re.compile(r"\b(?:agreement|settlement|deal|bargain)(?: T+)? with (?:the )?(?=[GN])")
_ITS_DOINGS = re.compile(r"(?:whether |how |if )?(?:its|their|it|they)\b")
_WHOEVER = re.compile(
    r"\b(?:those|anyone|whoever|persons?|companies|firms|individuals|people|anybody|entities|exporters|others)(?:,)? (?:who|that|which|seeking to|trying to|found to)(?: [a-z]+){0,3} $|\b(?:if|should|in case|unless) (?:[^.;,]+ )?$"
)
_IN_GENERAL = re.compile(
    r"\b(?:any|no|every|such|future|potential|possible|further|avoid\w*|risk\w*|fac(?:e|es|ing)|fear\w*|similar|other|maximum|called for|call for|internal|own|independent|not|without|more|like|antitrust|resolv\w*|settl\w*|end(?:s|ed|ing)?|clos\w*|if|whether|could|may|might|would|will|should|specialist in|lawyer for|expert on|history of) (?:[a-zDGN-]+ ){0,4}$"
)
_THESE_CHARGES = ("brought these charges", "brought the charges", "bring these charges", "bringing these charges")
_THE_CASE = re.compile(r"\binvestigat(?:ed|ing) (?:the|this) (?:case|matter)")
_TRADE_NOUN = re.compile(r"(?:exports?|re-?exports?|shipments?|sales?|deliveries|transfers?|payments|dealings|procurement)\b")
_A_JUDGE = re.compile(r"\b(?:judge|magistrate|justice) P+|\bthe (?:[a-z]+ )?(?:judge|court)\b")
_JOINED = re.compile(r",? (?:and|as well as|along with) (?:(?:its|his|her|their) (?:[a-z-]+,? ){1,5})?(?:the )?|, (?:and )?")
_PARTY_TO_IT = re.compile(
    r"\b(?:of|against|on|by|for|to|in) (?:the )?(?:(?!(?:require|enforc|forc|ban|bar|mak|sell|carry)ing\b)[a-zDN'-]+ ){0,4}$"
)
_JUDGE = re.compile(r"\b(?:judge|justice|magistrate) $")
_CHARGE_BY_LETTER = frozenset({"us-bis", "us-commerce", "us-ofac"})
_MEDIA = frozenset(
    {"Twitter", "Facebook", "Reuters", "Truth Social", "Telegram", "Weibo", "Getty Images", "Associated Press", "AFP", "Bloomberg"}
)


@cache
def _kinds_of(target: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for word in target for kind in _KINDS[word])


ENFORCED = frozenset(
    {"penalty", "settlement", "suspended_denial_order", "compliance_monitor", "forfeiture", "deferred_prosecution_agreement"}
)
_INDEFINITE = re.compile(r"(?:[^.;]{0,40}[-—–] ?)?(?:an? |two |three )(?:[a-zDNT-]+ ){1,9}")
_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|dozens of|dozens more|scores of|hundreds of|several|a dozen|half a dozen|a half-dozen|a number of|more than \d+|over \d+|some \d+)"
    r" (?:[a-zDN-]+ ){0,4}?(?:companies|entities|firms|individuals|persons|people|men|women|vessels|ships|tankers|oligarchs|officials|banks|aircraft|parties|airlines|subsidiaries|affiliates|units|suppliers|traders|institutes|universities|executives|businessmen|"
    r"chipmakers|carriers|organi[sz]ations|makers|manufacturers|targets|distributors|laboratories|groups|refiners|refineries|insurers|exchanges|addressees|others)\b"
)
_OF_SANCTIONS = frozenset({"London", "Brussels", "Ottawa", "Canberra", "Bern", "Berne"})
_KEEPS = (
    ("us-defense", "military_company_listing"), ("us-bis", "entity_list_addition"), ("us-commerce", "entity_list_addition"), ("us-ofac", "designation"),
    ("us-treasury", "designation"), ("uk-", "designation"), ("eu-", "designation"),
)  # fmt: skip
_SANCTIONERS = (
    "us-ofac",
    "us-treasury",
    "us-state",
    "eu-",
    "uk-",
    "un",
    "government:EU",
    "government:GB",
    "country:GB",
    "ch-",
    "jp-",
)
_PROSECUTED = re.compile(
    r"\b(?:violations? of the export|apparent violations?|settlement with|unlicensed|without (?:a|the required) licen[sc]e|plead(?:ed|s)? guilty|sentenced|convicted|indict(?:ed|ment)|criminal complaint|charged with)\b"
)
_NEXT_LIST = re.compile(
    r"\bfollowing (?:individuals?|entit|persons?|vessels?|deletions|changes|entr|amend)|\bentr(?:y|ies) (?:concerning|has|have|is|are)|\bdated:|\bdone at\b|\barticle \d|\bhas also issued\b"
)
_RUNS_ON = re.compile(
    r"[\"”’)\]\s]*(?:,|;|,? and|,? as well as|,? or|,? plus| &)?[ (\[\"“]*(?:(?:and|the|its|his|their|parent|subsidiary|unit|affiliate|company|also|firm|group|[DN]+|[a-z]+-based|formerly|a\.?k\.?a\.?) ){0,3}[(\"“]*"
)
_ACTS_NEXT = re.compile(
    r"[\"”)]* (?:said|says|told|reported|announced|was|is|has|had|were|will|also|confirmed|showed|did|declined)\b"
)
_UNIT_OF = re.compile(r"(?:an?|one) (?:[a-zDN-]+ )?(?:unit|subsidiary|affiliate|arm|division|branch) of ")
_SOME_ONE = re.compile(r"(?:an?|one|two|three|four|five|six|seven|several|both) ")
_AND_THE_FIRM = re.compile(r" and (?:the|his|her|its|their) (?:company|firm|employer|business)(?![a-z])")
_AGAINST_IT = re.compile(r"\b(?:ban|bar|block|prohibit|target|restrict|sanction)[a-z]*\b")
_COUNTED_ONES = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:[a-zDN-]+ ){0,2}(?:persons?|individuals?|entit(?:y|ies)|compan(?:y|ies)|vessels?|firms?)\b"
)
_WHETHER = re.compile(r"\b(?:whether|if|unless|until) (?:(?:the|its|that|this|a) )?(?:[a-z0-9-]+ ){0,2}$", re.IGNORECASE)
_HAD = re.compile(r"\bhad\b|\balready\b|\bpreviously\b")
_HE_WAS = re.compile(r"(?:^|[ ,])(?:he|she) (?:(?:was|is|had been|has been)(?: [a-z]+ly| also| then| later)? )?$")
_JOIN = re.compile(r",? (?:and |or )?(?:the )?")
_NUMBERED = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[-•*–])\s+")
_NO_FINE_YET = re.compile(
    r"\b(?:up to (?:\d+|[a-z]+) years|maximum|statutory|if convicted|punishable|carr(?:y|ies) (?:an?|up|fines?|penalt)|may be (?:assessed|subject|fined)|liable (?:to|for)|subject to)\b[^;]{0,140}$"
)
_BELOW = re.compile(r"\b(?:below|following|entr(?:y|ies)|annex(?:es)?|appendix|schedule)\b")
_CONVICTION = re.compile(r"\b(?:the|that|his|her|its) (?:conviction|sentence|indictment|judg(?:e)?ment|verdict)\b")
_CONTESTED = re.compile(
    r"\b(?:the|its|that|those|these|a) (?:[a-z]+ ){0,2}?(?:sanctions|bans?|designation|orders?|listing|rules?|restrictions|blacklisting)\b"
)
_ADJECTIVE = re.compile(
    r"\b(?:to|with|for|of|by|from|the|an?|other|these|those|its|their|any|some|(?!being )[a-z]{2,}ing) (?P<v>sanctioned|designated|blacklisted) (?=[a-zDN])(?! )|"
    r"\b(?!(?:has|have|had|also|and|then|it|he|they|she|treasury|ofac|which|who|recently|previously) )[a-z]+ (?P<w>sanctioned|designated|blacklisted) (?:[a-z-]+ )?(?:banks?|companies|entities|firms|persons|individuals|customers|clients|vessels|countries)\b"
)
_REMOVES = re.compile(r"\b(?:remov(?:e|es|ed|ing|al)|delet(?:e|es|ed|ing)|delist)")
_DESIGNATED = re.compile(
    r"(?:[^ ]+ (?:was|were|is|are|has been|have been|had been|being) )?(?:\w+ )?(?:designat|listed under|identified)"
)
_DENIED = re.compile(
    r"denial order|export privileges|temporary denial|export ban|denied persons|bann?(?:s|ed)? (?:on )?(?:u\.s\. |us )?exports|ban on exports|(?:barred|banned|blocked) (?:[^ .;]+ ){1,8}from (?:buying|receiving|obtaining|importing|exporting)"
)
_CONDITION = re.compile(
    r"[^.;]{0,80}?\b(?:will|would|could|may|can) (?:[a-z]+ ){0,2}?(?:lead|result|trigger|prompt|mean|expose|cause|be punished|subject)"
)


class Roles:
    """The parties of one document, asked for the roles of its acts."""

    def __init__(
        self, text: Text, masked: str, parties: Parties, dates: list[DateExpression], amounts: list[Amount], terms: list[Term], quotes: list[Quote],
        citations: list[CitationInText], written: date | None, *, official: bool = False,
    ) -> None:  # fmt: skip
        self.text, self.masked, self.parties = text, masked, parties
        self.dates, self.amounts, self.terms, self.quotes, self.citations = dates, amounts, terms, quotes, citations
        self.written, self.official = written, official
        self.where = [x for x in parties.where if not x[1].key.startswith("media:")]  # who prints it plays no part in it
        self._starts = [s.start for s, _ in self.where]
        self._by_id = parties.by_id
        firms = [e for e in parties.entities if e.type == "company" and e.canonical not in _MEDIA]
        self.respondents = self._respondents() if official else []
        self.effective = self._effective() if official else None
        self._enforced: list[Entity] = []
        self._sides: list[Entity] = []
        self._plaintiffs, self._defendants = case_sides.caption(text.low, self.entities_in) if official else ([], [])
        self.company = defined_company(text, self.where)
        self.topic = max(firms, key=lambda e: len(e.mentions), default=None)
        self._demonyms = frozenset(m.span for e in parties.entities for m in e.mentions if m.kind == "demonym")
        self._date_starts = [d.span.start for d in dates]
        self._block_starts = [b.span.start for b in text.blocks]
        self._quote_starts = [q.marks.start for q in quotes]

    def _respondents(self) -> list[Entity]:
        """The parties an order names under "In the Matter of", up to its first paragraph of prose."""
        at = self.text.low.find("in the matter of")
        if at < 0:
            return []
        stop = re.compile(
            r"\b(?:pursuant to|upon|whereas|the bureau|on (?:january|february|march|april|may|june|july|august|september|october|november|december)|order relating)\b"
        ).search(self.text.low, at + 16)
        end = min(stop.start() if stop else at + 1500, at + 4000)
        return self._unique(
            [(s, e) for s, e in self.where if at <= s.start < end and e.type in ("company", "organization", "person")]
        )

    def _effective(self) -> tuple[str, str, int] | None:
        """The day an official document says it takes effect, with the number of the expression; else the document's own day."""
        for number, d in enumerate(self.dates):
            if d.form == "full" and d.value and _TAKES_EFFECT.search(self.text.low[max(0, d.span.start - 24) : d.span.start]):
                return d.value[:10], "stated", number
        if self.written is not None:
            return self.written.isoformat(), "document_date", -1
        return None

    def _quote_at(self, position: int) -> Quote | None:
        at = bisect_right(self._quote_starts, position) - 1
        if at >= 0 and self.quotes[at].marks.start <= position < self.quotes[at].marks.end and self.quotes[at].kind != "fragment":
            return self.quotes[at]
        return None

    def dates_in(self, start: int, end: int) -> range:
        """Numbers of the date expressions that begin in [start, end)."""
        return range(bisect_left(self._date_starts, start), bisect_left(self._date_starts, end))

    def entities_in(self, start: int, end: int, kinds: tuple[str, ...] | None = None) -> list[tuple[Span, Entity]]:
        """Mentions in [start, end), of some kinds."""
        found = []
        for at in range(bisect_left(self._starts, start), len(self.where)):
            span, entity = self.where[at]
            if span.start >= end:
                break
            if kinds is None or entity.type in kinds:
                found.append((span, entity))
        return found

    def _kinds(self, frame: Frame) -> tuple[str, ...]:
        return _kinds_of(frame.target)

    def _roles(self, c: Candidate) -> bool:
        """Find the targets; False when the words turn out not to tell of the act."""
        mode = c.pattern.target
        kinds = self._kinds(c.frame)
        begin, end = c.sentence.span.start, c.sentence.span.end
        named = c.match.groupdict().get("T")
        if named is not None:
            start, stop = c.match.span("T")
            if c.frame.type in ("tariff", "tariff_removal") and (cut := _NEXT_CLAUSE.search(self.masked, start, stop)):
                stop = cut.start()  # "on goods from N and doubled the levy on": the next clause has targets of its own
                c.span = Span(c.span.start, max(stop, c.span.start + 1))
            c.targets = self._unique(
                self._heads(start, stop, kinds)
                if GROUP_OF[c.frame.type] == "lists" or c.frame.type in ("indictment", "penalty", "court_order")
                else self.entities_in(start, stop, kinds)
            )
            firms = [e for e in c.targets if e.type in _KINDS["firm"]]
            lands = [e for e in c.targets if e.type == "country" and e.key != "country:US"]
            if c.frame.type == "export_violation":
                sent = [
                    e
                    for s, e in self.entities_in(start, stop, _KINDS["firm"])
                    if _SENT_TO.search(self.masked[max(begin, s.start - 60) : s.start])
                ]
                c.targets = self._once([*sent, *lands]) if len(sent) == 1 else sent or lands or firms
            elif not firms and "firm" in c.frame.target and _UNIT_OF.match(named):
                c.targets = self._opens_next(c.sentence)
            elif c.frame.type == "investigation" and _ITS_DOINGS.match(named):
                c.targets = self._antecedent(start)
            elif not firms and "firm" in c.frame.target and _COUNTED.search(named):
                c.targets = self._members(c.sentence, start, stop)  # "designated seven companies": their names stand elsewhere
            elif not firms and "firm" in c.frame.target and (_STANDS_FOR.search(named) or mode == "topic"):
                counted = _COUNTED.search(self.masked, max(begin, start - 40), stop)
                c.targets = (self._members(c.sentence, counted.start(), stop) if counted else []) or self._antecedent(
                    start, several=bool(_SEVERAL.search(named))
                )
            elif (firms and "country" in c.frame.target) or (firms and "agency" in c.frame.target and c.frame.type != "lawsuit"):
                c.targets = firms
            if (
                not c.targets
                and mode in ("after", "before")
                and c.frame.target not in (("none",),)
                and (
                    "firm" in c.frame.target
                    and "country" not in c.frame.target
                    and not _MASKED_FIRM.search(named)
                    and c.frame.type in ("entity_list_addition", "military_company_listing")
                )
            ):
                c.targets = self._listed_after(c)
            if c.targets and GROUP_OF[c.frame.type] in ("lists", "export privileges", "permissions") and mode in ("after", "near"):
                c.targets = self._run_on(c, stop)
            if c.targets and "firm" in c.frame.target and (also := _AND_THE_FIRM.search(self.masked, start, stop)):
                c.targets = self._once([*c.targets, *self._antecedent(also.start())])
            if not c.targets and "firm" in c.frame.target and _SOME_ONE.match(named) and not self.entities_in(start, stop):
                c.targets = self._opens_next(c.sentence)
        if not c.targets and self.respondents and GROUP_OF[c.frame.type] == "export privileges":
            c.targets = list(self.respondents)
        if not c.targets and (named is None or mode in ("near", "topic", "near_country", "near_agency", "subject", "counterpart")):
            c.targets = self._by_position(c, mode, kinds, begin, end)
        if self.official and GROUP_OF[c.frame.type] == "lists" and _BELOW.search(self.masked, begin, c.span.end):
            c.targets = self._named_below(c.span.end) or c.targets
        if not c.targets and "firm" in c.frame.target and _HE_WAS.search(self.masked[max(begin, c.span.start - 30) : c.span.start]):
            c.targets = self._unique(self.entities_in(max(0, begin - 700), c.span.start, ("person",))[-1:])
        if self.official and GROUP_OF[c.frame.type] == "lists" and not c.targets and c.pattern.section == "does":
            c.targets = self._counted(c)
        if c.frame.type == "lawsuit":
            self._suit(c, named, kinds)
        if GROUP_OF[c.frame.type] == "legislature" and any(e.type == "person" for e in c.targets):
            c.targets = [e for e in c.targets if e.type != "person"]
        if c.frame.type == "rule_amendment" and self.official and not c.targets:
            c.targets = self._unique(self.entities_in(c.span.end, end, ("company",)))
        if GROUP_OF[c.frame.type] == "lists":
            c.targets = [
                e for e in c.targets if not (e.type == "organization" and e.key.startswith(("un", "eu-")) and e.known is not None)
            ]
        if c.frame.type == "designation" and any(
            c.span.start in (m.start("v"), m.start("w"))
            for m in _ADJECTIVE.finditer(self.masked, max(begin, c.span.start - 24), min(end, c.span.start + 40))
        ):
            return False  # "paying sanctioned banks" tells of payments
        if not c.targets and mode == "near" and c.frame.type == "indictment":
            before = self.entities_in(max(0, begin - 500), c.span.start, ("person", "company"))
            c.targets = [before[-1][1]] if before else []
        if c.frame.type in ENFORCED:
            if not self.entities_in(begin, end, ("company", "organization", "person")) and self._enforced and c.quote is None:
                c.targets = list(self._enforced)  # "The order also ..." of a case goes on against its respondent
            elif c.targets and c.quote is None:
                self._enforced = list(c.targets)
        if named is not None and not c.targets and named.endswith("government") and c.frame.type in ("relief_request", "demand"):
            near = self.entities_in(max(0, begin - 500), c.span.start, ("country",))
            c.targets = self._unique([x for x in near if x[0] not in self._demonyms][-1:])
        if named in ("it", "them") and not c.targets and c.frame.type in ("relief_request", "demand"):
            states = self._unique(self.entities_in(begin, c.span.start, ("country", "place", "government")))
            c.targets = states[1:2]  # "Beijing accused Washington ... and demanded that it": not who demands
        if c.frame.type == "temporary_general_license" and c.targets and all(e.type == "country" for e in c.targets):
            c.targets = self._licensed_for(c)
        if GROUP_OF[c.frame.type] == "politics" or "country" in c.frame.target or c.frame.type == "lawsuit":
            c.targets = self._once([self._state_of(e) for e in c.targets])
        if c.frame.type in ("court_order", "lawsuit"):
            c.targets = [e for e in c.targets if e.type != "place" and not (e.type == "agency" and _IS_COURT.search(e.canonical))]
            if c.frame.type == "court_order":
                self._both_sides(c)
            if not c.targets:
                c.targets = self._joined(
                    self.entities_in(c.span.end, end, ("agency", "company", "organization", "person", "government"))
                )
            if (
                not c.targets
                and c.frame.type == "court_order"
                and _CONTESTED.search(self.masked, c.span.end, min(end, c.span.end + 60))
            ):
                c.targets = self._antecedent(c.span.start)
            if (
                not c.targets
                and c.frame.type == "court_order"
                and _CONVICTION.search(self.masked, c.span.end, min(end, c.span.end + 40))
            ):
                before = self.entities_in(max(0, c.span.start - 600), c.span.start, ("person", "company"))
                c.targets = [before[-1][1]] if before else []
        return self._admit(c)

    def _heads(self, start: int, stop: int, kinds: tuple[str, ...]) -> list[tuple[Span, Entity]]:
        """The parties of a noun phrase; those that stand inside another phrase are left out where grammar tells (`Patients`)."""
        return self.entities_in(start, stop, kinds)

    def _licensed_for(self, c: Candidate) -> list[Entity]:
        """Whom dealings are licensed with where the words name only a country: "Iran-related General License 8, which authorizes ... C"."""
        end = c.sentence.span.end
        lands = self.entities_in(c.sentence.span.start, end, ("country",))
        named = {e.id for s, e in lands if not self.masked.startswith("-related", s.end)}
        if not named.isdisjoint(e.id for e in c.targets):
            return c.targets
        return self._joined(self.entities_in(c.span.start, end, ("company", "organization", "person")))

    def _members(self, sentence: Sentence, start: int, end: int) -> list[Entity]:
        """Whom a counted phrase stands for (`Collectives`)."""
        raise NotImplementedError

    def _last_group(self, start: int, end: int, kinds: tuple[str, ...], *, near: bool = False) -> list[Entity]:
        """The parties joined by commas and "and" that end a stretch (`Patients`)."""
        raise NotImplementedError

    def _being_designated(self) -> list[Entity]:
        """Whom a release designates one by one (`Collectives`)."""
        raise NotImplementedError

    def _annexed(self, start: int, end: int) -> list[Entity]:
        """The entries of an annex (`Collectives`)."""
        raise NotImplementedError

    def _run_on(self, c: Candidate, stop: int) -> list[Entity]:
        """The targets with those joined after the words of the act, names in brackets between them: `C ("C"), C ("C") and C`."""
        targets = list(c.targets)
        known = {e.id for e in targets}
        at = max((s.end for s, e in self.entities_in(c.span.start, stop) if e.id in known), default=None)
        if at is None or stop - at > 6:
            return targets
        for span, entity in self.entities_in(at, c.sentence.span.end):
            if _RUNS_ON.fullmatch(self.masked, at, span.start) is None:
                break
            if entity.id not in known:
                if entity.type not in ("company", "person", "organization") or _ACTS_NEXT.match(self.masked, span.end):
                    break
                targets.append(entity)
                known.add(entity.id)
            at = span.end
        return targets

    def _office_of_lists(self, begin: int, end: int) -> Entity | None:
        """The last office named that keeps a list of the United States (15 CFR 744.16; 31 CFR 501.807), which hears who asks to be off it."""
        named = [e for _, e in self.entities_in(begin, end, ("agency", "government")) if e.key.startswith(_KEEPS_LISTS)]
        return named[-1] if named else None

    def _state_of(self, entity: Entity) -> Entity:
        """A capital stands for its government: Washington is the United States, where the document names it."""
        code = _CAPITALS.get(entity.canonical)
        return self.parties.by_key.get(f"country:{code}", entity) if code else entity

    def _listed_after(self, c: Candidate) -> list[Entity]:
        """`adds 28 entities to the Entity List`: the names stand in the lines that follow."""
        if not self.official:
            return []
        found = self._entry_lines(c.sentence.span.end - 1) or self.entities_in(c.span.end, c.span.end + 4000, ("company",))
        found = [x for x in found if not self._removed(x[0].start)]
        return self._unique(found)[:40]

    def _named_below(self, at: int) -> list[Entity]:
        """The parties listed after `the following entries have been added`, up to the next such sentence."""
        entries = self._entry_lines(at)
        if entries:
            return self._unique(entries)
        here = self.text.sentence_at(at - 1)
        if here is not None and (annexed := self._annexed(here.span.start, here.span.end)):
            return annexed
        stop = _NEXT_LIST.search(self.text.low, at + 1, at + 6000)
        found = self.entities_in(at, stop.start() if stop else at + 3000, ("company", "organization", "person"))
        return self._unique(found)[:60]

    def _entry_lines(self, at: int) -> list[tuple[Span, Entity]]:
        """The parties that open the lines below a place, one a line: "1. Jane Roe, director of Acme" lists Jane Roe.

        The list ends with the first line that opens with other words; lines of particulars without a party belong to the entry.
        """
        found: list[tuple[Span, Entity]] = []
        blocks = self.text.blocks
        here = bisect_right(self._block_starts, at) - 1
        if here < 0:
            return []
        ends = blocks[here].span.end
        if self.entities_in(at, ends, ("company", "person")):
            return []
        bare = 0
        for block in blocks[here + 1 : here + 200]:
            opens = _NUMBERED.match(self.text.low, block.span.start, block.span.end)
            start = opens.end() if opens else block.span.start
            inside = self.entities_in(start, min(block.span.end, start + 12), ("company", "organization", "person"))
            if inside and inside[0][0].start - start <= 2:
                found.append(inside[0])
                bare = 0
            elif not found or bare or self.entities_in(block.span.start, block.span.end, ("company", "organization", "person")):
                break
            else:
                bare += 1
        return found

    def _counted(self, c: Candidate) -> list[Entity]:
        """Who "two persons and one entity" are: the parties that the next sentence with names tells of."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        if not _COUNTED_ONES.search(self.masked, begin, end) or _HAD.search(self.masked, begin, c.span.start):
            return []
        if c.frame.type == "designation" and (told := self._being_designated()):
            return told
        for sentence in self.text.sentences[c.sentence.at + 1 : c.sentence.at + 3]:
            heads = self._heads(sentence.span.start, sentence.span.end, ("company", "person"))
            if heads:
                return self._unique(heads)
        return []

    def _joined(self, found: list[tuple[Span, Entity]]) -> list[Entity]:
        """The first of some mentions with those joined to it: "Jane Roe, Acme LLC and its unit"."""
        group = found[:1]
        for x in found[1:]:
            if not _JOIN.fullmatch(self.masked, group[-1][0].end, x[0].start):
                break
            group.append(x)
        return self._unique(group)

    def _removed(self, at: int) -> bool:
        """Whether the sentence a name stands in takes names off the list."""
        sentence = self.text.sentence_at(at)
        return sentence is not None and _REMOVES.search(self.text.low, sentence.span.start, at) is not None

    def _by_position(self, c: Candidate, mode: str, kinds: tuple[str, ...], begin: int, end: int) -> list[Entity]:
        at, stop = c.span.start, c.span.end
        if mode == "none" or not kinds:
            return []
        if mode == "topic":
            if GROUP_OF[c.frame.type] == "lists":  # "Acme fell after being added to"
                named = self._unique(
                    self.entities_in(standing.clause_start(self.masked, begin, at) if c.quote else begin, at, ("company",))
                )
                if named:
                    return named[-1:]
            return self._antecedent(at)
        if mode in ("subject", "before"):
            subject = self._subject(c, kinds)
            if mode == "before" and GROUP_OF[c.frame.type] in ("lists", "export privileges", "permissions"):
                group = self._last_group(standing.clause_start(self.masked, begin, at), at, kinds, near=True)
                if subject in group:
                    return group  # "C and C are being designated"
            return self._with_joined(c, subject) if subject else []
        if mode == "sent_to":
            return self._sent_to(c, begin, end)
        if mode == "court":
            return self._before_the_court(c, begin, end)
        if mode == "near_country":
            after = self.entities_in(at, min(end, stop + 90), ("country",))
            hostile = [(s, e) for s, e in after if e.known is not None and e.known.country in HOSTILE]
            if not hostile:
                hostile = [
                    (s, e)
                    for s, e in self.entities_in(begin, end, ("country",))
                    if e.known is not None and e.known.country in HOSTILE
                ]
            return self._unique(hostile)
        if mode == "ordered":
            firms = self._unique(self.entities_in(stop, end, ("company", "organization")))[:3]
            lands = [
                x
                for x in self.entities_in(stop, end, ("country",))
                if x[1].key != "country:US"
                and x[0] not in self._demonyms
                and _AGAINST.search(self.masked[max(stop, x[0].start - 12) : x[0].start])
            ]
            return firms or self._unique(lands)[:1]
        if mode == "sold_to":
            before = self.entities_in(begin, at, ("company", "organization", "person", "country"))
            sold = [
                x
                for x in before
                if re.search(r"\b(?:to|with|for) (?:[a-zDN']+ ){0,3}$", self.masked[max(begin, x[0].start - 40) : x[0].start])
            ]
            return self._unique([x for x in sold if x[1].key != "country:US"]) or self._by_position(
                c, "near_country", kinds, begin, end
            )
        if mode in ("near_agency", "agency"):
            if c.frame.type == "agreement_breach" and (made := self._agreed_with(at)) is not None:
                return [made]
            kinds = ("agency", "government", "organization") if c.frame.type == "lawsuit" else ("agency", "government")
            inside = self._offices(at, end, kinds)
            if not inside:
                inside = self.entities_in(at, end, ("group",))
            if not inside:
                inside = self._offices(begin, at, kinds)
            if not inside and c.quote is not None:
                inside = self._offices(c.quote.span.start, c.quote.span.end, kinds)
            if not inside:
                low = bisect_left(self._starts, begin)
                near = [
                    (s, e)
                    for s, e in self.where[max(0, low - 25) : low]
                    if e.type in ("agency", "government") and not _IS_COURT.search(e.canonical)
                ]
                inside = [x for x in near if x[1].known is not None and x[1].known.country == "US"][-1:] or near[-1:]
            if (
                not inside
                and c.frame.type in ("guilty_plea", "not_guilty_plea")
                and (us := self.parties.by_key.get("country:US")) is not None
            ):
                return [us]  # who prosecutes where no office is named
            return self._unique(inside)[:1]
        if mode == "counterpart":
            asking = self.entities_in(begin, at, ("country", "government"))
            home = {e.known.country for _, e in asking if e.known}
            last = self.entities_in(begin, at, ("country", "government", "company"))[-1:]
            if (not asking or last[0][1].type == "company") and (
                office := self._office_of_lists(max(0, begin - 900), end)
            ) is not None:
                return [office]  # a firm asks the office that listed it
            inside = [
                (s, e)
                for s, e in self.entities_in(at, end, ("agency", "government", "country"))
                if e.known and e.known.country not in home
            ]
            if inside:
                known = inside[0][1].known
                return [self.parties.by_key.get(f"country:{known.country}", inside[0][1]) if known else inside[0][1]]
            home_country = self.parties.by_key.get("country:US")
            return [home_country] if home_country is not None else []
        if mode == "all_before":
            return self._unique(self.entities_in(begin, at, kinds))
        inside = self.entities_in(at, stop, kinds)
        after = self.entities_in(stop, min(end, stop + 140), kinds)
        before = self.entities_in(standing.clause_start(self.masked, begin, at), at, kinds)
        if mode == "near" and c.frame.type == "sanctions_relief":  # a president revokes orders of his predecessor, who is no target
            kinds = tuple(kind for kind in kinds if kind != "person")
            inside, after, before = ([x for x in part if x[1].type != "person"] for part in (inside, after, before))
            aimed = [
                x
                for x in self.entities_in(stop, end, ("company", "organization"))
                if _AGAINST_IT.search(self.masked, stop, x[0].start)
            ]
            if not inside and aimed:
                return self._unique(aimed)
        if mode == "near":
            if inside:
                return self._unique(inside)
            near = [x for x in after if x[0].start - stop < 45 and not standing.CLAUSE.search(self.masked, stop, x[0].start)]
            if near:
                return self._unique(near)
            coreferent = _COREFERENT.search(self.masked, at, min(end, stop + 60))
            if "firm" in c.frame.target and coreferent:
                return self._antecedent(at)
            if before and c.frame.target != ("country",):
                return [before[-1][1]]
            if "firm" in c.frame.target:
                return self._antecedent(at)
            return self._unique(after or before)[:1]
        if mode == "object":
            return self._unique(inside or after)[:2]
        if inside or after:
            return [(inside or after)[0][1]]
        if "firm" in c.frame.target and _COREFERENT.search(self.masked, at, end):
            return self._antecedent(at)
        return []

    def _offices(self, start: int, end: int, kinds: tuple[str, ...]) -> list[tuple[Span, Entity]]:
        """Authorities named in a stretch that are no courts, and bodies that list (of organizations only those that are known)."""
        return [
            x
            for x in self.entities_in(start, end, kinds)
            if not (x[1].type == "agency" and _IS_COURT.search(x[1].canonical))
            and (x[1].type != "organization" or x[1].known is not None)
        ]

    def _with_joined(self, c: Candidate, subject: Entity) -> list[Entity]:
        """A subject with those joined to it before the verb: "Acme LLC and its owner, Jane Roe, pleaded guilty"."""
        named = self.entities_in(c.sentence.span.start, c.span.start, ("company", "organization", "person"))
        at = next((n for n in range(len(named) - 1, -1, -1) if named[n][1] is subject), None)
        if at is None:
            return [subject]
        first = last = at
        while first and _JOINED.fullmatch(self.masked, named[first - 1][0].end, named[first][0].start):
            first -= 1
        while last + 1 < len(named) and _JOINED.fullmatch(self.masked, named[last][0].end, named[last + 1][0].start):
            last += 1
        return self._once([e for _, e in named[first : last + 1]])

    def _agreed_with(self, at: int) -> Entity | None:
        """With whom the agreement was made that a party did not keep: "entered into an agreement with the government"."""
        made = None
        for made in _AGREEMENT_WITH.finditer(self.masked, max(0, at - 500), at):  # noqa: B007  the last one is wanted
            pass
        found = self.entities_in(made.end(), made.end() + 1, ("agency", "government", "country")) if made else []
        return found[0][1] if found else None

    def _suit(self, c: Candidate, named: str | None, kinds: tuple[str, ...]) -> None:
        """Who is sued, and by whom: the sides that a later ruling between them binds."""
        begin, end, at = c.sentence.span.start, c.sentence.span.end, c.span.start
        firms = ("company", "organization", "person")
        sued = case_sides.sued_by_the_state(self.masked, begin, at, c.span.end, self.entities_in(c.span.end, end, firms))
        suing = [] if sued else self._unique(self.entities_in(standing.clause_start(self.masked, begin, at), at + 1, firms))
        if sued:
            c.targets = sued
        elif self._defendants and (named is None or set(c.targets) <= set(self._plaintiffs)):
            c.targets = list(self._defendants)
        elif named is None:
            c.targets = self._by_position(c, "near_agency", kinds, begin, end) or c.targets
        elif not c.targets and named.endswith("government") and (us := self.parties.by_key.get("country:US")) is not None:
            c.targets = [us]  # "sued the government": that of the country whose measures the document tells
        if c.quote is None and c.targets and not self._plaintiffs:
            self._sides = self._once([*c.targets, *(suing or self._antecedent(at))])[:3]

    def _told_most(self, entity: Entity) -> Entity:
        """The party of the text that a caption writes in capitals."""
        name = entity.canonical.casefold()
        alike = [e for e in self.parties.entities if e.type == entity.type and e.canonical.casefold() == name]
        return max(alike, key=lambda e: len(e.mentions), default=entity)

    def _both_sides(self, c: Candidate) -> None:
        """An injunction binds the sides of the suit told of before, where its own sentence names none of them."""
        sides = [*self._defendants[:1], *(self._told_most(e) for e in self._plaintiffs[:1])] or self._sides
        if not sides or not case_sides.rules_on_a_measure(self.masked, c.span):
            return
        others = [e for e in c.targets if e not in sides and e.type in ("company", "organization", "person")]
        if not others:
            c.targets = list(sides)
        elif all(e.type in ("company", "organization", "person") for e in c.targets):
            c.targets = self._once([*c.targets, *(e for e in sides if e.type in ("agency", "government", "country"))])

    def _told_of_somebody(self, c: Candidate, begin: int) -> bool:
        """Whether a bare noun of a case ("the inquiry") tells of a party the sentence names, as done: no law, no wish, no general rule."""
        if self.official or c.quote is not None or not c.targets:
            return False
        named = {e.id for _, e in self.entities_in(begin, c.sentence.span.end, _KINDS["firm"])}
        lead = self.masked[max(begin, c.span.start - 60) : c.span.start]
        return (
            any(e.id in named for e in c.targets)
            and _IN_GENERAL.search(lead) is None
            and _NO_FINE_YET.search(self.masked, max(begin, c.span.start - 180), c.span.end) is None
            and standing.by_cues(self.masked, begin, c.span.start) is None
        )

    def _sent_to(self, c: Candidate, begin: int, end: int) -> list[Entity]:
        """Where goods or money went: who stands after "to" with those joined to it, and the country it is in; else the hostile countries named."""
        kinds = ("company", "organization", "person", "country", "place")
        after = [
            x for x in self.entities_in(c.span.end, min(end, c.span.end + 260), kinds) if not _RIVAL.match(self.text.low, x[0].end)
        ]
        for at, x in enumerate(after):
            if _SENT_TO.search(self.masked[max(c.span.end, x[0].start - 60) : x[0].start]) and x[1].key != "country:US":
                group = self._joined(after[at:])
                beside = [
                    y
                    for y in after[at + 1 :]
                    if y[1].type == "country" and _IN_IT.search(self.masked[max(x[0].end, y[0].start - 24) : y[0].start])
                ]
                return self._once(
                    [e for e in [*group, *(y[1] for y in beside[:1])] if e.key != "country:US" and e.type != "place"]
                ) or self._hostile(begin, end)
        return self._hostile(begin, end)

    def _hostile(self, begin: int, end: int) -> list[Entity]:
        """The embargoed countries a sentence names."""
        return self._unique(
            [x for x in self.entities_in(begin, end, ("country",)) if x[1].known is not None and x[1].known.country in HOSTILE]
        )

    def _before_the_court(self, c: Candidate, begin: int, end: int) -> list[Entity]:
        """The parties of a case a court rules on: the first office and the first firm or person named after its words, else before."""
        at, stop = c.span.start, c.span.end
        for low, high in ((stop, end), (begin, at)):
            inside = [
                x
                for x in self.entities_in(low, high)
                if not (x[1].type == "agency" and _IS_COURT.search(x[1].canonical))
                and not _JUDGE.search(self.masked[max(begin, x[0].start - 12) : x[0].start])
            ]
            offices = self._unique([x for x in inside if x[1].type in ("agency", "government", "legislature")])[:1]
            firms = [x for x in inside if x[1].type in ("company", "organization", "person")]
            if offices:  # "blocked the department from requiring Acme to": Acme is no party
                firms = [
                    x
                    for x in firms
                    if _PARTY_TO_IT.search(self.masked[max(low, x[0].start - 24) : x[0].start])
                    or self.masked.startswith("'s", x[0].end)
                ]
            found = [*offices, *self._joined(firms)]
            if found:
                return found
        if _TAKES_BACK.search(self.masked, at, end):
            before = self.entities_in(max(0, begin - 700), begin, ("company", "person"))
            before = [
                x
                for x in before
                if x[1].canonical not in _MEDIA and not _JUDGE.search(self.masked[max(0, x[0].start - 12) : x[0].start])
            ]
            if before:
                here = self._antecedent(at)
                return here if here and here[0].type == "company" and before[-1][1].type == "company" else [before[-1][1]]
        return []

    def _unique(self, found: list[tuple[Span, Entity]]) -> list[Entity]:
        seen: dict[str, Entity] = {}
        for span, entity in found:
            if entity.type == "company" and (_RIVAL.match(self.text.low, span.end) or entity.canonical in _MEDIA):
                continue
            seen.setdefault(entity.id, entity)
        return list(seen.values())

    def _subject(self, c: Candidate, kinds: tuple[str, ...]) -> Entity | None:
        """The party that does the verb: the last firm of the clause before it, "the company" resolved, or a person."""
        begin = c.sentence.span.start
        clause = standing.clause_start(self.masked, begin, c.span.start)
        if self.masked[max(begin, clause - 7) : clause].endswith(("which ", "who ", ", which", ", who")):
            before = self.entities_in(max(begin, clause - 60), clause, kinds)
            if before:
                return before[-1][1]  # "Acme, which has been on the list"
        for start in dict.fromkeys((clause, begin)):
            inside = self.entities_in(start, c.span.start, kinds)
            plain = [(s, e) for s, e in inside if not self.text.flat.startswith("'s", s.end)] or [
                (s, e) for s, e in inside if e.type == "company" and not _RIVAL.match(self.text.low, s.end)
            ]
            firms = [x for x in plain if x[1].type != "person" and x[1].canonical not in _MEDIA]
            firms = [x for x in firms if not _OBJECT_OF.search(self.masked[max(start, x[0].start - 24) : x[0].start])] or firms
            if firms:
                return firms[-1][1] if start != begin or start == clause else firms[0][1]
            words = self.masked[start : c.span.start]
            if _STANDS_FOR.search(words) or _PRONOUN.search(words):
                found = self._antecedent(start)
                if found:
                    return found[0]
            if plain and "person" in kinds:
                return plain[-1][1]
        found = self._antecedent(c.span.start)
        return found[0] if found else None

    def _antecedent(self, at: int, *, several: bool = False) -> list[Entity]:
        """The firm that "the company" or "it" means: the first firm of the latest sentence that names one, near by.

        With `several` ("the companies", "them"): all firms of the latest sentence that names more than one.
        """
        here = self.text.sentence_at(at)
        if here is None:
            return [self.topic] if self.topic else []
        if self.company is not None and not several and speaks_of_the_company(self.text, here.span.start, here.span.end):
            return [self.company]
        introduced = self._introduced(here, at)
        if introduced is not None:
            return [introduced]
        for back in range(6):
            number = here.at - back
            if number < 0:
                break
            span = self.text.sentences[number].span
            stop = at if back == 0 else span.end
            if back and not several and _OPENS_AGAIN.match(self.masked, span.start):
                continue  # its own subject is the one looked for
            inside = self._unique(
                [(s, e) for s, e in self.entities_in(span.start, stop, ("company",)) if e.canonical not in _MEDIA]
            )
            if several and len(inside) > 1:
                return inside
            if (
                inside
                and not several
                and self.topic is not None
                and len(inside[0].mentions) == 1
                and len(self.topic.mentions) >= 5
                and back
            ):
                return [self.topic]
            if inside and not several:
                return [self.topic] if self.topic in inside and self.topic is not None else [inside[0]]
        return [self.topic] if self.topic else []

    def _opens_next(self, here: Sentence) -> list[Entity]:
        """Whom "a refinery" or "a convicted smuggler" means: the party that opens one of the next sentences."""
        for sentence in self.text.sentences[here.at + 1 : here.at + 3]:
            opening = self.entities_in(sentence.span.start, sentence.span.start + 24, ("company", "person", "organization"))
            if opening:
                return self._joined(self.entities_in(opening[0][0].start, sentence.span.end, ("company", "person", "organization")))
        return []

    def _introduced(self, here: Sentence, at: int) -> Entity | None:
        """Whom "a maker of bearings" or "a professor" means: the party that opens one of the next two sentences."""
        if not _INDEFINITE.match(self.masked, here.span.start, at) or self.entities_in(
            here.span.start, at, ("company", "person", "organization")
        ):
            return None
        for sentence in self.text.sentences[here.at + 1 : here.at + 4]:
            opening = self.entities_in(sentence.span.start, sentence.span.start + 24, ("company", "person", "organization"))
            if opening:
                return opening[0][1]
        return None

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
        if kind == "export_violation" and _TOLD_TO_STOP.search(self.masked[max(begin, c.span.start - 60) : c.span.start]):
            return False
        if kind == "operations_halt" and not self._actor(c):
            return False
        if strict == "own":  # a firm's own doing, not what an office or a court does to it
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
        if kind == "penalty" and c.sentence.at and self.masked.endswith(("could be ", "can be ", "may be "), begin, c.span.start):
            told = self.text.sentences[c.sentence.at - 1].span
            if "if convicted" in self.text.low[told.start : told.end]:
                return False  # "faces ten years if convicted. The firms could be fined"
        if kind == "indictment" and self.masked.startswith(_THESE_CHARGES, c.span.start):
            return False  # who is charged says so: "brought these charges without notice"
        if kind == "investigation" and (
            _THE_CASE.search(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 24))
            or self.masked.endswith(("the case is being ", "this case was ", "the case was "), begin, c.span.start)
        ):
            return False  # "the agency is investigating the case" closes every release
        if kind == "penalty" and _NO_FINE_YET.search(self.masked, max(begin, c.span.start - 180), c.span.end):
            return False  # what the law allows for it is no fine
        if strict == "prosecuted":
            return c.quote is None and _PROSECUTED.search(self.text.low) is not None
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
            if not c.targets:
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
        needs_target = c.frame.target not in (("none",), ("subject",)) and "none" not in c.frame.target
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

    def _after_order(self, at: int) -> bool:
        """Whether one of the two sentences before speaks of an order or a memorandum, which "it" takes up."""
        first = self.text.sentences[max(0, at - 2)].span.start
        return not self.official and _INSTRUMENT.search(self.masked, first, self.text.sentences[at].span.start) is not None

    def _military(self, c: Candidate) -> bool:
        """Whether who is "designated" is listed as a military company: the document speaks of such lists, the sentence of no sanctions."""
        low = self.text.low
        if "1260h" in low[c.sentence.span.start : c.sentence.span.end]:
            return True
        if "military compan" not in low or "sanction" in low[c.sentence.span.start : c.sentence.span.end]:
            return False
        keys = [e.key for _, e in self.entities_in(c.sentence.span.start, c.sentence.span.end, ("agency",))]
        return any(key == "us-defense" for key in keys) or (
            "ofac" not in low and not any(key.startswith(_SANCTIONERS) for key in keys)
        )

    def _list_of_who(self, sentence: Sentence, where: int) -> str | None:
        """The list an agency keeps that is named before a place in its sentence: the Pentagon's is that of military companies."""
        for _, entity in reversed(self.entities_in(sentence.span.start, where, ("agency",))):
            for prefix, kind in _KEEPS:
                if entity.key.startswith(prefix):
                    return kind
        return None

    def _sanctioning(self, c: Candidate) -> bool:
        """Whether who blacklists is an authority of sanctions: by the sentence, else by the whole document."""
        inside = self.entities_in(c.sentence.span.start, c.sentence.span.end, ("agency", "organization", "government", "country"))
        keys = [e.key for _, e in inside]
        if any(key.startswith(("us-bis", "us-commerce", "us-defense")) for key in keys):
            return False
        if any(key.startswith(_SANCTIONERS) for key in keys):
            return True
        if any(e.canonical in _OF_SANCTIONS for _, e in self.entities_in(c.sentence.span.start, c.span.start, ("place",))):
            return True
        low = self.text.low
        return "entity list" not in low and "commerce" not in low and ("ofac" in low or "treasury" in low or "asset freeze" in low)

    def _foreign(self, c: Candidate) -> bool:
        """Whether the words before say that another country's authority acts."""
        begin = c.sentence.span.start
        acting = self.entities_in(begin, c.span.start, ("agency", "government", "country"))
        acting = [(s, e) for s, e in acting if s not in self._demonyms]
        if acting:
            known = acting[-1][1].known
            return known is not None and known.country not in (None, "US")
        return bool(re.search(r"\bministry\b", self.masked[begin : c.span.start]))

    def _actor(self, c: Candidate) -> list[Entity]:
        begin = c.sentence.span.start
        if (
            c.frame.target == ("subject",)
            or GROUP_OF[c.frame.type] == "conduct"
            or c.frame.type in ("guilty_plea", "not_guilty_plea", "escrow_deposit")
        ):
            subject = self._subject(c, ("company", "organization", "person"))
            return self._with_joined(c, subject) if subject else []
        by = _BY_WHOM.search(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 50))
        if by:
            found = self.entities_in(by.end(), by.end() + 1)
            if found:
                return [found[0][1]]
        before = [
            e
            for _, e in self.entities_in(begin, c.span.start + 1, ("agency", "government", "legislature", "person", "country"))
            if e not in c.targets
        ]
        if GROUP_OF[c.frame.type] == "politics":
            people = [e for e in before if e.type in ("person", "country", "government")]
            return self._once(people)[:2]
        agencies = [e for e in before if e.type in ("agency", "legislature")] or [
            e for e in before if e.type in ("government", "country")
        ]
        if agencies:
            return [agencies[-1]]
        for key in c.frame.who:
            if (entity := self.parties.by_key.get(key)) is not None:
                return [entity]
        return []

    @staticmethod
    def _once(entities: list[Entity]) -> list[Entity]:
        return list({e.id: e for e in entities}.values())
