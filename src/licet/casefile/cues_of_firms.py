"""What stands around the name of a firm: nouns for firms, what firms do and own, and what is done to them."""

from __future__ import annotations

import re

from licet.casefile.known import LEGAL
from licet.casefile.wordings import Wordings

LEGAL_END = re.compile(rf"(?:^|[ ,]){LEGAL}\.?$")
COMPANY_NOUN = (
    r"(?:company|companies|firm|firms|maker|makers|giant|chipmaker|group|manufacturer|supplier|suppliers|airline|airlines|bank|lender|startup|start-up|conglomerate|producer|developer|"
    r"operator|subsidiary|affiliate|unit|rival|carrier|trader|distributor|contractor|foundry|broker|exporter|importer|reseller|shipper|insurer|refiner|brand|retailer|vendor|"
    r"planemaker|carmaker|phonemaker|line|designer|app|mixer|messenger|trust|fund|brokers|studio|newcomer|spinoff|spin-off|champion|heavyweight|behemoth|shipbuilder|shipyard|refinery|miner|smelter|smelters|toolmaker|drugmaker|lenders|insurers|traders|producers|utility|telco|fintech|exchange|laboratory|lab|competitor|competitors|customer|seller|sellers|provider|providers|builder|forwarder|brokerage|consultancy|platform|yard|mill|charterer|marketplace|arm|outfit|venture|processor|financier)"
)
COMPANY_NOUNS = frozenset(COMPANY_NOUN[3:-1].split("|"))
AFTER_COMPANY = re.compile(
    rf"(?:,? (?:one of )?(?:a|an|the|its|China's|Russia's|Iran's|which is)[^,.]{{0,60}}?\b{COMPANY_NOUN}\b|'s? (?:products|shares|chips|equipment|subsidiar|affiliates|customers|suppliers|employees|stock|chairman|chief executive|founder|phones|operations|business|board|revenue|parent|headquarters|fleet|aircraft|access to|gear|cameras|devices|handsets|drones|drives|software|apps?|tankers|vessels|ships|jets|planes|plants?|factory|factories|shareholders|bonds|debt|accounts|assets|lawyers?|spokes\w+)|"
    rf" (?:gear|cameras|equipment|handsets|phones|smartphones|chips|products|devices|drones|drives|software|shares|stock|aircraft|jets|tankers|vessels|executives|employees|systems|parts|apps?)\b|"
    rf",? (?:based|headquartered|registered|incorporated|listed) in |"
    rf" (?:said|says|stated|added|claims?|claimed|insisted|denied|denies|confirmed) (?:that )?(?:it|its|the company|the firm)\b|"
    rf" (?:also )?(?:did not|declined to|could not be|was not) (?:immediately )?(?:respond|comment|reached|available|reply|return)|"
    rf" (?:has |had )?(?:denied|denies) (?:wrongdoing|the|any|that it|having|it)|"
    rf",? (?:will|would|was|were|is|are|has been|have been|had been)(?: now| also| later| then| never| both)? (?:be |being )?(?:also |both )?(?:taken off|removed from|added to|placed on|put on|dropped from|delisted|sanctioned|blacklisted|designated|fined|barred|banned|indicted|listed|targeted|hit with)\b|"
    rf" (?:jumped|fell|rose|dropped|plunged|slumped|soared|tumbled|gained|lost) (?:as much as |by |about |nearly |more than )?\d)"
)
INTRODUCES = Wordings(
    r"(?:companies|firms|chipmakers|suppliers|banks|apps|platforms|customers|rivals|makers|airlines|subsidiaries|brokerages|lenders|exporters|vendors|brands|producers|manufacturers|startups|carriers|insurers|traders|entities|shippers|contractors|designers|toolmakers|"
    r"foundries|refiners|clients|competitors|businesses|groups|retailers|affiliates|units|distributors|operators|developers|organizations|giants)(?:,? (?:such as|including|like|namely|among them|include|included|includes|are|were|called|named)|:|,) (?:the )?"
)
APPOSED_FIRM = re.compile(
    rf", (?:a|an|the|one of) (?:(?!(?:of|at|for|from|by|with|who|founder|owner|head|chief|executive|director|lawyer|chairman|son|wife)\b)[\w'’-]+ ){{0,5}}?{COMPANY_NOUN}(?:,| (?:based|that|which|in|of|for|with|owned|known|controlled|backed)\b)"
)
OPENS_AS_A_FIRM = frozenset(
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
        "Institut",
        "Zavod",
        "Kombinat",
        "Konstruktorskoe",
        "Nauchno",
        "Tsentr",
        "Predpriyatie",
    }
)
TREATED = re.compile(
    r" (?:was|were|has been|had been|will be|is) (?:also |later |now |first |again |then |already |subsequently )*(?:taken off|removed from|added to|placed on|put on|placed under|put under|designated (?:by|under|pursuant|for|in|on)|named on|dropped from|delisted|sanctioned|blacklisted|fined|hit with|indicted|charged with|barred from|banned from|cut off|subpoenaed|"
    r"accused of (?:selling|shipping|violating|evading|supplying)|forced to (?:halt|shut|sell|suspend))\b| (?:is|was|has been|remains|stays|remained) (?:still |also |now )?(?:on|under) (?:the |a |an )?(?:[A-Z][\w.]+ |trade |export |american |us |criminal |federal ){0,3}(?:Entity List|[Bb]lacklist|sanctions|investigation|list|List)\b| is being (?:designated|added|investigated|sanctioned)| (?:entered into|illegally|breached its|lied to)\b| (?:pleaded guilty|pled guilty|agreed to pay|will (?:pay|supply|sell|hold|build|invest|own|appeal|sue|challenge|cooperate|cut|stop|close|buy)|paid a|settled with|denied wrongdoing|declined to comment|did not (?:immediately )?(?:respond|reply|comment)|sued |appealed|halted|suspended|"
    r"filed (?:a |for |suit)|shipped|exported|sold|makes|supplies|manufactures|employs|laid off|lost access|relies on|has (?:about |more than )?[\d,]+ (?:employees|workers))\b|'s (?:shares|stock|chief executive|founder|chairman|lawyers|products|customers|suppliers|headquarters|factory|revenue|profit)\b"
)
SPEAKS_AS_A_FIRM = re.compile(
    r",? (?:(?:said|says|stated|insisted|denied|confirmed|announced|disclosed)(?: (?:late |early )?(?:on|in) [A-Z][a-z]+(?: \d{1,2})?)? (?:that )?(?:it|its|the company|the firm) |(?:also )?(?:did not|declined to|could not be) (?:immediately )?(?:respond|comment|reached)|(?:based|headquartered) in |"
    r"will pay |agreed to pay |pleaded guilty|has denied |is not owned|makes |sells |supplies )"
)
ACTED_ON = Wordings(
    r"(?:(?:shipped|shipments?|sold|sell|ship|export|supply|sales?|selling|exports?|exported|exporting|supplied|supplies|supplying|deliver(?:ed|ies)|transfer(?:red|s)?|services|goods|technology|chips|parts|components|drives|equipment|access) to|"
    r"(?:sanctions?|ban|bans|charges|restrictions|penalt(?:y|ies)|case|complaint|indictments?|order|orders|lawsuit|tariffs|measures|curbs|freeze|allegations|action) (?:on|against)|"
    r"(?:probes?|investigations?|inquiry|inquiries) (?:of|into)|(?:addition|removal|inclusion|delisting) of|(?:business|dealings?|contracts?|transactions?|trade|settlement|deal|ties|agreement) with|(?:bought|purchases?|purchased|buying|gear|equipment|products?|parts|chips|procurement|procuring|services|payments?|cameras|drones|technology) (?:from|made by|of)|(?:shares|stake|investment|invested) in|(?:shares|stock|shareholders|customers|executives|employees|brokers|analysts|engineers|managers|economists|strategists|workers|subsidiaries|units) (?:of|at|from)|(?:spokes(?:man|woman|person|people)|lawyers?|attorneys?|representatives?|counsel) (?:for|of|at)|(?:owned|controlled|made|operated|run) by|"
    r"(?:added|adding|adds|removed|removing|removes|sanctioned|sanctioning|designated|designating|blacklisted|blacklisting|targeted|targeting|dropped|dropping|banned|banning|fined|fining|sued|suing|barred|barring|listed|delisted|delisting|blocked|unblocked|cleared|investigating|indicted|annulled)) (?:China's |Russia's |Iran's |Chinese |Russian |Iranian |the )?"
)
ACTED_ON_ENDS = ("to ", "for ", "at ", "on ", "against ", "with ", "from ", "by ", "of ", "in ", "ed ", "ing ", "adds ", "removes ", "China's ", "Russia's ", "Iran's ",
                  "Chinese ", "Russian ", "Iranian ", "the ")  # fmt: skip  # how `ACTED_ON` ends, written small
