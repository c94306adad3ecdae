"""Streams with values that no file may hold, for each driver; all of them invented or published test numbers."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass

from devices.recording.rules.zvt import check_sum

TRACK_2 = b";4111111111111111=29121010000012300000?"
PASSPORT = (b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", b"L898902C36UTO7408122F1204159ZE184226B<<<<<10")
IDENTITY = (b"I<UTOD231458907<<<<<<<<<<<<<<<", b"7408122F1204159UTO<<<<<<<<<<<6", b"ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
PASS = (
    b"M1ERIKSSON/ANNA       EABC123 AMSLISTP 0661 326Y012A0045 147>1181W 6325BTP 00047123456003"
    b"2904712345678901 1TP TP 987654321012     20KY"
)


@dataclass(frozen=True, slots=True)
class Stream:
    """What one side says, and what of it must never be kept."""

    url: str
    side: str  # of `Masks`: host or device
    sent: bytes
    canaries: tuple[bytes, ...]


def luhn(number: bytes) -> bytes:
    """The number with its last digit made the check digit."""
    for last in b"0123456789":
        digits = [byte - 48 for byte in number[:-1] + bytes((last,))]
        doubled = [2 * own if at % 2 else own for at, own in enumerate(reversed(digits))]
        if sum(own // 10 + own % 10 for own in doubled) % 10 == 0:
            return number[:-1] + bytes((last,))
    raise AssertionError


CARD = luhn(b"5454123412341234")
AMEX = luhn(b"378282246310000")
LONGEST = luhn(b"6304000012345678901")


def unit(command: int, own: bytes) -> bytes:
    """A ZVT unit."""
    return command.to_bytes(2, "big") + bytes((len(own),)) + own


def block(own: bytes) -> bytes:
    """A unit on a serial line."""
    return (
        b"\x10\x02" + own.replace(b"\x10", b"\x10\x10") + b"\x10\x03" + check_sum(own + b"\x03").to_bytes(2, "little")
    )


def lllvar(count: int, digits: int) -> bytes:
    return bytes(0xF0 | int(digit) for digit in f"{count:0{digits}d}")


STATUS = unit(
    0x040F,
    bytes.fromhex("27 00 04 00 00 00 00 12 99 49 09 78 87 00 42 22")
    + lllvar(8, 2)
    + bytes.fromhex(CARD.decode())
    + b"\x23"
    + lllvar(19, 2)
    + bytes.fromhex("4111111111111111D29121010000012300000F")
    + b"\x24"
    + lllvar(10, 3)
    + bytes.fromhex("59454123412341234123")
    + b"\x2d"
    + lllvar(35, 2)
    + b"B4111111111111111^ERIKSSON/ANNA^291"
    + bytes.fromhex("0E 29 12 3A 07 37 06 0D 1F 08 0A 41 11 11 11 11 11 11 11 29 12"),
)
LINE = unit(0x06D1, b"\x00Karte 5454 1234 1234 " + CARD[12:] + b" ") + unit(
    0x06D1, b"\x00anna@example.org +351912345678"
)
BLOCK = unit(0x06D3, b"\x06\x1c\x25\x1a\x07\x18Konto NL91ABNA0417164300")
ZVT_CANARIES = (
    bytes.fromhex(CARD.decode()),
    CARD,
    CARD[4:12],
    b"4111111111111111",
    b"1234 1234",
    bytes.fromhex("4111111111111111"),
    b"ERIKSSON",
    b"anna@",
    b"351912345678",
    b"91ABNA0417164300",
    b"\x29\x12",
    b"\x07\x37",
)


def http(body: bytes, *, is_chunked: bool = False) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-API-Key: SeCreT99\r\n"
    if not is_chunked:
        return head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    parts = [body[at : at + 37] for at in range(0, len(body), 37)]
    return (
        head
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
        + b"0\r\n\r\n"
    )


ANSWER = json.dumps(
    {
        "SaleToPOIResponse": {
            "MessageHeader": {"MessageCategory": "Payment", "SaleID": "K1", "ServiceID": "REF1"},
            "PaymentResponse": {
                "Response": {"Result": "Success", "AdditionalResponse": "cardHolderName=ANNA%20ERIKSSON&x=1"},
                "PaymentResult": {
                    "PaymentInstrumentData": {
                        "CardData": {
                            "PaymentBrand": "mc",
                            "MaskedPan": CARD.decode(),
                            "SensitiveCardData": {
                                "PAN": CARD.decode(),
                                "CardHolderName": "ERIKSSON/ANNA",
                                "TrackData": [{"TrackValue": TRACK_2.decode()}],
                                "ExpiryDate": "2912",
                            },
                        }
                    },
                    "CapturedSignature": {"AreaSize": 4111111111111111},
                },
                "PaymentReceipt": [
                    {
                        "OutputContent": {
                            "OutputText": [
                                {"Text": "name=Card&value=" + CARD.decode()},
                                {"Text": "ANNA ERIKSSON"},
                                {"Text": "\u0041NNA ERIKSSON", "EndOfLineFlag": True},
                            ]
                        }
                    }
                ],
            },
        },
        "NexoBlob": "U2VjcmV0QmxvYkRhdGE1NDU0MTIzNDEyMzQ=",
        "SecurityTrailer": {"Hmac": "aGlkZGVuSG1hYw==", "Nonce": "bm9uY2U="},
        "ApprovalCode": CARD.decode(),
    }
).encode()
NEXO_CANARIES = (
    CARD,
    TRACK_2[1:17],
    b"ERIKSSON",
    b"U2VjcmV0QmxvYk",
    b"aGlkZGVuSG1h",
    b"SeCreT99",
    b'"2912"',
    b"4111111111111111",
)


def keys(text: str) -> bytes:
    """What a scanner types, then Enter."""
    code = {**{str(digit): 1 + digit for digit in range(1, 10)}, "0": 11, "M": 50, "E": 18, "/": 53, " ": 57}
    code |= {sign: 16 + at for at, sign in enumerate("QWERTYUIOP")} | {s: 30 + at for at, s in enumerate("ASDFGHJKL")}
    code |= {sign: 44 + at for at, sign in enumerate("ZXCVBNM")}
    sent, event = b"", struct.Struct("@llHHi")
    for number in [*(code[sign] for sign in text), 28]:
        for kind, own, value in ((4, 4, number), (1, number, 1), (0, 0, 0), (1, number, 0), (0, 0, 0)):
            sent += event.pack(1_700_000_000, 1000, kind, own, value)
    return sent


def key_codes(text: str) -> bytes:
    """The key codes of a text as they follow each other, each in its event: one canary."""
    return keys(text)[24 : 24 * 5 * 6]


def framed(lines: tuple[bytes, ...]) -> bytes:
    """A reader's frame of three lines."""
    padded = [b"_" * 44] * (3 - len(lines)) + [line.ljust(44, b"_") for line in lines]
    own = b"\x01\x8cOU\x020" + b"".join(line + b"\r" for line in padded) + b"\x03"
    bcc = 0
    for byte in own:
        bcc ^= byte
    return own + bytes((bcc,))


