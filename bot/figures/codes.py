"""The SDMX codes on which rules depend; all other codes are rows of a data package.

Sources: SDMX cross-domain code lists CL_FREQ, CL_OBS_STATUS, CL_CONF_STATUS,
CL_SEASONAL_ADJUST and CL_UNIT_MULT; the measure, transformation and qualifier
codes are the desk's own where SDMX has none.
"""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What kind of thing a statement says about its subject."""

    LEVEL = "LV"
    SHARE = "SH"
    RATIO = "RT"  # to the same subject in another period
    RANK = "RK"
    RECORD = "RC"  # a claim that the level is a record
    CONVERSION = "XC"  # the publisher's own conversion into another currency


class Transformation(StrEnum):
    """What was done to the measure before it was printed."""

    NONE = "N"
    GROWTH = "G1"  # percent change on the previous period
    GROWTH_YEAR = "G1Y"  # percent change over one year
    DIFFERENCE = "D1"
    DIFFERENCE_YEAR = "D1Y"


class Qualifier(StrEnum):
    """How exactly the publisher put the number."""

    EXACT = "EQ"  # as printed
    AROUND = "AR"  # "around": one unit of the last printed digit either way
    OVER = "GT"  # "more than"
    NEARLY = "LT"
    APPROXIMATE = "AP"  # "doubled": words, never a base for computing
    UP = "UP"  # direction only, no value
    DOWN = "DN"
    IMPLIED = "IM"  # implied by wording ("remained the largest")

    @property
    def has_number(self) -> bool:
        """Whether arithmetic may use the value."""
        return self not in WORDS_ONLY


WORDS_ONLY = frozenset({Qualifier.APPROXIMATE, Qualifier.UP, Qualifier.DOWN})


class Kind(StrEnum):
    """What an indicator is, which decides the arithmetic it allows."""

    FLOW = "flow"  # sums over time: trade, trips
    STOCK = "stock"
    RATE = "rate"  # percent; differences are percentage points
    INDEX = "index"
    PRICE = "price"


class UnitKind(StrEnum):
    """What a unit measures, which decides how it is written."""

    CURRENCY = "currency"
    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"
    MASS = "mass"
    OTHER = "other"


ALL = "_T"  # total over a dimension
NOT_APPLICABLE = "_Z"
UNSTATED = "_U"
WORLD = "W1"
BALANCE = "B"  # TRADE_FLOW: exports less imports
UNKNOWN_COVERAGE = "UNK"  # the publisher does not say: never the same as another's

PERCENT = "PT"
POINTS = "PP"
COUNT = "NUM"
PURE_NUMBER = "PN"  # CL_UNIT_MEASURE: a number with no unit, "3.2 times"

MISSING = "M"  # OBS_STATUS: the publisher gave no figure
BREAK = "B"  # OBS_STATUS: a break in the series, which is counted otherwise from here on
FORECAST = "F"  # OBS_STATUS: what a quantity may come to; an estimate (E) is of one that exists

BY_NAME, BY_SEARCH = "name", "search"
"""FOUND_BY of an indicator: its label is a name in questions, or one title of a catalogue."""
