"""Staff who wait for the end of a payment are told so in the header, and the customer's glass stays where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from kiosk.flows.shell import EXAMPLES
from kiosk.words import LANGUAGES, SiteFormat, Words
from screens.app import Glass
from screens.gallery.geometry import is_label, walk
from screens.gallery.stage import Stage

pytestmark = pytest.mark.glass
PAYING = EXAMPLES["checkout/Paying"]
SIZES = (Glass(), Glass(1920, 1080), Glass(540, 960))


def labels(stage: Stage) -> Iterator[tuple[str, QQuickItem]]:
    return ((str(item.property("text")), item) for item in walk(stage.view.contentItem()) if is_label(item))


def places(stage: Stage) -> dict[str, QPointF]:
    """Return where each word stands that is seen."""
    return {said: item.mapToScene(QPointF()) for said, item in labels(stage) if item.isVisible()}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_waits_reads_it_in_every_language_and_nothing_of_the_customers_moves(
    make_measured: Callable[[Glass], Stage], size: Glass, language: str
) -> None:
    stage = make_measured(size)
    told = Words(language, SiteFormat()).say("staff.awaited")
    session = replace(PAYING, site=replace(PAYING.site, language=language))
    stage.show(session)
    before = places(stage)
    assert told not in before
    stage.show(replace(session, is_staff_asked=True))
    after = places(stage)
    assert told in after, sorted(after)
    stays = before.keys() & after.keys()
    assert len(before.keys() - stays) <= 2, "the customer's step alone gives way"
    assert {said: before[said] for said in stays} == {said: after[said] for said in stays}
