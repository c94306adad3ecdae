"""Barcode readers: `scan` of the simulator, then exactly that scan from the driver."""

from __future__ import annotations

from typing import Any

from devices.api import BadScan, Scan
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict, gtin, until

PATIENCE_S = 4.0


class Scanning:
    def __init__(self, device: Any, do: Do) -> None:
        self._do = do
        self._told: list[Scan | BadScan] = []
        self._made: list[str] = []
        device.on_scan(self._told.append)

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        text = gtin(len(self._made) + 1)
        self._made.append(text)
        self._do("scan", text=text)
        came = await until(lambda: text in self._read(), PATIENCE_S)
        return Verdict.DONE if came else Verdict.NOTHING

    async def settle(self) -> None:
        pass

    def _read(self) -> list[str]:
        texts = [scan.data.decode("ascii") for scan in self._told if isinstance(scan, Scan)]
        return [text[3:] if text.startswith("]") else text for text in texts]

    async def help(self) -> None:
        pass

    def broken(self, allowance: Allowance) -> list[str]:
        read = self._read()
        invented = [text for text in read if text not in self._made]
        found = [f"{len(invented)} scans that nobody made"] if invented and not allowance.may_change else []
        twice = [text for text in self._made if read.count(text) > 1]
        found += [f"{len(twice)} scans told twice"] if twice and not allowance.may_repeat else []
        odd = [scan for scan in self._told if isinstance(scan, Scan) and len(scan.data) > 256]
        return found + ["a scan of more than 256 bytes"] * bool(odd)

    @property
    def private(self) -> tuple[str, ...]:
        return tuple(self._made)


PRACTICE = Practice(Kind.SCANNER, Scanning, PATIENCE_S + 1)
