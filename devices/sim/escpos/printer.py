"""The printer's machine: receive buffer, real-time commands, condition, receipts, control verbs."""

from __future__ import annotations

import base64
from collections import deque
from collections.abc import Callable
from pathlib import Path

from devices.sim.escpos.drawing.render import as_png, drawn
from devices.sim.escpos.interpreter import Interpreter
from devices.sim.escpos.paper import DOTS_PER_MM, Receipt, Sheet
from devices.sim.escpos.phrases import EVENTS, PHRASES
from devices.sim.escpos.realtime import RealTimeScanner
from devices.sim.escpos.status import Condition, automatic_status, changed_groups, status_byte
from devices.sim.escpos.tokens import Token, Tokenizer
from devices.sim.faults import Faults
from devices.sim.machine import ControlError, Json, Outlet, Reply, Request, flag_of, ignore_event, number_of, text_of

BUFFER_BYTES = 65_536
ROLL_MM = 80_000.0
LOW_MM = 3_000.0
HEAD_HOT_S = 5.0
KEPT_RECEIPTS = 200
MODEL = {1: b"\x20", 2: b"\x02", 3: b"\x01", 65: b"1.00 SIM", 66: b"PRONTO", 67: b"TM-SIM", 68: b"00000001"}


class EscPosPrinter:
    """A receipt printer. `folder`: where each receipt is written as picture and text (None: nowhere)."""

    name = "escpos"

    def __init__(self, faults: Faults, outlet: Outlet, width_dots: int = 576, folder: Path | None = None) -> None:
        self.emit: Callable[[dict[str, Json]], None] = ignore_event
        self._faults = faults
        self._outlet = outlet
        self._folder = folder
        self._condition = Condition()
        self._tokenizer = Tokenizer()
        self._realtime = RealTimeScanner()
        self._buffer: deque[Token] = deque()
        self._buffered_bytes = 0
        self._interpreter = Interpreter(width_dots, self._on_cut, self._answer)
        self._interpreter.on_drawer = self._on_drawer
        self._receipts: list[Receipt] = []
        self._cuts = 0
        self._roll_mm = ROLL_MM
        self._used_rows = 0
        self._asb_groups = 0
        self._asb_sent = b""
        self._now_s = 0.0
        self._busy_until_s: float | None = None
        self._cool_at_s: float | None = None
        self._late: list[tuple[float, bytes]] = []
        self._drawer_pulses = 0
        faults.offer(PHRASES, EVENTS)
        self._offer_actions()

    def _offer_actions(self) -> None:
        perform = self._faults.perform
        for paper in ("out", "low", "ok"):
            perform(f"paper {paper}", lambda fault: self._set_paper(fault.key.split()[1]))
        perform("cover open", lambda _f: self._set_cover(True))
        perform("cover closed", lambda _f: self._set_cover(False))
        perform("cutter jam", lambda _f: self._set_cutter(True))
        perform("cutter clear", lambda _f: self._set_cutter(False))
        perform("head hot", lambda fault: self._set_head_hot(fault.number(HEAD_HOT_S)))
        perform("unrecoverable", lambda _f: self._break())

    # --- the machine ------------------------------------------------------------------------------------------------

    @property
    def due_s(self) -> float | None:
        """When printing goes on, the head is cool, or a late answer leaves."""
        times = [self._busy_until_s, self._cool_at_s, self._late[0][0] if self._late else None]
        return min((t for t in times if t is not None), default=None)

    def wants_more(self) -> bool:
        """False while the receive buffer is full: the host's bytes stay on the line.

        A printer that prints takes a command longer than its buffer as it comes; what is unfinished then takes no room.
        """
        small = self._faults.stands("small buffer")
        waiting = self._waiting_bytes if self._condition.is_offline else self._buffered_bytes
        return waiting < (int(small.number(256)) if small else BUFFER_BYTES)

    @property
    def _waiting_bytes(self) -> int:
        return self._buffered_bytes + self._tokenizer.unfinished_bytes

    def connected(self) -> None:
        """A host opened the link; what waits in the buffer stays."""
        self._realtime.clear()

    def disconnected(self) -> None:
        """The link is gone: whole commands stay and print, a half one is dropped, status is no longer sent."""
        self._tokenizer.clear()
        self._realtime.clear()
        self._asb_groups = 0
        self._late.clear()

    def power(self, is_on: bool) -> None:
        """Off: buffer, settings and errors are forgotten; paper, cover and a jam stay as they are."""
        self.disconnected()
        self._clear_buffer()
        self._interpreter.reset()
        was = self._condition
        self._condition = Condition(was.paper, was.is_cover_open, was.is_cutter_jammed)
        self._condition.is_drawer_high = was.is_drawer_high
        self._busy_until_s = self._cool_at_s = None

    def feed(self, chunk: bytes) -> bytes:
        """Take the host's bytes; give what the printer answers."""
        for piece, kind, argument in self._realtime.split(chunk):
            for token in self._tokenizer.feed(piece):
                self._buffer.append(token)
                self._buffered_bytes += token.size
            self._drain()
            self._obey(kind, argument)
        self._report()
        return self._outlet.take()

    def tick(self, now_s: float) -> bytes:
        """Move the clock: printing goes on, the head cools, late answers leave."""
        self._now_s = now_s
        if self._busy_until_s is not None and now_s >= self._busy_until_s:
            self._busy_until_s = None
        if self._cool_at_s is not None and now_s >= self._cool_at_s:
            self._cool_at_s = None
            self._condition.is_head_hot = False
        while self._late and self._late[0][0] <= now_s:
            self._outlet.write(self._late.pop(0)[1])
        self._drain()
        self._report()
        return self._outlet.take()

    # --- printing ---------------------------------------------------------------------------------------------------

    def _drain(self) -> None:
        page = self._faults.stands("code page")
        self._interpreter.forced_page = int(page.number(0)) if page else None
        while self._buffer and not self._condition.is_offline and self._busy_until_s is None:
            token = self._buffer.popleft()
            self._buffered_bytes -= token.size
            self._interpreter.execute(token)
            self._use_paper()

    def _use_paper(self) -> None:
        """Count the paper and the lines of the rows printed since the last call."""
        rows = self._interpreter.sheet.rows[self._used_rows :]
        self._used_rows = len(self._interpreter.sheet.rows)
        for row in rows:
            self._roll_mm -= row.advance / DOTS_PER_MM
            if row.text is not None:
                slow = self._faults.stands("slow")
                if slow is not None:
                    self._busy_until_s = (self._busy_until_s or self._now_s) + slow.number(0.0)
                self._faults.happened("line")
        if rows and self._roll_mm <= 0 and self._condition.paper != "out":
            self._set_paper("out")
        elif rows and self._roll_mm <= LOW_MM and self._condition.paper == "ok":
            self._set_paper("low")

    def _on_cut(self, how: str) -> None:
        self._use_paper()
        if self._condition.is_cutter_jammed:
            self._condition.has_cutter_error = True
            self.emit({"event": "cutter_error"})
            return
        sheet, self._interpreter.sheet = self._interpreter.sheet, Sheet()
        self._used_rows = 0
        self._cuts += 1
        if not sheet.is_blank:
            receipt = Receipt(self._cuts, sheet, how)
            self._receipts = [*self._receipts, receipt][-KEPT_RECEIPTS:]
            self._write(receipt)
            self.emit({"event": "receipt", "n": receipt.number, "lines": sheet.lines})
        self._faults.happened("cut")

    def _write(self, receipt: Receipt) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = f"receipt-{receipt.number:04d}"
        self._folder.joinpath(f"{stem}.png").write_bytes(self._png(receipt.sheet))
        self._folder.joinpath(f"{stem}.txt").write_text("\n".join(receipt.sheet.lines) + "\n", encoding="utf-8")

    def _png(self, sheet: Sheet) -> bytes:
        return as_png(drawn(sheet, self._interpreter.width_dots))

    def _on_drawer(self) -> None:
        self._drawer_pulses += 1
        self._faults.happened("drawer")
        self.emit({"event": "drawer"})
        if not self._faults.stands("drawer stuck"):
            self._set_drawer(True)

    def _set_drawer(self, is_open: bool) -> None:
        self._condition.is_drawer_high = not is_open  # its switch ties pin 3 to ground while it stands open

    # --- answers ----------------------------------------------------------------------------------------------------

    def _obey(self, kind: str, argument: bytes) -> None:
        match kind:
            case "status":
                self._faults.happened("status")
                if not self._faults.stands("no status"):
                    self._outlet.write(status_byte(argument[0], self._shown))
            case "clear":
                self._clear_buffer()
                self._recover()
                self._outlet.write(b"\x37\x25\x00")
            case "recover":
                if argument[0] == 2:
                    self._clear_buffer()
                self._recover()
                self._drain()
            case "pulse":
                self._on_drawer()

    @property
    def _shown(self) -> Condition:
        self._condition.never_offline = self._faults.stands("never offline") is not None
        return self._condition

    def _clear_buffer(self) -> None:
        self._buffer.clear()
        self._buffered_bytes = 0
        self._tokenizer.clear()
        self._interpreter.forget()

    def _recover(self) -> None:
        if self._condition.has_cutter_error and not self._condition.is_cutter_jammed:
            self._condition.has_cutter_error = False

    def _answer(self, token: Token) -> None:
        """The queued commands that a host gets an answer to."""
        match token.op:
            case b"\x1d(H":
                self._process_id(token.body)
            case b"\x1da":
                self._asb_groups = token.body[0]
                self._asb_sent = b""
                self._report()  # in its turn: before the answer to what follows in the same write
            case b"\x1dI":
                self._identify(token.body[0])
            case b"\x1dr" if token.body[0] in (1, 49):
                self._outlet.write(bytes([{"ok": 0x00, "low": 0x03, "out": 0x0F}[self._condition.paper]]))
            case b"\x1dr":
                self._outlet.write(bytes([int(self._condition.is_drawer_high)]))
            case b"\x1bv":
                self._outlet.write(bytes([{"ok": 0x00, "low": 0x03, "out": 0x0F}[self._condition.paper]]))
            case b"\x1dg" if token.body[0] == 0x32:
                self._outlet.write(b"\x5f0\x00")

    def _process_id(self, body: bytes) -> None:
        if body[:2] != b"00" or len(body) != 6:
            return
        self._faults.happened("job")
        self.emit({"event": "job", "id_hex": body[2:].hex(" ")})
        if self._faults.stands("no process id"):
            return
        digits = body[2:]
        if self._faults.take("wrong process id"):
            digits = bytes(0x20 + (byte - 0x20 + 1) % 0x5F for byte in digits)
        reply = b"\x37\x22" + digits + b"\x00"
        late = self._faults.take("late process id")
        if late is None:
            self._outlet.write(reply)
        else:
            self._late.append((self._now_s + late.number(0.0), reply))

    def _identify(self, number: int) -> None:
        text = MODEL.get(number)
        if text is not None:
            self._outlet.write(text if number < 65 else b"\x5f" + text + b"\x00")

    def _report(self) -> None:
        """Send automatic status when a group that the host asked for has changed."""
        if not self._asb_groups:
            return
        now = automatic_status(self._shown)
        if self._asb_sent and not changed_groups(self._asb_sent, now) & self._asb_groups:
            return
        self._asb_sent = now
        if self._faults.take("asb noise"):
            self._outlet.write(b"\x95\xff")
        self._outlet.write(now)

    # --- hands and faults -------------------------------------------------------------------------------------------

    def _set_paper(self, paper: str) -> None:
        self._condition.paper = paper
        if paper == "ok":
            self._roll_mm = ROLL_MM
            if self._faults.stands("reload forgets job"):
                self._clear_buffer()
        self.emit({"event": "paper_out" if paper == "out" else "paper", "paper": paper})

    def _set_cover(self, is_open: bool) -> None:
        self._condition.is_cover_open = is_open
        self.emit({"event": "cover", "open": is_open})

    def _set_cutter(self, is_jammed: bool) -> None:
        self._condition.is_cutter_jammed = is_jammed
        self.emit({"event": "cutter", "jam": is_jammed})

    def _set_head_hot(self, seconds: float) -> None:
        self._condition.is_head_hot = True
        self._cool_at_s = self._now_s + seconds

    def _break(self) -> None:
        self._condition.is_broken = True

    # --- the control side -------------------------------------------------------------------------------------------

    def state(self) -> Reply:
        """Condition, buffer, paper and counters."""
        condition = self._condition
        return {
            "paper": condition.paper,
            "cover_open": condition.is_cover_open,
            "cutter_jam": condition.is_cutter_jammed,
            "offline": condition.is_offline,
            "reasons": condition.reasons,
            "buffered_bytes": self._waiting_bytes,
            "roll_mm": round(self._roll_mm),
            "receipts": len(self._receipts),
            "cuts": self._cuts,
            "drawer_pulses": self._drawer_pulses,
            "drawer_open": not condition.is_drawer_high,
            "kept_pictures": self._interpreter.kept_pictures,
            "unknown_commands": self._interpreter.unknown[-20:],
            "page": self._interpreter.settings.page,
        }

    def command(self, verb: str, request: Request) -> Reply | None:
        """`paper`, `cover`, `cutter`, `drawer`, `receipts`, `receipt_png`, `tear`."""
        match verb:
            case "paper":
                return self._paper(request)
            case "cover":
                self._set_cover(flag_of(request, "open"))
            case "cutter":
                self._set_cutter(flag_of(request, "jam"))
            case "drawer":
                self._set_drawer(flag_of(request, "open"))
            case "receipts":
                return {"receipts": [_told(r) for r in self._receipts], "uncut": self._interpreter.sheet.lines}
            case "receipt_png":
                return self._picture(request)
            case "tear":
                self._interpreter.execute(Token(b"\x1dV", b"\x00", 0))
            case _:
                return None
        return {}

    def _paper(self, request: Request) -> Reply:
        if "mm" in request:
            self._roll_mm = number_of(request, "mm")
            return {"roll_mm": self._roll_mm}
        paper = text_of(request, "state")
        if paper not in ("out", "low", "ok"):
            raise ControlError('"state" is out, low or ok')
        self._set_paper(paper)
        return {}

    def _picture(self, request: Request) -> Reply:
        number = int(number_of(request, "n", self._receipts[-1].number if self._receipts else 0))
        receipt = next((r for r in self._receipts if r.number == number), None)
        if receipt is None:
            raise ControlError(f"there is no receipt {number}")
        png = self._png(receipt.sheet)
        reply: Reply = {"n": number, "png_base64": base64.b64encode(png).decode("ascii")}
        if self._folder is not None:
            reply["path"] = str(self._folder / f"receipt-{number:04d}.png")
        return reply


def _told(receipt: Receipt) -> Reply:
    codes = [{"kind": c.kind, "content": c.content, "problem": c.problem} for c in receipt.sheet.codes]
    return {
        "n": receipt.number,
        "lines": receipt.sheet.lines,
        "codes": codes,
        "cut": receipt.cut,
        "height_mm": round(receipt.sheet.height / DOTS_PER_MM),
    }
