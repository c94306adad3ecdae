"""The terminal's settings."""

from __future__ import annotations

from dataclasses import dataclass

from devices.sim import paying

_CHOICES = {
    "global_status": ("OK", "Busy", "Maintenance", "Unreachable"),
    "printer_status": ("OK", "PaperLow", "NoPaper", "PaperJam", "OutOfOrder"),
    "abort_answer": ("200", "204"),
}


@dataclass(slots=True)
class Knobs(paying.Knobs):
    """Settings of one terminal; times in seconds.

    `poi_id`: its name, which every message must carry. `passphrase`, `key_id`, `key_version`: local encryption, none
    while the passphrase is empty. `global_status`, `printer_status`: what a diagnosis says. `abort_answer`: the HTTP
    status of an answer to an abort. `needs_login`: nothing is done for a cash register that did not log in.
    """

    poi_id: str = "V400m-000000001"
    passphrase: str = ""
    key_id: str = "kiosk"
    key_version: str = "1"
    global_status: str = "OK"
    printer_status: str = "OK"
    abort_answer: str = "200"
    needs_login: bool = False

    def word(self, name: str, text: str) -> str:
        """Give a text as it may stand in a setting. Raises `ValueError` naming what is allowed."""
        if name in _CHOICES and text not in _CHOICES[name]:
            raise ValueError(f"{name} is one of {', '.join(_CHOICES[name])}")
        if name == "key_version" and not text.isdecimal():
            raise ValueError("key_version is a number")
        if name == "poi_id" and not text:
            raise ValueError("poi_id is not empty")
        return text

    def shown(self) -> dict[str, object]:
        """Every setting with its value; of the passphrase only whether there is one."""
        return {**paying.Knobs.shown(self), "passphrase": "set" if self.passphrase else ""}
