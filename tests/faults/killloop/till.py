"""The payment terminal that stays alive in the parent, on a TCP port of its own, at the fast pace."""

from __future__ import annotations

import asyncio
from typing import Any

from devices.sim.faults import Faults
from devices.sim.process.front import arguments, open_wire, simulated
from devices.sim.process.kinds import build, outlet_for

URLS = {"zvt": "zvt+{address}", "nexo": "nexo+{address}/nexo?poi=V400m-000000001&sale=K4"}
LOSE = {"zvt": "lose 040F", "nexo": "lose response"}
DECLINED = {"zvt": "05", "nexo": "Refusal"}


class Till:
    """One simulated terminal with its wire. Make it inside the loop."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        options = arguments().parse_args([kind, "--listen", "tcp"])
        faults, outlet = Faults(), outlet_for(kind)
        self._loop = asyncio.get_running_loop()
        machine = build(kind, options, faults, outlet)
        self._wire = open_wire(options, machine.wants_more, outlet)
        self._simulation = simulated(machine, faults, outlet, self._wire, self._loop.time, 0)
        self._timer: asyncio.TimerHandle | None = None
        self._wire.start(self)
        address = self._wire.address
        self.url = URLS[kind].format(address=address.replace("tcp:", "http:") if kind == "nexo" else address)

    def connected(self) -> None:
        """The wire: a host opened the link."""
        self._simulation.connected()
        self._rearm()

    def disconnected(self) -> None:
        """The wire: the host is gone."""
        self._simulation.disconnected()
        self._rearm()

    def received(self, chunk: bytes) -> None:
        """The wire: bytes."""
        self._simulation.received(chunk)
        self._rearm()

    def _rearm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._wire.resume()
        due_s = self._simulation.due_s
        self._timer = None if due_s is None else self._loop.call_at(due_s, self._tick)

    def _tick(self) -> None:
        self._simulation.tick()
        self._rearm()

    def do(self, verb: str, **given: Any) -> dict[str, Any]:
        """Carry out a control verb."""
        reply = self._simulation.control({"do": verb, **given})
        if not reply["ok"]:
            raise RuntimeError(str(reply))
        self._rearm()
        return dict(reply)

    def turnovers(self) -> list[dict[str, Any]]:
        """Return what the terminal booked."""
        return list(self.do("turnovers")["turnovers"])

    def close(self) -> None:
        """Close everything."""
        if self._timer is not None:
            self._timer.cancel()
        self._wire.close()
