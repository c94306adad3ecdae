"""Who stands before a training sees it: on the glass, and at the head of every receipt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.api import PrintOutcome, PrintVerdict, TextLine
from kiosk.effects.print import Papers
from kiosk.flows.glass import starting
from kiosk.flows.shell import frame
from kiosk.flows.shell.examples import EXAMPLES, SITE
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.effects.paper.test_print import Printer, paper
from tests.unit.effects.rig import Rig
from tests.virtual_time import run


@pytest.mark.parametrize("is_training", [True, False])
def test_each_picture_tells_whether_it_is_a_training(*, is_training: bool) -> None:
    site = replace(SITE, is_training=is_training)
    assert starting(site).is_training is is_training
    for session in EXAMPLES.values():
        assert frame(replace(session, site=replace(session.site, is_training=is_training))).is_training is is_training


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_of_a_training_begins_with_the_word(language: str) -> None:
    def first(*, is_training: bool) -> str:
        printer = Printer(PrintOutcome(PrintVerdict.DONE))

        async def go() -> None:
            rig = Rig()
            site = replace(SITE, is_training=is_training)
            Papers(printer, rig.tasks, site, lambda own: Words(own, SiteFormat())).print(paper(language))
            await rig.done()

        run(go())
        block = printer.requests[0].blocks[0]
        return block.text if isinstance(block, TextLine) else ""

    words = Words(language, SiteFormat())
    assert first(is_training=True) == words.say("demo.training.paper")
    assert first(is_training=False) != words.say("demo.training.paper")
    assert words.say("demo.training.paper") in words.say("demo.training"), "the same word on glass and paper"
