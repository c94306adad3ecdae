"""Stands in until the examples are there."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.flows.checkin.states import State

EXAMPLES: Mapping[str, State] = {}