def stored(symbol: int, text: bytes) -> bytes:
    """ESC/POS: the data of a code."""
    return b"\x1d(k" + (len(text) + 3).to_bytes(2, "little") + bytes((symbol,)) + b"P0" + text


RECEIPT = (
    b"\x1b@\x1bt\x13\x1ba\x01ERIKSSON/ANNA\n"
    + b"Karte "
    + CARD
    + b"\n"
    + b"anna@example.org\n"
    + stored(0x30, PASS)
    + stored(0x31, b"M1ERIKSSON/ANNA")
    + b"\x1dkI\x0a{BERIKSSON"
    + b"\x1dv0\x00\x02\x00\x02\x00\xde\xad\xbe\xef"
    + b"\x1b*\x00\x04\x00\xde\xad\xbe\xef\x1dVA\x00\x1d(H\x06\x0000"
    + b"0042"
)
LABEL = (
    b"~HS\r\n^XA^CI28^PW432^FO40,40^A0N,33^FH_^FDERIKSSON/ANNA _C3_83^FS^BY3^B2N,160,N,N,N^FD0047123456^FS"
    b"^FO1,1^BQN,2,4^FDMA," + PASS + b"^FS^GFA,8,8,1,DEADBEEFDEADBEEF^FS^PQ1^XZ\r\n"
)
IDENTITIES = (b"ERIKSSON", b"ANNA", b"L898902C3", b"D23145890", b"740812", b"120415", b"ZE184226B")
SCANS = (
    b"\r".join(
        (
            b"]E04006381333931",
            CARD,
            b"]C0" + CARD,
            b"]Q1" + CARD[:4] + b" " + CARD[4:8] + b" " + CARD[8:12] + b" " + CARD[12:],
            b"]d2010400638133393110" + CARD,
            AMEX,
            LONGEST,
            b"]C0" + TRACK_2,
            b"]Q1mailto:anna@example.org",
            b"]L2" + PASS,
            PASS,
            PASS[:47],
            *PASSPORT,
            *IDENTITY,
            b"]Q1https://id.example.org/01/04006381333931?mail=anna@example.org",
            b"]I00047123456",
            b"]Q1ERIKSSON;ANNA;NL91ABNA0417164300",
            b"\x01\x02" + CARD,
            b"X" * 600 + CARD,
            b"]E04006381333931",
        )
    )
    + b"\r"
)
SCAN_CANARIES = (
    CARD,
    AMEX,
    LONGEST,
    CARD[:12],
    TRACK_2[1:17],
    b"anna@",
    b"ERIKSSON",
    b"ANNA",
    b"ABC123",
    b"0047123456",
    b"987654321012",
    b"012A",
    b"NL91ABNA",
    b"1234 1234",
    *IDENTITIES,
)


