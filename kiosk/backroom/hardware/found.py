"""What the staff's pages need to replace a device; `devices.finding` has it, `main` hands it over."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Candidate(Protocol):
    """What may be the device of a part."""

    @property
    def url(self) -> str:
        """What would stand in the settings."""
        ...

    @property
    def driver(self) -> str:
        """The driver's name."""
        ...

    @property
    def place(self) -> str:
        """Where it hangs."""
        ...

    @property
    def name(self) -> str:
        """What the system calls it."""
        ...

    @property
    def is_same(self) -> bool:
        """Whether it is driven as the device before it."""
        ...


class Proof(Protocol):
    """What a device told when it was opened."""

    @property
    def answers(self) -> bool:
        """Whether it said anything."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether its line could be opened."""
        ...

    @property
    def is_usable(self) -> bool:
        """Whether it could be used now."""
        ...

    @property
    def state(self) -> str:
        """Its condition, in the words of `devices.api`."""
        ...

    @property
    def reasons(self) -> Sequence[str]:
        """Why it is not simply ready."""
        ...

    @property
    def detail(self) -> str:
        """More, for technicians."""
        ...


def _none(_part: str, _known: Mapping[str, str], _address: str) -> Sequence[Candidate]:
    return ()


async def _no_proof(url: str) -> Proof:
    raise LookupError(f"nobody opens {url.partition('+')[0]}")


def _unknown(_part: str, _url: str) -> str | None:
    return "device URLs cannot be checked here"


@dataclass(frozen=True, slots=True)
class Finding:
    """Finds candidates, asks one, and says what is wrong with a URL for a part; nothing where nobody hands it over.

    `find` takes the part, the URLs of all parts in use, and an address that was typed or an empty text.
    """

    find: Callable[[str, Mapping[str, str], str], Sequence[Candidate]] = _none
    prove: Callable[[str], Coroutine[Any, Any, Proof]] = _no_proof
    problem: Callable[[str, str], str | None] = _unknown
