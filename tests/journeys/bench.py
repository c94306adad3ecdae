"""Hands on the simulated devices: one request, one answer, over each simulator's control socket."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from typing import Any

ANSWER_S = 60


class Bench:
    """The simulators by role (`scanner`, `printer`, `terminal`)."""

    def __init__(self, controls: Mapping[str, str]) -> None:
        self._controls = dict(controls)

    def ask(self, role: str, do: str, **values: Any) -> dict[str, Any]:
        """Send one request; raises RuntimeError with the simulator's own words when it refuses."""
        host, _, port = self._controls[role].rpartition(":")
        with socket.create_connection((host, int(port)), timeout=ANSWER_S) as link, link.makefile("rw") as lines:
            lines.write(json.dumps({"do": do, **values}) + "\n")
            lines.flush()
            answer: dict[str, Any] = json.loads(lines.readline())
        if not answer["ok"]:
            raise RuntimeError(f"{role} {do}: {answer['error']}")
        return answer

    def address(self, role: str) -> str:
        """Return where a simulator is steered, for another that steers it."""
        return self._controls[role]

    def do(self, role: str, do: str, **values: Any) -> None:
        """Send one request whose answer says nothing new."""
        self.ask(role, do, **values)

    def scan(self, text: str) -> None:
        """Hold a code before the scanner."""
        self.ask("scanner", "scan", text=text)

    def fault(self, role: str, script: str) -> None:
        """Arm faults; see docs/reference/simulators.md for the words."""
        self.ask(role, "fault", script=script)

    def receipts(self) -> list[list[str]]:
        """Return the lines of every receipt that was cut off."""
        return [receipt["lines"] for receipt in self.ask("printer", "receipts")["receipts"]]

    def uncut(self) -> list[str]:
        """Return the lines that hang out of the printer."""
        lines: list[str] = self.ask("printer", "receipts")["uncut"]
        return lines

    def card(self, how: str = "tap", result: str = "00") -> None:
        """Hold a card to the terminal; `result` is what the bank will say."""
        self.ask("terminal", "card", how=how, result=result)

    def is_card_wanted(self) -> bool:
        """Return whether the terminal would take a card now."""
        return bool(self.ask("terminal", "state")["waits_for_card"])

    def terminal_kind(self) -> str:
        """Return which terminal stands there: `zvt` or `nexo`."""
        return str(self.ask("terminal", "state")["sim"])

    def turnovers(self) -> list[dict[str, Any]]:
        """Return what the terminal booked: the truth about money."""
        rows: list[dict[str, Any]] = self.ask("terminal", "turnovers")["turnovers"]
        return rows

    def charged_minor(self) -> int:
        """Return what the terminal took from cards and kept."""
        return sum(row["amount_minor"] for row in self.turnovers() if row["result"] == "00" and not row["reversed"])
