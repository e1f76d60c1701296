"""What a parser must survive, trap by trap, on small files made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.sources.reading import WHEN, given

from licet.errors import ManyProblems, SourceChanged, SourceDamaged
from licet.listings import EntityListing
from licet.parties import PartyKind, Strength
from licet.sources.bis.cells import read_cell
from licet.sources.bis.requirements import read_requirement
from licet.sources.document import File
from licet.sync.imports import read_publication

EL = (
    b'<DIV5><DIV9 N="Supplement No. 4 to Part 744"><TABLE><TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH>'
    b"<TH>License review policy</TH><TH>Federal Register citation</TH></TR><TR><TD>CHINA</TD><TD>A Co., Ltd., a.k.a., the following one alias:"
    b"<br/>-B.<br/>1 Road, Beijing, China.</TD><TD>For all items subject to the EAR.</TD><TD>Presumption of denial</TD><TD>1 FR 2, 1/2/20.</TD></TR></TABLE></DIV9></DIV5>"
)
CSL = (
    b"source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,"
    b"license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,"
    b"citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n"
    b'Specially Designated Nationals (SDN) - Treasury Department,1,Entity,CUBA,A,,"1 Road, Havana, CU",,,,,,,,,,,,,,x,B; C,,,,,x,"CU, 12, Tax ID No."\n'
)
ISN = b"Programs,Name,Address,Country,Federal Register Notice,Effective Date,Date Lifted/Waived/Expired\nINKSNA,A,,Iran,Vol. 1,1/2/2009,\n"
NULLS = "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "


def sdn(*rows: str, end: str = "\r\n\x1a") -> str:
    return "\r\n".join(rows) + end


def test_null_is_null_in_every_column_and_as_a_type() -> None:
    _, (fact,) = given("us_ofac_sdn", sdn(f'36,"AEROCARIBBEAN",-0- ,"CUBA",{NULLS},-0- '))
    assert fact.value.party.kind is PartyKind.ORGANIZATION
    assert fact.value.programs == ("CUBA",)
    assert fact.value.raw == (("Program", "CUBA"),)


@pytest.mark.parametrize("end", ["\r\n\x1a", "\n\x1a", "\r\n", "\n", ""])
def test_the_end_mark_may_be_there_or_lost(end: str) -> None:
    document, facts = given("us_ofac_sdn", sdn(f'1,"A",-0- ,"P",{NULLS},-0- ', f'2,"B",-0- ,"P",{NULLS},-0- ', end=end))
    assert (document.tally.total, len(facts)) == (2, 2)


def test_remarks_cut_in_a_word_are_joined_without_a_space() -> None:
    main = sdn(f'7,"X",-0- ,"SDNTK",{NULLS},"Linked To: PROMO RAI"')
    _, (fact,) = given("us_ofac_sdn", main, sdn('7,"Z S.A.S.; Digital Currency Address - XBT 1Kuf2."'))
    assert fact.value.party.remarks == "Linked To: PROMO RAIZ S.A.S."
    assert [(i.kind, i.number, i.note) for i in fact.value.party.identifiers] == [("crypto", "1Kuf2", "XBT")]


def test_programs_of_one_column_are_split() -> None:
    _, (fact,) = given("us_ofac_sdn", sdn(f'7,"X","individual","IRAN] [SDGT] [IRGC] [IFSR",{NULLS},-0- '))
    assert fact.value.programs == ("IRAN", "SDGT", "IRGC", "IFSR")


def test_aliases_addresses_and_orphans() -> None:
    main = sdn(f'7,"X",-0- ,"P",{NULLS},"a.k.a. \'WEAK ONE\'."')
    alt = sdn('7,1,"aka","X TWO",-0- ', '7,2,"fka","X OLD",-0- ', '8,3,"aka","NOBODY",-0- ')
    add = sdn("7,1,-0- ,-0- ,-0- ,-0- ", '7,2,"1 Road","Havana","Cuba",-0- ')
    document, (fact,) = given("us_ofac_sdn", add, main, alt)
    assert [(n.text, n.strength) for n in fact.value.party.names] == [
        ("X", Strength.PRIMARY), ("X TWO", Strength.STRONG), ("X OLD", Strength.FORMER), ("WEAK ONE", Strength.WEAK),
    ]  # fmt: skip
    assert [address.country for address in fact.value.party.addresses] == ["CU"]
    assert [item.reason for item in document.tally.quarantined] == ["no entry has the number 8"]
    assert document.absent == {"comments"}


def test_a_file_cut_in_a_row_is_refused() -> None:
    with pytest.raises(SourceDamaged, match=r"cut off|end of data"):
        given("us_ofac_sdn", sdn(f'7,"X",-0- ,"P",{NULLS},-0- ', '8,"Y",-0- ,"P"', end=""))


def test_csl_fields_with_line_breaks_spaces_and_separators_inside_addresses() -> None:
    row = (
        'Entity List (EL) - Bureau of Industry and Security,,,, "  Spaced Co.  ",,"Block 1; 2 Road, Beijing, CN; Moscow, Russia",'
        '85 FR 83799,2020-12-23,,,"See §§734.9(g),3 746.8(a)(3)",Presumption of denial,,,,,,,"a\nb",x,,,,,,x,\n'
    ).replace(', "  Sp', ',"  Sp')
    _, facts = given("us_trade_csl", CSL + row.encode())
    fact = facts[1]
    assert isinstance(fact.value, EntityListing)
    name = fact.value.party.names[0]
    assert (name.text, name.raw) == ("Spaced Co.", "  Spaced Co.  ")
    assert [(a.text, a.country) for a in fact.value.party.addresses] == [
        ("Block 1; 2 Road, Beijing, CN", "CN"),
        ("Moscow, Russia", "RU"),
    ]
    assert fact.value.footnotes == frozenset({3})
    assert fact.valid.start == date(2020, 12, 23)


def test_csl_repeats_its_header_or_names_a_new_list() -> None:
    header = CSL.split(b"\n", 1)[0] + b"\n"
    document, facts = given("us_trade_csl", header + CSL)
    assert (len(facts), [item.reason for item in document.tally.quarantined]) == (1, ["the header stands among the rows"])
    with pytest.raises(SourceChanged, match="nobody here has heard of"):
        given("us_trade_csl", CSL.replace(b"Specially Designated Nationals (SDN)", b"Brand New List (BNL)"))


def test_csl_json_reads_as_its_csv_does() -> None:
    body = (
        '{"results": [{"source": "Specially Designated Nationals (SDN) - Treasury Department", "entity_number": 1, "type": "Entity",'
        ' "programs": ["CUBA"], "name": "A", "alt_names": ["B", "C"], "addresses": [{"address": "1 Road", "city": "Havana", "country": "CU"}],'
        ' "ids": [{"country": "CU", "number": "12", "type": "Tax ID No."}]}]}'
    )
    _, (one,) = given("us_trade_csl", CSL)
    _, (two,) = given("us_trade_csl", body, name="x.json")
    assert one.id == two.id == "us_trade_csl/sdn-1"
    assert one.value.party.names == two.value.party.names
    assert one.value.party.identifiers == two.value.party.identifiers
    assert [a.text for a in one.value.party.addresses] == [a.text for a in two.value.party.addresses]


def entity(*rows: str) -> str:
    head, _, tail = EL.decode().partition("</TR>")
    return head + "</TR>" + "".join(f"<TR>{row}</TR>" for row in rows) + tail.partition("</TR>")[2]


def cells(country: str, words: str, need: str = "For all items subject to the EAR.", policy: str = "Presumption of denial") -> str:
    return f"<TD>{country}</TD><TD>{words}</TD><TD>{need}</TD><TD>{policy}</TD><TD>89 FR 1, 1/2/24.</TD>"


def test_the_country_is_inherited_and_marks_become_footnotes() -> None:
    rows = (
        cells("CHINA, PEOPLE'S REPUBLIC OF", "A Co., Ltd., 1 Road, Beijing, China."),
        cells(
            " ", "B Institute, Beijing.", "For all items subject to the EAR (See §§ 734.9(e)(2) and 744.11 of the EAR) <sup>4</sup>"
        ),
        '<TD colspan="5"><sup>4</sup> For this entity ...</TD>',
    )
    document, facts = given("us_bis_entity", entity(*rows), name="part.xml")
    assert document.tally.total == 2
    assert [fact.value.party.country for fact in facts] == ["CN", "CN"]
    assert [fact.value.footnotes for fact in facts if isinstance(fact.value, EntityListing)] == [frozenset(), frozenset({4})]
    assert [fact.id for fact in facts] == ["us_bis_entity/a-co-ltd-cn", "us_bis_entity/b-institute-cn"]


def test_rows_without_a_requirement_continue_the_entry_above() -> None:
    rows = (
        cells("CHINA", "Parent Academy, a.k.a., the following one alias:<br/>—PA.<br/> <br/>", policy="Policy of denial"),
        "<TD></TD><TD>Subordinate institution<br/>First Institute, a.k.a., the following one alias:<br/>—FI.<br/>Subordinate institution<br/>Second Institute</TD><TD></TD><TD></TD><TD></TD>",
        "<TD></TD><TD>The following addresses apply to the entity and to the two subordinate institutions:<br/>50 Road, Beijing, China; and 51 Road, Beijing, China.</TD><TD></TD><TD></TD><TD></TD>",
    )
    document, facts = given("us_bis_entity", entity(*rows), name="part.xml")
    assert (document.tally.total, document.tally.kept) == (3, 3)
    assert [fact.value.party.caption for fact in facts] == ["Parent Academy", "First Institute", "Second Institute"]
    assert all(len(fact.value.party.addresses) == 2 for fact in facts)
    assert all(isinstance(fact.value, EntityListing) and fact.value.policy == "policy of denial" for fact in facts)


def test_reserved_rows_exchanged_columns_and_effective_date_notes_are_told() -> None:
    rows = (
        cells("CHINA", "[Reserved]", "[Reserved]", "[Reserved]"),
        cells(
            "GERMANY",
            "Jon Doe, Kiel, Germany.",
            "Presumption of denial",
            "For all items subject to the EAR. (See § 744.11 of the EAR)",
        ),
    )
    page = entity(*rows).replace("</DIV9>", "<EFFDNOT><HED>Effective Date Note:</HED>stayed until Nov. 9, 2026.</EFFDNOT></DIV9>")
    document, (fact,) = given("us_bis_entity", page, name="part.xml")
    assert isinstance(fact.value, EntityListing)
    assert (fact.value.scope, fact.value.policy) == ("all", "presumption of denial")
    assert any("stayed until" in note for note in document.tally.notes)
    assert any("reserved" in note for note in document.tally.notes)
    assert any("exchanged" in note for note in document.tally.notes)


def test_address_only_entries_have_no_name() -> None:
    cell = read_cell("Address 01,\nUnit D, 16/F One Capital Place, 18 Luard Rd, Wan Chai, Hong Kong.", "CN")
    assert (cell.names, cell.address_only) == ([], True)
    assert [address.country for address in cell.addresses] == ["HK"]


@pytest.mark.parametrize(
    ("words", "scope", "items", "footnotes", "exceptions"),
    [
        ("For all items subject to the EAR. (See § 744.11 of the EAR)", "all", (), (), ()),
        ("All Items Subject to the EAR", "all", (), (), ()),
        ("For all items subject to the EAR. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)", "all", (), (3,), ()),
        ("For all items subject to the EAR, see §§ 734.9(e) 1 and 744.11 of the EAR 2", "all", (), (1, 2), ()),
        ("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4", "all", (), (4,), ()),
        ("For all items subject to the EAR when used in projects specified in § 746.8(a)(4) of the EAR", "words", (), (), ()),
        ("For items on the CCL and listed in supplement no. 7 to part 746 of the EAR", "words", (), (), ()),
        ("All items subject to the EAR except for food or medicine designated as EAR99", "words", (), (), ()),
        ("For all items subject to the EAR other than EAR99", "all-but", ("EAR99",), (), ()),
        ("For all items on the CCL", "ccl", (), (), ()),
        (
            "For all items subject to the EAR. (See § 744.11 of the EAR). This license requirement may be overcome by License Exception GOV "
            "under § 740.11(b)(2) and (e)", "all", (), (), ("GOV",),
        ),
        ("", "words", (), (), ()),
    ],
)  # fmt: skip
def test_wordings_of_requirements(
    words: str, scope: str, items: tuple[str, ...], footnotes: tuple[int, ...], exceptions: tuple[str, ...]
) -> None:
    read = read_requirement(words)
    assert (read.scope, read.scope_items, read.footnotes, read.exceptions_open) == (scope, items, frozenset(footnotes), exceptions)


def test_an_oem_byte_is_a_no_break_space() -> None:
    body = ISN.replace(b"INKSNA,A,", b"INKSNA,7th\xffof Tir,")
    _, (fact,) = given("us_state_isn", File.of("x", body).content)
    assert fact.value.party.caption == "7th of Tir"


def test_a_uk_file_without_its_date_is_refused() -> None:
    with pytest.raises(SourceDamaged, match="Last Updated"):
        given("uk_ofsi", "Name 6,Name 1\nA,B\n")


def test_own_lists_name_the_column_that_is_missing() -> None:
    with pytest.raises(SourceChanged, match="no column is the party's name"):
        given("own:mine", "Firma;Land\nMuster;DE\n")


@pytest.mark.parametrize(
    ("dates", "read_as", "noted"),
    [
        (("02.01.2024",), "2024-01-02", False), (("2024-01-02",), "2024-01-02", False), (("2 Jan 2024",), "2024-01-02", False),
        (("02/01/2024",), "2024-02-01", True), (("02/01/2024", "31/01/2024"), "2024-01-02", False),
        (("01/02/2024", "01/31/2024"), "2024-01-02", False),
    ],
)  # fmt: skip
def test_own_lists_read_days_as_their_file_writes_them(dates: tuple[str, ...], read_as: str, noted: bool) -> None:
    rows = "".join(f"Party {number};{text}\n" for number, text in enumerate(dates))
    document, facts = given("own:mine", f"Supplier;Valid from\n{rows}")
    assert str(facts[0].valid.start) == read_as
    assert len(facts) == len(dates)
    assert bool(document.tally.notes) == noted


def test_a_mapping_may_say_that_the_day_comes_first() -> None:
    mapping = {"name": "Wer", "from": "Seit", "dates": "day first"}
    file = File.of("own.csv", b"Wer,Seit\nMuster,02/01/2024\n")
    _, (fact,) = read_publication("own:mine", [file], WHEN, mapping=mapping)
    assert fact.valid.start == date(2024, 1, 2)
    with pytest.raises(ManyProblems, match="dates is 'European'"):
        read_publication("own:mine", [file], WHEN, mapping=mapping | {"dates": "European"})


def test_a_party_of_a_type_nobody_has_heard_of_is_kept_and_many_of_them_are_a_new_layout() -> None:
    usual = [f'{n},"PARTY {n}",-0- ,"P",{NULLS},-0- ' for n in range(100)]
    strange = f'900,"SAMPLE PROBE","spacecraft","P",{NULLS},-0- '
    document, facts = given("us_ofac_sdn", sdn(*usual, strange))
    assert (facts[-1].value.party.caption, facts[-1].value.party.kind) == ("SAMPLE PROBE", PartyKind.UNKNOWN)
    assert document.tally.notes == ["row 101: unknown type 'spacecraft'; the party is kept, of unknown kind"]
    with pytest.raises(SourceChanged, match="100 of 101 records are of a type nobody here has heard of"):
        given("us_ofac_sdn", sdn(*(row.replace(",-0- ,", ",x,", 1) for row in usual), strange.replace('"spacecraft"', "-0- ")))
