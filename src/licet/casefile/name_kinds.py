"""What kind of name a run of capitalized words is: a person, a firm, a body, or none."""

from __future__ import annotations

import re
from bisect import bisect_right

from licet.casefile.entities import Found
from licet.casefile.known import LEGAL, Names, first_word, names, word_lists
from licet.casefile.lower_words import LowerWords
from licet.casefile.text import Span, Text
from licet.casefile.wordings import Wordings

STOP, _NOT_NAMES, _ORG_WORDS = word_lists()
_LEGAL_END = re.compile(rf"(?:^|[ ,]){LEGAL}\.?$")
_COMPANY_NOUN = (
    r"(?:company|companies|firm|firms|maker|makers|giant|chipmaker|group|manufacturer|supplier|suppliers|airline|airlines|bank|lender|startup|start-up|conglomerate|producer|developer|"
    r"operator|subsidiary|affiliate|unit|rival|carrier|trader|distributor|contractor|foundry|broker|exporter|importer|reseller|shipper|insurer|refiner|brand|retailer|vendor|"
    r"planemaker|carmaker|phonemaker|line|designer|app|mixer|messenger|trust|fund|brokers|studio|newcomer|spinoff|spin-off|champion|heavyweight|behemoth|shipbuilder|shipyard|refinery|miner|smelter|smelters|toolmaker|drugmaker|lenders|insurers|traders|producers|utility|telco|fintech|exchange|laboratory|lab|competitor|competitors|customer|seller|sellers|provider|providers|builder|forwarder|brokerage|consultancy|platform|yard|mill|charterer|marketplace|arm|outfit|venture|processor|financier)"
)
_COMPANY_NOUNS = frozenset(_COMPANY_NOUN[3:-1].split("|"))
_AFTER_COMPANY = re.compile(
    rf"(?:,? (?:one of )?(?:a|an|the|its|China's|Russia's|Iran's|which is)[^,.]{{0,60}}?\b{_COMPANY_NOUN}\b|'s? (?:products|shares|chips|equipment|subsidiar|affiliates|customers|suppliers|employees|stock|chairman|chief executive|founder|phones|operations|business|board|revenue|parent|headquarters|fleet|aircraft|access to|gear|cameras|devices|handsets|drones|drives|software|apps?|tankers|vessels|ships|jets|planes|plants?|factory|factories|shareholders|bonds|debt|accounts|assets|lawyers?|spokes\w+)|"
    rf" (?:gear|cameras|equipment|handsets|phones|smartphones|chips|products|devices|drones|drives|software|shares|stock|aircraft|jets|tankers|vessels|executives|employees|systems|parts|apps?)\b|"
    rf",? (?:based|headquartered|registered|incorporated|listed) in |"
    rf" (?:said|says|stated|added|claims?|claimed|insisted|denied|denies|confirmed) (?:that )?(?:it|its|the company|the firm)\b|"
    rf" (?:also )?(?:did not|declined to|could not be|was not) (?:immediately )?(?:respond|comment|reached|available|reply|return)|"
    rf" (?:has |had )?(?:denied|denies) (?:wrongdoing|the|any|that it|having|it)|"
    rf",? (?:will|would|was|were|is|are|has been|have been|had been)(?: now| also| later| then| never| both)? (?:be |being )?(?:also |both )?(?:taken off|removed from|added to|placed on|put on|dropped from|delisted|sanctioned|blacklisted|designated|fined|barred|banned|indicted|listed|targeted|hit with)\b|"
    rf" (?:jumped|fell|rose|dropped|plunged|slumped|soared|tumbled|gained|lost) (?:as much as |by |about |nearly |more than )?\d)"
)
_INTRODUCES = Wordings(
    r"(?:companies|firms|chipmakers|suppliers|banks|apps|platforms|customers|rivals|makers|airlines|subsidiaries|brokerages|lenders|exporters|vendors|brands|producers|manufacturers|startups|carriers|insurers|traders|entities|shippers|contractors|designers|toolmakers|"
    r"foundries|refiners|clients|competitors|businesses|groups|retailers|affiliates|units|distributors|operators|developers|organizations|giants)(?:,? (?:such as|including|like|namely|among them|include|included|includes|are|were|called|named)|:|,) (?:the )?"
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Adm|Sgt|Judge|Justice|Messrs|Madame|Sir|Lord|Lady)\.? $"
)
_TITLE_ENDS = tuple(f"{last}{point} " for last in "deflmnprstvxy" for point in ("", "."))  # how `_TITLED` ends
_APPOSED_FIRM = re.compile(
    rf", (?:a|an|the|one of) (?:(?!(?:of|at|for|from|by|with|who|founder|owner|head|chief|executive|director|lawyer|chairman|son|wife)\b)[\w'’-]+ ){{0,5}}?{_COMPANY_NOUN}(?:,| (?:based|that|which|in|of|for|with|owned|known|controlled|backed)\b)"
)
_BY_LETTER = frozenset(
    [
        "License",
        "Licence",
        "Order",
        "Directive",
        "Annex",
        "Part",
        "Exhibit",
        "Schedule",
        "Appendix",
        "Exception",
        "Attachment",
        "Supplement",
    ]
)
_OPENS_AS_A_FIRM = frozenset(
    {
        "Banco",
        "Banque",
        "Banca",
        "Grupo",
        "Groupe",
        "Gruppo",
        "Compagnie",
        "Compania",
        "Compañía",
        "Société",
        "Empresa",
        "Companhia",
        "Grup",
        "Casa",
    }
)
_LIVES_IN = re.compile(
    r"(?:\d\d, (?:formerly )?of|\b(?:resident|native|citizen|residents) of|\b(?:born|lives|living|residing|arrested|based|headquartered) in) $"
)
_TREATED = re.compile(
    r" (?:was|were|has been|had been|will be|is) (?:also |later |now |first |again |then |already |subsequently )*(?:taken off|removed from|added to|placed on|put on|dropped from|delisted|sanctioned|blacklisted|fined|hit with|charged with|barred from|banned from|cut off|subpoenaed|"
    r"accused of (?:selling|shipping|violating|evading|supplying)|forced to (?:halt|shut|sell|suspend))\b| (?:pleaded guilty|pled guilty|agreed to pay|will (?:pay|supply|sell|hold|build|invest|own|appeal|sue|challenge|cooperate|cut|stop|close|buy)|paid a|settled with|denied wrongdoing|declined to comment|did not (?:immediately )?(?:respond|reply|comment)|sued |appealed|halted|suspended|"
    r"filed (?:a |for |suit)|shipped|exported|sold|makes|supplies|manufactures|employs|laid off|lost access|relies on|has (?:about |more than )?[\d,]+ (?:employees|workers))\b|'s (?:shares|stock|chief executive|founder|chairman|lawyers|products|customers|suppliers|headquarters|factory|revenue|profit)\b"
)
_COMMON_OPENING = re.compile(
    r"(?:.*(?:tion|tions|ment|ments|ness|ity|ities|ing|ings|ance|ence|ers|ors|ists|ians|ants|ents|ives|ics|ism|ware|age|ships|ages|ures|ues|wares)"
    r"|Equipment|Exports|Imports|Sales|Shipments|Goods|Products|Companies|Firms|Banks|Tariffs|Duties|Sanctions|Measures|Rules|Trade|Access|Chips|Software|Parts|Technology|Vessels|Ships|Tankers|Aircraft|Planes|Drones|Officials|Lawyers|Users|Nobody|Everyone|Anyone|Someone|Both|Neither|"
    r"Chipmakers|Airlines|Semiconductors|Oil|Crude|Gas|Gold|Steel|Aluminum|Aluminium|Copper|Nickel|Rare|Cars|Phones|Cameras|Software|Hardware|Machines|Tools|Servers|Money|Funds|Assets|Property|Cash|Nothing|Everything|People|Men|Women|Students|Scientists|Universities|Congress|Parliament|"
    r"Republicans|Democrats|Shares|Stocks|Prices|Profits|Revenue|Nationals|Citizens|Americans|Europeans|Ministry|Ministries|Charges|Fines|Penalties|Talks|Deals|Names|Cases|Courts|Judges|Waivers|Permits|Work|Production|Output|Supplies|Orders|Licences|Licenses|Applications|Documents|Records|Emails|Data|He|She|It|They|We|You|Who|"
    r"Ten|Twelve|Twenty|Dozens|Hundreds|Thousands|Millions|Half|Part|Much|Most|Some|Many|Several|Others|Another|Former|Chinese|Russian|Iranian)"
)
_SAID = r"(?:said|says|told|tweeted|wrote|added|warned|argued|noted|stated|announced|testified|explained|insisted|declared|claimed|replied|responded|tweeting)"
_SPEAKS_AS_A_FIRM = re.compile(
    r",? (?:(?:said|says|stated|insisted|denied|confirmed|announced|disclosed)(?: (?:late |early )?(?:on|in) [A-Z][a-z]+(?: \d{1,2})?)? (?:that )?(?:it|its|the company|the firm) |(?:also )?(?:did not|declined to|could not be) (?:immediately )?(?:respond|comment|reached)|(?:based|headquartered) in |"
    r"will pay |agreed to pay |pleaded guilty|has denied |is not owned|makes |sells |supplies )"
)
_ACTED_ON = Wordings(
    r"(?:(?:shipped|shipments?|sold|sell|ship|export|supply|sales?|selling|exports?|exported|exporting|supplied|supplies|supplying|deliver(?:ed|ies)|transfer(?:red|s)?|services|goods|technology|chips|parts|components|drives|equipment|access) to|"
    r"(?:sanctions?|ban|bans|charges|restrictions|penalt(?:y|ies)|case|complaint|indictments?|order|orders|lawsuit|tariffs|measures|curbs|freeze|allegations|action) (?:on|against)|"
    r"(?:business|dealings?|contracts?|transactions?|trade|settlement|deal|ties|agreement) with|(?:bought|purchases?|purchased|buying|gear|equipment|products?|parts|chips|procurement|procuring|services|payments?|cameras|drones|technology) (?:from|made by|of)|(?:shares|stake|investment|invested) in|(?:shares|stock|shareholders|customers|executives|employees|brokers|analysts|engineers|managers|economists|strategists|workers|subsidiaries|units) (?:of|at|from)|(?:spokes(?:man|woman|person|people)|lawyers?|attorneys?|representatives?|counsel) (?:for|of|at)|(?:owned|controlled|made|operated|run) by|"
    r"(?:added|adding|adds|removed|removing|removes|sanctioned|sanctioning|designated|designating|blacklisted|blacklisting|targeted|targeting|fined|fining|sued|suing|barred|barring|listed|delisted|delisting|blocked|unblocked|cleared|investigating|indicted|annulled)) (?:China's |Russia's |Iran's |Chinese |Russian |Iranian |the )?"
)
_ACTED_ON_ENDS = ("to ", "for ", "at ", "on ", "against ", "with ", "from ", "by ", "of ", "in ", "ed ", "ing ", "adds ", "removes ", "China's ", "Russia's ", "Iran's ",
                  "Chinese ", "Russian ", "Iranian ", "the ")  # fmt: skip  # how `_ACTED_ON` ends, written small
