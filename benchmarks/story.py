"""The hand-made heart of the example book: an exporter of test gear in April 2018, its dealings with ZTE, and those near them.

Listed names are real (ZTE Corporation, ZTE Kangxun, Beijing 8-Star, ZTE Parsian, Huawei); every other name, order and price is made up.
The lines are worked by hand in tests/exposure/zte_sheet.md, so a change here is a change there.
"""

from __future__ import annotations

Rows = list[dict[str, str]]


def _rows(text: str) -> Rows:
    """Rows of a table written with bars; the first line names the columns."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


PARTIES = _rows("""
id      | name                                               | kind         | country | address                                            | aliases | ours | from       | source
HMD-US  | Halcyon Meadow Devices Inc.                        | organization | US      | 14 Millrace Road, Boise, Idaho                     |         | yes  | 2009-03-02 | commercial register
HMD-MY  | Halcyon Meadow Assembly Sdn. Bhd.                  | organization | MY      | Lorong Kikik 5, Bayan Lepas, Penang                |         | yes  | 2013-07-15 | commercial register
C-ZTE   | ZTE Corporation                                    | organization | CN      | ZTE Plaza, Hi-Tech Industrial Park, Nanshan District, Shenzhen | Zhongxing Telecommunications Equipment Corporation | no | 2014-05-19 | customer master
C-KANG  | ZTE Kangxun Telecommunications Ltd.                | organization | CN      | ZTE Industrial Zone, Yantian District, Shenzhen    |         | no   | 2014-05-19 | customer master
C-8STAR | Beijing 8-Star International Co.                   | organization | CN      | Beijing                                            |         | no   | 2015-02-03 | customer master
C-PARS  | ZTE Parsian                                        | organization | IR      | Africa Avenue, Tehran                              |         | no   | 2016-03-08 | Entity List, 81 FR 12004
C-MARI  | Marigold Lantern Trading Ltd.                      | organization | HK      | 8 Paper Kite Lane, Kwun Tong, Hong Kong            |         | no   | 2015-10-01 | customer master
C-COPP  | Copperfinch Netzwerke GmbH                         | organization | DE      | Am Mühlbach 3, Regensburg                          |         | no   | 2016-01-11 | customer master
C-TEAL  | Tealwater Handset Laboratories Co.                 | organization | CN      | 77 Willow Bay Street, Nanjing                      |         | no   | 2016-09-01 | customer master
C-AMBER | Amber Kestrel Réseaux SARL                         | organization | FR      | 5 quai des Ormes, Nantes                           |         | no   | 2016-09-12 | customer master
C-PLUM  | Plumstone Harbor Telecom Ltda.                     | organization | BR      | Rua das Garças 210, Recife                         |         | no   | 2015-04-20 | customer master
C-WREN  | Wrenfield Observatory Network                      | organization | NZ      | 2 Totara Terrace, Nelson                           |         | no   | 2017-02-06 | customer master
C-HUA   | Huawei Technologies Co., Ltd.                      | organization | CN      | Bantian, Longgang District, Shenzhen               |         | no   | 2016-02-01 | customer master
C-QUAY  | Quayside Plover Logistics Ltd.                     | organization | HK      | 41 Lantern Pier, Hong Kong                         |         | no   | 2015-10-01 | forwarder list
S-FERN  | Fernbrook Modems Oy                                | organization | FI      | Koivutie 9, Oulu                                   |         | no   | 2013-08-01 | vendor master
S-PEWT  | Pewterdale Silicon Inc.                            | organization | US      | 300 Quarry Court, Flagstaff, Arizona               |         | no   | 2010-01-04 | vendor master
""")

ITEMS = _rows("""
id      | description                                | eccn       | origin  | made_in | kind      | unit_value_usd | owner
HM-1001 | FPGA accelerator board                     | 3A001.a.7  | US      | US      | commodity | 250.00         | Boise
HM-1002 | Optical transceiver, telecommunications    | 5A991      | US      | US      | commodity | 84.35          | Boise
HM-1003 | Rack and cable kit                         | EAR99      | US      | US      | commodity | 12.40          | Boise
HM-1004 | Spectrum test set                          | 3A992.a    | US      | US      | commodity | 4310.75        | Boise
HM-1005 | Thermal inspection camera                  | 6A003.b.4.b | US     | US      | commodity | 3950.00        | Boise
HM-2001 | Edge router, Penang                        | 5A991      | foreign | MY      | commodity | 640.00         | Penang
HM-2002 | Baseband unit, Penang                      | 5A991      | foreign | MY      | commodity | 800.00         | Penang
HM-3001 | Field recorder                             | EAR99      | US      | US      | commodity | 1290.00        | Boise
HM-3002 | Telemetry gateway                          | 5A991      | US      | US      | commodity | 415.10         | Boise
P-100   | Cellular modem of ZTE Kangxun              | 5A991      | foreign | CN      | commodity | 38.20          | Boise
P-101   | Cellular modem of Fernbrook                | 5A991      | foreign | FI      | commodity | 44.90          | Boise
P-102   | Line card, US-origin, refurbished by ZTE Kangxun | 5A991 | US     | US      | commodity | 61.00          | Boise
P-103   | FPGA                                       | 3A001.a.7  | US      | US      | commodity | 240.00         | Penang
P-104   | Power supply                               | EAR99      | US      | US      | commodity | 31.50          | Penang
P-105   | Housing                                    | EAR99      | foreign | MY      | commodity | 9.75           | Penang
P-106   | Switch chip                                | 5A991      | foreign | MY      | commodity | 118.00         | Penang
P-107   | Recorder main board                        | EAR99      | US      | US      | commodity | 402.00         | Boise
""")

BOMS = _rows("""
parent  | part   | quantity | position | preference | source
HM-2001 | P-106  | 2        | 10       | 1          | engineering BOM, rev C
HM-2001 | P-104  | 1        | 20       | 1          | engineering BOM, rev C
HM-2001 | P-105  | 1        | 30       | 1          | engineering BOM, rev C
HM-2002 | P-103  | 1        | 10       | 1          | engineering BOM, rev A
HM-2002 | P-104  | 1        | 20       | 1          | engineering BOM, rev A
HM-2002 | P-106  | 1        | 30       | 1          | engineering BOM, rev A
HM-2002 | P-105  | 1        | 40       | 1          | engineering BOM, rev A
HM-3001 | P-107  | 1        | 10       | 1          | engineering BOM, rev F
P-107   | P-102  | 2        | 10       | 1          | engineering BOM, rev F
P-107   | P-104  | 1        | 20       | 1          | engineering BOM, rev F
HM-3002 | P-100  | 1        | 10       | 1          | engineering BOM, rev B
HM-3002 | P-101  | 1        | 10       | 2          | engineering BOM, rev B
HM-3002 | P-104  | 1        | 20       | 1          | engineering BOM, rev B
""")

SUPPLY = _rows("""
supplier | buyer  | item    | value_usd  | certainty   | from       | until      | source                          | sourced_on
C-KANG   | HMD-US | P-100   | 310000.00  | established | 2016-05-02 |            | frame contract K-7              | 2016-05-02
C-KANG   | HMD-US | P-102   | 95000.00   | established | 2017-04-03 |            | frame contract K-9              | 2017-04-03
S-FERN   | HMD-US | P-101   | 120000.00  | established | 2015-01-12 |            | frame contract F-2              | 2015-01-12
S-PEWT   | HMD-MY | P-103   | 880000.00  | established | 2014-02-01 |            | frame contract P-1              | 2014-02-01
S-PEWT   | HMD-US | P-104   | 60000.00   | established | 2014-02-01 |            | frame contract P-1              | 2014-02-01
HMD-US   | C-ZTE  | HM-1002 | 2100000.00 | established | 2014-06-01 |            | our order book                  | 2018-04-10
C-MARI   | C-KANG | HM-1002 | 700000.00  | established | 2016-11-01 |            | distributor sell-through report | 2018-03-31
C-COPP   | C-MARI |         | 150000.00  | possible    | 2017-06-01 |            | trade press, not confirmed      | 2017-06-14
C-PLUM   | C-ZTE  | HM-1003 | 40000.00   | established | 2015-05-01 | 2017-12-31 | distributor sell-through report | 2018-01-15
""")

OWNERSHIP = _rows("""
owner  | owned   | pct | pct_min | pct_max | kind   | certainty   | from       | until | source                   | sourced_on
C-ZTE  | C-KANG  | 90  |         |         | equity | established | 2012-01-01 |       | annual report 2017       | 2018-03-15
C-ZTE  | C-TEAL  | 65  |         |         | equity | established | 2016-08-01 |       | company register extract | 2018-01-09
C-ZTE  | C-AMBER | 30  |         |         | equity | established | 2016-09-01 |       | company register extract | 2017-11-20
C-KANG | C-AMBER |     | 15      | 25      | equity | established | 2016-09-01 |       | company register extract | 2017-11-20
""")

LICENSES = _rows("""
number   | holder | eccns     | destinations | parties | value_usd  | quantity | start      | end        | authority | source
D1104207 | HMD-US | 6A003.b.4.b | CN         | C-ZTE   | 90000.00   |          | 2017-06-12 | 2021-06-30 | BIS       | SNAP-R
D1109981 | HMD-US | 5A991     | CN           | C-8STAR | 50000.00   |          | 2017-09-01 | 2021-09-30 | BIS       | SNAP-R
""")

_DIRECT = "base stations for a public network"
ORDERS = _rows(f"""
order   | line | status  | kind     | ordered_on | due_on     | shipped_on | exporter_country | destination | item    | quantity | value_usd  | end_user | ultimate_consignee | intermediate_consignee | purchaser | end_use | source
SO-9001 | 1    | open    | export   | 2018-02-05 | 2018-04-27 |            | US | CN | HM-1002 | 1480 | 124838.00  | C-ZTE   | C-ZTE   |        | C-KANG  | {_DIRECT} | ERP
SO-9001 | 2    | open    | export   | 2018-02-05 | 2018-04-27 |            | US | CN | HM-1003 | 350  | 4340.00    | C-ZTE   | C-ZTE   |        | C-KANG  | {_DIRECT} | ERP
SO-9002 | 1    | open    | export   | 2018-02-20 | 2018-05-11 |            | US | CN | HM-1004 | 6    | 25864.50   | C-ZTE   | C-ZTE   |        | C-ZTE   | laboratory | ERP
SO-9003 | 1    | open    | export   | 2018-03-01 | 2018-06-08 |            | US | CN | HM-1001 | 120  | 30000.00   | C-ZTE   | C-ZTE   |        | C-ZTE   | {_DIRECT} | ERP
SO-9004 | 1    | open    | export   | 2018-03-02 | 2018-05-25 |            | US | CN | HM-1002 | 77   | 6494.95    | C-KANG  | C-KANG  | C-QUAY | C-KANG  | {_DIRECT} | ERP
SO-9005 | 1    | open    | export   | 2018-03-12 | 2018-07-06 |            | US | HK | HM-1002 | 200  | 16870.00   | C-WREN  | C-QUAY  |        | C-ZTE   | relay sites | ERP
SO-9006 | 1    | shipped | export   | 2018-01-15 | 2018-03-30 | 2018-04-03 | US | CN | HM-1002 | 900  | 75915.00   | C-ZTE   | C-ZTE   |        | C-ZTE   | {_DIRECT} | ERP
SO-9007 | 1    | open    | reexport | 2018-03-20 | 2018-05-18 |            | MY | CN | HM-2002 | 40   | 32000.00   | C-ZTE   | C-ZTE   |        | C-ZTE   | {_DIRECT} | ERP
SO-9008 | 1    | open    | reexport | 2018-03-20 | 2018-05-18 |            | MY | CN | HM-2001 | 25   | 16000.00   | C-ZTE   | C-ZTE   |        | C-ZTE   | {_DIRECT} | ERP
SO-9009 | 1    | open    | export   | 2018-03-22 | 2018-06-01 |            | US | CN | HM-1002 | 15   | 1265.25    | C-8STAR | C-8STAR |        | C-8STAR | office network | ERP
SO-9010 | 1    | open    | export   | 2018-03-26 | 2018-06-15 |            | US | HK | HM-1002 | 310  | 26148.50   | C-MARI  | C-MARI  |        | C-MARI  | resale | ERP
SO-9011 | 1    | open    | export   | 2018-03-26 | 2018-06-15 |            | US | HK | HM-1003 | 90   | 1116.00    | C-MARI  | C-MARI  |        | C-MARI  | resale | ERP
SO-9012 | 1    | open    | export   | 2018-03-28 | 2018-06-22 |            | US | DE | HM-1002 | 64   | 5398.40    | C-COPP  | C-COPP  |        | C-COPP  | resale | ERP
SO-9013 | 1    | open    | export   | 2018-04-02 | 2018-07-20 |            | US | CN | HM-1002 | 42   | 3542.70    | C-TEAL  | C-TEAL  |        | C-TEAL  | handset testing | ERP
SO-9014 | 1    | open    | export   | 2018-04-02 | 2018-07-20 |            | US | FR | HM-1002 | 33   | 2783.55    | C-AMBER | C-AMBER |        | C-AMBER | carrier network | ERP
SO-9015 | 1    | open    | export   | 2018-04-03 | 2018-08-10 |            | US | BR | HM-1003 | 500  | 6200.00    | C-PLUM  | C-PLUM  |        | C-PLUM  | carrier network | ERP
SO-9016 | 1    | open    | export   | 2018-04-04 | 2018-05-30 |            | US | NZ | HM-3001 | 12   | 15480.00   | C-WREN  | C-WREN  |        | C-WREN  | seismic stations | ERP
SO-9017 | 1    | open    | export   | 2018-04-04 | 2018-05-30 |            | US | NZ | HM-3002 | 20   | 8302.00    | C-WREN  | C-WREN  |        | C-WREN  | seismic stations | ERP
SO-9018 | 1    | open    | export   | 2018-04-05 | 2018-06-29 |            | US | NZ | HM-1002 | 10   | 843.50     | C-WREN  | C-WREN  |        | C-WREN  | seismic stations | ERP
SO-9019 | 1    | open    | export   | 2018-04-06 | 2018-09-14 |            | US | CN | HM-1003 | 60   | 744.00     | C-ZTE   | C-ZTE   |        | C-ZTE   | spare parts for existing networks | ERP
SO-9020 | 1    | canceled | export  | 2018-01-08 | 2018-03-16 |            | US | CN | HM-1004 | 2    | 8621.50    | C-ZTE   | C-ZTE   |        | C-ZTE   | laboratory | ERP
SO-9021 | 1    | open    | export   | 2018-02-26 | 2018-06-04 |            | US | CN | HM-1005 | 12   | 47400.00   | C-ZTE   | C-ZTE   |        | C-ZTE   | inspection of base stations | ERP
SO-9022 | 1    | open    | export   | 2018-04-09 | 2018-06-20 |            | US | CN | HM-1002 | 24   | 2024.40    | C-HUA   | C-HUA   |        | C-HUA   | laboratory | ERP
SO-9023 | 1    | open    | reexport | 2018-04-09 | 2018-06-20 |            | MY | CN | HM-2001 | 5    | 3200.00    | C-HUA   | C-HUA   |        | C-HUA   | laboratory | ERP
""")

TABLES = {
    "parties": PARTIES, "items": ITEMS, "boms": BOMS, "supply": SUPPLY, "ownership": OWNERSHIP, "licenses": LICENSES,
    "orders": ORDERS,
}  # fmt: skip
