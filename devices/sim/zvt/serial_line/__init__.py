"""The simulated terminal on a serial line: blocks, their answers and repetitions."""

from devices.sim.zvt.serial_line.terminal import SerialTerminal

__all__ = ["SerialTerminal"]