_AFTER_PERSON = re.compile(rf" {_SAID}\b")
_BEFORE_PERSON = re.compile(rf"\b(?:{_SAID}|according to) $")
_APPOSED = re.compile(
    r",? (?:\(?(?:[A-Z]{1,2}|[RD])-[A-Z][\w.]*\)?,? )?(?:the |a |an |his |her |its |who is |then |now |acting |former |top |chief |deputy |senior |[A-Z]?[\w.'’-]+ ){0,5}?(?P<o>[a-z][\w-]+(?: [a-z]+)?)\b"
)
_LONGER_WORD = re.compile(r"\b[A-Za-z][\w'-]{3,}")
_LEGAL_FRONT = frozenset({"JSC", "PJSC", "OJSC", "CJSC", "OOO", "OAO", "ZAO", "PAO", "AO", "PT", "CV"})
_NO_LETTER = re.compile(r"\W")
_AFTER_PLACE = re.compile(r",? (?:[A-Z][a-z]{2,8}\.? \d|\d{1,2}\.? [A-Z]|\(|—|–|-- |- )|/[A-Z]")
_INITIALS = frozenset({"JD", "TJ", "DJ", "AJ", "CJ", "PJ", "MJ", "JB", "JC", "JP", "RJ", "BJ", "JR"})
_HEADLINE_VERBS = frozenset(
    {
        "Sentenced",
        "Charged",
        "Convicted",
        "Fined",
        "Indicted",
        "Arrested",
        "Smuggling",
        "Pleads",
        "Pleaded",
        "Agrees",
        "Settles",
        "Pays",
        "Vacating",
        "Exporting",
    }
)
_DATELINE_ENDS = re.compile(r"\) (?:-|–|—|--) ")
_OF_A_LINE = re.compile(
    r"[A-Z][a-z]+ (?:(?:bin|ibn|bint) [A-Z][a-z-]+(?: [ae]l[- ][A-Z][a-z]+)?|[ae]l[- ][A-Z][a-z]+)"
)  # Jane bin Roe
_NO_GIVEN_NAME = frozenset(
    {"Ansar", "Bab", "Bank", "Dar", "Deir", "Hayat", "Jabhat", "Jebel", "Port", "Ras", "Tel", "Umm", "University"}
)
_AFTER_DATELINE = re.compile(r"(?:\)|\d{4}|[A-Z]{3,}) (?:-|–|—|--) $")
_MODEL = re.compile(r"[A-Z]{1,4}-?\d{2,4}[A-Z]?")
_ARM_OF = re.compile(r"\b(?:arm|unit|branch|subsidiary|affiliate|division|shares|customers|shareholders) of (?:the )?$")
_PERSON_BEFORE = re.compile(
    rf"(?:\b(?:{_SAID}|[Bb]y|according to|named|arrest of|Interview:|[Cc]ontact|Esq\.?,|asks|asked|recalls|estimates|reckons|argues|and|von|ter|son of|brother of|wife of),? |[a-z](?:man|woman|person|ist|mate|smith|eer),? |: |\n|/ ?)$"
)
_MINISTER = re.compile(
    r"\b(?:[Mm]inister|Secretary|Director|Chief|Head|President|Chairman|Governor|Commissioner|Commander|Speaker)(?: (?:of|for|and|the|[A-Z][\w-]+))*, $"
)
_PERSON_AFTER = re.compile(
    rf",? (?:\d\d\b|who\b|{_SAID}\b|asks\b|recalls\b|estimates\b|argues\b|teaches\b|[DR]-[A-Z]|of the [A-Z])|, (?:\d\d|Staff|staff|AP|Associated|Reuters)|,? (?:a|an|the|its|his|her) (?:[\w-]+ ){{0,3}}?(?:lawyer|attorney|analyst|professor|lawmaker|senator|economist|engineer|minister|spokes\w+|trader|official|founder|owner|chairman|director|democrat|republican|adviser)\b"
)
_FIRM_BESIDE = re.compile(
    r"\b(?:firm|company|group|at|with|customer|supplier|rival|accus(?:es|ed|ing)|(?:cut|shut) off|blacklisted|sanctioned|listed|listing of|charterer|(?:China|India|Japan|Russia|Turkey|Iran|Germany|Korea|Taiwan|Britain|France|Pakistan)'s),? $"
)
_FIRM_DOES = re.compile(
    r"(?:'s (?:products|shares|customers|suppliers|workshops|plants?|factor\w+)|,? (?:has |had |have |also |will |would )*(?:was|were|been|be) (?:cut off|placed on|added to|removed from|listed|blacklisted|sanctioned)|,? (?:declared|makes|made|supplies|ships|shipped|bought|sold|exports|operates)\b|,? (?:an? )?(?:[\w'-]+ ){0,3}?(?:maker|supplier|company|firm|airline|refiner|producer|trader|distributor|carrier)\b)"
)
_DONE_TO = re.compile(
    r",? (?:(?:who|which) )?(?:is|are|was|were|has been|have been) (?:also |being |both |today )*(?:designated|sanctioned|indicted|charged|sentenced|arrested|extradited|convicted|acquitted|jailed|released|detained|fined|added to|listed)\b"
)
_ACCUSED = re.compile(  # what a release says of a person whose name it writes in capitals
    r", (?:age )?[1-9][0-9],|,? (?:who )?(?:was|were|is|has been) (?:also )?(?:sentenced|arrested|arraigned|extradited|jailed|detained|apprehended)\b"
)
_OWNER = re.compile(r"([A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)'s $")
_NAME_PART = re.compile(r"[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž'-]+(?:-[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž']+)?|[A-Z]\.|al|bin|de|van|von|der|el")
_PERSON_PART = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'-]*\.?|al|bin|de|van|von|der")
_BEFORE_PLACE = re.compile(r"\b(?:the|The|an?|A|in|In|at|from|near) $")
_OF_A_PERSON = re.compile(
    r", \d\d,| and (?:his|her) (?:firm|company|wife|husband|son|daughter|brother|business|companies)\b|'s (?:lawyer|attorney|arrest|father|daughter|extradition)"
)
_LONG_FORM_FRONT = re.compile(
    r"(?:(?:Public|Open|Closed|Non-Public|Private|Limited) )?(?:Joint[- ]Stock|Stock|Liability) Company (?=[A-Z])|(?:Federal )?(?:State|Unitary) (?:Unitary |State )?Enterprise (?=[A-Z])|Obshchestvo S "
)  # forms that OFAC writes out before the name
_DEFINED_TERMS = frozenset(
    {
        "Company",
        "Group",
        "Bank",
        "Issuer",
        "Respondent",
        "Respondents",
        "Defendant",
        "Defendants",
        "Parties",
        "Agreement",
        "Securities",
        "Shares",
        "Directors",
    }
)
_DOES_AS_A_FIRM = re.compile(
    r"(?:'s (?:products|shares|customers|suppliers|board|stock|revenue|parent|headquarters|plants?|subsidiar)|,? (?:has |had |have |also |will |would )*(?:agreed? to pay|ships?|shipped|exports?|exported|manufactur\w+|makes|"
    r"produces|supplies|supplied|operates|employs|acquired|reported|posted|forecast|expects revenue|plans to (?:sell|ship|resume|appeal)|resumed? (?:sales|shipments)|halted|suspended)\b)"
)


