"""A camera over a counter: what is held before it becomes a picture, and each picture a file on its wire."""

from __future__ import annotations

from dataclasses import replace

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Outlet, Reply, Request, number_of, text_of
from devices.sim.scanners.body import BINARY, TWO_IN_ONE, ScannerBody
from devices.sim.scanners.pictures import CannotDraw, Code, Pose, png

PHRASES = (
    Phrase("second code", Lasts.ONCE, "another code lies in the next picture"),
    Phrase("tilted N", Lasts.ONCE, "the next code lies that many degrees to one side"),
    Phrase("out of focus", Lasts.ONCE, "the next picture is so blurred that nothing can be read"),
    Phrase("glare", Lasts.ONCE, "light is mirrored on the middle of the next picture"),
    Phrase("cut off", Lasts.ONCE, "half of the next code is outside the picture"),
    TWO_IN_ONE,
    BINARY,
)
ANOTHER = Code("9521234567899", "]E0")
YET_ANOTHER = Code("9529876543219", "]E0")


class CameraMachine(ScannerBody):
    """The camera's machine. Every picture is a PNG of 640 x 480 in grey."""

    name = "camera"

    def __init__(self, faults: Faults, outlet: Outlet, seed: int = 0) -> None:
        super().__init__(faults, outlet, seed, True, PHRASES)
        self._seed = seed

    def state(self) -> Reply:
        """Counters."""
        return {"scans": self._scans}

    def command(self, verb: str, request: Request) -> Reply | None:
        """`scan`, `look`."""
        match verb:
            case "scan":
                text = text_of(request, "text")
                return self._show([Code(text, self._aim(request, text))], request)
            case "look":
                return self._show([], request)
        return None

    def _show(self, codes: list[Code], request: Request) -> Reply:
        """Take a picture of the codes, lying as the request and the faults say."""
        if codes and not codes[0].text:
            raise ControlError('"text" is empty')
        pose = self._pose(request)
        if codes and self._faults.take("second code"):
            codes = [*codes, YET_ANOTHER if codes[0] == ANOTHER else ANOTHER]
        try:
            picture = png(codes, pose, self._seed * 1_000_003 + self._scans)
        except CannotDraw as error:
            raise ControlError(str(error)) from None
        return self._send(picture, {"codes": [code.aim + code.text for code in codes], "bytes": len(picture)})

    def _pose(self, request: Request) -> Pose:
        pose = Pose(
            angle_deg=number_of(request, "angle_deg", 0.0),
            module_px=_within(request, "module_px", 2.6, 0.5, 10.0),
            blur_px=_within(request, "blur_px", 0.5, 0.0, 20.0),
            noise=_within(request, "noise", 3.0, 0.0, 37.0),
        )
        if tilted := self._faults.take("tilted"):
            pose = replace(pose, angle_deg=tilted.number(30.0))
        if self._faults.take("out of focus"):
            pose = replace(pose, blur_px=8.0)
        if self._faults.take("glare"):
            pose = replace(pose, has_glare=True)
        return replace(pose, is_cut_off=True) if self._faults.take("cut off") else pose


def _within(request: Request, key: str, default: float, lowest: float, highest: float) -> float:
    value = number_of(request, key, default)
    if not lowest <= value <= highest:
        raise ControlError(f'"{key}" is {lowest:g} to {highest:g}')
    return value
