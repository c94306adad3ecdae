"""What the shell is told of receipts whoever has the glass: that one was signed, that one was brought back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from kiosk.domain.blockers import FISCAL_DEVICE_NEEDED, SYS_STORAGE
from kiosk.domain.fiscal.signing import Signature
from kiosk.domain.stamp import Stamp
from kiosk.flows.base import FISCAL, NOT_KEPT, STORAGE, Effect, Event

if TYPE_CHECKING:
    from kiosk.flows.shell.session import Session

AWAY: Final = {STORAGE: SYS_STORAGE, FISCAL: FISCAL_DEVICE_NEEDED}  # what the kiosk lacks, as it is told
Stepped: TypeAlias = "tuple[Session, tuple[Effect, ...]]"


@dataclass(frozen=True, slots=True)
class PaperSigned(Event):
    """The signing device signed receipt `n` of all, that of the sale or the attempt `about`. The journal keeps it."""

    is_activity: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    n: int
    about: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class ReturnCodeRead(Event):
    """The code on a receipt by which goods come back, without its mark: who holds it can bring them."""

    code: str = field(metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class SignatureKept(Effect):
    """The signature of receipt `n` is durable: what waits for it may be printed, and the next one be signed."""

    is_for_the_moment: ClassVar[bool] = True
    n: int


def step(session: Session, event: Event, _at: Stamp) -> Stepped | None:
    """Take a signature; None for any other event. Nothing on the glass changes by it."""
    return (session, (SignatureKept(event.n),)) if isinstance(event, PaperSigned) else None
