"""The tables of a book of business: each column with its name, the names people give it, its unit and what it means.

This is the one description. The readers, `licet book template` and docs/reference/book.md all come from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TEXT, KEY, COUNTRY, DAY, MONEY, COUNT, PERCENT, ECCN, WORD, MANY = (
    "text", "key", "country", "day", "money", "count", "percent", "eccn", "word", "many",
)  # fmt: skip

#: What a value of each unit must look like, in words for people.
UNITS = {
    TEXT: "any text of at most 2,000 characters",
    KEY: "an id of at most 200 characters",
    COUNTRY: "a country: its ISO 3166-1 alpha-2 code, a name in a usual spelling, or a region such as UA-43",
    DAY: "a day as YYYY-MM-DD",
    MONEY: "US dollars, digits with at most six decimals, no separators or signs",
    COUNT: "a positive number with at most six decimals",
    PERCENT: "a percentage from 0 to 100 with at most six decimals",
    ECCN: "an ECCN such as 3A001.a.7, EAR99, or one of USML, ML-foreign, foreign-only, published, service, n/a",
    WORD: "one of the words listed",
    MANY: "several values with semicolons between them",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: As we write it.
        unit: One of `UNITS`.
        says: What it means, for the docs and the template.
        required: Whether every row needs a value.
        also: Other headings that mean the same (compared without case, spaces or punctuation).
        words: The words allowed when the unit is "word".
    """

    name: str
    unit: str
    says: str
    required: bool = False
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, the columns that make a row unique, and references into other tables.

    Attributes:
        refers: (column, table it refers to); the value must be a key of that table.
        also: Other names of its file or sheet.
    """

    name: str
    says: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: There is none.
        """
        return next(c for c in self.columns if c.name == name)


def _period(what: str) -> tuple[Column, ...]:
    return (
        Column("from", DAY, f"First day {what} holds; empty when not known.", also=("start", "start date", "valid from")),
        Column("until", DAY, f"Last day {what} holds; empty while it does.", also=("end", "end date", "valid to", "to")),
        Column("source", TEXT, "Where it was read: a register, a contract, a mail, a file.", also=("evidence",)),
        Column("sourced_on", DAY, "The day of that source.", also=("source date", "retrieved", "as of")),
    )


_CERTAINTY = Column(
    "certainty", WORD, "`established`, or `possible` for what is only reported; empty is established.",
    also=("confidence",), words=("established", "possible"),
)  # fmt: skip

PARTIES = Table(
    "parties",
    "Everybody we deal with or know about: customers, suppliers, owners, our own companies.",
    (
        Column("id", KEY, "Our id of the party.", True, ("party id", "customer id", "vendor id", "account", "number",
               "customer no", "customer number", "customer code", "vendor no", "supplier id", "supplier no", "bp number",
               "business partner", "code")),
        Column("name", TEXT, "Its name as the papers give it.", True, ("party name", "company", "legal name",
               "customer name", "supplier name", "vendor name", "company name", "business partner name", "name 1")),
        Column("kind", WORD, "What it is.", also=("type", "schema"),
               words=("person", "organization", "vessel", "aircraft", "unknown")),
        Column("country", COUNTRY, "Where it is.", also=("country code", "iso2", "jurisdiction", "ctry", "country key",
               "country name", "land")),
        Column("address", TEXT, "Street, city, postal code.", also=("street", "full address", "street address")),
        Column("aliases", MANY, "Other names.", also=("aka", "other names", "trade names")),
        Column("identifiers", MANY, "kind:number, such as lei:5493001KJTIIGC8Y1R12.", also=("ids", "registrations")),
        Column("ours", WORD, "`yes` when it is one of our own companies.", also=("own", "internal"), words=("yes", "no")),
        Column("listed_as", KEY, "A listing a person has established: EL, EL:fn1, DPL, UVL, MEU, SDN:<program>.",
               also=("listing",)),
        Column("same_as", MANY, "Ids of listings that a person has established to be this party."),
        Column("not_same_as", MANY, "Ids of listings that a person has ruled out."),
        *_period("the record"),
    ),
    unique=("id",),
    also=("customers", "suppliers", "vendors", "business partners", "customer master", "vendor master", "companies", "accounts"),
)  # fmt: skip

