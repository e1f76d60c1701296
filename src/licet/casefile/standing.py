"""Standing: whether the words of an act do it, announce it, propose it, deny it, allege it or look back on it.

Standing comes from cues in the same clause before the words of the act, then from who speaks. It is judged from the
document on its own date; whether the act is in force on a day is computed elsewhere, from dated acts.
"""

from __future__ import annotations

import re

from licet.casefile.squeezing import INNER

#: What somebody has not planned, promised or agreed "to" do.
_MEANS_TO = "(?:plan(?:ned|ning)?|intend(?:ed|ing)?|agreed?|promised?|pledged?|decided?|seek(?:ing)?|sought|want(?:ed)?|expect(?:ed|ing)?|threaten(?:ed|ing)?) to"
NEGATED = re.compile(
    rf"(?:\b(?:(?:not|never) {_MEANS_TO}|no|not|never|nothing|nobody|none|neither|nor|cannot|without|denied(?: that)?|denies(?: that)?|deny(?:ing)?|declin(?:es|ed|ing) to|refus(?:es|ed|ing) to|stopp?(?:ed|ing|s) short of|"
    r"(?:opt(?:s|ed)|ch(?:ose|ooses?|osen)|elect(?:s|ed)|decid(?:es|ed)|vot(?:es|ed)) (?:not to|against)|refrain(?:s|ed|ing)? from|h(?:eld|olds?|olding) off(?: on)?|sh(?:ied|ies) away from|bau?lk(?:s|ed) at|rul(?:es|ed) out|fail(?:s|ed) to|"
    r"(?:has|have|had|is|are|was|were) yet to|no (?:(?:immediate|current|present|such) )?(?:plans?|intention|intent|decision|desire|wish|need|reason)(?: (?:to|of))?)"
    rf"|n't(?: {_MEANS_TO})?) (?:(?:yet|been|ever|also|currently|any|had|have|has|be|the|a|an|it|they|he|she|(?!only)[a-z]+ly|itself|themselves|(?:in|by|of) itself|on its own|at once|as yet|for now|so far|impose|issue|grant|activate|lift|sign|seek|order|new|G+|C+|N+|P+) ){{0,4}}$"
)
INTENDED = re.compile(
    r"(?:\b(?:would|will|shall|plan(?:s|ned)? to|intend(?:s|ed)? to|vow(?:s|ed)? to|pledg(?:es|ed) to|promis(?:es|ed) to|agreed to|agrees to|set to|expected to|poised to|prepar(?:es|ing|ed) to|"
    r"(?:will|would|agreed to|plans? to|set to|expected to|to) (?:join|follow|help|start|begin) (?:[A-Za-z']+ ){0,3}?(?:in|by)|mov(?:es|ed|ing) to|about to|due to|announced (?:that )?(?:it|they) (?:will|would)|ready to|decid(?:es|ed) to|going to|aims? to|wants? to|scheduled to|plans for|'ll|ordered [^.;]{0,30} to) )(?:(?:be|also|soon|now|then|have|been|formally|fully|immediately|likely|again|impose|issue|grant|activate|sign|seek|order|the|a|an|its|new|begin|start|continue) ){0,4}$"
)
PROPOSED = re.compile(
    r"(?:\b(?:could|may|might|should|can|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|discuss(?:es|ed|ing)?|debat(?:es|ed|ing)|propos(?:es|ed|ing)(?: to)?|urg(?:es|ed|ing) [^;]{0,50}? to|"
    r"call(?:s|ed|ing)? (?:on [^;]{0,50}? to|for)|ask(?:s|ed|ing)? [^;]{0,50}? (?:to|for)|petition(?:s|ed|ing)? [^;]{0,40}? for|want(?:s|ed|ing)? [^;]{0,50}? to|press(?:es|ed|ing) [^;]{0,50}? to|seek(?:s|ing)?(?: to)?|sought(?: to)?|threaten(?:s|ed|ing)? (?:to|with)|"
    r"requests? for|petition(?:s|ed)? for|application for|appl(?:y|ies|ied) for|opposition to|request(?:s|ed|ing)? (?:that|a)|risk(?:s|ed|ing)?|recommend(?:s|ed|ing)?(?: that)?|if|unless|whether(?: to)?|possib(?:le|ly|ility of)|potential(?:ly)?|avoid(?:s|ed|ing)?|talks? (?:with [^;.]{1,40}? )?(?:on|about|over)|negotiations (?:on|about|over)|hopes? (?:of|for|to)|prospects? of|calls? for|fears? of|fear(?:s|ed|ing)?|instead of|option of|talk of|idea of|in (?:return|exchange),? (?:N+|G+|it|they)|want(?:s|ed)? (?:the )?[CPGN]+(?: also)?|legislation (?:to|that would)|bill (?:to|that would)|resolution to) )"
    r"(?:(?:be|also|now|then|soon|again|likewise|instead|have|been|the|a|an|it|G+|N+|being|to|of|is|are|impose|imposing|issue|issuing|grant|granting|sign|signing|new|second|third|fourth|further|another|removal|renewal|order|its|their|his|her|approve|lifting of|ending of) ){0,4}$"
)
#: Words after which "to" is a preposition: "pursuant to Executive Order 13959".
_WITH_TO = (
    "pursuant", "according", "prior", "related", "relating", "subject", "response", "addition", "respect", "amendment", "amendments", "exception", "contrary", "owing",
    "thanks", "similar", "access", "objection", "objections", "tied", "linked", "reference", "reaction", "opposed", "compared",
)  # fmt: skip
INFINITIVE = re.compile("".join(rf"(?<!\b{word} )" for word in _WITH_TO) + r"\bto (?:be |also |formally |soon )?$")
_BROUGHT_ABOUT = re.compile(
    r"\b(?:voted|votes|led|prompted|caused|forced|drove|spurred|allowed|enabled|prompting|leading|causing|forcing|managed|able|helped|grants?|granted|granting|decided|determined|decisions?)\b[^;]{0,90} to $|\b(?:issued|signed|imposed|published|adopted) (?:an?|the|its) (?:[a-z-]+ ){0,3}?orders? to $|\b(?:first|second|third|latest|last|only|newest|biggest|largest) (?:[^ ;,]+ ){1,7}to (?:be |have been )?$"
)
ALLEGED = re.compile(
    r"\b(?:whether|if it|alleg(?:es?|ed|edly|ing|ations?)|accus(?:es?|ed|ing|ations?)|reportedly|suspects?|suspected|suspicion|purportedly|charg(?:es?|ed|ing)|indict(?:ed|ment|ing)?|claims? (?:that )?|claimed|"
    r"investigat(?:ing|ed|ion (?:into|of))|under (?:[a-zA-Z.]+ ){0,3}investigation|probing|probe (?:into|of)|possible|possibly|potential(?:ly)?|apparent(?:ly)?|lawsuit|complaint|prosecutors (?:say|said|allege))\b"
)
ADMITTED = re.compile(
    r"\b(?:plead(?:s|ed|ing)? guilty|pled guilty|admit(?:s|ted|ting)?|admission|acknowledg(?:es|ed|ing)|convicted|found guilty|(?:found|concluded|determined) that|as alleged and admitted|penalty|fine|fined|settle(?:d|ment)?|paid)\b"
)
LOOKS_BACK = re.compile(
    r"\b(?:(?<!T, )when(?! (?:the )?[GN])|originally|at the time|formerly|back then|used to|was once|previously|had (?:been|already|once|previously)|before it was|during its|in the past|once|during|during (?:the|its)) (?:[^ ;.]+ ){0,5}$"
)
REPORTING = re.compile(
    r"\b(?:said|says|say|saying|told|according to|alleg(?:es|ed|ing)|claim(?:s|ed|ing)|accus(?:es|ed|ing)|announc(?:es|ed|ing)|stated|states|argued|argues|confirmed|reported|added|charged|asserted|contends?|contended|believes?|believed|suspects?)\b"
)

