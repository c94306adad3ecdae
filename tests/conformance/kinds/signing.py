"""Signing devices: each reference is signed once, and what is told is what the device keeps (`signatures`)."""

from __future__ import annotations

from typing import Any

from devices.api import Refused, Signed, SigningRequest
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict

LIMIT_S = 20.0


class Signing:
    def __init__(self, device: Any, do: Do) -> None:
        self._device = device
        self._do = do
        self._sent: list[str] = []
        self._told: dict[str, Signed] = {}
        self._unknown: list[str] = []
        self._broken: list[str] = []

    async def begin(self) -> None:
        pass

    async def act(self) -> Verdict:
        reference = f"CONF{len(self._sent) + 1}"
        self._sent.append(reference)
        self._unknown.append(reference)  # until it is told, also when it raises
        try:
            self._told[reference] = await self._device.sign(_request(reference))
        except Refused:
            self._unknown.remove(reference)
            self._broken += [f"{reference} was refused and is signed"] * (reference in self._kept())
            return Verdict.REFUSED
        self._unknown.remove(reference)
        return Verdict.DONE

    async def settle(self) -> None:
        for reference in list(self._unknown):
            found = await self._device.signed(reference)
            if found is not None:
                self._told[reference] = found
            self._unknown.remove(reference)

    async def help(self) -> None:
        pass

    def _kept(self) -> list[str]:
        return [row["reference"] for row in self._do("signatures")["signatures"]]

    def broken(self, allowance: Allowance) -> list[str]:
        rows = self._do("signatures")["signatures"]
        kept = {row["reference"]: (row["signatureCounter"], row["signatureValue"]) for row in rows}
        told = {reference: (own.counter, own.value) for reference, own in self._told.items()}
        found = [
            f"{reference} is told otherwise than it is kept"
            for reference in told
            if told[reference] != kept.get(reference)
        ]
        found += [
            f"{reference} is signed, and the kiosk does not know of it" for reference in kept if reference not in told
        ]
        if [row["signatureCounter"] for row in rows] != list(range(1, len(rows) + 1)):
            found.append("the counter has a gap, or one was signed twice")
        return self._broken + found

    @property
    def private(self) -> tuple[str, ...]:
        return ("999999990",)


def _request(reference: str) -> SigningRequest:
    return SigningRequest(reference, "K-1", "Receipt-V1", f"1-1^{reference}^EUR^1000", "999999990")


PRACTICE = Practice(Kind.SIGNING, Signing, LIMIT_S, (("memory full", ""),))
