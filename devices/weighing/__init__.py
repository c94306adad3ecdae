"""What scales of every protocol share: the rules of a weight."""

from devices.weighing.profile import PROFILE, ScaleProfile, load
from devices.weighing.scale import Answer, Talk, WeighingScale
from devices.weighing.text import grams

__all__ = ["PROFILE", "Answer", "ScaleProfile", "Talk", "WeighingScale", "grams", "load"]
