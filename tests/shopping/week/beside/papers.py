"""What stands on a receipt besides the sale: the country's, the customer's number, and the code that brings it back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kiosk.domain.fiscal.profile import OnFailure
from kiosk.domain.fiscal.returning import Returning
from kiosk.domain.fiscal.signing import Signature
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.effects.base import Post
from kiosk.effects.paper.tax_number import CustomerNumbers
from kiosk.flows.assist.events import FindReturn, ReturnFound
from kiosk.flows.base import FISCAL, DeviceChanged, Effect, Event
from kiosk.flows.checkout.taxno.events import CheckTaxNumber, TaxNumberTold
from kiosk.papers.facts import NOTHING_KNOWN, PaperFacts
from kiosk.services.fiscal.profiles import profile_of
from kiosk.services.receipt_key import receipt_key

DAY_MS: Final = 86_400_000
DAYS: Final = 14
DAYS_OF: Final = {"care": 0, "flowers": 1}
"""Days on which goods come back, and those of some categories."""


class Papers:
    """The receipts of one kiosk in a country; `is_signing`: its device answers. `day` counts days for returns."""

    def __init__(self, folder: Path, post: Post) -> None:
        self._post = post
        self._wanted: dict[str, str] = {}
        self._numbers = CustomerNumbers("", self._tell)
        self._returning = Returning(receipt_key(folder), DAYS, DAYS_OF, lambda utc_ms: utc_ms // DAY_MS)
        self.profile = profile_of("")
        self.is_signing = True
        self.days_later = 0

    def settle_in(self, country: str) -> None:
        """Stand in a country."""
        self.profile = profile_of(country)
        self._numbers = CustomerNumbers(country, self._tell)

    def _tell(self, event: Event) -> None:
        if isinstance(event, TaxNumberTold) and not event.problem:
            self._wanted[event.sale_id] = event.number.value
        self._post(event)

    def signer(self) -> DeviceChanged:
        """Return what is told of the signing device."""
        if self.is_signing:
            return DeviceChanged(FISCAL, "READY", True)
        return DeviceChanged(FISCAL, "AWAY", self.profile.on_failure is OnFailure.MARK, ("NO_ANSWER",))

    def code_of(self, sale: Sale) -> str:
        """Return what is scanned from the receipt of a sale to bring its goods back."""
        return self._returning.code_of(sale)[0]

    def facts(self, sale: Sale, job: PrintJob) -> PaperFacts:
        """Return what stands on one paper."""
        if job.kind is not PaperKind.CUSTOMER:
            return NOTHING_KNOWN
        code, until = self._returning.code_of(sale)
        sign = Signature("SIM-1", 1, "2026-09-21T08:00:00Z", "c2ln") if self.profile.is_signed else None
        own = sign if self.is_signing else None
        return PaperFacts(
            customer_no=self._wanted.get(sale.id, ""), back_code=code, back_until=until,
            signature=own, is_unsigned=self.profile.is_signed and own is None,
        )  # fmt: skip

    def answers(self, effect: Effect, books: Mapping[str, Sale]) -> tuple[Event, ...] | None:
        """Return what is answered; None: nobody is asked."""
        match effect:
            case CheckTaxNumber():
                self._numbers.check(effect)
                return ()
            case FindReturn(code=code):
                return (self._found(code, books),)
            case _:
                return None

    def _found(self, code: str, books: Mapping[str, Sale]) -> ReturnFound:
        told = self._returning.sale_of(code)
        sale = books.get(told[0]) if told is not None else None
        if told is None or sale is None or sale.state is not SaleState.FULFILLED:
            return ReturnFound(None, why="not_ours")
        late = self._returning.late(sale, told[1], told[1] + self.days_later)
        return ReturnFound(None, why="too_late") if len(late) == len(sale.lines) else ReturnFound(sale, late)
