"""Component checks by the names of the GS1 Barcode Syntax Tests: each looks at one component of a value."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kiosk.formats.gs1.checks import characters, coupons, numbers, registered, times
from kiosk.formats.gs1.checks.finding import Check

_ALL: Final[tuple[Check, ...]] = (
    characters.csetnumeric, characters.cset39, characters.cset64, characters.cset82, characters.hasnondigit,
    characters.hyphen, characters.importeridx, characters.pcenc,
    coupons.couponcode, coupons.couponposoffer,
    numbers.csum, numbers.csumalpha, numbers.gcppos1, numbers.gcppos2, numbers.latitude, numbers.longitude,
    numbers.nonzero, numbers.nozeroprefix, numbers.pieceoftotal, numbers.posinseqslash, numbers.winding,
    numbers.yesno, numbers.zero,
    registered.iban, registered.iso3166, registered.iso3166999, registered.iso3166alpha2, registered.iso4217,
    registered.iso5218, registered.mediatype, registered.packagetype,
    times.hh, times.hhmi, times.hhmi_or_none, times.mi, times.ss, times.yymmd0, times.yymmdd, times.yyyymmd0,
    times.yyyymmdd,
)  # fmt: skip

CHECKS: Final[Mapping[str, Check]] = MappingProxyType({check.__name__: check for check in _ALL})
"""Every check by its name."""
