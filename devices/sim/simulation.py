"""One simulated device on one link: machine, faults, control verbs and log, without a socket or a clock of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from devices.sim.fault_words import Direction, FaultTextError
from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Json, Machine, Outlet, Reply, Request, flag_of, number_of, text_of
from devices.sim.shaping import LINK_PHRASES, Departures, Noise

LOG_ENTRIES = 2000
LOG_BYTES = 2048  # of one write; longer ones are shown by their beginning


class Wire(Protocol):
    """The link as the simulation sees it: a TCP server, a pseudo-terminal, or a list in a test."""

    def send(self, chunk: bytes) -> bool:
        """Give bytes to the host; False when nobody is connected."""
        ...

    def look(self) -> None:
        """Notice a host that has just come, where nothing tells."""
        ...

    def drop(self) -> None:
        """End the connection; the next one is welcome."""
        ...

    def unplug(self, quietly: bool) -> None:
        """Pull the cable. `quietly`: the host is not told (its connection stays open and dead)."""
        ...

    def replug(self) -> None:
        """Put the cable back."""
        ...


class Simulation:
    """Moves bytes between a wire and a machine through the armed faults, and answers control requests.

    `clock` gives seconds that only grow. After every call, `due_s` says when `tick` is wanted.
    """

    def __init__(
        self,
        machine: Machine,
        faults: Faults,
        outlet: Outlet,
        wire: Wire,
        clock: Callable[[], float],
        seed: int = 0,
    ) -> None:
        self._machine = machine
        self._faults = faults
        self._outlet = outlet
        self._wire = wire
        self._clock = clock
        self._departures = Departures(faults)
        self._noise_in = Noise(faults, Direction.RECEIVED, seed)
        self._noise_out = Noise(faults, Direction.SENT, seed)
        self._log: deque[dict[str, Json]] = deque(maxlen=LOG_ENTRIES)
        self._watchers: list[Callable[[dict[str, Json]], None]] = []
        self._is_connected = False
        self._is_plugged = True
        self._is_powered = True
        self._is_silent = False
        self._end_wanted: str | None = None
        self._hides_bytes = bool(getattr(machine, "hides_bytes", False))  # what it sends is personal
        machine.emit = self._emit
        faults.settle_bytes = lambda: self._forward(self._outlet.take())
        faults.offer(LINK_PHRASES, ())
        self._offer_link_actions()

    def _offer_link_actions(self) -> None:
        for key in ("drop link", "unplug", "die"):
            self._faults.perform(key, lambda fault: self._want_end(fault.key))
        for key in ("half open", "silent"):
            self._faults.perform(key, lambda _fault: self._set_silent(True))

    # --- the wire's side --------------------------------------------------------------------------------------------

    @property
    def due_s(self) -> float | None:
        """When `tick` is wanted next; None: only when something happens."""
        times = [t for t in (self._machine.due_s, self._departures.due_s) if t is not None]
        return min(times, default=None)

    def connected(self) -> None:
        """A host opened the link."""
        self._is_connected = True
        self._outlet.mend()
        self._departures.clear()
        self._note("connected", b"")
        self._machine.tick(self._clock())
        self._machine.connected()
        self._forward(self._outlet.take())

    def disconnected(self) -> None:
        """The host closed the link, or it broke."""
        if not self._is_connected:
            return
        self._is_connected = False
        self._note("disconnected", b"")
        self._machine.tick(self._clock())
        self._machine.disconnected()
        self._departures.clear()
        self._outlet.take()

    def received(self, chunk: bytes) -> None:
        """Bytes of the host arrived."""
        self.tick()
        rest = chunk
        while rest and self._is_connected and not self._is_silent:
            room = self._faults.bytes_until_next(Direction.RECEIVED)
            piece, rest = (rest, b"") if room is None else (rest[:room], rest[room:])
            spoilt = self._noise_in.spoil(piece)
            self._note("received", spoilt)
            self._forward(self._machine.feed(spoilt))
            self._faults.passed(Direction.RECEIVED, len(piece))
            self._end_if_wanted()

    def tick(self) -> None:
        """Let time-dependent things happen."""
        self._forward(self._machine.tick(self._clock()))
        self._let_go()
        self._end_if_wanted()

    # --- the control side -------------------------------------------------------------------------------------------

    def watch(self, listener: Callable[[dict[str, Json]], None]) -> Callable[[], None]:
        """Send every event to `listener` from now on; call the result to stop."""
        self._watchers.append(listener)
        return lambda: self._watchers.remove(listener)

    def control(self, request: Request) -> Reply:
        """Answer one control request; never raises."""
        try:
            verb = text_of(request, "do")
            self._wire.look()
            self.tick()
            reply = self._command(verb, request)
            if reply is None:
                reply = self._machine.command(verb, request)
            if reply is None:
                raise ControlError(f"unknown verb {verb!r}")
            self.tick()
        except (ControlError, FaultTextError) as error:
            return {"ok": False, "error": str(error)}
        return {"ok": True, **reply}

    def _command(self, verb: str, request: Request) -> Reply | None:
        match verb:
            case "state":
                return self._state()
            case "unplug":
                self._unplug(flag_of(request, "quietly", False))
            case "replug":
                self._replug()
            case "silent":
                self._set_silent(flag_of(request, "on", True))
            case "power":
                self._replug() if flag_of(request, "on") else self._want_end("die")
            case "fault":
                return {"armed": [f.text for f in self._faults.arm(text_of(request, "script"))]}
            case "faults_clear":
                self._faults.clear()
            case "log":
                return {"entries": list(self._log)[-int(number_of(request, "last", LOG_ENTRIES)) :]}
            case "vocabulary":
                return self._vocabulary()
            case _:
                return None
        return {}

    def _vocabulary(self) -> Reply:
        actions = [{"words": p.words, "lasts": p.lasts.value, "meaning": p.meaning} for p in self._faults.phrases]
        return {"actions": actions, "events": list(self._faults.events)}

    def _state(self) -> Reply:
        return {
            "sim": self._machine.name,
            "connected": self._is_connected,
            "plugged": self._is_plugged,
            "powered": self._is_powered,
            "silent": self._is_silent,
            "faults": list(self._faults.armed),
            "watchers": len(self._watchers),
            **self._machine.state(),
        }

    # --- inside -----------------------------------------------------------------------------------------------------

    def _emit(self, event: dict[str, Json]) -> None:
        for listener in list(self._watchers):
            listener(event)

    def _note(self, what: str, chunk: bytes) -> None:
        shown = "" if self._hides_bytes else chunk[:LOG_BYTES].hex(" ")
        self._log.append({"at_s": round(self._clock(), 6), "what": what, "length": len(chunk), "hex": shown})

    def _forward(self, chunk: bytes) -> None:
        rest = chunk
        while rest and not self._faults.take("truncate"):
            room = self._faults.bytes_until_next(Direction.SENT)
            piece, rest = (rest, b"") if room is None else (rest[:room], rest[room:])
            self._departures.add(self._noise_out.spoil(piece), self._clock())
            self._faults.passed(Direction.SENT, len(piece))
            if self._faults.take("truncate") or self._end_wanted:
                break
        self._let_go()

    def _let_go(self) -> None:
        for chunk in self._departures.leaving(self._clock()):
            self._transmit(chunk)

    def _transmit(self, chunk: bytes) -> None:
        if self._is_silent or not self._is_plugged or not self._is_powered:
            self._note("lost", chunk)
        elif self._wire.send(chunk):
            self._note("sent", chunk)
        else:
            self._note("unheard", chunk)

    def _want_end(self, how: str) -> None:
        """Ask for the end of the link; it comes after the machine's step, behind the bytes written so far."""
        self._outlet.cut()
        self._end_wanted = how

    def _end_if_wanted(self) -> None:
        how = self._end_wanted
        if how is None or (how == "drop link" and not self._departures.is_empty):
            return
        self._end_wanted = None
        self._note(how, b"")
        if how == "drop link":
            self._wire.drop()
            self.disconnected()
            self._outlet.mend()
            return
        if how == "die":
            self._is_powered = False
            self._machine.power(False)
            self._emit({"event": "power", "on": False})
        self._unplug(quietly=False)

    def _unplug(self, quietly: bool) -> None:
        self._is_plugged = False
        self._wire.unplug(quietly)
        self._emit({"event": "unplugged"})
        self.disconnected()

    def _replug(self) -> None:
        self._outlet.mend()
        if not self._is_powered:
            self._is_powered = True
            self._machine.power(True)
            self._emit({"event": "power", "on": True})
        self._is_plugged = True
        self._wire.replug()
        self._emit({"event": "plugged"})

    def _set_silent(self, is_silent: bool) -> None:
        self._is_silent = is_silent
        self._emit({"event": "silent", "on": is_silent})