def summed(text: bytes) -> bytes:
    """A line of a signing device."""
    return b"\n%08X %s\n" % (zlib.crc32(text), text)


TAX_NO = b"999999990"
FINISHED = b'{"command":"FinishTransaction","request":7,"processData":"1-1^SALE","externalData":"' + TAX_NO + b'"}'
SIGNED = summed(FINISHED) + summed(FINISHED).replace(b"\n", b"\n0", 1) + summed(b'{"command":"GetStatus"}') + FINISHED

STREAMS = {
    "signdemo": Stream("signdemo+tcp://h:1", "host", SIGNED, (TAX_NO,)),
    "linescan": Stream("linescan+serial:///dev/x", "device", SCANS, SCAN_CANARIES),
    "mrzserial": Stream(
        "mrzserial+serial:///dev/x",
        "device",
        framed(PASSPORT)
        + framed(IDENTITY)
        + framed(PASSPORT)[:70]
        + framed(PASSPORT)
        + b"\r".join((*PASSPORT, *IDENTITY, PASSPORT[1].lower(), PASSPORT[1][:40]))
        + b"\r",
        IDENTITIES,
    ),
    "zvt": Stream("zvt+tcp://h:1", "device", STATUS + LINE + BLOCK + STATUS, ZVT_CANARIES),
    "zvt password": Stream(
        "zvt+tcp://h:1",
        "host",
        unit(0x0600, b"\x12\x34\x56\xbe\x09\x78")
        + unit(0x0620, b"\x12\x34\x56\x03\x03")
        + unit(0x0630, b"\x12\x34\x56\x87\x00\x42")
        + unit(0x0601, bytes.fromhex("04000000001299490978 3D 123456")),
        (b"\x12\x34\x56",),
    ),
    "zvt serial": Stream(
        "zvt+serial:///dev/x",
        "device",
        b"\x06" + block(STATUS) + b"\x4b" + block(LINE[:26]) + block(BLOCK),
        ZVT_CANARIES,
    ),
    "zvt noise": Stream("zvt+tcp://h:1", "device", b"\x4a" + STATUS + LINE, ZVT_CANARIES),
    "nexo": Stream("nexo+http://h:1/nexo", "device", http(ANSWER), NEXO_CANARIES),
    "nexo chunked": Stream("nexo+http://h:1/nexo", "device", http(ANSWER, is_chunked=True), NEXO_CANARIES),
    "escpos": Stream(
        "escpos+tcp://h:1", "host", RECEIPT, (CARD, b"ERIKSSON", b"ANNA", b"anna@", b"\xde\xad", b"BERIKS", b"ABC123")
    ),
    "escpos from the device": Stream(
        "escpos+tcp://h:1", "device", b"\x16\x12\x124242424242424242\x7e\x12", (b"42424",)
    ),
    "zpl": Stream(
        "zpl+tcp://h:1", "host", LABEL, (b"ERIKSSON", b"ANNA", b"0047123456", b"DEADBEEF", b"_C3_83", b"ABC123")
    ),
    "wedge": Stream(
        "wedge+hid://05e0:1200",
        "device",
        keys("M1ERIKSSON/ANNA") + keys(CARD.decode()) + keys("4006381333931"),
        (key_codes("M1ERIKSSON"), key_codes("ERIKSSON/"), key_codes(CARD.decode())),
    ),
    "cas": Stream(
        "cas+serial:///dev/x",
        "device",
        b"ST,GS,1\xc5,  01.235 kg\r\n" + CARD + b"\r\nanna@example.org\r",
        (CARD, b"anna"),
    ),
    "lights": Stream("lights+serial:///dev/x", "device", b"CH1: ON\r\n" + CARD + b"\r\nrelay anna\r", (CARD,)),
    "unknown": Stream("foreign+tcp://h:1", "device", SCANS + STATUS, (*SCAN_CANARIES, *ZVT_CANARIES)),
}
