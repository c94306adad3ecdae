"""Training begins and ends with leave, never over a customer; every fault of a simulated device is one touch away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import LocalText
from kiosk.flows.base import BackPressed, EffectFailed, Place, Site
from kiosk.flows.guests import Customer, Gone, Pass
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from kiosk.flows.training import EXAMPLES, enter, step, view
from kiosk.flows.training.events import (
    ActOnSimulator,
    ListActs,
    ListSimulators,
    SetTraining,
    TrainAct,
    TrainActChosen,
    TrainActsListed,
    TrainBeginPressed,
    TrainClearPressed,
    TrainDevice,
    TrainDevicesListed,
    TrainEndPressed,
    TrainingSet,
    TrainPartChosen,
)
from kiosk.flows.training.flow import FAILED, REFUSED, SIMULATED, Faults, Offer, Restarting, Simulators

SITE = Site("Shop", "K1", "EUR", ("en",), "en", Place(LocalText(()), "", "", ""))
ON = replace(SITE, is_demo=True, is_training=True)
MIA = Person("mia", frozenset({Role.SUPERVISOR}))
AT = Stamp(1_790_000_000_000, 5, 77)
ACTS = (TrainAct("paper out", "the roll ends"), TrainAct("9520001000010", "scan", is_fault=False))


def test_real_devices_offer_training_and_simulated_ones_their_faults() -> None:
    assert enter(None, AT, SITE) == (Gone(), ())
    assert enter(MIA, AT, SITE) == (Offer(MIA), ())
    assert enter(MIA, AT, ON) == (Simulators(MIA), (ListSimulators(),))


def test_training_begins_with_leave_alone() -> None:
    asked, effects = step(Offer(MIA), TrainBeginPressed(), AT, SITE)
    assert isinstance(asked, Offer)
    assert effects == (AskPermit(asked.ask_id, Permission.TRAINING_MODE, MIA),)
    assert step(asked, Permitted("other", "training-mode", "mia"), AT, SITE) == (asked, ())
    assert step(asked, TrainBeginPressed(), AT, SITE) == (asked, ())
    assert step(asked, NotPermitted(asked.ask_id, "wrong"), AT, SITE) == (Offer(MIA, why=REFUSED), ())
    begun, effects = step(asked, Permitted(asked.ask_id, "training-mode", "mia"), AT, SITE)
    assert begun == Restarting(MIA, is_on=True)
    assert effects == (Record(Permission.TRAINING_MODE, MIA, "training", after="on"), SetTraining(is_on=True))


def test_training_does_not_begin_over_a_customer_nor_inside_a_demo() -> None:
    asked, _ = step(Offer(MIA), TrainBeginPressed(), AT, SITE)
    assert isinstance(asked, Offer)
    there = replace(SITE, customer=Customer("checkout/Scanning", "a session"))
    permitted = Permitted(asked.ask_id, "training-mode", "mia")
    assert step(asked, permitted, AT, there) == (Offer(MIA, why=REFUSED), ())
    assert step(Offer(MIA), TrainBeginPressed(), AT, ON) == (Offer(MIA, why=SIMULATED), ())
    demo = replace(ON, is_training=False)
    assert step(Simulators(MIA), TrainEndPressed(), AT, demo) == (Simulators(MIA, why=SIMULATED), ())


def test_training_ends_the_same_way() -> None:
    asked, effects = step(Simulators(MIA), TrainEndPressed(), AT, ON)
    assert isinstance(asked, Simulators)
    assert effects == (AskPermit(asked.ask_id, Permission.TRAINING_MODE, MIA),)
    assert step(asked, TrainEndPressed(), AT, ON) == (asked, ())
    assert step(asked, NotPermitted(asked.ask_id, "x"), AT, ON) == (Simulators(MIA, why=REFUSED), ())
    ended, effects = step(asked, Permitted(asked.ask_id, "training-mode", "mia"), AT, ON)
    assert ended == Restarting(MIA, is_on=False)
    assert effects == (Record(Permission.TRAINING_MODE, MIA, "training", after="off"), SetTraining(is_on=False))


def test_who_must_start_the_kiosk_is_said_and_a_folder_that_was_not_made_leads_back() -> None:
    waiting = Restarting(MIA, is_on=True)
    assert step(waiting, TrainingSet(is_on=False, comes_by_itself=True), AT, SITE) == (waiting, ())
    assert step(waiting, BackPressed(), AT, SITE) == (waiting, ())
    alone, _ = step(waiting, TrainingSet(is_on=True, comes_by_itself=False), AT, SITE)
    assert alone == Restarting(MIA, is_on=True, is_set=True, is_alone=True)
    assert step(alone, BackPressed(), AT, SITE) == (Pass("staff", MIA), ())
    assert step(waiting, EffectFailed("SetTraining", "training"), AT, SITE) == (Offer(MIA, why=FAILED), ())
    ending = Restarting(MIA, is_on=False)
    assert step(ending, EffectFailed("SetTraining", "training"), AT, ON) == (
        Simulators(MIA, why=FAILED), (ListSimulators(),),
    )  # fmt: skip


def test_a_fault_is_one_touch_on_a_device() -> None:
    listed, _ = step(Simulators(MIA), TrainDevicesListed((TrainDevice("printer"),)), AT, ON)
    assert isinstance(listed, Simulators)
    assert step(listed, TrainPartChosen("safe"), AT, ON) == (listed, ())
    page, effects = step(listed, TrainPartChosen("printer"), AT, ON)
    assert (page, effects) == (Faults(MIA, "printer"), (ListActs("printer"),))
    told, _ = step(Faults(MIA, "printer"), TrainActsListed("printer", ACTS, ("paper out",)), AT, ON)
    assert isinstance(told, Faults)
    assert step(told, TrainActChosen(0), AT, ON) == (told, (ActOnSimulator("printer", "paper out"),))
    assert step(told, TrainActChosen(1), AT, ON) == (
        told, (ActOnSimulator("printer", "9520001000010", is_fault=False),),
    )  # fmt: skip
    assert step(told, TrainClearPressed(), AT, ON) == (told, (ActOnSimulator("printer", ""),))
    assert step(told, BackPressed(), AT, ON) == (Simulators(MIA), (ListSimulators(),))
    for n in (-1, 2):
        assert step(told, TrainActChosen(n), AT, ON) == (told, ())
    assert step(told, TrainActsListed("scanner", ()), AT, ON) == (told, ())


def test_simulators_that_do_not_answer_are_said_to_be_away() -> None:
    assert step(Simulators(MIA), EffectFailed("ListSimulators", ""), AT, ON) == (Simulators(MIA, ()), ())
    assert step(Faults(MIA, "printer"), EffectFailed("ListActs", ""), AT, ON) == (Faults(MIA, "printer", ()), ())
    assert step(Simulators(MIA), BackPressed(), AT, ON) == (Pass("staff", MIA), ())
    assert step(Offer(MIA), BackPressed(), AT, SITE) == (Pass("staff", MIA), ())


@pytest.mark.parametrize("why", [REFUSED, FAILED, SIMULATED])
def test_each_refusal_has_its_words(why: str) -> None:
    for state in (Offer(MIA, why=why), Simulators(MIA, why=why)):
        said = view(state, SITE).instruction
        assert said is not None
        assert said.key == f"training.not.{why}"


def test_what_was_refused_by_a_simulator_is_said() -> None:
    page = EXAMPLES["Faults"]
    assert isinstance(page, Faults)
    said = view(replace(page, problem="unknown action"), ON).instruction
    assert said is not None
    assert said.key == "training.faults.refused"
