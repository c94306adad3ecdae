"""What a walk did and found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

LANGUAGES = ("en", "nl", "es", "pt-BR", "pt-PT")
BLOCKED_MS = 250  # I9


@dataclass
class Report:
    """Figures of a walk; `found` is what must not be."""

    seed: int
    steps: int = 0
    lives: int = 0
    sessions: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    reached: set[tuple[str, str]] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    blocked: Counter[str] = field(default_factory=Counter)
    longest_ms: float = 0.0
    longest_own_ms: float = 0.0
    longest_own_at: str = ""
    all_met_at: int = 0
    by_gift: int = 0  # payments that gift cards made
    is_each_language: bool = True  # False: a screen that was seen in one language was seen

    def served(self, took_ms: float, own_ms: float, what: str) -> None:
        """Count one turn of the glass: by the clock, and by the processor time of its own thread."""
        self.longest_ms = max(self.longest_ms, took_ms)
        if own_ms > self.longest_own_ms:
            self.longest_own_ms, self.longest_own_at = own_ms, what
        if took_ms > BLOCKED_MS:
            self.blocked[f"{what}, {'its own work' if own_ms > BLOCKED_MS else 'waiting'}"] += 1

    def meet(self, screen: str, language: str, screens: tuple[str, ...]) -> None:
        """Note where the walk is; the step at which the last pair was met is kept."""
        self.reached.add((screen, language))
        if not self.all_met_at and not self.missing(screens):
            self.all_met_at = self.steps

    def find(self, problems: list[str], trace: str) -> None:
        """Keep what must not be, each once, with where in the walk it was."""
        for problem in problems:
            if not any(known.startswith(problem) for known in self.found):
                self.found.append(f"{problem} [life {self.lives}, step {self.steps}: {trace}]")

    def missing(self, screens: tuple[str, ...]) -> list[str]:
        """Return what was not reached, as `screen language`."""
        if not self.is_each_language:
            met = {screen for screen, _ in self.reached}
            return [screen for screen in screens if screen not in met]
        return [f"{screen} {tag}" for screen in screens for tag in LANGUAGES if (screen, tag) not in self.reached]

    def lines(self, screens: tuple[str, ...], seconds: float) -> list[str]:
        """Return the report, in lines."""
        missing = self.missing(screens)
        total = len(screens) * (len(LANGUAGES) if self.is_each_language else 1)
        most = ", ".join(f"{name} {count}" for name, count in self.acts.most_common())
        return [
            f"walk: seed {self.seed}, {self.steps} steps in {seconds:.0f} s ({self.steps / seconds:.0f}/s), "
            f"{self.sessions} sessions, {self.lives} starts of the kiosk without warning",
            f"acts: {most}",
            *([f"paid by gift card: {self.by_gift}"] if self.is_each_language else []),
            f"{'screens x languages' if self.is_each_language else 'screens'} reached: "
            f"{total - len(missing)} of {total}"
            + (f"; not: {', '.join(missing)}" if missing else f", the last at step {self.all_met_at}"),
            f"I9 glass not served for more than {BLOCKED_MS} ms: {self.blocked.total()} times, the longest "
            f"{self.longest_ms:.0f} ms by the clock, {self.longest_own_ms:.0f} ms of its own work "
            f"({self.longest_own_at})" + (f" ({dict(self.blocked.most_common(3))})" if self.blocked else ""),
            f"found: {len(self.found)}",
            *self.found,
        ]