ITEMS = Table(
    "items",
    "What we make, buy or sell, down to the parts of our bills of materials.",
    (
        Column("id", KEY, "Our item number.", True, ("item", "item id", "part number", "sku", "material", "material number",
               "item number", "item no", "part no", "part", "product", "product id", "product number")),
        Column("description", TEXT, "What it is.", also=("name", "text", "material description", "item description",
               "product name", "short text")),
        Column("eccn", ECCN, "Its classification; empty when nobody has classified it.", also=("classification", "eccn no",
               "eccn number", "export classification", "export control classification number")),
        Column("origin", WORD, "US-origin or foreign-made; where empty, `made_in` says.", also=("us origin",),
               words=("US", "foreign")),
        Column("made_in", COUNTRY, "Where it is made.", also=("country of origin", "coo", "origin country",
               "manufactured in")),
        Column("kind", WORD, "What de minimis compares like with like.", also=("type",),
               words=("commodity", "software", "technology")),
        Column("unit_value_usd", MONEY, "Fair market value of one, where it is sold.",
               also=("unit price", "price", "price usd", "value usd", "unit value", "standard price", "std price",
               "list price", "unit price usd")),
        Column("hts", KEY, "Tariff number.", also=("hs code", "tariff", "hts code", "hs", "tariff code", "commodity code")),
        Column("owner", KEY, "The business unit that answers questions about it.", also=("unit", "responsible")),
    ),
    unique=("id",),
    also=("products", "materials", "parts", "material master", "item master", "part master", "product master", "articles"),
)  # fmt: skip

ORDERS = Table(
    "orders",
    "Order lines, open and shipped: one row a line.",
    (
        Column("order", KEY, "Order number.", True, ("order id", "order number", "po", "so", "document", "sales order",
               "order no", "so number", "sales document", "purchase order", "po number")),
        Column("line", KEY, "Line of the order.", True, ("line number", "position", "item line", "pos",
               "item number of order", "line no", "order line", "sales document item")),
        Column("status", WORD, "Whether it has left.", True, ("state", "order status", "line status"), ("open", "shipped",
               "canceled")),
        Column("kind", WORD, "The movement; empty is export.", also=("movement",),
               words=("export", "reexport", "transfer")),
        Column("ordered_on", DAY, "Day of the order.", also=("order date", "ordered", "created on", "document date",
               "order day")),
        Column("due_on", DAY, "Day it is to leave.", also=("due", "due date", "requested ship date", "delivery date",
               "requested delivery date", "req delivery date", "promised date", "planned ship date")),
        Column("shipped_on", DAY, "Day it left; required when shipped.", also=("ship date", "shipped", "goods issue",
               "shipping date", "shipped date", "actual ship date", "actual goods issue")),
        Column("exporter_country", COUNTRY, "Where it is sent from.", True, ("from country", "ship from", "sent from",
               "export country", "country of export", "dispatch country", "shipping country")),
        Column("destination", COUNTRY, "Ultimate destination.", True, ("to", "ship to country", "destination country",
               "ship-to country", "country of destination", "ultimate destination")),
        Column("item", KEY, "Item number.", True, ("item id", "part number", "sku", "material", "part no", "material number",
               "item number", "item no", "product", "product id")),
        Column("quantity", COUNT, "How many.", True, ("qty", "count", "order quantity", "ordered quantity", "units")),
        Column("value_usd", MONEY, "Value of the line.", True, ("value", "amount", "amount usd", "net value",
               "net value usd", "line value", "line value usd", "total usd", "total", "net amount")),
        Column("end_user", KEY, "Party.", also=("end user id", "final user")),
        Column("ultimate_consignee", KEY, "Party.", also=("consignee", "ship to", "ship-to party", "ship to party",
               "deliver to")),
        Column("intermediate_consignee", KEY, "Party.", also=("forwarding consignee",)),
        Column("purchaser", KEY, "Party.", also=("customer", "buyer", "sold to", "sold-to party", "bill to", "customer id",
               "customer number")),
        Column("end_use", TEXT, "In words.", also=("use", "final use", "stated end use", "application")),
        Column("source", TEXT, "System or file it comes from.", also=("evidence",)),
    ),
    unique=("order", "line"),
    refers=(("item", "items"), ("end_user", "parties"), ("ultimate_consignee", "parties"),
            ("intermediate_consignee", "parties"), ("purchaser", "parties")),
    also=("sales orders", "order lines", "open orders", "order book", "orderbook", "sales", "shipments"),
)  # fmt: skip

BOMS = Table(
    "boms",
    "Bills of materials: one row a part directly in a parent; levels follow from parents that are parts themselves.",
    (
        Column("parent", KEY, "Item made.", True, ("assembly", "parent item", "product", "parent part", "parent material",
               "made item", "header material")),
        Column("part", KEY, "Item in it.", True, ("child", "component", "child item", "component part", "component number",
               "child part", "bom component")),
        Column("quantity", COUNT, "How many in one parent.", True, ("qty", "qty per", "usage", "component quantity",
               "qty per assembly", "required quantity")),
        Column("position", KEY, "Place in the parent; rows of one parent and position are alternates of each other.",
               also=("find number", "alternate group", "alt group", "refdes", "item position", "bom position", "ref")),
        Column("preference", COUNT, "1 for the part used, higher for alternates; empty is 1.",
               also=("rank", "priority", "alternate rank")),
        *_period("the row"),
    ),
    refers=(("parent", "items"), ("part", "items")),
    also=("bill of materials", "bills of materials", "bom", "product structure"),
)  # fmt: skip

