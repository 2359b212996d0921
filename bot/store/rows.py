"""The rows of a package: the door that every figure comes in by.

One model a resource; a field's alias is the CSV column. A model checks what a
row alone can tell (forms, lists that the arithmetic depends on, columns that
must agree); ``references`` says which codes must be known, which the load
checks against the package, those it requires, and the database. Every refusal
says what is wrong and what to do. Cells arrive as text without space
around it; an empty cell is None.

Fields stand in the order in which they are checked, so that a check may look
at the columns before it: the value comes last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.figures.codes import (
    ALL,
    BY_NAME,
    BY_SEARCH,
    MISSING,
    UNSTATED,
    Kind,
    Measure,
    Qualifier,
    Transformation,
    UnitKind,
)
from bot.figures.period import GRAINS, Period, PeriodError
from bot.store.schema import CODE_LISTS

__all__ = [
    "MODELS",
    "AliasRow",
    "AreaRow",
    "AudienceRow",
    "ClaimRow",
    "CodeRow",
    "DroppedRow",
    "HabitRow",
    "IndicatorRow",
    "MappedRow",
    "MemberRow",
    "ProductRow",
    "RatioRow",
    "Row",
    "SourceRow",
    "StatementRow",
    "SynonymRow",
    "TitleRow",
    "UnitRow",
    "VintageRow",
    "read",
]

_CODE = re.compile(r"[A-Za-z0-9_@$-]+(?:\.[A-Za-z0-9_@$-]+)*")
_NUMBER = re.compile(r"-?\d+(?:\.(?P<decimals>\d+))?")
_WHOLE = re.compile(r"-?\d{1,3}")

_MEANS = {
    "AREA": "areas",
    "COUNTERPART_AREA": "areas",
    "INDICATOR": "indicators",
    "TRADE_FLOW": "trade_flow",
    "PRODUCT": "products",
    "COVERAGE": "coverage",
    "SEASONAL_ADJUST": "seasonal_adjust",
    "UNIT": "units",
    "TRANSFORMATION": "transformation",
}
"""Dimensions of the MEANS of an alias, with the list of their codes."""

_SUBJECT = {
    "REF_AREA": "areas",
    "COUNTERPART_AREA": "areas",
    "INDICATOR": "indicators",
    "TRADE_FLOW": "trade_flow",
    "PRODUCT": "products",
    "COVERAGE": "coverage",
    "SEASONAL_ADJUST": "seasonal_adjust",
}
"""Dimensions that SHARE_OF may name, with the list of their codes."""


def _filled(value: str) -> str:
    if not value:
        raise ValueError("it is empty; fill it in")
    return value


def _optional(value: str | None) -> str | None:
    return value or None


def _code(value: str) -> str:
    if not _CODE.fullmatch(_filled(value)):
        raise ValueError("a code has letters, digits and _ - . @ $ only; write it so")
    return value


def _optional_code(value: str | None) -> str | None:
    return _code(value) if value else None


def _whole(value: str) -> int:
    if not _WHOLE.fullmatch(_filled(value)):
        raise ValueError("it is not a whole number; write one such as 0 or 9")
    return int(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(_filled(value)) if len(value) == 10 else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise ValueError("it is not a day of the calendar; write it as 2021-12-27")


def _moment(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError("it is not a time with its zone; write it as 2022-01-18T07:00:00+00:00")
    return moment.astimezone(UTC)


def _one_of(*choices: str, default: str | None = None) -> BeforeValidator:
    listed = ", ".join(choices)

    def check(value: str | None) -> str:
        if not value and default is not None:
            return default
        if value not in choices:
            raise ValueError(f"it is none of {listed}; use one of these")
        return value

    return BeforeValidator(check)


def _pairs(text: str, dimensions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """DIMENSION=CODE pairs of a cell."""
    pairs = []
    for pair in text.split():
        dimension, equals, code = pair.partition("=")
        if not equals or dimension not in dimensions or not _CODE.fullmatch(code):
            raise ValueError(
                f"{pair} is not a DIMENSION=CODE; the dimensions are {', '.join(dimensions)}"
            )
        pairs.append((dimension, code))
    return tuple(pairs)


Filled = Annotated[str, BeforeValidator(_filled)]
Optional = Annotated[str | None, BeforeValidator(_optional)]
Code = Annotated[str, BeforeValidator(_code)]
OptionalCode = Annotated[str | None, BeforeValidator(_optional_code)]
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]


class Row(BaseModel):
    """One row of a resource."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=str.upper)

    KEY: ClassVar[tuple[str, ...]] = ()
    """Fields that tell the rows of a file apart; none where rows may repeat."""

    CODES: ClassVar[Mapping[str, str]] = {}
    """Columns that hold a code, with the table that must know it."""

    @classmethod
    @cache
    def coded(cls) -> tuple[str, ...]:
        """The fields that ``references`` depends on."""
        return tuple(column.lower() for column in cls.CODES)

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Codes that must be known: (column, table, code)."""
        for column, table in self.CODES.items():
            code = getattr(self, column.lower())
            if code is not None:
                yield column, table, code


class CodeRow(Row):
    """A code of one of the small lists."""

    dimension: Annotated[str, _one_of(*(name.upper() for name in CODE_LISTS))]
    code: Code
    label: Filled
    in_sentence: Optional = None
    preposition: Optional = None
    KEY = ("dimension", "code")


class AreaRow(Row):
    """A country, a part of one, a group or a place."""

    code: Code
    label: Filled
    in_sentence: Optional = None
    kind: Annotated[str, _one_of("country", "subdivision", "group", "place")]
    KEY = ("code",)


class ProductRow(Row):
    """A group of goods."""

    code: Code
    label: Filled
    in_sentence: Optional = None
    KEY = ("code",)


class UnitRow(Row):
    """A unit of measure and how it is written."""

    code: Code
    kind: Annotated[str, _one_of(*UnitKind)]
    one: Optional = None
    many: Optional = None
    prefix: Optional = None
    KEY = ("code",)


class IndicatorRow(Row):
    """A measure, with the kind that decides its arithmetic."""

    code: Code
    label: Filled
    kind: Annotated[str, _one_of(*Kind)]
    parent: OptionalCode = None
    one: Optional = None
    many: Optional = None
    parts: Annotated[str, _one_of("some", "all", default="some")] = "some"
    deficit: Optional = None
    found_by: Annotated[str, _one_of(BY_NAME, BY_SEARCH, default=BY_NAME)] = BY_NAME
    KEY = ("code",)
    CODES: ClassVar[Mapping[str, str]] = {"PARENT": "indicators"}

    @field_validator("deficit")
    @classmethod
    def _deficit(cls, value: str | None) -> str | None:
        return _side_of_zero(value)


_KINDS: Mapping[str, tuple[str, ...]] = {
    "areas": ("country", "subdivision", "group", "place"),
    "units": tuple(UnitKind),
    "indicators": tuple(Kind),
}


class DroppedRow(Row):
    """A code that no package has any more, though figures may refer to it; an export has those.

    It names nothing that another row could not be named, and gives way to any row of its code.
    """

    codelist: Annotated[
        str, _one_of(*(name.upper() for name in (*CODE_LISTS, "products", *_KINDS)))
    ]
    code: Code
    label: Filled
    in_sentence: Optional = None
    kind: Optional = Field(default=None, validate_default=True)
    parent: OptionalCode = None
    one: Optional = None
    many: Optional = None
    prefix: Optional = None
    parts: Annotated[str, _one_of("some", "all", default="some")] = "some"
    deficit: Optional = None
    found_by: Annotated[str, _one_of(BY_NAME, BY_SEARCH, default=BY_NAME)] = BY_NAME
    preposition: Optional = None
    KEY = ("codelist", "code")
    CODES: ClassVar[Mapping[str, str]] = {"PARENT": "indicators"}

    @property
    def table(self) -> str:
        """The table that it is of."""
        return self.codelist.lower()

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, value: str | None, info: ValidationInfo) -> str | None:
        kinds = _KINDS.get(info.data.get("codelist", "").lower(), ())
        if kinds and value not in kinds:
            raise ValueError(f"it is none of {', '.join(kinds)}; use one of these")
        return value if kinds else None

    @field_validator("deficit")
    @classmethod
    def _deficit(cls, value: str | None) -> str | None:
        return _side_of_zero(value)


def _side_of_zero(value: str | None) -> str | None:
    if value not in (None, "positive", "negative"):
        raise ValueError("it is neither positive nor negative; use one of these, or none")
    return value


class SourceRow(Row):
    """A release by a publisher."""

    source_id: Filled
    publisher: Filled
    published: Day
    title: Optional = None
    url: Optional = None
    note: Optional = None
    rounding: Annotated[str, _one_of("rounded", "truncated", default="rounded")] = "rounded"
    KEY = ("source_id",)

    @field_validator("url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None and not re.match(r"https?://\S+$", value):
            raise ValueError("it is not a web address; begin it with https:// or leave it empty")
        return value


class MemberRow(Row):
    """An area that a group counts among its own."""

    group: Code
    member: Code
    source_id: Optional = None
    note: Optional = None
    KEY = ("group", "member")
    CODES: ClassVar[Mapping[str, str]] = {
        "GROUP": "areas",
        "MEMBER": "areas",
        "SOURCE_ID": "sources",
    }


class TitleRow(Row):
    """What an indicator is called for one flow."""

    indicator: Code
    trade_flow: Code
    title: Filled
    KEY = ("indicator", "trade_flow")
    CODES: ClassVar[Mapping[str, str]] = {"INDICATOR": "indicators", "TRADE_FLOW": "trade_flow"}


class AliasRow(Row):
    """Another name for codes; several rows of one name are several readings."""

    alias: Filled
    means: Filled
    KEY = ("alias", "means")

    @field_validator("means")
    @classmethod
    def _named(cls, value: str) -> str:
        # One order for one meaning, whichever way a row puts it.
        order = list(_MEANS)
        pairs = sorted(_pairs(value, _MEANS), key=lambda pair: order.index(pair[0]))
        return " ".join("=".join(pair) for pair in pairs)

    @classmethod
    @cache
    def coded(cls) -> tuple[str, ...]:
        return ("means",)

    def references(self) -> Iterator[tuple[str, str, str]]:
        for dimension, code in _pairs(self.means, _MEANS):
            yield "MEANS", _MEANS[dimension], code


class SynonymRow(Row):
    """A word that a title may have in the place of another; alone, one that says little."""

    word: Filled
    same: Optional = None
    KEY = ("word", "same")


class ClaimRow(Row):
    """What somebody said of a cause."""

    source_id: Filled
    locator: Optional = None
    kind: Filled
    subject: Filled
    speaker: Filled
    paraphrase: Filled
    ref_area: Code
    indicator: Code
    accumulation: Annotated[str, _one_of("N", "YTD", default="N")] = "N"
    time_period: Optional = None
    CODES: ClassVar[Mapping[str, str]] = {
        "SOURCE_ID": "sources",
        "REF_AREA": "areas",
        "INDICATOR": "indicators",
    }

    @field_validator("time_period")
    @classmethod
    def _spoken_of(cls, value: str | None, info: ValidationInfo) -> str | None:
        ytd = info.data.get("accumulation") == "YTD"
        return _parsed(value, ytd=ytd).code if value else None


class HabitRow(Row):
    """A calendar habit of a publisher; the indicator _T is any."""

    ref_area: Code
    indicator: Code
    habit: Annotated[str, _one_of("JAN_FEB_COMBINED")]
    note: Optional = None
    KEY = ("ref_area", "indicator", "habit")
    CODES: ClassVar[Mapping[str, str]] = {"REF_AREA": "areas", "INDICATOR": "indicators"}

    def references(self) -> Iterator[tuple[str, str, str]]:
        return (found for found in super().references() if found[2] != ALL)


_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")


class AudienceRow(Row):
    """A channel in which restricted figures may be seen: of a release, an indicator, or both."""

    source_id: Optional = None
    indicator: OptionalCode = None
    channel: Filled
    KEY = ("source_id", "indicator", "channel")
    CODES: ClassVar[Mapping[str, str]] = {"SOURCE_ID": "sources", "INDICATOR": "indicators"}

    @field_validator("channel")
    @classmethod
    def _id_of_channel(cls, value: str, info: ValidationInfo) -> str:
        if not _CHANNEL.fullmatch(value):
            raise ValueError(
                "it is not the id of a Slack channel, as C012AB3CD; copy it from the foot of "
                "the channel's details in Slack, and not its name, which may change hands"
            )
        if {"source_id", "indicator"} <= info.data.keys() and not (
            info.data["source_id"] or info.data["indicator"]
        ):
            raise ValueError("the row says of which figures: fill in SOURCE_ID, INDICATOR or both")
        return value


class RatioRow(Row):
    """Two indicators of which one per unit of the other makes sense."""

    numerator: Code
    denominator: Code
    label: Filled
    KEY = ("numerator", "denominator")
    CODES: ClassVar[Mapping[str, str]] = {"NUMERATOR": "indicators", "DENOMINATOR": "indicators"}


class StatementRow(Row):
    """One number, or one claim, that a publisher printed."""

    id: Annotated[str | None, BeforeValidator(_filled)]
    source_id: Filled
    locator: Optional = None
    freq: Code
    ref_area: Code
    counterpart_area: Code
    indicator: Code
    trade_flow: Code
    product: Code
    coverage: Code
    seasonal_adjust: Code
    measure: Annotated[str, _one_of(*Measure)]
    transformation: Annotated[str, _one_of(*Transformation)]
    unit_measure: Code
    accumulation: Annotated[str, _one_of("N", "YTD")]
    time_period: Filled
    comparison_period: Optional = None
    share_of: Optional = None
    unit_mult: Whole
    decimals: Whole
    obs_qualifier: Annotated[str, _one_of(*Qualifier)]
    obs_status: Code
    conf_status: Annotated[str, _one_of("F", "E", "C", default="F")] = "F"
    embargo_time: Moment = Field(default=None, validate_default=True)
    note: Optional = None
    obs_value: Optional

    KEY: ClassVar[tuple[str, ...]] = ("id",)
    CODES: ClassVar[Mapping[str, str]] = {
        "SOURCE_ID": "sources",
        "FREQ": "freq",
        **_SUBJECT,
        "UNIT_MEASURE": "units",
        "MEASURE": "measure",
        "TRANSFORMATION": "transformation",
        "ACCUMULATION": "accumulation",
        "OBS_QUALIFIER": "obs_qualifier",
        "OBS_STATUS": "obs_status",
        "CONF_STATUS": "conf_status",
    }

    @classmethod
    @cache
    def coded(cls) -> tuple[str, ...]:
        return (*super().coded(), "share_of")

    def references(self) -> Iterator[tuple[str, str, str]]:
        yield from super().references()
        if self.share_of is not None:
            dimension, _, code = self.share_of.partition("=")
            yield "SHARE_OF", _SUBJECT[dimension], code

    @field_validator("time_period")
    @classmethod
    def _period(cls, value: str, info: ValidationInfo) -> str:
        period = _parsed(value, ytd=info.data.get("accumulation") == "YTD")
        freq = info.data.get("freq")
        if freq in tuple(GRAINS) and period.grain not in (freq, "X"):
            raise ValueError(
                f"it is a period of FREQ {period.grain}, the row says {freq}; correct either"
            )
        return period.code

    @field_validator("comparison_period")
    @classmethod
    def _compared(cls, value: str | None) -> str | None:
        return value if value is None or value == UNSTATED else _parsed(value).code

    @field_validator("share_of")
    @classmethod
    def _whole_of_share(cls, value: str | None, info: ValidationInfo) -> str | None:
        if (value is not None) != (info.data.get("measure", "") == Measure.SHARE):
            if "measure" not in info.data:
                return value
            raise ValueError(
                "MEASURE SH, and no other, says what it is a share of; "
                "write the one dimension that differs in the whole, as COUNTERPART_AREA=W1"
            )
        if value is not None and len(_pairs(value, _SUBJECT)) != 1:
            raise ValueError("it names several dimensions; name the one that differs in the whole")
        return value

    @field_validator("decimals")
    @classmethod
    def _some_decimals(cls, value: int) -> int:
        if value < 0:
            raise ValueError("DECIMALS counts the digits after the point; write 0 or more")
        return value

    @field_validator("embargo_time")
    @classmethod
    def _embargoed(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        if (value is not None) != (info.data.get("conf_status", "F") == "E"):
            raise ValueError(
                "CONF_STATUS E, and no other, goes with a time at which the embargo ends; "
                "give both or neither"
            )
        return value

    @field_validator("obs_value")
    @classmethod
    def _printed(cls, value: str | None, info: ValidationInfo) -> str | None:
        qualifier, status = info.data.get("obs_qualifier"), info.data.get("obs_status")
        wordless = qualifier in (Qualifier.UP, Qualifier.DOWN) or status == MISSING
        if value is None:
            if wordless or qualifier is None or status is None:
                return None
            raise ValueError(
                "it is empty; give the number as printed, or OBS_QUALIFIER UP or DN "
                "where only the direction was printed, or OBS_STATUS M where none was"
            )
        if wordless:
            raise ValueError(
                "OBS_QUALIFIER UP or DN and OBS_STATUS M go without a number; empty this cell "
                "or correct those"
            )
        number = _NUMBER.fullmatch(value)
        if number is None:
            raise ValueError(
                "it is not a plain decimal number; write digits with a point, as 16.03, "
                "and powers of ten in UNIT_MULT"
            )
        printed, told = len(number["decimals"] or ""), info.data.get("decimals", None)
        if told is not None and printed != told:
            raise ValueError(
                f"it has {printed} digits after the point and DECIMALS says {told}; "
                "correct the one that is not as printed"
            )
        return value


class MappedRow(StatementRow):
    """A statement read from a table as it was published, which need not have an ID.

    Without one it is known by its series, period and source.
    """

    id: Optional = None
    KEY: ClassVar[tuple[str, ...]] = ()


class VintageRow(StatementRow):
    """A statement as a file of the desk has it, which need not be as an editor's file has it.

    It may have no ID, as a row of a table as it was published. Or its ID may have gone on to
    a later release: then it stands once for each. And it may say again what its publisher
    had said before. It has been on file, so it is taken as it stands.
    """

    id: Optional = None
    KEY: ClassVar[tuple[str, ...]] = ("id", "source_id")


def _parsed(code: str, *, ytd: bool = False) -> Period:
    try:
        return Period.of(code, ytd)
    except PeriodError as error:
        raise ValueError(f"{error}; correct it") from None


MODELS: Mapping[str, type[Row]] = {
    "codes": CodeRow,
    "dropped": DroppedRow,
    "areas": AreaRow,
    "products": ProductRow,
    "units": UnitRow,
    "indicators": IndicatorRow,
    "sources": SourceRow,
    "membership": MemberRow,
    "titles": TitleRow,
    "aliases": AliasRow,
    "synonyms": SynonymRow,
    "claims": ClaimRow,
    "habits": HabitRow,
    "ratios": RatioRow,
    "audiences": AudienceRow,
    "statements": StatementRow,
    "vintages": VintageRow,
}
"""Resource names with their models, in the order in which they are loaded."""


def read(
    model: type[Row], cells: Mapping[str, str], refuse: Callable[[str, str, str], None]
) -> Row | None:
    """The row, or None after telling ``refuse`` (column, value, advice) of each bad cell."""
    try:
        return model.model_validate(cells)
    except ValidationError as fault:
        for error in fault.errors(include_url=False):
            column = str(error["loc"][0]).upper()  # of a cell that is not there, the field's name
            refuse(column, cells.get(column) or "", _advice(error))
        return None


def _advice(error: Mapping[str, Any]) -> str:
    reason = error.get("ctx", {}).get("error")
    return str(reason) if isinstance(reason, ValueError) else str(error["msg"])
