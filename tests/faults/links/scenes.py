"""The scenes of the link sweep: which payment, with which questions, and where in it the second strike may come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.faults.links.chaos import Strike
from tests.faults.links.sweep import Scene

CUTS = (Strike.CUT, Strike.CUT_UNHEARD)
ENDLESS = 1_000_000
OTHERS = (Strike.HALF_OPEN, Strike.DUPLICATE, Strike.TRUNCATE, Strike.DELAY)

# Where the first cut comes: behind the request and before the booking, or behind the booking and before its last word.
# That each scene gets where its name says is what the test of its questions sees.
SCENES: Mapping[str, tuple[Scene, ...]] = {
    "zvt": (
        Scene("payment"),
        Scene("questions, nothing booked", first=(Strike.CUT, 150)),
        Scene("questions, taken back", first=(Strike.CUT, 250)),
        Scene("questions, kept", first=(Strike.CUT, 330), knobs=("missing_ack=keep",)),
        Scene("another amount", script="wrong amount"),
        Scene("cancel", goes_back_in="present"),
        Scene("cancel too late", script="abort loses", goes_back_in="bank"),
    ),
    "nexo": (
        Scene("payment"),
        Scene("questions, booked", first=(Strike.CUT, 1600)),
        Scene("questions, nothing booked", first=(Strike.CUT, 1200)),
        Scene("another amount", script="wrong amount"),
        Scene("cancel", goes_back_in="present"),
        Scene("cancel too late", script="abort loses", goes_back_in="present"),
    ),
}


def scene_of(terminal: str, name: str) -> Scene:
    """Return a scene by its name."""
    return next(scene for scene in SCENES[terminal] if scene.name == name)


@dataclass(frozen=True, slots=True)
class Row:
    """One sweep. `least` and `most`: the first and the last byte that are struck (None: all that pass).

    `parts` share the work.
    """

    terminal: str
    scene: str
    strikes: tuple[Strike, ...] = CUTS
    stride: int = 1
    least: int = 0
    most: int | None = None
    parts: int = 1

    def places(self, part: int = 0) -> range:
        """Return the bytes that one part strikes at."""
        end = ENDLESS if self.most is None else self.most + 1
        return range(self.least + part * self.stride, end, self.parts * self.stride)

    def __str__(self) -> str:
        kinds = "cut" if self.strikes == CUTS else " or ".join(self.strikes)
        return f"{self.terminal}: {self.scene}: {kinds} at every {self.stride}. byte"


# Each byte of a payment, of the first two questions after it, and of what gives money back is cut once; the rest is
# sampled. The large tier has all of it.
SMALL = (
    Row("zvt", "payment", parts=2),
    *(Row("zvt", f"questions, {what}", most=500, parts=2) for what in ("nothing booked", "taken back", "kept")),
    Row("zvt", "another amount", parts=2),
    Row("zvt", "cancel", parts=2),
    Row("zvt", "cancel too late", parts=2),
    Row("nexo", "payment", parts=4),
    Row("nexo", "questions, booked", parts=4),
    Row("nexo", "questions, nothing booked", stride=29, parts=2),
    *(Row("nexo", name, stride=11) for name in ("another amount", "cancel")),
    Row("nexo", "cancel too late", least=3900, parts=4),  # up to there it is a payment; then money goes back
    *(Row("zvt", "payment", (strike,), stride=7) for strike in OTHERS),
    *(Row("nexo", "payment", (strike,), stride=61) for strike in OTHERS),
)
LARGE = tuple(
    Row(terminal, scene.name, (strike,)) for terminal in SCENES for scene in SCENES[terminal] for strike in Strike
)
