"""The text of a dialogue with a device: files `*.wire`, written by the recorder or by hand from a document.

| line        | meaning                                                    |
|-------------|------------------------------------------------------------|
| `# text`    | a comment; the first one is `# source: ...`                |
| `> hex`     | these bytes, and no others, come from the host             |
| `< hex`     | these bytes go to the host                                 |
| `! wait s`  | seconds pass                                               |
| `! cut`     | the device closes the connection                           |
| `! reset`   | the device resets the connection                           |
| `! connect` | the host opens a new connection (the first needs no line)  |

Hexadecimal bytes may stand in groups. A `"text"` among them stands for its ASCII bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HOST, DEVICE = ">", "<"
SOURCE, DEVICE_LINE, MASKED = "# source:", "# device:", "# masked:"
SUFFIX = ".wire"
NO_LINE = {"folder": "pictures are", "v4l2": "pictures are", "keys": "keys of the kiosk's window are"}
"""Transports without a line of bytes, with what is never recorded there."""
_TOKEN = re.compile(r'"([^"]*)"|([0-9A-Fa-f]{2}(?:\s*[0-9A-Fa-f]{2})*)\s*')
_WORDS = re.compile(rb"[ !$-~]{3,}")
_BYTES_IN_A_LINE = 512


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a transcript."""

    line: int
    kind: str
    sent: bytes = b""
    seconds: float = 0.0


def read(path: Path) -> list[list[Step]]:
    """Read a transcript: one list of steps per connection. Raises ValueError naming the line."""
    connections: list[list[Step]] = [[]]
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith(SOURCE):
        raise ValueError(f"{path.name}: the first line names no source")
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip()
        if text == "! connect":
            connections.append([])
        elif text:
            connections[-1].append(_step(path, number, text))
    return connections


def device_of(path: Path) -> str | None:
    """Give the device URL that a recording names in its head, None when it names none."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            return None
        if line.startswith(DEVICE_LINE):
            return line.removeprefix(DEVICE_LINE).strip()
    return None


def _step(path: Path, number: int, text: str) -> Step:
    kind, _, rest = text.partition(" ")
    if kind in (HOST, DEVICE):
        return Step(number, kind, _bytes(rest, f"{path.name}:{number}"))
    verb, _, seconds = rest.partition(" ")
    if kind == "!" and verb in ("cut", "reset", "wait"):
        return Step(number, verb, seconds=float(seconds or 0))
    raise ValueError(f"{path.name}:{number}: not a line of a transcript")


def _bytes(text: str, place: str) -> bytes:
    found, at = b"", 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"{place}: not hexadecimal")
        found += match[1].encode("ascii") if match[1] is not None else bytes.fromhex(match[2])
        at = match.end()
        while at < len(text) and text[at] == " ":
            at += 1
    return found


def written(kind: str, sent: bytes) -> list[str]:
    """Give the lines for some bytes: words in quotes where they are words, all else in hex."""
    return [f"{kind} {_written(sent[at : at + _BYTES_IN_A_LINE])}" for at in range(0, len(sent), _BYTES_IN_A_LINE)]


def _written(sent: bytes) -> str:
    parts: list[str] = []
    last = 0
    for match in _WORDS.finditer(sent):
        parts += [sent[last : match.start()].hex(" ").upper(), f'"{match[0].decode("ascii")}"']
        last = match.end()
    return " ".join(part for part in [*parts, sent[last:].hex(" ").upper()] if part)
