"""nexo: HTTP messages with JSON. A list of fields that are kept; the text of every other field keeps its shape.

Sealed messages (`NexoBlob`, `Hmac`, `Nonce`) are not on the list: a recording of them shows who spoke, not what.
"""

from __future__ import annotations

import re

from devices.recording.masks import FrameMasker, Lost, Masker, Masks, Tell, shape, strict
from devices.recording.rules.words import is_stand_in, mask_text

_CAP = 1 << 20
_HEAD_END = b"\r\n\r\n"
_FIRST_LINE = re.compile(rb"(?:POST|GET) [!-~]{1,200} HTTP/1\.[01]|HTTP/1\.[01] \d{3}[ -~]{0,60}")
_KEPT_HEADERS = frozenset(
    b"host content-type content-length accept connection transfer-encoding date server cache-control".split()
)
_KEPT = frozenset(
    b"""ProtocolVersion MessageClass MessageCategory MessageType SaleID ServiceID POIID DeviceID Result ErrorCondition
    Currency PaymentCurrency TimeStamp TransactionID DocumentQualifier GlobalStatus PrinterStatus PaymentBrand EntryMode
    MaskedPan PaymentType AbortReason ReversalReason ApprovalCode AcquirerID MerchantID OutputFormat CharacterStyle
    Alignment Color EventToNotify TransactionType AuthenticationMethod ReconciliationType POIReconciliationID
    CharacterSet InfoQualifier Device ResponseMode KeyIdentifier""".split()
)
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[{}\[\],:]|\s+|.', re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_PAIR = re.compile(rb"(?:^|&)(?:name|value|key)=")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r\n")
_LONG_DIGITS = 9


def end_of_message(held: bytes) -> int:
    """Cut behind the body, by its length or its chunks; a body without a length ends with the line. Raises `Lost`."""
    first = held.split(b"\r\n", 1)[0]
    if not re.match(rb"[A-Z/]{1,5}", first) or len(first) > 300:
        raise Lost("no HTTP")
    head, end, body = held.partition(_HEAD_END)
    if not end:
        return 0
    if re.match(rb"HTTP/1\.[01] (?:1\d\d|204|304)", head):
        return len(head) + 4
    length = re.search(rb"(?i)\r\ncontent-length: *(\d{1,7})", head)
    if length is not None:
        size = len(head) + 4 + int(length[1])
        return size if len(held) >= size else 0
    if re.search(rb"(?i)\r\ntransfer-encoding: *chunked", head):
        size = _chunks(body)[1]
        return len(head) + 4 + size if size else 0
    return 0


def _chunks(body: bytes) -> tuple[list[tuple[int, int]], int]:
    """Give where the chunks' contents are, and the length of the whole body, 0 while its end is missing."""
    found: list[tuple[int, int]] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            end = body.find(b"\r\n", match.end())
            return found, end + 2 if end == match.end() else 0
        found.append((match.end(), min(match.end() + size, len(body))))
        at = match.end() + size + 2
    return found, 0


def message(frame: bytes, tell: Tell) -> bytes:
    """Mask a message, whole or cut anywhere."""
    head, end, body = frame.partition(_HEAD_END)
    masked = _head(head) + end
    if re.search(rb"(?i)\r\ntransfer-encoding: *chunked", head):
        return masked + _chunked(body, tell)
    return masked + json_text(body, tell)


def _chunked(body: bytes, tell: Tell) -> bytes:
    places, _ = _chunks(body)
    text = json_text(b"".join(body[start:end] for start, end in places), tell)
    done, used, last = b"", 0, 0
    for start, end in places:
        done += body[last:start] + text[used : used + end - start]
        used, last = used + end - start, end
    rest = body[last:]
    return done + (rest if re.fullmatch(rb"[0-9A-Fa-f\r\n]{0,12}", rest) else strict(rest))


def _head(head: bytes) -> bytes:
    first, *fields = head.split(b"\r\n")
    kept = [first if _FIRST_LINE.fullmatch(first) else strict(first)]
    for field in fields:
        name, colon, value = field.partition(b":")
        kept.append(field if colon and name.lower() in _KEPT_HEADERS else name + colon + shape(value))
    return b"\r\n".join(kept)


def json_text(body: bytes, tell: Tell) -> bytes:
    """Mask the values of JSON text in their places; works on the start of a text, too."""
    done: list[bytes] = []
    name, is_value = b"", False
    for match in _TOKEN.finditer(body):
        token = match[0]
        if token[:1] == b'"' and not is_value and re.match(rb"\s*:", body[match.end() : match.end() + 20]):
            name = token.strip(b'"')
            done.append(token)
        elif token[:1] == b'"':
            done.append(_text(name, token, tell))
            is_value = False
        elif token[:1].isdigit() or token[:1] == b"-":
            done.append(_number(token, tell))
        else:
            is_value = token == b":" or (is_value and token.isspace())
            is_known = token in b"{}[],:truefalsnl" or token.isspace()
            done.append(token if is_known else strict(token))
    return b"".join(done)


def _number(token: bytes, tell: Tell) -> bytes:
    if sum(48 <= byte < 58 for byte in token) < _LONG_DIGITS or is_stand_in(token):
        return token
    masked = mask_text(token, tell)
    return masked if masked != token else shape(token)


def _text(name: bytes, token: bytes, tell: Tell) -> bytes:
    is_whole = len(token) >= 2 and token[-1:] == b'"'
    own = token[1:-1] if is_whole else token[1:]
    if name == b"Text" and is_whole and b"\\" not in own:
        masked = _receipt(own, tell)
    elif name in _KEPT and is_whole and b"\\" not in own:
        masked = _kept(name, own, tell)
    else:
        masked = _ESCAPE.sub(lambda match: b"x" * len(match[0]), own)
        masked = shape(masked.replace(b"\\", b"x"))
        if masked != own:
            tell(f"field {name.decode()}" if name.isascii() and name.isalpha() else "field")
    return b'"' + masked + token[1 + len(own) :]


def _kept(name: bytes, own: bytes, tell: Tell) -> bytes:
    if name == b"MaskedPan" and sum(48 <= byte < 58 for byte in own) > 10:
        tell("card number")
        return shape(own)
    return mask_text(own, tell)


def _receipt(own: bytes, tell: Tell) -> bytes:
    """Keep the words by which a receipt's line is a pair; its text is a paper's."""
    done, last = b"", 0
    for match in _PAIR.finditer(own):
        done += shape(own[last : match.start()]) + match[0]
        last = match.end()
    masked = done + shape(own[last:])
    if masked != own:
        tell("text of a paper")
    return masked


def _masker(tell: Tell) -> Masker:
    return FrameMasker(end_of_message, message, tell, cap=_CAP, partial=message)


MESSAGES = Masks(
    _masker,
    _masker,
    (
        "fields: those of a list are kept (headers, results, amounts, transaction names); of the others the shape",
        "card numbers, tracks, cardholders, PINs, receipts, key material, sealed messages: their shape",
        "fields of HTTP that are not known, such as an authorisation: their shape",
    ),
)
