"""What can be made to go wrong at the simulated printer, and the events that faults can wait for."""

from __future__ import annotations

from devices.sim.fault_words import Lasts, Phrase

_NOW, _ONCE, _STANDING = Lasts.NOW, Lasts.ONCE, Lasts.STANDING
PHRASES = (
    Phrase("paper out", _NOW, "the roll is empty; what was received waits"),
    Phrase("paper low", _NOW, "the near-end sensor reports"),
    Phrase("paper ok", _NOW, "a full roll is put in"),
    Phrase("cover open", _NOW, "somebody opens the cover"),
    Phrase("cover closed", _NOW, "somebody closes it"),
    Phrase("cutter jam", _NOW, "the next cut fails with a cutter error"),
    Phrase("cutter clear", _NOW, "the jam is removed; the host still has to recover (10 05)"),
    Phrase("head hot [T]", _NOW, "printing stops until the head is cool, 5 s (or T) later"),
    Phrase("unrecoverable", _NOW, "an error that only mains power ends"),
    Phrase("no process id", _STANDING, "1D 28 48 is not answered"),
    Phrase("wrong process id", _ONCE, "the next process id comes back changed"),
    Phrase("late process id T", _ONCE, "the next process id comes that late"),
    Phrase("drawer stuck", _STANDING, "a pulse does not open the drawer"),
    Phrase("no status", _STANDING, "10 04 is not answered"),
    Phrase("asb noise", _ONCE, "two bytes that are no status come before the next automatic status"),
    Phrase("small buffer [N]", _STANDING, "the receive buffer holds 256 (or N) bytes"),
    Phrase("never offline", _STANDING, "every status says all is well, as clones do"),
    Phrase("reload forgets job", _STANDING, "new paper drops what waited, where real printers print it"),
    Phrase("code page N", _STANDING, "the printer prints with that page whatever was selected"),
    Phrase("slow T", _STANDING, "each line of text takes that long"),
)
EVENTS = ("cut", "line", "job", "status", "drawer")
