"""What staff did stands in the journal, though no screen changes by it."""

from __future__ import annotations

import pytest

from kiosk.flows.base import HelpPressed
from kiosk.flows.shell import EXAMPLES, step
from kiosk.people.audit import Audited, Deed, posted
from kiosk.runtime import Runtime
from kiosk.store.codec import Codec
from kiosk.store.journal import MemoryJournal
from tests.unit.flows.given import Clock
from tests.unit.people.places import run

DEED = Audited(Deed.ACTED, "A1", "sale-1", "void-line", "damaged", "2", "1", "S1", 7)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_deed_changes_no_screen(name: str) -> None:
    session = EXAMPLES[name]
    after, effects = step(session, DEED, Clock().stamp())
    assert (after.screen, after.sheet, after.sales, effects) == (session.screen, session.sheet, session.sales, ())


def test_a_deed_is_kept_between_the_events_of_the_session() -> None:
    async def story() -> None:
        journal = MemoryJournal()
        runtime = Runtime(EXAMPLES["shell/Attract"], journal, lambda effect: None, lambda frame: None, Clock())
        record = posted(lambda event: kept.append(event))
        kept: list[object] = []
        await record(DEED)
        assert kept == [DEED]
        for event in (HelpPressed(), DEED):
            await runtime.take(event)
        with journal.database.reader.connect() as connection:
            rows = connection.exec_driver_sql("SELECT kind, payload FROM journal ORDER BY seq").all()
        assert [kind for kind, _ in rows] == ["HelpPressed", "Audited"]
        assert Codec().decode("Audited", rows[1][1]) == DEED

    run(story)
