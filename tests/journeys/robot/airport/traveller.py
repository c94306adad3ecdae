"""A traveller who cannot see: finds the own booking by keys, seat and luggage by ear, and goes with pass and tag."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.journeys.robot.airport.words import TravelTongue
from tests.journeys.robot.customer import Customer, Lost
from tests.journeys.robot.words import amounts

ROWS = ("234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")  # where letters stand on the keyboards people know
MOST_ROWS = 12  # of keys or seats that are passed at most to find one
SEAT = re.compile(r"\b(\d{1,2}[A-K])\b")


@dataclass
class TravelHands:
    """What a traveller can do beside pressing keys."""

    passport: Callable[[], None]
    load: Callable[[int], None]


@dataclass
class Traveller:
    """One check-in. `customer` presses and hears; `seat` is the one chosen by ear, `to_pay` what was said to be due."""

    customer: Customer
    tongue: TravelTongue
    hands: TravelHands
    seat: str = ""
    to_pay: list[int] = field(default_factory=list)

    # --- who is there -----------------------------------------------------------------------------------------------

    def begin(self, *, is_first: bool = True) -> None:
        """Wake the kiosk, have the screen blackened, press start, and choose the own language by its name."""
        if is_first:
            self.customer.wake()
        else:
            self.customer.come_back()
        self.customer.hide_screen()
        self.customer.press("Return")
        if any(self.customer.tongue.own_name in line.lower() for line in self.customer.last_lines):
            self.customer.press("Return")
        else:
            self.customer.choose_language()

    def type_booking(self, ref: str, surname: str) -> None:
        """Type booking code and surname, key by key; codes have neither zero nor one, it was said."""
        self.choose(*self.tongue.code)
        self.type(ref.replace("0", "O").replace("1", "I"))
        self.choose(*self.tongue.onward, key="Right")
        self.type(surname.upper())
        self.choose(*self.tongue.onward, key="Right")
        self.arrive()

    def type(self, word: str) -> None:
        """Type a word: to its row by Right and Left, then along it."""
        for sign in word:
            self._to_key(sign)
            self.customer.press("Return")

    def _to_key(self, sign: str) -> None:
        """Go to a key, by the way a person knows who types."""
        wanted = next(n for n, row in enumerate(ROWS) if sign in row)
        beyond = "Down"  # leads on from keys that are no letters
        for _ in range(MOST_ROWS):
            here = self._row()
            if here == wanted:
                break
            is_up = here is not None and here > wanted
            key = beyond if here is None else "Left" if is_up else "Right"
            beyond = "Left" if is_up else "Down"
            self.customer.press(key)
        for _ in ROWS[wanted]:
            at = self._sign()
            if at == sign:
                return
            if at not in ROWS[wanted]:
                break
            self.customer.press("Down" if ROWS[wanted].index(at) < ROWS[wanted].index(sign) else "Up")
        raise Lost(f"no key {sign}; the last was {self.customer.focus!r}")

    def _sign(self) -> str:
        """Return the sign of the key that was named last; a capital says so before or after it."""
        words = self.customer.focus.partition(",")[0].upper().split()
        return next((word for word in words if len(word) == 1), "")

    def _row(self) -> int | None:
        sign = self._sign()
        return next((n for n, row in enumerate(ROWS) if sign and sign in row), None)

    def show_passport(self, *until: str) -> None:
        """Put the passport in, and wait for one of some words of what becomes of it."""
        self.customer.dialogue.append("(puts the passport in)")
        self.hands.passport()
        self.customer.hear(lambda said: self.customer.is_word(said, until), " or ".join(until))

    def go_on(self) -> None:
        """Take what was read as right."""
        self.choose(self.tongue.carry_on)

    # --- what is wanted ---------------------------------------------------------------------------------------------

    def choose(self, *words: str, key: str = "Down") -> None:
        """Find a control by its words, and press it."""
        self.customer.seek(words, key)
        self.customer.press("Return")

    def change_seat(self) -> None:
        """Go along the rows of free seats to one at a window, and take it."""
        self.choose(self.tongue.seats)
        self.wait_for(self.tongue.pick)
        for _ in range(MOST_ROWS):
            if self.is_free_window():
                break
            self.customer.press("Left")
        else:
            raise Lost(f"no free seat at a window; the last was {self.customer.focus!r}")
        found = SEAT.search(self.customer.focus)
        self.seat = found[1] if found is not None else ""
        self.customer.press("Return")
        self.choose(self.tongue.take, key="Right")

    def is_free_window(self) -> bool:
        """True when a free seat at a window was named last."""
        words = self.customer.focus.lower()
        return self.tongue.window in words and f", {self.tongue.free}" in words

    def add_bags(self, *weights_g: int) -> None:
        """Hand in luggage, each piece weighed."""
        self.choose(self.tongue.luggage)
        for grams in weights_g:
            self.choose(self.tongue.one_more)
            self.wait_for(self.tongue.scale)
            self.customer.dialogue.append(f"(puts {grams} g on the scale)")
            self.hands.load(grams)
            self.customer.hear(self.customer.is_verdict, "that it is weighed")
            self.hands.load(0)
        self.choose(*self.tongue.go_on)

    def wait_for(self, word: str) -> None:
        """Do nothing until a word is heard; it may be among what was heard last."""
        if not any(word in line.lower() for line in self.customer.last_lines):
            self.customer.hear(lambda said: word in said.text.lower(), word)

    def arrive(self) -> None:
        """Do nothing until there is something to choose."""
        if not any(f", {role}" in line for line in self.customer.last_lines for role in self.customer.tongue.roles):
            self.customer.hear(self.customer.is_verdict, "what can be chosen")

    def answer_goods(self, *, has_some: bool) -> None:
        """Answer the question about dangerous goods."""
        if has_some:
            self.choose(self.tongue.some_of_these)
            self.choose(self.tongue.packed)
        else:
            self.choose(self.tongue.none_of_these)

    def pay(self) -> None:
        """Hear what is due, press it, and hold the card when told to."""
        self.customer.seek([self.customer.tongue.pay])
        self.to_pay += amounts(self.customer.tongue, self.customer.focus)[:1]
        self.customer.press("Return")
        told = self.customer.hear_of_card()
        self.to_pay += amounts(self.customer.tongue, told.text)[:1]
        self.customer.dialogue.append("(holds the card)")
        self.customer.hands.card(1)

    def print(self) -> None:
        """Have the passes printed."""
        self.choose(*self.tongue.check_in)

    # --- who is refused ---------------------------------------------------------------------------------------------

    def take_slip(self) -> None:
        """Have the reasons on paper."""
        self.choose(*self.tongue.slip)
        self.customer.hear(lambda _said: True, "what becomes of the slip")

    def call_person(self) -> None:
        """Have a person called, hear that one is, hear where else one is, and go back."""
        before = len(self.customer.dialogue)
        self.choose(self.tongue.person)
        told = [line.lower() for line in self.customer.dialogue[before:] if not self.customer.names_a_control(line)]
        if not any(self.tongue.person in line for line in told):
            raise Lost(f"nothing said that a person is called; heard {told}")
        self.choose(self.tongue.person)
        self.choose(self.tongue.close)

    def take_leave(self) -> None:
        """Hear gate and time, and finish."""
        self.wait_for(self.tongue.trip)
        self.customer.seek(self.customer.tongue.finish)
        self.customer.press_last()
