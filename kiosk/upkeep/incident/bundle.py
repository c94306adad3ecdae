"""The file of an incident: UTF-8 lines of JSON, a head, events, log lines, and a checksum over all of them.

The checksum finds what was cut or altered on the way; it proves nothing of who made it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.disk.durable import replacing

KIND: Final = "pronto-incident"
FORMAT: Final = 1
MOST_BYTES: Final = 64 * 1024 * 1024
MOST_EVENTS: Final = 20_000
MOST_LINES: Final = 4_000


class BadBundle(ValueError):
    """The file is no bundle, or no whole one; the words say what is wrong and in which line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event as the journal kept it, and what replaying it came to when the bundle was made.

    `draw` is hexadecimal, `payload` canonical JSON. `screen` and `digest` as `replaying.state_of` gives them; empty
    where the event holds personal fields: it and what follows are not replayed, and its payload is left out.
    """

    seq: int
    kind: str
    utc_ms: int
    mono_ms: int
    draw: str
    session_id: str
    payload: str
    screen: str
    digest: str

    @property
    def is_withheld(self) -> bool:
        """True when the event cannot be replayed from here."""
        return not self.digest


@dataclass(frozen=True, slots=True)
class Bundle:
    """A whole incident. `site` are values of the settings' `[site]`; `required` the roles without which none is served.

    `is_same`: what replaying came to was what the running kiosk showed when the bundle was made.
    """

    version: str
    made_utc_ms: int
    site: Mapping[str, Any]
    receipt: str
    required: tuple[str, ...]
    is_demo: bool
    is_same: bool
    rows: tuple[Row, ...]
    log: tuple[str, ...]


def write(path: Path, bundle: Bundle) -> None:
    """Write the file, whole or not at all. Raises `OSError`."""
    digest, lines = hashlib.sha256(), 0
    with replacing(path) as file:
        for line in _lines(bundle):
            digest.update(line.encode())
            lines += 1
            file.write(line.encode())
        file.write(_text({"end": {"lines": lines, "sha256": digest.hexdigest()}}).encode())


def _lines(bundle: Bundle) -> Iterator[str]:
    yield _text({
        "bundle": KIND, "format": FORMAT, "version": bundle.version, "made_utc_ms": bundle.made_utc_ms,
        "site": dict(bundle.site), "receipt": bundle.receipt, "required": list(bundle.required),
        "is_demo": bundle.is_demo, "is_same": bundle.is_same,
    })  # fmt: skip
    for row in bundle.rows:
        own = [getattr(row, name) for name in Row.__slots__]
        yield _text({"event": own})
    for line in bundle.log:
        yield _text({"log": line})


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n"


def read(path: Path) -> Bundle:
    """Read a bundle. Raises `BadBundle` for whatever is wrong with it, `OSError` when it cannot be read."""
    if path.stat().st_size > MOST_BYTES:
        raise BadBundle(f"{path.name}: larger than {MOST_BYTES} bytes")
    try:
        lines = path.read_bytes().decode("utf-8").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise BadBundle(f"{path.name}: no text in UTF-8: {error.reason} at byte {error.start}") from None
    try:
        return _parsed(_checked(lines))
    except BadBundle as error:
        raise BadBundle(f"{path.name}: {error}") from None


def _checked(lines: list[str]) -> list[str]:
    """Return the lines before the checksum, which are as they were written."""
    if not lines:
        raise BadBundle("the file is empty")
    end = _object(lines[-1], len(lines)).get("end")
    if not isinstance(end, dict):
        raise BadBundle("the end is missing: the file was cut")
    body = lines[:-1]
    if end.get("lines") != len(body):
        raise BadBundle(f"{len(body)} lines, and {end.get('lines')} were written")
    if end.get("sha256") != hashlib.sha256("".join(body).encode()).hexdigest():
        raise BadBundle("the checksum is another: the file was altered")
    return body


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise BadBundle(f"line {number} is no JSON") from None
    if not isinstance(value, dict):
        raise BadBundle(f"line {number} is no JSON object")
    return value


def _parsed(lines: list[str]) -> Bundle:
    if not lines:
        raise BadBundle("the head is missing")
    head = _object(lines[0], 1)
    if head.get("bundle") != KIND or head.get("format") != FORMAT:
        raise BadBundle(f"no bundle of format {FORMAT}")
    rows: list[Row] = []
    log: list[str] = []
    for number, line in enumerate(lines[1:], 2):
        own = _object(line, number)
        if isinstance(own.get("log"), str):
            log.append(own["log"])
        else:
            rows.append(_row(own.get("event"), number))
    if len(rows) > MOST_EVENTS or len(log) > MOST_LINES:
        raise BadBundle(f"more than {MOST_EVENTS} events or {MOST_LINES} log lines")
    return _with_head(head, tuple(rows), tuple(log))


def _with_head(head: Mapping[str, Any], rows: tuple[Row, ...], log: tuple[str, ...]) -> Bundle:
    wanted: Mapping[str, type] = {
        "version": str, "made_utc_ms": int, "site": dict, "receipt": str, "required": list, "is_demo": bool,
        "is_same": bool,
    }  # fmt: skip
    for name, kind in wanted.items():
        if type(head.get(name)) is not kind:
            raise BadBundle(f"the head's {name} is no {kind.__name__}")
    known = {name: head[name] for name in wanted}
    return Bundle(**{**known, "required": _strings(known["required"])}, rows=rows, log=log)


def _strings(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)


def _row(values: object, number: int) -> Row:
    kinds = (int, str, int, int, str, str, str, str, str)
    if not isinstance(values, list) or len(values) != len(kinds):
        raise BadBundle(f"line {number} is no event")
    for value, kind in zip(values, kinds, strict=True):
        if type(value) is not kind:
            raise BadBundle(f"line {number}: {value!r:.40} is no {kind.__name__}")
    return Row(*values)
