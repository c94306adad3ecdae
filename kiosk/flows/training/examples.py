"""One of each page of training, for the gallery and the tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.access.roles import Person, Role
from kiosk.flows.training.events import TrainAct, TrainDevice
from kiosk.flows.training.flow import Faults, Offer, Restarting, Simulators, State

_PERSON = Person("sofia", frozenset({Role.SUPERVISOR}))
_ACTS = (
    TrainAct("paper out", "the roll ends"),
    TrainAct("cover open", "somebody opens the cover"),
    TrainAct("jam", "the paper jams at the cutter"),
    TrainAct("drop link", "the connection ends"),
    TrainAct("answer after 130 s", "the device is slow"),
)

EXAMPLES: Final[Mapping[str, State]] = {
    "Offer": Offer(_PERSON),
    "Simulators": Simulators(
        _PERSON, (TrainDevice("scanner"), TrainDevice("printer", ("paper out",)), TrainDevice("terminal"))
    ),
    "Faults": Faults(_PERSON, "printer", _ACTS, ("paper out",), said="paper out"),
    "Restarting": Restarting(_PERSON, is_on=True, is_set=True, is_alone=True),
}
