"""A cash register for the simulated nexo terminal, written by hand: no code of either side is used."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from devices.sim.faults import Faults
from devices.sim.nexo.knobs import Knobs
from devices.sim.nexo.ledger import Ledger
from devices.sim.nexo.lines import LinedOutlet, LinedSimulation, Lines
from devices.sim.nexo.terminal import NexoTerminal

POI = "V400m-000000001"
Json = dict[str, Any]


class ManyWire:
    """Keeps what each connection would get."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.got: dict[int, bytes] = {}
        self.happenings: list[str] = []

    def send(self, chunk: bytes) -> bool:
        self.got[self.lines.current] = self.got.get(self.lines.current, b"") + chunk
        return True

    def look(self) -> None:
        pass

    def drop(self) -> None:
        self.happenings.append(f"drop {self.lines.current}")

    def unplug(self, quietly: bool) -> None:
        self.happenings.append("unplug")

    def replug(self) -> None:
        self.happenings.append("replug")


class Register:
    """Opens a connection for each request; the clock stands until `advance`."""

    def __init__(self, ledger: Path | None = None, **knobs: object) -> None:
        self.now_s = 0.0
        self.lines = Lines()
        self.wire = ManyWire(self.lines)
        outlet, faults = LinedOutlet(self.lines), Faults()
        own = Knobs(host_s=0.0, pin_s=0.0)
        for name, value in knobs.items():
            own.set(name, value)
        self.machine = NexoTerminal(
            faults, outlet, own, Ledger(ledger), lambda: datetime(2026, 11, 21, 14, 32, 5, tzinfo=UTC)
        )
        self.simulation = LinedSimulation(self.machine, faults, outlet, self.wire, lambda: self.now_s)
        self.events: list[Json] = []
        self.simulation.watch(self.events.append)
        self.count = 0

    def raw(self, octets: bytes) -> int:
        """Send bytes on a new connection; gives its number."""
        self.count += 1
        with self.lines.at(self.count):
            self.simulation.connected()
            self.simulation.received(octets)
        return self.count

    def send(self, category: str, body: Json, service_id: str = "S1", **header: str) -> int:
        """Send one message on a new connection; gives its number."""
        named = {
            "ProtocolVersion": "3.0",
            "MessageClass": "Service",
            "MessageCategory": category,
            "MessageType": "Request",
            "SaleID": "REGISTER",
            "ServiceID": service_id,
            "POIID": POI,
            **header,
        }
        text = json.dumps({"SaleToPOIRequest": {"MessageHeader": named, f"{category}Request": body}}).encode()
        return self.raw(b"POST /nexo HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%b" % (len(text), text))

    def pay(self, service_id: str = "P1", amount: float = 12.99, currency: str = "EUR") -> int:
        """Ask for a payment."""
        sale = {"SaleTransactionID": {"TransactionID": service_id, "TimeStamp": "2026-11-21T14:32:05Z"}}
        asked = {"AmountsReq": {"Currency": currency, "RequestedAmount": amount}}
        return self.send("Payment", {"SaleData": sale, "PaymentTransaction": asked}, service_id)

    def ask(self, service_id: str = "P1", category: str = "Payment") -> Json:
        """Ask what became of it."""
        reference = {"MessageCategory": category, "SaleID": "REGISTER", "ServiceID": service_id, "POIID": POI}
        line = self.send("TransactionStatus", {"MessageReference": reference}, "Q1")
        found: Json = self.told(line)["TransactionStatusResponse"]
        return found

    def told(self, line: int) -> Json:
        """Read what a connection got: one answer."""
        head, _, body = self.wire.got[line].partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        (message,) = json.loads(body).values()
        found: Json = message
        return found

    def is_told(self, line: int) -> bool:
        """Whether a connection got anything."""
        return bool(self.wire.got.get(line))

    def advance(self, seconds: float) -> None:
        """Let time pass, stopping at each deadline."""
        end_s = self.now_s + seconds
        while (due_s := self.simulation.due_s) is not None and due_s <= end_s:
            self.now_s = max(self.now_s, due_s)
            self.simulation.tick()
        self.now_s = end_s

    def do(self, verb: str, **arguments: Any) -> Json:
        """A control request that must succeed."""
        reply = self.simulation.control({"do": verb, **arguments})
        assert reply["ok"], reply
        return reply

    def refuse(self, verb: str, **arguments: Any) -> str:
        """A control request that must fail; gives the error."""
        reply = self.simulation.control({"do": verb, **arguments})
        assert not reply["ok"], reply
        return str(reply["error"])
