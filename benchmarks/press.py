"""Press articles of made-up matters, for measuring how fast documents are read; every sentence is the project's own.

Articles are put together from forms of sentences with slots (parties, days, sums, acts, quoted words), so that no two
paragraphs of a corpus are alike and what a reader keeps from one sentence does not help with the next. Of the sentences about
one in four tells of an act, one in four quotes somebody, and half are background, much as in trade news.
"""

# Forms of sentences stay on one line.

from __future__ import annotations

import random

_GIVEN = [
    "James",
    "Mary",
    "Robert",
    "Patricia",
    "Michael",
    "Linda",
    "David",
    "Elizabeth",
    "Susan",
    "Thomas",
    "Karen",
    "Daniel",
    "Nancy",
    "Mark",
    "Lisa",
    "Steven",
    "Laura",
    "Paul",
    "Ruth",
    "Kevin",
    "Anna",
    "Brian",
    "Helen",
    "George",
    "Emma",
    "Oleg",
    "Irina",
    "Viktor",
    "Reza",
    "Leila",
    "Ahmed",
    "Fatima",
    "Wei",
    "Min",
    "Hassan",
    "Yuki",
    "Carlos",
    "Elena",
]
_FAMILY = [
    "Halloran",
    "Brandt",
    "Okafor",
    "Lindqvist",
    "Ferrante",
    "Marlowe",
    "Castellan",
    "Whitcombe",
    "Devereux",
    "Rasmussen",
    "Kowalczyk",
    "Abernathy",
    "Thorne",
    "Vasquez",
    "Pemberton",
    "Galloway",
    "Novotny",
    "Strand",
    "Ellsworth",
    "Karimov",
    "Petrenko",
    "Rahimi",
    "Tanaka",
    "Moreau",
    "Fitzgerald",
    "Hartwell",
    "Sinclair",
    "Beaumont",
    "Crane",
    "Winslow",
    "Aldridge",
    "Barlow",
    "Cortez",
    "Drummond",
    "Engel",
    "Faulkner",
    "Greer",
    "Holt",
    "Ivers",
    "Jansen",
]
_STEM = [
    "Norvik",
    "Halden",
    "Petrel",
    "Seabright",
    "Corvane",
    "Kestrel",
    "Longmar",
    "Minjiang",
    "Zarinpol",
    "Taivex",
    "Orbisco",
    "Veltrano",
    "Quillon",
    "Drasco",
    "Amberly",
    "Fenwick",
    "Lodestar",
    "Marivo",
    "Pallas",
    "Rovinex",
    "Solvane",
    "Tarkhan",
    "Ulvik",
    "Wexcom",
    "Yunhai",
    "Zhenwei",
    "Altomar",
    "Brenholt",
    "Caspira",
    "Dunmore",
    "Elvaris",
    "Fujimar",
    "Gantrel",
    "Hexonix",
    "Irtyshneft",
    "Jadeport",
    "Kirovmash",
    "Lumenar",
    "Nordfjell",
    "Ostrava",
]
_TRADE = [
    "Telecom",
    "Avionics",
    "Marine",
    "Storage",
    "Systems",
    "Shipping",
    "Semiconductor",
    "Technology",
    "Industries",
    "Energy",
    "Airways",
    "Precision",
    "Optics",
    "Microelectronics",
    "Aerospace",
    "Trading",
    "Instruments",
    "Logistics",
    "Robotics",
    "Materials",
]
_FORM = ["Corp.", "Inc.", "LLC", "Ltd.", "Co., Ltd.", "GmbH", "JSC", "plc", "Holdings Ltd.", "Group Co."]
_COUNTRY = [
    "China",
    "Russia",
    "Iran",
    "North Korea",
    "Germany",
    "Turkey",
    "the United Arab Emirates",
    "Malaysia",
    "Singapore",
    "India",
    "Belarus",
    "Syria",
    "Japan",
    "Pakistan",
]
_DEMONYM = ["Chinese", "Russian", "Iranian", "German", "Turkish", "Indian", "Japanese", "Malaysian", "Belarusian", "Syrian"]
_CITY = ["WASHINGTON", "BEIJING", "MOSCOW", "LONDON", "TOKYO", "SINGAPORE", "DUBAI", "FRANKFURT", "HONG KONG", "NEW YORK"]
_AGENCY = [
    "the Commerce Department",
    "the U.S. Department of Commerce",
    "the Bureau of Industry and Security",
    "the Treasury Department",
    "the Justice Department",
    "the State Department",
    "the Office of Foreign Assets Control",
    "U.S. Customs and Border Protection",
]
_GOODS = [
    "machine tools",
    "flight-control computers",
    "marine engines",
    "network switches",
    "power amplifiers",
    "lithography parts",
    "drone components",
    "sonar equipment",
    "oilfield valves",
    "memory chips",
    "thermal cameras",
    "carbon fiber",
    "routers",
    "gas turbines",
    "test instruments",
    "aircraft spares",
]
_WEEKDAY = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
_MONTH = ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"]
_NOUN = [
    "analysts",
    "shippers",
    "investors",
    "traders",
    "port operators",
    "insurers",
    "suppliers",
    "engineers",
    "customers",
    "bankers",
    "lawyers",
    "freight brokers",
    "retailers",
    "exporters",
    "economists",
    "officials",
]
_VERB = ["expect", "doubt", "hope", "fear", "believe", "argue", "suggest", "estimate", "concede", "assume", "point out", "maintain"]
_THING = [
    "demand will recover before the end of the year",
    "the backlog of orders is larger than it looks",
    "delays at the border will ease",
    "prices have already fallen too far",
    "the new plant is running well below capacity",
    "inventories are thin after a long winter",
    "smaller rivals stand to gain from the dispute",
    "the market has priced in most of the damage",
    "a weaker currency offsets part of the loss",
    "competition from abroad is getting fiercer",
    "margins have narrowed for three quarters in a row",
    "the next round of talks matters more than the last",
]
_TAIL = [
    "according to a survey of purchasing managers",
    "a trend that began well before the dispute",
    "even as freight rates climbed",
    "despite a sharp rise in insurance costs",
    "while the wider index was little changed",
    "after a slow start to the year",
    "though few expect it to last",
    "in a sector that employs many people in the region",
    "as warehouses emptied",
    "on thin volume",
]
_PLACE = [
    "the port of Trieste",
    "a factory outside Pune",
    "the company's campus in Ohio",
    "the free zone in Dubai",
    "a warehouse near Rotterdam",
    "the trade fair in Hanover",
    "the shipyard on the Volga",
    "an assembly line in Penang",
    "a data center in Virginia",
    "the rail hub at Khorgos",
]
_BACKGROUND = (
    "{NOUN} {verb} that {thing}, {tail}.", "Some {noun} {verb} that {thing}.", "At {place}, workers unloaded {goods} late into the evening, {tail}.",
    "The company, which makes {goods} and {goods2}, was founded by two engineers in a rented garage and still keeps its books in the same town.",
    "{FIRM} makes {goods} at {place} and sells most of them in {country}.", "Shares of {short} fell {pct} percent in early trading, {tail}.",
    "Revenue from {goods} rose {pct} percent to {money} in the quarter, {tail}.", "{NOUN} said they were watching the talks but had not changed their plans.",
    "It was not clear how long the review would take or whether {noun} would be consulted.", "The two sides have met {count} times since {month}, most recently at {place}.",
    "{demonym} buyers accounted for {pct} percent of the firm's sales of {goods} in {year}.", "The region's ports handled about {big} containers in {month}, {tail}.",
    "For {noun}, the question is simpler: whether the {goods} already paid for will ever arrive.", "Few of the {big} employees at {place} had heard the news by noon.",
    "Negotiators are due to return to the table next month, and {noun} {verb} that {thing}.", "The price of {goods} has doubled since {year}, and {noun} {verb} that {thing}.",
    "Nobody answered the telephone at the firm's registered address, a serviced office above a bakery.", "The weather did not help either: storms closed {place} for {count} days.",
    "Last year the same {noun} complained that rules were too vague; now they complain that there are too many.", "In {country}, where {goods} are scarce, the news was met with a shrug.",
    "A spokesman for {short} declined to comment on the details.", "Its chairman, {person}, owns {pct} percent of the shares through a trust.",
    "Trade in {goods} between the United States and {country} came to {money} in {year}, government figures show.", "That would leave the industry where it was {count} years ago, {tail}.",
)  # fmt: skip
_ACTS = (
    "{Agency} on {weekday} added {firm} and {count} other {demonym} companies to the Entity List, citing shipments of {goods} to {country}.",
    "{FIRM} agreed to pay {money} to settle allegations that it exported {goods} to {country} without a license.", "{Agency} imposed a {money} civil penalty on {firm} in {year}.",
    "{firm} pleaded guilty in {month} to conspiring to ship {goods} to {country} in violation of U.S. export controls.", "The department has denied the export privileges of {firm} for {count} years.",
    "{Agency} is investigating whether {firm} sold {goods} to {country} through a distributor.", "Lawmakers introduced a bill that would bar federal agencies from buying {goods} made by {firm}.",
    "{Agency} said it would issue a temporary general license that lets {short} service existing networks until {date}.", "President {person} signed an executive order that bars transactions with {firm}.",
    "A federal judge in {month} blocked the rule, which had put {firm} on a list of firms tied to the military.", "{Agency} proposed tariffs of {pct} percent on {goods} from {country}.",
    "{firm} was fined {money} last year for lying to federal investigators about its sales of {goods}.", "Prosecutors charged {person} with smuggling {goods} to {country} in {year}.",
    "{Agency} lifted sanctions on {firm} after its main shareholder cut his stake to {pct} percent.", "The order against {firm}, issued on {date}, was renewed for another 180 days under 15 CFR 766.24(d).",
    "{country}'s commerce ministry demanded that Washington remove {firm} from its trade blacklist.", "{firm} said it had suspended operations at {place} because of the ban.",
    "The company admitted making false statements to {agency} between {year} and the end of the inquiry.", "The senators urged {agency} not to ease the penalties on {firm}.",
)  # fmt: skip
_SAYS = (
    '"{Saying}," {person} said in a statement on {weekday}. "{Saying2}."', '"{Saying}," said {person}, a spokesman for {firm}. "{Saying2}."', '{person}, the chief executive of {firm}, told reporters in {month} that the firm had "{fragment}."',
    'In a letter to {agency}, Senator {person} wrote that the deal was "{fragment}" and asked for an answer within {count} weeks.', '"{Saying}," {agency} said.', '"{Saying}. {Saying2}," tweeted {person} on {weekday}.',
    'Asked about the ban, he said: "{Saying}."',
)  # fmt: skip
_SAYING = [
    "we complied with every rule that applied at the time",
    "this decision protects our national security",
    "we will not trade safety for a quick profit",
    "our customers can rely on us",
    "nobody told us that the goods would be sent abroad",
    "the penalty is the largest this office has sought",
    "we look forward to working with the agency",
    "they broke the agreement and then lied about it",
    "nothing has been decided yet",
    "this is a message to every exporter",
    "we are reviewing the order with our lawyers",
    "it sets a terrible precedent",
    "the rules have to mean something",
    "our people deserve better than this",
]
_FRAGMENT = [
    "full confidence in its controls",
    "a serious mistake",
    "too good to be true",
    "nothing to hide",
    "a gift to a competitor",
    "an obligation to its workers",
    "no choice but to wait",
]


