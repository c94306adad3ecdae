"""What can be made to go wrong at the simulated terminal, and the events that faults can wait for."""

from __future__ import annotations

from devices.sim.fault_words import Lasts, Phrase

_ONCE, _STANDING = Lasts.ONCE, Lasts.STANDING
ERROR_CONDITIONS = (
    "Aborted", "Busy", "Cancel", "DeviceOut", "InProgress", "InsertedCard", "InvalidCard", "LoggedOut", "MessageFormat",
    "NotAllowed", "NotFound", "PaymentRestriction", "Refusal", "UnavailableDevice", "UnavailableService",
    "UnreachableHost", "WrongPIN",
)  # fmt: skip
PHRASES = (
    *(
        Phrase(f"error {name}", _ONCE, f"the next payment ends with {name}; nothing is booked")
        for name in ERROR_CONDITIONS
    ),
    Phrase("partial [N]", _ONCE, "half of the next amount (or N minor units) is approved"),
    Phrase("wrong amount [N]", _ONCE, "one (or N) minor units more are booked and reported than asked for"),
    Phrase("wrong currency", _ONCE, "the next payment is reported in US dollars"),
    Phrase("extra decimal", _STANDING, "amounts are written with one decimal more, such as 12.990"),
    Phrase("pan present", _ONCE, "the next payment holds a whole (invented) card number and a track 2"),
    Phrase("lose response", _ONCE, "the next payment is booked and never answered"),
    Phrase("approve then die", _ONCE, "mains power is lost right after the booking, before the answer"),
    Phrase("late request T", _ONCE, "the next payment request reaches the terminal that late; nobody answers it"),
    Phrase("result after T", _ONCE, "the host of the next payment answers that late"),
    Phrase("not found [N]", _ONCE, "the next (or N) questions are answered NotFound though the transaction is known"),
    Phrase("in progress [N]", _ONCE, "the next (or N) questions are answered InProgress"),
    Phrase("other transaction", _ONCE, "the next question is answered with the transaction before the last one"),
    Phrase("wrong ServiceID", _ONCE, "the next answer carries another ServiceID"),
    Phrase("wrong SaleID", _ONCE, "the next answer carries another SaleID"),
    Phrase("wrong POIID", _ONCE, "the next answer carries another POIID"),
    Phrase("duplicate response", _ONCE, "the next answer comes twice on its connection"),
    Phrase("no content", _ONCE, "the next answer is 204 without a body"),
    Phrase("status N", _ONCE, "the next request is answered with that HTTP status and not carried out"),
    Phrase("reject", _ONCE, "the next request is rejected by an event notification"),
    Phrase("chunked", _STANDING, "answers come in chunks of 100 bytes"),
    Phrase("no length", _STANDING, "answers have no length: the end of the connection ends them"),
    Phrase("bad hmac", _ONCE, "the next sealed answer has another Hmac"),
    Phrase("wrong key version", _ONCE, "the next sealed answer names another KeyVersion"),
    Phrase("reused nonce", _ONCE, "the next sealed answer has the nonce of the one before"),
    Phrase("not sealed", _ONCE, "the next answer is not sealed though a passphrase is set"),
    Phrase("other inner header", _ONCE, "the next sealed answer has another header inside"),
    Phrase("abort wins", _ONCE, "an abort ends the payment though the host was asked; nothing is booked"),
    Phrase("abort loses", _ONCE, "the next abort is taken and the payment goes on"),
)
EVENTS = ("request", "amount", "card", "booking", "response", "question", "payment")