class NameKinds:
    """The kind of a name, from its words and what stands around it."""

    def __init__(self, text: Text) -> None:
        self.text, self.flat = text, text.flat
        self.names: Names = names()
        self.found: list[Found] = []
        self.single: list[Span] = []
        self._plural: dict[str, bool] = {}
        self._list_end = -1
        self.lower_words = LowerWords(self.flat)
        self.starts = {s.span.start for s in text.sentences}
        self.headlines = [b.span for b in text.blocks if b.kind in ("title", "link", "heading") and self._shouting(b.span)]
        self._headline_starts = [span.start for span in self.headlines]

    def _shouting(self, span: Span) -> bool:
        words = _LONGER_WORD.findall(self.flat, span.start, span.end)
        return len(words) > 2 and sum(w[0].isupper() for w in words) / len(words) > 0.6

    def _in_headline(self, at: int) -> bool:
        number = bisect_right(self._headline_starts, at) - 1
        return number >= 0 and at < self.headlines[number].end

    def _is_code(self, words: str, after: str) -> bool:
        """A model (H100, MI250) or an abbreviation with a plural (UAV, UAVs): things, not firms."""
        if _MODEL.fullmatch(words):
            return not _SPEAKS_AS_A_FIRM.match(after)
        if not words.isupper() or len(words) > 5:
            return False
        if words not in self._plural:
            self._plural[words] = f"{words}s" in self.flat
        return self._plural[words]

    def _of_a_country(self, before: str) -> bool:
        """China's Acme: a name right after a country's possessive is a firm's."""
        if not before.endswith("'s "):
            return False
        match = _OWNER.search(before)
        return match is not None and any(
            name == match[1] and k.type == "country" for name, k in self.names.by_first.get(first_word(match[1]), ())
        )

    def _foreign_name(self, span: Span, pieces: list[str]) -> bool:
        """Two or three capitalized words in the middle of a sentence that are words of no other kind: a person's name."""
        if not 2 <= len(pieces) <= 3 or (span.start in self.starts and not self._undergoes(span)):
            return False
        if not all(_NAME_PART.fullmatch(p) for p in pieces):
            return False
        if any(
            p in _ORG_WORDS
            or p in _NOT_NAMES
            or p.lower() in self.lower_words
            or (p in self.names.by_first and p not in self.names.given)
            for p in pieces
        ):
            return False
        before = self.flat[max(0, span.start - 12) : span.start]
        return not _BEFORE_PLACE.search(before)

    def _unfamiliar(self, span: Span, pieces: list[str], before: str, after: str) -> str:
        """What two or three words without a known given name are: a person by what is said of people, else a firm, else open."""
        if not self._foreign_name(span, pieces):
            return ""
        if (
            _PERSON_BEFORE.search(before)
            or _PERSON_AFTER.match(after)
            or self._undergoes(span)
            or pieces[0] in self.names.family_first
        ):
            return "person"
        if _office_before(before, self.names.offices) or pieces[-1] in self.names.family_first:
            return "person"
        if _MINISTER.search(self.flat, max(0, span.start - 90), span.start):
            return "person"
        first, last = (self._times(piece) for piece in (pieces[0], pieces[-1]))
        if _FIRM_BESIDE.search(before) or _FIRM_DOES.match(after) or first > last:
            return "company"
        return "person" if last > first else ""

    def _times(self, word: str) -> int:
        """How often a document has a word: it goes on with the first word of a firm's name, and with the last of a person's."""
        return len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.flat))

    def _undergoes(self, span: Span) -> bool:
        """Whether what follows is done to persons and firms only: "... is being designated", "..., who was sentenced"."""
        return _DONE_TO.match(self.flat, span.end) is not None

    def _family_in_capitals(self, pieces: list[str]) -> bool:
        """Pavel Andreyevich GLUKHOV, RUDOLPH CONTRERAS: a family name in capitals, as lists and signatures write it."""
        last = pieces[-1]
        if (
            not (2 <= len(pieces) <= 4 and last.isupper() and len(last) > 3 and last.replace("-", "").isalpha())
            or last.title() in _ORG_WORDS
        ):
            return False
        if all(p.isupper() for p in pieces):
            return pieces[0].title() in self.names.given and not any(p.title() in _ORG_WORDS for p in pieces)
        return all(
            _NAME_PART.fullmatch(p) and p not in _ORG_WORDS and p.lower() not in STOP and p not in _NOT_NAMES for p in pieces[:-1]
        )

    def _person(self, pieces: list[str], before: str, after: str) -> bool:
        if not all(_PERSON_PART.fullmatch(p) for p in pieces):
            return False
        shouted = any(p.isupper() and len(p.strip(".")) > 1 and p not in _INITIALS for p in pieces)
        if shouted and not self._family_in_capitals(pieces):
            return (
                2 <= len(pieces) <= 4
                and all(p.isupper() and not _ORG_WORDS.get(p.title()) for p in pieces)
                and (_ACCUSED.match(after) is not None or _by_last_name(pieces, after))
            )
        if any(_ORG_WORDS.get(p) for p in pieces[1:]):
            return False
        if self._family_in_capitals(pieces):
            return True
        if (
            (pieces[0] in self.names.given or pieces[0].partition("-")[0] in self.names.given)
            and len(pieces) <= 4
            and not (len(pieces[0]) <= 3 and len(pieces) == 2 and pieces[1].lower() in self.lower_words)
        ):
            return True
        if pieces[0] in self.names.family_first and len(pieces) == 2:
            return True
        if len(pieces) in (2, 3):
            if _AFTER_PERSON.match(after) or _BEFORE_PERSON.search(before):
                return not any(p.lower() in self.lower_words for p in pieces[-1:])
            if after.startswith(", who ") and not any(_ORG_WORDS.get(p) or p.lower() in self.lower_words for p in pieces):
                return True
            apposed = _APPOSED.match(after)
            if apposed and after.startswith(","):
                first, _, rest = apposed["o"].partition(" ")
                return first in self.names.offices or rest in self.names.offices
            if _OF_A_PERSON.match(after):
                return True
        return False

    def _classify(self, span: Span, words: str, titled: bool) -> str | None:
        """An entity type, "" for a single unknown word to be looked at again, None for no name."""
        flat = self.flat
        pieces = words.split(" ")
        if len(pieces) == 2 and len(pieces[1]) <= 2 and pieces[0] in _BY_LETTER:
            return None  # "General License P", "Executive Directive A"
        if len(pieces) > 2 and not _HEADLINE_VERBS.isdisjoint(pieces):
            return None
        if len(pieces) > 1 and (
            _LEGAL_END.search(words) or pieces[0] in _LEGAL_FRONT or pieces[0] in _OPENS_AS_A_FIRM or _LONG_FORM_FRONT.match(words)
        ):
            return "company"
        last = pieces[-1] if pieces[-1].isalnum() else _NO_LETTER.sub("", pieces[-1])
        org = _ORG_WORDS.get(last)
        before, after = flat[max(0, span.start - 40) : span.start], flat[span.end : span.end + 110]
        if (
            (titled or (before.endswith(_TITLE_ENDS) and _TITLED.search(before)))
            and len(pieces) <= 4
            and org is None
            and words.lower() not in STOP
        ):
            return "person"
        if len(pieces) > 1 and before.endswith("(") and _DATELINE_ENDS.match(after):
            return "organization"  # the agency of a date line: WASHINGTON, Jan 16 (Newswire) -
        if len(pieces) > 1:
            for at, piece in enumerate(pieces[1:]):  # the Institute of Applied Optics is an institute
                if piece in ("of", "for") and (head := _ORG_WORDS.get(pieces[at])) in ("agency", "organization", "legislature"):
                    return head
            if org is not None:
                return org if org != "place" or pieces[0] not in self.names.given else None
            for piece in pieces[1:]:
                if piece in ("of", "for") and _ORG_WORDS.get(pieces[0]):
                    return _ORG_WORDS[pieces[0]]
            if _introduces(before) and pieces[0] not in self.names.given:
                return "company"
            if _ARM_OF.search(before):
                return "company"
            if _OF_A_LINE.fullmatch(words) and pieces[0] not in _NO_GIVEN_NAME:
                return "person"
            if len(pieces) <= 4 and self._person(pieces, before, after):
                return "person"
            if _is_company_noun(before) or _AFTER_COMPANY.match(after):
                return "company"
            if _acted_on(before) and pieces[0] not in self.names.given and not any(p.lower() in STOP for p in pieces):
                return "company"
            if "&" in pieces and len(pieces) >= 3:
                return "company"  # Brennt & Sohn
            if any(p.lower() in STOP for p in pieces) or all(p.lower() in self.lower_words for p in pieces):
                return None
            if pieces[0] not in self.names.given and _DOES_AS_A_FIRM.match(after):
                return "company"
            return self._unfamiliar(span, pieces, before, after)
        if words in self.names.well_known:
            return ""
        if (before.endswith(("of ", "in ")) and _LIVES_IN.search(before)) or _COMMON_OPENING.fullmatch(words):
            return ""  # "Jane Roe, 52, of Fairfax"; "Transactions"
        if self._is_code(words, after) or (words.isupper() and span.start in self.starts and _AFTER_PLACE.match(after)):
            return None  # a model; the place of a date line
        if (
            len(words) < 2
            or words.lower() in STOP
            or (words in _DEFINED_TERMS and before.endswith(("the ", "The ", "our ", "said ")))
        ):
            return None
        if (_is_company_noun(before) or _acted_on(before) or _introduces(before)) and words.lower() not in self.lower_words:
            return "company"
        if words.lower() not in self.lower_words and self._of_a_country(before):
            return "company"
        if (
            (span.start in self.starts or (before.endswith(("- ", "– ", "— ")) and _AFTER_DATELINE.search(before)))
            and words.lower() not in self.lower_words
            and len(words) > 3
            and _SPEAKS_AS_A_FIRM.match(after)
        ):
            return "company"
        if _AFTER_COMPANY.match(after) and words.lower() not in self.lower_words and span.start not in self.starts:
            return "company"
        if (
            span.start in self.starts
            and len(words) > 3
            and words.lower() not in self.lower_words
            and (_TREATED.match(after) or _APPOSED_FIRM.match(after))
            and not _COMMON_OPENING.fullmatch(words)
        ):
            return "company"
        return ""


