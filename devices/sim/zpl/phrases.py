"""What can be made to go wrong at the simulated tag printer, and the events that faults can wait for."""

from __future__ import annotations

from devices.sim.fault_words import Lasts, Phrase

_NOW, _ONCE, _STANDING = Lasts.NOW, Lasts.ONCE, Lasts.STANDING
PHRASES = (
    Phrase("tag stock out", _NOW, "the stock is at its end; a tag that prints stops where it is"),
    Phrase("misplaced stock", _NOW, "the stock lies wrong: the printer stops and waits for a hand"),
    Phrase("stock ok", _NOW, "new stock lies right; what waited prints"),
    Phrase("head open", _NOW, "somebody opens the head; a tag that prints stops where it is"),
    Phrase("head closed", _NOW, "somebody closes it"),
    Phrase("jam at N", _ONCE, "the next tag jams after that many millimetres"),
    Phrase("half printed", _ONCE, "the stock ends in the middle of the next tag"),
    Phrase("tag not taken", _ONCE, "nobody takes the next tag out of the mouth"),
    Phrase("answer lost", _ONCE, "the next ~HS is not answered"),
    Phrase("mute on error", _STANDING, "~HS is not answered while the printer is out of stock, open or stopped"),
    Phrase("format lost", _ONCE, "the next format is received and forgotten"),
)
EVENTS = ("format", "tag", "status")
