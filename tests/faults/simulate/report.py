"""What many days came to: the four counts, faults by screen, moves against the map, and how to replay what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kiosk.flows.base import ForPayment
from kiosk.flows.registry import flows, guests
from kiosk.flows.shell import MOVES as SHELL_MOVES
from kiosk.flows.shell import SCREENS as SHELL_SCREENS
from kiosk.flows.shell.session import InFlow
from kiosk.session import is_covering
from tests.faults.simulate.faults import FAULTS
from tests.faults.simulate.market.faults import FAULTS as MARKET_FAULTS
from tests.faults.simulate.staff.faults import FAULTS as STAFF_FAULTS
from tests.faults.simulate.travel.faults import FAULTS as TRAVEL_FAULTS
from tests.faults.simulate.world import Day

COUNTS = ("doubled", "ghost", "free", "lost")
TRAVEL = "checkin/"  # screens that only travellers see
ENOUGH = 20_000  # sessions in which every pair and every move is met
ENDS = {ForPayment: "checkout/Paying"}  # what a flow goes to beside its own screens; all else ends it
NO_WAY = {  # moves that stand on a map, and why no day can take them
    (
        "checkin/Typing",
        "checkin/OneMore",
    ): "only of two codes that look alike (7K2PII, 7K2P11), and a day's airport has none",
}
# nobody of the staff comes on these days
OF_STAFF = frozenset({"checkout/TakingBack", "checkout/Refunding", "checkout/Reprinting"})
# nobody finds them but where goods are weighed and coupons brought
OF_MARKET = frozenset(
    f"checkout/{name}" for name in ("Explained", "Membership", "Choosing", "Naming", "Weighing", "Extras", "Enrolling")
)
OF_COUNTRY = frozenset({"checkout/TaxNumber"})  # the shop of these days is where no receipt names who bought
BY_STAFF = ("help", "staff", "assist", "lane", "confirm", "day", "maintenance")  # guests that days with staff answer
NOT_SERVING = frozenset({"shell/Starting", "shell/OutOfService"})  # nobody shops there, so most faults cannot strike


def screens() -> tuple[str, ...]:
    """Return every screen by its name."""
    own = [f"{name}/{screen.__name__}" for name, flow in flows().items() for screen in flow.SCREENS]
    own = [name for name in own if name not in OF_STAFF]
    return (*(f"shell/{screen.__name__}" for screen in SHELL_SCREENS), *own)


def moves() -> frozenset[tuple[str, str]]:
    """Return the moves of the maps between two screens; `shell/InFlow` stands for any flow's."""
    found = {(f"shell/{a.__name__}", f"shell/{b.__name__}") for a, ends in SHELL_MOVES.items() for b in ends}
    for name, flow in flows().items():
        found |= {
            (f"{name}/{a.__name__}", f"{name}/{b.__name__}" if b in flow.SCREENS else ENDS.get(b, "shell/Attract"))
            for a, ends in flow.MOVES.items()
            if a is not ForPayment and f"{name}/{a.__name__}" not in OF_STAFF
            for b in ends
        }
    return frozenset(found)


def moves_of_staff() -> frozenset[tuple[str, str]]:
    """Return the moves of the maps between two pages of one guest, and of what the glass is theirs for."""
    found = set()
    for name, guest in guests().items():
        found |= {
            (f"{name}/{a.__name__}", f"{name}/{b.__name__}")
            for a, ends in guest.MOVES.items()
            for b in ends
            if b in guest.SCREENS
        }
    known = {f"{name}/{screen.__name__}": screen for name, flow in flows().items() for screen in flow.SCREENS}
    for own in OF_STAFF:
        ends = flows()[own.partition("/")[0]].MOVES[known[own]]
        found |= {(own, f"checkout/{b.__name__}" if b in known.values() else "shell/Attract") for b in ends}
    return frozenset(found)


def is_handed_back(move: tuple[str, str]) -> bool:
    """Tell whether a payment gives the glass back to the flow that lent it."""
    start, to = move
    name, _, screen = to.partition("/")
    ends = flows()[name].MOVES.get(ForPayment, frozenset()) if name in flows() else frozenset()
    return start.startswith("checkout/") and screen in {end.__name__ for end in ends}


