"""A signing device within the kiosk, for a demo without one on a wire: a chain of signatures in a file, and faults.

It stays beside the simulated device on a wire (`devices/sim/signdemo`) because its file is the kiosk's own: the loop
that cuts the power at every write finds this device's writes there, too.

It is certified by nobody: receipts it signed say DEMO. Each signature covers the one before it, so that none can be
taken out. The file `fiscal-sim.fault` beside its store holds one word while it fails: `down`, `full`, `clock`,
`silent` (it signs and does not say so), `late` (it says so after a second).
Source of the chain's idea: RFC 2104 (HMAC), BSI TR-03153 clause 4 (counter and log time under the signature).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kiosk.domain.fiscal.signing import Signature, ToSign
from kiosk.services.fiscal.port import NotSigned, Silent
from kiosk.services.key_file import kept_secret

STORE: Final = "fiscal-sim.jsonl"
KEY: Final = "fiscal-sim.key"
FAULT: Final = "fiscal-sim.fault"
LATE_S: Final = 1.0
_REFUSES: Final = ("full", "clock")


class SimulatedDevice:
    """One device in a folder. Raises `OSError`, `KeyUnusable` when the folder cannot be used."""

    def __init__(self, folder: Path, now_utc_ms: Callable[[], int], most: int = 1_000_000) -> None:
        self._folder = folder
        self._now_utc_ms = now_utc_ms
        self._most = most
        self._key = kept_secret(folder / KEY)
        self.serial = "SIM-" + hashlib.sha256(self._key).hexdigest()[:8].upper()
        self._chain: list[tuple[str, Signature]] = list(_stored(folder / STORE))

    def _fault(self) -> str:
        file = self._folder / FAULT
        return file.read_text(encoding="ascii").strip() if file.exists() else ""

    async def sign(self, own: ToSign) -> Signature:
        """See `SigningDevice`; the same id is never signed twice."""
        fault = self._fault()
        if fault == "down":
            raise NotSigned("DOWN")
        if (known := self._known(own.id)) is None:
            if fault in _REFUSES or len(self._chain) >= self._most:
                raise NotSigned(fault.upper() if fault in _REFUSES else "FULL")
            known = self._next(own)
        if fault == "silent":
            raise Silent
        if fault == "late":
            await asyncio.sleep(LATE_S)
        return known

    async def signed(self, paper_id: str) -> Signature | None:
        """See `SigningDevice`."""
        if self._fault() in ("down", "silent"):
            raise NotSigned("DOWN")
        return self._known(paper_id)

    async def ready(self) -> None:
        """See `SigningDevice`."""
        if self._fault() == "down":
            raise NotSigned("DOWN")

    def _known(self, paper_id: str) -> Signature | None:
        return next((own for of, own in self._chain if of == paper_id), None)

    def _next(self, own: ToSign) -> Signature:
        counter = len(self._chain) + 1
        at = datetime.fromtimestamp(self._now_utc_ms() // 1000, UTC).isoformat()
        value = chained(self._key, self._chain[-1][1].value if self._chain else "", counter, at, own)
        code = f"SIM1;{self.serial};{counter};{at};{own.book}-{own.no};{own.total_minor};{value[:32]}"
        made = Signature(self.serial, counter, at, value, code)
        with (self._folder / STORE).open("a", encoding="ascii") as stream:
            stream.write(json.dumps([own.id, asdict(made)]) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        self._chain.append((own.id, made))
        return made


def chained(key: bytes, before: str, counter: int, at: str, own: ToSign) -> str:
    """Return the signature over one receipt, the counter, the time, and the signature before it; 64 hex digits."""
    told = asdict(own) | {"customer_no": own.customer_no.value}
    content = json.dumps([before, counter, at, told], sort_keys=True)
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()


def _stored(file: Path) -> list[tuple[str, Signature]]:
    """Read what was signed; a last line that was cut off was never told to anybody, and is written over."""
    if not file.exists():
        return []
    found: list[tuple[str, Signature]] = []
    lines = file.read_bytes().splitlines(keepends=True)
    for line in lines:
        if not line.endswith(b"\n"):
            file.write_bytes(b"".join(lines[: len(found)]))
            break
        paper_id, made = json.loads(line)
        found.append((paper_id, Signature(**made)))
    return found