CLAUSE = re.compile(
    r"(?:[;:—–]|,? (?:but|while|whereas|although|though|because|which|who|whose|where)\b|,? (?:after|before|as a result of|following|since|until|when|days after|amid|over concerns|citing|that) )"
)


def clause_start(masked: str, start: int, at: int) -> int:
    """Where the clause begins in which `at` stands, within a sentence that begins at `start`."""
    begin = start
    for match in CLAUSE.finditer(masked, start, at):
        begin = match.end()
    return begin


_CUES = frozenset(
    [
        "no",
        "not",
        "never",
        "nothing",
        "nobody",
        "none",
        "neither",
        "nor",
        "cannot",
        "without",
        "denied",
        "denies",
        "deny",
        "denying",
        "would",
        "will",
        "shall",
        "plan",
        "plans",
        "planned",
        "intend",
        "intends",
        "intended",
        "vow",
        "vows",
        "vowed",
        "pledges",
        "pledged",
        "promises",
        "promised",
        "agreed",
        "agrees",
        "set",
        "expected",
        "poised",
        "preparing",
        "prepares",
        "prepared",
        "moves",
        "moved",
        "moving",
        "about",
        "due",
        "announced",
        "ready",
        "decides",
        "decided",
        "going",
        "aim",
        "aims",
        "want",
        "wants",
        "scheduled",
        "could",
        "may",
        "might",
        "should",
        "can",
        "consider",
        "considers",
        "considered",
        "considering",
        "weigh",
        "weighs",
        "weighed",
        "weighing",
        "mull",
        "mulls",
        "mulled",
        "mulling",
        "discuss",
        "discusses",
        "discussed",
        "discussing",
        "debates",
        "debated",
        "debating",
        "propose",
        "proposes",
        "proposed",
        "proposing",
        "urge",
        "urges",
        "urged",
        "urging",
        "call",
        "calls",
        "called",
        "calling",
        "ask",
        "asks",
        "asked",
        "asking",
        "wanted",
        "wanting",
        "press",
        "presses",
        "pressed",
        "pressing",
        "seek",
        "seeks",
        "seeking",
        "sought",
        "threaten",
        "threatens",
        "threatened",
        "threatening",
        "risk",
        "risks",
        "risked",
        "risking",
        "recommend",
        "recommends",
        "recommended",
        "recommending",
        "if",
        "unless",
        "whether",
        "possible",
        "possibly",
        "possibility",
        "potential",
        "potentially",
        "avoid",
        "avoids",
        "avoided",
        "avoiding",
        "talks",
        "negotiations",
        "hope",
        "hopes",
        "prospect",
        "prospects",
        "fear",
        "fears",
        "feared",
        "decline",
        "declines",
        "refrain",
        "refrains",
        "refrained",
        "refraining",
        "held",
        "holds",
        "holding",
        "shied",
        "balked",
        "baulked",
        "chose",
        "elected",
        "voted",
        "yet",
        "declined",
        "declining",
        "refuse",
        "refuses",
        "refused",
        "refusing",
        "stops",
        "stopped",
        "opted",
        "opts",
        "rules",
        "ruled",
        "fails",
        "failed",
        "instead",
        "option",
        "talk",
        "idea",
        "return",
        "exchange",
        "legislation",
        "bill",
        "resolution",
        "request",
        "requests",
        "requested",
        "requesting",
        "petitioning",
        "petition",
        "petitions",
        "petitioned",
        "application",
        "apply",
        "applies",
        "applied",
        "opposition",
        "to",
        "it'll",
        "they'll",
        "ordered",
    ]
)


