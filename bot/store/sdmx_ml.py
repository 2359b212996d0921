"""SDMX-ML data messages, 2.1 and 3.x, read by pysdmx, the extra ``sdmx``.

Of the two libraries that were tried it is the one that keeps the attributes of data
sets, and every value as the text that stands there. What it does not keep is taken
from a pass of our own over the file: the line of each observation, which refusals
name, and the attributes of groups, which it leaves out of flat data sets. That pass
counts too: where pysdmx has read fewer observations than there are, none is taken.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.parsers import expat

from bot.store.grids import Unreadable
from bot.store.sdmx import DATAFLOW

__all__ = ["observations", "preamble"]

_VERSION = re.compile(r"/schemas/v(\d+)_(\d+)/", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_GENERIC = ("GenericData", "GenericTimeSeriesData")
_SPECIFIC = ("StructureSpecificData", "StructureSpecificTimeSeriesData")
_STRUCTURAL = frozenset({
    "Annotations", "action", "dataScope", "publicationPeriod", "publicationYear",
    "reportingBeginDate", "reportingEndDate", "setID", "structureRef", "type", "validFromDate",
    "validToDate", "xmlns",
})  # fmt: skip
"""What stands beside concepts in a data set and is none."""

_INSTALL = (
    "SDMX-ML is read with pysdmx, which is not installed; install the desk's extra sdmx "
    "(in its folder: .venv/bin/python -m pip install --editable '.[sdmx]'), or get the "
    "data as SDMX-CSV or SDMX-JSON"
)


def preamble(content: bytes) -> tuple[str | None, str | None, str | None]:
    """Who sent the message, when it was prepared, and the data set that it is of."""
    outline = _Outline(content)
    return outline.sender, outline.prepared, outline.dataflow


def observations(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The line of each observation and its cells by concept. Raises Unreadable."""
    outline = _Outline(content)
    read = _reader(outline)
    text = re.sub(r"^\s*<\?xml.*?\?>", "", _text(content), count=1, flags=re.DOTALL)
    try:
        with warnings.catch_warnings():  # of what pysdmx and its libraries make of each other
            warnings.simplefilter("ignore")
            data_sets = list(read(f'<?xml version="1.0"?>{text}', validate=False))
    except Exception as fault:  # whatever a library makes of a file that is not as it should be
        raise Unreadable(
            1, f"pysdmx cannot read it ({fault!r}); get the data message anew"
        ) from None
    sets = [_rows(each, outline.version) for each in data_sets]
    counted = [len(lines) for lines in outline.lines]
    if [len(rows) for rows in sets] != counted:
        raise Unreadable(
            1,
            f"pysdmx read {sum(map(len, sets))} of its {sum(counted)} observations; get its data "
            "sets as messages of their own, or as SDMX-CSV",
        )
    for each, rows, lines, groups in zip(
        data_sets, sets, outline.lines, outline.groups, strict=True
    ):
        if str(getattr(each.action, "value", each.action)).lower() == "delete":
            raise Unreadable(
                lines[0] or 1 if lines else 1,
                "its data set takes back what was published, which is not read; load the message "
                "without the observations that are gone",
            )
        _lay_on(groups, rows)
        yield from ((line, row) for line, row in zip(lines, rows, strict=True) if line is not None)


def _text(content: bytes) -> str:
    found = _ENCODING.search(content, 0, 200)
    encoding = found[1].decode("ascii") if found else "utf-8"
    try:
        return content.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except (LookupError, UnicodeDecodeError):
        advice = (
            f"it is not {encoding.upper()}; save the file as UTF-8, and say so in its first line"
        )
        raise Unreadable(1, advice) from None


def _reader(outline: _Outline) -> Callable[..., Iterable[Any]]:
    """What of pysdmx reads such a message."""
    version = outline.version
    if outline.root == "Structure":
        raise Unreadable(1, "it describes data and has none; get the data message")
    if outline.root == "Error":
        raise Unreadable(1, "it is an error of the publisher's service; get the data anew")
    if outline.root not in (*_GENERIC, *_SPECIFIC):
        raise Unreadable(1, f"it is no data message but {outline.root}; get the data message")
    if version not in ("2.1", "3.0", "3.1"):
        raise Unreadable(
            1, f"it is SDMX-ML {version or 'of no version'}; get the data as SDMX-ML 2.1"
        )
    try:
        if outline.root in _GENERIC:
            from pysdmx.io.xml.sdmx21.reader.generic import read
        elif version == "2.1":
            from pysdmx.io.xml.sdmx21.reader.structure_specific import read
        elif version == "3.0":
            from pysdmx.io.xml.sdmx30.reader.structure_specific import read
        else:
            from pysdmx.io.xml.sdmx31.reader.structure_specific import read
    except ImportError:
        raise Unreadable(1, _INSTALL) from None
    return read


