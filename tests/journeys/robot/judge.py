"""Compares what a customer heard with what is true, and with the rules of speech. Only the judge knows the truth."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PIL import Image

from kiosk.domain.travel.booking import Booking
from kiosk.flows.checkin.aside.goods import KINDS
from kiosk.services.help import open_shelf
from kiosk.words import SiteFormat, Words
from tests.journeys.robot.customer import Customer
from tests.journeys.robot.ears import Said

MOST_KEYS = 25
SPEAKS_WITHIN_S = 10.0  # of a machine that does other things besides; `make bench` (speech) measures it
ORIENTATION_S = 12.0
CHARACTERS_PER_S = 14.0
TWICE = re.compile(r"(\b\w{2,}\b)[ ,]+\1\b", re.IGNORECASE)


def heard_texts(transcript: Sequence[Said]) -> list[str]:
    """Return the texts of all utterances, oldest first."""
    return [said.text for said in transcript if said.event == "begun"]


def assert_one_voice(transcript: Sequence[Said]) -> None:
    """Check that no utterance begins before the one before has ended."""
    speaking: int | None = None
    for said in transcript:
        if said.event == "begun":
            assert speaking is None, f"utterance {said.n} begins while {speaking} is being said"
            speaking = said.n
        elif said.event in ("said", "cut_off"):
            assert said.n == speaking, f"utterance {said.n} ends while {speaking} is being said"
            speaking = None


def assert_language(transcript: Sequence[Said], language: str, other: str) -> None:
    """Check that all is said in the customer's language, once chosen, and never goes back."""
    spoken = [said.language for said in transcript]
    chosen = spoken.index(language)
    assert set(spoken[:chosen]) <= {other}
    assert set(spoken[chosen:]) == {language}


def assert_well_said(transcript: Sequence[Said]) -> None:
    """Check that nothing is said twice in one breath, and that no digit of a card is heard on the loudspeaker."""
    for said in transcript:
        lines = said.lines
        assert len(set(lines)) == len(lines), said.text
        assert not any(TWICE.search(line) for line in lines), said.text
        assert not said.is_private


def assert_oriented(customer: Customer, transcript: Sequence[Said], words: Words) -> None:
    """Check that the first key was answered without another, with how the keys work, said in twelve seconds."""
    assert customer.wait_s[0] < SPEAKS_WITHIN_S
    first = next(said for said in transcript if said.event == "begun")
    ends = first.lines.index(words.say("speech.help"))
    assert words.say("speech.keys") in first.lines[:ends]
    assert sum(map(len, first.lines[: ends + 1])) / CHARACTERS_PER_S <= ORIENTATION_S


def assert_answered(customer: Customer, language: str) -> None:
    """Check that the first question of the basket was read whole, its answer after it."""
    article = open_shelf().top(language, "checkout/Scanning")[0]
    assert customer.answer is not None
    assert [article.title, article.text] == customer.answer.lines[:2]


def assert_errors_heard(customer: Customer, language: str) -> None:
    """Check that the unknown good and the refused card were heard as such, each with its cure."""
    words = Words(language, SiteFormat())
    unknown, refused = customer.errors
    for part in ("what", "do"):
        assert words.say(f"blocker.ITEM.UNKNOWN.{part}").rstrip(".") in unknown
    assert words.say("checkout.declined.card.title") in refused
    assert words.say("checkout.declined.nothing_charged").rstrip(".") in refused


def assert_money(customer: Customer, charged: Sequence[int], receipt: Sequence[str]) -> None:
    """Check that what was said is what the terminal took and what stands on the paper."""
    (amount,) = charged
    assert sum(customer.prices) == amount
    assert set(customer.to_pay) == {amount}, customer.to_pay
    written = f"{amount // 100},{amount % 100:02d}"
    assert any(written in line for line in receipt), receipt


def assert_black(picture: str) -> None:
    """Check that an eye saw nothing."""
    with Image.open(picture) as seen:
        assert seen.convert("RGB").getextrema() == ((0, 0), (0, 0), (0, 0))


# --- at the airport ---------------------------------------------------------------------------------------------------

TOUCHES = re.compile(r"\b(touch|tap|raak|toque[mn]?|tocar)\b", re.IGNORECASE)
OF_A_CARD = re.compile(r"\b(card|kaart|tarjeta|cartão)\b", re.IGNORECASE)


def assert_nothing_to_touch(transcript: Sequence[Said]) -> None:
    """Check that nobody who only listens is told to touch the screen; a card is held to the terminal by feel."""
    lines = [line for said in transcript for line in said.lines]
    assert not [line for line in lines if TOUCHES.search(line) and not OF_A_CARD.search(line)]


def assert_way_heard(said: Sequence[str], booking: Booking, language: str) -> None:
    """Check that flight, times, gate and each seat were heard, as they are booked."""
    words = Words(language, SiteFormat())
    flight = booking.segments[0].flight
    told = "\n".join(said)
    way = words.say(
        "checkin.flight.spoken", flight=flight.name, origin=flight.origin.city, destination=flight.destination.city,
        time=flight.leaves.clock,
    )  # fmt: skip
    assert way in told
    assert words.say("checkin.thank_you.spoken", gate=flight.gate, time=flight.boards.clock) in told
    for coupon in booking.coupons:
        assert re.search(rf"\b{coupon.seat}\b", told), told


def assert_goods_heard(said: Sequence[str], language: str) -> None:
    """Check that the question about dangerous goods was heard in full: each kind of them."""
    words = Words(language, SiteFormat())
    assert {words.say(f"checkin.goods.{name}") for name, *_ in KINDS} <= set(said)


def assert_refusal_heard(error: str, booking: Booking, language: str) -> None:
    """Check that somebody who is too early heard what is the matter, from when on, and what helps."""
    words = Words(language, SiteFormat())
    assert words.say("blocker.CKIN.WINDOW_NOT_OPEN.title") in error
    flight = booking.segments[0].flight
    assert words.say("blocker.CKIN.WINDOW_NOT_OPEN.what", flight=flight.name, time=flight.opens.clock) in error