#: "has lobbied to have the listing lifted", "sued to get off the list": what somebody would have others do.
_TO_HAVE_DONE = re.compile(r"\bto (?:have|get|see) (?:(?:the|its|their|his|her|that|this|C+(?:'s)?|P+(?:'s)?) )?(?:[a-z-]+ ){0,2}$")


_WITHIN = re.compile(
    r"\b(?:(?P<not>(?:is|are|was|were|has|have|had) (?:not|never)(?: yet)?(?: been)?|(?:filed|issued|imposed|granted|signed|made|taken|received|brought) no)|(?P<may>(?:(?:could|might|should)(?: not)?|(?:may|can)(?! not\b))(?: [a-z]+){0,2}? be)|(?P<will>(?:would|will|is to|are to|is set to|are set to|is due to|is expected to)(?: [a-z]+){0,2}? be)) "
)


def within(masked: str, start: int, end: int) -> str | None:
    """Standing from a helping verb inside the words of an act: "the ban on Acme would be lifted"; None without one.

    >>> within("the ban on cccc would be lifted", 0, 31)
    'announced'
    """
    if masked.find(" be ", start, end) < 0 and masked.find(" no", start, end) < 0 and masked.find(" never", start, end) < 0:
        return None
    found = _WITHIN.search(masked, start, end)
    if found is None:
        return None
    return "denied" if found["not"] else "proposed" if found["may"] else "announced"


def by_cues(masked: str, start: int, at: int) -> str | None:
    """Standing from the words before an act in its sentence: denied, proposed, announced, historical; None without a cue.

    >>> text = "officials said they may add "
    >>> by_cues(text, 0, len(text) - 4)
    'proposed'
    """
    before = masked[max(start, at - 90) : at]
    if "T" in before:
        before = INNER.sub("", before)
    if " to " in before and _TO_HAVE_DONE.search(before):
        return "proposed"
    if _CUES.isdisjoint(before.replace("n't ", " not ").split()):
        return None
    if NEGATED.search(before):
        return "denied"
    if PROPOSED.search(before):
        return "proposed"
    if INTENDED.search(before):
        return "announced"
    if INFINITIVE.search(before) and not _BROUGHT_ABOUT.search(before):
        return "announced"
    return None
