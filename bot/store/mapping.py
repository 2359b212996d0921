"""The mapping of a table as it was published: what its columns are in our terms.

It stands in datapackage.json with the resource. What Table Dialect and Table
Schema have a name for is said with that name (delimiter, headerRows, encoding,
missingValues, decimalChar ...); ours is under ``figures``, of the resource and of
its fields. data/README.md documents it with an example.

An SDMX message names its columns by concepts, many of which are terms of ours: those
take themselves, unless the mapping says otherwise (``Table.completed``).
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from bot.store.faults import BadDescriptor, Refusal
from bot.store.package import Package, Refuse, Resource, listed_cells
from bot.store.period_labels import format_fault
from bot.store.rows import StatementRow
from bot.store.sdmx import DATAFLOW, FORMATS, JSON, ML, format_of

__all__ = [
    "DECIMALS",
    "PERIOD",
    "TERMS",
    "VALUE",
    "Across",
    "Column",
    "ColumnFigures",
    "Dialect",
    "Split",
    "Table",
    "mapping_of",
]

PERIOD, VALUE, DECIMALS = "TIME_PERIOD", "OBS_VALUE", "DECIMALS"
COLUMN = "COLUMN"
_LISTED = "columns of the file"  # no key of a descriptor

_TERMS = tuple(
    str(field.alias) for name, field in StatementRow.model_fields.items() if name != "id"
)
TERMS = ("ID", *_TERMS)
_CONSTANT = tuple(term for term in _TERMS if term not in (PERIOD, VALUE))

DEFAULTS: Mapping[str, str] = {
    "COUNTERPART_AREA": "_Z",
    "TRADE_FLOW": "_Z",
    "PRODUCT": "_Z",
    "COVERAGE": "_Z",
    "MEASURE": "LV",
    "TRANSFORMATION": "N",
    "ACCUMULATION": "N",
    "OBS_QUALIFIER": "EQ",
    "OBS_STATUS": "A",
}
"""What holds where a mapping does not say: a level, of one area, as printed."""

_NEEDED = (
    "SOURCE_ID", "REF_AREA", "INDICATOR", "SEASONAL_ADJUST", "UNIT_MEASURE", "UNIT_MULT",
)  # fmt: skip
"""What every mapping says of every observation: none of it can be guessed."""


_THEMSELVES = tuple(term for term in TERMS if term != DECIMALS)
"""What a message need not be told is a term of ours. Its DECIMALS say how to show its numbers,
and not how exact they are: BIS writes 14206.490766 with DECIMALS 3."""

_NO_FIGURE = ("", "NaN", "#N/A", "#NA")
"""What SDMX writes where there is nothing."""


def _term(value: str) -> str:
    if value not in TERMS:
        raise ValueError(f"it is no column of statements; use one of {', '.join(TERMS)}")
    return value


def _constant(value: str) -> str:
    if value not in _CONSTANT:
        raise ValueError(f"it cannot be a constant; use one of {', '.join(_CONSTANT)}")
    return value


def _as_text(value: object) -> object:
    """UNIT_MULT and DECIMALS may be written as numbers."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _format(value: str) -> str:
    fault = format_fault(value)
    if fault is not None:
        raise ValueError(fault)
    return value


def _one_sign(value: str) -> str:
    if len(value) != 1 or value.isdigit():
        raise ValueError("it is not one character; write one such as , or ;")
    return value


def _encoding(value: str) -> str:
    try:
        "".encode(value)  # some codecs are of no text, as base64 is
        return codecs.lookup(value).name
    except LookupError:
        raise ValueError(
            "it is no encoding; write one such as utf-8, iso-8859-1 or windows-1252"
        ) from None


