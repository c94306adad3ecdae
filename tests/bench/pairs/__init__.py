"""All pairs, in the order they are measured."""

from tests.bench.pair import Family
from tests.bench.pairs import babble, camera, durable, events, lookup, receipt, replug, scan, speech, start, touch

FAMILIES: tuple[Family, ...] = (
    start.FAMILY, scan.FAMILY, durable.FAMILY, lookup.FAMILY, receipt.FAMILY, touch.FAMILY, speech.FAMILY,
    camera.FAMILY, babble.FAMILY, replug.FAMILY, events.FAMILY,
)  # fmt: skip