def on_map(move: tuple[str, str]) -> bool:
    """Tell whether a move that was taken stands on a map; from a flow, the next customer's flow may follow at once."""
    start, to = move
    own = moves()
    shell = f"shell/{InFlow.__name__}"
    general = tuple(name if name.startswith("shell/") else shell for name in move)
    ends_there = (start, "shell/Attract") in own
    is_next = ends_there and any(to == f"{name}/{flow.SCREENS[0].__name__}" for name, flow in flows().items())
    is_general = shell in general and general != (shell, shell) and general in own
    is_of_staff = move in moves_of_staff() or is_covering(start, to) or to in OF_STAFF
    return move in own or is_general or is_next or is_handed_back(move) or is_of_staff


def wanted() -> Iterator[tuple[str, str]]:
    """Yield every pair of screen and fault that a long run must have met."""
    for name, fault in FAULTS.items():
        for screen in fault.screens or screens():
            if fault.screens or not (screen in NOT_SERVING | OF_MARKET | OF_COUNTRY or screen.startswith(TRAVEL)):
                yield screen, name


def wanted_of_travellers() -> Iterator[tuple[str, str]]:
    """Yield every pair that a long run of travellers must have met."""
    for name, fault in TRAVEL_FAULTS.items():
        for screen in fault.screens:
            yield screen, name


def wanted_of_staff() -> Iterator[tuple[str, str]]:
    """Yield every pair that a long run with staff must have met."""
    for name, fault in STAFF_FAULTS.items():
        for screen in fault.screens:
            yield screen, name


def _is_of_travellers(move: tuple[str, str]) -> bool:
    return any(screen.startswith(TRAVEL) for screen in move)


