"""Makes a staff badge on the receipt printer: it opens when the printer has said that it is on paper, not before."""

from __future__ import annotations

import logging
import zlib
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from devices.api import PaperBlock, PrintRequest, PrintVerdict, QrBlock
from kiosk.effects.print import blocks_of
from kiosk.papers.badge import above_code, below_code
from kiosk.people.badges.making import Drawn
from kiosk.people.register import Problem

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.domain.access.roles import Person
    from kiosk.phrases import Speaker

PRINTER: Final = "printer"
_DAY_S: Final = 86_400
log = logging.getLogger(__name__)


class NotOnPaper(StrEnum):
    """Why there is no badge on paper that can be trusted."""

    NO_PRINTER = "no-printer"
    NOT_PRINTED = "not-printed"
    NOT_PROVED = "not-proved"


async def make(inside: Inside, by: Person, person_id: str) -> Problem | NotOnPaper | None:
    """Make a badge for somebody, in place of their older one; None: they have it."""
    people = await inside.persons.opened()
    if not await people.register.may(by):
        return Problem.NOT_PERMITTED
    printer: Any = inside.devices.get(PRINTER)
    if printer is None or not printer.health.is_usable:
        return NotOnPaper.NO_PRINTER
    drawn = await people.badges.draw(person_id)
    if isinstance(drawn, Problem):
        return drawn
    if (why := await _printed(inside, printer, drawn)) is not None:
        return why
    return await people.badges.keep(drawn, by.id, "printed")


async def _printed(inside: Inside, printer: Any, drawn: Drawn) -> NotOnPaper | None:
    site = inside.settings.site
    blocks = blocks_for(
        drawn, f"{site.name} {site.kiosk}", inside.words_for(site.language), is_demo=inside.session().site.is_demo
    )
    number = zlib.crc32(drawn.badge.serial.encode("ascii")) or 1
    outcome = await printer.print_test(PrintRequest(number, blocks))  # no print of a customer's
    if outcome.verdict is PrintVerdict.DONE:
        return None
    log.warning("a badge opens nothing: the printer said %s (%s)", outcome.verdict.value, outcome.reason)
    is_unproved = outcome.verdict is PrintVerdict.UNKNOWN and outcome.reason is None
    return NotOnPaper.NOT_PROVED if is_unproved else NotOnPaper.NOT_PRINTED


def blocks_for(drawn: Drawn, site: str, words: Speaker, *, is_demo: bool) -> tuple[PaperBlock, ...]:
    """Return the paper of a badge as a printer takes it."""
    badge = drawn.badge
    above = above_code(site, badge.person_id, is_demo=is_demo)
    below = below_code(badge.serial, badge.valid_until_s // _DAY_S - 1)
    return (
        *(blocks_of(block, words) for block in above),
        QrBlock(drawn.text),
        *(blocks_of(block, words) for block in below),
    )
