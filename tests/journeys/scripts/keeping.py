"""A customer keeps the basket for later, the kiosk is cut off, and the code on paper brings the basket back."""

from __future__ import annotations

from kiosk.domain.aside.keeping import MARK
from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import (
    BANANAS,
    MILK,
    attract,
    card_wanted,
    pause,
    receipt_taken,
    scanned,
    total,
)

KEEP = "sheet1"  # go on, keep, stop


def basket_kept(stage: Stage) -> Script:
    """Two goods are kept, the code is printed; nothing of them is on the glass when the power goes."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from scanned(stage, BANANAS, 2)
    due = total(stage)
    glass.touch("cancel")
    yield Until("the question before giving up", lambda: (glass.sheet or {}).get("kind") == "question")
    yield from stage.picture("keep-it-for-later")
    glass.touch(KEEP)
    yield stage.on("checkout/Keeping")
    yield from stage.picture("a-basket-is-kept")
    demand(total(stage) == due, "another total")
    code = "".join(filter(str.isdecimal, glass.parts["code"]))
    before = len(bench.receipts())
    yield pause()
    glass.touch("primary")
    yield Until("the code on paper", lambda: len(bench.receipts()) > before)
    demand(code in "".join(bench.receipts()[-1]).replace(" ", ""), "the paper has another code")
    yield Until("the printer's word", lambda: (glass.parts.get("paper") or {}).get("kind") == "success")
    yield pause()
    glass.touch("primary")
    yield attract(stage)
    stage.note(f"kept {code} {due}")
    print("KILL ME", flush=True)
    yield Until("the end of this process", lambda: False)


def basket_fetched(stage: Stage) -> Script:
    """Somebody else's code is refused in place; the one on paper brings the basket back once, and it is paid."""
    glass, bench = stage.glass, stage.bench
    yield attract(stage)
    paper = " ".join(bench.receipts()[-1])
    code = next(a + b for a, b in zip(paper.split(), paper.split()[1:], strict=False) if _is_code(a, b))
    bench.scan(f"{MARK}{(int(code) + 1) % 1_000_000:06}")
    yield Until("a wrong code is said in place", lambda: glass.parts.get("banner") is not None)
    yield from stage.picture("this-code-no-longer-works")
    bench.scan(MARK + code)
    yield Until("both goods again", lambda: glass.screen == "checkout/Scanning" and glass.rows == 2)
    yield from stage.picture("the-kept-basket-is-back")
    yield pause()
    glass.touch("primary")
    yield stage.on("checkout/Paying")
    yield card_wanted(stage)
    bench.card("tap")
    yield stage.on("checkout/Receipt")
    yield from receipt_taken(stage)
    bench.scan(MARK + code)
    yield Until("used once", lambda: glass.screen == "checkout/Scanning" and glass.parts.get("banner") is not None)
    demand(glass.rows == 0, "a code worked twice")


def _is_code(one: str, other: str) -> bool:
    return all(len(own) == 3 and own.isdecimal() for own in (one, other))
