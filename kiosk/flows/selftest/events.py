"""What happens in a self-test, and what is to be done for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.domain.selftests import Measured, SelfTest, Step, Test
from kiosk.flows.base import Effect, Event

# --- what the technician presses --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SelfTestChosen(Event):
    """A test of the plan shall be run; 0: all of them."""

    n: int


@dataclass(frozen=True, slots=True)
class WeightLaid(Event):
    """A known weight was put on the scale."""

    grams: int


@dataclass(frozen=True, slots=True)
class StepAnswered(Event):
    """The person answers the question of a step: `yes`, `no`, or the number that stands on a paper."""

    answer: str


@dataclass(frozen=True, slots=True)
class StepSkipped(Event):
    """The person cannot do this step."""


@dataclass(frozen=True, slots=True)
class StepRepeated(Event):
    """The step shall be done once more; what it found before does not count."""


@dataclass(frozen=True, slots=True)
class StepPassedOn(Event):
    """The finding was seen: on with the next step."""


@dataclass(frozen=True, slots=True)
class CellTouched(Event):
    """A field of the glass felt a finger; counted from 0, row by row."""

    cell: int


@dataclass(frozen=True, slots=True)
class CertificateWanted(Event):
    """The certificate of this self-test shall be shown."""


@dataclass(frozen=True, slots=True)
class CertificatePrintPressed(Event):
    """The certificate shall be printed."""


# --- what devices and files answer ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SelfTestsFound(Event):
    """The tests this kiosk has, and what it is called by on a certificate."""

    is_activity: ClassVar[bool] = False
    tests: tuple[Test, ...]
    site: str
    kiosk: str
    version: str


@dataclass(frozen=True, slots=True)
class StepMeasured(Event):
    """What a step came to, as the device tells it. `why` says what is wrong: a cause, or the device's own reason."""

    is_activity: ClassVar[bool] = False
    step_id: str
    is_right: bool
    measured: Measured
    why: str = ""


@dataclass(frozen=True, slots=True)
class StepProgressed(Event):
    """What a step measures now, while it goes on."""

    is_activity: ClassVar[bool] = False
    is_passing: ClassVar[bool] = True
    step_id: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class CertificateKept(Event):
    """The certificate is on the disk; `sha256` is that of its content, in hex."""

    is_activity: ClassVar[bool] = False
    self_test_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CertificateLost(Event):
    """The certificate could not be stored: the disk is full, or cannot be written."""

    is_activity: ClassVar[bool] = False
    self_test_id: str


@dataclass(frozen=True, slots=True)
class CertificatePrinted(Event):
    """The printer's word on the certificate: DONE, FAILED or UNKNOWN, and its reason."""

    is_activity: ClassVar[bool] = False
    self_test_id: str
    verdict: str
    reason: str = ""


# --- what is to be done -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FindSelfTests(Effect):
    """Look what is fitted and when it was tried last; answers `SelfTestsFound`."""

    @property
    def key(self) -> str:
        """One look waits at a time."""
        return "selftests"


@dataclass(frozen=True, slots=True)
class MeasureStep(Effect):
    """Do what a step wants of `part`; answers `StepMeasured` with `step_id`, and `StepProgressed` before it.

    The step before it is stopped. `language` is the one on the glass.
    """

    step_id: str
    part: str
    step: Step
    language: str

    @property
    def key(self) -> str:
        """The step that waits."""
        return self.step_id


@dataclass(frozen=True, slots=True)
class StopStep(Effect):
    """Stop what a step does; no answer follows."""

    step_id: str


@dataclass(frozen=True, slots=True)
class KeepCertificate(Effect):
    """Store a self-test; answers `CertificateKept` or `CertificateLost`."""

    self_test: SelfTest

    @property
    def key(self) -> str:
        """The self-test that is to be stored."""
        return self.self_test.id


@dataclass(frozen=True, slots=True)
class PrintCertificate(Effect):
    """Print the certificate of a self-test; answers `CertificatePrinted`."""

    self_test: SelfTest
    sha256: str
    language: str

    @property
    def key(self) -> str:
        """The self-test whose certificate is printed."""
        return self.self_test.id
