"""Scripts in which a customer looks for help: an article does what it is about, and a question goes to a person."""

from __future__ import annotations

from tests.journeys.script import Script, Stage, Until
from tests.journeys.scripts.faults import demand
from tests.journeys.scripts.shopping import MILK, attract, pause, scanned

NOWHERE = "zeppelin"


def help_asked(stage: Stage) -> Script:
    """An article is opened and does what it is about; a question has no answer, and a person gets it."""
    glass = stage.glass
    yield attract(stage)
    yield from scanned(stage, MILK, 1)
    yield from _opened(stage)
    rows = [row["args"]["article"] for row in glass.parts["articles"]]
    demand(len(rows) == 6, f"{len(rows)} top questions")
    yield from _article(stage, rows.index("code-not-read"))
    glass.touch("deed")
    yield stage.on("checkout/Typing")
    glass.touch("back")
    yield Until("the basket again", lambda: glass.screen == "checkout/Scanning" and glass.rows == 1)
    yield pause()
    yield from _opened(stage)
    glass.touch("way:SearchPressed")
    yield stage.on("help/Searching")
    for letter in NOWHERE:
        glass.touch(f"key:{letter}")
    yield pause()
    glass.touch("primary")
    yield Until("there is no answer", lambda: _sends(stage, "PersonWanted"))
    yield from stage.picture("no-answer")
    yield pause()
    glass.touch("primary")
    yield Until("the basket again, and a call", lambda: glass.screen == "checkout/Scanning" and bool(glass.called))
    demand(glass.rows == 1, "the basket is another")
    yield Until("a person is here", lambda: "bij u" in glass.called)


def _opened(stage: Stage) -> Script:
    stage.glass.touch("help")
    yield Until("the top questions", lambda: stage.glass.screen == "help/Topics" and stage.glass.parts["articles"])
    yield pause()


def _article(stage: Stage, number: int) -> Script:
    stage.glass.touch(f"article:{number}")
    yield Until("an article", lambda: stage.glass.screen == "help/Article" and bool(stage.glass.parts["deed"]))
    yield from stage.picture("article")
    yield pause()


def _sends(stage: Stage, event: str) -> bool:
    primary = stage.glass.action("primary")
    return stage.glass.screen == "help/Found" and primary is not None and primary["event"] == event
