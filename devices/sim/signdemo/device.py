"""A device that signs receipts over lines of JSON, each with its check sum. Certified by nobody.

A reference is signed once. A transaction that was only started is forgotten when it is asked about, when another one
of that reference is started, and with mains power.
"""

from __future__ import annotations

import json
import re
from binascii import crc32
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from devices.sim.fault_words import Lasts, Phrase
from devices.sim.faults import Faults
from devices.sim.machine import Outlet, Reply, Request, number_of
from devices.sim.plain import PlainMachine
from devices.sim.signdemo.store import Record, SignedStore

PHRASES = (
    Phrase("deaf", Lasts.ONCE, "the next command is not taken and not answered"),
    Phrase("cut before signing", Lasts.ONCE, "the link ends when the next receipt comes, before it is signed"),
    Phrase("cut after signing", Lasts.ONCE, "the next receipt is signed, and the link ends before the answer"),
    Phrase("silent after signing", Lasts.ONCE, "the next receipt is signed, and the device does not say so"),
    Phrase("memory full", Lasts.STANDING, "nothing new is signed: there is no room"),
    Phrase("clock not set", Lasts.STANDING, "nothing new is signed: the device does not know the time"),
    Phrase("certificate expired", Lasts.STANDING, "nothing new is signed: its certificate holds no longer"),
    Phrase("wrong reference", Lasts.ONCE, "the next answer about a receipt names another one"),
    Phrase("garbage", Lasts.ONCE, "the next answer is no line of the protocol"),
)
EVENTS = ("command", "signature")
KNOBS = ("most",)
MOST = 1_000_000
LINE_CAP = 4200
ALGORITHM = "ecdsa-plain-SHA256"
Clock = Callable[[], datetime]
_HELD = re.compile(rb"([0-9A-F]{8}) (\{[ -~]*\})")
_PLAIN = re.compile(r"[ -:<-~]{1,1000}")
_WORDS = {
    "MEMORY_FULL": "no room for another signature",
    "CLOCK_NOT_SET": "the clock was never set",
    "CERTIFICATE_EXPIRED": "the certificate holds no longer",
    "ALREADY_SIGNED": "this reference was signed before",
    "NO_TRANSACTION": "no such transaction was started",
    "BAD_REQUEST": "not what this command takes",
}


