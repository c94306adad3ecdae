"""How many travellers check in at one kiosk in an hour: the hands' time by a model, the rest measured over the wire.

The model, in seconds: a touch 1.1 and the decision before it 1.35 (every touch counts as new), a pass held to the
scanner or a passport put into the reader 4, a suitcase lifted onto the scale and off 10, a tag tied 15, 1 for each pass
to come out and 3 to take them, and 15 from one party's last touch to the next one's document. Touch, decision and scan
are those of the keystroke-level model (`keystrokes.py`); the others are assumptions. Nobody hesitates, errs or asks, so
this is a bound, not a forecast.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from devices.sim.fleet import Fleet
from tests.bench.keystrokes import DECISION_S, SCAN_S, TAP_S
from tests.bench.pair import ROOT, WORK, Family, Measured, Pair, Wanted, python, require_same
from tests.bench.pairs.glass import environment
from tests.bench.turns import Effort
from tests.journeys.scripts.travelling import WANTED

SUITCASE_S, TAG_S, PAPERS_S, PASS_OUT_S, CHANGE_S = 10.0, 15.0, 3.0, 1.0, 15.0
MOST_ROUNDS = 3
LONGEST_S = 300.0
NOTE = "Simulated devices: a tag comes out at 100 mm/s and is taken after 2 s; a pass takes no time, the model adds it."

ONE = Pair(
    "travellers_one", "waiting in the check-in of one with hand luggage, over the wire", "s", "wall", "", None, NOTE
)
FOUR = Pair("travellers_four", "waiting in that of four with passports and two suitcases", "s", "wall", "", None, NOTE)
PARTIES = {ONE.id: ("one", 1), FOUR.id: ("four", 4)}


def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
    """Let both parties check in at a fresh kiosk, a few times."""
    folder = WORK / "hour"
    fleet = Fleet(folder / "devices", roles=WANTED)
    try:
        days = [_day(folder / f"kiosk-{number}", fleet) for number in range(min(effort.rounds, MOST_ROUNDS))]
    finally:
        fleet.stop()
    for pair in (ONE, FOUR):
        if pair.id in wanted:
            party, people = PARTIES[pair.id]
            told = [day[party] for day in days]
            rounds = [[float(own["waited_s"])] for own in told]
            yield Measured(pair, rounds, (), "", None, (_hour(told, people),))


def _day(data_dir: Path, fleet: Fleet) -> Mapping[str, Mapping[str, Any]]:
    """Return what each party took at a kiosk of its own."""
    data_dir.mkdir()
    told = {"data_dir": str(data_dir), "urls": dict(fleet.urls), "controls": dict(fleet.controls)}
    done = subprocess.run(
        python("tests.bench.children.kiosk_travellers"),
        input=json.dumps(told), cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
        timeout=LONGEST_S,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"the travellers did not come through: {(done.stdout + done.stderr)[-1500:]}")
    found = [json.loads(line.removeprefix("took ")) for line in done.stdout.splitlines() if line.startswith("took ")]
    parties = {own["party"]: own for own in found}
    require_same("parties", sorted(parties), sorted(party for party, _ in PARTIES.values()))
    return parties


def _hour(told: Sequence[Mapping[str, Any]], people: int) -> str:
    """Say what the model makes of it."""
    first = told[0]
    taps, documents, bags = first["tap"], first.get("scan", 0) + first.get("document", 0), first.get("load", 0)
    hands_s = taps * (TAP_S + DECISION_S) + documents * SCAN_S + bags * (SUITCASE_S + TAG_S)
    hands_s += PAPERS_S + PASS_OUT_S * people
    waited_s = median(own["waited_s"] for own in told)
    party_s = hands_s + waited_s + CHANGE_S
    did = f"{taps} touches, {documents} documents, {bags} suitcases"
    each = f"{hands_s:.0f} s of hands ({did}), {waited_s:.1f} s of waiting, {CHANGE_S:.0f} s to the next party"
    return f"{each}: {3600 / party_s:.0f} parties, {3600 / party_s * people:.0f} travellers an hour."


FAMILY = Family((ONE, FOUR), measure)
