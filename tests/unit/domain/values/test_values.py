"""A value with another value in some fields is what the standard library makes of it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

import pytest

from kiosk.domain.values import replace
from kiosk.flows.base import Abandoned, TimedOut
from kiosk.flows.shell.examples import EXAMPLES, SITE


@dataclass(frozen=True, slots=True)
class Checked:
    """A value whose constructor looks at it."""

    low: int
    high: int = 9

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is above high")


@dataclass(frozen=True, slots=True)
class Named:
    """A value whose field is given by its name only."""

    name: str = field(kw_only=True)


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_what_the_standard_library_makes(name: str) -> None:
    session = EXAMPLES[name]
    assert replace(session) == dataclasses.replace(session) == session
    assert replace(session, id="other", sheet=None) == dataclasses.replace(session, id="other", sheet=None)
    assert replace(SITE, language="nl") == dataclasses.replace(SITE, language="nl")


def test_a_value_of_one_field_and_of_none_are_values_too() -> None:
    assert replace(TimedOut("a"), timer="b") == TimedOut("b")
    assert replace(Abandoned()) == Abandoned()


def test_a_field_that_it_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError, match="no field bogus"):
        replace(SITE, bogus=1)  # type: ignore[call-arg]  # what mypy would have told


def test_the_constructor_looks_at_what_is_new() -> None:
    with pytest.raises(ValueError, match="above high"):
        replace(Checked(1, 5), low=6)
    with pytest.raises(dataclasses.FrozenInstanceError):
        replace(Checked(1), low=2).low = 3  # type: ignore[misc]  # it is frozen


def test_a_class_that_it_cannot_make_by_places_is_an_error() -> None:
    with pytest.raises(TypeError, match="in their order"):
        replace(Named(name="a"), name="b")