class SigningDevice(PlainMachine):
    """The machine. Knob `most`: how many signatures it has room for. Its bytes stand in no log."""

    name = "signdemo"
    hides_bytes = True

    def __init__(
        self, faults: Faults, outlet: Outlet, knobs: Mapping[str, str], store: SignedStore, clock: Clock
    ) -> None:
        super().__init__(faults, outlet, PHRASES, EVENTS)
        self._store = store
        self._clock = clock
        self._most = MOST
        self._started: dict[str, tuple[int, str]] = {}
        self._received = b""
        for name, value in knobs.items():
            if name not in KNOBS or not value.isdecimal():
                raise ValueError(f"{name}: the one knob is most, a number")
            self._most = int(value)

    # --- devices.sim.machine.Machine ---

    def disconnected(self) -> None:
        """The host closed the link; half a line is forgotten."""
        super().disconnected()
        self._received = b""

    def power(self, is_on: bool) -> None:
        """Without power it forgets what was only started."""
        self._started.clear()

    def state(self) -> Reply:
        """Serial number and counter, what is wrong, and how many transactions are started."""
        signed = len(self._store.records)
        return {
            "serial": self._store.key.serial, "counter": signed, "condition": self._trouble() or "OK",
            "started": len(self._started), "most": self._most,
        }  # fmt: skip

    def command(self, verb: str, request: Request) -> Reply | None:
        """`signatures`: what was signed; `since` leaves the first ones out."""
        if verb != "signatures":
            return None
        return {"signatures": list(self._store.records[int(number_of(request, "since", 0)) :])}

    def feed(self, chunk: bytes) -> bytes:
        """Take lines."""
        *lines, rest = (self._received + chunk).split(b"\n")
        self._received = rest[-LINE_CAP:]
        for line in lines:
            self._line(line)
        return self._outlet.take()

    # --- commands ---

    def _line(self, line: bytes) -> None:
        found = _HELD.fullmatch(line)
        if found is None or crc32(found[2]) != int(found[1], 16) or self._faults.take("deaf"):
            return
        try:
            asked: dict[str, Any] = json.loads(found[2])
        except ValueError:
            return
        self._faults.happened("command")
        match asked.get("command"):
            case "GetStatus":
                self._say(asked, self._status())
            case "StartTransaction":
                self._say(asked, self._start(asked))
            case "FinishTransaction":
                self._finish(asked)
            case "GetTransaction":
                self._say(asked, self._get(asked))
            case _:
                self._say(asked, _error("BAD_REQUEST"))

    def _status(self) -> Reply:
        key, signed = self._store.key, len(self._store.records)
        until = "2020-01-01T00:00:00+00:00" if self._faults.stands("certificate expired") else key.until.isoformat()
        return {
            "serialNumber": key.serial, "certificate": key.certificate, "certificateUntil": until,
            "signatureCounter": signed, "transactionsLeft": max(0, self._most - signed),
            "condition": self._trouble() or "OK",
        }  # fmt: skip

    def _trouble(self) -> str:
        if self._faults.stands("memory full") or len(self._store.records) >= self._most:
            return "MEMORY_FULL"
        if self._faults.stands("clock not set"):
            return "CLOCK_NOT_SET"
        is_over = self._clock() > self._store.key.until or self._faults.stands("certificate expired") is not None
        return "CERTIFICATE_EXPIRED" if is_over else ""

    def _start(self, asked: Mapping[str, Any]) -> Reply:
        reference, client = str(asked.get("reference")), str(asked.get("clientId"))
        if not _PLAIN.fullmatch(reference) or not _PLAIN.fullmatch(client):
            return _error("BAD_REQUEST")
        if self._store.of(reference) is not None:
            return _error("ALREADY_SIGNED")
        if trouble := self._trouble():
            return _error(trouble)
        self._store.transactions += 1
        self._started[reference] = (self._store.transactions, client)
        return {"transactionNumber": self._store.transactions, "logTime": self._now()}

    def _get(self, asked: Mapping[str, Any]) -> Reply:
        reference = str(asked.get("reference"))
        self._started.pop(reference, None)
        signed = self._store.of(reference)
        return {"state": "UNKNOWN"} if signed is None else {"state": "FINISHED", **signed}

    def _finish(self, asked: Mapping[str, Any]) -> None:
        reference = str(asked.get("reference"))
        number, client = self._started.get(reference, (0, ""))
        process, content = str(asked.get("processType")), str(asked.get("processData"))
        if self._store.of(reference) is not None:
            self._say(asked, _error("ALREADY_SIGNED"))
        elif not number or asked.get("transactionNumber") != number:
            self._say(asked, _error("NO_TRANSACTION"))
        elif not _PLAIN.fullmatch(process) or not _PLAIN.fullmatch(content):
            self._say(asked, _error("BAD_REQUEST"))
        elif trouble := self._trouble():
            self._say(asked, _error(trouble))
        elif self._faults.take("cut before signing"):
            self._faults.act("drop link")
        else:
            told = (client, reference, process, content)
            self._tell(asked, self._sign(number, told, str(asked.get("externalData") or "")))

    def _sign(self, number: int, told: tuple[str, ...], external: str) -> Record:
        counter, now = len(self._store.records) + 1, self._now()
        text = ";".join(("DEMO1", *told, str(number), str(counter), now, ALGORITHM))
        key = self._store.key
        record: Record = {
            "reference": told[1], "serialNumber": key.serial, "transactionNumber": number,
            "signatureCounter": counter, "logTime": now, "signedText": text,
            "signatureValue": key.sign((f"{text};{external}" if external else text).encode()), "publicKey": key.public,
        }  # fmt: skip
        self._started.pop(told[1])
        self._store.add(record)
        self.emit({"event": "signature", "counter": counter, "reference": told[1]})
        self._faults.happened("signature")
        return record

    def _tell(self, asked: Mapping[str, Any], record: Record) -> None:
        if self._faults.take("cut after signing"):
            self._faults.act("drop link")
        elif not self._faults.take("silent after signing"):
            self._say(asked, record)

    # --- answers ---

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _say(self, asked: Mapping[str, Any], answer: Mapping[str, object]) -> None:
        named = {name: asked[name] for name in ("command", "request", "reference") if name in asked}
        if "reference" in named and self._faults.take("wrong reference"):
            named["reference"] = "another"
        text = json.dumps({**answer, **named}).encode("ascii")
        line = b"{]" + text[::-1] if self._faults.take("garbage") else b"%08X " % crc32(text) + text
        self._outlet.write(b"\n" + line + b"\n")


def _error(code: str) -> Reply:
    return {"error": code, "text": _WORDS[code]}
