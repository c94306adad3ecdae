"""Keys of a keypad that a driver reads: what they mean is told to the glass, as if the window had seen them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence

from devices.api import HeadsetChanged, Keypad, KeyPressed
from kiosk.keypad import Pad, bindings

log = logging.getLogger(__name__)


class Keys:
    """Tells `glass` the meaning of each key; `chosen` is what the settings bind under `[keypad]`."""

    def __init__(self, keypad: Keypad, chosen: Mapping[str, Sequence[str]], glass: Callable[[Pad], None]) -> None:
        self._meanings = bindings(chosen)
        self._glass = glass
        keypad.on_key(self.told)

    def told(self, event: KeyPressed | HeadsetChanged) -> None:
        """Take one event of the keypad."""
        if isinstance(event, HeadsetChanged):
            self._glass(Pad.HEADSET_IN if event.is_in else Pad.HEADSET_OUT)
        elif (pad := self._meanings.get(event.key)) is not None:
            self._glass(pad)
        else:
            log.info("the key %s of the keypad is bound to nothing", event.key)
