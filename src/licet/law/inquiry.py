"""Inquiry: all a rule may see of one item of one transaction.

A rule gets facts and the law as of the day; it never sees the name index, the ledger or the clock. What a fact's absence
means is said once here: `told` makes a condition whose unknown carries the question to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from licet.facts import Fact
from licet.law.goods import goods_of
from licet.law.law import Law
from licet.law.words import Words
from licet.listings import Authorization, GeneralLicense, Listing
from licet.proofs import FactRef, Proof, Question, condition
from licet.transactions import LISTED_ROLES, Item, Kind, Participant, Role, Transaction

#: Short names of the lists that rules speak of, as `listed_as` writes them.
ENTITY_LIST, DENIED, UNVERIFIED, MILITARY, BLOCKED = "EL", "DPL", "UVL", "MEU", "SDN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a list says of a participant on the day of the act.

    Attributes:
        index: Place of the participant in the transaction's parties.
        party: The participant.
        list: "EL", "DPL", "UVL", "MEU", "SDN", or the id of another list ("us_state_dtc", "own:mine").
        established: True when a person, or an exact identifier, says it is the listed party; False when it only may be.
        listing: The dated listing, None when the transaction states it (`listed_as`).
        footnotes: Of an Entity List entry.
        programs: Of an SDN entry.
        suspended: Whether a denial order is suspended.
        score: Of the match, 1 when established.
        through: The names of the owners through whom it holds, outermost last; empty for the party itself.
    """

    index: int
    party: Participant
    list: str
    established: bool = True
    listing: Fact[Listing] | None = None
    footnotes: frozenset[int] = frozenset()
    programs: tuple[str, ...] = ()
    suspended: bool = False
    score: float = 1.0
    through: tuple[str, ...] = ()

    @property
    def truth(self) -> bool | None:
        """True when established, else unknown: a possible match is never taken for none."""
        return True if self.established else None

    @property
    def path(self) -> str:
        """Where the participant stands in the transaction."""
        return f"parties[{self.index}]"

    @property
    def cite(self) -> str | None:
        """Where the listing was published."""
        return self.listing.value.cite if self.listing else None

    @property
    def name(self) -> str:
        """The participant as people call it."""
        return self.party.name or f"the {self.party.role.replace('_', ' ')}"

    def ref(self) -> FactRef | None:
        """The listing as a proof refers to it; None when the transaction states it."""
        if self.listing is None:
            return None
        shown = self.listing.valid.as_dict()
        return FactRef(self.listing.id, self.listing.value.cite, self.listing.source.verified, (shown["from"], shown["last_day"]))

    def identity(self) -> Question | None:
        """The question a possible match puts to a person."""
        if self.established:
            return None
        listing = self.listing.id if self.listing else self.list
        return Question(f"{self.path}.listed_as", f"Is {self.name} the party of {listing} (score {self.score:.2f})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """One item of one transaction, the law as of the day, and what lists say of the parties.

    Attributes:
        tx: The transaction; its countries are codes.
        item: The item asked about.
        index: Its place in `tx.items`.
        law: Dated values as of the two clocks.
        standings: Listings of the parties that hold on the day.
        licenses: General licenses in force on the day, as facts.
        authorizations: Authorizations under denial orders in force on the day, as facts.
        words: What the end use and the description say in words, as coded facts.
        use: What the end use alone says: a generator's description is not a nuclear end use.

    Worked out once, for every rule asks them:
        on: The day of the act.
        to: Ultimate destination, as a code; for a deemed export the nationality that counts.
        eccn: The item's paragraph or "EAR99", None when not told.
        heading: The five characters of the ECCN, or the code as it stands.
        on_ccl: Whether the item is on the Commerce Control List; None when it is not classified.
        group: Product group A to E of the ECCN, empty for EAR99.
        six_hundred_series: Whether the ECCN is of the 600 series.
        nine_x515: Whether the ECCN is 9x515 (spacecraft).
    """

    tx: Transaction
    item: Item
    index: int = 0
    law: Law
    standings: tuple[Standing, ...] = ()
    licenses: tuple[Fact[GeneralLicense], ...] = ()
    authorizations: tuple[Fact[Authorization], ...] = ()
    words: Words
    use: Words
    on: date = field(init=False, repr=False, compare=False)
    to: str | None = field(init=False, repr=False, compare=False)
    eccn: str | None = field(init=False, repr=False, compare=False)
    heading: str = field(init=False, repr=False, compare=False)
    on_ccl: bool | None = field(init=False, repr=False, compare=False)
    group: str = field(init=False, repr=False, compare=False)
    six_hundred_series: bool = field(init=False, repr=False, compare=False)
    nine_x515: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        eccn = self.item.eccn
        heading = (eccn or "").split(".")[0]
        listed = len(heading) == 5 and heading[:1].isdigit()
        known = {
            "on": self.law.when.valid_on,
            "to": self.tx.destination,
            "eccn": eccn,
            "heading": heading,
            "on_ccl": None if eccn is None else listed,
            "group": heading[1] if listed else "",
            "six_hundred_series": listed and heading[2] == "6",
            "nine_x515": listed and heading[0] == "9" and heading[2:] == "515",
        }
        for name, value in known.items():
            object.__setattr__(self, name, value)

    # --- where and when -------------------------------------------------------------------------------------------

    @property
    def deemed(self) -> bool:
        """Whether it is a release to a foreign person (15 CFR 734.13(a)(2))."""
        return self.tx.kind is Kind.DEEMED_EXPORT

    @property
    def path(self) -> str:
        """Where the item stands in the transaction."""
        return f"items[{self.index}]"

    # --- the item -------------------------------------------------------------------------------------------------

    @property
    def value(self) -> Decimal | None:
        """Value of the line in USD, or of the transaction when it has one item."""
        if self.item.value_usd is not None:
            return self.item.value_usd
        return self.tx.value if len(self.tx.items) == 1 else None

    def goods(self, *codes: str, parts: bool = False) -> bool | None:
        """Whether the goods themselves are of the kinds that these codes' cues name ("food"); see `licet.law.goods`."""
        return goods_of(self.item.description, *codes, parts=parts)

    # --- the parties ----------------------------------------------------------------------------------------------

    def parties(self, *roles: Role) -> tuple[tuple[int, Participant], ...]:
        """The participants of the roles, with their places; all of them when no role is named."""
        every = enumerate(self.tx.parties)
        return tuple([(i, p) for i, p in every if p.role in roles]) if roles else tuple(every)

    def on_list(self, name: str, roles: Iterable[Role] | None = LISTED_ROLES) -> tuple[Standing, ...]:
        """Standings on a list, of parties in the roles (by default the four of 15 CFR 748.5(c) to (f)); None for any role."""
        if not self.standings:
            return ()
        allowed = None if roles is None else frozenset(roles)
        return tuple(s for s in self.standings if s.list == name and (allowed is None or s.party.role in allowed))

    # --- asking ---------------------------------------------------------------------------------------------------

    def told(
        self,
        claim: str,
        truth: bool | None,
        fact: str,
        asks: str,
        *,
        cite: str | None = None,
        rests_on: FactRef | None = None,
    ) -> Proof:
        """A condition on a fact that somebody may not have told us; `fact` is a path such as "items[0].eccn".

        A person's earlier answer ("yes"/"no") to the same fact settles it.
        """
        if truth is None and (said := self.tx.answer(fact)) is not None:
            truth = {"yes": True, "true": True, "no": False, "false": False}.get(said.strip().lower())
        return condition(claim, truth, cite=cite, rests_on=rests_on, asks=Question(fact, asks))

    def item_told(self, claim: str, field: str, asks: str, *, cite: str | None = None, want: bool = True) -> Proof:
        """A condition on a yes-or-no field of the item."""
        told: Any = getattr(self.item, field)
        return self.told(claim, None if told is None else told is want, f"{self.path}.{field}", asks, cite=cite)
