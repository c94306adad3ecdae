"""Settings of the people of a site: where call boards may connect."""

from __future__ import annotations

import ipaddress
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator


class StaffSettings(BaseModel):
    """Call boards. `listen`: address and port of this kiosk's own network, such as `10.0.0.21:7411`; empty: none."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    listen: Annotated[str, Field(max_length=60)] = ""

    @field_validator("listen")
    @classmethod
    def _is_an_address(cls, listen: str) -> str:
        if listen:
            place(listen)
        return listen


def place(listen: str) -> tuple[str, int]:
    """Return address and port of `10.0.0.21:7411` or `[fd00::21]:7411`. Raises ValueError."""
    host, _, port = listen.rpartition(":")
    try:
        address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        raise ValueError("an address of this kiosk and a port, such as 10.0.0.21:7411") from None
    if not port.isdigit() or not 1 <= int(port) <= 65_535:
        raise ValueError("a port of 1 to 65535 behind the address")
    if address.is_global:
        raise ValueError("an address of the site's own network, not of the internet")
    return str(address), int(port)