@dataclass(slots=True)
class Report:
    """Adds days up."""

    days: int = 0
    sessions: int = 0
    travellers: int = 0
    events: int = 0
    boots: int = 0
    watched: int = 0
    visits: int = 0
    changes: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    sales: Counter[str] = field(default_factory=Counter)
    struck: Counter[tuple[str, str]] = field(default_factory=Counter)
    moves: set[tuple[str, str]] = field(default_factory=set)
    failed: list[tuple[int, str]] = field(default_factory=list)

    def add(self, days: Iterable[Day]) -> Report:
        """Take days in."""
        for day in days:
            self.days += 1
            self.sessions += day.sessions
            self.travellers += day.travellers
            self.events += day.events
            self.boots += day.boots
            self.watched += day.watched
            self.visits += day.visits
            self.changes += day.changes
            self.counts.update(day.counts)
            self.sales.update(day.sales)
            self.struck.update(day.struck)
            self.moves |= day.moves
            if day.breach:
                self.failed.append((day.seed, day.breach))
        return self

    @property
    def missed_pairs(self) -> list[tuple[str, str]]:
        """Pairs of screen and fault that were never met."""
        return [pair for pair in (*wanted(), *wanted_of_travellers()) if not self.struck[pair]]

    @property
    def missed_by_staff(self) -> list[str]:
        """Pairs and moves of pages that days with staff answer, and never met."""
        pairs = [
            f"never met: {fault} on {screen}" for screen, fault in wanted_of_staff() if not self.struck[screen, fault]
        ]
        there = (move for move in moves_of_staff() if move[0].partition("/")[0] in BY_STAFF)
        return [*pairs, *(f"never taken: {start} to {to}" for start, to in sorted(set(there) - self.moves))]

    @property
    def stray_moves(self) -> list[tuple[str, str]]:
        """Moves that were taken and are on no map."""
        return sorted(move for move in self.moves if not on_map(move))

    @property
    def missed_moves(self) -> list[tuple[str, str]]:
        """Moves of the maps that were never taken."""
        shell = f"shell/{InFlow.__name__}"
        taken = set(self.moves)
        for start, to in self.moves:
            general = tuple(name if name.startswith("shell/") else shell for name in (start, to))
            taken.add((general[0], general[1]))
        in_general = (
            move for move in moves() - taken - NO_WAY.keys() if not (OF_MARKET | OF_COUNTRY).intersection(move)
        )
        return sorted(in_general)

    @property
    def impossible_moves(self) -> list[tuple[str, str]]:
        """Moves that were taken though no day can: the list of them is wrong."""
        return sorted(self.moves & NO_WAY.keys())

    @property
    def is_lacking(self) -> bool:
        """True when a run was long enough to meet every pair and every move, and did not."""
        pairs, moved = self.missed_pairs, self.missed_moves
        of_travellers = [pair for pair in pairs if pair in set(wanted_of_travellers())]
        travelled = [move for move in moved if _is_of_travellers(move)]
        is_short = len(pairs) > len(of_travellers) or len(moved) > len(travelled)
        is_short_of_travellers = self.travellers >= ENOUGH and bool(of_travellers or travelled)
        return self.sessions >= ENOUGH and (is_short or is_short_of_travellers)

    def lines(self, took_s: float) -> Iterator[str]:
        """Yield the report, line by line."""
        speed = self.sessions / took_s if took_s else 0.0
        yield f"{self.sessions} sessions, {self.travellers} of travellers"
        if self.visits:
            yield f"staff came {self.visits} times, and had leave for {self.changes} changes"
        yield f"in {self.days} days, {self.events} events, {self.boots} starts"
        yield f"{took_s:.1f} s, {speed:.0f} sessions/s, {self.events / max(self.sessions, 1):.1f} events a session"
        yield "sales: " + ", ".join(f"{state} {count}" for state, count in sorted(self.sales.items()))
        yield ", ".join(f"{name} {self.counts[name]}" for name in COUNTS) + f", other {self.counts['other']}"
        yield f"booked after they were asked about, and left on the watch list for the end of the day: {self.watched}"
        yield from self._table()
        much = f"NEVER IN {self.sessions} SESSIONS, which is long enough: " if self.is_lacking else "never "
        yield from (f"{much}met: {fault} on {screen}" for screen, fault in self.missed_pairs)
        yield from (f"{much}taken: {start} to {to}" for start, to in self.missed_moves)
        yield from (f"ON NO MAP: {start} to {to}" for start, to in self.stray_moves)
        yield from (f"no day can take: {start} to {to}: {why}" for (start, to), why in NO_WAY.items())
        yield from self.missed_by_staff if self.visits else ()
        yield from self._reached()
        for seed, breach in self.failed:
            yield f"seed {seed}: {breach}"
            yield f"    {replay(seed)}"

    def _reached(self) -> Iterator[str]:
        """Say how many screens and moves of each flow were met, of how many there are."""
        met = {screen for move in self.moves for screen in move}
        missed = self.missed_moves
        shown: dict[str, tuple[type, ...]] = {name: flow.SCREENS for name, flow in flows().items()}
        if self.visits:
            shown |= {name: guest.SCREENS for name, guest in guests().items()}
        for name, pages in shown.items():
            own = {f"{name}/{screen.__name__}" for screen in pages}
            there = [move for move in (moves() | moves_of_staff()) - NO_WAY.keys() if move[0] in own]
            taken = sum(1 for move in there if move not in missed and (move in moves() or move in self.moves))
            yield f"{name}: {len(own & met)} of {len(own)} screens, {taken} of {len(there)} moves"

    def _table(self) -> Iterator[str]:
        faults = (*FAULTS, *TRAVEL_FAULTS, *STAFF_FAULTS, *MARKET_FAULTS)
        of_guests = [f"{name}/{own.__name__}" for name, guest in guests().items() for own in guest.SCREENS]
        everywhere = (*screens(), *sorted(OF_STAFF), *of_guests, "dark")
        names = [screen for screen in everywhere if any(self.struck[screen, fault] for fault in faults)]
        yield "fault by screen: " + " ".join(f"{index}={name}" for index, name in enumerate(names))
        yield f"{'':38}" + "".join(f"{index:>7}" for index in range(len(names)))
        for fault in faults:
            yield f"{fault:38}" + "".join(f"{self.struck[screen, fault] or '.':>7}" for screen in names)


def replay(seed: int) -> str:
    """Return the command that lives a day again."""
    return f"python -m tests.faults.simulate --seed {seed} --replay"
