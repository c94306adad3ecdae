"""The terminal's machine: HTTP requests in, answers out, a payment on its way behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import islice
from typing import Any

from devices.sim.faults import Faults
from devices.sim.machine import Json, Reply, Request
from devices.sim.nexo import hands, http, replies
from devices.sim.nexo.core import Core, Order, Stage
from devices.sim.nexo.knobs import Knobs
from devices.sim.nexo.ledger import Ledger, Transaction
from devices.sim.nexo.lines import LinedOutlet
from devices.sim.nexo.phrases import EVENTS, PHRASES
from devices.sim.nexo.requests import NotUnderstood, answer_header, header_of, message_of, minor_of
from devices.sim.nexo.seal import NotOurs, Seal

Body = dict[str, Any]


class NexoTerminal:
    """A payment terminal for nexo over HTTP. `wall` gives date and time in UTC."""

    name = "nexo"

    def __init__(
        self,
        faults: Faults,
        outlet: LinedOutlet,
        knobs: Knobs,
        ledger: Ledger,
        wall: Callable[[], datetime],
        seed: int = 0,
    ) -> None:
        self._faults = faults
        self._outlet = outlet
        self._lines = outlet.lines
        self._core = Core(faults, knobs, ledger, wall, seed)
        self._core.answered = self._answer_payment
        self._core.happened = self._happened
        self._seed = seed
        self._seal: tuple[tuple[str, str, str], Seal] | None = None
        self._assemblers: dict[int, http.Assembler] = {}
        self._logged_in: set[str] = set()
        self._is_powered = True
        faults.offer(PHRASES, EVENTS)

    @property
    def emit(self) -> Callable[[dict[str, Json]], None]:
        """Who is told of displays and payments."""
        return self._core.emit

    @emit.setter
    def emit(self, listener: Callable[[dict[str, Json]], None]) -> None:
        self._core.emit = listener

    @property
    def due_s(self) -> float | None:
        """When something happens next."""
        return self._core.due_s

    def wants_more(self) -> bool:
        """It reads at once."""
        return True

    def connected(self) -> None:
        """A new connection begins with no half request."""
        self._assemblers[self._lines.current] = http.Assembler()

    def disconnected(self) -> None:
        """A lost connection changes nothing: a payment goes on without anybody to tell."""
        self._assemblers.pop(self._lines.current, None)

    def power(self, is_on: bool) -> None:
        """Off: the payment on its way is forgotten. What was booked stays."""
        self._is_powered = is_on
        self._logged_in.clear()
        self._core.forget()
        self._core.card_inside = None
        self._core.show("Welcome" if is_on else "")

    def feed(self, chunk: bytes) -> bytes:
        """Take the cash register's bytes; give what the terminal answers at once."""
        for post in self._assemblers.setdefault(self._lines.current, http.Assembler()).feed(chunk):
            self._take(post)
        return self._outlet.take()

    def tick(self, now_s: float) -> bytes:
        """Move the clock."""
        self._core.tick(now_s)
        return self._outlet.take()

    def state(self) -> Reply:
        """Display, payment, counters and knobs."""
        core = self._core
        return {
            "display": core.display,
            "busy": core.order is not None,
            "waits_for_card": core.waits_for_card,
            "card_inside": core.card_inside is not None,
            "transactions": len(core.ledger.rows),
            "auto": core.auto is not None,
            "knobs": core.knobs.shown(),
        }

    def command(self, verb: str, request: Request) -> Reply | None:
        """`card`, `cancel`, `auto`, `turnovers`, `knobs`."""
        return hands.command(self._core, verb, request, is_powered=self._is_powered)

    def _happened(self, order: Order, event: str) -> None:
        """Count an event on the connection that it belongs to, so that a fault ends the right one."""
        with self._lines.at(order.line or self._lines.current):
            self._faults.happened(event)

    # --- requests ---------------------------------------------------------------------------------------------------

    def _take(self, post: http.Post) -> None:
        self._faults.happened("request")
        status = self._faults.take("status")
        if post.problem or status is not None:
            self._write(http.answer(int(status.number(500)) if status is not None else post.problem))
            return
        try:
            message = message_of(post.body)
            if self._faults.take("reject"):
                raise NotUnderstood("a fault was armed")
            message = self._opened(message)
            header = header_of(message, self._core.knobs.poi_id)
            self._route(header, message)
        except (NotUnderstood, KeyError, TypeError, ValueError, ArithmeticError) as error:
            self._reject(str(error))

    def _opened(self, message: Body) -> Body:
        seal = self._own_seal()
        if seal is None:
            return message
        if "NexoBlob" not in message:
            raise NotUnderstood("not sealed")
        try:
            inner = message_of(seal.open(message))
        except NotOurs as error:
            raise NotUnderstood(str(error)) from error
        if inner["MessageHeader"] != message["MessageHeader"]:
            raise NotUnderstood("two headers")
        return inner

    def _route(self, header: dict[str, str], message: Body) -> None:
        category = header["MessageCategory"]
        body = message[f"{category}Request"]
        core = self._core
        if category in ("Login", "Logout"):
            self._log(header, category)
            return
        if not self._is_served(header) and category not in ("Abort", "Payment"):
            self._answer(header, category, replies.logged_out(category))
            return
        match category:
            case "Payment":
                self._pay(header, body)
            case "Abort":
                self._abort(body)
            case "TransactionStatus":
                self._faults.happened("question")
                self._answer(header, category, self._status(body.get("MessageReference")))
            case "Reversal":
                self._answer(header, category, self._reverse(header, body))
            case "Diagnosis":
                is_busy = core.order is not None and core.stage is not Stage.LATE
                found = replies.diagnosis(core.knobs, is_busy=is_busy, with_host=bool(body.get("HostDiagnosisFlag")))
                self._answer(header, category, found)
            case "Reconciliation":
                found = replies.reconciliation(core.ledger.rows, core.ledger.batch, "EUR")
                core.ledger.close_batch()
                self._answer(header, category, found)
            case _:
                raise NotUnderstood(f"{category} is not known")

    def _log(self, header: dict[str, str], category: str) -> None:
        """A cash register begins or ends its work."""
        if category == "Login":
            self._logged_in.add(header["SaleID"])
        else:
            self._logged_in.discard(header["SaleID"])
        self._answer(header, category, replies.logged(category, self._core.wall()))

    def _pay(self, header: dict[str, str], body: Body) -> None:
        core = self._core
        amounts = body["PaymentTransaction"]["AmountsReq"]
        order = Order(
            self._lines.current,
            header,
            body["SaleData"]["SaleTransactionID"],
            minor_of(amounts["RequestedAmount"], amounts["Currency"]),
            amounts["Currency"],
        )
        problem = self._why_not(order)
        if problem:
            found = replies.unbooked(problem, order.sale_transaction, f"U{order.service_id}", core.wall())
            self._answer(header, "Payment", found)
        else:
            core.begin(order)

    def _is_served(self, header: dict[str, str]) -> bool:
        return not self._core.knobs.needs_login or header["SaleID"] in self._logged_in

    def _why_not(self, order: Order) -> str:
        core = self._core
        if not self._is_served(order.header):
            return "LoggedOut"
        if core.order is not None or core.knobs.global_status == "Busy":
            return "Busy"
        if core.knobs.global_status != "OK":
            return "UnavailableService"
        if core.ledger.is_used(order.service_id):
            return "NotAllowed"
        return "" if order.amount_minor > 0 else "PaymentRestriction"

    def _abort(self, body: Body) -> None:
        """Give up what is named; the payment itself answers. There is no answer message to an abort."""
        core = self._core
        self._write(http.answer(int(core.knobs.abort_answer), b"" if core.knobs.abort_answer == "204" else b'"ok"'))
        order = core.order
        if order is None or body["MessageReference"].get("ServiceID") != order.service_id:
            return
        if self._faults.take("abort loses"):
            return
        if core.stage in (Stage.CARD, Stage.PIN) or self._faults.take("abort wins"):
            core.stop("Aborted")

    def _status(self, reference: Body | None) -> Body:
        core = self._core
        if self._faults_left("in progress"):
            return {"Response": replies.response("InProgress")}
        if self._faults_left("not found"):
            return {"Response": replies.response("NotFound")}
        if reference is None:
            row = next(core.ledger.newest_payments(), None)
        else:
            is_running = core.order is not None and core.stage is not Stage.LATE
            if is_running and core.order is not None and reference.get("ServiceID") == core.order.service_id:
                return {"Response": replies.response("InProgress"), "MessageReference": reference}
            row = core.ledger.named(reference.get("MessageCategory", "Payment"), reference.get("ServiceID", ""))
        if self._faults.take("other transaction"):
            row = next(islice(core.ledger.newest_payments(), 1, None), row)
        if row is None:
            return {"Response": replies.response("NotFound")}
        header = answer_header(
            {"SaleID": (reference or {}).get("SaleID", "?"), "ServiceID": row.service_id},
            row.category,
            core.knobs.poi_id,
        )
        return replies.repeated(header, f"{row.category}Response", self._body_of(row), reference or {})

    def _body_of(self, row: Transaction) -> Body:
        is_extra = self._faults.stands("extra decimal") is not None
        if row.category == "Reversal":
            return replies.reversal(row, self._core.knobs, extra=is_extra)
        return replies.payment(row, self._core.knobs, extra=is_extra)

    def _reverse(self, header: dict[str, str], body: Body) -> Body:
        core = self._core
        original = core.ledger.by_transaction(body["OriginalPOITransaction"]["POITransactionID"]["TransactionID"])
        if original is None or not original.is_approved:
            return {"Response": replies.response("NotFound")}
        left = original.amount_minor - original.reversed_minor
        asked = body.get("ReversedAmount")
        amount = left if asked is None else minor_of(asked, original.currency)
        is_possible = 0 < amount <= left and not core.ledger.is_used(header["ServiceID"])
        number = core.ledger.next_number()
        row = Transaction(
            category="Reversal",
            service_id=header["ServiceID"],
            transaction_id=f"BV0q{number:06d}.PRONTO{number:06d}",
            time_stamp=replies.stamp(core.wall()),
            receipt_no=number,
            amount_minor=amount if is_possible else 0,
            asked_minor=amount,
            currency=original.currency,
            result="00" if is_possible else "NotAllowed",
            batch=core.ledger.batch,
            reverses=original.transaction_id,
        )
        original.reversed_minor += row.amount_minor
        core.ledger.add(row)
        self._faults.happened("booking")
        return self._body_of(row)

    # --- answers ----------------------------------------------------------------------------------------------------

    def _answer_payment(self, order: Order, row: Transaction) -> None:
        if not order.line or not self._is_powered or self._faults.take("lose response"):
            return
        has_pan = self._faults.take("pan present") is not None
        is_extra = self._faults.stands("extra decimal") is not None
        with self._lines.at(order.line):
            if order.line in self._assemblers:
                body = replies.payment(row, self._core.knobs, has_pan=has_pan, extra=is_extra)
                self._answer(order.header, "Payment", body)

    def _answer(self, asked: dict[str, str], category: str, body: Body) -> None:
        header = answer_header(asked, category, self._core.knobs.poi_id)
        for name in ("ServiceID", "SaleID", "POIID"):
            if self._faults.take(f"wrong {name}"):
                header[name] = "X" + header[name][1:]
        if self._faults.take("no content"):
            self._write(http.answer(204))
            return
        message = {"MessageHeader": header, f"{category}Response": body}
        self._send({"SaleToPOIResponse": self._sealed(message)})

    def _sealed(self, message: Body) -> Body:
        seal = self._own_seal()
        if seal is None or self._faults.take("not sealed"):
            return message
        outer = message["MessageHeader"]
        if self._faults.take("other inner header"):
            message = {**message, "MessageHeader": {**outer, "ServiceID": "OTHER"}}
        again = self._faults.take("reused nonce") is not None
        closed = seal.close(replies.encoded({"SaleToPOIResponse": message}), again=again)
        if self._faults.take("bad hmac"):
            closed["SecurityTrailer"]["Hmac"] = "A" * 43 + "="
        if self._faults.take("wrong key version"):
            closed["SecurityTrailer"]["KeyVersion"] += 1
        return {"MessageHeader": outer, **closed}

    def _reject(self, why: str) -> None:
        event = {"EventNotification": replies.reject(self._core.wall(), why)}
        header = {
            "ProtocolVersion": "3.0",
            "MessageClass": "Event",
            "MessageCategory": "Event",
            "MessageType": "Notification",
            "SaleID": "?",
            "POIID": self._core.knobs.poi_id,
        }
        self._send({"SaleToPOIRequest": {"MessageHeader": header, **event}})

    def _send(self, message: Body) -> None:
        how = "chunked" if self._faults.stands("chunked") else "end" if self._faults.stands("no length") else "length"
        octets = http.answer(200, replies.encoded(message), how=how)
        self._write(octets * 2 if self._faults.take("duplicate response") else octets)
        self._faults.happened("response")
        if how == "end":
            self._faults.act("drop link")

    def _write(self, octets: bytes) -> None:
        self._outlet.write(octets)

    def _faults_left(self, key: str) -> bool:
        """Whether a question is answered wrongly: a ONCE action with N stands for N questions."""
        found = self._faults.take(key)
        if found is None:
            return False
        if (left := int(found.number(1)) - 1) > 0:
            self._faults.arm(f"{key} {left}")
        return True

    def _own_seal(self) -> Seal | None:
        knobs = self._core.knobs
        key = (knobs.passphrase, knobs.key_id, knobs.key_version)
        if not knobs.passphrase:
            return None
        if self._seal is None or self._seal[0] != key:
            self._seal = (key, Seal(knobs.passphrase, knobs.key_id, int(knobs.key_version), self._seed))
        return self._seal[1]
