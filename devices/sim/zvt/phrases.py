"""What can be made to go wrong at the simulated terminal, and the events that faults can wait for."""

from __future__ import annotations

from devices.sim.fault_words import Lasts, Phrase

_ONCE, _STANDING = Lasts.ONCE, Lasts.STANDING
PHRASES = (
    Phrase("refuse HH", _ONCE, "the next command of a transaction (06 01, 06 30, 06 31, 06 20) is answered 84 HH"),
    Phrase("refuse registration HH", _ONCE, "the next 06 00 is answered 84 HH"),
    Phrase("result HH", _ONCE, "the next payment ends with that result code"),
    Phrase("result after T", _ONCE, "the host of the next payment answers that late"),
    Phrase("lose ack N", _ONCE, "the terminal does not hear the Nth acknowledgement from now on"),
    Phrase("lose HHHH", _ONCE, "the next frame with these control bytes is not sent, though the terminal thinks so"),
    Phrase("approve then die", _ONCE, "mains power is lost right after 04 0F was acknowledged"),
    Phrase("approve then 1E", _ONCE, "after 04 0F was acknowledged: the booking is taken back, 06 1E ends"),
    Phrase("approve then 1E kept", _ONCE, "the same, but the booking stays"),
    Phrase("wrong amount [N]", _ONCE, "one (or N) minor units more are booked and reported than asked for"),
    Phrase("wrong currency", _ONCE, "04 0F names US dollars"),
    Phrase("stale repeat receipt", _ONCE, "06 20 reports the payment before the last one"),
    Phrase("no repeat receipt", _STANDING, "06 20 is answered 84 83"),
    Phrase("maker text", _ONCE, "04 0F holds the maker's own error code and text (1F16, 1F17)"),
    Phrase("duplicate 04 0F", _ONCE, "04 0F is sent again after it was acknowledged"),
    Phrase("flood 04 FF [N]", _ONCE, "50 (or N) intermediate messages come before the result"),
    Phrase("unknown bmp", _ONCE, "04 0F holds a bitmap that no table knows"),
    Phrase("pan present", _ONCE, "04 0F holds a whole (invented) card number and a track 2"),
    Phrase("shuffle bmps", _ONCE, "the bitmaps of 04 0F come in another order"),
    Phrase("long length form", _STANDING, "every frame has its length as FF lo hi"),
    Phrase("post booking first", _ONCE, "04 FF 06 and a short wait come before the payment"),
    Phrase("automatic end of day", _ONCE, "04 FF 0F and a short wait come before the payment"),
    Phrase("abort wins", _ONCE, "06 B0 ends the payment though the host was asked; nothing is booked"),
    Phrase("refuse block", _ONCE, "serial: the next block is answered 15, as if it came broken"),
    Phrase("lose block answer [N]", _ONCE, "serial: the 06 for the next (or Nth) block is lost; the block counts"),
    Phrase("repeat block", _ONCE, "serial: the next block to the host comes twice"),
    Phrase("abort loses", _ONCE, "06 B0 is acknowledged and the payment goes on"),
)
EVENTS = ("registration", "amount", "card", "booking", "commit", "line", "ack", "payment", "block", "HH HH")
