"""What printers of every protocol share: one job at a time, the look before the first byte, the ends of a job."""

from devices.printing.desk import Desk
from devices.printing.outcomes import asked_before, failed, unknown, wire_s_per_byte
from devices.printing.sample import sample

__all__ = ["Desk", "asked_before", "failed", "sample", "unknown", "wire_s_per_byte"]
