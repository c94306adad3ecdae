"""A technician looks at the printer's line after a sale, records it, plays it, and looks for another printer."""

from __future__ import annotations

from tests.journeys.people.signing_in import entered, pressed, signed_in
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.receipts import receipt_for_the_phone


def line_recorded(stage: Stage) -> Script:
    """A receipt is printed; its bytes are on the page, masked; a recording begins anew and plays to its end."""
    glass = stage.glass
    yield from receipt_for_the_phone(stage)
    yield from signed_in(stage, "tessa")
    yield from entered(stage, "wire")
    yield Until("the lines", lambda: len(glass.parts.get("rows", ())) >= 3)
    yield from pressed(stage, "row", _row(stage, "printer"))
    yield stage.on("wire/Trace")
    yield Until("bytes of the printer", lambda: any(line["mark"].endswith(">") for line in glass.parts["lines"]))
    yield from stage.picture("wire")
    page = " ".join(line["text"] for line in glass.parts["lines"])
    demand("Kade" not in page and "Xxxx" in page, f"the receipt's words are on the page: {page[:300]}")
    yield from pressed(stage, "primary")
    yield stage.on("wire/Recording")
    yield from pressed(stage, "primary")
    yield Until("a recording", lambda: (glass.action("primary") or {}).get("event") == "WireStopPressed")
    yield from pressed(stage, "back")
    yield Until("the line was opened anew, and the printer said something", lambda: _has_answered_anew(stage))
    yield from pressed(stage, "primary")
    yield Until("the recording", lambda: (glass.action("primary") or {}).get("event") == "WireStopPressed")
    yield from pressed(stage, "primary")
    yield Until("no recording", lambda: (glass.action("primary") or {}).get("event") == "WireRecordPressed")
    yield from pressed(stage, "row", glass.parts["rows"][0]["title"])
    yield stage.on("wire/Replayed")
    yield Until("how far it came", lambda: "note" in glass.parts, patience_s=60)
    yield from stage.picture("wire-replayed")
    for screen in ("wire/Recording", "wire/Trace", "wire/Devices", "staff/Menu", "shell/Attract"):
        yield from pressed(stage, "back")
        yield stage.on(screen)


def _row(stage: Stage, part: str) -> str:
    return str(next(row["title"] for row in stage.glass.parts["rows"] if row["args"] == {"part": part}))


def _has_answered_anew(stage: Stage) -> bool:
    """True when a device's bytes stand above the last opening of the line, the newest first."""
    marks = [line["mark"][-1] for line in stage.glass.parts.get("lines", ())]
    return "!" in marks and "<" in marks[: marks.index("!")]
