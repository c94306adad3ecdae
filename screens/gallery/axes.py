"""What an example is looked at on: language, look, panel, text size and reach; every pair of values, or all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kiosk.flows.base import CHOICES, Access
from screens.app import LOOKS, Glass
from screens.gallery.examples import frame_of
from screens.gallery.geometry import Misfit, misfits
from screens.gallery.pairs import pairwise
from screens.gallery.pseudo import PSEUDO
from screens.gallery.stage import LANGUAGES, Stage

_SHAPES = (
    (1080, 1920, 15.6),
    (1080, 1920, 21.5),
    (1080, 1920, 27.0),
    (1080, 1920, 32.0),
    (1024, 1280, 19.0),
    (768, 1366, 15.6),
)
PANELS = tuple(
    Glass(*size, diagonal_in) for wide, high, diagonal_in in _SHAPES for size in ((wide, high), (high, wide))
)
TEXTS = CHOICES["text"]
REACHES = CHOICES["reach"]
TONGUES = (*LANGUAGES, PSEUDO)


@dataclass(frozen=True, slots=True)
class Case:
    """One example as one customer sees it on one panel."""

    example: str
    panel: Glass
    language: str
    look: str = "light"
    text: str = "100"
    reach: str = "off"

    @property
    def access(self) -> Access:
        """How this customer wants the glass to look."""
        return Access(text=self.text, look=self.look, motion="calm", reach=self.reach)

    @property
    def side(self) -> str:
        """The orientation of the panel."""
        return "landscape" if self.panel.width > self.panel.height else "portrait"

    def __str__(self) -> str:
        size = f"{self.panel.diagonal_in:g}in-{self.panel.width}x{self.panel.height}"
        reach = "-reach" if self.reach == "on" else ""
        return f"{self.example}-{self.language}-{size}-{self.look}-{self.text}{reach}"


def pairwise_cases(examples: Sequence[str], texts: Sequence[str] = TEXTS) -> list[Case]:
    """Return cases in which every two values of two axes meet; panel and orientation are one axis.

    They are sorted so that a window changes seldom.
    """
    axes = (examples, PANELS, TONGUES, LOOKS, texts, REACHES)
    rows = pairwise([len(axis) for axis in axes])
    return [
        Case(examples[name], PANELS[panel], TONGUES[language], LOOKS[look], texts[text], REACHES[reach])
        for name, panel, language, look, text, reach in sorted(rows, key=lambda row: (row[1], *row[3:], row[0], row[2]))
    ]


def groups() -> Iterator[tuple[Glass, str, str, str]]:
    """Yield every panel, look, text size and reach: what one dressed window shows all examples on."""
    yield from product(PANELS, LOOKS, TEXTS, REACHES)


def problems(stage: Stage, case: Case) -> list[str]:
    """Show a case on the window of its panel and return what does not fit or what the engine complains about.

    Nothing is painted for it unless the window paints.
    """
    if stage.worn != case.access:
        stage.dress(case.access)
    stage.warnings.clear()
    stage.show_frame(frame_of(case.example, case.language))
    found: list[str | Misfit] = [*stage.warnings, *misfits(stage.view.contentItem(), stage.glass.px_per_mm)]
    stage.warnings.clear()
    return [str(one) for one in found]
