"""What the page of labels shows: one country's reading whole, the others in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kiosk.domain.text import Text, text
from kiosk.flows.base import Action, View, Viewable
from kiosk.flows.configure.labels import MOST_TYPED, Labels, LabelTried, LabelTyping, Tried
from kiosk.formats.in_store import InStoreNumber
from kiosk.formats.label_trial import Trial

IDLE_S: Final = 120
BACK: Final = Action(text("action.back"), "BackPressed", icon="arrow-left")
Row = Mapping[str, Viewable]


def labels_view(state: Labels) -> View:
    """Return the page of labels."""
    rows = (*_news(state), *_whole(state), *_others(state))
    empty = "configure.reading" if state.countries is None else "configure.label.no_tables"
    lead = None if state.last is None else text("configure.label.number", number=state.last.number or "–")
    return View(
        text("configure.label.title"),
        text("configure.label.text"),
        primary=Action(
            text("configure.label.type"), "LabelTypePressed", icon="keyboard", is_enabled=bool(state.countries)
        ),
        back=BACK,
        parts={"rows": rows, "empty": text(empty), "lead": lead},
        takes_scans=True,
        timeout_s=IDLE_S,
    )


def label_typing_view(state: LabelTyping) -> View:
    """Return the keys for a number."""
    problem = text("configure.label.fault.length") if state.is_empty else None
    field: dict[str, Viewable] = {
        "name": "number", "label": text("configure.label.field"), "kind": "digits", "longest": MOST_TYPED,
        "value": "", "problem": problem,
    }  # fmt: skip
    return View(
        text("configure.label.type"),
        text("configure.label.field.text"),
        primary=Action(text("configure.label.try"), "LabelGiven", (("number", ""),), icon="check"),
        back=BACK,
        parts={"field": field},
        takes_scans=True,
        timeout_s=IDLE_S,
    )


def _row(icon: str, title: Viewable, value: Viewable = None, kind: str = "plain", said: Viewable = None) -> Row:
    return {"icon": icon, "title": title, "text": said, "value": value, "kind": kind}


def _news(state: Labels) -> Iterator[Row]:
    if state.is_failed:
        yield _row("triangle-alert", text("configure.problem.failed"), kind="bad")
    if state.last is not None and state.last.problem:
        yield _row("triangle-alert", text("configure.label.fault.unreadable"), kind="bad")
    for country, why in state.bad:
        yield _row("triangle-alert", text("configure.label.bad", country=country), kind="bad", said=why)


def _of(last: LabelTried | None, country: str) -> Tried | None:
    return None if last is None else next((own for own in last.tried if own.trial.country == country), None)


def _whole(state: Labels) -> Iterator[Row]:
    """Say everything the table of the chosen country says."""
    own = _of(state.last, state.country)
    if own is None:
        return
    trial = own.trial
    if trial.fault is not None:
        yield _row("circle-x", fault_of(trial), kind="bad")
    number = trial.number
    if number is None:
        return
    yield _row("", text("configure.label.mask"), trial.mask)
    yield _row("", text("configure.label.item"), number.item)
    yield _row("", text(f"configure.label.{number.measure.value}"), amount_of(number, trial.minor_digits))
    yield _row("", text("configure.label.check"), text("configure.label.right"), "good")
    yield _verifier(number)
    if own.product is None:
        yield _row("", text("configure.label.product"), text("configure.label.unknown"), "warning")
    else:
        yield _row("", text("configure.label.product"), own.product, "good")


def _verifier(number: InStoreNumber) -> Row:
    title = text("configure.label.verifier")
    if number.verifier_is_right is None:
        return _row("", title, text("configure.label.none"), "off")
    is_right = number.verifier_is_right
    said = None if is_right else text("configure.label.not_believed")
    value = text("configure.label.right" if is_right else "configure.label.wrong")
    return _row("", title, value, "good" if is_right else "bad", said)


def _others(state: Labels) -> Iterator[Row]:
    """Say in one line each what the other tables make of it; one is chosen by a touch."""
    for country in state.countries or ():
        if country == state.country and state.last is not None:
            continue
        own = _of(state.last, country)
        said = text("configure.label.in_force") if country == state.in_force else None
        value = None if own is None else _short(own.trial)
        row = _row("globe", country, value, "plain" if country != state.country else "good", said)
        yield {**row, "event": "LabelCountryChosen", "args": {"country": country}}


def _short(trial: Trial) -> Viewable:
    if trial.number is None:
        return text("configure.label.not_read")
    return amount_of(trial.number, trial.minor_digits)


def fault_of(trial: Trial) -> Text:
    """Say why a number is not read."""
    wanted = {"digit": trial.wanted} if trial.wanted else {}
    return text(f"configure.label.fault.{trial.fault}", **wanted)


def amount_of(number: InStoreNumber, minor_digits: int) -> str:
    """Return what is printed in the number, as it would be sold: `1234 g`, `12.99 EUR`, `3`."""
    if number.weight_g is not None:
        return f"{number.weight_g} g"
    if number.price_minor is None:
        return str(number.count)
    major, minor = divmod(number.price_minor, 10**minor_digits)
    amount = f"{major}.{minor:0{minor_digits}d}" if minor_digits else str(major)
    return f"{amount} {number.currency}"
