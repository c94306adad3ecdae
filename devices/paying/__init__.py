"""What payment terminals of every protocol share."""

from __future__ import annotations

from devices.paying.card_data import ALLOWED_CLEAR_DIGITS, alarm, is_card_number
from devices.paying.numbers import covered, without_card_data
from devices.paying.verbs import Verbs, tell

__all__ = ["ALLOWED_CLEAR_DIGITS", "Verbs", "alarm", "covered", "is_card_number", "tell", "without_card_data"]
