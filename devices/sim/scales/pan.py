"""The pan of a simulated scale: a load, the time it needs to rest, zero, tare, and what the display shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What the display says now. `weight_g` is net of the tare and rounded to the scale's steps."""

    weight_g: int
    is_moving: bool
    is_over: bool
    is_under: bool
    is_net: bool
    is_at_zero: bool
    is_outside_zero_range: bool


class Pan:
    """The mechanics. Times are seconds on the machine's clock."""

    def __init__(self) -> None:
        self.max_g = 15_000
        self.step_g = 5
        self.settle_s = 0.4
        self.load_g = 0
        self.tare_g = 0
        self._zero_g = 0
        self._rests_at_s = 0.0
        self.is_restless = False
        self.offset_g = 0

    def put(self, load_g: int, now_s: float) -> None:
        """Change the load; it moves for a moment."""
        self.load_g = load_g
        self._rests_at_s = now_s + self.settle_s

    def shown(self, now_s: float) -> Shown:
        """What the display says at this time."""
        gross_g = self.load_g + self.offset_g - self._zero_g
        steps = (2 * gross_g + self.step_g) // (2 * self.step_g)
        gross_g = steps * self.step_g
        net_g = gross_g - self.tare_g
        return Shown(
            weight_g=net_g,
            is_moving=self.is_restless or now_s < self._rests_at_s,
            is_over=gross_g > self.max_g + 9 * self.step_g,
            is_under=net_g < 0,
            is_net=self.tare_g > 0,
            is_at_zero=gross_g == 0,
            is_outside_zero_range=abs(self.load_g + self.offset_g) > self.max_g // 50,
        )

    def zero(self, now_s: float) -> None:
        """Take the load as zero when it is at rest, small, and no tare is set."""
        seen = self.shown(now_s)
        if not (seen.is_moving or seen.is_outside_zero_range or seen.is_net):
            self._zero_g = self.load_g + self.offset_g

    def tare(self, known_g: int | None, now_s: float) -> None:
        """Take the load, or a known weight, as tare when the load is at rest; 0 takes the tare away."""
        seen = self.shown(now_s)
        if seen.is_moving or seen.is_over:
            return
        if known_g is None:
            known_g = seen.weight_g + self.tare_g
        if 0 <= known_g <= self.max_g and known_g % self.step_g == 0:
            self.tare_g = known_g

    def lose_power(self) -> None:
        """Zero is found anew at power-on, and no tare is left."""
        self._zero_g = self.tare_g = 0
