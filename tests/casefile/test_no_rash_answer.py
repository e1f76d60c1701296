"""A "yes" rests on an act with effect on the party asked about; what a document denies in words is a "no"."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.case import build_case
from licet.casefile.reading import read_text

SUSPENDED = "July 26, 2023\n\nKestrel Drives LLC said the Bureau of Industry and Security issued an order denying its export privileges for five years. The denial order is suspended as long as Kestrel Drives pays.\n"
UNLISTED = "July 20, 2024\n\nThe U.S. Treasury on Friday imposed sanctions on Osprey Holding PLC. OFAC has not designated its chief executive, Igor Roe.\n"
LATER = "October 18, 2023\n\nThe Commerce Department on Tuesday issued new rules on exports of lidar sensors. They take effect on November 17.\n"
BILL = "June 3, 2024\n\nRepresentative Ann Lowe introduced a bill on May 20 that would bar federal agencies from buying drones of Kestrel Drones Ltd.\n"
EXCEPTED = "May 4, 2024\n\nThe U.S. Treasury on Friday blacklisted nine managers of Osprey Holding PLC, though not its founder, Igor Roe.\n"
KEPT_FROM = (
    "May 4, 2024\n\nThe resolution would have stopped the U.S. Treasury from removing Osprey Holding PLC from its sanctions list.\n"
)
NO_ORDER = "May 4, 2024\n\nThe president said on Monday that he would raise the tariff on Norland steel to 50 percent. The Commerce Department has published no order on the steel tariff.\n"
RULE_NOT_LAW = "May 4, 2024\n\nThe Commerce Department on Thursday prohibited transactions with Kestrel Drones Ltd. A bill introduced in the Senate in April would make it a crime to resell the drones of Kestrel Drones.\n"
MINISTRY = "May 4, 2024\n\nOFAC on Friday designated Osprey Holding PLC. The Ministry of Fisheries of Turkey said that it had no comment.\n"
SOUGHT = "May 4, 2024\n\nThe Justice Department filed a civil lawsuit against Kestrel Drones Ltd that seeks to bar Kestrel Drones Ltd from selling its drones in the United States.\n"
IN_A_ROW = "May 4, 2024\n\nProsecutors charged Igor Roe with smuggling. The executives designated today by OFAC are Ann Lowe, a director; Igor Roe, a founder; and Paul Stamm.\n"
OUGHT = "May 4, 2024\n\nSenator Ann Lowe said the Commerce Department should now add Kestrel Drones Ltd to the Entity List too.\n"
MUST = OUGHT.replace("should now", "must now")
ENJOINED = "May 4, 2024\n\nThe Commerce Department on Thursday prohibited transactions with Kestrel Drones Ltd. A federal judge on Friday blocked the ban on Kestrel Drones.\n"
STRANGER = "May 4, 2024\n\nThe Commerce Department on Friday added Kestrel Drones Ltd to the Entity List.\n"
HALTED = "May 4, 2024\n\nThe Pentagon in January put Kestrel Drones Ltd on its list of Chinese military companies. On Friday a federal judge granted Kestrel Drones a preliminary injunction against the listing.\n"
BAILED = "May 4, 2024\n\nIgor Roe, who was charged with smuggling, was released on a bond by a magistrate judge on Friday until his sentencing.\n"
TRADER = (
    "May 4, 2024\n\nKestrel Bank denies the charges. It is a lender. Igor Roe, a trader, pleaded guilty in 2023 and testified.\n"
)
PLEADED = "May 4, 2024\n\nAcme Pumps Ltd, a unit of Kestrel Drones Ltd, pleaded guilty on Friday to smuggling. Igor Roe pleaded not guilty.\n"


@pytest.mark.parametrize(
    ("document", "question", "on", "never"),
    [
        (HALTED, "Is Kestrel Drones on the list of Chinese military companies?", "2024-05-05", "no"),
        (HALTED, "Is the military company listing of Kestrel Drones in force?", "2024-05-05", "yes"),
        (HALTED, "Has Kestrel Drones been removed from the list of Chinese military companies?", "2024-05-05", "yes"),
        (STRANGER, "Has any bank been put on the Entity List with them?", "2024-05-05", "yes"),
        (LATER, "Are the rules on lidar sensors in force?", "2023-12-01", "no"),
        (TRADER, "Has Kestrel Bank pleaded guilty?", "2024-05-05", "yes"),
        (PLEADED, "Has Kestrel Drones pleaded guilty?", "2024-05-05", "yes"),
        (BAILED, "Has Igor Roe been sentenced?", "2024-05-05", "yes"),
        (STRANGER, "Has a court blocked the Entity List addition of Kestrel Drones?", "2024-05-05", "yes"),
        (STRANGER, "Has China retaliated for the Entity List addition of Kestrel Drones?", "2024-05-05", "yes"),
        (STRANGER, "Did Kestrel Drones sue over the Entity List addition?", "2024-05-05", "yes"),
        (STRANGER, "Will Kestrel Drones be removed from the Entity List?", "2024-05-05", "no"),
        (SUSPENDED, "Is the denial order against Kestrel Drives in force?", "2023-07-27", "yes"),
        (UNLISTED, "Is Igor Roe sanctioned?", "2024-07-20", "yes"),
        (LATER, "Are the rules on lidar sensors in force?", "2023-10-18", "yes"),
        (BILL, "Is federal procurement of Kestrel Drones barred by the bill?", "2024-06-03", "yes"),
        (UNLISTED, "Is Osprey Holding sanctioned?", "2024-07-21", "no"),
        (EXCEPTED, "Is Igor Roe sanctioned?", "2024-05-05", "yes"),
        (KEPT_FROM, "Has the delisting of Osprey Holding taken effect?", "2024-05-05", "yes"),
        (NO_ORDER, "Is the tariff of 50 percent on Norland steel in force?", "2024-05-05", "yes"),
        (RULE_NOT_LAW, "Is the resale of Kestrel drones a crime under the bill introduced in April 2024?", "2024-05-05", "yes"),
        (MINISTRY, "Is the Turkish Ministry of Fisheries sanctioned?", "2024-05-05", "yes"),
        (SOUGHT, "Is the sale of Kestrel Drones's products in the United States barred by the order?", "2024-05-05", "yes"),
        (IN_A_ROW, "Is Igor Roe sanctioned?", "2024-05-05", "no"),
        (OUGHT, "Is Kestrel Drones on the Entity List?", "2024-05-05", "yes"),
        (MUST, "Is Kestrel Drones on the Entity List?", "2024-05-05", "yes"),
        (ENJOINED, "Is the ban on Kestrel Drones in force?", "2024-05-05", "yes"),
        (STRANGER, "Is Institut Voltny Optiki on the Entity List?", "2024-05-05", "yes"),
    ],
)
def test_an_answer_is_not_the_rash_one(document, question, on, never):
    case = build_case([read_text(document, name="a.txt")], ())
    assert case.ask(question, date.fromisoformat(on)).answer != never


def test_what_a_document_says_it_is_not_is_a_no():
    case = build_case([read_text(UNLISTED, name="a.txt")], ())
    assert case.ask("Is Igor Roe designated by OFAC?", date(2024, 7, 20)).answer == "no"


def test_relief_that_is_only_asked_for_is_not_granted():
    asked = "May 4, 2024\n\nThe Commerce Department on Friday added Kestrel Drones Ltd to the Entity List. Norland urged Washington to lift the ban on Kestrel Drones.\n"
    case = build_case([read_text(asked, name="a.txt")], ())
    assert case.ask("Has any relief for Kestrel Drones been granted?", date(2024, 5, 4)).answer in ("no", "not_established")


def test_who_stays_on_the_list_is_not_freed_by_what_freed_another():
    told = "May 4, 2024\n\nOFAC on April 2, 2024 designated Kestrel Tankers Ltd and Osprey Crewing Ltd. OFAC on Friday removed Kestrel Tankers Ltd from its list. Osprey Crewing Ltd remains on the list.\n"
    case = build_case([read_text(told, name="a.txt")], ())
    assert case.ask("Is Osprey Crewing sanctioned?", date(2024, 5, 4)).answer != "no"


def test_a_denial_that_is_suspended_is_none():
    case = build_case([read_text(SUSPENDED, name="a.txt")], ())
    assert case.ask("Is the denial order against Kestrel Drives in force?", date(2023, 7, 27)).answer == "no"


@pytest.mark.parametrize(("party", "answer"), [("Acme Pumps", "yes"), ("Igor Roe", "no")])
def test_a_plea_is_the_act_of_who_made_it(party, answer):
    case = build_case([read_text(PLEADED, name="a.txt")], ())
    assert case.ask(f"Has {party} pleaded guilty?", date(2024, 5, 5)).answer == answer


NAMED = "May 4, 2024\n\nKestrel Drones Ltd sued Osprey Holding PLC on Friday in a civil lawsuit that seeks an injunction. The Commerce Department on Thursday prohibited transactions with Osprey Holding PLC.\n"
ACQUITTED = "May 4, 2024\n\nA federal grand jury in June 2023 indicted Kestrel Drones Ltd on charges of smuggling. On Friday a judge found Kestrel Drones Ltd not guilty.\n"
DROPPED = "May 4, 2024\n\nOn March 17, 2023, the Bureau of Industry and Security signed an order denying the export privileges of Kestrel Drones Ltd and Osprey Holding PLC for five years. The Osprey Holding PLC was dropped from the order on January 15, 2024.\n"
MONITOR = "May 4, 2024\n\nKestrel Bank is free of one burden. The independent compliance monitor that the Justice Department imposed on Kestrel Bank in 2019 left at the end of March.\n"
FINED = "May 4, 2024\n\nThe Commerce Department on Friday fined Kestrel Drones Ltd $5 million.\n"
VOTED = "May 4, 2024\n\nA Senate committee approved a bill on Thursday that would bar federal agencies from buying drones of Kestrel Drones Ltd. The House of Representatives passed the bill against Kestrel Drones Ltd in March.\n"
IN_A_QUESTION = "May 4, 2024\n\nDoes the removal lift the sanctions on Osprey Holding PLC? No.\n"
DID_NOT_BLOCK = "May 4, 2024\n\nKestrel Bank did not keep its users from trading with users in sanctioned jurisdictions, it said.\n"
IN_STATE_COURT = "May 4, 2024\n\nIn addition to the federal criminal charges, Kestrel Bank pleaded guilty on Friday in New York State Supreme Court to falsifying business records.\n"
EMPLOYEE = "May 4, 2024\n\nA former Kestrel Bank employee pleaded guilty on Friday to smuggling.\n"
RENEWABLE = "May 4, 2024\n\nThe Commerce Department on Friday issued a temporary denial order against Kestrel Cargo Ltd for 180 days. The order can be renewed.\n"
FOUNDERS = "May 4, 2024\n\nThe Justice Department on Friday unsealed an indictment charging two founders of Kestrel Protocol Ltd, Igor Roe and Jared Lowe, with smuggling.\n"
CLOSED = "May 4, 2024\n\nKestrel Bank agreed on Friday to pay $5 million to settle with the Justice Department. The Justice Department investigated Kestrel Bank for two years.\n"
WAIVED = "May 4, 2024\n\nThe Treasury on Friday granted a waiver to Kestrel Gas AG. Its tankers stay under sanctions.\n"
ADMINISTRATORS = (
    "May 4, 2024\n\nTwo administrators of Kestrel Exchange Ltd were indicted in March 2024. Kestrel Exchange Ltd had no comment.\n"
)


@pytest.mark.parametrize(
    ("document", "question", "on", "never"),
    [
        (ADMINISTRATORS, "Has Kestrel Exchange been charged?", "2024-05-05", "yes"),
        (FOUNDERS, "Has Kestrel Protocol been charged?", "2024-05-05", "yes"),
        (CLOSED, "Is Kestrel Bank under investigation?", "2024-05-05", "yes"),
        (WAIVED, "Is Kestrel Gas AG exempt from the sanctions?", "2024-05-05", "yes"),
        (NAMED, "Has Osprey Holding sued over the prohibition of May 2024?", "2024-05-05", "yes"),
        (NAMED, "Has the injunction that Kestrel Drones sought in its lawsuit been granted?", "2024-05-05", "yes"),
        (NAMED, "Has Osprey Holding sued Kestrel Drones?", "2024-05-05", "yes"),
        (NAMED, "Has a stay of the prohibition on Osprey Holding been granted?", "2024-05-05", "yes"),
        (NAMED, "Has the prohibition on Osprey Holding been rescinded?", "2024-05-05", "yes"),
        (NAMED, "Is the prohibition on Osprey Holding permanent?", "2024-05-05", "yes"),
        (NAMED, "Is Osprey Holding no longer prohibited from transactions?", "2024-05-05", "yes"),
        (NAMED, "May Osprey Holding sell its drones under the prohibition?", "2024-05-05", "yes"),
        (NAMED, "Are Kestrel Drones and Osprey Holding prohibited?", "2024-05-05", "yes"),
        (NAMED, "Has the lawsuit of Kestrel Drones been dropped?", "2024-05-05", "yes"),
        (ACQUITTED, "Is Kestrel Drones still charged with smuggling?", "2024-05-05", "yes"),
        (ACQUITTED, "Has Kestrel Drones been indicted?", "2024-05-05", "no"),
        (DROPPED, "Is Osprey Holding subject to the denial order?", "2024-05-05", "yes"),
        (DROPPED, "Is Kestrel Drones subject to the denial order?", "2024-05-05", "no"),
        (MONITOR, "Is a compliance monitor in place at Kestrel Bank?", "2024-05-05", "yes"),
        (FINED, "Was Kestrel Drones fined in 2019?", "2024-05-05", "yes"),
        (FINED, "Was Kestrel Drones fined by the Securities and Exchange Commission?", "2024-05-05", "yes"),
        (FINED, "Was Kestrel Drones fined more than $4 million?", "2024-05-05", "no"),
        (FINED, "Has the fine on Kestrel Drones been dropped?", "2024-05-05", "yes"),
        (STRANGER, "Has Kestrel Drones applied for removal from the Entity List?", "2024-05-05", "yes"),
        (STRANGER, "Is the subsidiary of Kestrel Drones on the Entity List?", "2024-05-05", "yes"),
        (STRANGER, "Are the children of Kestrel Drones on the Entity List?", "2024-05-05", "yes"),
        (STRANGER, "Is Kestrel Drones, Inc. on the Entity List?", "2024-05-05", "yes"),
        (STRANGER, "When was Kestrel Drones put on the Entity List?", "2024-05-05", "yes"),
        (VOTED, "Has the bill against Kestrel Drones passed the Senate?", "2024-05-05", "yes"),
        (VOTED, "Has the bill against Kestrel Drones passed the House?", "2024-05-05", "no"),
        (IN_A_QUESTION, "Has Osprey Holding been delisted?", "2024-05-05", "yes"),
        (DID_NOT_BLOCK, "Is Kestrel Bank sanctioned?", "2024-05-05", "yes"),
        (PLEADED, "Has Acme Pumps pleaded guilty in federal court?", "2024-05-05", "yes"),
        (IN_STATE_COURT, "Has Kestrel Bank pleaded guilty in federal court?", "2024-05-05", "yes"),
        (IN_STATE_COURT, "Has Kestrel Bank pleaded guilty in state court?", "2024-05-05", "no"),
        (EMPLOYEE, "Has Kestrel Bank pleaded guilty?", "2024-05-05", "yes"),
        (RENEWABLE, "Is the temporary denial order against Kestrel Cargo in force?", "2025-05-05", "no"),
    ],
)
def test_an_answer_turns_on_what_the_question_turns_on(document, question, on, never):
    case = build_case([read_text(document, name="a.txt")], ())
    assert case.ask(question, date.fromisoformat(on)).answer != never


FINE = "July 20, 2017\n\nThe Treasury Department on Thursday fined Kestrel Oil Corp $2 million for breaking sanctions.\n"
VACATED = "January 3, 2020\n\nKestrel Oil Corp sued over the sanctions fine in 2017. A federal judge on Tuesday vacated the penalty notice of OFAC.\n"
ASKED_TO_VACATE = VACATED.replace("vacated", "was asked to vacate").replace(
    "A federal judge on Tuesday was asked", "A judge was asked"
)
ANOTHERS = VACATED.replace("vacated the penalty notice of OFAC", "vacated the penalty against Osprey Holding PLC")
SIGNED = "September 18, 2020\n\nPresident Ann Lowe signed an executive order on August 6, 2020 against Kestrel Chat Ltd. Kestrel Chat Ltd had no comment.\n"
REVOKED = (
    "June 9, 2021\n\nPresident Igor Roe on Wednesday revoked the executive orders of August 6, 2020 against Kestrel Chat Ltd.\n"
)
REVOKED_A_PAIR = "June 9, 2021\n\nPresident Igor Roe on Wednesday revoked a pair of Lowe-era executive orders that sought to ban the popular app Kestrel Chat Ltd, and replaced them with one that calls for a review.\n"
REVOKED_ANOTHER = REVOKED.replace("August 6", "March 2")
FIRST_LISTED = "February 1, 2024\n\nThe Pentagon has added more than a dozen firms to a list of those it says help the army, among them Kestrel Lidar Ltd.\n"
LISTED_ANEW = "December 18, 2024\n\nThe Pentagon put Kestrel Lidar Ltd on its list of Chinese military companies in August 2024.\n"
RELISTED = "December 18, 2024\n\nThe Pentagon keeps a list of Chinese military companies. Kestrel Lidar Ltd sued in May. The Pentagon struck it from the list in October, only to relist it at once on fresh grounds.\n"
TWO_STRUCK = "December 18, 2024\n\nThe Pentagon struck Kestrel Lidar Ltd and Osprey Chips Ltd from the list of Chinese military companies in October, only to relist Osprey Chips Ltd at once.\n"
STILL_FINED = "Is the penalty against Kestrel Oil in force?"
ORDER = "Is the executive order of August 6, 2020 against Kestrel Chat in force?"
MILITARY = "Is {} on the list of Chinese military companies?"


@pytest.mark.parametrize(
    ("documents", "question", "on", "answers"),
    [
        ((FINE, VACATED), STILL_FINED, "2020-01-04", ("no",)),
        ((FINE, VACATED), STILL_FINED, "2017-07-21", ("yes",)),
        ((FINE, VACATED), "Has Kestrel Oil been fined?", "2020-01-04", ("yes",)),
        ((FINE, ASKED_TO_VACATE), STILL_FINED, "2020-01-04", ("yes",)),
        ((FINE, ANOTHERS), STILL_FINED, "2020-01-04", ("yes",)),
        ((SIGNED, REVOKED), ORDER, "2021-06-10", ("no",)),
        ((SIGNED, REVOKED_A_PAIR), ORDER, "2021-06-10", ("no",)),
        ((SIGNED, REVOKED), ORDER, "2020-10-10", ("yes",)),
        ((SIGNED, REVOKED_ANOTHER), ORDER, "2021-06-10", ("yes",)),
        ((FIRST_LISTED, LISTED_ANEW), MILITARY.format("Kestrel Lidar"), "2024-02-02", ("yes", "not_established")),
        ((LISTED_ANEW,), MILITARY.format("Kestrel Lidar"), "2024-02-02", ("no",)),
        ((RELISTED,), MILITARY.format("Kestrel Lidar"), "2024-12-18", ("yes",)),
        ((RELISTED,), "Has Kestrel Lidar been removed from the list of Chinese military companies?", "2024-12-18", ("yes", "not_established")),
        ((TWO_STRUCK,), MILITARY.format("Kestrel Lidar"), "2024-12-18", ("no", "not_established")),
        ((TWO_STRUCK,), MILITARY.format("Osprey Chips"), "2024-12-18", ("yes", "not_established")),
    ],
)  # fmt: skip
def test_what_was_revoked_annulled_or_listed_again_is_answered_as_of_the_day(documents, question, on, answers):
    case = build_case([read_text(text, name=f"{at}.txt") for at, text in enumerate(documents)], ())
    told = case.ask(question, date.fromisoformat(on))
    assert told.answer in answers, told.why
