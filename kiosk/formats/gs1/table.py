"""The application identifiers of GS1, as facts.

Source: GS1 General Specifications release 26: 3.2 to 3.9 (formats and titles), 4.14 (which identifiers need or exclude
which), 7.8.5 (predefined lengths, in `spec`); GS1 Digital Link Standard, URI Syntax 4 (keys and qualifiers). Checks
that a component must fulfil beyond its characters follow the definitions in 3.2 to 3.9.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kiosk.formats.gs1.spec import Component, Identifier

_KEY: Final = ""
"""A Digital Link primary key that takes no qualifiers."""
_ITEM = "01 02 8006 8026"
_ANY_ITEM = "01 02 03 8006 8026"
_CONTENT = "01 02"
_PIECE = "01 8006"
_UNIT = "00"
_UNIT_OR_ITEM = "00 01"
_MEASURED = "30 31nn 32nn 35nn 36nn"
_PERSON = "8017 8018"
_NUMBERED_DEVICE = "01+21+8040"
_DATE = "n6/yymmd0"
_COUNTRY = "n3/iso3166"
_COUNTRIES = f"{_COUNTRY} " + " ".join(["n3?/iso3166"] * 4)
_GTIN = "n14/csum/gcppos2"
_GLN = "n13/csum/gcppos1"
_ENCODED_35 = "x1-35/pcenc"
_ENCODED_40 = "x1-40/pcenc"
_ENCODED_70 = "x1-70/pcenc"


def _row(
    ai: str,
    title: str,
    form: str,
    *needs: str,
    excludes: str = "",
    path: str | None = None,
    attribute: bool = True,
) -> Identifier:
    """Write one row. Each of `needs` is a list of alternatives, `a+b` an alternative that takes both.

    `path`: the qualifiers of a Digital Link key in their order, `|` between alternatives.
    """
    return Identifier(
        ai,
        title,
        tuple(Component.parse(part) for part in form.split()),
        tuple(tuple(tuple(one.split("+")) for one in alternatives.split()) for alternatives in needs),
        tuple(excludes.split()),
        None if path is None else tuple(tuple(one.split()) for one in path.split("|")),
        attribute,
    )


def _decimals(prefix: str, last: int, title: str, form: str, *needs: str, excludes: str = "") -> Iterator[Identifier]:
    """Write the rows of a number whose fourth digit says its decimals; they exclude each other."""
    for digit in range(last + 1):
        yield _row(f"{prefix}{digit}", title, form, *needs, excludes=f"{prefix}n {excludes}")


def _identification() -> Iterator[Identifier]:
    """Section 3.2."""
    yield _row("00", "SSCC", "n18/csum/gcppos2", path=_KEY)
    yield _row("01", "GTIN", _GTIN, excludes="255 37", path="22 10 21|235")
    yield _row("02", "CONTENT", _GTIN, "37", excludes="01 03")
    yield _row("03", "MTO GTIN", _GTIN, excludes="01 02 37", attribute=False)


def _batches_and_dates() -> Iterator[Identifier]:
    """Sections 3.3 and 3.4, digits 1 and 2."""
    yield _row("10", "BATCH/LOT", "x1-20", _ANY_ITEM)
    yield _row("11", "PROD DATE", _DATE, _ANY_ITEM)
    yield _row("12", "DUE DATE", _DATE, "8020")
    yield _row("13", "PACK DATE", _DATE, _ANY_ITEM)
    yield _row("15", "BEST BEFORE or BEST BY", _DATE, _ANY_ITEM)
    yield _row("16", "SELL BY", _DATE, _ANY_ITEM)
    yield _row("17", "USE BY or EXPIRY", _DATE, "01 02 03 255 8006 8026")
    yield _row("20", "VARIANT", "n2", _ITEM)
    yield _row("21", "SERIAL", "x1-20", "01 03 8006", excludes="235", attribute=False)
    yield _row("22", "CPV", "x1-20", "01", attribute=False)
    yield _row("235", "TPX", "x1-28", "01", attribute=False)
    yield _row("240", "ADDITIONAL ID", "x1-30", _ITEM)
    yield _row("241", "CUST. PART No.", "x1-30", _ITEM)
    yield _row("242", "MTO VARIANT", "n1-6", _ITEM)
    yield _row("243", "PCN", "x1-20", "01")
    yield _row("250", "SECONDARY SERIAL", "x1-30", _PIECE, "21")
    yield _row("251", "REF. TO SOURCE", "x1-30", _PIECE)
    yield _row("253", "GDTI", f"{_GLN} x1-17?", path=_KEY)
    yield _row("254", "GLN EXTENSION COMPONENT", "x1-20", "414", attribute=False)
    yield _row("255", "GCN", f"{_GLN} n1-12?", excludes="01 02 415 8006 8020 8026", path=_KEY)


_TRADE_MEASURES: Final = {
    "310": "NET WEIGHT (kg)", "311": "LENGTH (m)", "312": "WIDTH (m)", "313": "HEIGHT (m)", "314": "AREA (m²)",
    "315": "NET VOLUME (l)", "316": "NET VOLUME (m³)", "320": "NET WEIGHT (lb)", "321": "LENGTH (in)",
    "322": "LENGTH (ft)", "323": "LENGTH (yd)", "324": "WIDTH (in)", "325": "WIDTH (ft)", "326": "WIDTH (yd)",
    "327": "HEIGHT (in)", "328": "HEIGHT (ft)", "329": "HEIGHT (yd)", "350": "AREA (in²)", "351": "AREA (ft²)",
    "352": "AREA (yd²)", "356": "NET WEIGHT (tr oz)", "357": "NET VOLUME (oz)", "360": "NET VOLUME (qt (US))",
    "361": "NET VOLUME (gal.)", "364": "NET VOLUME (in³)", "365": "NET VOLUME (ft³)", "366": "NET VOLUME (yd³)",
}  # fmt: skip
_LOGISTIC_MEASURES: Final = {
    "330": "GROSS WEIGHT (kg)", "331": "LENGTH (m), log", "332": "WIDTH (m), log", "333": "HEIGHT (m), log",
    "334": "AREA (m²), log", "335": "VOLUME (l), log", "336": "VOLUME (m³), log", "340": "GROSS WEIGHT (lb)",
    "341": "LENGTH (in), log", "342": "LENGTH (ft), log", "343": "LENGTH (yd), log", "344": "WIDTH (in), log",
    "345": "WIDTH (ft), log", "346": "WIDTH (yd), log", "347": "HEIGHT (in), log", "348": "HEIGHT (ft), log",
    "349": "HEIGHT (yd), log", "353": "AREA (in²), log", "354": "AREA (ft²), log", "355": "AREA (yd²), log",
    "362": "VOLUME (qt (US)), log", "363": "VOLUME (gal (US)), log", "367": "VOLUME (in³), log",
    "368": "VOLUME (ft³), log", "369": "VOLUME (yd³), log",
}  # fmt: skip


def _measures_and_amounts() -> Iterator[Identifier]:
    """Section 3.5, digit 3."""
    yield _row("30", "VAR. COUNT", "n1-8", _CONTENT)
    for prefix, title in _TRADE_MEASURES.items():
        yield from _decimals(prefix, 5, title, "n6", _CONTENT)
    for prefix, title in _LOGISTIC_MEASURES.items():
        yield from _decimals(prefix, 5, title, "n6", _UNIT_OR_ITEM)
    yield from _decimals("337", 5, "KG PER m²", "n6", "01")
    yield _row("37", "COUNT", "n1-8", _UNIT, "02 8026")
    yield from _decimals("390", 9, "AMOUNT", "n1-15", "255 8020", excludes="391n 394n 8111")
    yield from _decimals("391", 9, "AMOUNT", "n3/iso4217 n1-15", "8020")
    yield from _decimals("392", 9, "PRICE", "n1-15", "01", _MEASURED, excludes="393n")
    yield from _decimals("393", 9, "PRICE", "n3/iso4217 n1-15", _MEASURED)
    yield from _decimals("394", 3, "PRCNT OFF", "n4", "255", excludes="8111")
    yield from _decimals("395", 5, "PRICE/UoM", "n6", _MEASURED, excludes="392n 393n 8005")


def _parties_and_places() -> Iterator[Identifier]:
    """Section 3.6, digit 4, up to 427."""
    yield _row("400", "ORDER NUMBER", "x1-30")
    yield _row("401", "GINC", "x1-30/gcppos1", path=_KEY)
    yield _row("402", "GSIN", "n17/csum/gcppos1", path=_KEY)
    yield _row("403", "ROUTE", "x1-30", _UNIT)
    yield _row("410", "SHIP TO LOC", _GLN)
    yield _row("411", "BILL TO", _GLN)
    yield _row("412", "PURCHASE FROM", _GLN)
    yield _row("413", "SHIP FOR LOC", _GLN)
    yield _row("414", "LOC No.", _GLN, path="254|7040")
    yield _row("415", "PAY TO", _GLN, "8020", path="8020")
    yield _row("416", "PROD/SERV LOC", _GLN)
    yield _row("417", "PARTY", _GLN, path="7040")
    yield _row("420", "SHIP TO POST", "x1-20", excludes="421")
    yield _row("421", "SHIP TO POST", f"{_COUNTRY} x1-9", excludes="4307")
    yield _row("422", "ORIGIN", _COUNTRY, _ITEM, excludes="426")
    yield _row("423", "COUNTRY - INITIAL PROCESS", _COUNTRIES, _CONTENT, excludes="426")
    yield _row("424", "COUNTRY - PROCESS", _COUNTRY, _CONTENT, excludes="426")
    yield _row("425", "COUNTRY - DISASSEMBLY", _COUNTRIES, _CONTENT, excludes="426")
    yield _row("426", "COUNTRY - FULL PROCESS", _COUNTRY, _CONTENT)
    yield _row("427", "ORIGIN SUBDIVISION", "x1-3", _CONTENT, "422")


def _transport() -> Iterator[Identifier]:
    """Section 3.6, digit 4, from 4300."""
    for tens, to in (("0", "SHIP TO"), ("1", "RTN TO")):
        yield _row(f"43{tens}0", f"{to} COMP", _ENCODED_35, _UNIT)
        yield _row(f"43{tens}1", f"{to} NAME", _ENCODED_35, _UNIT)
        yield _row(f"43{tens}2", f"{to} ADD1", _ENCODED_70, _UNIT)
        yield _row(f"43{tens}3", f"{to} ADD2", _ENCODED_70, f"43{tens}2")
        yield _row(f"43{tens}4", f"{to} SUB", _ENCODED_70, _UNIT)
        yield _row(f"43{tens}5", f"{to} LOC", _ENCODED_70, _UNIT)
        yield _row(f"43{tens}6", f"{to} REG", _ENCODED_70, _UNIT)
        yield _row(f"43{tens}7", f"{to} COUNTRY", "x2/iso3166alpha2", _UNIT)
    yield _row("4308", "SHIP TO PHONE", "x1-30", _UNIT)
    yield _row("4309", "SHIP TO GEO", "n10/latitude n10/longitude", _UNIT)
    yield _row("4318", "RTN TO POST", "x1-20", _UNIT)
    yield _row("4319", "RTN TO PHONE", "x1-30", _UNIT)
    yield _row("4320", "SRV DESCRIPTION", _ENCODED_35, _UNIT)
    yield _row("4321", "DANGEROUS GOODS", "n1/yesno", _UNIT)
    yield _row("4322", "AUTH TO LEAVE", "n1/yesno", _UNIT)
    yield _row("4323", "SIG REQUIRED", "n1/yesno", _UNIT)
    # 9999 stands for a day without a time (3.6, AI 4324 and 4325).
    yield _row("4324", "NOT BEF DEL DT", f"{_DATE} n4/hhmi_or_none", _UNIT)
    yield _row("4325", "NOT AFT DEL DT", f"{_DATE} n4/hhmi_or_none", _UNIT)
    yield _row("4326", "REL DATE", "n6/yymmdd", _UNIT)
    yield _row("4330", "MAX TEMP F.", "n6 x1?/hyphen", _UNIT, excludes="4331")
    yield _row("4331", "MAX TEMP C.", "n6 x1?/hyphen", _UNIT, excludes="4330")
    yield _row("4332", "MIN TEMP F.", "n6 x1?/hyphen", _UNIT, excludes="4333")
    yield _row("4333", "MIN TEMP C.", "n6 x1?/hyphen", _UNIT, excludes="4332")


def _goods() -> Iterator[Identifier]:
    """Section 3.7, digit 7, up to 717."""
    yield _row("7001", "NSN", "n13", _ITEM)
    yield _row("7002", "MEAT CUT", "x1-30", _CONTENT)
    yield _row("7003", "EXPIRY TIME", "n6/yymmdd n4/hhmi", _CONTENT)
    yield _row("7004", "ACTIVE POTENCY", "n1-4", "01+10")
    yield _row("7005", "CATCH AREA", "x1-12", _CONTENT)
    yield _row("7006", "FIRST FREEZE DATE", "n6/yymmdd", _CONTENT)
    yield _row("7007", "HARVEST DATE", "n6/yymmdd n6?/yymmdd", _CONTENT)
    yield _row("7008", "AQUATIC SPECIES", "x1-3", _CONTENT)
    yield _row("7009", "FISHING GEAR TYPE", "x1-10", _CONTENT)
    yield _row("7010", "PROD METHOD", "x1-2", _CONTENT)
    yield _row("7011", "TEST BY DATE", "n6/yymmdd n4?/hhmi", _CONTENT)
    yield _row("7020", "REFURB LOT", "x1-20", _PIECE, "416")
    yield _row("7021", "FUNC STAT", "x1-20", _PIECE)
    yield _row("7022", "REV STAT", "x1-20", "7021")
    yield _row("7023", "GIAI - ASSEMBLY", "x1-30/gcppos1")
    for digit in range(10):
        yield _row(f"703{digit}", f"PROCESSOR # {digit}", "n3/iso3166999 x1-27", _CONTENT)
    yield _row("7040", "UIC+EXT", "n1 x1 x1 x1/importeridx", attribute=False)
    yield _row("7041", "UFRGT UNIT TYPE", "x1-4/packagetype", _UNIT, attribute=False)
    for digit, scheme in enumerate(("PZN", "CIP", "CN", "DRN", "AIM", "NDC", "AIC", "SRN")):
        yield _row(f"71{digit}", f"NHRN {scheme}", "x1-20", "01")


def _certificates_and_people() -> Iterator[Identifier]:
    """Section 3.7, digit 7, from 7230."""
    for digit in range(10):
        yield _row(f"723{digit}", f"CERT # {digit + 1}", "x2 x1-28", "01 8004")
    yield _row("7240", "PROTOCOL", "x1-20", _PIECE)
    yield _row("7241", "AIDC MEDIA TYPE", "n2/mediatype", _PERSON)
    yield _row("7242", "VCN", "x1-25", _PERSON)
    yield _row("7250", "DOB", "n8/yyyymmdd", "8018", excludes="7251")
    yield _row("7251", "DOB TIME", "n8/yyyymmdd n4/hhmi", "8018", excludes="7250")
    yield _row("7252", "BIO SEX", "n1/iso5218", "8018")
    yield _row("7253", "FAMILY NAME", _ENCODED_40, _PERSON, excludes="7256 7259")
    yield _row("7254", "GIVEN NAME", _ENCODED_40, _PERSON, excludes="7256 7259")
    yield _row("7255", "SUFFIX", "x1-10", _PERSON, excludes="7256 7259")
    yield _row("7256", "FULL NAME", "x1-90/pcenc", _PERSON)
    yield _row("7257", "PERSON ADDR", _ENCODED_70, "8018")
    yield _row("7258", "BIRTH SEQUENCE", "x3/posinseqslash", "8018+7259")
    yield _row("7259", "BABY", _ENCODED_40, "8018", excludes="7256")


def _keys() -> Iterator[Identifier]:
    """Section 3.8, digit 8, up to 8026."""
    yield _row("8001", "DIMENSIONS", "n4/nonzero n5/nonzero n3/nonzero n1/winding n1", "01")
    yield _row("8002", "CMT No.", "x1-20")
    yield _row("8003", "GRAI", f"n1/zero {_GLN} x1-16?", path=_KEY)
    yield _row("8004", "GIAI", "x1-30/gcppos1", path="7040")
    yield _row("8005", "PRICE PER UNIT", "n6", _CONTENT)
    yield _row("8006", "ITIP", f"{_GTIN} n4/pieceoftotal", excludes="01 37", path="22 10 21")
    yield _row("8007", "IBAN", "x1-34/iban", "415")
    yield _row("8008", "PROD TIME", "n6/yymmdd n2/hh n2?/mi n2?/ss", _CONTENT)
    yield _row("8009", "OPTSEN", "x1-50", _UNIT_OR_ITEM)
    yield _row("8010", "CPID", "y1-30/gcppos1", path="8011")
    yield _row("8011", "CPID SERIAL", "n1-12/nozeroprefix", "8010", attribute=False)
    yield _row("8012", "VERSION", "x1-20", _PIECE)
    yield _row("8013", "GMN", "x1-25/csumalpha/gcppos1", path=_KEY)
    yield _row("8014", "MUDI", "x1-25/csumalpha/gcppos1/hasnondigit", "01", attribute=False)
    yield _row("8017", "GSRN - PROVIDER", "n18/csum/gcppos1", excludes="8018", path="8019")
    yield _row("8018", "GSRN - RECIPIENT", "n18/csum/gcppos1", excludes="8017", path="8019")
    yield _row("8019", "SRIN", "n1-10", _PERSON, attribute=False)
    yield _row("8020", "REF No.", "x1-25", "415", attribute=False)
    yield _row("8026", "ITIP CONTENT", f"{_GTIN} n4/pieceoftotal", "37", excludes="02 8006")


def _signatures_coupons_and_own_use() -> Iterator[Identifier]:
    """Sections 3.8 from 8030 and 3.9."""
    yield _row("8030", "DIGSIG", "z1-90", "00 01+21 253 255 8003 8004 8006+21 8010+8011 8017 8018")
    yield _row("8040", "IMEI", "n15", "01+21", attribute=False)
    yield _row("8041", "IMEI2", "n15", _NUMBERED_DEVICE, attribute=False)
    yield _row("8042", "ESIM", "n32", _NUMBERED_DEVICE, attribute=False)
    yield _row("8043", "PSIM", "n18 n1-2?", _NUMBERED_DEVICE, attribute=False)
    yield _row("8110", "COUPON CODE", "x1-70/couponcode")
    yield _row("8111", "POINTS", "n4", "255")
    yield _row("8112", "POSITIVE OFFER COUPON", "x1-70/couponposoffer")
    yield _row("8200", "PRODUCT URL", "x1-70", "01", attribute=False)
    yield _row("90", "INTERNAL", "x1-30")
    for digit in range(1, 10):
        yield _row(f"9{digit}", "INTERNAL", "x1-90")


IDENTIFIERS: Final = {
    row.ai: row
    for section in (
        _identification(), _batches_and_dates(), _measures_and_amounts(), _parties_and_places(), _transport(),
        _goods(), _certificates_and_people(), _keys(), _signatures_coupons_and_own_use(),
    )
    for row in section
}  # fmt: skip
"""Every assigned application identifier."""

LENGTH_OF: Final = {ai[:2]: len(ai) for ai in IDENTIFIERS}
"""How many digits an application identifier has, by its first two (7.8.5: the first two digits decide)."""


def identifier_at(message: str, start: int) -> Identifier | None:
    """Return the application identifier that begins at `start`, or None when none is assigned."""
    length = LENGTH_OF.get(message[start : start + 2])
    return None if length is None else IDENTIFIERS.get(message[start : start + length])
