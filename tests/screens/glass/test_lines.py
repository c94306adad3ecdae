"""What is said of a screen comes in the order in which it is needed, each line once."""

from __future__ import annotations

from kiosk.domain.money import Money
from kiosk.domain.text import text
from kiosk.flows.base import View, Viewable
from kiosk.words import SiteFormat, Words
from screens.finish import finish_view
from screens.guidance.lines import changing_lines, screen_lines

EN = Words("en", SiteFormat())
TELLING = View(
    title=text("checkin.seats.title_none"),
    instruction=text("checkin.seats.instruction_none"),
    heard=text("checkin.seats.heard_none"),
    spoken=(text("checkin.seats.costs", amount=Money(1800, "EUR")), text("checkin.seats.title_none")),
    parts={"banner": {"title": text("checkin.seats.asking"), "text": ""}},
)


def test_what_a_view_has_to_tell_is_said_after_the_instruction_once_and_with_amounts_in_words() -> None:
    view = finish_view(TELLING, EN)
    assert screen_lines(view, None) == (
        "Choose your seat",
        "Choose a free seat.",
        "It costs 18 euros.",
        EN.say("checkin.seats.asking"),
    )
    assert "It costs 18 euros." in changing_lines(view, None)


def test_a_name_that_is_heard_has_its_amount_in_words() -> None:
    amount = Money(1800, "EUR")
    seat: Viewable = {"name": text("checkin.seats.price", amount=amount), "detail": amount}
    parts = finish_view(View(title=text("action.back"), parts={"seat": seat}), EN)["parts"]
    assert isinstance(parts, dict)
    assert parts["seat"] == {"name": "18 euros", "detail": {"text": EN.money(1800, "EUR"), "spoken": "18 euros"}}
