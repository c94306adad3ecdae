"""Tag-length-value containers of ZVT (bitmap 06): one to three tag bytes, length 00-7F, `81 ll` or `82 hi lo`.

Source: PA00P015 rev. 13.08 ch. 9 (TLV container).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from devices.api import Garbled

MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Node:
    """One tag and its value. `tag` is all tag bytes as one number: 0x07, 0x1F07. The value may hold card data.

    `length_bytes` keeps the form of the length as it came, for building the same bytes again.
    """

    tag: int
    value: bytes = field(repr=False)
    length_bytes: int = field(default=0, compare=False)

    @property
    def is_constructed(self) -> bool:
        """True when the value is made of tags, too."""
        first = self.tag.to_bytes((self.tag.bit_length() + 7) // 8 or 1, "big")[0]
        return bool(first & 0x20)

    def __bytes__(self) -> bytes:
        tag = self.tag.to_bytes((self.tag.bit_length() + 7) // 8 or 1, "big")
        return tag + length(len(self.value), self.length_bytes) + self.value


def length(count: int, at_least_bytes: int = 0) -> bytes:
    """Write a length in its shortest form, or in a longer one where that came so. Raises ValueError over 65,535."""
    if count <= 0x7F and at_least_bytes <= 1:
        return bytes((count,))
    if count <= 0xFF and at_least_bytes <= 2:
        return bytes((0x81, count))
    if count <= 0xFFFF:
        return bytes((0x82, count >> 8, count & 0xFF))
    raise ValueError(f"{count} bytes do not fit a TLV length")


def read_length(raw: bytes, at: int) -> tuple[int, int]:
    """Read a length; give it with the number of bytes it took. Raises `Garbled`."""
    first = _byte(raw, at)
    if first <= 0x7F:
        return first, 1
    if first == 0x81:
        return _byte(raw, at + 1), 2
    if first == 0x82:
        return _byte(raw, at + 1) << 8 | _byte(raw, at + 2), 3
    raise Garbled(f"{first:02X} is no TLV length")


def parse(raw: bytes) -> tuple[Node, ...]:
    """Read the tags of one level. Raises `Garbled`."""
    found: list[Node] = []
    at = 0
    while at < len(raw):
        tag, at = _read_tag(raw, at)
        count, used = read_length(raw, at)
        at += used
        if at + count > len(raw):
            raise Garbled(f"TLV tag {tag:X} is cut short")
        found.append(Node(tag, raw[at : at + count], used))
        at += count
    return tuple(found)


def build(nodes: tuple[Node, ...]) -> bytes:
    """Write the tags of one level."""
    return b"".join(map(bytes, nodes))


def walk(nodes: tuple[Node, ...], depth: int = 0) -> Iterator[Node]:
    """Give every tag, outer before inner, in the order of the bytes. Raises `Garbled`."""
    if depth > MAX_DEPTH:
        raise Garbled("TLV containers are nested too deep")
    for node in nodes:
        yield node
        if node.is_constructed:
            yield from walk(parse(node.value), depth + 1)


def find(nodes: tuple[Node, ...], tag: int) -> bytes | None:
    """Give the value of the first tag of that number at any depth, None without one. Raises `Garbled`."""
    return next((node.value for node in walk(nodes) if node.tag == tag), None)


def _read_tag(raw: bytes, at: int) -> tuple[int, int]:
    tag = _byte(raw, at)
    at += 1
    if tag & 0x1F == 0x1F:
        second = _byte(raw, at)
        tag, at = tag << 8 | second, at + 1
        if second & 0x80:
            tag, at = tag << 8 | _byte(raw, at), at + 1
    return tag, at


def _byte(raw: bytes, at: int) -> int:
    if at >= len(raw):
        raise Garbled("a TLV container is cut short")
    return raw[at]
