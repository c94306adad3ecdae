"""Settings of the bagging scale."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class BaggingSettings(BaseModel):
    """What is made of the weight in the bag, where there is a bagging scale; see docs/how-to/bagging-scale.md."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    watch: bool = True
    holds: bool = True
    step_g: Annotated[int, Field(ge=1, le=50)] = 5
    patience_s: Annotated[int, Field(ge=2, le=30)] = 6
    nuisance_minor: Annotated[int, Field(ge=1, le=100_000)] = 50
    own_bag_g: Annotated[int, Field(ge=0, le=2_000)] = 400
    carried: Annotated[int, Field(ge=0, le=100)] = 4
    carried_minor: Annotated[int, Field(ge=0, le=10_000_000)] = 5_000
