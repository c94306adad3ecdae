"""Store self-checkout: scan, pay, take the receipt."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.checkout.flow import ENTRY, begin, sales, step
from kiosk.flows.checkout.moves import MOVES, RESUMES, SCREENS
from kiosk.flows.checkout.restart import Recovered, recover
from kiosk.flows.checkout.states import State
from kiosk.flows.checkout.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "RESUMES", "SCREENS", "Recovered", "begin", "recover", "sales", "step", "view"]

EXAMPLES: Mapping[str, State]


def __getattr__(name: str) -> object:
    """Make the examples when somebody asks: the first frame of a kiosk needs none."""
    if name == "EXAMPLES":
        from kiosk.flows.checkout.examples import EXAMPLES

        return EXAMPLES
    raise AttributeError(name)