def _listed(value: object) -> object:
    """A list of one, for what Data Package 2.0 writes as a list and 2.1 as a text."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _missing(value: object) -> object:
    """Texts of missingValues, which may be objects with a label."""
    if isinstance(value, list):
        return [each.get("value") if isinstance(each, dict) else each for each in value]
    return value


Constant = Annotated[str, AfterValidator(_constant)]
Text = Annotated[str, BeforeValidator(_as_text)]
Constants = dict[Constant, Text]
Format = Annotated[str, AfterValidator(_format)]
Sign = Annotated[str, AfterValidator(_one_sign)]
Missing = Annotated[tuple[str, ...], BeforeValidator(_missing)]


class _Ours(BaseModel):
    """Keys of our own: any that is not known is a slip."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Standard(BaseModel):
    """Keys of the standard, which has more than the desk needs."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Dialect(_Standard):
    """Table Dialect: how the text of a file is cut into rows and cells."""

    delimiter: Sign = ","
    quote_char: Sign = Field(default='"', alias="quoteChar")
    double_quote: bool = Field(default=True, alias="doubleQuote")
    escape_char: Sign | None = Field(default=None, alias="escapeChar")
    skip_initial_space: bool = Field(default=False, alias="skipInitialSpace")
    header: bool = True
    header_rows: tuple[Annotated[int, Field(ge=1)], ...] = Field(default=(1,), alias="headerRows")
    header_join: str = Field(default=" ", alias="headerJoin")
    comment_rows: tuple[Annotated[int, Field(ge=1)], ...] = Field(default=(), alias="commentRows")
    comment_char: str | None = Field(default=None, alias="commentChar")
    sheet_number: Annotated[int, Field(ge=1)] = Field(default=1, alias="sheetNumber")
    sheet_name: str | None = Field(default=None, alias="sheetName")

    @model_validator(mode="after")
    def _has_header(self) -> Self:
        if self.header and not self.header_rows:
            raise ValueError("headerRows is empty; name the row of the header, or header false")
        return self


class _Printed(_Standard):
    """Table Schema: how the numbers of a column are written."""

    decimal_char: Sign = Field(default=".", alias="decimalChar")
    group_char: Sign | None = Field(default=None, alias="groupChar")
    bare_number: bool = Field(default=True, alias="bareNumber")
    missing: Missing | None = Field(default=None, alias="missingValues")


class ColumnFigures(_Ours):
    """What a field is to us."""

    column: Annotated[str, AfterValidator(_term)] | None = None
    codes: dict[str, Text | Constants | None] | None = None
    formats: tuple[Format, ...] = ()
    flags: dict[str, str] = {}
    constants: Constants = {}

    @model_validator(mode="after")
    def _fits(self) -> Self:
        left_out = "column" in self.model_fields_set  # null, as an answer to a question
        if self.column is None and self.codes is None and not left_out:
            raise ValueError("it says neither column nor codes; say which column of ours it is")
        if self.column is None and any(
            isinstance(code, str) for code in (self.codes or {}).values()
        ):
            raise ValueError(
                "its codes are of no column; add column, or give objects such as "
                '{"TRADE_FLOW": "X"}, or null for rows to leave out'
            )
        for key, only in (("formats", PERIOD), ("flags", VALUE), ("constants", VALUE)):
            if getattr(self, key) and self.column != only:
                raise ValueError(f"{key} go with column {only} only; move or remove them")
        if self.codes is not None and self.column in (PERIOD, VALUE):
            raise ValueError(f"codes do not go with column {self.column}; use formats or flags")
        return self


def _read_at_all(figures: ColumnFigures | None) -> ColumnFigures | None:
    """None of a column that was answered to be left out: it is as one without ``figures``."""
    told = figures is not None and (figures.column is not None or figures.codes is not None)
    return figures if told else None


class Column(_Printed):
    """A field of Table Schema, with what it is to us; one without ``figures`` is not read."""

    name: str
    type: str = "any"
    format: str = "default"
    figures: Annotated[ColumnFigures | None, AfterValidator(_read_at_all)] = None

    @model_validator(mode="after")
    def _readable(self) -> Self:
        if self.holds == PERIOD:
            for form in self.period_formats:
                fault = format_fault(form)
                if fault is not None:
                    raise ValueError(f"its format {form!r}: {fault}")
        return self

    @property
    def holds(self) -> str | None:
        return self.figures.column if self.figures else None

    @property
    def period_formats(self) -> tuple[str, ...]:
        """Formats of a column of periods: ours, else the standard's."""
        if self.figures and self.figures.formats:
            return self.figures.formats
        if self.type == "date" and self.format != "default":
            return (self.format,)
        return {"date": ("%Y-%m-%d",), "yearmonth": ("%Y-%m",), "year": ("%Y",)}.get(self.type, ())


