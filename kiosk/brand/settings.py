"""Settings of the site's look."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class BrandSettings(BaseModel):
    """What the site looks like. The file is judged by `kiosk.brand`: a wrong colour or logo stops no kiosk."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    file: Annotated[str, Field(max_length=200)] = ""