def article(random_: random.Random, paragraphs: int = 24) -> str:
    """One article: headline, stamp, date line and paragraphs of one to three sentences."""
    pick = random_.choice

    def person() -> str:
        return f"{pick(_GIVEN)} {pick(_FAMILY)}"

    firms = [(stem := pick(_STEM), f"{stem} {pick(_TRADE)} {pick(_FORM)}") for _ in range(random_.randint(2, 5))]
    people = [person() for _ in range(random_.randint(3, 6))]
    year = random_.randint(2015, 2025)

    def slots() -> dict[str, str]:
        short, firm = pick(firms)
        agency, saying, noun = pick(_AGENCY), pick(_SAYING), pick(_NOUN)
        return {
            "firm": firm.rstrip("."), "FIRM": firm, "short": short, "person": pick(people) if random_.random() < 0.8 else person(), "agency": agency, "Agency": agency[0].upper() + agency[1:],
            "country": pick(_COUNTRY), "demonym": pick(_DEMONYM), "goods": pick(_GOODS), "goods2": pick(_GOODS), "weekday": pick(_WEEKDAY), "month": pick(_MONTH),
            "year": str(random_.randint(year - 6, year)), "date": f"{pick(_MONTH)} {random_.randint(1, 28)}, {random_.randint(year - 3, year)}", "noun": noun, "NOUN": noun.capitalize(),
            "verb": pick(_VERB), "thing": pick(_THING), "tail": pick(_TAIL), "place": pick(_PLACE), "pct": str(random_.randint(2, 60)), "count": pick(["two", "three", "four", "five", "six", "seven", "eight"]),
            "big": f"{random_.randint(2, 90)},{random_.randint(100, 999)}", "money": pick((f"${random_.randint(2, 900)} million", f"${random_.randint(1, 9)}.{random_.randint(1, 9)} billion", f"{random_.randint(2, 90)} million euros")),
            "Saying": saying[0].upper() + saying[1:], "Saying2": pick(_SAYING).capitalize(), "fragment": pick(_FRAGMENT),
        }  # fmt: skip

    def sentence(forms: tuple[str, ...]) -> str:
        words = pick(forms).format_map(slots())
        return words[0].upper() + words[1:]

    month, day = pick(_MONTH), random_.randint(1, 28)
    lines = [
        f"{slots()['agency'].removeprefix('the ').capitalize()} acts against {firms[0][0]} over {pick(_GOODS)} sent to {pick(_COUNTRY)}"
    ]
    lines.append(f"Published {month} {day}, {year}")
    for number in range(paragraphs):
        kind = random_.random()
        if kind < 0.3:
            words = " ".join([sentence(_ACTS), *(sentence(_BACKGROUND) for _ in range(random_.randint(0, 1)))])
        elif kind < 0.6:
            words = sentence(_SAYS)
        else:
            words = " ".join(sentence(_BACKGROUND) for _ in range(random_.randint(1, 3)))
        lines.append(f"{pick(_CITY)} - {words}" if number == 0 else words)
    return "\n\n".join(lines) + "\n"


def articles(size: int, seed: int = 7) -> list[str]:
    """Articles of at least `size` characters in all; the same for the same seed."""
    random_ = random.Random(seed)
    made: list[str] = []
    length = 0
    while length < size:
        made.append(article(random_, random_.randint(10, 40)))
        length += len(made[-1])
    return made