def _rows(data_set: Any, version: str) -> list[dict[str, str]]:
    """The rows of a data set of pysdmx; those of series that have no observation too."""
    whole = {DATAFLOW: data_set.short_urn.rpartition("=")[2]}
    if version == "2.1":
        whole["OBS_VALUE"] = ""  # the one measure, which nothing names where all are missing
    attached = {k: v for k, v in data_set.attributes.items() if _is_concept(k, v)}
    rows = []
    for each in data_set.data.to_dict("records"):
        row = {k: v.strip() if isinstance(v, str) else "" for k, v in each.items()}
        said = {name: text for name, text in row.items() if _is_concept(name, text)}
        rows.append(whole | said | {k: said.get(k) or v for k, v in attached.items()})
    return rows


def _is_concept(name: str, value: object) -> bool:
    return ":" not in name and name not in _STRUCTURAL and isinstance(value, str)


def _lay_on(groups: Sequence[Mapping[str, str]], rows: Sequence[dict[str, str]]) -> None:
    """Add to rows what is said of their groups: those whose dimensions are theirs."""
    if not groups or not rows:
        return
    always = set.intersection(*({name for name, text in row.items() if text} for row in rows))
    by_key: dict[tuple[str, ...], dict[tuple[str, ...], dict[str, str]]] = {}
    for group in groups:
        names = tuple(sorted(always & group.keys()))
        key = tuple(group[name] for name in names)
        by_key.setdefault(names, {}).setdefault(key, {}).update(group)
    for row in rows:
        for names, found in by_key.items():
            if not names:
                continue
            for name, text in found.get(tuple(row[name] for name in names), {}).items():
                row[name] = row.get(name) or text


class _Outline:
    """What one pass over a message finds. Raises Unreadable where it is not XML."""

    def __init__(self, content: bytes) -> None:
        self.root = self.namespace = ""
        self.sender: str | None = None
        self.prepared: str | None = None
        self.dataflow: str | None = None
        self.lines: list[list[int | None]] = []  # of each data set, None for a series without any
        self.groups: list[list[dict[str, str]]] = []
        self._group: dict[str, str] | None = None
        self._bare = self._named = False
        self._path: list[str] = []
        self._words = ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say
        try:
            self._parser.Parse(content.lstrip(), True)
        except expat.ExpatError as fault:
            advice = f"it is not XML ({expat.ErrorString(fault.code)}); get the file anew"
            raise Unreadable(fault.lineno, advice) from None

    @property
    def version(self) -> str:
        """Of SDMX-ML; empty where the message has none."""
        found = _VERSION.search(self.namespace)
        return ".".join(found.groups()) if found else ""

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        namespace, _, name = element.rpartition(" ")
        self._words = ""
        self._path.append(name)
        if len(self._path) == 1:
            self.root, self.namespace = name, namespace
        elif name == "Sender" and self.sender is None:
            self.sender = attributes.get("id")
        elif name == "Ref" and self.dataflow is None and {"agencyID", "id"} <= attributes.keys():
            self.dataflow = f"{attributes['agencyID']}:{attributes['id']}"
        elif name == "DataSet":
            self.lines.append([])
            self.groups.append([])
        elif name == "Series":
            self._bare = True
        elif name == "Group":
            own = {k: v for k, v in attributes.items() if " " not in k}
            self._group = {} if namespace.endswith("/generic") else own
        elif name == "Value" and self._group is not None:
            self._group[attributes.get("id", "")] = attributes.get("value", "")
        elif name == "Obs" and self.lines:
            self._bare = False
            self.lines[-1].append(self._parser.CurrentLineNumber)

    def _say(self, words: str) -> None:
        self._words += words

    def _end(self, element: str) -> None:
        name = element.rpartition(" ")[2]
        self._path.pop()
        if name == "Series" and self._bare and self.lines:
            self.lines[-1].append(None)
        elif name == "Group" and self._group is not None and self.groups:
            self.groups[-1].append(self._group)
            self._group = None
        elif name == "Prepared":
            self.prepared = self._words.strip()
        elif name == "Name" and self._path[-1:] == ["Sender"] and not self._named:
            self._named = True  # of names in several languages the first
            self.sender = self._words.strip() or self.sender
