"""A technician tries every device of the shop through the glass, and takes the certificate."""

from __future__ import annotations

from kiosk.domain.selftests.judging import CELLS, SHADES
from tests.journeys.people.signing_in import entered, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import attract, pause


def devices_tested(stage: Stage) -> Script:
    """Printer, scanner, scale, terminal, speaker and glass, one after the other; then the certificate on paper."""
    glass = stage.glass
    yield attract(stage)
    yield from signed_in(stage, "tessa")
    yield from entered(stage, "selftest")
    yield Until("the tests of this kiosk", lambda: len(glass.parts["rows"]) > 4)
    yield from stage.picture("self-tests")
    yield from pressed(stage, "primary")
    yield from _paper(stage)
    yield from _scale(stage)
    yield from _passed(stage)  # the terminal's diagnosis
    yield from _answered(stage)  # the speaker
    yield from _glass(stage)
    yield stage.on("selftest/Result")
    yield from stage.picture("self-tests-result")
    yield from pressed(stage, "primary")
    yield stage.on("selftest/Certificate")
    before = len(stage.bench.receipts())
    yield from pressed(stage, "primary")
    yield Until("the certificate on paper", lambda: len(stage.bench.receipts()) > before)
    yield Until("the glass says so", lambda: bool(glass.parts.get("note")))
    for screen in ("selftest/Result", "selftest/Plan", "staff/Menu", "shell/Attract"):
        yield from pressed(stage, "back")
        yield stage.on(screen)


def _paper(stage: Stage) -> Script:
    """The code on the paper is read back by the scanner, then once more for the scanner's own test."""
    yield from _passed(stage)
    codes = stage.bench.ask("printer", "receipts")["receipts"][-1]["codes"]
    (code,) = {own["content"] for own in codes}
    yield pause()
    stage.bench.scan(code)
    yield from _passed(stage)
    yield from _answered(stage)
    yield from _answered(stage)
    yield Until("the scanner's code on the glass", lambda: "qr" in stage.glass.parts)
    yield pause()
    stage.bench.scan(code)
    yield from _passed(stage)


def _scale(stage: Stage) -> Script:
    """The empty scale, then a kilogram."""
    yield from _passed(stage)
    yield Until("the known weights", lambda: _kilogram(stage) != "")
    yield from pressed(stage, "choice", _kilogram(stage))
    stage.bench.ask("scale", "load", grams=1000)
    yield from _passed(stage)
    stage.bench.ask("scale", "load", grams=0)


def _kilogram(stage: Stage) -> str:
    """Return what the choice of a kilogram is called; empty before there is one."""
    choices = stage.glass.parts.get("choices", ())
    return next((str(own["name"]) for own in choices if own["args"] == {"grams": 1000}), "")


def _passed(stage: Stage) -> Script:
    """Wait for a finding, which must be good, and go on."""
    glass = stage.glass

    def is_found() -> bool:
        return (glass.action("primary") or {}).get("event") == "StepPassedOn"

    yield Until("a finding", is_found)
    said = {row["kind"] for row in glass.parts["facts"]}
    demand(said == {"plain", "good"}, f"{glass.title}: {glass.parts['facts']} {glass.parts['note']}")
    yield from pressed(stage, "primary")
    yield Until("the next step", lambda: not is_found())


def _answered(stage: Stage) -> Script:
    """Say yes to what is asked."""
    glass = stage.glass
    yield Until("a question", lambda: (glass.action("primary") or {}).get("args") == {"answer": "yes"})
    asked = (glass.title, glass.screen)
    yield from pressed(stage, "primary")
    yield Until("the next step", lambda: (glass.title, glass.screen) != asked)


def _glass(stage: Stage) -> Script:
    """Every field, every colour, and the question."""
    glass = stage.glass
    yield stage.on("selftest/Touch")
    for cell in range(CELLS):
        glass.touch("cell", glass.parts["cells"][cell]["name"])
        yield Until(f"field {cell} felt", lambda at=cell: _is_felt(stage, at))  # type: ignore[misc]  # mypy infers no lambda with a default
    yield stage.on("selftest/Colours")
    for shown in range(len(SHADES)):
        yield from pressed(stage, "colour")
        yield Until(f"colour {shown} gone", lambda at=shown: _colour(stage) != at)  # type: ignore[misc]  # as above
    yield from _answered(stage)


def _is_felt(stage: Stage, cell: int) -> bool:
    cells = stage.glass.parts.get("cells")
    return cells is None or bool(cells[cell]["is_felt"])


def _colour(stage: Stage) -> int:
    colour = stage.glass.parts.get("colour", "")
    return list(SHADES.values()).index(colour) if colour else -1
