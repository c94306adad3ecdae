"""What the terminal's answers say: a payment, a reversal, a diagnosis, the totals of a day. Raise `Garbled`."""

from __future__ import annotations

from dataclasses import dataclass

from devices.api import DayTotals, Garbled, PaymentResult, Refusal, Refused
from devices.drivers.nexo import codes, receipts
from devices.drivers.nexo.wire.amounts import is_currency, minor_of
from devices.drivers.nexo.wire.envelope import Json, Names, part, parts, word


@dataclass(frozen=True, slots=True)
class Asked:
    """What we asked about: our reference, the currency that holds where an answer names none, and the sum."""

    reference: str
    names: Names
    currency: str
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A verdict with the receipt that came with it. `result` of a partial approval is not yet one to hand on."""

    verdict: str
    condition: str
    result: PaymentResult
    lines: tuple[str, ...]
    alarms: tuple[str, ...]

    @property
    def is_running(self) -> bool:
        """True when the terminal has not ended it: no verdict at all.

        Busy may be busy with this very transaction: a request that reaches the terminal twice is answered so, and the
        first of the two is charged.
        """
        return self.verdict == codes.FAILURE and self.condition in (codes.IN_PROGRESS, codes.BUSY)


def verdict_of(body: Json) -> tuple[str, str]:
    """Give result and error condition of an answer, which have to go together."""
    response = part(body, "Response")
    verdict, condition = word(response, "Result"), word(response, "ErrorCondition")
    if verdict not in codes.RESULTS:
        raise Garbled("the answer has no result")
    if verdict == codes.SUCCESS and condition:
        raise Garbled("a success with an error condition")
    return verdict, condition


def payment(body: Json, asked: Asked, columns: int) -> Told:
    """Read a PaymentResponse."""
    verdict, condition = verdict_of(body)
    _check_transaction(body, asked)
    alarms: list[str] = []
    body = receipts.clean(body, alarms)
    details = part(body, "PaymentResult")
    card = part(part(details, "PaymentInstrumentData"), "CardData")
    acquirer = part(details, "PaymentAcquirerData")
    is_approved = verdict != codes.FAILURE
    amount, currency = _amount(part(details, "AmountsResp"), asked) if is_approved else (None, None)
    result = PaymentResult(
        approved=is_approved,
        amount_minor=amount,
        currency=currency,
        receipt_no=None,
        trace_no=word(part(acquirer, "AcquirerTransactionID"), "TransactionID"),
        auth_code=word(acquirer, "ApprovalCode"),
        terminal_id=asked.names.poi_id,
        scheme=word(card, "PaymentBrand"),
        last4=receipts.last_four(word(card, "MaskedPan"), alarms),
        code=codes.APPROVED_CODE if verdict == codes.SUCCESS else condition or verdict,
        refusal=None if is_approved else codes.refusal(condition),
        transaction_id=transaction_id(body),
        is_for_reference=True,
    )
    lines = receipts.lines(parts(body, "PaymentReceipt"), columns, alarms)
    return Told(verdict, condition, result, lines, tuple(alarms))


def reversal(body: Json, asked: Asked, columns: int) -> Told:
    """Read a ReversalResponse. The sum reversed is ours where the answer names none."""
    verdict, condition = verdict_of(body)
    if verdict == codes.PARTIAL:
        raise Garbled("a reversal in part, which nobody asked for")
    alarms: list[str] = []
    body = receipts.clean(body, alarms)
    is_done = verdict == codes.SUCCESS
    told = body.get("ReversedAmount")
    amount = asked.amount_minor if told is None else minor_of(told, asked.currency)
    result = PaymentResult(
        approved=is_done,
        amount_minor=amount if is_done else None,
        currency=asked.currency if is_done else None,
        receipt_no=None,
        terminal_id=asked.names.poi_id,
        code=codes.APPROVED_CODE if is_done else condition or verdict,
        refusal=None if is_done else codes.refusal(condition),
        transaction_id=transaction_id(body),
        is_for_reference=True,
    )
    lines = receipts.lines(parts(body, "PaymentReceipt"), columns, alarms)
    return Told(verdict, condition, result, lines, tuple(alarms))


def undone(told: Told) -> PaymentResult:
    """Give the result of a partial approval that was taken back: a plain refusal, never money."""
    own = told.result
    return PaymentResult(
        approved=False,
        amount_minor=None,
        currency=None,
        receipt_no=None,
        terminal_id=own.terminal_id,
        scheme=own.scheme,
        last4=own.last4,
        code=codes.PARTIAL,
        refusal=Refusal.RULE,
        transaction_id=own.transaction_id,
        is_for_reference=True,
    )


def transaction_id(body: Json) -> str:
    """Give the terminal's own name of a transaction: its id and its time, which a reversal has to give back."""
    own = part(part(body, "POIData"), "POITransactionID")
    name, time_stamp = word(own, "TransactionID"), word(own, "TimeStamp")
    return f"{name}@{time_stamp}" if name else ""


