"""Recordings of what passes on a device's line: masked as they are written, and played back."""

from devices.recording.masks import STRICT, FrameMasker, Lost, Masker, Masks, Released, Tell, shape, strict

__all__ = ["STRICT", "FrameMasker", "Lost", "Masker", "Masks", "Released", "Tell", "shape", "strict"]
