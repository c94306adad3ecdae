"""Code pages by their TM-T88 numbers, and the international variants of twelve ASCII places.

Source: Epson TM-T88 character code tables. Pages without a Python codec print a replacement character.
"""

from __future__ import annotations

CODECS = {
    0: "cp437", 1: "katakana", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 11: "cp851", 12: "cp853",
    13: "cp857", 14: "cp737", 15: "iso8859_7", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858",
    20: "thai42", 21: "cp874", 22: "thai13", 23: "thai14", 24: "thai16", 25: "thai17", 26: "tis_620",
    30: "tcvn3", 31: "tcvn3", 32: "cp720", 33: "cp775", 34: "cp855", 35: "cp861", 36: "cp862", 37: "cp864",
    38: "cp869", 39: "iso8859_2", 40: "iso8859_15", 41: "cp1098", 42: "cp1118", 43: "cp1119", 44: "cp1125",
    45: "cp1250", 46: "cp1251", 47: "cp1253", 48: "cp1254", 49: "cp1255", 50: "cp1256", 51: "cp1257",
    52: "cp1258", 53: "kz1048",
}  # fmt: skip
REPLACEMENT = "\ufffd"
_PLACES = b"#$@[\\]^`{|}~"
_NATIONAL = {
    1: "#$à°ç§^`éùè¨",
    2: "#$§ÄÖÜ^`äöüß",
    3: "£$@[\\]^`{|}~",
    4: "#$@ÆØÅ^`æøå~",
    5: "#¤ÉÄÖÅÜéäöåü",
    6: "#$@°\\é^ùàòèì",
    7: "₧$@¡Ñ¿^`¨ñ}~",
    8: "#$@[¥]^`{|}~",
    9: "#¤ÉÆØÅÜéæøåü",
    10: "#$ÉÆØÅÜéæøåü",
    11: "#$á¡Ñ¿é`íñóú",
    12: "#$á¡Ñ¿éüíñóú",
}


def page_name(number: int) -> str:
    """The name of a code page, or `page N` when the printer has none of that number."""
    return CODECS.get(number, f"page {number}")


def decoded(octets: bytes, page: int, national: int = 0) -> str:
    """Text of the printer's page. Bytes without a character become U+FFFD."""
    return "".join(_character(byte, page, national) for byte in octets)


def _character(byte: int, page: int, national: int) -> str:
    if byte < 0x80:
        place = _PLACES.find(byte) if national else -1
        letters = _NATIONAL.get(national, "")
        return letters[place] if 0 <= place < len(letters) else chr(byte)
    codec = CODECS.get(page, "")
    if codec == "katakana":
        return bytes([byte]).decode("cp932", "replace") if 0xA1 <= byte <= 0xDF else REPLACEMENT
    try:
        letter = bytes([byte]).decode(codec)
    except (LookupError, UnicodeDecodeError):
        return REPLACEMENT
    return letter if letter.isprintable() or letter == "\xa0" else REPLACEMENT
