"""What the page of one line shows: the steps to its price as they were reckoned, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kiosk.domain.basket import line_of
from kiosk.domain.money import Money
from kiosk.domain.pricing.explain import Step, StepKind, explained, recomputed
from kiosk.domain.sale import Line
from kiosk.domain.tax.rule import TaxRule
from kiosk.domain.text import IsoDay, LocalText, Scaled, Text, text
from kiosk.flows.base import Action, View, Viewable
from kiosk.flows.checkout.aside.keeping import code_left
from kiosk.flows.checkout.bagging.view import not_bagged
from kiosk.flows.checkout.loose.view import kilograms
from kiosk.flows.checkout.paid_view import step_of
from kiosk.flows.checkout.shopping.view import CANCEL
from kiosk.flows.checkout.states import Explained

DONE: Final = Action(text("checkout.explained.done"), "BackPressed", icon="check")


def explained_view(state: Explained) -> View:
    """Show the steps to the price of a line, what is contained in it, and what else is known of it."""
    line = line_of(state.sale, state.n)
    if line is None:  # cannot be: who takes a line out goes back to the basket
        raise LookupError(state.n)
    trace = explained(line, state.sale.facts.tax)
    total = Money(recomputed(trace), line.total.currency)
    steps = price_rows(line, state.sale.facts.tax)
    within = tuple(_row(step, line) for step in trace if step.kind is StepKind.TAX)
    return View(
        title=text("checkout.explained.title"),
        instruction=text("checkout.explained.instruction"),
        step=step_of(1),
        primary=DONE,
        secondary=not_bagged(state.sale, state.n),
        cancel=CANCEL,
        parts={
            "art": line.art,
            "name": line.name,
            "detail": line.detail,
            "steps": steps,
            "within": within,
            "facts": tuple(_facts(line)),
            "total_label": text("checkout.explained.total"),
            "total": total,
        },
        spoken=(text("checkout.explained.of", name=line.name), *(_aloud(step, line) for step in trace)),
        kept_as=code_left(state.sale),
        takes_scans=True,
    )


def price_rows(line: Line, tax: TaxRule) -> tuple[Mapping[str, Viewable], ...]:
    """Return the steps to the price of a line, for staff who look at it."""
    return tuple(_row(step, line) for step in explained(line, tax) if step.kind is not StepKind.TAX)


def _row(step: Step, line: Line) -> Mapping[str, Viewable]:
    return {
        "label": _what(step),
        "detail": _detail(step, line),
        "amount": Money(step.minor, line.total.currency),
        "is_less": step.minor < 0,
    }


def _aloud(step: Step, line: Line) -> Text:
    amount, detail = Money(step.minor, line.total.currency), _detail(step, line)
    if not detail:
        return text("checkout.explained.aloud", what=_what(step), amount=amount)
    return text("checkout.explained.aloud_of", what=_what(step), detail=detail, amount=amount)


def _what(step: Step) -> Text | LocalText:
    match step.kind:
        case StepKind.SAVING if step.text is not None and step.text.texts:
            return step.text
        case StepKind.TAX:
            return text("checkout.explained.tax", rate=Scaled(step.count, 2))
        case _:
            return text(f"checkout.explained.{step.kind}")


def _detail(step: Step, line: Line) -> Text | str:
    currency = line.total.currency
    match step.kind:
        case StepKind.PIECES:
            return _priced(text("checkout.explained.each", n=step.count, amount=Money(step.unit_minor, currency)), line)
        case StepKind.WEIGHT:
            weighed = text(
                "checkout.line.weighed", weight=kilograms(step.count), amount=Money(step.unit_minor, currency)
            )
            return _priced(_on_the_scale(weighed, line), line)
        case StepKind.LABEL:
            return kilograms(step.count) if step.count else ""
        case StepKind.DEPOSIT | StepKind.SAVING if step.count > 1:
            return text("checkout.explained.for", n=step.count)
        case StepKind.STAFF:
            return _reason(line)
        case _:
            return ""


def _on_the_scale(weighed: Text, line: Line) -> Text:
    """Say what came off the weight, where anything did."""
    if not line.facts.tare_g:
        return weighed
    return text("checkout.explained.tare", weighed=weighed, container=kilograms(line.facts.tare_g))


def _priced(counted: Text, line: Line) -> Text:
    """Say what the price was before staff set it, and why they did."""
    if line.list_unit is None:
        return counted
    if line.discount_minor or not line.why:  # the reason that is kept is that of the last change
        return text("checkout.explained.set", counted=counted, was=line.list_unit)
    return text("checkout.explained.set_why", counted=counted, was=line.list_unit, why=_reason(line))


def _reason(line: Line) -> Text | str:
    return text(f"assist.reason.{line.why}") if line.why else ""


def _facts(line: Line) -> Iterator[Mapping[str, Viewable]]:
    """Yield what else is known: what stands on the goods, and the list that the price is of."""
    known: tuple[tuple[str, Viewable], ...] = (
        ("batch", line.facts.batch),
        ("expires", IsoDay(line.facts.expires) if line.facts.expires else ""),
        ("serial", line.facts.serial),
        ("warranty", text("checkout.explained.months", n=months) if (months := line.facts.warranty_months) else ""),
        ("list", str(line.catalogue_version)),
    )
    for key, value in known:
        if value:
            yield {"label": text(f"checkout.explained.{key}"), "value": value}
