"""The payment terminal that stays alive in the parent, on a TCP port of its own, at the fast pace."""

from __future__ import annotations

from typing import Any

from devices.sim.process.front import arguments
from devices.sim.process.served import Served

URLS = {"zvt": "zvt+{address}", "nexo": "nexo+{address}/nexo?poi=V400m-000000001&sale=K4"}
LOSE = {"zvt": "lose 040F", "nexo": "lose response"}
DECLINED = {"zvt": "05", "nexo": "Refusal"}


class Till:
    """One simulated terminal with its wire. Make it inside the loop."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._served = Served(arguments().parse_args([kind, "--listen", "tcp"]))
        self._served.start()
        address = self._served.address
        self.url = URLS[kind].format(address=address.replace("tcp:", "http:") if kind == "nexo" else address)

    def do(self, verb: str, **given: Any) -> dict[str, Any]:
        """Carry out a control verb."""
        reply = self._served.control({"do": verb, **given})
        if not reply["ok"]:
            raise RuntimeError(str(reply))
        return dict(reply)

    def turnovers(self) -> list[dict[str, Any]]:
        """Return what the terminal booked."""
        return list(self.do("turnovers")["turnovers"])

    def close(self) -> None:
        """Close everything."""
        self._served.close()


class TagStand:
    """One simulated printer of bag tags with its wire. Make it inside the loop."""

    def __init__(self) -> None:
        self._served = Served(arguments().parse_args(["zpl", "--listen", "tcp"]))
        self._served.start()
        self.url = f"zpl+{self._served.address}?profile=zpl-203"

    def fault(self, script: str) -> None:
        """Let something go wrong, or be right again."""
        reply = self._served.control({"do": "fault", "script": script})
        if not reply["ok"]:
            raise RuntimeError(str(reply))

    def close(self) -> None:
        """Close everything."""
        self._served.close()
