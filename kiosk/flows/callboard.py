"""The call board of a site: every lane, who calls, why and for how long, and what people may answer. Pure; no flow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.blockers import UnregisteredBlocker, kind_of
from kiosk.domain.calls import Stage
from kiosk.domain.text import LocalText, Text, text
from kiosk.flows.base import Action, View, Viewable

ANSWER: Final = "LaneAnswered"
FLOWS: Final = ("checkout", "checkin")
SIGNS: Final = {
    "waiting": "concierge-bell", "loud": "concierge-bell", "coming": "users", "here": "circle-check",
    "free": "circle-check", "away": "wifi-off", "key": "wifi-off",
    "paused": "pause", "closed": "lock",
}  # fmt: skip
PARTICULAR: Final = frozenset(
    {
        "ITEM.AGE_CHECK", "SALE.COUPON_DOUBT", "WEIGHT.CARRIED", "WEIGHT.DOUBTED", "WEIGHT.REMOVED",
        "WEIGHT.UNEXPECTED", "WEIGHT.UNSETTLED",
    }
)  # fmt: skip
"""Reasons whose words for staff name an age, a weight or a coupon."""


@dataclass(frozen=True, slots=True)
class LaneCall:
    """An open call as its kiosk told it; `waited_s` counts on from then. `stage` is a `Stage`, or newer than we are.

    `article` is the title of the help that did not help, `question` what was typed there.
    """

    id: str
    waited_s: int
    step: str
    reasons: tuple[str, ...]
    language: str
    stage: str
    level: int
    by: str = ""
    article: LocalText | None = None
    question: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Lane:
    """One kiosk as a board knows it. `problem`: why there is no line (`away`, `key`), or empty.

    `stands`: `open`, or `paused` or `closed` by staff; who still waits there is told before that.
    """

    address: str
    name: str
    problem: str = ""
    call: LaneCall | None = None
    stands: str = "open"

    @property
    def kind(self) -> str:
        """Return how it stands; a lost line is told before what was last heard over it."""
        if self.problem:
            return self.problem
        if self.call is None:
            return "free" if self.stands == "open" else self.stands
        if self.call.stage in (Stage.COMING, Stage.HERE):
            return self.call.stage
        return "loud" if self.call.level else "waiting"


def view(lanes: Sequence[Lane]) -> View:
    """Return the board: who waits comes first, the longest wait before the others; lanes without a call are last."""
    calling = [lane for lane in lanes if lane.kind in ("waiting", "loud")]
    title = text("staff.calls", n=len(calling)) if calling else text("staff.nobody")
    return View(title, parts={"lanes": tuple(_card(lane) for lane in sorted(lanes, key=_place))}, timeout_s=None)


def _place(lane: Lane) -> tuple[bool, bool, int, str]:
    call = lane.call
    is_waiting = lane.kind in ("waiting", "loud")
    return not is_waiting, call is None, -call.waited_s if call is not None else 0, lane.name


def _card(lane: Lane) -> Mapping[str, Viewable]:
    call = lane.call if not lane.problem else None
    return {
        "key": lane.address,
        "name": lane.name or lane.address,
        "kind": lane.kind,
        "icon": SIGNS[lane.kind],
        "state": _state(lane),
        "about": tuple(about(call)) if call is not None else (),
        "waited": _clock(call.waited_s) if call is not None else "",
        "actions": tuple(_actions(lane, call)) if call is not None else (),
    }


def _state(lane: Lane) -> Text:
    if lane.kind == "coming" and lane.call is not None and lane.call.by:
        return text("staff.coming", name=lane.call.by)
    return text("staff.coming.somebody" if lane.kind == "coming" else f"staff.{lane.kind}")


def about(call: LaneCall) -> Sequence[Text]:
    """Return where in the flow the customer stands, which language they read, and what they ask or what stops them."""
    flow = call.step.partition("/")[0]
    where = text(f"staff.where.{flow}" if flow in FLOWS else "staff.where.shell")
    reasons = [*_asked(call), *(_reason(code) for code in call.reasons if _is_known(code))]
    reads = text("staff.reads", language=text(f"language.{call.language}"))
    return where, reads, *(reasons or [text("staff.asked")])[:2]


def _reason(code: str) -> Text:
    """Return a reason in words; a call tells codes alone, so what is particular about one is not said here."""
    return text(f"blocker.{code}.{'title' if code in PARTICULAR else 'staff'}")


def _asked(call: LaneCall) -> Iterator[Text]:
    if call.question:
        yield text("staff.typed", question=call.question)
    if call.article is not None:
        yield text("staff.question", title=call.article)


def _is_known(code: str) -> bool:
    try:
        kind_of(code)
    except UnregisteredBlocker:  # a kiosk of another version
        return False
    return True


def _actions(lane: Lane, call: LaneCall) -> Sequence[Action]:
    if lane.kind in ("waiting", "loud"):
        return (_action(lane, call, "accept", "users"),)
    done = _action(lane, call, "done", "circle-check")
    return (done,) if lane.kind == "here" else (_action(lane, call, "arrived", "pointer"), done)


def _action(lane: Lane, call: LaneCall, kind: str, icon: str) -> Action:
    args = (("lane", lane.address), ("call", call.id), ("kind", kind))
    return Action(text(f"staff.{kind}"), ANSWER, args, icon)


TYPED: Final = "torn bag " * 13
QUESTION: Final = LocalText((("en", "What if the barcode does not work?"),))
EXAMPLES: Final = (
    Lane("10.0.0.1:7411", "Kiosk 1"),
    Lane("10.0.0.2:7411", "Kiosk 2",
         call=LaneCall("c2", 72, "checkin/Refused", ("CKIN.WINDOW_NOT_OPEN", "NEWER.CODE"), "pt-PT", "heard", 1)),
    Lane("10.0.0.3:7411", "Kiosk 3", "away", LaneCall("c3", 72, "checkin/Bags", (), "nl", "heard", 0)),
    Lane("10.0.0.4:7411", "Kiosk 4", call=LaneCall("c4", 14, "shell/Attract", (), "nl", "sent", 0)),
    Lane("10.0.0.9:7411", "Kiosk 9",
         call=LaneCall("c9", 31, "checkout/Scanning", (), "nl", "heard", 0, article=QUESTION, question=TYPED)),
    Lane("10.0.0.5:7411", "Kiosk 5", call=LaneCall("c5", 99, "checkout/Paying", (), "es", "coming", 0, "Sofia")),
    Lane("10.0.0.6:7411", "Kiosk 6", call=LaneCall("c6", 200, "checkout/Paying", (), "es", "here", 2, "Sofia")),
    Lane("10.0.0.7:7411", "Kiosk 7", call=LaneCall("c7", 20, "checkout/Paying", (), "es", "coming", 0)),
    Lane("10.0.0.8:7411", "", "key"),
    Lane("10.0.0.10:7411", "Kiosk 10", stands="paused"),
    Lane("10.0.0.11:7411", "Kiosk 11", stands="closed"),
)  # fmt: skip
"""A lane of each kind; invented."""


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
