"""A view becomes plain values that QML can show."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kiosk.domain.money import Money
from kiosk.domain.text import IsoDay, LocalText, text
from kiosk.flows.base import Action, Step, Toast, View
from screens.finish import FALLBACK_ART, finish, finish_action, finish_map, finish_step, finish_toast, finish_view


class Echo:
    """Words that say what they were asked."""

    def __init__(self, language: str = "nl") -> None:
        self.language = language

    def say(self, key: str, /, **args: object) -> str:
        return f"{self.language}:{key}{args or ''}"

    def money(self, minor: int, currency: str) -> str:
        return f"{currency} {minor}"

    def number(self, value: int, decimals: int, least: int = 0) -> str:
        return f"{value}/{10**decimals}"

    def spoken_money(self, minor: int, currency: str) -> str:
        return f"{minor} of {currency}"

    def date(self, value: date) -> str:
        return f"{value.day}-{value.month}-{value.year}"

    def time(self, value: datetime) -> str:
        return f"{value:%H:%M}"


def test_money_is_text_and_spoken_and_never_a_number() -> None:
    assert finish(Money(1672, "EUR"), Echo()) == {"text": "EUR 1672", "spoken": "1672 of EUR"}


def test_a_day_is_written_as_the_site_writes_days() -> None:
    assert finish({"value": IsoDay("2026-05-31")}, Echo()) == {"value": "31-5-2026"}


def test_the_arguments_of_a_text_are_finished_first_and_a_count_stays_a_number() -> None:
    said = finish(text("pay", amount=Money(5, "EUR"), name=text("milk"), n=3), Echo())
    assert said == "nl:pay{'amount': 'EUR 5', 'n': 3, 'name': 'nl:milk'}"


@pytest.mark.parametrize(("language", "name"), [("nl", "melk"), ("en", "milk"), ("es", "milk")])
def test_a_name_of_the_sites_data_follows_the_language_and_falls_back_to_its_first(language: str, name: str) -> None:
    names = LocalText((("en", "milk"), ("nl", "melk")))
    assert finish(names, Echo(language)) == name


HEBREW = "\u05d7\u05dc\u05d1 500"


class Sentence(Echo):
    """Words that put a name into a sentence."""

    def say(self, key: str, /, **args: object) -> str:
        return f"{args['n']} x {args['name']} out"


def test_a_name_from_right_to_left_is_kept_to_itself_in_a_sentence_on_the_glass_and_not_in_what_is_heard() -> None:
    named = text("taken", name=LocalText((("he", HEBREW),)), n=2)
    assert finish(named, Sentence()) == f"2 x \u2068{HEBREW}\u2069 out"
    action = finish(Action(named, "Gone"), Sentence())
    assert isinstance(action, dict)
    assert action["heard"] == f"2 x {HEBREW} out"


@pytest.mark.parametrize("name", ["Milk", "Caf\u00e9", "\u4e73", "\U0001f95b"])
def test_a_name_from_left_to_right_stands_in_a_sentence_as_it_is(name: str) -> None:
    assert finish(text("taken", name=LocalText((("en", name),))), Echo()) == f"nl:taken{{'name': {name!r}}}"


def test_an_action_says_what_it_sends_and_how_it_stands() -> None:
    action = Action(text("more"), "MorePressed", (("n", 3),), "plus", is_enabled=False, is_busy=True)
    assert finish(action, Echo()) == {
        "label": "nl:more",
        "heard": "nl:more",
        "event": "MorePressed",
        "args": {"n": 3},
        "icon": "plus",
        "enabled": False,
        "busy": True,
    }


def test_an_action_is_heard_with_its_amount_in_words_or_in_words_of_its_own() -> None:
    pay = Action(text("pay", amount=Money(5, "EUR")), "PayPressed")
    touch = Action(text("touch"), "StartPressed", heard=text("start"))
    heard = [finish_action(action, Echo()) for action in (pay, touch)]
    assert [action["heard"] if action else None for action in heard] == ["nl:pay{'amount': '5 of EUR'}", "nl:start"]


def test_lists_and_maps_are_finished_through_and_none_stays_none() -> None:
    assert finish(({"a": text("x")}, None, True, 4), Echo()) == [{"a": "nl:x"}, None, True, 4]


@pytest.mark.parametrize("art", ["no-such-thing", "", None, 7, "../icons/x"])
def test_art_that_does_not_exist_becomes_the_paper_bag(art: str | int | None) -> None:
    assert finish_map({"art": art}, Echo()) == {"art": FALLBACK_ART}


def test_art_becomes_the_path_of_its_picture() -> None:
    assert finish_map({"art": "milk"}, Echo()) == {"art": "products/milk"}


def test_a_view_without_actions_has_nulls_and_no_instruction_is_no_words() -> None:
    finished = finish_view(View(text("title")), Echo())
    assert finished["instruction"] == ""
    assert [finished[name] for name in ("step", "primary", "secondary", "back", "cancel")] == [None] * 5


def test_a_step_says_itself_in_words() -> None:
    step = finish_step(Step(text("scan"), 1, 3), Echo())
    assert step is not None
    assert step["label"] == "nl:checkout.step.of{'index': 1, 'count': 3}"


def test_a_toast_without_a_way_back_has_no_action() -> None:
    assert finish_toast(Toast(text("gone")), Echo()) == {"text": "nl:gone", "action": None}
    assert finish_toast(None, Echo()) is None
