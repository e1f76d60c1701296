"""Documents of made-up matters, worded as the press and the agencies word such acts. No sentence is anybody's."""

# Expressions, table rows and markup are each kept on one line.

from __future__ import annotations

STORAGE = """Storage maker Halverson fined $212 million for shipping drives to blacklisted Chinese firm

WASHINGTON, April 20, 2023 (Reuters) - Halverson Storage Holdings plc has agreed to pay a $212 million penalty in a settlement with U.S. authorities for shipping over $900 million worth of disk drives to China's Longwei in violation of U.S. export control laws, the Department of Commerce said on Wednesday.

Longwei was placed on the Entity List, a U.S. trade blacklist, in 2019.

"Even after Longwei was placed on the list, Halverson kept sending drives," Matthew Axel, director of the Office of Export Enforcement, said in a statement. "Today's action is the consequence."

"We believed we complied with all laws at the time," Halverson CEO Dave Morley said in a statement.

The company in October received a proposed charging letter. Its penalty includes a five-year suspended denial order.
"""

RENEWAL = """DEPARTMENT OF COMMERCE

Bureau of Industry and Security

Order Renewing Temporary Denial of Export Privileges

In the Matter of:
Zarin Airways, Zarin Tower, No. 21, Azadegan St., Tehran, Iran;
Mahmoud Amiri, Dubai, United Arab Emirates;
Kerman Aviation, 42 Avenue Montaigne, Paris, France;

    Pursuant to Section 766.24 of the Export Administration Regulations, 15 CFR parts 730-774 (2021) ("EAR" or "the Regulations"), I hereby grant the request of the Office of Export Enforcement ("OEE") to renew the temporary denial order issued in this matter on May 29, 2020. I find that renewal of this order is necessary in the public interest to prevent an imminent violation of the Regulations.

    On March 17, 2008, the Assistant Secretary signed an order denying Zarin Airways' export privileges for a period of 180 days.

    It is therefore ordered:
    First, that Zarin Airways, Mahmoud Amiri, and Kerman Aviation may not, directly or indirectly, participate in any way in any transaction involving any item subject to the EAR.

    This Order is effective immediately and shall remain in effect for 180 days.

Dated: November 24, 2020.
[FR Doc. 2020-26341 Filed 11-27-20; 8:45 am]
BILLING CODE 3510-DT-P
"""

LISTING_RULE = """DEPARTMENT OF COMMERCE
Bureau of Industry and Security
15 CFR Part 744

Addition of an Entity to the Entity List

AGENCY: Bureau of Industry and Security, Commerce.
ACTION: Final rule.

SUMMARY: This final rule amends the Export Administration Regulations (EAR) by adding one entity, Minjiang Integrated Circuit Company, Ltd., to the Entity List. This entity will be listed on the Entity List under the destination of China.

DATES: This rule is effective October 30, 2018.

SUPPLEMENTARY INFORMATION:
Under Sec. 744.11(b) of the EAR, persons for whom there is reasonable cause to believe that they have been involved may be added to the Entity List.
"""

LIFTED = """U.S. lifts sanctions on Arkadia, other Russian firms linked to oligarch

WASHINGTON, January 27, 2019 (AP) - The Trump administration on Sunday lifted sanctions on aluminum giant Arkadia and other Russian firms linked to oligarch Viktor Selin.

"Treasury sanctioned these companies because of their ownership by Viktor Selin," Treasury Secretary Steven Mnuchin said.

Selin himself remains under U.S. sanctions.
"""

DESIGNATION = """Treasury Targets Procurement Network

FOR IMMEDIATE RELEASE
March 9, 2023

WASHINGTON - Today, the U.S. Department of the Treasury's Office of Foreign Assets Control (OFAC) designated Hangzhou Koto Machinery Co., Ltd. and Raven International Trade Co., Limited pursuant to Executive Order 13382. Yun Xia Yuan, an employee of S&C Trade PTY Co., Ltd., arranged the sale of engines. Yun Xia Yuan is being designated pursuant to E.O. 13382.

"The United States will continue to target procurement networks," said Under Secretary of the Treasury for Terrorism and Financial Intelligence Brian E. Nelson.
"""

CHARGES = """US charges telecom giant's finance chief; company denies wrongdoing

NEW YORK, Jan 28, 2019 - The U.S. Justice Department on Monday unsealed indictments against Longwei Technologies Co. Ltd. and its chief financial officer, Mei Lanying, accusing them of conspiring to violate U.S. sanctions on Iran. The company pleaded not guilty earlier in the month, court papers show.

Lawmakers are weighing a bill that would ban chip sales to Longwei. The White House is considering an executive order on the company's equipment, two people familiar with the matter said.
"""

PLEDGE = """President offers help for Longwei

June 3, 2019

President Laura Grant said on Sunday that she would help Longwei Technologies Co. Ltd. get back to work. "Too much has been lost. It will be fixed," Grant tweeted on Sunday.

The Commerce Department last month banned exports of U.S. technology to Longwei for five years.
"""

ALL = {
    "storage": STORAGE, "renewal": RENEWAL, "listing": LISTING_RULE, "lifted": LIFTED, "designation": DESIGNATION,
    "charges": CHARGES, "pledge": PLEDGE,
}  # fmt: skip
