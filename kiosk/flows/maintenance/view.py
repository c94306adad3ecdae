"""What the technician's first pages show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from kiosk.domain.access.roles import Permission, Person
from kiosk.domain.selftests.values import Verdict
from kiosk.domain.staff.parts import named
from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, Site, View, Viewable
from kiosk.flows.maintenance.flow import ROOMS, Asking, Dashboard, Device, Machine, State
from kiosk.flows.maintenance.values import GONE, SOON, Seen, Tried

Row: TypeAlias = "Mapping[str, Viewable]"
IDLE_S: Final = 120
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
ICONS: Final = {
    "scanner": "scan-barcode", "printer": "receipt", "terminal": "credit-card", "scale": "scale",
    "bagging_scale": "shopping-bag",
    "documents": "book-user", "tags": "luggage", "keypad": "keyboard", "lights": "bell", "signing": "shield-check",
}  # fmt: skip
ROOM_ICONS: Final = {"selftest": "check", "wire": "activity", "logs": "scroll-text"}
SECTIONS: Final = {"fault": "hand", "devices": "plug", "checks": "wrench"}
TRIED: Final[Mapping[Verdict, str]] = {
    Verdict.PASSED: "good", Verdict.FAILED: "bad", Verdict.SKIPPED: "warning", Verdict.NOT_POSSIBLE: "off",
}  # fmt: skip
BRONZE: Final = "bronze"
COUNTED: Final = (
    "reads", "bad_reads", "prints", "prints_failed", "prints_unknown", "cuts", "payments_approved", "payments_declined",
    "payments_unknown", "weighings", "documents", "bad_documents", "keys", "link_faults", "reconnects", "refills",
)  # fmt: skip


def view(state: State, _site: Site) -> View:
    """Return what a state shows."""
    match state:
        case Dashboard():
            return _dashboard(state)
        case Device():
            return _device(state)
        case Asking():
            parts: Mapping[str, Viewable] = {"note": text("maintenance.asking.text")}
            return View(text("maintenance.asking.title"), back=None, parts=parts, timeout_s=None)
        case Machine():
            return _machine(state)


# --- every device -----------------------------------------------------------------------------------------------------


def _dashboard(state: Dashboard) -> View:
    parts = sorted(state.parts or (), key=lambda own: own.rank)
    amiss = [own for own in parts if not own.is_well]
    sections = tuple(_section(part, icon) for part, icon in SECTIONS.items())
    return View(
        title=_title(len(amiss), is_known=state.parts is not None),
        instruction=text("maintenance.text"),
        back=BACK,
        parts={
            "fault": _fault(amiss[0]) if amiss else _well(),
            "devices": tuple(_tile(own) for own in parts),
            "sections": sections,
            "tests_label": text("maintenance.part.checks"),
            "tools": tuple(_tools(state.person)),
        },
        timeout_s=IDLE_S,
    )


def _title(amiss: int, *, is_known: bool) -> Text:
    if not is_known:
        return text("maintenance.title.looking")
    return text("maintenance.title.well") if not amiss else text("maintenance.title.amiss", count=str(amiss))


def _section(part: str, icon: str) -> Row:
    label = text(f"maintenance.part.{part}")
    return {"label": label, "rows": "", "name": label, "icon": icon}


def _fault(own: Seen) -> Row:
    return {
        "icon": _sign(own)[0],
        "is_well": False,
        "title": text("maintenance.fault", part=named(own.part), state=_state(own)),
        "code": _cause(own.whys[0].code) if own.whys else own.state,
        "since": text("maintenance.since", time=own.since) if own.since else "",
        "steps": tuple(_todo(why.code) for why in own.whys)[:4],
        "test": Action(text("maintenance.open"), "PartChosen", (("part", own.part),), "search"),
    }


def _well() -> Row:
    return {
        "icon": "circle-check",
        "is_well": True,
        "title": text("maintenance.well"),
        "code": "",
        "since": "",
        "steps": (),
        "test": Action(text("maintenance.machine"), "MachinePressed", icon="database"),
    }


def _cause(code: str) -> Text:
    return text(f"advice.{code}.cause")


def _todo(code: str) -> Text:
    return text(f"advice.{code}.todo")


def _state(own: Seen) -> Text:
    return text(f"maintenance.state.{own.state}")


def _sign(own: Seen) -> tuple[str, str, str]:
    """Return the icon, the kind of a tile, and the kind of a row that a state has."""
    if own.is_well:
        return "circle-check", "success", "good"
    if own.state in SOON:
        return "triangle-alert", "warning", "warning"
    if own.state in GONE:
        return "unplug", "warning" if own.is_required else "muted", "bad" if own.is_required else "off"
    return "hand", "warning", "bad"


def _tile(own: Seen) -> Row:
    icon, kind, _ = _sign(own)
    label, value = _count_of(own)
    return {
        "device": own.part,
        "icon": ICONS.get(own.part.partition("-")[0], "plug"),
        "name": named(own.part),
        "state": _state(own),
        "state_icon": icon,
        "kind": kind,
        "label": label,
        "value": value,
        "event": "PartChosen",
        "args": {"part": own.part},
    }


def _count_of(own: Seen) -> tuple[Viewable, Viewable]:
    """Return the one thing a tile has room for: that nobody tried it on hardware, else its first count."""
    if own.remark.startswith(BRONZE):
        return "", text("maintenance.bronze")
    if own.counts:
        name, amount = own.counts[0]
        return _count(name), str(amount)
    return "", own.driver


def _count(name: str) -> Text | str:
    """Return what is counted; what a driver counts besides goes by its own name."""
    return text(f"maintenance.count.{name}") if name in COUNTED else name.replace("_", " ")


def _tools(person: Person) -> Iterator[Action]:
    yield Action(text("maintenance.machine"), "MachinePressed", (), "database")
    for room, act in ROOMS.items():
        if person.may(act):
            yield Action(text(f"maintenance.room.{room}"), "RoomPressed", (("room", room),), ROOM_ICONS[room])


# --- one device -------------------------------------------------------------------------------------------------------


def _device(state: Device) -> View:
    own = state.seen
    done = text(f"maintenance.problem.{state.problem}") if state.problem else _done(state)
    rows = tuple(_device_rows(own, state.person)) if own is not None else ()
    parts: dict[str, Viewable] = {"rows": rows, "empty": text("maintenance.gone")}
    if done is not None:
        parts["lead"] = done
    return View(
        title=named(state.part),
        instruction=_state(own) if own is not None else None,
        back=BACK,
        parts=parts,
        timeout_s=IDLE_S,
    )


def _done(state: Device) -> Text | None:
    done = state.done
    if done is None:
        return None
    if done.problem:
        return text("maintenance.done.failed", why=done.problem)
    if not done.after:
        return text("maintenance.done.counts")
    before, after = (text(f"maintenance.state.{own}") for own in (done.before, done.after))
    return text("maintenance.done.anew", before=before, after=after)


def _device_rows(own: Seen, person: Person) -> Iterator[Row]:
    for why in own.whys:
        row: dict[str, Viewable] = {
            "icon": "triangle-alert",
            "title": _cause(why.code),
            "text": _todo(why.code),
            "value": why.code,
        }
        if why.article:
            row.update({"event": "ArticleWanted", "args": {"article": why.article}})
        yield {**row, "kind": "warning"}
    if own.because_of:
        yield {"icon": "plug", "title": text("maintenance.because", part=named(own.because_of)), "kind": "warning"}
    if own.since:
        yield _fact("clock", text("maintenance.since.label"), own.since)
    if own.detail:
        yield _fact("info", text("maintenance.says"), own.detail)
    yield _tried(own.tried)
    yield from (_fact("receipt", text("maintenance.left", name=name), supply) for name, supply in own.left)
    yield from ({"icon": "scroll-text", "title": said, "text": time, "kind": "plain"} for time, said in own.log)
    yield from _acts(person)
    yield _fact("settings", text("maintenance.driver"), " ".join(filter(None, (own.driver, own.model))))
    if own.remark:
        is_bronze = own.remark.startswith(BRONZE)
        yield _fact("info", text("maintenance.remark"), text("maintenance.bronze.why") if is_bronze else own.remark)
    yield from (_fact("gauge", _count(name), str(amount)) for name, amount in own.counts)


def _tried(tried: Tried | None) -> Row:
    title = text("maintenance.tested")
    if tried is None:
        return {"icon": "check", "title": title, "value": text("maintenance.tested.never"), "kind": "off"}
    said = text("maintenance.tested.by", when=tried.when, who=tried.who)
    verdict = text(f"selftest.verdict.{tried.verdict.value}")
    return {"icon": "check", "title": title, "text": said, "value": verdict, "kind": TRIED[tried.verdict]}


def _acts(person: Person) -> Iterator[Row]:
    if person.may(Permission.DEVICE_TESTS):
        yield {
            "icon": "refresh-cw",
            "title": text("maintenance.anew"),
            "kind": "plain",
            "event": "PartResetPressed",
            "args": {},
        }
    for room, act in ROOMS.items():
        if person.may(act):
            title = text(f"maintenance.room.{room}")
            yield {
                "icon": ROOM_ICONS[room],
                "title": title,
                "kind": "plain",
                "event": "RoomPressed",
                "args": {"room": room},
            }
    if person.may(Permission.RESET_COUNTERS):
        title = text("maintenance.counts")
        yield {"icon": "gauge", "title": title, "kind": "plain", "event": "CountsResetPressed", "args": {}}


def _fact(icon: str, title: Text | str, value: Text | str) -> Row:
    return {"icon": icon, "title": title, "value": value, "kind": "plain"}


# --- the machine ------------------------------------------------------------------------------------------------------


def _machine(state: Machine) -> View:
    rows = tuple(
        {"icon": "", "title": text(f"maintenance.machine.{own.name}"), "value": own.value, "kind": own.kind}
        for own in state.facts or ()
    )
    parts: Mapping[str, Viewable] = {"rows": rows, "empty": text("maintenance.title.looking")}
    return View(text("maintenance.machine"), back=BACK, parts=parts, timeout_s=IDLE_S)
