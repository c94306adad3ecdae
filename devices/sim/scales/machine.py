"""What all simulated scales share: the pan, its verbs and knobs, faults, and answers that come late."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Json, Outlet, Reply, Request, ignore_event, number_of
from devices.sim.scales.pan import Pan, Shown

PHRASES = (
    Phrase("motion forever", Lasts.STANDING, "the load never comes to rest"),
    Phrase("drift [N]", Lasts.STANDING, "what is shown grows by 5 g (or N) each second"),
    Phrase("over", Lasts.STANDING, "more than the capacity is shown"),
    Phrase("negative", Lasts.STANDING, "less than nothing is shown"),
    Phrase("stale [T]", Lasts.ONCE, "the next weight is kept back and comes 1.5 s (or T) later, as it was"),
    Phrase("unit lb", Lasts.STANDING, "weights are sent in pounds"),
    Phrase("point moved", Lasts.ONCE, "the decimal point of the next weight stands one place to the right"),
    Phrase("two weights", Lasts.ONCE, "the next frame holds two weights"),
)
EVENTS = ("weight",)
STALE_S = 1.5
LIMITS = {"max_g": (100, 600_000), "step_g": (1, 100), "settle_ms": (0, 60_000), "load_g": (-600_000, 600_000)}


class ScaleMachine:
    """The base of the machines: they bring `feed` and the frames."""

    name = "scale"

    def __init__(self, faults: Faults, outlet: Outlet, knobs: Mapping[str, str]) -> None:
        self.emit: Callable[[dict[str, Json]], None] = ignore_event
        self.faults = faults
        self.outlet = outlet
        self.pan = Pan()
        self.now_s = 0.0
        self._drift_since_s: float | None = None
        self._late: list[tuple[float, bytes]] = []
        self._weights = 0
        self.is_connected = False
        for name, value in knobs.items():
            self.set_knob(name, value)

    def set_knob(self, name: str, value: str) -> None:
        """Set one knob by its text. Raises `ValueError` with a sentence."""
        if name not in LIMITS:
            raise ValueError(f"unknown knob {name!r}; known: {', '.join(self.knob_names())}")
        low, high = LIMITS[name]
        if not value.lstrip("-").isdecimal() or not low <= int(value) <= high:
            raise ValueError(f"{name} is a whole number {low}..{high}")
        number = int(value)
        match name:
            case "max_g":
                self.pan.max_g = number
            case "step_g":
                self.pan.step_g = number
            case "settle_ms":
                self.pan.settle_s = number / 1000
            case _:
                self.pan.load_g = number

    def knob_names(self) -> tuple[str, ...]:
        """Every knob of this scale."""
        return tuple(LIMITS)

    # --- devices.sim.machine.Machine ---

    @property
    def due_s(self) -> float | None:
        """When something leaves by itself."""
        return self._late[0][0] if self._late else None

    def wants_more(self) -> bool:
        """It reads at once."""
        return True

    def connected(self) -> None:
        """A host opened the line."""
        self.is_connected = True

    def disconnected(self) -> None:
        """The host closed the line."""
        self.is_connected = False
        self._late.clear()

    def power(self, is_on: bool) -> None:
        """Tare and zero are forgotten; the load stays where it is."""
        self._late.clear()
        self.pan.lose_power()

    def tick(self, now_s: float) -> bytes:
        """Move the clock on."""
        self.now_s = now_s
        while self._late and self._late[0][0] <= now_s:
            self.outlet.write(self._late.pop(0)[1])
        return self.outlet.take()

    def state(self) -> Reply:
        """The pan and the display."""
        seen = self.shown()
        return {
            "load_g": self.pan.load_g,
            "tare_g": self.pan.tare_g,
            "weight_g": seen.weight_g,
            "moving": seen.is_moving,
            "weights": self._weights,
        }

    def command(self, verb: str, request: Request) -> Reply | None:
        """`load`, `tare_key`, `zero_key`, `knobs`."""
        match verb:
            case "load":
                self._put(request)
            case "tare_key":
                self.tare(None if not self.pan.tare_g else 0)
            case "zero_key":
                self.zero()
            case "knobs":
                self._set_knobs(request)
            case _:
                return None
        return self.state()

    def _put(self, request: Request) -> None:
        grams = number_of(request, "grams")
        low, high = LIMITS["load_g"]
        if grams != int(grams) or not low <= grams <= high:
            raise ControlError(f'"grams" is a whole number {low}..{high}')
        self.pan.put(int(grams), self.now_s)
        self.emit({"event": "load", "grams": int(grams)})

    def _set_knobs(self, request: Request) -> None:
        wanted = request.get("set", {})
        if not isinstance(wanted, dict):
            raise ControlError('"set" must be an object')
        for name, value in wanted.items():
            try:
                self.set_knob(str(name), str(value))
            except ValueError as error:
                raise ControlError(str(error)) from error

    # --- for the protocols ---

    def shown(self) -> Shown:
        """What the display says, faults included."""
        drift = self.faults.stands("drift")
        if drift is None:
            self._drift_since_s = None
        elif self._drift_since_s is None:
            self._drift_since_s = self.now_s
        since_s = self.now_s if self._drift_since_s is None else self._drift_since_s
        self.pan.offset_g = int(drift.number(5)) * int(self.now_s - since_s) if drift is not None else 0
        if self.faults.stands("over"):
            self.pan.offset_g = 2 * self.pan.max_g
        if self.faults.stands("negative"):
            self.pan.offset_g = -self.pan.load_g - 20 * self.pan.step_g
        self.pan.is_restless = self.faults.stands("motion forever") is not None
        return self.pan.shown(self.now_s)

    def zero(self) -> None:
        """Take the load as zero, faults included."""
        self.shown()
        self.pan.zero(self.now_s)

    def tare(self, known_g: int | None) -> None:
        """Take the load or a known weight as tare, faults included."""
        self.shown()
        self.pan.tare(known_g, self.now_s)

    def say(self, frame: bytes, after_s: float = 0.0) -> None:
        """Send a frame now or later."""
        if after_s <= 0:
            self.outlet.write(frame)
        else:
            self._late.append((self.now_s + after_s, frame))
            self._late.sort(key=lambda late: late[0])

    def say_weight(self, frame: bytes) -> None:
        """Send a frame with a weight, or keep it back when the fault says so."""
        self._weights += 1
        stale = self.faults.take("stale")
        self.say(frame, stale.number(STALE_S) if stale is not None else 0.0)
        self.faults.happened("weight")

    def is_in_pounds(self) -> bool:
        """True while weights are sent in pounds."""
        return self.faults.stands("unit lb") is not None

    def digits(self, weight_g: int, width: int, decimals: int) -> str:
        """The weight as text with a point: kilograms, or hundredths of a pound."""
        thousandths = weight_g if not self.is_in_pounds() else round(weight_g * 100 / 453.59237) * 10
        places = 2 if self.is_in_pounds() else decimals
        number = thousandths // 10 ** (3 - places)
        if self.faults.take("point moved"):
            places = max(0, places - 1)
        text = f"{number:0{places + 1}d}"
        text = f"{text[: len(text) - places]}.{text[len(text) - places :]}"
        return text.rjust(width, "0")