def _by_last_name(pieces: list[str], after: str) -> bool:
    """Whether a name in capitals gives its own short form: ANA MARIA ROE (Roe)."""
    short = after.partition(")")[0].removeprefix(" (")
    return after.startswith(" (") and not short.isupper() and short.isalpha() and short.upper() in pieces[1:]


def _office_before(before: str, offices: frozenset[str]) -> bool:
    """Whether an office stands right before a name: "its founder, ", "timber magnate "."""
    words = before.rstrip(" ,").rsplit(" ", 2)
    return before[-1:] == " " and (words[-1] in offices or " ".join(words[-2:]) in offices)


def _introduces(before: str) -> bool:
    """Whether the words right before a name open a list of firms: "chipmakers such as"."""
    return _INTRODUCES.end(before)


def _acted_on(before: str) -> bool:
    """Whether the words right before a name do something to a firm, or with one: "exports to", "sanctioned"."""
    return before.endswith(_ACTED_ON_ENDS) and _ACTED_ON.end(before)


def _is_company_noun(before: str) -> bool:
    """Whether the word right before a name is one for a firm: "chipmaker Acme"."""
    noun = before.rstrip(" ,").rsplit(" ", 1)[-1]
    return before[-1:] == " " and noun in _COMPANY_NOUNS and not (before[-2:] == ", " and noun.endswith("s"))
