"""All devices of a kiosk as one value: what each is, how it is, why, since when, and what it has done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from devices.api import Card, Consumable, Health, HealthState, Reason
from kiosk.health.advice import Advice, advice_for
from kiosk.health.standards import CUSS_STATES, XFS4IOT_STATES, cuss_codes

NO_CARD = Card("")
UNHEARD = Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,), 0.0, "not opened yet")


@dataclass(frozen=True, slots=True)
class Fitting:
    """One device as it is fitted: its part (`scanner`, `scanner-2`), URL and driver's card, and what depends on what.

    `hangs_on` is the part it cannot be without; `has` are what is built into it: `cutter`, `drawer`, `presenter`.
    Without a URL there is none: a role that is wanted and not fitted.
    """

    part: str
    driver: str = ""
    url: str = ""
    card: Card = NO_CARD
    is_required: bool = False
    hangs_on: str = ""
    has: tuple[str, ...] = ()

    @property
    def model(self) -> str:
        """The profile that the URL names, else the models of the card."""
        options = self.url.partition("?")[2].split("&")
        profile = next((option[8:] for option in options if option.startswith("profile=")), "")
        return profile or ", ".join(self.card.models)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a consumable, and since when (`since_utc_ms` 0: not known)."""

    name: str
    supply: str
    since_utc_ms: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """Counters of a part: since its last reset at `began_utc_ms` (0: it never counted), and ever."""

    began_utc_ms: int = 0
    period: Mapping[str, int] = field(default_factory=dict)
    ever: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One device, or a part of one. `because_of` is the part whose absence takes this one away; empty: none.

    `without` is the role that customers and staff now do without; empty while it works, and for what is built in.
    """

    id: str
    role: str
    state: HealthState
    is_usable: bool
    driver: str = ""
    model: str = ""
    remark: str = ""
    document: str = ""
    url: str = ""
    is_required: bool = False
    detail: str = ""
    reasons: tuple[Advice, ...] = ()
    since_utc_ms: int = 0
    consumables: tuple[Left, ...] = ()
    tally: Tally = Tally()
    linked: tuple[str, ...] = ()
    because_of: str = ""
    without: str = ""
    cuss: tuple[str, tuple[str, ...]] = ("", ())
    xfs4iot: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """All parts at one moment."""

    at_utc_ms: int
    parts: tuple[Part, ...]

    def part(self, part_id: str) -> Part:
        """Return a part by its id; raises KeyError."""
        try:
            return next(part for part in self.parts if part.id == part_id)
        except StopIteration:
            raise KeyError(part_id) from None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one fitting: its health with the wall's time of it, consumables and counters."""

    fitting: Fitting
    health: Health = UNHEARD
    since_utc_ms: int = 0
    consumables: tuple[Left, ...] = ()
    tally: Tally = Tally()


def view_of(known: Sequence[Known], at_utc_ms: int) -> View:
    """Make the one value. A part whose parent is away is away because of it, whatever it says itself."""
    whole = {one.fitting.part: one for one in known}
    parts: list[Part] = []
    for one in known:
        root = _root_away(one.fitting, whole)
        parts += (_part(one, root, _linked(one.fitting, known)), *_inner(one, root))
    return View(at_utc_ms, tuple(parts))


def consumables_of(told: tuple[Consumable, ...], since: Mapping[str, tuple[str, int]]) -> tuple[Left, ...]:
    """Give what is left with the time of its last change: as told now, else as it was told last."""
    names = {one.name: one.supply.value for one in told} or {name: supply for name, (supply, _) in since.items()}
    return tuple(
        Left(name, supply, since[name][1] if since.get(name, ("", 0))[0] == supply else 0)
        for name, supply in names.items()
    )


def _root_away(fitting: Fitting, whole: Mapping[str, Known]) -> str:
    """Return the first part up the chain that is away and takes this one with it."""
    root, seen = "", {fitting.part}
    while (parent := fitting.hangs_on) in whole and parent not in seen:
        seen.add(parent)
        fitting = whole[parent].fitting
        if not whole[parent].health.is_usable:
            root = parent
    return root


def _linked(fitting: Fitting, known: Sequence[Known]) -> tuple[str, ...]:
    hung = (one.fitting.part for one in known if one.fitting.hangs_on == fitting.part)
    built_in = (f"{fitting.part}.{name}" for name in fitting.has)
    return tuple(filter(None, (fitting.hangs_on, *hung, *built_in)))


def _part(one: Known, root: str, linked: tuple[str, ...]) -> Part:
    fitting, role = one.fitting, one.fitting.part.partition("-")[0]
    health = replace(one.health, state=HealthState.ABSENT) if root else one.health
    reasons = (PARENT_AWAY, *advice_for(one.health)) if root else advice_for(one.health)
    return Part(
        id=fitting.part, role=role, state=health.state, is_usable=health.is_usable, driver=fitting.driver,
        model=fitting.model, remark=fitting.card.remark if fitting.url else "", document=fitting.card.document,
        url=fitting.url, is_required=fitting.is_required, detail=one.health.detail,
        reasons=reasons if fitting.url else (NOT_FITTED,), since_utc_ms=one.since_utc_ms,
        consumables=one.consumables, tally=one.tally, linked=linked, because_of=root,
        without="" if health.is_usable else role,
        cuss=(CUSS_STATES[health.state], cuss_codes(health)), xfs4iot=XFS4IOT_STATES[health.state],
    )  # fmt: skip


NOT_FITTED = Advice("NOT_FITTED")
PARENT_AWAY = Advice("PARENT_AWAY")
_INNER_REASONS = {"cutter": Reason.CUTTER, "presenter": Reason.MEDIA_PRESENT}


def _inner(one: Known, root: str) -> Iterator[Part]:
    """Yield what is built into a device: it is as well as the device, but for a reason of its own."""
    parent = one.fitting.part
    root = root or ("" if one.health.is_usable else parent)
    for name in one.fitting.has:
        own = _INNER_REASONS.get(name)
        reasons = advice_for(replace(one.health, reasons=(own,))) if own in one.health.reasons else ()
        state = HealthState.NEEDS_PERSON if reasons else HealthState.READY
        if root and not reasons:
            state, reasons = HealthState.ABSENT, (PARENT_AWAY,)
        yield Part(
            id=f"{parent}.{name}", role=name, state=state, is_usable=state is HealthState.READY,
            driver=one.fitting.driver, reasons=reasons, since_utc_ms=one.since_utc_ms, linked=(parent,),
            because_of=root if state is HealthState.ABSENT else "",
            cuss=(CUSS_STATES[state], ()), xfs4iot=XFS4IOT_STATES[state],
        )  # fmt: skip
