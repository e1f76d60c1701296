"""Part 740: license exceptions, one file pair each; the bars of 740.2(a); what embargoes leave open.

`find` is asked with the requirements found and gives the exception that answers them all, or why none does.
"""

from __future__ import annotations

from licet.law.us.ear.part740_exceptions import (
    aca,
    ace,
    acm,
    agr,
    aia,
    app,
    apr,
    avs,
    bag,
    ccd,
    civ,
    enc,
    gbs,
    gft,
    gov,
    hbm,
    iec,
    lpp,
    lvs,
    med,
    nac,
    rff,
    rpl,
    scp,
    spp,
    sta,
    tmp,
    tsr,
    tsu,
)  # fmt: skip
from licet.law.us.ear.part740_exceptions.explain import Explained, explain, papers
from licet.law.us.ear.part740_exceptions.find import Answered, find, possible
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb

#: Every license exception, in the order of part 740 (15 CFR 740.3 to 740.29).
EXCEPTIONS: tuple[LicenseException, ...] = tuple(
    module.EXCEPTION
    for module in (
        lvs, gbs, civ, spp, tsr, app, nac, aca, tmp, rpl, gov, gft, tsu, bag, avs, apr, enc, agr, ccd, sta, scp, ace, med, iec,
        hbm, rff, aia, acm, lpp,
    )
)  # fmt: skip

__all__ = ["EXCEPTIONS", "Answered", "Explained", "LicenseException", "Limb", "explain", "find", "papers", "possible"]