class Across(_Ours, _Printed):
    """Columns that are named by periods: every column that is no field is one of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    formats: tuple[Format, ...] = ()
    flags: dict[str, str] = {}


class _Schema(_Standard):
    fields: tuple[Column, ...]
    missing: Missing = Field(default=("",), alias="missingValues")
    match: Annotated[Literal["exact", "equal", "subset"], BeforeValidator(_listed)] = Field(
        default="exact", alias="fieldsMatch"
    )


class Listed(_Ours, _Printed):
    """A file that lists columns of numbers, with what each is: more than fields are good for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    flags: dict[str, str] = {}


def _listed_in(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


class Split(_Ours):
    """A column whose cells hold what several columns would, as the keys of Eurostat's tables."""

    column: str
    into: Annotated[tuple[str, ...], Field(min_length=2)]
    separator: Annotated[str, Field(min_length=1)] = ","


def _nothing_left(value: tuple[str, ...]) -> tuple[str, ...]:
    if value:
        raise ValueError("what is listed here is still to be done; once it is, take it out")
    return value


class _TableFigures(_Ours):
    constants: Constants = {}
    split: Split | None = None
    until: str | None = None
    across: Across | None = None
    to_mend: Annotated[tuple[str, ...], AfterValidator(_nothing_left)] = ()
    """Where a description has its questions about the file itself; empty once they are answered."""
    columns: Annotated[Listed | None, BeforeValidator(_listed_in)] = None


class Table(_Standard):
    """A resource that is mapped."""

    format: str | None = None
    encoding: Annotated[str, AfterValidator(_encoding)] = "utf-8"
    dialect: Dialect = Dialect()
    table_schema: _Schema = Field(alias="schema")
    figures: _TableFigures
    listed: tuple[Column, ...] = Field(default=(), alias=_LISTED)

    @model_validator(mode="before")
    @classmethod
    def _of_a_message(cls, said: Any) -> Any:
        """A message tells its columns itself, and SDMX what stands for nothing."""
        if not isinstance(said, dict) or said.get("format") not in FORMATS:
            return said
        schema = {"fields": [], "missingValues": list(_NO_FIGURE), **said.get("schema", {})}
        return {"figures": {}, **said, "schema": schema}

    @property
    def is_message(self) -> bool:
        """Whether its files are SDMX messages."""
        return self.format in FORMATS

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column that is read or known: the fields, then those of the file ``columns``."""
        return (*self.table_schema.fields, *self.listed)

    def of(self, term: str) -> tuple[Column, ...]:
        """The columns that hold one of our terms."""
        return self._by_term.get(term, ())

    @cached_property
    def _by_term(self) -> Mapping[str | None, tuple[Column, ...]]:
        found: dict[str | None, list[Column]] = {}
        for column in self.columns:
            found.setdefault(column.holds, []).append(column)
        return {term: tuple(columns) for term, columns in found.items()}

    @model_validator(mode="after")
    def _complete(self) -> Self:
        faults = list(self._faults())
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _faults(self) -> Iterator[str]:
        names = Counter(column.name for column in self.columns)
        for name in sorted(name for name, times in names.items() if times > 1):
            yield f"the field {name!r} stands twice; remove one"
        for term in TERMS:
            if term not in (PERIOD, VALUE) and len(self.of(term)) > 1:
                yield f"{term} has two columns; keep one"
        if self.is_message:
            yield from self._said_twice()
        else:
            yield from self._said_by_both()
            yield from self._unsaid()

    def _said_by_both(self) -> Iterator[str]:
        """What the table says of all its rows, and a column of each: only one can be meant.

        A column whose codes say a term of some texts alone leaves the constant to the others.
        """
        for term in self.figures.constants:
            for column in self.of(term):
                yield (
                    f"{term} is a constant of the table, and the field {column.name!r} says it of "
                    f"each row; take {term} out of constants, or read the field as another column"
                )

    def _said_twice(self) -> Iterator[str]:
        """What a message may say and the mapping overrules, it overrules in one place."""
        for column in self.columns:
            for term in _terms_of(column):
                if term in self.figures.constants:
                    yield f"{term} is a constant and said by the field {column.name!r}; keep one"

    @property
    def is_crossed(self) -> bool:
        """Whether the row and the column tell the period together, as a year and its months."""
        return self.figures.across is not None and bool(self.of(PERIOD))

    def _reads_both(self) -> bool:
        across = self.figures.across
        return across is not None and any(" " in form.strip() for form in across.formats)

    def _unsaid(self) -> Iterator[str]:
        across = self.figures.across is not None
        if not across:
            for term in (PERIOD, VALUE):
                if not self.of(term):
                    yield f"no field has {term} as its column; say which has, or add figures.across"
        elif self.of(VALUE) and not self.of(PERIOD):
            yield (
                f"{VALUE} has a column and figures.across, and no field has {PERIOD}; say which "
                "tells its period, or keep one"
            )
        if self.is_crossed and not self._reads_both():
            yield (
                f"{PERIOD} has a column and figures.across, whose formats do not read the two; "
                'write them there as one text with a space between, as "%Y %b", or keep one'
            )
        for key, said in (("across", across), ("split", self.figures.split is not None)):
            if said and not self.dialect.header:
                yield f"figures.{key} reads the header, and dialect.header is false; correct one"
        every = {*DEFAULTS, *self.figures.constants, *self._by_columns()}
        for column in (*self.of(VALUE), *([None] if across or not self.of(VALUE) else [])):
            own = column.figures.constants if column and column.figures else {}
            for term in _NEEDED:
                if term not in every and term not in own:
                    where = f"the field {column.name!r}" if column else "the table"
                    yield f"{term} of {where} is not said; add it to constants, or a column for it"

    def _by_columns(self) -> Iterator[str]:
        for column in self.columns:
            yield from _terms_of(column)

    def completed(self, header: Sequence[str]) -> Table:
        """With a column for each term of ours that a message has and nothing else here says.

        They come first, so that what is said of a code comes before what the message says.
        Raises ValueError with what neither of them says.
        """
        if not self.is_message:
            return self
        own = [{"name": name, "figures": {"column": name}} for name in self.themselves(header)]
        said = self.model_dump(by_alias=True)
        said["schema"]["fields"] = [*own, *said["schema"]["fields"]]
        completed = Table.model_validate(said)
        unsaid = list(completed._unsaid())
        if unsaid:
            raise ValueError(f"{'; '.join(unsaid)} (data/README.md, Load SDMX)")
        return completed

    def themselves(self, header: Sequence[str]) -> tuple[str, ...]:
        """The columns of a message that are the terms of ours whose names they have."""
        said = {*self.figures.constants, *(column.name for column in self.columns)}
        said.update(column.holds for column in self.columns if column.holds)
        return tuple(name for name in header if name in _THEMSELVES and name not in said)

    def may_lack(self, header: Sequence[str]) -> tuple[str, ...]:
        """Fields that a message need not have: attributes that are said only where they apply."""
        return tuple(
            column.name
            for column in self.columns
            if self.format in (ML, JSON)
            and column.name not in header
            and (column.figures is None or column.holds is not None)
            and column.holds not in (*header, *_NEEDED, PERIOD, VALUE)
        )

    def is_known(self, name: str) -> bool:
        """Whether a column need not be among the fields, as what a constant overrules."""
        return self.is_message and name in (DATAFLOW, DECIMALS, *self.figures.constants)


def _terms_of(column: Column) -> Iterator[str]:
    """The terms that a column says, itself or by its codes."""
    if column.figures is None:
        return
    if column.figures.column is not None:
        yield column.figures.column
    for code in (column.figures.codes or {}).values():
        if isinstance(code, dict):
            yield from code


def mapping_of(package: Package, resource: Resource, refuse: Refuse) -> Table | None:
    """The mapping of a resource; None after refusing rows of the file that lists its columns.

    Raises BadDescriptor with every slip in datapackage.json.
    """
    said, refused = dict(resource.said), False
    if said.get("format") not in FORMATS and (found := format_of(resource.files[0])) is not None:
        said["format"] = found
    said.pop(_LISTED, None)

    def tell(refusal: Refusal) -> None:
        nonlocal refused
        refused = True
        refuse(refusal)

    if resource.columns is not None:
        said[_LISTED] = tuple(_listed_columns(package, resource.columns, said, tell))
    if refused:
        return None
    try:
        return Table.model_validate(said)
    except ValidationError as fault:
        slips = "\n".join(
            f"  {_where(error['loc'], resource.said)}{_what(error)}"
            for error in fault.errors(include_url=False)
        )
        problem = f"the mapping of the resource {resource.name} cannot be used:\n{slips}\n"
        raise BadDescriptor(package.descriptor, problem, "Correct it there.") from None


def _listed_columns(
    package: Package, file: Path, said: Mapping[str, Any], refuse: Refuse
) -> Iterator[Column]:
    """The columns of numbers that a file lists, one a row, with what is constant in each."""
    figures = said["figures"]["columns"]
    printed = {k: v for k, v in figures.items() if k != "path"} if isinstance(figures, dict) else {}
    flags = printed.pop("flags", {})
    lines: dict[str, int] = {}
    for shown, line, row in listed_cells(package, file, (COLUMN,), _CONSTANT, refuse):
        name = row[COLUMN]
        first = lines.setdefault(name, line)
        if first != line:
            advice = f"line {first} has it already; remove one of them"
            refuse(Refusal(shown, line, COLUMN, name, advice))
            continue
        constants = {term: cell for term, cell in row.items() if term != COLUMN and cell}
        try:
            yield Column.model_validate(
                {**printed, "name": name}
                | {"figures": {"column": VALUE, "constants": constants, "flags": flags}}
            )
        except ValidationError as fault:
            for error in fault.errors(include_url=False):
                refuse(Refusal(shown, line, COLUMN, name, _what(error)))


def _where(place: Sequence[str | int], said: Any) -> str:
    """The key, with the names of fields in place of their numbers, and the value there."""
    path, value = "", said
    for key in place:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            if not isinstance(key, str) or not re.fullmatch(r"[A-Za-z_]+", key):
                continue
            # Not there at all, or a name that pydantic gives to a kind of value.
            path += f".{key}" if isinstance(value, Mapping) else ""
            continue
        if isinstance(key, int) and isinstance(value, Mapping) and "name" in value:
            path += f"[{value['name']}]"
        else:
            path += f".{key}" if isinstance(key, str) else f"[{key + 1}]"
    shown = f" {value!r}" if isinstance(value, str | int | bool) else ""
    return f"{path.lstrip('.')}{shown}: " if path else ""


_ADVICE = {
    "extra_forbidden": "this key is not known here; correct its name or remove it",
    "missing": "it is missing; add it",
}


def _what(error: Any) -> str:
    reason = error.get("ctx", {}).get("error")
    if isinstance(reason, ValueError):
        return str(reason)
    said: str = _ADVICE.get(error["type"]) or f"{error['msg']}; correct it"
    return said
