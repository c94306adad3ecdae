"""Mutants of what a GS1 symbol prints, and of the page that explains a price."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

PRINTED: Final = ("tests/unit/effects/test_scan.py", "tests/unit/effects/test_hostile_labels.py")
TRACE: Final = (
    "tests/unit/domain/pricing/test_traces.py",
    "tests/unit/domain/pricing/test_lines.py",
    "tests/unit/flows/checkout/shopping/test_explaining.py",
)

MUTANTS: Final = (
    Mutant(
        "two-batches-on-one-piece",
        "kiosk/effects/printed.py",
        'frozenset({"01", "10", "15"',
        'frozenset({"01", "15"',
        "a batch that was called back hides behind another",
        PRINTED,
    ),
    Mutant(
        "two-last-days-on-one-piece",
        "kiosk/effects/printed.py",
        '"15", "16", "17", "21"',
        '"15", "16", "21"',
        "goods are sold after the day that is printed second",
        PRINTED,
    ),
    Mutant(
        "the-latest-of-the-last-days",
        "kiosk/effects/printed.py",
        "last_day = min((dates[ai]",
        "last_day = max((dates[ai]",
        "goods are sold behind their expiry by their best-before day",
        PRINTED,
    ),
    Mutant(
        "any-currency-on-a-label",
        "kiosk/effects/printed.py",
        "weight_g is not None and price.currency != currency else price",
        'weight_g is not None and price.currency == "" else price',
        "a label in pounds is paid as euros",
        PRINTED,
    ),
    Mutant(
        "a-weight-is-one-by-its-digits",
        "kiosk/effects/printed.py",
        'case "310":',
        'case "31x":',
        "a label with two weights is sold by one of them",
        PRINTED,
    ),
    Mutant(
        "savings-are-added",
        "kiosk/domain/pricing/explain.py",
        "Step(StepKind.SAVING, -own.minor,",
        "Step(StepKind.SAVING, own.minor,",
        "the page says that an offer costs more",
        TRACE,
    ),
    Mutant(
        "grams-are-cut-off",
        "kiosk/domain/pricing/explain.py",
        "total += rounded(step.unit_minor * step.count, 1000)",
        "total += step.unit_minor * step.count // 1000",
        "the page comes to a cent less than the basket",
        TRACE,
    ),
    Mutant(
        "a-deposit-that-nobody-told",
        "kiosk/domain/pricing/explain.py",
        "    if line.facts.deposit_minor:\n",
        "    if line.facts.deposit_minor < 0:\n",
        "the page does not come to what the line costs",
        TRACE,
    ),
    Mutant(
        "staff-took-nothing-off",
        "kiosk/domain/pricing/explain.py",
        "    if line.discount_minor:\n",
        "    if line.discount_minor < 0:\n",
        "the page does not come to what the line costs",
        TRACE,
    ),
    Mutant(
        "tax-comes-on-top",
        "kiosk/domain/pricing/explain.py",
        "            case StepKind.TAX:\n                pass\n            case _:",
        "            case _:",
        "tax that is contained is paid once more",
        TRACE,
    ),
    Mutant(
        "tax-by-another-rule",
        "kiosk/domain/pricing/explain.py",
        "rule.tax_of(line.total.minor, line.vat_bp)",
        "PLAIN_RULE.tax_of(line.total.minor, line.vat_bp)",
        "the page says other tax than the receipt",
        TRACE,
    ),
    Mutant(
        "a-label-is-weighed-here",
        "kiosk/domain/pricing/explain.py",
        "    if line.kind is LineKind.LABEL:\n",
        "    if line.kind is LineKind.LABEL and line.weight_g is None:\n",
        "the price of a label is reckoned anew and differs by a cent",
        TRACE,
    ),
)
