"""Speaks to systemd: up, alive, going. Without a service nothing is said."""

from __future__ import annotations

import os
import socket
from typing import Final

READY: Final = "READY=1"
ALIVE: Final = "WATCHDOG=1"
STOPPING: Final = "STOPPING=1"


def tell(state: str) -> bool:
    """Send one state to the service that started the process; False where there is none or it does not listen.

    Source: sd_notify(3): one datagram to $NOTIFY_SOCKET, `@` at its beginning stands for the abstract name space.
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return False
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as own:
            own.setblocking(False)  # called on the thread of the glass
            own.connect(address)
            own.send(state.encode())
    except OSError:
        return False
    return True
