"""The staff's flows as the menu offers them: by permission, and by whether a customer is there."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.access.roles import Person
from kiosk.flows.base import Site
from kiosk.flows.guests import Guest


def offered_to(person: Person) -> Iterator[Guest]:
    """Yield what a person may enter, in the order of the menu; what lists no permission is in no menu."""
    from kiosk.flows.registry import guests  # which imports this flow

    for guest in guests().values():
        if guest.ENTRY.is_for_staff and any(person.may(act) for act in guest.ENTRY.may):
            yield guest.ENTRY


def waits(entry: Guest, site: Site) -> bool:
    """True when a flow has to wait until the customer who is there has gone."""
    return entry.needs_nobody and site.customer is not None and bool(site.customer.id)


def is_open(flow: str, person: Person, site: Site) -> bool:
    """Whether a person may enter a flow now: what the glass sends is not believed."""
    return any(entry.flow == flow and not waits(entry, site) for entry in offered_to(person))
