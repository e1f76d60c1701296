"""Each reader against damaged input: an error of ours or a reading, never a crash, a hang or a bomb going off."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources.reading import WHEN

from licet.errors import LicetError, SourceDamaged
from licet.sources.document import File
from licet.sources.xml import parse
from licet.sync.imports import read_publication

DPL = (
    b"Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation\n"
    b"A\tB\tC\t\tAE\t\t01/02/2020\t01/02/2030\tY\t2020-01-03\tNEW\t1 F.R. 2\n"
)
SDN = b'36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1 Jan 1970; a.k.a. \'X\'."\r\n\x1a'
PLAIN = (
    b"<sdnList><publshInformation><Publish_Date>03/17/2020</Publish_Date><Record_Count>1</Record_Count></publshInformation>"
    b"<sdnEntry><uid>1</uid><lastName>A</lastName><sdnType>Entity</sdnType><programList><program>P</program></programList></sdnEntry></sdnList>"
)
UN = (
    b'<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME>'
    b"<LISTED_ON>2012-12-31</LISTED_ON></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
)
EU = (
    b'<export generationDate="2022-03-18T14:52:26+01:00"><sanctionEntity logicalId="1"><subjectType classificationCode="P"/>'
    b'<nameAlias wholeName="A" strong="true"/></sanctionEntity></export>'
)
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
UK = (
    b"Last Updated,27/04/2020\nName 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,Nationality,Passport Details,"
    b"NI Number,Position,Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,"
    b"Regime,Listed On,Last Updated,Group ID\nA,B,,,,,,00/00/1980,,,,,,,,,,,,,,,,Individual,AKA,Syria,01/04/2016,01/04/2016,7\n"
)
ISN = b"Programs,Name,Address,Country,Federal Register Notice,Effective Date,Date Lifted/Waived/Expired\nINKSNA,A,,Iran,Vol. 1,1/2/2009,\n"
DTC = b"Party Name,Date Of Birth,Federal Register Notice,Notice Date,Corrected Notice,Corrected Notice Date\nA (a.k.a. B; C),,1 FR 2,1/2/2009,,\n"
FTM = b'{"id":"a","schema":"Person","properties":{"name":["A"],"topics":["sanction"]}}\n{"RECORD_ID":"1","NAMES":[{"NAME_FULL":"B"}]}\n'
OWN = b"name,country,id\nA,Germany,1\n"
WHOLE = {
    "us_bis_dpl": DPL, "us_ofac_sdn": SDN, "us_ofac_cons": PLAIN, "un_sc": UN, "eu_fsf": EU, "us_bis_entity": EL,
    "us_trade_csl": CSL, "uk_ofsi": UK, "us_state_isn": ISN, "us_state_dtc": DTC, "ftm:x": FTM, "own:x": OWN,
}  # fmt: skip


@pytest.mark.parametrize("list_id", WHOLE)
def test_the_seed_of_the_fuzzing_reads(list_id: str) -> None:
    document, facts = read_publication(list_id, [File.of("x", WHOLE[list_id])], WHEN)
    assert facts
    assert document.tally.kept == document.tally.total


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The file with a few of its bytes cut, changed, repeated, or put in."""
    body = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(body) - 1, 0)))
        what = draw(st.sampled_from(("cut", "change", "insert", "repeat", "drop")))
        if what == "cut":
            del body[at:]
        elif what == "change" and body:
            body[at] = draw(st.integers(0, 255))
        elif what == "insert":
            body[at:at] = draw(
                st.one_of(
                    st.binary(max_size=6), st.sampled_from((b'"', b"\x00", b"\xff", b"\n", b"-0- ", b"<", b"&", b"\x1a", b"]]>"))
                )
            )
        elif what == "repeat":
            body[at:at] = body[at : at + 40]
        else:
            del body[at : at + draw(st.integers(1, 30))]
    return bytes(body)


@pytest.mark.parametrize("list_id", WHOLE)
def test_damage_is_an_error_of_ours_or_is_read(list_id: str) -> None:
    @settings(max_examples=60, deadline=2000, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(body=damaged(WHOLE[list_id]))
    def run(body: bytes) -> None:
        try:
            document, facts = read_publication(list_id, [File.of("x", body)], WHEN)
        except LicetError:
            return
        assert facts
        assert document.tally.kept >= 0

    run()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><sdnList>&d;</sdnList>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><sdnList>&f;</sdnList>'


@pytest.mark.parametrize("body", [BOMB, OUTSIDE, b"<a>" * 5000 + b"</a>" * 5000])
def test_xml_bombs_and_outside_entities_are_refused(body: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(SourceDamaged):
        parse(File.of("x.xml", body))
    assert time.perf_counter() - start < 2


def test_decompression_bombs_are_refused() -> None:
    zeros = b"\0" * (8 << 20)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.csv", zeros)
    with pytest.raises(SourceDamaged, match="bomb"):
        File.of("x.zip", packed.getvalue())
    with pytest.raises(SourceDamaged, match="bomb"):
        File.of("x.gz", gzip.compress(zeros))
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", zeros)
    with pytest.raises(SourceDamaged, match="bomb"):
        read_publication("own:x", [File.of("x.xlsx", book.getvalue())], WHEN)


@pytest.mark.parametrize(
    "body",
    [b"\x1f\x8b broken", gzip.compress(b"abc", mtime=0)[:-6], b"PK\x03\x04 broken", zlib.compress(b"x")],
    ids=["gzip", "gzip cut off", "zip", "zlib"],
)
def test_broken_packing_is_an_error_of_ours(body: bytes) -> None:
    with pytest.raises(LicetError):
        read_publication("us_bis_dpl", [File.of("x", body)], WHEN)
