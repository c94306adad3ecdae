"""Where the kiosk's window and its bench window stand on a screen: inside it, beside each other, never overlapping."""

from __future__ import annotations

from dataclasses import dataclass

MARGIN_PX = 8
TITLE_PX = 40  # what a window manager puts above a window
BENCH_SHARE = 0.45  # of the width, kept for the bench window when the panel is a wide one


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int


def side_by_side(screen: Rect, panel: tuple[int, int]) -> tuple[Rect, Rect]:
    """Return the rectangles of the kiosk and of the bench; the kiosk keeps the shape of its `panel` (width, height)."""
    room_w = screen.width - 3 * MARGIN_PX
    room_h = screen.height - TITLE_PX - 2 * MARGIN_PX
    scale = min(room_h / panel[1], room_w * (1 - BENCH_SHARE) / panel[0])
    kiosk = Rect(
        screen.x + MARGIN_PX, screen.y + TITLE_PX + MARGIN_PX, int(panel[0] * scale), int(panel[1] * scale)
    )  # fmt: skip
    left = kiosk.x + kiosk.width + MARGIN_PX
    return kiosk, Rect(left, kiosk.y, screen.x + screen.width - MARGIN_PX - left, room_h)
