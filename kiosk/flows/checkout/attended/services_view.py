"""What staff and customer see while travel services are taken back: each service with what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kiosk.domain.money import Money
from kiosk.domain.moves import PrintState
from kiosk.domain.sale import PaperKind
from kiosk.domain.stamp import short_id
from kiosk.domain.text import Text, text
from kiosk.domain.travel.selling.taking_back import Service
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.checkout.attended.refunding import refundable_of
from kiosk.flows.checkout.attended.services import may_print, stage_of
from kiosk.flows.checkout.paid_view import step_of
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.states import TakingBack

ASKABLE: Final = ("silent", "unclear")
Row = Mapping[str, Viewable]


def taking_back_view(state: TakingBack, site: Site) -> View:
    """Return what is asked, or what was answered with the amount that goes back once staff confirm it."""
    stage = stage_of(state, site)
    amount = _amount(state)
    is_busy = is_printing(state.sale)
    promised = text(f"services.{stage}.text", amount=amount)
    return View(
        title=_title(state, stage),
        instruction=text(f"services.{stage}.do", amount=amount),
        step=step_of(2),
        primary=_primary(state, stage, is_busy=is_busy),
        secondary=_print(state, site, is_busy=is_busy),
        back=Action(text("action.back"), "BackPressed", icon="arrow-left", is_enabled=not is_busy),
        parts={
            "since_utc_ms": str(state.since_utc_ms),
            "is_review": stage != "asking",
            "icon": "plane" if stage == "asking" else "undo-2",
            "promise_title": text("services.promise") if stage == "owed" else promised,
            "promise_text": "",
            "steps": tuple(_steps(state, stage, amount)),
            "reference_label": text("checkout.reference"),
            "reference": short_id(state.sale.id),
            "amount_label": text("services.amount" if state.sale.facts.back is not None else "services.most"),
            "amount": amount,
            "terminal_label": text("services.here"),
            "busy_label": text(f"services.{stage}.busy"),
            "bank_label": text("services.airline"),
        },
        spoken=(promised,),
        timeout_s=None if stage == "asking" or is_busy else 120,
    )


def _title(state: TakingBack, stage: str) -> Text:
    back = state.sale.facts.back
    if stage != "owed" or back is None:
        return text(f"services.{stage}.title")
    return text("services.owed.title", back=len(back.back), count=len(back.services))


def _amount(state: TakingBack) -> Money:
    return refundable_of(state.sale)


def _primary(state: TakingBack, stage: str, *, is_busy: bool) -> Action | None:
    if stage == "asking":
        return None
    if stage in ASKABLE:
        return Action(text("action.try_again"), "AskAgainPressed", icon="refresh-cw")
    if stage in ("owed", "away"):
        return Action(
            text("services.give_back"), "RefundConfirmed", icon="undo-2", is_enabled=stage == "owed", is_busy=is_busy
        )
    return Action(text("action.finish"), "FinishPressed", icon="check")


def _print(state: TakingBack, site: Site, *, is_busy: bool) -> Action | None:
    """Return the way to the slip; None where it is out: it prints by itself."""
    own = [job for job in state.sale.jobs if job.kind is PaperKind.SERVICES]
    is_out = bool(own) and own[-1].state is PrintState.DONE
    if is_out or not may_print(state, site):
        return None
    return Action(text("services.print"), "PrintPressed", icon="printer", is_busy=is_busy)


def _steps(state: TakingBack, stage: str, amount: Money) -> Iterator[Row]:
    """Yield each service with its mark, and at last what comes next."""
    back = state.sale.facts.back
    if back is not None:
        yield from (_row(own, back.currency) for own in back.services)
    yield {"text": text(f"services.{stage}.row", amount=amount), "detail": "", "state": "now"}


def _row(own: Service, currency: str) -> Row:
    named = text("services.row", name=own.name, amount=Money(own.amount_minor, currency))
    return {"text": named, "detail": own.note or "", "state": "done" if own.is_back else "next"}
