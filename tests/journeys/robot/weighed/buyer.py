"""A customer who cannot see buys fruit: finds it by name, weighs the own container first, and hears what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys.robot.customer import Customer
from tests.journeys.robot.ears import Said
from tests.journeys.robot.weighed.words import BuyerTongue
from tests.journeys.robot.words import amounts

WEIGHT = re.compile(r"\b\d+[.,]\d{3}\b")


@dataclass
class Buyer:
    """One visit of who buys by weight. `weight` is what was said to lie on the scale."""

    customer: Customer
    tongue: BuyerTongue
    load: Callable[[int], None]
    weight: str = ""

    def choose(self, word: str) -> None:
        """Find a control by its word, and press it."""
        self.customer.seek([word])
        self.customer.press("Return")

    def find_fruit(self) -> None:
        """Go to the goods without a barcode, and along them to the fruit."""
        self.choose(self.tongue.loose)
        self.arrive()
        self.choose(self.tongue.fruit)
        self.wait_for(self.tongue.put)

    def weigh_container(self, grams: int) -> None:
        """Say that there is an own container, and weigh it empty."""
        self.choose(self.tongue.container)
        self.wait_for(self.tongue.put)
        self.put(grams)
        self.hear_control(self.tongue.use)
        self.choose(self.tongue.use)

    def weigh(self, grams: int) -> None:
        """Put goods on the scale, hear weight and price together, and add them."""
        self.put(grams)
        heard = self.customer.hear(lambda said: bool(_priced(self.customer, said)), "a weight and its price")
        line = _priced(self.customer, heard)
        found = WEIGHT.search(line)
        self.weight = found[0] if found is not None else ""
        self.customer.prices += amounts(self.customer.tongue, line)[:1]
        self.choose(self.tongue.add)
        self.arrive()
        self.load(0)

    def put(self, grams: int) -> None:
        """Put so much on the scale."""
        self.customer.dialogue.append(f"(puts {grams} g on the scale)")
        self.load(grams)

    def be_held(self) -> None:
        """Press pay, and hear then that an age is to be seen and that a person is on the way."""
        self.customer.seek([self.customer.tongue.pay])
        before = len(self.customer.dialogue)
        self.customer.press("Return")

        def is_all_said(_said: Said) -> bool:
            told = "\n".join((*self.customer.dialogue[before:], _said.text)).lower()
            return self.tongue.age in told and any(word in told for word in self.customer.tongue.called)

        if not is_all_said(self.customer.ears.all()[-1]):
            self.customer.hear(is_all_said, "that a person comes to look")

    def arrive(self) -> None:
        """Do nothing until there is something to choose."""
        if not any(self.customer.names_a_control(line) for line in self.customer.last_lines):
            self.customer.hear(self.customer.is_verdict, "what can be chosen")

    def hear_control(self, word: str) -> None:
        """Do nothing until a control is named with a word; it may be the one named last."""
        if not self.customer.is_at([word]):
            self.customer.hear(lambda _said: word in _said.text.lower(), word)

    def wait_for(self, word: str) -> None:
        """Do nothing until a word is heard; it may be among what was heard last."""
        if not any(word in line.lower() for line in self.customer.last_lines):
            self.customer.hear(lambda said: word in said.text.lower(), word)


def _priced(customer: Customer, said: Said) -> str:
    """Return the line that says a weight with its price, or nothing."""
    return next((line for line in said.lines if WEIGHT.search(line) and amounts(customer.tongue, line)), "")
