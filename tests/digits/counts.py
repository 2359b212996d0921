"""The counts of a reply, counted again: "the highest of the 14 months on file".

Each is as many as the JSON names under "of", all different; each of those with a value is on
file, or has a working that gives it; none that is stated for a period between them is left out.
Of a count too large to name its own, no more can be said than that so much is on file.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from tests.digits.calendar import Span, code_span, mentions
from tests.digits.entries import SUBJECT, Entry, Json, entries
from tests.digits.filed import Filed

__all__ = ["count_faults"]

_ALL = re.compile(r"\b(?:highest|lowest) of (?:the|all) ", re.IGNORECASE)
_BEST = re.compile(r"\bThe (highest|lowest) of the [\d,]+")


def count_faults(note: Json, count: Json, said: Json, filed: Filed, day: date) -> list[str]:
    """What is wrong with one count of a line."""
    number, of = int(count["count"]), count["of"]
    where = f"{note['text']!r}, counted {number}"
    if not of:
        most = sum(1 for one in filed.statements if one.published <= day)
        return [] if 0 <= number <= most else [f"{where}: {most} statements are on file"]
    faults = []
    if len(of) != number:
        faults.append(f"{where}: {len(of)} are named")
    if len({str(one) for one in of}) != len(of):
        faults.append(f"{where}: one is named twice")
    held = [e for one in of if "value" in one for e in entries(one, filed, day)]
    faults += [
        f"{where}: {e.json['label']}, {e.json['period']}: {f}" for e in held for f in e.faults
    ]
    if _ALL.search(note["text"]):
        faults += _left_out(where, held, said, filed, day)
    return faults + _not_best(where, note, held, said)


def _left_out(where: str, held: list[Entry], said: Json, filed: Filed, day: date) -> list[str]:
    """Levels stated of the very same for a period among those counted, and not counted."""
    numbered = [e for e in held if e.has_value and e.json["basis"] == "stated"]
    figure = next(iter(said["figures"]), None)
    if figure is None or not numbered:
        return []
    own = tuple(figure["series"][name] for name in SUBJECT)
    spans = {e.span for e in held}
    names = {e.json["period"][4:] for e in held}
    one_name = len(names) == 1 and len(held) > 1  # all of them Novembers
    shapes = {
        _shape(e.json["period"], e.json["accumulation"] == "YTD", named=one_name) for e in held
    }
    labels = {e.json["label"] for e in held}
    if len(labels) > 1 or len(shapes) > 1 or figure["series"]["measure"] != "LV":
        return []
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    missing = {
        one.code
        for one in filed.statements
        if one.subject == own
        and (one.measure, one.transformation)
        == (figure["series"]["measure"], figure["series"]["transformation"])
        and one.unit == figure["unit"]
        and one.text is not None
        and one.qualifier not in ("AP", "UP", "DN")
        and one.published <= day
        and one.span not in spans
        and first <= one.span[0]
        and one.span[1] <= last
        and _shape(one.code, one.ytd, named=one_name) in shapes
    }
    return [f"{where}: {', '.join(sorted(missing))} left out"] if missing else []


def _shape(code: str, ytd: bool, *, named: bool) -> tuple[str, bool]:
    """What periods are alike by: their length; months of one ``named`` and years to date by name."""
    return code[4:] if ytd or named else re.sub(r"\d", "", code[4:]), ytd


def _span(figure: Json) -> Span:
    return code_span(figure["period"], figure["accumulation"] == "YTD")


def _not_best(where: str, note: Json, held: list[Entry], said: Json) -> list[str]:
    """Of those counted, one that surely goes further than the one said to be the furthest."""
    best = _BEST.search(note["text"])
    # Of several that are equal, the sentence names the periods.
    named = mentions(note["text"])
    equal = (f for f in said["figures"] if any(m.is_(_span(f)) for m in named))
    shown = next((f for f in (*note["figures"], *equal) if f["value"] is not None), None)
    if best is None or shown is None:
        return []
    sign = 1 if best[1] == "highest" else -1
    ends = ("low", "high") if sign > 0 else ("high", "low")
    winner = sign * Fraction(shown[ends[1]])
    beyond = [e for e in held if e.has_value and sign * Fraction(e.json[ends[0]]) > winner]
    return [f"{where}: {e.json['period']} goes further" for e in beyond]
