"""What printers of every protocol share: the line, one job at a time, the look before its first byte, its ends."""

from devices.printing.desk import Desk
from devices.printing.line import PrinterLine
from devices.printing.outcomes import asked_before, failed, unknown, wire_s_per_byte
from devices.printing.sample import sample

__all__ = ["Desk", "PrinterLine", "asked_before", "failed", "sample", "unknown", "wire_s_per_byte"]
