"""A customer who cannot see: decides from what it hears alone, and remembers the control that was named last."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.journeys.robot.ears import Deaf, Ears, Said
from tests.journeys.robot.words import Tongue, amounts

PATIENCE_S = 60.0
TURNS = 20  # keys that a customer presses at most to find one thing


class Lost(AssertionError):
    """The customer could not find what it wanted."""


@dataclass
class Hands:
    """What the customer can do: press a key, hold a good to the scanner, hold a card to the terminal."""

    press: Callable[[str], None]
    scan: Callable[[str], None]
    card: Callable[[int], None]


@dataclass
class Customer:
    """One visit. `dialogue` has every act and every utterance in order, `prices` what each good was said to cost."""

    tongue: Tongue
    ears: Ears
    hands: Hands
    dialogue: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    prices: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    to_pay: list[int] = field(default_factory=list)
    wait_s: list[float] = field(default_factory=list)
    focus: str = ""
    answer: Said | None = None  # to a question asked in help
    last_lines: list[str] = field(default_factory=list)

    # --- acts -------------------------------------------------------------------------------------------------------

    def press(self, key: str) -> Said:
        """Press a key and hear what comes of it."""
        self.keys.append(key)
        self.dialogue.append(f"[{len(self.keys)}] {key}")
        began = time.monotonic()
        self.hands.press(key)
        heard = self.hear(lambda _said: True, f"anything after {key}")
        self.wait_s.append(time.monotonic() - began)
        return heard

    def hear(self, is_it: Callable[[Said], bool], what: str) -> Said:
        """Listen until it comes; return the utterance that it was."""
        try:
            heard = self.ears.listen(is_it, what, PATIENCE_S)
        except Deaf:
            self.take_in(self.ears.fresh())
            raise
        self.take_in(heard)
        return next(said for said in reversed(heard) if is_it(said))

    def names_a_control(self, line: str) -> bool:
        """True for a line that names something to press, with its role."""
        return any(f", {role}" in line for role in self.tongue.roles)

    def take_in(self, heard: Sequence[Said]) -> None:
        """Write down what was heard, and remember the control that was named."""
        for said in heard:
            self.dialogue += [f"      {line}" for line in said.lines]
            named = [line for line in said.lines if self.names_a_control(line)]
            self.focus = named[-1] if named else self.focus
            self.last_lines = said.lines

    def seek(self, words: Sequence[str], key: str = "Down") -> None:
        """Go from control to control until one is named with one of these words."""
        for _ in range(TURNS):
            if self.is_at(words):
                return
            self.press(key)
        if not self.is_at(words):
            raise Lost(f"no control called {' or '.join(words)} in {TURNS} keys; the last was {self.focus!r}")

    def is_at(self, words: Sequence[str]) -> bool:
        """True when the control that was named last has one of these words."""
        return any(word in self.focus.lower() for word in words)

    # --- the visit --------------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """Press any key: the kiosk begins to speak."""
        self.press("Down")

    def choose_language(self) -> None:
        """Find its own language by the name it gives itself."""
        while not any(self.tongue.own_name in line.lower() for line in self.last_lines):
            self.press("Down")
            if len(self.keys) > TURNS:
                raise Lost(f"nothing calls itself {self.tongue.own_name}")
        self.press("Return")

    def hide_screen(self) -> None:
        """Ask for help, and there for a black screen."""
        self.press("F1")
        self.seek([self.tongue.voice])
        self.press("Return")
        self.seek([self.tongue.screen], "Right")
        self.seek([self.tongue.black])
        self.press("Return")
        self.press("F1")  # out of the choices
        self.press("F1")  # and out of help

    def ask_for_help(self) -> None:
        """Open the first question of this step, hear its answer, and say that it did not help."""
        self.press("F1")
        self.seek(["?"])
        self.answer = self.press("Return")
        self.seek([self.tongue.no_help])
        self.press("Return")
        if not self.is_word(self.ears.all()[-1], self.tongue.called):
            self.hear(lambda said: self.is_word(said, self.tongue.called), "that a person is called")

    def scan(self, code: str) -> None:
        """Hold a good to the scanner; what is answered without a price is put aside."""
        self.dialogue.append(f"(scans {code})")
        self.hands.scan(code)
        known = self.last_lines
        self.hear(lambda _said: True, "an answer to the scan")
        fresh = [line for line in self.last_lines if line not in known]
        prices = [price for line in fresh for price in amounts(self.tongue, line)]
        if prices:
            self.prices.append(prices[0])
        else:
            self.errors.append("\n".join(fresh))

    def pay(self) -> None:
        """Pay with the first card, and with the second when that is refused; take the receipt and leave."""
        self.seek([self.tongue.pay])
        for card in range(2):
            self.press("Return")
            told = self.hear_of_card()
            self.to_pay += amounts(self.tongue, told.text)[:1]
            self.dialogue.append(f"(holds card {card + 1})")
            self.hands.card(card)
            answer = self.hear(self.is_verdict, "whether the card was taken")
            if self.is_word(answer, self.tongue.paid):
                self.to_pay += amounts(self.tongue, answer.text)[:1]
                return
            self.errors.append(answer.text)
            self.seek(self.tongue.other_card)
        raise Lost("no card was taken")

    def hear_of_card(self) -> Said:
        """Wait to be told to hold a card; it may be among what was just said."""
        last = [said for said in self.ears.all() if said.event == "begun"][-1]
        if self.is_word(last, self.tongue.card):
            return last
        return self.hear(lambda said: self.is_word(said, self.tongue.card), "a word about the card")

    def is_verdict(self, said: Said) -> bool:
        """True for an utterance that leaves something to choose: the terminal is done."""
        return any(f", {role}" in said.text for role in self.tongue.roles)

    def is_word(self, said: Said, words: Sequence[str]) -> bool:
        """True when an utterance has one of these words."""
        return any(word in said.text.lower() for word in words)

    def leave(self) -> None:
        """Take the receipt, hear the thanks, and finish."""
        self.seek(self.tongue.printing)
        self.press("Return")
        if not self.is_at(self.tongue.finish):
            self.hear(lambda _said: self.is_at(self.tongue.finish) or self.is_verdict(_said), "thanks")
        self.seek(self.tongue.finish)
        self.press_last()

    def press_last(self) -> None:
        """Choose what ends the visit: nothing is said after it."""
        self.keys.append("Return")
        self.dialogue.append(f"[{len(self.keys)}] Return")
        self.hands.press("Return")

    def come_back(self) -> None:
        """Be the next customer: a key that wakes the kiosk, once the last customer's words are gone."""
        first = next(said for said in self.ears.all() if said.event == "begun")
        for _ in range(TURNS):
            if self.press("Down").lines[0] == first.lines[0]:
                return
        raise Lost("the kiosk never began anew")
