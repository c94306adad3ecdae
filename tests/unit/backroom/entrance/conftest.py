"""Places for the entrance: real tables, cheap hashes, no thread left over."""

from tests.unit.people.conftest import place

__all__ = ["place"]
