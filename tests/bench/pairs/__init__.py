"""All pairs, in the order they are measured."""

from tests.bench.pair import Family
from tests.bench.pairs import camera, durable, lookup, receipt, recover_1m, scan, speech, start, touch
from tests.bench.pairs.catalogue import writing
from tests.bench.pairs.checkin import finding, hour, passenger
from tests.bench.pairs.core import pricing, sim_sessions
from tests.bench.pairs.devices import babble, events, replug
from tests.bench.pairs.formats import boarding_pass, travel_document

FAMILIES: tuple[Family, ...] = (
    start.FAMILY, scan.FAMILY, durable.FAMILY, lookup.FAMILY, writing.FAMILY, receipt.FAMILY, touch.FAMILY,
    speech.FAMILY, camera.FAMILY, recover_1m.FAMILY, sim_sessions.FAMILY, pricing.FAMILY, babble.FAMILY,
    replug.FAMILY, events.FAMILY, boarding_pass.FAMILY, travel_document.FAMILY, finding.FAMILY, passenger.FAMILY,
    hour.FAMILY,
)  # fmt: skip
