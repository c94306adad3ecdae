"""What a person of the staff looked at: a document, a visa, a service. Nothing waits for it any longer.

Entry rules, authorities, flights and who may travel alone are never settled at the kiosk: they are the desk's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from kiosk.domain.blockers import Blocker, Resolver
from kiosk.domain.stamp import Stamp
from kiosk.domain.travel import blockers as codes
from kiosk.domain.travel.booking import Passenger, Proof
from kiosk.domain.travel.documents import country_of
from kiosk.domain.values import replace
from kiosk.flows.base import Site
from kiosk.flows.checkin.aside.documents import noted
from kiosk.flows.checkin.aside.lacking import as_told
from kiosk.flows.checkin.onward import Stepped, found, onward, standing, summary, whose
from kiosk.flows.checkin.states import CheckedIn, Documents, Passengers, Refused, State, Summary, Trip
from kiosk.flows.checkout.attended.events import BlockerResolved
from kiosk.flows.checkout.receipt import is_printing

APPROVE: Final = "approve"
SEEN: Final = (codes.CKIN_DOC_NEEDED, codes.CKIN_DOC_UNREAD, codes.CKIN_DOC_UNVERIFIED)
COMPARED: Final = (codes.CKIN_DOC_NAME, codes.CKIN_DOC_BIRTH)
VISAS: Final = (codes.CKIN_VISA_REFER, codes.CKIN_VISA_SILENT)
RULED: Final = (  # another document, or the desk
    codes.CKIN_DOC_KIND,
    codes.CKIN_DOC_EXPIRED,
    codes.CKIN_DOC_EXPIRES_SOON,
    codes.CKIN_DOC_OTHER_PERSON,
    codes.CKIN_DOC_MIXED,
    codes.CKIN_VISA_DENY,
)
HERE: Final = frozenset({*SEEN, *COMPARED, *VISAS, codes.CKIN_NEEDS_STAFF})
"""What staff may settle on the glass; the others say where they are settled."""
Asked: TypeAlias = Passengers | Documents | Summary | CheckedIn | Refused
_BEFORE: Final[Mapping[str, tuple[str, ...]]] = {  # to say yes to a document is to say nothing is wrong with it
    **dict.fromkeys(SEEN, (*RULED, *COMPARED, *VISAS)),
    **dict.fromkeys(COMPARED, (*RULED, *VISAS)),
}


def may_resolve(blocker: Blocker, way: str, others: Iterable[Blocker] = ()) -> bool:
    """True when staff on the glass may resolve a blocker in this way, with `others` standing beside it."""
    is_theirs = Resolver.ATTENDANT in blocker.kind.resolvers and way in blocker.kind.ways
    return is_theirs and way == APPROVE and blocker.code in HERE and waits_for(blocker, others) is None


def waits_for(blocker: Blocker, others: Iterable[Blocker]) -> Blocker | None:
    """Return what is to be settled before this one, of the same passenger; None: nothing is."""
    first = _BEFORE.get(blocker.code, ())
    return next((own for own in others if own.code in first and whose(own) == whose(blocker)), None)


def resolved(state: State, event: BlockerResolved, at: Stamp, site: Site) -> Stepped:
    """Note what was seen, once: what stands in the way is found anew, under new ids."""
    if not isinstance(state, Asked) or is_printing(state.trip.sale):
        return state, ()
    among = (*state.findings, *state.trip.blockers) if isinstance(state, Documents) else state.trip.blockers
    blocker = next((own for own in among if own.id == event.blocker_id), None)
    if blocker is None or state.trip.sale.version != event.version or not may_resolve(blocker, event.way, among):
        return state, ()
    person = state.trip.booking.passenger(whose(blocker))
    if person is None:
        return state, ()
    if blocker.code in (*SEEN, *COMPARED):
        return _document(state, blocker, person, at, site)
    if blocker.code == codes.CKIN_NEEDS_STAFF:
        return _served(state, blocker, at, site)
    trip = _settled(state.trip, blocker, at, site)
    if isinstance(state, Documents):
        return replace(state, trip=trip, findings=tuple(own for own in state.findings if own != blocker)), ()
    return replace(state, trip=trip), ()


def _settled(trip: Trip, blocker: Blocker, at: Stamp, site: Site) -> Trip:
    trip = replace(trip, approved=(*trip.approved, (blocker.code, blocker.subject[1])))
    return replace(trip, blockers=standing(trip, at, site))


def _document(state: Asked, blocker: Blocker, person: Passenger, at: Stamp, site: Site) -> Stepped:
    """Note that somebody saw the document, and of which country it is, as far as that is known."""
    known = as_told(state.trip).passenger(person.id) or person
    country = known.document_country or known.nationality
    if isinstance(state, Documents) and state.document is not None and blocker.code in COMPARED:
        country = country_of(state.document.issuer) or country
    seen = noted(state.trip, (person.id, Proof.SEEN.value, country), at, site)
    match state:
        case Documents():
            return onward(seen, at, site)
        case CheckedIn():  # it goes with an order: the pass is printed then
            return summary(replace(seen, chosen=tuple(dict.fromkeys((*seen.chosen, person.id)))), at, site)
        case _:
            return replace(state, trip=seen), ()


def _served(state: Asked, blocker: Blocker, at: Stamp, site: Site) -> Stepped:
    """Who is served travels too, before anything is asked of them."""
    match state:
        case Refused():
            return found(_settled(state.trip, blocker, at, site), at, site)
        case Passengers(trip=trip):
            served = _settled(trip, blocker, at, site)
            return Passengers(replace(served, chosen=tuple(dict.fromkeys((*trip.chosen, whose(blocker)))))), ()
        case _:
            return state, ()
