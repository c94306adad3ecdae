"""What a hand can do to the terminal: the control verbs `card`, `cancel`, `auto`, `turnovers`, `knobs`."""

from __future__ import annotations

from dataclasses import asdict

from devices.sim.machine import ControlError, Json, Reply, Request, flag_of, number_of, text_of
from devices.sim.nexo.core import Card, Core, Stage
from devices.sim.nexo.ledger import Transaction
from devices.sim.nexo.phrases import ERROR_CONDITIONS

CARD_WAYS = ("tap", "insert", "swipe", "remove")


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
            return {"turnovers": [_shown(row) for row in core.ledger.rows if row.last4 or row.category == "Reversal"]}
        case "knobs":
            return _knobs(core, request)
    return None


def _card(core: Core, request: Request, *, is_powered: bool) -> Reply:
    how = text_of(request, "how", "tap")
    if how not in CARD_WAYS:
        raise ControlError(f'"how" is one of {", ".join(CARD_WAYS)}')
    if not is_powered:
        raise ControlError("the terminal has no power")
    if how == "remove":
        core.card_inside = None
        return {}
    last4 = text_of(request, "last4", "4242")
    if len(last4) != 4 or not last4.isdecimal():
        raise ControlError('"last4" is four digits')
    card = Card(
        how=how,
        result=_result(text_of(request, "result", "00")),
        asks_pin=flag_of(request, "pin", how == "insert"),
        last4=last4,
        scheme=text_of(request, "scheme", "VISA").upper(),
    )
    if core.present(card):
        return {"taken": True}
    if how == "insert" and core.order is None:
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
    is_on = flag_of(request, "on", True)
    core.auto = (number_of(request, "delay_s", 1.0), _result(text_of(request, "result", "00"))) if is_on else None
    return {"auto": is_on}


def _knobs(core: Core, request: Request) -> Reply:
    changes = request.get("set", {})
    if not isinstance(changes, dict):
        raise ControlError('"set" is an object of knob names and values')
    try:
        for name, value in changes.items():
            core.knobs.set(str(name), value)
    except ValueError as error:
        raise ControlError(str(error)) from error
    return {"knobs": core.knobs.shown()}


def _shown(row: Transaction) -> dict[str, Json]:
    return {**asdict(row), "kind": row.category.lower(), "state": "done", "reversed": row.is_reversed}
