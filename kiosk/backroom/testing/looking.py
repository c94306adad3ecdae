"""What is done for a person to see and hear, and the terminal's word on itself. No step here moves money."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

from devices.api import DeviceError, Lights, Pattern, SigningUnit, Terminal
from kiosk.backroom.testing.answers import Answer, Tell, plain
from kiosk.domain.selftests import Measured
from kiosk.domain.selftests.plan import LAMPS
from kiosk.flows.selftest.events import MeasureStep

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside

SHOWN_S: Final = 1.5


async def diagnose(inside: Inside, effect: MeasureStep, tell: Tell) -> Answer:
    """Register, learn the last receipt number, and let the terminal test itself and its host line where it can."""
    terminal = cast(Terminal, inside.devices[effect.part])
    ready = await terminal.connect()
    own = Measured("connection", plain(ready.terminal_id), ready.prior_receipt_no or 0)
    if effect.step.expected.what != "diagnosis":
        return Answer(True, own)
    tell(own)
    asked: Any = terminal
    words = plain(await asked.diagnose())
    return Answer(True, Measured("diagnosis", f"{own.text}: {words}" if own.text else words, own.amount))


async def identify(inside: Inside, effect: MeasureStep, _tell: Tell) -> Answer:
    """Ask a signing device who it is, how far it counted, and until when its certificate holds. Nothing is signed."""
    unit = cast(SigningUnit, inside.devices[effect.part])
    own = await unit.identity()
    return Answer(True, Measured("identity", f"{plain(own.serial)}, {plain(own.valid_until[:10])}", own.counter))


async def lamps(inside: Inside, effect: MeasureStep, tell: Tell) -> Answer:
    """Show each pattern for a moment, then the one from before."""
    lights = cast(Lights, inside.devices[effect.part])
    before = lights.pattern
    try:
        for name in LAMPS:
            tell(Measured("lamp", name))
            await lights.show(Pattern(name))
            await asyncio.sleep(SHOWN_S)
    finally:
        await _put_back(lights, before)
    return Answer(True, Measured("lamps", amount=len(LAMPS)))


async def _put_back(lights: Lights, pattern: Pattern) -> None:
    """Show what was shown; what cannot be told now is shown when the link is back, and the step says the fault."""
    try:
        await lights.show(pattern)
    except DeviceError:
        return


async def hear(inside: Inside, effect: MeasureStep, _tell: Tell) -> Answer:
    """Say a sentence after the sound that the flow plays."""
    inside.far.say(inside.words_for(effect.language).say("selftest.sentence"), effect.language)
    has_voice = inside.settings.speech.engine != "none"
    if not has_voice and not inside.settings.audio.sounds:
        return Answer(False, why="muted")
    return Answer(True, Measured("sentence" if has_voice else "sound"))
