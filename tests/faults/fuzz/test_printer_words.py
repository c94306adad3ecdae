"""T7: changed bytes of a printer: no job is proven whose number did not come, and noise holds nothing up."""

from __future__ import annotations

import pytest

from devices.drivers.escpos.link import JobWatch
from devices.drivers.escpos.status import Cleared, ProcessId, Pushed, Reply, StatusParser, from_pushed
from tests.unit.devices.paying.mutations import mutants, share

JOB = b"0042"
PROOF = b'7"' + JOB + b"\0"
HEALTHY, COVER, PAPER = b"\x10\0\0\x0f", b"\x30\0\0\x0f", b"\x18\0\x0c\x0f"
ORIGINALS = (
    PROOF,
    HEALTHY + PROOF,
    COVER + PROOF,
    b'7"0041\0' + HEALTHY,
    b"\x12\x12\x12\x12" + HEALTHY + b"7%\0",
    PAPER + b"7%\0" + HEALTHY + b'7"9042\0',
    b"\x16\x12\x12\x72" + COVER + HEALTHY,
    b'7"004' + HEALTHY + PROOF,
)
TOKENS = (PROOF, HEALTHY, COVER, PAPER, b"7%\0", b"\x12", b'7"', b"\0", JOB)


def said(octets: bytes) -> tuple[JobWatch, list[object], int]:
    """Give what a job heard of the bytes, every event, and the most that was held back."""
    parser, watch, events, held = StatusParser(), JobWatch(JOB), [], 0
    for at in range(0, len(octets), 3):
        for event in parser.feed(octets[at : at + 3]):
            events.append(event)
            match event:
                case ProcessId(text):
                    watch.processed(text)
                case Pushed(raw):
                    watch.saw(from_pushed(raw))
                case Reply() | Cleared():
                    pass
        held = max(held, len(parser._held))  # noqa: SLF001 - its size is what is judged
    return watch, list(events), held


@pytest.mark.parametrize(
    ("octets", "is_proven"), [(PROOF, True), (HEALTHY + PROOF, True), (COVER + PROOF, False), (b'7"0041\0', False)]
)
def test_only_the_jobs_own_number_without_an_error_before_it_is_proof(octets: bytes, is_proven: bool) -> None:
    assert said(octets)[0].is_proven is is_proven


def test_no_changed_byte_proves_a_job_whose_number_did_not_come() -> None:
    proven = refuted = 0
    for number, octets in mutants(ORIGINALS, share(0.2), TOKENS):
        watch, events, held = said(octets)
        assert held <= 6
        assert len(events) <= len(octets), ORIGINALS[number]
        if watch.is_proven:
            proven += 1
            assert PROOF in octets
            assert watch.error is None
        refuted += watch.error is not None
    assert proven
    assert refuted
