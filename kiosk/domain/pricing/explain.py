"""How a line comes to its total: steps that a person can read and that alone compute the amount again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import rounded
from kiosk.domain.sale import Line, LineKind
from kiosk.domain.tax.rule import PLAIN_RULE, TaxRule
from kiosk.domain.text import LocalText


class StepKind(StrEnum):
    """What a step does. TAX is contained in what stands before it and changes nothing."""

    PIECES = "pieces"
    WEIGHT = "weight"
    LABEL = "label"
    DEPOSIT = "deposit"
    SAVING = "saving"
    STAFF = "staff"
    TAX = "tax"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `minor` is what it adds, below zero for what it takes off.

    Of PIECES `count` is pieces at `unit_minor`, of WEIGHT grams at a price per kilogram, of SAVING pieces, of TAX the
    rate in basis points. `text` names a promotion.
    """

    kind: StepKind
    minor: int
    count: int = 0
    unit_minor: int = 0
    text: LocalText | None = None


def explained(line: Line, rule: TaxRule = PLAIN_RULE) -> tuple[Step, ...]:
    """Return the steps of a line, in the order in which they make its total. `rule`: by which its tax is rounded."""
    steps = [_goods(line)]
    if line.facts.deposit_minor:
        steps.append(Step(StepKind.DEPOSIT, line.facts.deposit_minor, line.qty))
    steps += [Step(StepKind.SAVING, -own.minor, own.pieces, text=own.text) for own in line.facts.savings]
    if line.discount_minor:
        steps.append(Step(StepKind.STAFF, -line.discount_minor))
    return (*steps, Step(StepKind.TAX, rule.tax_of(line.total.minor, line.vat_bp), line.vat_bp))


def _goods(line: Line) -> Step:
    if line.kind is LineKind.LABEL:
        return Step(StepKind.LABEL, line.goods_minor, line.weight_g or 0)
    if line.weight_g is not None:
        return Step(StepKind.WEIGHT, line.goods_minor, line.weight_g, line.unit.minor)
    return Step(StepKind.PIECES, line.goods_minor, line.qty, line.unit.minor)


def recomputed(steps: Iterable[Step]) -> int:
    """Compute a line's total from its steps alone: goods from their price, the rest as it was said."""
    total = 0
    for step in steps:
        match step.kind:
            case StepKind.PIECES:
                total += step.unit_minor * step.count
            case StepKind.WEIGHT:
                total += rounded(step.unit_minor * step.count, 1000)
            case StepKind.TAX:
                pass
            case _:
                total += step.minor
    return total
