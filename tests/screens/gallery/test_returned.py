"""Money is back, at every outcome of its receipt, text size, shape and language: nothing is cut, nothing complains."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from kiosk.domain.moves import PrintState
from kiosk.flows.checkout.examples import returned
from kiosk.flows.shell.session import InFlow
from screens.gallery.stage import LANGUAGES, examples
from tests.screens.test_checkout_fit import PANELS, SCALES, glass, staged, wrongs

pytestmark = pytest.mark.glass
OUTCOMES = (None, PrintState.SENDING, PrintState.DONE, PrintState.FAILED, PrintState.UNKNOWN)


@pytest.mark.parametrize("panel", [0, 1, len(PANELS) - 2, len(PANELS) - 1])
@pytest.mark.parametrize("scale", range(len(SCALES)))
def test_every_outcome_fits(qapp: QGuiApplication, scale: int, panel: int) -> None:
    found: list[str] = []
    with staged(glass(scale, panel)) as stage:
        for outcome in OUTCOMES:
            for state in (returned(outcome), replace(returned(outcome), code="")):
                session = replace(examples()["checkout/Returned"], screen=InFlow("checkout", state))
                for language in LANGUAGES:
                    stage.show(session, language)
                    found += [f"{outcome} {language}: {wrong}" for wrong in wrongs(stage)]
    assert found == []
