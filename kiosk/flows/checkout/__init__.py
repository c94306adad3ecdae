"""Store self-checkout: scan, pay, take the receipt."""

from kiosk.flows.checkout.examples import EXAMPLES
from kiosk.flows.checkout.flow import ENTRY, MOVES, RESUMES, SCREENS, Recovered, begin, recover, sales, step
from kiosk.flows.checkout.view import view

__all__ = ["ENTRY", "EXAMPLES", "MOVES", "RESUMES", "SCREENS", "Recovered", "begin", "recover", "sales", "step", "view"]
