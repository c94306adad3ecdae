"""Money is back, or staff decides, at every outcome of the paper, text size, shape and language: nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.moves import PrintState
from kiosk.domain.sale import PaperKind, PrintJob
from kiosk.flows.checkout.examples import EXAMPLES, returned
from kiosk.flows.checkout.states import GivingBack, PaymentUnclear, State
from kiosk.flows.shell.session import InFlow
from screens.gallery.stage import LANGUAGES, examples
from tests.screens.test_checkout_fit import PANELS, SCALES, Dressed, glass, wrongs

pytestmark = pytest.mark.glass
OUTCOMES = (None, PrintState.SENDING, PrintState.DONE, PrintState.FAILED, PrintState.UNKNOWN)


@pytest.mark.parametrize("panel", [0, 1, len(PANELS) - 2, len(PANELS) - 1])
@pytest.mark.parametrize("scale", range(len(SCALES)))
def test_every_outcome_fits(dressed_stage: Dressed, scale: int, panel: int) -> None:
    found: list[str] = []
    stage = dressed_stage(glass(scale, panel))
    for state in shown():
        session = replace(examples()["checkout/Returned"], screen=InFlow("checkout", state))
        for language in LANGUAGES:
            stage.show(session, language)
            found += [f"{type(state).__name__} {language}: {wrong}" for wrong in wrongs(stage)]
    assert found == []


def shown() -> Iterator[State]:
    """Yield each outcome of a receipt with a code and without one, and each of a slip."""
    for outcome in OUTCOMES:
        yield from (returned(outcome), replace(returned(outcome), code=""))
    unclear, giving = EXAMPLES["PaymentUnclear-review"], EXAMPLES["GivingBack-review"]
    assert isinstance(unclear, PaymentUnclear)
    assert isinstance(giving, GivingBack)
    for outcome in OUTCOMES[1:]:
        job = PrintJob("j", "slip", 1, PaperKind.SLIP, 1, "nl", state=outcome or PrintState.QUEUED)
        yield replace(unclear, inquiry=replace(unclear.inquiry, sale=unclear.inquiry.sale.with_job(job)))
        yield replace(giving, unwinding=replace(giving.unwinding, sale=giving.sale.with_job(job)))
