"""What grows is seen, and what only goes up and down is not taken for it."""

from __future__ import annotations

import pytest

from tests.faults.endurance.growth import Sample, grown, taken


def held(*, bytes_a_screen: int = 0, descriptors: int = 0, lost: int = 0) -> list[Sample]:
    """Return samples of a process that takes 50 MB at first, then what is asked for, each ten screens apart."""
    return [
        Sample(
            number * 10,
            50_000_000 * min(number, 3) + (number % 2) * 4096 + number * 10 * bytes_a_screen,
            20 + number * descriptors,
            6,
            90_000 - number * 10 * lost,
        )
        for number in range(30)
    ]


def test_a_warm_up_and_a_memory_that_breathes_are_no_growth() -> None:
    assert grown(held()).problems == []


def test_a_leak_of_half_a_kilobyte_a_screen_is_seen() -> None:
    growth = grown(held(bytes_a_screen=500))
    assert growth.problems == [f"memory grows by {growth.memory_bytes:.0f} bytes a screen"]
    assert 480 < growth.memory_bytes < 520


def test_descriptors_that_stay_open_and_lost_references_are_seen() -> None:
    assert any("descriptors grow" in problem for problem in grown(held(descriptors=1)).problems)
    assert any("are lost" in problem for problem in grown(held(lost=2)).problems)


def test_too_few_samples_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        grown(held()[:5])


def test_this_process_can_be_measured() -> None:
    sample = taken(7)
    assert sample.screens == 7
    assert min(sample.memory_bytes, sample.descriptors, sample.threads, sample.references) > 0
