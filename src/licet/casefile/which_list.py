"""Which act of listing a list stands for; "the list" is the one last spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from licet.casefile.admitting import _DENIED
from licet.casefile.deeds import Deed, table
from licet.casefile.events import Candidate
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.permits import RUNS
from licet.casefile.stands_for import StandsFor
from licet.casefile.text import Sentence

_COURT = re.compile(r"\b(?:judge|court|courts|tribunal|magistrate|appeals panel|panel)\b")
_DOING = re.compile(r"(?:, |\b(?:by|after|is|are|was|were|been|then|and|also) (?:[a-z]+ly )?)$")
_WOULD = re.compile(r"[^.;]{0,50}?\b(?:would|will|could|may|might)\b")
_AS_SUBJECT = re.compile(r"(?: [^ .;,]+){0,8}? (?:is|was|makes?|means?|sends?|looks?|seems?|shows?)(?= )")
_YET_TO_BE = re.compile(r"\b(?:will|would|to|could|may|might) be $")
_GERUND_NOUN = re.compile(r"[a-z]+ing (?:is|was|will|for|set|has|hearing|guidelines|date|in)\b")
_LIST_WORDS = {
    "military_company_listing": re.compile(
        r"(?=[m1ltpdn])(?:military[ -](?:compan|industrial)|1260h|military (?:ties|links|list)|(?:ties|links|linked|tied) (?:to|with) (?:the )?(?:[a-z]+(?:'s)? )?military|(?:pentagon|defen[cs]e(?: department)?)(?:'s)? (?:black)?list|ns-cmic)"
    ),
    "entity_list_addition": re.compile(r"entity list|(?:trade|export) blacklist"),
    "designation": re.compile(r"ofac|sanction|treasury|asset freeze|restrictive measures"),
}
_PRESIDENTS = re.compile(r"\bpresident(?:'s)? (?:[a-z]+ ){0,3}(?:signed |issued |)(?:an? |the )?orders?\b")
_IN_COURT = re.compile(r"\b(?:with|to|told|before|in) (?:a|the|an) (?:[a-z]+ ){0,2}$")
_OTHER_ORDER = re.compile(
    r"\b(?:court|judge|restraining|denial|purchase|work|ruling|magistrate|interim|consent|this|bureau|stop-work)\b"
)
_OF_LISTS = re.compile(
    r"\b(?:sanction(?:s|ed|ing)?|(?:black)?lists?|listed|blacklisted|asset freezes?|measures|designat(?:ed|ions?))\b"
)
_OF_TRADE = re.compile(
    r"\b(?:sanction(?:s|ed)|export (?:controls?|curbs|restrictions|privileges|licen[sc]es?|rules?|ban)|entity list|blacklist(?:ed)?|ofac|embargo|denial order|commerce department|department of commerce|bureau of industry|asset freeze|chip curbs|trade restrictions|general licen[sc]e)\b"
)
_PLAIN_LIST = re.compile(r" on (?:the|its|that|this) (?:[a-z]+ )?list$")
_EU_LIST = re.compile(r"\b(?:support|contribut|military and industrial|military-industrial)")
_SAME = re.compile(r"\b(?:same|that) (?:[a-z]+ )?(?:black)?list\b")
_FREEZES = ("froze", "freezes", "blocked", "unfroze", "unblocked")


class WhichList(StandsFor):
    """The act that a list makes of being put on it."""

    @cached_property
    def _list_words(self) -> dict[str, list[int]]:
        """Where the document speaks of which list, in order."""
        return {kind: [m.start() for m in words.finditer(self.text.low)] for kind, words in _LIST_WORDS.items()}

    def _listing_here(self, where: int, *, blacklist: bool = False) -> str | None:
        found = self._list_words
        before = {kind: bisect_left(starts, where) for kind, starts in found.items()}
        places = {kind: starts[before[kind] - 1] if before[kind] else -1 for kind, starts in found.items()}
        kind = max(places, key=lambda name: places[name])
        if places[kind] >= 0 and (
            kind != "designation"
            or (others := max(places["military_company_listing"], places["entity_list_addition"])) < 0
            or others < where - 900
        ):
            return kind
        specific = {k: v for k, v in places.items() if k != "designation" and v >= 0}
        if specific:
            return max(specific, key=lambda name: specific[name])
        after = {kind: starts[before[kind]] if before[kind] < len(starts) else -1 for kind, starts in found.items()}
        near = {k: v for k, v in after.items() if v >= 0}
        if near:
            return min(near, key=lambda name: near[name])
        if not blacklist:
            return None
        low = self.text.low
        sanctions = "commerce" not in low and ("ofac" in low or "treasury" in low or "sanction" in low)
        return "designation" if sanctions else "entity_list_addition"

    def _by_europe(self) -> bool:
        """Whether a document tells of measures of the Union or its neighbors, and not of the Pentagon."""
        low = self.text.low
        return "pentagon" not in low and "department of defense" not in low and ("council" in low or "european union" in low)

    def _right_list(self, c: Candidate) -> None:
        """Set the act that the list makes of "C remains on the list"."""
        words = self.masked[c.span.start : c.span.end]
        if c.frame.type != "designation" or _PLAIN_LIST.search(words) is None:
            return
        kind = self._listing_here(c.span.start)
        if kind is not None:
            c.frame = frames()[kind]

    def _told_most_of(self) -> str | None:
        """The list that a document speaks of most; None where two are spoken of alike."""
        counts = sorted(((len(starts), kind) for kind, starts in self._list_words.items()), reverse=True)
        return counts[0][1] if counts[0][0] > counts[1][0] else None

    def _list_named(self, words: str, where: int) -> str | None:
        """Which act of listing a list stands for; "the list" is the one last spoken of."""
        for kind, pattern in table().lists:
            if pattern.search(words):
                if kind == "military_company_listing" and _EU_LIST.search(words) and self._by_europe():
                    return (
                        None  # the Union's list of who supports an army restricts exports to it, and is no list of blocked persons
                    )
                return None if kind == "none" else kind
        if "of " in words and not re.search(
            r"list of (?:[a-zDN'-]+ ){0,3}(?:companies|entities|firms|persons|individuals|people|parties|targets|names)|list of T",
            words,
        ):
            return None
        here = self.text.sentence_at(where)
        if _SAME.search(words) and (told := self._told_most_of()) is not None:
            return told
        by = self._list_of_who(here, where) if here is not None and "blacklist" in words else None
        return (
            by
            or self._listing_here(where, blacklist="blacklist" in words)
            or (self._list_of_who(here, where) if here is not None else None)
        )

    def _court_acts(self, start: int, at: int) -> bool:
        """Whether a court is named before a verb, and no office after it: "in a filing with a court the sides said the Pentagon had removed"."""
        court = None
        for court in _COURT.finditer(self.text.low, start, at):  # noqa: B007  the last one is wanted
            pass
        if court is None:
            return False
        if not _IN_COURT.search(self.text.low, max(start, court.start() - 40), court.start()):
            return True
        return not self.entities_in(court.end(), at, ("agency", "government"))

    def _list_of_by(self, deed: Deed, sentence: Sentence) -> str | None:
        """The list of who stands after "listed by"."""
        return self._list_of_who(sentence, min(sentence.span.end, deed.verb.end + 40)) if deed.listed else None

    def _of_a_president(self, start: int, deed: Deed) -> bool:
        """Whether the order that a deed tells of is one of a president: the document speaks of such, the sentence of no court or agency."""
        low = self.text.low
        if not ("executive order" in low or _PRESIDENTS.search(low)):
            return False
        return not self.official and _OTHER_ORDER.search(self.masked, max(start, deed.span.start - 60), deed.verb.end) is None

    def _speaks_of_lists(self, sentence: Sentence) -> bool:
        """Whether a sentence or the one before speaks of sanctions or lists, so that who is "added" is listed."""
        first = self.text.sentences[max(0, sentence.at - 2)].span.start
        return _OF_LISTS.search(self.masked, first, sentence.span.end) is not None

    def _settled_act(self, deed: Deed, sentence: Sentence) -> str | None:
        """The act, with the list or the court that settles which it is."""
        act = deed.act
        where = deed.verb.start
        if deed.operation == "permit":
            if _OF_TRADE.search(self.text.low) is None:
                return None
            following = self.text.sentences[min(sentence.at + 1, len(self.text.sentences) - 1)].span.end
            runs = act == "sanctions_relief.does" and RUNS.search(self.masked, sentence.span.start, following)
            return "temporary_general_license.does" if runs else act
        if self.masked.endswith("ing", deed.verb.start, deed.verb.end) and (
            deed.operation in ("end", "ease", "off") or act.startswith("sanctions_relief")
        ):
            lead = self.masked[max(sentence.span.start, where - 16) : where]
            if (
                not _DOING.search(lead)
                or _WOULD.match(self.masked, deed.span.end, sentence.span.end)
                or _AS_SUBJECT.match(self.masked, deed.span.end, sentence.span.end)
            ):
                return None  # "an order lifting the ban would": what is lifted when it comes, if it comes
        court = deed.operation in ("end", "ease") and self._court_acts(sentence.span.start, deed.verb.start)
        if (
            court
            and act not in ("assets.does", "unfrozen.does")
            and GROUP_OF.get(act.split(".")[0], "lists") in ("lists", "permissions", "other rules", "export privileges")
        ):
            return "court_order.does"
        if act == "court_order.does" and deed.operation == "do" and _GERUND_NOUN.match(self.masked, where):
            return None  # "sentencing is set for": a hearing
        if (
            act == "court_order.does"
            and deed.operation == "do"
            and _YET_TO_BE.search(self.masked, sentence.span.start, deed.verb.start)
        ):
            return None  # "will be sentenced in May"
        if deed.operation == "instructs":
            return act if self._of_a_president(sentence.span.start, deed) else None
        if deed.operation == "bare part":
            if not self._speaks_of_lists(sentence) and not _OF_LISTS.search(self.text.low):
                return None
            kind = self._list_of_by(deed, sentence) or self._listing_here(where, blacklist=self.masked.startswith("black", where))
            return f"{kind}.does" if kind else None
        if deed.operation == "bare":
            kind = self._list_of_who(sentence, where)
            return f"{kind}.does" if kind and self._speaks_of_lists(sentence) else None
        if act == "banned.ends":
            return "denial_order_termination.does" if not court and _DENIED.search(self.text.low) else None
        if act == "judged.does":
            return None  # a decision that no court undoes
        if act in ("assets.does", "unfrozen.does"):
            frozen = self.masked.startswith(_FREEZES, where)
            return ("designation.does" if act == "assets.does" else "delisting.does") if frozen else None
        if act in ("listed.does", "listing.does", "blacklisting.does"):
            kind = (
                self._list_named(deed.listed, where)
                if act == "listed.does"
                else self._list_of_who(sentence, where) or self._listing_here(where, blacklist=act == "blacklisting.does")
            )
            return f"{kind}.does" if kind else None
        if (
            act == "penalty.does"
            and deed.operation == "do"
            and self.masked.startswith("penal", where)
            and "M" not in self.masked[sentence.span.start : sentence.span.end]
        ):
            return None  # "penalized for": by what is not told
        if act == "targeting.does":  # "two insurers were also targeted"
            return "designation.does" if deed.before and not deed.reduced and "sanction" in self.text.low else None
        if act == "delisting.does" and deed.operation == "off":
            kind = self._list_named(deed.listed, where)
            return None if kind is None else "denial_order_termination.does" if kind == "denial_order" else act
        if (
            act == "indictment.does"
            and deed.operation == "do"
            and not deed.before
            and not re.search(r" (?:with|in (?:an?|the)|over)\b", self.masked[deed.verb.end : deed.span.end + 12])
        ):
            return None
        return act
