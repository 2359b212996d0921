"""Which areas the texts of a column name: by our codes, ISO's of two and three letters,
M49's numbers, and names. A name of two areas names none, and is asked about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.describe.known import rows
from bot.store.package import CODES, cells, open_package

__all__ = ["areas_in", "is_area", "listed", "unit_codes"]

_COUNTRY, _SUBDIVISION = "country", "subdivision"
_CERTAIN = 25  # percent of the texts of a column of codes that the desk has to know
_SOME = 3  # countries that make a list of countries


@dataclass(frozen=True, slots=True)
class _Codes:
    kinds: Mapping[str, str]  # of each area
    names: Mapping[str, frozenset[str]]  # areas by name, folded
    iso: Mapping[str, str]
    m49: Mapping[str, str]
    others: Mapping[str, str]  # codes of publishers who have their own


@cache
def _codes() -> _Codes:
    kinds: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for row in listed("areas", ("CODE", "LABEL", "KIND"), ("IN_SENTENCE",)):
        kinds[row["CODE"]] = row["KIND"]
        for name in (row["LABEL"], row.get("IN_SENTENCE", "")):
            names.setdefault(_folded(name), set()).add(row["CODE"])
    for row in listed("aliases", ("ALIAS", "MEANS"), ()):
        dimension, _, code = row["MEANS"].partition("=")
        if dimension == "AREA" and " " not in code:
            names.setdefault(_folded(row["ALIAS"]), set()).add(code)
    iso = {row["ISO3"]: row["CODE"] for row in rows("countries") if row["ISO3"]}
    m49 = {row["M49"]: row["CODE"] for row in rows("countries") if row["M49"]}
    others = {row["CODE"]: row["AREA"] for row in rows("area_codes")}
    by_name = {name: frozenset(found) for name, found in names.items() if name}
    return _Codes(kinds, by_name, iso, m49, others)


def listed(
    name: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> Iterable[Mapping[str, str]]:
    """The rows of one of the lists of codes that every desk has."""
    package = open_package(CODES)
    for resource in package.resources:
        if resource.name == name:
            found = cells(package, resource, required, optional, lambda _: None)
            yield from (row for _, _, row in found)


@cache
def unit_codes() -> Mapping[str, Mapping[str, str]]:
    """The units that every desk knows, by code."""
    found = listed("units", ("CODE", "KIND"), ("ONE", "MANY", "PREFIX"))
    return {row["CODE"]: row for row in found}


def is_area(code: str) -> bool:
    """Whether every desk knows an area of that code."""
    return code in _codes().kinds


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("&", " and "))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", plain).removeprefix("the ").split())


def areas_in(
    texts: Iterable[str], *, codes: bool = True, certain: bool = False
) -> dict[str, str | None]:
    """The area of each distinct text of a column; None of what names none or several.

    ``codes`` is false of a column whose short texts may be other codes than ISO's, as of
    states: CA is California there and not Canada. It is ``certain`` of a column that has codes
    whether the desk knows most of them or not.
    """
    distinct = list(dict.fromkeys(texts))
    known = _codes()
    for look, sure in (
        ((_by_code, 25 if certain else 85), (_by_iso, 50), (_by_number, 85)) if codes else ()
    ):
        found = {text: look(text, known) for text in distinct}
        # Two letters may be other codes, and numbers may be anything.
        if sum(code is not None for code in found.values()) * 100 >= len(distinct) * sure:
            return {text: code or _by_name(text, known, True) for text, code in found.items()}
    named = {text: _by_name(text, known, False) for text in distinct}
    kinds = [known.kinds.get(code) for code in named.values() if code]
    subdivisions, countries = kinds.count(_SUBDIVISION), kinds.count(_COUNTRY)
    if countries >= _SOME and not subdivisions:
        return {text: _by_name(text, known, True) for text in distinct}
    if countries and subdivisions:
        return _of_one_kind(named, known, _COUNTRY if countries > subdivisions else _SUBDIVISION)
    return named


def _of_one_kind(
    named: Mapping[str, str | None], known: _Codes, kind: str
) -> dict[str, str | None]:
    """Areas of the kind that most are; others only if they lie within one another.

    Georgia in a list of states is no country.
    """
    held = {code for code in named.values() if code}

    def fits(code: str | None) -> bool:
        if code is None or known.kinds.get(code) in (kind, "group"):
            return True
        within = code.partition("-")[0]
        return within in held - {code} or any(each.startswith(f"{code}-") for each in held)

    return {text: code if fits(code) else None for text, code in named.items()}


def _by_code(text: str, known: _Codes) -> str | None:
    return text if text in known.kinds else known.others.get(text)


def _by_iso(text: str, known: _Codes) -> str | None:
    return known.iso.get(text)


def _by_number(text: str, known: _Codes) -> str | None:
    return known.m49.get(text.zfill(3)) if text.isascii() and text.isdigit() else None


def _by_name(text: str, known: _Codes, countries: bool) -> str | None:
    """The only area of that name; among ``countries`` the only country, or group of them."""
    found = known.names.get(_folded(text), frozenset())
    if len(found) > 1 and countries:
        found = frozenset(code for code in found if known.kinds.get(code) in (_COUNTRY, "group"))
    return next(iter(found)) if len(found) == 1 else None
