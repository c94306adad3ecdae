"""Money is back, or staff decides, at every outcome of the paper, text size, shape and language: nothing is cut.

Each two of these meet; with `EVERY_OUTCOME=1` all of them do, as at night.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest

from kiosk.domain.moves import PrintState
from kiosk.domain.sale import PaperKind, PrintJob
from kiosk.flows.checkout.examples import EXAMPLES, returned
from kiosk.flows.checkout.states import GivingBack, PaymentUnclear, State
from kiosk.flows.shell.session import InFlow
from screens.gallery.pairs import pairwise
from screens.gallery.stage import LANGUAGES, examples
from tests.screens.test_checkout_fit import PANELS, SCALES, Dressed, glass, wrongs

pytestmark = pytest.mark.glass
OUTCOMES = (None, PrintState.SENDING, PrintState.DONE, PrintState.FAILED, PrintState.UNKNOWN)


SHAPES = (0, 1, len(PANELS) - 2, len(PANELS) - 1)


@pytest.mark.parametrize("panel", range(len(SHAPES)))
@pytest.mark.parametrize("scale", range(len(SCALES)))
def test_every_outcome_fits(dressed_stage: Dressed, scale: int, panel: int) -> None:
    found: list[str] = []
    stage = dressed_stage(glass(scale, SHAPES[panel]))
    states = list(shown())
    for at, tongue in sorted(row[:2] for row in rows() if row[2:] == (scale, panel)):
        state, language = states[at], LANGUAGES[tongue]
        stage.show(replace(examples()["checkout/Returned"], screen=InFlow("checkout", state)), language)
        found += [f"outcome {at}, {type(state).__name__} {language}: {wrong}" for wrong in wrongs(stage)]
    assert found == []


def test_each_two_values_meet() -> None:
    for one, other in combinations(range(len(sizes())), 2):
        assert len({(row[one], row[other]) for row in rows()}) == sizes()[one] * sizes()[other]


def sizes() -> tuple[int, ...]:
    """Return how many outcomes, languages, text sizes and shapes there are."""
    return len(list(shown())), len(LANGUAGES), len(SCALES), len(SHAPES)


def rows() -> list[tuple[int, ...]]:
    """Return what is looked at: outcome, language, text size and shape."""
    if os.environ.get("EVERY_OUTCOME"):
        return list(product(*map(range, sizes())))
    return pairwise(sizes())


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
