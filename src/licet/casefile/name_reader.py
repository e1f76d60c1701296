"""One pass over the capitalized words of a document: what each run of capitals names, by its shape and its neighbors."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from licet.casefile.entities import Found
from licet.casefile.known import LEGAL, Known, Names, first_word, names, without_legal_form, word_lists
from licet.casefile.lower_words import LowerWords
from licet.casefile.text import Span, Text

STOP, _NOT_NAMES, _ORG_WORDS = word_lists()
_CAPITAL = re.compile(r"[A-ZÀ-ÞĀ-ŽА-Я]\w*|\b(?:iFlytek|iGorilla)\b")
_CAPITAL_ONLY = re.compile(r"[A-ZÀ-ÞĀ-ŽА-Я]\w*")
_WORD = r"[A-ZÀ-ÞĀ-ŽА-Я][\w+&]*(?:['-](?!s\b)\w+)*(?:\.(?=[A-Z]\.?))*"
_CHUNK = re.compile(
    rf"{_WORD}(?:\.(?= [A-Z]\w+ ?)(?<=\b[A-Z]\.))?"
    rf"(?:(?!(?:,? (?:A/S|I/S|K/S|S\.p\.A|S\.r\.l|S\.à|S\.a\.r|K\.K|A\.Ş|S\.L|W\.L\.L|S\.A|N\.V|B\.V|L\.L\.C|L\.L\.P|L\.P|A\.S|P\.C|P\.J\.S\.C|O\.O\.O|S\.R\.L|S\.P\.A|C\.V)\b))(?: |-| & |(?: of | of the | for | de | del | al-?| bin | van | von | der | & ))(?:{_WORD}(?:(?<=\b[A-Z])\.(?= [A-Z]))?|\([A-Z][A-Za-z ]+\)(?= (?:Co|Ltd|Inc|Corp|Limited|LLC|GmbH)\b)|\([A-Z][a-z][a-z][a-z]+\)(?= (?:[A-Z]|was\b|were\b|is\b|and\b|has\b)|[,.]|$)))*"
    rf"(?:\.?,? {LEGAL}\b)*"
)
_ENDS_A_NAME = re.compile(
    r"(?:\.?,? (?:Inc|Incorporated|Ltd|Limited|LLC|LLP|PLC|plc|GmbH|AG|PJSC|OJSC|JSC|OOO|AO|Pte|Pty|SA|NV|BV|DMCC|FZE|Oy|AB|Kft|SARL|SAS|Plc|LTD|INC|CORP)\b)+\.?(?= (?:of|for|and|&|-|de|von|van) )"
)
_LEGAL_END = re.compile(rf"(?:^|[ ,]){LEGAL}\.?$")
_POINT_STAYS = re.compile(rf"(?:^|[ ,]){LEGAL}\.$|\b[A-Z]\.[A-Z]\.$")
_LEGAL_TAIL = re.compile(rf"(?:\.?,? {LEGAL}\b)+(?:\.(?=,|'| [a-z(]))?")
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
_INTRODUCES = re.compile(
    r"\b(?:companies|firms|chipmakers|suppliers|banks|apps|platforms|customers|rivals|makers|airlines|subsidiaries|brokerages|lenders|exporters|vendors|brands|producers|manufacturers|startups|carriers|insurers|traders|entities|shippers|contractors|designers|toolmakers|"
    r"foundries|refiners|clients|competitors|businesses|groups|retailers|affiliates|units|distributors|operators|developers|organizations|giants)(?:,? (?:such as|including|like|namely|among them|include|included|includes|are|were|called|named)|:|,) (?:the )?$",
    re.IGNORECASE,
)
_NEXT_OF_A_LIST = re.compile(r",|, and| and|,? as well as|,? or|,? plus")
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
_ACTED_ON = re.compile(
    r"\b(?:(?:shipped|shipments?|sold|sell|ship|export|supply|sales?|selling|exports?|exported|exporting|supplied|supplies|supplying|deliver(?:ed|ies)|transfer(?:red|s)?|services|goods|technology|chips|parts|components|drives|equipment|access) to|"
    r"(?:sanctions?|ban|bans|charges|restrictions|penalt(?:y|ies)|case|complaint|indictments?|order|orders|lawsuit|tariffs|measures|curbs|freeze|allegations|action) (?:on|against)|"
    r"(?:business|dealings?|contracts?|transactions?|trade|settlement|deal|ties|agreement) with|(?:bought|purchases?|purchased|buying|gear|equipment|products?|parts|chips|procurement|procuring|services|payments?|cameras|drones|technology) (?:from|made by|of)|(?:shares|stake|investment|invested) in|(?:shares|stock|shareholders|customers|executives|employees|brokers|analysts|engineers|managers|economists|strategists|workers|subsidiaries|units) (?:of|at|from)|(?:spokes(?:man|woman|person|people)|lawyers?|attorneys?|representatives?|counsel) (?:for|of|at)|(?:owned|controlled|made|operated|run) by|"
    r"(?:added|adding|adds|removed|removing|removes|sanctioned|sanctioning|designated|designating|blacklisted|blacklisting|targeted|targeting|fined|fining|sued|suing|barred|barring|listed|delisted|delisting|blocked|unblocked|cleared|investigating|indicted|annulled)) (?:China's |Russia's |Iran's |Chinese |Russian |Iranian |the )?$",
    re.IGNORECASE,
)
_ACTED_ON_ENDS = ("to ", "for ", "at ", "on ", "against ", "with ", "from ", "by ", "of ", "in ", "ed ", "ing ", "adds ", "removes ", "China's ", "Russia's ", "Iran's ",
                  "Chinese ", "Russian ", "Iranian ", "the ")  # fmt: skip  # how `_ACTED_ON` ends
_AFTER_PERSON = re.compile(rf" {_SAID}\b")
_BEFORE_PERSON = re.compile(rf"\b(?:{_SAID}|according to) $")
_APPOSED = re.compile(
    r",? (?:\(?(?:[A-Z]{1,2}|[RD])-[A-Z][\w.]*\)?,? )?(?:the |a |an |his |her |its |who is |then |now |acting |former |top |chief |deputy |senior |[A-Z]?[\w.'’-]+ ){0,5}?(?P<o>[a-z][\w-]+(?: [a-z]+)?)\b"
)
_LONGER_WORD = re.compile(r"\b[A-Za-z][\w'-]{3,}")
_LEGAL_FRONT = frozenset({"JSC", "PJSC", "OJSC", "CJSC", "OOO", "OAO", "ZAO", "PAO", "AO", "PT", "CV"})
_INNER_TITLES = frozenset(
    {"CEO", "CFO", "President", "Chairman", "Chairwoman", "Chief", "Director", "Secretary", "Spokesman", "Spokeswoman", "Minister"}
)
_OPENS_A_FIRM = frozenset({"general", "national", "international", "first", "new", "global", "state", "public"})
_NAMED_BODY = re.compile(
    r"[A-Z][a-z]+ (?:University|Institute|Academy|Bank|Laboratory|Center|Centre|Company|Corporation|Laboratories) (?:of|for) [A-Z]"
)
_PAPER_OF = re.compile(
    r"(?:Regulations?|Rules?|Orders?|Privileges|Provisions|Directors?|Officers?|Employees|Assets|Property|Customers|Users|Executives|Owners|Founders|Shareholders|Lawyers|Sales|Exports|Imports|Shipments|Purchases|Products|Subsidiaries|Affiliates|Units|Members|Officials|Representatives|Agents|Suppliers|Makers|Rivals|Clients|Partners|Backers|Managers|Engineers|Workers) of (?=[A-Z])"
)
_HOUSE_ACTS = re.compile(
    r" (?:and (?:the )?Senate|vot(?:es?|ed)|pass(?:es|ed)|approve[sd]|of Rep|committee|bill|lawmakers|panel|Republicans|Democrats|Speaker|(?:last|this) [wmy]|on [A-Z])"
)
_ACTS = re.compile(
    rf" (?:also )?(?:{_SAID}|ban(?:s|ned)|sanction(?:s|ed)|designate[sd]|delist(?:s|ed)|lift(?:s|ed)|remove[sd]|impose[sd]|issue[sd]|add(?:s|ed)|plans?|will|would|has|had|did|targets|officials?|"
    rf"announce[sd]|extend(?:s|ed)|renew(?:s|ed)|fine[sd]|settle[sd]|block(?:s|ed)|publish(?:es|ed)|revoke[sd]|strengthen(?:s|ed)|implement(?:s|ed)|tighten(?:s|ed)|restrict(?:s|ed)|identif(?:ies|ied)|"
    rf"enter(?:s|ed)|takes?|took|amend(?:s|ed)|eas(?:es|ed)|ends?|ended|expand(?:s|ed)|about|to|Adds|Designates|Delists|Sanctions|"
    rf"Targets|Imposes|Removes|Issues|Announces|Extends|Renews|Lifts|Fines|Strengthens|Implements|Tightens|Revokes|Publishes|Identifies|Blocks|Takes|Eases|Ends|Expands|Settles|Enters)\b|'s\b"
)
_DID = re.compile(
    r" (?:[a-z]+ly )?(?:(?!(?:indexed|linked|backed|based|dated|issued|related|denominated)\b)[a-z]{3,}ed|put|took|hit|cut|set|won|lost|gave|sent|told|met|let|withdrew|began|kept|held|found|made|went|struck|froze|overstepped|may|might|could|should|must|can|cannot|is|was|does)\b"
)
_JOINT_DEPARTMENTS = re.compile(r"(?:,? (?:and|or) (?:the )?[A-Z][a-z]+)? (?:[Dd]epartments|[Ss]ecretaries)\b")
_PAPERS = re.compile(
    r" (?:bonds?|bills?|notes?|yields?|securities|prices|markets?|futures|rates|holdings|auctions?|debt|and [a-z])\b"
)
_BY_IT = re.compile(r"\b(?:by|[Aa]t|from|with|when|after|until|because|against|sued|told|asked|urged|that) $")
_ONLY_LEGAL = re.compile(rf"(?:\.?,? {LEGAL}\.?)+")
_NO_LETTER = re.compile(r"\W")
_TITLE_VERBS = re.compile(
    r"\b(?:Involving|Against|Concerning|Regarding|Supporting|Targeting|Sanctions|Designates|Adds|Removes|Fines|Charges|Imposes|Sentenced|Indicted|Delists|Plaintiffs?|Defendants?|Respondents?) (?=[A-Z])"
)
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
_OF_A_LINE = re.compile(
    r"[A-Z][a-z]+ (?:(?:bin|ibn|bint) [A-Z][a-z-]+(?: [ae]l[- ][A-Z][a-z]+)?|[ae]l[- ][A-Z][a-z]+)"
)  # Jane bin Roe
_NO_GIVEN_NAME = frozenset(
    {"Ansar", "Bab", "Bank", "Dar", "Deir", "Hayat", "Jabhat", "Jebel", "Port", "Ras", "Tel", "Umm", "University"}
)
_AFTER_DATELINE = re.compile(r"(?:\)|\d{4}|[A-Z]{3,}) (?:-|–|—|--) $")
_MODEL = re.compile(r"[A-Z]{1,4}-?\d{2,4}[A-Z]?")
_ARM_OF = re.compile(r"\b(?:arm|unit|branch|subsidiary|affiliate|division|shares|customers|shareholders) of (?:the )?$")
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
_POINT_OF_FORM = re.compile(r"\.(?:,|'| [a-z(])")
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
_ITS_PEOPLE = re.compile(r"(?:'s)? (?:spokes|official|representative|lawyer|sanctions\b|licen[sc]e|blacklist|rule\b|rules\b)")
_DOES_AS_A_FIRM = re.compile(
    r"(?:'s (?:products|shares|customers|suppliers|board|stock|revenue|parent|headquarters|plants?|subsidiar)|,? (?:has |had |have |also |will |would )*(?:agreed? to pay|ships?|shipped|exports?|exported|manufactur\w+|makes|"
    r"produces|supplies|supplied|operates|employs|acquired|reported|posted|forecast|expects revenue|plans to (?:sell|ship|resume|appeal)|resumed? (?:sales|shipments)|halted|suspended)\b)"
)
_SHORT_LINE = 40  # letters; lines broken by width are longer
_GUARDED = frozenset({"Treasury", "Commerce", "Justice", "House"})


# What follows a word that stands alone: a small letter or a figure that goes on with no name (of, for, de, al, bin, van, plc ...).
_ALONE = frozenset(f" {letter}" for letter in "ceghijklmnqrstuwxyz0123456789")


@dataclass(frozen=True, slots=True)
class _Word:
    """What the tables say of a capitalized word: the names it begins, and whether it opens sentences or is a title."""

    names: re.Pattern[str] | None
    opens: bool
    title: bool


@lru_cache(maxsize=32768)
def _word(word: str) -> _Word:
    table = names()
    return _Word(table.patterns.get(word), word.lower() in STOP, word in table.title_words)


class NameReader:
    """One pass over the capitalized words of a document."""

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

    def _line_of_a_list(self, start: int, end: int) -> int:
        """Where a name ends that would run over the end of a short line: lists give a country or a name a line."""
        raw = self.text.raw
        over = raw.find("\n", start, end)
        return over if over > start and over - raw.rfind("\n", 0, start) <= _SHORT_LINE else end

    def _before_its_short_form(self, start: int, end: int) -> int:
        """Where a name ends that gives its own short form in brackets: "Arkady Velikov (Velikov) is", not "Acme (Dalian) Co"."""
        bracket = self.flat.find(" (", start, end)
        close = self.flat.find(")", bracket, end)
        if bracket < 0 or close < 0:
            return end
        short = set(self.flat[bracket + 2 : close].split())
        return bracket if short <= set(self.flat[start:bracket].split()) else end

    def read(self) -> None:
        flat = self.flat
        done = 0
        skip = [b.span for b in self.text.blocks if b.kind in ("footer", "stamp")]
        at_skip, skip_from = 0, skip[0].start if skip else len(flat)
        odd = "iFlytek" in flat or "iGorilla" in flat
        for match in (_CAPITAL if odd else _CAPITAL_ONLY).finditer(flat):
            start, end = match.span()
            if start < done:
                continue
            if start and ((before := flat[start - 1]).isalnum() or before in "@_"):
                continue
            if start >= skip_from:
                while at_skip < len(skip) and skip[at_skip].end <= start:
                    at_skip += 1
                skip_from = skip[at_skip].start if at_skip < len(skip) else len(flat)
                if skip_from <= start:
                    continue
            word = match[0]
            facts = _word(word)
            known = self._known(start, word) if facts.names is not None else None
            if known is not None:
                done = self._known_name(start, *known)
                continue
            if flat[end : end + 2] in _ALONE:
                if facts.opens and not facts.title:
                    continue  # it only opens a sentence
            else:
                chunk = _CHUNK.match(flat, start)
                if chunk is None:
                    continue
                end = chunk.end()
                block = self.text.block_at(start)
                if block is not None and block.span.end < end:
                    end = max(block.span.end, start + 1)  # a name does not run on into the next line of a page
                end = self._before_its_short_form(start, self._line_of_a_list(start, end))
                if " " in flat[start:end] and (cut := _ENDS_A_NAME.search(flat, start, end + 6)) is not None and cut.end() < end:
                    end = cut.end()  # "Acme Inc of Boston" ends with its legal form
            done = self._chunk(start, end, word)

    def _known_name(self, start: int, name: str, entry: Known) -> int:
        """Keep a known name, or the longer one it begins; return where it ends."""
        flat = self.flat
        end = start + len(name)
        goes_on = flat[end : end + 2] if self._line_of_a_list(start, end + 1) > end else ""
        runs_on = goes_on[:1] in ("-", "&") or (
            goes_on[:1] in (" ", ",", ".")
            and (goes_on[1:] == " " or goes_on[1:].isupper() or goes_on[1:] in ("o", "f", "&", "(", "d"))
        )
        longer = self._longer(_CHUNK.match(flat, start), end, entry) if runs_on else None
        if longer is not None:
            self.found.append(longer)
            return longer.span.end
        if entry.type == "company" and (legal := _LEGAL_TAIL.match(flat, end)):
            end = legal.end()
        kind = "demonym" if entry.demonym else "name"
        if entry.type == "company" and self._in_a_list(start):
            self._list_end = end
        self.found.append(Found(Span(start, end), entry.type, entry.key, entry.canonical, entry, kind, "table"))
        return end

    def _known(self, start: int, word: str | None = None) -> tuple[str, Known] | None:
        """The longest known name that stands at a place, unless its surroundings say it means something else."""
        flat = self.flat
        pattern = self.names.patterns.get(word if word is not None else first_word(flat[start : start + 40]))
        match = pattern.match(flat, start) if pattern is not None else None
        if match is None:
            return None
        name, end = match[0], match.end()
        entry = self.names.entries[name]
        if name in _GUARDED and not self._acts(name, start, end):
            return None
        follows = _ORG_WORDS.get(first_word(flat[end + 1 : end + 30])) if flat[end : end + 1] == " " else None
        if entry.type == "place" and follows in ("company", "organization"):
            return None
        return name, entry

    def _acts(self, name: str, start: int, end: int) -> bool:
        """Whether "Treasury" or "Commerce" alone means the department: it acts, or something is done by it."""
        after = self.flat[end : end + 20]
        if name == "House":
            return _HOUSE_ACTS.match(after) is not None or (
                after[:1] in (".", ",", ";") and self.flat[max(0, start - 7) : start].endswith("in the ")
            )
        if _ACTS.match(after) or _JOINT_DEPARTMENTS.match(after) or _DID.match(after) or _ITS_PEOPLE.match(after):
            return True
        if name == "Treasury" and self.flat[max(0, start - 4) : start].lower() == "the ":
            return True
        return _BY_IT.search(self.flat[max(0, start - 9) : start]) is not None and not (
            (after[:1] == " " and "A" <= after[1:2] <= "Z") or _PAPERS.match(after)
        )

    def _longer(self, chunk: re.Match[str] | None, end: int, entry: Known) -> Found | None:
        """A firm or body whose name begins with a known one: China National Nuclear Corp, Huawei Cloud Dalian."""
        if chunk is None or chunk.end() <= end + 1 or entry.type in ("person",):
            return None
        whole = _trim(self.flat, chunk.start(), chunk.end())
        words = self.flat[whole.start : whole.end]
        tail = self.flat[end : whole.end]
        if _LEGAL_END.search(words) and not _ONLY_LEGAL.fullmatch(tail):
            if entry.type == "country" and tail[:1] == " " and "a" <= tail[1:2] <= "z":
                return None
            return Found(whole, "company", f"company:{without_legal_form(words)}", words)
        last = _NO_LETTER.sub("", tail.split()[-1]) if tail.split() else ""
        kind = _ORG_WORDS.get(last)
        if kind == "legislature" and entry.type == "legislature" and tail.startswith(" "):
            return Found(whole, kind, f"{kind}:{words}", words)  # Senate Armed Services Committee
        if (
            kind == "company"
            and entry.type == "company"
            and tail.startswith(" ")
            and all(w[:1].isupper() or w == "&" for w in tail.split())
        ):
            return Found(whole, "company", f"company:{without_legal_form(words)}", words)  # a division: Acme Missile Systems
        if (
            kind
            and entry.type in ("country", "place")
            and not (entry.demonym and kind in ("agency", "legislature"))
            and len(tail.split()) >= 1
            and tail.startswith(" ")
        ):
            first = tail.split()[0]
            if (
                first in ("President", "Commerce", "Treasury")
                or first.rstrip(".") in self.names.titles
                or (entry.demonym and len(tail.split()) < 2 and kind != "company")
            ):
                return None
            if kind in ("law", "list", "place") or _is_single_noun(tail):
                return None
            return Found(whole, kind, f"{kind}:{without_legal_form(words)}", words)
        return None

    def _chunk(self, start: int, end: int, word: str) -> int:
        """Classify an unknown run of capitalized words; return where reading goes on."""
        flat = self.flat
        if word.lower() in STOP and self._title_at(start, end) is None and not _starts_name(flat, start, end):
            return start + len(word)
        titled = False
        begin = start
        while True:  # leave titles in front of the name
            title = self._title_at(begin, end)
            if title is None:
                break
            begin, titled = title, True
            if begin >= end or not flat[begin].isupper():
                return max(begin, start + len(word))
            known = self._known(begin)
            if known is not None:
                return begin
        verbs = list(_TITLE_VERBS.finditer(flat, begin, end)) if " " in flat[begin:end] else []
        if verbs and verbs[-1].end() < end:
            begin = verbs[-1].end()  # "Wind Down Transactions Involving Acme (Dalian) Co., Ltd."
            known = self._known(begin)
            if known is not None:
                return begin
        paper = _PAPER_OF.match(flat, begin, end)
        if paper is not None:
            return paper.end()  # "the export privileges under the Regulations of Acme LLC"
        span = _trim(flat, begin, end)
        if span.end <= span.start:
            return end
        pieces = flat[span.start : span.end].split(" ")
        if (
            len(pieces) == 2
            and pieces[0] in self.names.given
            and (other := self._known(span.start + len(pieces[0]) + 1))
            and other[1].type == "company"
            and other[0] == pieces[1]
        ):
            words = flat[span.start : span.end]  # a founder who bears the firm's name
            self.found.append(Found(span, "person", f"person:{words}", words))
            return span.end
        # stop the run where a known name begins inside it ("Trump ZTE")
        inside = _CAPITAL.finditer(flat, span.start + 1, span.end) if " " in flat[span.start : span.end] else ()
        for inner in inside:
            if inner[0] in _INNER_TITLES and flat[inner.start() - 1] == " ":
                span = _trim(flat, span.start, inner.start() - 1)
                end = span.end
                break
            if flat[inner.start() - 1] == " " and inner.start() > span.start:
                known = self._known(inner.start())
                if (
                    known
                    and known[1].type in ("company", "agency", "country", "list", "law", "legislature", "government")
                    and not _LEGAL_END.search(flat[span.start : span.end])
                ):
                    org = _ORG_WORDS.get(_NO_LETTER.sub("", flat[span.start : span.end].split()[-1]))
                    if org in (None, "law", "place") or known[1].type != "country":
                        span = _trim(flat, span.start, inner.start() - 1)
                        end = span.end
                        break
        inner_name = self._name_at_end(span)
        if inner_name is not None:
            self.found.append(
                Found(
                    inner_name,
                    "person",
                    f"person:{flat[inner_name.start : inner_name.end]}",
                    flat[inner_name.start : inner_name.end],
                    titled=True,
                )
            )
            front = _trim(flat, span.start, inner_name.start - 1)
            words = flat[front.start : front.end]
            if front.end > front.start and " " not in words and words.lower() not in STOP:
                self.single.append(front)
            return inner_name.end
        words = flat[span.start : span.end]
        if self.headlines and self._in_headline(span.start) and not self._family_in_capitals(words.split(" ")):
            self.single.append(Span(start, start + len(word)))
            return start + len(word)
        kind = self._classify(span, words, titled)
        if self._in_a_list(span.start):
            first, _, rest = words.partition(" ")
            if kind == "" or (kind == "person" and not titled and rest and first not in self.names.given):
                kind = "company" if words.lower() not in self.lower_words else kind
            if kind == "company":
                self._list_end = span.end
        if kind == "":
            self.single.append(span)
        elif kind is not None:
            self.found.append(Found(span, kind, f"{kind}:{without_legal_form(words)}", words, titled=titled))
        return max(span.end, start + len(word))

    def _name_at_end(self, span: Span) -> Span | None:
        """The person at the end of a run such as "Acme CEO Dave Roe" or "... and Financial Intelligence Ann B. Lee"."""
        words = self.flat[span.start : span.end]
        if words.count(" ") < 2:
            return None
        pieces = words.split(" ")
        if pieces[-1] in _ORG_WORDS or _LEGAL_END.search(" ".join(pieces)):
            return None
        for count in (3, 2):
            if len(pieces) > count and pieces[-count] in self.names.given and pieces[-count - 1] not in self.names.given:
                if count == 3 and not re.fullmatch(r"[A-Z]\.?", pieces[-2]):
                    continue
                words = " ".join(pieces[-count:])
                return Span(span.end - len(words), span.end)
        return None

    def _in_a_list(self, start: int) -> bool:
        """Whether a name stands in a list that a noun for firms opens: "chipmakers such as Acme, Bexley and Corvane"."""
        if self._list_end >= 0 and start - self._list_end < 14:
            return _NEXT_OF_A_LIST.fullmatch(self.flat[self._list_end : start].rstrip()) is not None
        return _introduces(self.flat[max(0, start - 40) : start])

    def _title_at(self, begin: int, end: int) -> int | None:
        """Where the name starts after a title at `begin`; None when there is no title."""
        flat = self.flat
        if first_word(flat[begin:end]) not in self.names.title_words:
            return None
        pieces = flat[begin:end].split(" ")
        for count in (5, 4, 3, 2, 1):
            if len(pieces) >= count:
                words = " ".join(pieces[:count])
                if words in self.names.titles or (words.rstrip(".") + "." in self.names.titles and words.endswith(".")):
                    after = begin + len(words)
                    if flat[after : after + 1] == ".":
                        after += 1
                    return after + 1 if flat[after : after + 1] == " " else after
        if begin < end and flat[begin:end] + "." in self.names.titles and flat[end : end + 2] == ". ":
            return end + 2
        return None

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
            return "person" if self._foreign_name(span, pieces) else ""
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
                and _ACCUSED.match(after) is not None
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


_INTRODUCES_ENDS = tuple(
    f"{last}{the}"
    for last in (
        "such as ",
        "including ",
        "like ",
        "namely ",
        "among them ",
        "include ",
        "included ",
        "includes ",
        "are ",
        "were ",
        "called ",
        "named ",
        ": ",
        ", ",
    )
    for the in ("", "the ")
)  # how `_INTRODUCES` ends


def _introduces(before: str) -> bool:
    """Whether the words right before a name open a list of firms: "chipmakers such as"."""
    return before.lower().endswith(_INTRODUCES_ENDS) and _INTRODUCES.search(before) is not None


def _acted_on(before: str) -> bool:
    """Whether the words right before a name do something to a firm, or with one: "exports to", "sanctioned"."""
    return before.endswith(_ACTED_ON_ENDS) and _ACTED_ON.search(before) is not None


def _is_company_noun(before: str) -> bool:
    """Whether the word right before a name is one for a firm: "chipmaker Acme"."""
    noun = before.rstrip(" ,").rsplit(" ", 1)[-1]
    return before[-1:] == " " and noun in _COMPANY_NOUNS and not (before[-2:] == ", " and noun.endswith("s"))


def _trim(flat: str, start: int, end: int) -> Span:
    """Without a sentence's end, a possessive or a dangling joint."""
    while end > start:
        words = flat[start:end]
        if words.endswith(("'s", " &")):
            end -= 2
        elif words[-1] in " ,-'&" or (words[-1] == "." and not _POINT_STAYS.search(words)):
            end -= 1
        elif words.endswith((" of", " for", " de", " of the")):
            end = start + words.rindex(" of") if " of" in words[-7:] else start + words.rindex(" ")
        else:
            break
    if flat[end : end + 1] == "." and _LEGAL_END.search(flat[start:end]) and _POINT_OF_FORM.match(flat, end, end + 3):
        end += 1
    return Span(start, end)


def _is_single_noun(tail: str) -> bool:
    return tail.strip() in (
        "Technology",
        "Technologies",
        "Group",
        "Bank",
        "Center",
        "Union",
        "Army",
        "Air",
        "Oil",
        "Tech",
        "Exchange",
        "Project",
        "Service",
        "Division",
        "Energy",
        "Court",
        "Office",
    )


def _starts_name(flat: str, start: int, end: int) -> bool:
    """Whether a word that usually opens a sentence here opens a firm's name (General Electric Co) or is a title."""
    words = flat[start:end]
    return words.split(None, 1)[0].lower() in _OPENS_A_FIRM and (
        _LEGAL_END.search(words) is not None or _NAMED_BODY.match(words) is not None
    )
