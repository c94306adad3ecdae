"""Where the backroom puts what somebody takes along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside

EXPORT: Final = "export"


def export_folder(inside: Inside) -> Path:
    """Return the folder for files to take along: where the service's stick is found, else one in the data folder."""
    media = inside.settings.service.media
    return Path(media) if media else inside.data_dir / EXPORT
