"""Series: the dimensions of a statement, everything before its period.

A *subject* is what is measured (whose trade, with whom, of what, on which
coverage); a *series* is one way of measuring it (level in yuan by month, growth
over the year to date, share of a whole). Many series speak about one subject,
and the arithmetic joins them there.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from bot.figures.codes import Measure, Transformation

__all__ = ["Series", "Subject"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured, as seven SDMX dimensions."""

    ref_area: str
    counterpart_area: str
    indicator: str
    trade_flow: str
    product: str
    coverage: str
    seasonal_adjust: str

    @classmethod
    def dimensions(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))

    def with_(self, dimension: str, code: str) -> Subject:
        """The subject that differs in one dimension only (SDMX name, any case)."""
        return replace(self, **{dimension.lower(): code})


@dataclass(frozen=True, slots=True)
class Series:
    """One way of measuring a subject."""

    id: int
    subject: Subject
    freq: str
    measure: Measure
    transformation: Transformation
    unit: str  # UNIT_MEASURE
    ytd: bool  # ACCUMULATION is YTD
    share_of: str | None  # "COUNTERPART_AREA=W1": the one dimension that differs in the whole

    @property
    def is_level(self) -> bool:
        return self.measure is Measure.LEVEL and self.transformation is Transformation.NONE

    @property
    def is_growth(self) -> bool:
        return self.measure is Measure.LEVEL and self.transformation in (
            Transformation.GROWTH,
            Transformation.GROWTH_YEAR,
        )

    @property
    def whole(self) -> Subject | None:
        """The subject a share is a share of; None where this is no share."""
        if self.share_of is None:
            return None
        dimension, _, code = self.share_of.partition("=")
        return self.subject.with_(dimension, code)
