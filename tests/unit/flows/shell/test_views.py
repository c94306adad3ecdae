"""The view of a state is made once, is never that of another state or site, and goes with its customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.flows.registry import flows
from kiosk.flows.shell import frame, views
from kiosk.flows.shell.examples import EXAMPLES, SITE
from kiosk.flows.shell.session import InFlow

STATES = flows()["checkout"].EXAMPLES


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    views.forget()
    yield
    views.forget()


@pytest.mark.parametrize("name", STATES)
def test_a_view_is_what_the_flow_makes_of_the_state_and_the_same_object_again(name: str) -> None:
    screen = InFlow("checkout", STATES[name])
    made = views.view_of(screen, SITE)
    assert made.title == flows()["checkout"].view(screen.state, SITE).title
    assert made.parts == flows()["checkout"].view(screen.state, SITE).parts
    assert views.view_of(InFlow("checkout", STATES[name]), SITE) is made


def test_another_site_makes_another_view_of_the_same_state() -> None:
    screen = InFlow("checkout", next(iter(STATES.values())))
    away = replace(SITE, devices={})
    assert views.view_of(screen, SITE).parts["banner"] is None
    assert views.view_of(screen, away).parts["banner"] is not None
    assert views.view_of(screen, SITE).parts["banner"] is None


def test_an_equal_state_that_is_another_object_is_looked_at_anew() -> None:
    state = next(iter(STATES.values()))
    made = views.view_of(InFlow("checkout", state), SITE)
    assert views.view_of(InFlow("checkout", replace(state)), SITE) is not made


def test_nothing_of_a_customer_is_kept_once_no_flow_shows() -> None:
    nobody = next(session for session in EXAMPLES.values() if not isinstance(session.screen, InFlow))
    screen = InFlow("checkout", next(iter(STATES.values())))
    made = views.view_of(screen, SITE)
    frame(nobody)
    assert views.view_of(screen, SITE) is not made
