"""A repeated message is ours only by its own header: the outer answer may be right and speak of another payment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, cast

import pytest

from devices.api import Garbled
from devices.drivers.nexo.answers import Asked
from devices.drivers.nexo.question import Question
from devices.drivers.nexo.wire.envelope import Header, Names
from devices.drivers.nexo.wire.exchange import Caller
from devices.sim.nexo.replies import repeated
from tests.virtual_time import run

NAMES = Names("K1", "V400m-000000001")
OURS = {"SaleID": NAMES.sale_id, "ServiceID": "OURS", "POIID": NAMES.poi_id}
APPROVED: dict[str, Any] = {
    "Response": {"Result": "Success"},
    "SaleData": {"SaleTransactionID": {"TransactionID": "OURS", "TimeStamp": "2026-11-21T12:00:00.000Z"}},
    "POIData": {"POITransactionID": {"TransactionID": "BV0q.1", "TimeStamp": "2026-11-21T12:00:00.000Z"}},
    "PaymentResult": {"AmountsResp": {"Currency": "EUR", "AuthorizedAmount": Decimal("12.99")}},
}


@dataclass
class Terminal:
    """Gives one answer, whatever it is asked."""

    answer: dict[str, Any]

    async def call(self, header: Header, category: str, body: object, limit_s: float) -> dict[str, Any]:
        del header, category, body, limit_s
        return self.answer


def asked(
    body: dict[str, Any] = APPROVED,
    changes: Mapping[str, str] = MappingProxyType({}),
    about: Mapping[str, str] = MappingProxyType({}),
) -> int | None:
    """Ask about our payment; the sum that was told. `changes`: of the repeated header, `about`: of the reference."""
    header = {
        "ProtocolVersion": "3.0", "MessageClass": "Service", "MessageCategory": "Payment", "MessageType": "Response",
        **OURS, **changes,
    }  # fmt: skip
    answer = repeated(header, "PaymentResponse", body, {"MessageCategory": "Payment", **OURS, **about})

    async def never(*_words: object) -> bool:
        raise AssertionError("nothing is to be done at the terminal")

    question = Question(cast(Caller, Terminal(answer)), 40, lambda: "U1", never, never, never)
    told = run(question.ask(Asked("OURS", NAMES, "EUR", 1299)))
    return told.result.amount_minor if told.result is not None and told.result.approved else None


def test_the_payment_that_was_asked_about_is_told_with_its_sum() -> None:
    assert asked() == 1299


@pytest.mark.parametrize(
    ("word", "other"),
    [("ServiceID", "EARLIER"), ("SaleID", "K2"), ("POIID", "V400m-9"), ("MessageCategory", "Reversal")],
)
def test_a_repeated_message_of_another_payment_kiosk_or_terminal_is_not_believed(word: str, other: str) -> None:
    with pytest.raises(Garbled, match="somebody else"):
        asked(changes={word: other})


def test_a_body_of_another_transaction_is_not_believed_although_both_headers_are_ours() -> None:
    other = {"SaleTransactionID": {"TransactionID": "EARLIER", "TimeStamp": "2026-11-21T12:00:00.000Z"}}
    with pytest.raises(Garbled, match="another transaction of ours"):
        asked({**APPROVED, "SaleData": other})


@pytest.mark.parametrize(("word", "other"), [("ServiceID", "EARLIER"), ("SaleID", "K2"), ("POIID", "V400m-9")])
def test_an_answer_whose_reference_names_another_payment_is_not_believed(word: str, other: str) -> None:
    with pytest.raises(Garbled, match="about another transaction"):
        asked(about={word: other})