def _check_transaction(body: Json, asked: Asked) -> None:
    told = word(part(part(body, "SaleData"), "SaleTransactionID"), "TransactionID")
    if told and told != asked.reference:
        raise Garbled("the answer is about another transaction of ours")


def _amount(amounts: Json, asked: Asked) -> tuple[int | None, str | None]:
    if "AuthorizedAmount" not in amounts:
        return None, None
    currency = word(amounts, "Currency") or asked.currency
    if not is_currency(currency):
        raise Garbled("an amount has no currency")
    return minor_of(amounts["AuthorizedAmount"], currency), currency


def repeated(body: Json, name: str) -> tuple[object, Json]:
    """Give header and body of the message that a TransactionStatusResponse repeats: there the verdict stands."""
    message = part(body, "RepeatedMessageResponse")
    inner = part(message, "RepeatedResponseMessageBody").get(name)
    if not isinstance(inner, dict):
        raise Garbled(f"the terminal knows the transaction and repeats no {name}")
    return message.get("MessageHeader"), inner


def condition(body: Json) -> codes.Condition:
    """Read a DiagnosisResponse."""
    verdict, error = verdict_of(body)
    if verdict == codes.FAILURE:
        return codes.condition_of_failure(error)
    status = part(body, "POIStatus")
    return codes.condition_of(word(status, "GlobalStatus"), status, word(status, "PrinterStatus"))


def diagnosis_words(body: Json) -> str:
    """Give what a diagnosis found, for a technician."""
    verdict, error = verdict_of(body)
    if verdict == codes.FAILURE:
        raise Refused(error or verdict, "the terminal did not test itself")
    status = part(body, "POIStatus")
    told = [f"{name} {own}" for name, own in status.items() if isinstance(own, bool | str)]
    hosts = [f"host {own.get('AcquirerID')} {own.get('IsReachableFlag', True)}" for own in parts(body, "HostStatus")]
    return ", ".join([*told, *hosts])


_ADDS = {"Debit": 1, "Credit": -1, "ReverseDebit": -1, "ReverseCredit": 1}


def totals(body: Json, currency: str) -> DayTotals:
    """Read a ReconciliationResponse: what was paid less what went back. Raises `Refused`."""
    verdict, error = verdict_of(body)
    if verdict == codes.FAILURE:
        raise Refused(error or verdict, "the terminal did not close its day")
    count = total = 0
    currencies: set[str] = set()
    for own in parts(body, "TransactionTotals"):
        named = word(own, "PaymentCurrency") or currency
        for row in parts(own, "PaymentTotals"):
            sign = _ADDS.get(word(row, "TransactionType"), 0)
            number = row.get("TransactionCount")
            if not isinstance(number, int) or isinstance(number, bool):
                raise Garbled("a total has no count")
            count += number if sign else 0
            total += sign * minor_of(row.get("TransactionAmount"), named)
        currencies.add(named)
    if len(currencies) > 1:
        return DayTotals(count, None, None)
    return DayTotals(count, total, currencies.pop() if currencies else currency)
