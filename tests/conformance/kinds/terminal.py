"""Payment terminals: what is told of money is what the terminal's own ledger (`turnovers`) says, and never twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from devices.api import Ack, DialogueEnd, PaymentResult, PurchaseEnd
from devices.roles import Kind
from tests.conformance.exercise import Allowance, Do, Practice, Verdict

LIMIT_S = 420.0
"""A terminal may be silent for three minutes before a payment is given up, and asks its host once more then."""


@dataclass(slots=True)
class Payment:
    reference: str
    amount_minor: int
    results: list[PaymentResult] = field(default_factory=list)
    end: PurchaseEnd | None = None
    was_asked: bool = False
    found: PaymentResult | None = None

    @property
    def is_unknown(self) -> bool:
        return self.end is None or self.end.end is DialogueEnd.UNKNOWN

    @property
    def is_approved(self) -> bool:
        """What the kiosk would keep: the asked-for word where there is one, else what the dialogue said."""
        told = [self.found] if self.was_asked else self.results[-1:]
        return any(one is not None and one.approved and one.amount_minor == self.amount_minor for one in told)


class Paying:
    def __init__(self, device: Any, do: Do) -> None:
        self._device = device
        self._do = do
        self._payments: list[Payment] = []

    async def begin(self) -> None:
        self._do("auto", on=True, delay_s=1)

    async def act(self) -> Verdict:
        await self._device.connect()
        number = len(self._payments) + 1
        payment = Payment(f"CONF{number}", 1000 + 7 * number)
        self._payments.append(payment)

        async def kept(result: PaymentResult) -> Ack:
            payment.results.append(result)
            return Ack.ACCEPT

        payment.end = await self._device.purchase(
            payment.reference, payment.amount_minor, "EUR", lambda _prompt: None, kept
        )
        if payment.is_unknown:
            return Verdict.UNKNOWN
        return Verdict.DONE if payment.is_approved else Verdict.REFUSED

    async def settle(self) -> None:
        for payment in self._payments:
            if payment.is_unknown and not payment.was_asked:
                payment.found = (await self._device.last_payment(payment.reference)).result
                payment.was_asked = True

    async def help(self) -> None:
        pass

    def broken(self, allowance: Allowance) -> list[str]:
        found = []
        rows = [row for row in self._do("turnovers")["turnovers"] if row["kind"] == "payment"]
        for payment in self._payments:
            booked = [row for row in rows if row["amount_minor"] == payment.amount_minor and _stands(row)]
            what = f"{payment.reference} ({payment.end.end.value if payment.end else 'raised'})"
            if len(booked) > 1:
                found.append(f"{what} was charged {len(booked)} times")
            if payment.is_approved and not booked:
                found.append(f"{what} is approved, and the terminal does not know of it")
            if booked and not payment.is_approved:
                found.append(f"{what} is charged, and the kiosk does not know of it")
        return found

    @property
    def private(self) -> tuple[str, ...]:
        return ()


def _stands(row: dict[str, Any]) -> bool:
    return row["result"] == "00" and row["state"] != "undone" and not row["reversed"]


PRACTICE = Practice(Kind.TERMINAL, Paying, LIMIT_S, (("result 6C", ""), ("error Refusal", "")))
