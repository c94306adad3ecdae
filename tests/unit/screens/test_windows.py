"""The kiosk's window and its bench window: inside the screen, beside each other, never overlapping."""

from __future__ import annotations

import pytest

from screens.windows import TITLE_PX, Rect, side_by_side

SCREENS = [Rect(0, 0, 1366, 768), Rect(0, 0, 1920, 1080), Rect(0, 0, 2560, 1440), Rect(1920, 27, 1366, 741)]
PANELS = [(1080, 1920), (1920, 1080), (1280, 1024), (800, 480), (2160, 3840)]
BENCH_MIN_PX = 480


def is_inside(inner: Rect, outer: Rect) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("screen", SCREENS)
def test_both_windows_are_inside_the_screen_and_do_not_touch(screen: Rect, panel: tuple[int, int]) -> None:
    kiosk, bench = side_by_side(screen, panel)
    for window in (kiosk, bench):
        assert is_inside(window, screen)
        assert window.y >= screen.y + TITLE_PX  # their title bars fit too
    assert kiosk.x + kiosk.width < bench.x


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("screen", SCREENS)
def test_the_kiosk_keeps_the_shape_of_its_panel_and_the_bench_has_room(screen: Rect, panel: tuple[int, int]) -> None:
    kiosk, bench = side_by_side(screen, panel)
    assert abs(kiosk.width * panel[1] - kiosk.height * panel[0]) <= max(panel)
    assert bench.width >= BENCH_MIN_PX
    assert kiosk.height >= screen.height / 3
