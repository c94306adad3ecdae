"""The terminal's settings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

_CHOICES = {
    "global_status": ("OK", "Busy", "Maintenance", "Unreachable"),
    "printer_status": ("OK", "PaperLow", "NoPaper", "PaperJam", "OutOfOrder"),
    "abort_answer": ("200", "204"),
}


@dataclass(slots=True)
class Knobs:
    """Settings of one terminal; times in seconds.

    `poi_id`: its name, which every message must carry. `passphrase`, `key_id`, `key_version`: local encryption, none
    while the passphrase is empty. `global_status`, `printer_status`: what a diagnosis says. `abort_answer`: the HTTP
    status of an answer to an abort.
    """

    poi_id: str = "V400m-000000001"
    passphrase: str = ""
    key_id: str = "kiosk"
    key_version: str = "1"
    global_status: str = "OK"
    printer_status: str = "OK"
    abort_answer: str = "200"
    host_s: float = 0.8
    pin_s: float = 1.5
    card_timeout_s: float = 60.0

    def set(self, name: str, value: object) -> None:
        """Change one setting. Raises `ValueError` naming what is allowed."""
        known = {own.name: str(own.type) for own in fields(self)}
        if name not in known:
            raise ValueError(f"unknown knob {name!r}; known: {', '.join(known)}")
        setattr(self, name, _seconds(name, value) if known[name] == "float" else _word(name, str(value)))

    def shown(self) -> dict[str, object]:
        """Every setting with its value; of the passphrase only whether there is one."""
        return {**asdict(self), "passphrase": "set" if self.passphrase else ""}


def _seconds(name: str, value: object) -> float:
    try:
        seconds = float(str(value))
    except ValueError as error:
        raise ValueError(f"{name} is a number of seconds") from error
    if not 0 <= seconds <= 86_400:
        raise ValueError(f"{name} is 0 to 86400 s")
    return seconds


def _word(name: str, text: str) -> str:
    if name in _CHOICES and text not in _CHOICES[name]:
        raise ValueError(f"{name} is one of {', '.join(_CHOICES[name])}")
    if name == "key_version" and not text.isdecimal():
        raise ValueError("key_version is a number")
    if name == "poi_id" and not text:
        raise ValueError("poi_id is not empty")
    return text
