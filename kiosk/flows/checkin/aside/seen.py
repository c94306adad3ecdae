"""A travel document that a person of the staff saw: the boarding pass waits for it no longer."""

from __future__ import annotations

from typing import Final

from kiosk.domain.blockers import Blocker, Resolver
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel.blockers import CKIN_DOC_NEEDED, CKIN_DOC_UNREAD, CKIN_DOC_UNVERIFIED
from kiosk.domain.travel.booking import Proof
from kiosk.domain.values import replace
from kiosk.flows.base import Site
from kiosk.flows.checkin.aside.documents import noted
from kiosk.flows.checkin.onward import Stepped, onward
from kiosk.flows.checkin.states import Documents, Passengers, State, Summary
from kiosk.flows.checkout.attended.events import BlockerResolved

APPROVE: Final = "approve"
OF_A_DOCUMENT: Final = (CKIN_DOC_NEEDED, CKIN_DOC_UNREAD, CKIN_DOC_UNVERIFIED)


def may_resolve(blocker: Blocker, way: str) -> bool:
    """True when staff on the glass may resolve a blocker in this way: what flight, visa or rules ask is the desk's."""
    is_theirs = Resolver.ATTENDANT in blocker.kind.resolvers and way in blocker.kind.ways
    return is_theirs and way == APPROVE and blocker.code in OF_A_DOCUMENT


def resolved(state: State, event: BlockerResolved, at: Stamp, site: Site) -> Stepped:
    """Note that a document was seen, once: what stands in the way is found anew, under new ids."""
    if not isinstance(state, Passengers | Documents | Summary) or state.trip.sale.version != event.version:
        return state, ()
    trip = state.trip
    blocker = next((own for own in trip.blockers if own.id == event.blocker_id), None)
    if blocker is None or not may_resolve(blocker, event.way):
        return state, ()
    person = trip.booking.passenger(blocker.subject[1].partition("/")[0])
    if person is None:
        return state, ()
    country = person.document_country or person.nationality
    seen = noted(trip, (person.id, Proof.SEEN.value, country), at, site)
    return onward(seen, at, site) if isinstance(state, Documents) else (replace(state, trip=seen), ())
