"""What this kiosk has to be tried, as the plan of self-tests needs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from kiosk.backroom.testing.reading import names_of_keys
from kiosk.domain.selftests import Fitted
from kiosk.health.view import Fitting

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside


SCALES: Final = ("scale", "bagging_scale")


def fitted(inside: Inside) -> list[Fitted]:
    """Return every device of the settings, and every required role that has none."""
    return [_fitted(inside, own) for own in inside.fittings]


def _fitted(inside: Inside, own: Fitting) -> Fitted:
    device: Any = inside.devices.get(own.part)
    if device is None:
        return Fitted(own.part)
    role = own.part.partition("-")[0]
    capabilities = getattr(device, "capabilities", None)
    return Fitted(
        own.part, own.driver, own.model, own.card.remark, frozenset(_can(device, own)),
        getattr(capabilities, "resolution_g", 0) if role in SCALES else 0,
        getattr(capabilities, "max_g", 0) if role in SCALES else 0,
        names_of_keys(inside) if role == "keypad" else (),
    )  # fmt: skip


def _can(device: Any, own: Fitting) -> Iterator[str]:
    if "cutter" in own.has or getattr(getattr(device, "capabilities", None), "has_cutter", False):
        yield "cutter"
    if hasattr(device, "diagnose"):
        yield "diagnosis"
