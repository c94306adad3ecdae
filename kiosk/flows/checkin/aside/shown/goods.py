"""What the advice on dangerous goods shows: each kind with where it may go."""

from __future__ import annotations

from typing import Final

from kiosk.domain.text import text
from kiosk.flows.base import Action, Step, View
from kiosk.flows.checkin.aside.goods import KINDS, TEXT_VERSION
from kiosk.flows.checkin.shown.telling import BACK, CANCEL
from kiosk.flows.checkin.states import Goods, GoodsAdvice

STEP: Final = Step(text("checkin.step.check"), 2, 3)
PLACES: Final = {  # kind and icon of where it may go
    "cabin": ("success", "circle-check"),
    "body": ("success", "user"),
    "small": ("info", "info"),
    "nowhere": ("error", "circle-x"),
}


def goods_advice_view(state: GoodsAdvice) -> View:
    """Return what may go where; the answer says that it is packed so, and Back leaves the question open."""
    words = (("words", TEXT_VERSION),)
    return View(
        title=text("checkin.advice.title"),
        instruction=text("checkin.advice.instruction"),
        step=STEP,
        primary=Action(
            text("checkin.advice.packed"), "GoodsAnswered", (("answer", Goods.PACKED.value), *words), "check"
        ),
        back=BACK,
        cancel=CANCEL,
        parts={
            "goods": tuple(
                {
                    "icon": icon,
                    "name": text(f"checkin.goods.{name}"),
                    "where": text(f"checkin.advice.{name}"),
                    "kind": PLACES[where][0],
                    "sign": PLACES[where][1],
                    "place": text(f"checkin.advice.place.{where}"),
                }
                for name, icon, where in KINDS
            )
        },
        spoken=tuple(
            text(
                "checkin.documents.fact",
                label=text(f"checkin.goods.{name}"),
                value=text(f"checkin.advice.{name}"),
            )
            for name, _, _ in KINDS
        ),
    )
