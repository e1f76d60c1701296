"""OFAC's XML formats: the Advanced one against its schema, the Enhanced one's references, the plain one's count."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree
from tests.sources.reading import DATA, given

from licet.errors import SourceDamaged
from licet.parties import PartyKind, Strength
from licet.sources import stated_vintage
from licet.sources.document import File

_SETS = [
    "AliasType",
    "AreaCode",
    "AreaCodeType",
    "CalendarType",
    "Country",
    "CountryRelevance",
    "DecisionMakingBody",
    "DetailReference",
    "DetailType",
    "DocNameStatus",
    "EntryEventType",
    "EntryLinkType",
    "ExRefType",
    "FeatureType",
    "FeatureTypeGroup",
    "IDRegDocDateType",
    "IDRegDocType",
    "IdentityFeatureLinkType",
    "LegalBasis",
    "LegalBasisType",
    "List",
    "LocPartType",
    "LocPartValueStatus",
    "LocPartValueType",
    "NamePartType",
    "Organisation",
    "PartySubType",
    "PartyType",
    "RelationQuality",
    "RelationType",
    "Reliability",
    "SanctionsProgram",
    "SanctionsType",
    "Script",
    "ScriptStatus",
    "SubsidiaryBody",
    "SupInfoType",
    "TargetType",
    "Validity",
]
_VALUES = {
    "AliasType": '<AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType>',
    "CalendarType": '<CalendarType ID="1">Gregorian</CalendarType>',
    "Country": '<Country ID="11206" ISO2="CU">Cuba</Country>',
    "CountryRelevance": '<CountryRelevance ID="1">Unknown</CountryRelevance>',
    "DetailType": '<DetailType ID="1430">DATE</DetailType>',
    "DocNameStatus": '<DocNameStatus ID="1">Original</DocNameStatus>',
    "EntryEventType": '<EntryEventType ID="1">Created</EntryEventType>',
    "FeatureType": '<FeatureType ID="8" FeatureTypeGroupID="1">Birthdate</FeatureType><FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType>',
    "FeatureTypeGroup": '<FeatureTypeGroup ID="1">Unknown</FeatureTypeGroup>',
    "IDRegDocType": '<IDRegDocType ID="1571">Passport</IDRegDocType>',
    "IdentityFeatureLinkType": '<IdentityFeatureLinkType ID="1">Unknown</IdentityFeatureLinkType>',
    "List": '<List ID="1550">SDN List</List>',
    "LocPartType": '<LocPartType ID="1454">CITY</LocPartType>',
    "LocPartValueStatus": '<LocPartValueStatus ID="1">Unknown</LocPartValueStatus>',
    "LocPartValueType": '<LocPartValueType ID="1">Unknown</LocPartValueType>',
    "NamePartType": '<NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>',
    "PartySubType": '<PartySubType ID="3" PartyTypeID="1">Unknown</PartySubType>',
    "PartyType": '<PartyType ID="1">Individual</PartyType>',
    "Reliability": '<Reliability ID="1">Unknown</Reliability>',
    "SanctionsType": '<SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType>',
    "Script": '<Script ID="215" ScriptCode="Latn">Latin</Script><Script ID="220" ScriptCode="Cyrl">Cyrillic</Script>',
    "ScriptStatus": '<ScriptStatus ID="1">Unknown</ScriptStatus>',
}
_POINT = "<{0}><Year>{1}</Year><Month>{2}</Month><Day>{3}</Day></{0}>"


def _boundary(tag: str, year: int, month: int, day: int) -> str:
    inner = _POINT.format("From", year, month, day) + _POINT.format("To", year, month, day)
    return f'<{tag} Approximate="false" YearFixed="true" MonthFixed="true" DayFixed="true">{inner}</{tag}>'


def _name(number: int, last: str, first: str, script: int, *, kind: int, primary: str) -> str:
    def part(group: int, text: str) -> str:
        return (
            f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}" ScriptID="{script}" ScriptStatusID="1" Acronym="false">'
            f"{text}</NamePartValue></DocumentedNamePart>"
        )

    return (
        f'<Alias FixedRef="7" AliasTypeID="{kind}" Primary="{primary}" LowQuality="false">'
        f'<DocumentedName ID="{number}" FixedRef="7" DocNameStatusID="1">{part(1, last)}{part(2, first)}</DocumentedName></Alias>'
    )


def advanced() -> str:
    """One person under one program, by the schema."""
    sets = "".join(f"<{name}Values>{_VALUES.get(name, '')}</{name}Values>" for name in _SETS)
    period = (
        '<DatePeriod CalendarTypeID="1" YearFixed="true" MonthFixed="true" DayFixed="true">'
        f"{_boundary('Start', 1960, 3, 5)}{_boundary('End', 1960, 3, 5)}</DatePeriod>"
    )
    born = (
        f'<Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1" ReliabilityID="1">{period}<VersionDetail DetailTypeID="1430"/></FeatureVersion>'
        '<IdentityReference IdentityID="1" IdentityFeatureLinkTypeID="1"/></Feature>'
    )
    lives = (
        '<Feature ID="2" FeatureTypeID="25"><FeatureVersion ID="2" ReliabilityID="1"><VersionLocation LocationID="5"/></FeatureVersion>'
        '<IdentityReference IdentityID="1" IdentityFeatureLinkTypeID="1"/></Feature>'
    )
    names = _name(1, "DOE", "Jon", 215, kind=1403, primary="true") + _name(2, "ДОУ", "Джон", 220, kind=1400, primary="false")
    return (
        '<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="1"><DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>1</Month><Day>9</Day></DateOfIssue>'
        f"<ReferenceValueSets>{sets}</ReferenceValueSets>"
        '<Locations><Location ID="5"><LocationCountry CountryID="11206" CountryRelevanceID="1"/><LocationPart LocPartTypeID="1454">'
        '<LocationPartValue Primary="true" LocPartValueTypeID="1" LocPartValueStatusID="1"><Value>Havana</Value></LocationPartValue></LocationPart></Location></Locations>'
        '<IDRegDocuments><IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="1" IssuedBy-CountryID="11206"><IDRegistrationNo>A10472263</IDRegistrationNo></IDRegDocument></IDRegDocuments>'
        '<DistinctParties><DistinctParty FixedRef="7"><Profile ID="7" PartySubTypeID="3"><Identity ID="1" FixedRef="7" Primary="true" False="false">'
        f'{names}<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup>'
        '<MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>'
        f"{born}{lives}</Profile></DistinctParty></DistinctParties><ProfileRelationships/>"
        '<SanctionsEntries><SanctionsEntry ID="9" ProfileID="7" ListID="1550"><EntryEvent ID="1" EntryEventTypeID="1">'
        '<Date CalendarTypeID="1"><Year>2010</Year><Month>2</Month><Day>3</Day></Date></EntryEvent>'
        f'<SanctionsMeasure ID="1" SanctionsTypeID="1"><Comment>CUBA</Comment>{period}</SanctionsMeasure></SanctionsEntry></SanctionsEntries><SanctionsEntryLinks/></Sanctions>'
    )


def test_the_advanced_format_reads() -> None:
    _, (fact,) = given("us_ofac_sdn", advanced(), name="SDN_ADVANCED.XML")
    party = fact.value.party
    assert (fact.id, party.kind, fact.value.programs) == ("us_ofac_sdn/7", PartyKind.PERSON, ("CUBA",))
    assert [(n.text, n.strength, n.script) for n in party.names] == [
        ("DOE, Jon", Strength.PRIMARY, None),
        ("ДОУ, Джон", Strength.STRONG, "Cyrl"),
    ]
    assert (party.birth_dates, party.addresses[0].text, party.addresses[0].country) == (("1960-03-05",), "Havana, Cuba", "CU")
    assert [(i.kind, i.number, i.country) for i in party.identifiers] == [("passport", "A10472263", "CU")]
    assert fact.valid.start == date(2010, 2, 3)
    stated = stated_vintage("us_ofac_sdn", [File.of("x", advanced().encode())])
    assert stated is not None
    assert stated.date() == date(2024, 1, 9)


@pytest.mark.shared
def test_what_the_advanced_reader_reads_is_valid_by_ofac_s_schema() -> None:
    schema = etree.XMLSchema(etree.parse(str(DATA / "ofac/schema/sdn_advanced.xsd")))
    schema.assertValid(etree.fromstring(advanced().encode()))


def test_a_reference_that_the_file_does_not_define_is_damage() -> None:
    with pytest.raises(SourceDamaged, match="FeatureType 8 is not among"):
        given("us_ofac_sdn", advanced().replace('<FeatureType ID="8" FeatureTypeGroupID="1">Birthdate</FeatureType>', ""))
    enhanced = (
        '<sanctionsData xmlns="x"><publicationInfo><dataAsOf>2025-01-10T00:00:00</dataAsOf></publicationInfo><referenceValues/>'
        '<entities><entity id="1"><generalInfo><entityType refId="600">Entity</entityType></generalInfo></entity></entities></sanctionsData>'
    )
    with pytest.raises(SourceDamaged, match="refId 600"):
        given("us_ofac_cons", enhanced)


def test_a_plain_file_with_fewer_records_than_it_says_is_refused() -> None:
    page = (
        "<sdnList><publshInformation><Publish_Date>03/17/2020</Publish_Date><Record_Count>2</Record_Count></publshInformation>"
        "<sdnEntry><uid>1</uid><lastName>A</lastName><sdnType>Entity</sdnType></sdnEntry></sdnList>"
    )
    with pytest.raises(SourceDamaged, match="it says it has 2 records and has 1"):
        given("us_ofac_sdn", page)
