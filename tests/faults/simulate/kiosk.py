"""One start of the kiosk: the product's runtime and performers over simulated ports, wired as the engine does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from devices.api import Health, HealthState
from kiosk.effects.attend import Attending, Goods
from kiosk.effects.base import Perform, Tasks, performer
from kiosk.effects.benefits.reading import nothing_kept
from kiosk.effects.digital import no_code
from kiosk.effects.pay import Payments
from kiosk.effects.print import Papers
from kiosk.effects.scan import Scans, nobody_travels
from kiosk.effects.timers import Timers
from kiosk.flows import base
from kiosk.flows.checkout import events
from kiosk.flows.help.events import FindHelp
from kiosk.flows.lane.events import TellLane
from kiosk.flows.shell import Frame, Session
from kiosk.flows.shell.calling import EndCall, PlaceCall
from kiosk.flows.shell.session import Started
from kiosk.runtime import Runtime
from kiosk.store.recovery import Recovered
from tests.faults.simulate.disk import Disk
from tests.faults.simulate.loop import Loop
from tests.faults.simulate.market.stall import Stall
from tests.faults.simulate.outside.ports import HandScanner, Keys, ReceiptPrinter, Shelf, WorldClock
from tests.faults.simulate.outside.terminal import CardTerminal
from tests.faults.simulate.rules import Rules
from tests.faults.simulate.staff.shift import Shift
from tests.faults.simulate.travel.wiring import Hall

ROLES = ("scanner", "printer", "terminal")
TRAVEL_ROLES = ("tags", "scale", "documents")
PAN = "scale"  # for loose goods
TO_BE_SENT = (events.SendPayment, events.SendReversal, events.SendRefund)  # once, whatever arrives twice


class Outside:
    """What a start finds around it; it outlives the kiosk."""

    def __init__(
        self,
        loop: Loop,
        disk: Disk,
        rules: Rules,
        clock: WorldClock,
        terminal: CardTerminal,
        printer: ReceiptPrinter,
        scanner: HandScanner,
        shelf: Shelf,
        hall: Hall | None = None,
        shift: Shift | None = None,
        stall: Stall | None = None,
    ) -> None:
        self.loop, self.disk, self.rules, self.clock = loop, disk, rules, clock
        self.terminal, self.printer, self.scanner, self.shelf = terminal, printer, scanner, shelf
        self.hall, self.shift, self.stall = hall, shift, stall


class Kiosk:
    """The running core. `seen` is told each picture; `before_effect` may cut the power."""

    def __init__(
        self,
        outside: Outside,
        site: base.Site,
        seen: Callable[[Frame, Session], None],
        before_effect: Callable[[], bool],
    ) -> None:
        self._outside = outside
        self._seen = seen
        self._before_effect = before_effect
        outside.disk.mount()
        outside.clock.boot_s = outside.loop.time()
        roles = ROLES if outside.hall is None else (*ROLES, *TRAVEL_ROLES)
        roles = roles if outside.stall is None else (*roles, PAN)
        away = {role: base.DeviceChanged(role, HealthState.STARTING.value, False) for role in roles}
        session = Session(replace(site, devices=away), site.language)
        self.runtime = Runtime(session, outside.disk, self._perform, self._show, outside.clock)
        self._attending = Attending(self.runtime.post, lambda: True)
        self._table = performer(self._performers())

    def start(self, found: Recovered, healths: Mapping[str, Health]) -> None:
        """Serve, from what was found on the disk."""
        self._outside.loop.spawn(self.runtime.run(), self._outside.loop.raised.append)
        for role, health in healths.items():
            self.heard(role, health)
        if self._outside.shift is not None and (lane := self._outside.shift.left) is not None:
            self.runtime.post(lane)
        self.runtime.post(Started(found.sales, found.last_utc_ms))

    def heard(self, role: str, health: Health) -> None:
        """A device tells its condition."""
        self._attending.heard(role, health)

    def _performers(self) -> dict[type[base.Effect], Perform]:
        out, post = self._outside, self.runtime.post
        tasks = Tasks(post, out.loop.spawn)
        timers = Timers(out.loop, post)
        gifts = None if out.stall is None else out.stall.gifts.read(tasks)
        payments = Payments(
            out.terminal, tasks, None if out.stall is None or gifts is None else out.stall.gifts.terminal(gifts)
        )
        site = self.runtime.session.site
        of_traveller = nobody_travels if out.hall is None else out.hall.travellers(post).event_of
        of_benefit = nothing_kept if out.stall is None or gifts is None else out.stall.brought(gifts.event_of)
        shelf = out.shelf if out.stall is None else out.stall.shelf
        scans = Scans(out.scanner, shelf, None, site.currency, post, of_traveller, of_benefit=of_benefit)
        papers = Papers(out.printer, tasks, site, Keys)
        table: dict[type[base.Effect], Perform] = {
            base.StartTimer: timers.start,
            base.StopTimer: timers.stop,
            base.Checkpoint: lambda _effect: None,
            events.ReleaseGoods: Goods(post).release,
            events.Beep: lambda _effect: None,
            PlaceCall: lambda _effect: None,
            TellLane: lambda _effect: None,
            EndCall: lambda _effect: None,
            FindHelp: lambda _effect: None,
            events.MakeCode: no_code,
            events.LookUpCode: scans.typed,
            events.PrintPaper: papers.print,
            events.ConnectTerminal: payments.connect,
            events.SendPayment: payments.send,
            events.SendReversal: payments.reverse,
            events.SendRefund: payments.refund,
            events.AckResult: payments.ack,
            events.AbortPayment: payments.abort,
            events.AskLastPayment: payments.ask,
        }
        if out.stall is not None:
            own = {} if gifts is None else gifts.table()
            return {**table, **out.stall.performers(tasks, out.disk.sales), **own}
        if out.shift is not None:
            return table | out.shift.back.performers(tasks)
        return table if out.hall is None else table | out.hall.performers(tasks, out.loop, out.printer, site)

    def _perform(self, effect: base.Effect) -> None:
        out = self._outside
        if out.loop.is_cut or self._before_effect():
            return
        if isinstance(effect, events.AckResult):
            out.rules.acknowledge(out.disk.sales, effect.attempt_id)
        elif isinstance(effect, events.AskLastPayment):
            out.rules.ask(effect.attempt_id)
        elif isinstance(effect, events.ReleaseGoods):
            out.rules.release(out.disk.sales[effect.sale_id])
        self._table(effect)
        if isinstance(effect, TO_BE_SENT) and out.disk.faults.hit("runtime: an effect comes twice"):
            self._table(effect)

    def _show(self, shown: Frame) -> None:
        if not self._outside.loop.is_cut:
            self._seen(shown, self.runtime.session)
