"""What a hand can do to the terminal: the control verbs `card`, `cancel`, `auto`, `turnovers`, `knobs`."""

from __future__ import annotations

from dataclasses import asdict

from devices.sim.machine import ControlError, Json, Reply, Request, number_of
from devices.sim.nexo.core import Core, Stage
from devices.sim.nexo.ledger import Transaction
from devices.sim.nexo.phrases import ERROR_CONDITIONS
from devices.sim.paying import auto_of, card_of, set_knobs


def command(core: Core, verb: str, request: Request, *, is_powered: bool) -> Reply | None:
    """Carry out one verb; None for a verb that is not the terminal's."""
    match verb:
        case "card":
            return _card(core, request, is_powered=is_powered)
        case "cancel":
            if core.order is None or core.stage not in (Stage.CARD, Stage.PIN):
                raise ControlError("nothing can be cancelled now")
            core.stop("Cancel")
            return {}
        case "auto":
            return _auto(core, request)
        case "turnovers":
            told = [row for row in core.ledger.rows if row.last4 or row.category == "Reversal"]
            return {"turnovers": [_shown(row) for row in told[int(number_of(request, "since", 0)) :]]}
        case "knobs":
            return set_knobs(core.knobs, request)
    return None


def _card(core: Core, request: Request, *, is_powered: bool) -> Reply:
    card = card_of(request, _result, is_powered=is_powered)
    if card is None:
        core.card_inside = None
        return {}
    if core.present(card):
        return {"taken": True}
    if card.how == "insert" and core.order is None:
        core.card_inside = card
        return {"taken": False}
    raise ControlError("no payment is waiting for a card")


def _result(text: str) -> str:
    """`00`, an error condition, or two hex digits of another protocol, which mean that the bank said no."""
    if text == "00" or text in ERROR_CONDITIONS:
        return text
    if len(text) == 2 and all(sign in "0123456789abcdefABCDEF" for sign in text):
        return "Refusal"
    raise ControlError(f'"result" is 00, two hex digits, or one of {", ".join(ERROR_CONDITIONS)}')


def _auto(core: Core, request: Request) -> Reply:
    core.auto = auto_of(request, _result)
    return {"auto": core.auto is not None}


def _shown(row: Transaction) -> dict[str, Json]:
    return {**asdict(row), "kind": row.category.lower(), "state": "done", "reversed": row.is_reversed}