SUPPLY = Table(
    "supply",
    "Who supplies whom: our suppliers, and resale by our customers.",
    (
        Column("supplier", KEY, "Party that sells.", True, ("seller", "vendor", "from party", "supplier id", "vendor id",
               "seller id")),
        Column("buyer", KEY, "Party that buys.", True, ("customer", "to party", "reseller of", "buyer id", "customer id")),
        Column("item", KEY, "What is supplied, when it is one of our items.", also=("item id", "part number", "sku",
               "item number", "part", "material", "product")),
        Column("value_usd", MONEY, "Dollars a year, when known.", also=("annual value", "value")),
        _CERTAINTY,
        *_period("the relation"),
    ),
    refers=(("supplier", "parties"), ("buyer", "parties"), ("item", "items")),
    also=("supply chain", "supply relations", "resale", "resellers", "sell through"),
)  # fmt: skip

OWNERSHIP = Table(
    "ownership",
    "Who holds how much of whom. An empty percentage is unknown, never zero.",
    (
        Column("owner", KEY, "Party that holds.", True, ("shareholder", "parent", "interested party", "holder", "owner id",
               "shareholder id", "parent id", "parent company")),
        Column("owned", KEY, "Party that is held.", True, ("company", "subsidiary", "subject", "owned id", "subsidiary id",
               "company id", "held company")),
        Column("pct", PERCENT, "Share, when exactly known.", also=("percent", "percentage", "share", "ownership percent",
               "ownership", "stake", "shareholding", "share percent", "percent owned")),
        Column("pct_min", PERCENT, "Least share of a range.", also=("minimum", "min")),
        Column("pct_max", PERCENT, "Greatest share of a range.", also=("maximum", "max")),
        Column("kind", WORD, "What is held; empty is equity. Only equity counts toward 50 percent.", also=("interest",),
               words=("equity", "votes", "control")),
        _CERTAINTY,
        *_period("the stake"),
    ),
    refers=(("owner", "parties"), ("owned", "parties")),
    also=("stakes", "shareholders", "shareholdings", "owners", "ownership stakes"),
)  # fmt: skip

LICENSES = Table(
    "licenses",
    "Licenses we hold.",
    (
        Column("number", KEY, "License number.", True, ("license", "license number", "license no", "licence number",
               "authorization number", "permit number")),
        Column("holder", KEY, "Who may use it; empty when all our companies may."),
        Column("eccns", MANY, "ECCNs covered; a heading covers its paragraphs.", also=("eccn", "items")),
        Column("destinations", MANY, "Countries covered.", also=("countries", "destination")),
        Column("parties", MANY, "Party ids covered.", also=("consignees", "end users")),
        Column("value_usd", MONEY, "Dollars left on it.", also=("balance", "remaining value", "value")),
        Column("quantity", COUNT, "Quantity left on it.", also=("remaining quantity",)),
        Column("start", DAY, "First day.", also=("from", "issued", "valid from", "issue date", "issued on")),
        Column("end", DAY, "Last day.", also=("until", "expires", "expiry", "valid to", "expiration date", "expiry date",
               "expires on")),
        Column("authority", KEY, "Who issued it; empty is BIS.", also=("issuer", "agency")),
        Column("source", TEXT, "Where it is filed.", also=("evidence",)),
    ),
    unique=("number",),
    also=("licences", "export licenses", "authorizations", "permits"),
)  # fmt: skip

TABLES: tuple[Table, ...] = (PARTIES, ITEMS, ORDERS, BOMS, SUPPLY, OWNERSHIP, LICENSES)


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: There is none.
    """
    return next(t for t in TABLES if t.name == name)


def heading(text: str) -> str:
    """A column heading as it is compared: lower case letters and digits only.

    >>> heading(" Ship-From Country ") == heading("ship_from_country")
    True
    """
    return re.sub(r"[^a-z0-9]", "", text.lower())


def columns_of(spec: Table, headings: list[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """Which heading is which column.

    Returns:
        Column name to heading; headings nobody knows; column names claimed by two headings.

    >>> columns_of(LICENSES, ["License No", "Expires", "Colour"])[1]
    ['Colour']
    """
    exact = {heading(c.name): c.name for c in spec.columns}
    also = {heading(other): c.name for c in spec.columns for other in c.also if heading(other) not in exact}
    found: dict[str, str] = {}
    unknown: list[str] = []
    twice: list[str] = []
    for told in headings:
        name = exact.get(heading(told)) or also.get(heading(told))
        if name is None:
            unknown.append(told)
        elif name in found:
            twice.append(name)
        else:
            found[name] = told
    return found, unknown, twice