_OWNED = ("state-owned", "state-run", "state-backed", "state-controlled", "state-linked", "military-linked")
LEGAL_FRONT = frozenset({"JSC", "PJSC", "OJSC", "CJSC", "OOO", "OAO", "ZAO", "PAO", "AO", "PT", "CV"})
ARM_OF = re.compile(r"\b(?:arm|unit|branch|subsidiary|affiliate|division|shares|customers|shareholders) of (?:the )?$")
FIRM_BESIDE = re.compile(
    r"\b(?:firm|company|group|at|with|customer|supplier|rival|accus(?:es|ed|ing)|(?:cut|shut) off|blacklisted|sanctioned|listed|listing of|charterer|(?:China|India|Japan|Russia|Turkey|Iran|Germany|Korea|Taiwan|Britain|France|Pakistan)'s),? $"
)
FIRM_DOES = re.compile(
    r"(?:'s (?:products|shares|customers|suppliers|workshops|plants?|factor\w+)|,? (?:has |had |have |also |will |would )*(?:was|were|been|be) (?:cut off|placed on|added to|removed from|listed|blacklisted|sanctioned)|,? (?:declared|makes|made|supplies|ships|shipped|bought|sold|exports|operates)\b|,? (?:an? )?(?:[\w'-]+ ){0,3}?(?:maker|supplier|company|firm|airline|refiner|producer|trader|distributor|carrier)\b)"
)
LONG_FORM_FRONT = re.compile(
    r"(?:(?:Public|Open|Closed|Non-Public|Private|Limited) )?(?:Joint[- ]Stock|Stock|Liability) Company (?=[A-Z])|(?:Federal )?(?:State|Unitary) (?:Unitary |State )?Enterprise (?=[A-Z])|Obshchestvo S "
)  # forms that OFAC writes out before the name
DOES_AS_A_FIRM = re.compile(
    r"(?:'s (?:products|shares|customers|suppliers|board|stock|revenue|parent|headquarters|plants?|subsidiar)|,? (?:has |had |have |also |will |would )*(?:agreed? to pay|ships?|shipped|exports?|exported|manufactur\w+|makes|"
    r"produces|supplies|supplied|operates|employs|acquired|reported|posted|forecast|expects revenue|plans to (?:sell|ship|resume|appeal)|resumed? (?:sales|shipments)|halted|suspended)\b)"
)


def introduces(before: str) -> bool:
    """Whether the words right before a name open a list of firms: "chipmakers such as"."""
    return INTRODUCES.end(before)


def acted_on(before: str) -> bool:
    """Whether the words right before a name do something to a firm, or with one: "exports to", "sanctioned"."""
    return before.endswith(ACTED_ON_ENDS) and ACTED_ON.end(before)


def is_company_noun(before: str) -> bool:
    """Whether the word right before a name is one for a firm: "chipmaker Acme"."""
    noun = before.rstrip(" ,").rsplit(" ", 1)[-1]
    return (
        before[-1:] == " " and (noun in COMPANY_NOUNS or noun.endswith(_OWNED)) and not (before[-2:] == ", " and noun.endswith("s"))
    )
