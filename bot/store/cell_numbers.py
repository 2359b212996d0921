"""Numbers as files print them, read into OBS_VALUE, DECIMALS and OBS_STATUS.

Nothing is guessed: a thousands mark that is not said, or that stands where none
can, is refused, for "1,500" is one and a half in half of Europe. The digits stay
as printed unless DECIMALS is stated: then a number that a machine wrote (2.5 for
2.50, 3521418059.923445 for dollars) is padded or rounded to it, half up.

A flag that says ``-`` in place of an OBS_STATUS is a way to write numbers below zero:
behind them (20.2-) or, as ``()``, around them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

__all__ = ["BELOW_ZERO", "BRACKETS", "Numbers"]

BELOW_ZERO = "-"
"""What a flag says in place of an OBS_STATUS where its numbers are below zero."""

BRACKETS = "()"
"""The flag that stands for brackets around a number."""

_SIGNS = "+-\N{MINUS SIGN}"
_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_AROUND = re.compile(r"^[^\d+\-\N{MINUS SIGN}.,]*|[^\d]*$")
_BRACKETED = re.compile(r"([^\d()]{0,6})\(([^()]*\d[^()]*)\)([^\d()]{0,8})")
_DASH = re.compile(rf"[{re.escape(_SIGNS)}\N{{EN DASH}}\N{{EM DASH}}]")
_BEHIND = re.compile(rf"\d.*{_DASH.pattern}$")
_MOST_FLAGS = 2  # beside one number: that it is below zero, and a status
_LONGEST = 40  # digits: far beyond any publisher's, and short enough to be worked with
_PLAIN = re.compile(r"(?:-?+[0-9]++(?:\.[0-9]++)?+\n)*+")  # lines of numbers read as they stand
_PADS = re.compile(r"-?[1-9]|0$|0\.")  # no zeros before it, and no sign of what may be zero
_EXACT = Context(prec=4 * _LONGEST, rounding=ROUND_HALF_UP)


class Numbers:
    """How one column prints its numbers."""

    def __init__(
        self,
        *,
        decimal: str = ".",
        group: str | None = None,
        bare: bool = True,
        flags: Mapping[str, str],
    ) -> None:
        self._decimal, self._group, self._bare = decimal, group, bare
        self._form = _form(decimal, " " if group and group in _SPACES else group)
        self._flags = dict(flags)
        self._is_plain = (decimal, group, bool(flags)) == (".", None, False)
        digits = f"0123456789 {_SIGNS}{decimal}{group or ''}"
        # One that is made of what numbers are made of is a flag only where it stands alone,
        # unless it makes them negative.
        self._beside = sorted(
            (flag for flag, says in flags.items() if flag.strip(digits) or says == BELOW_ZERO),
            key=len,
            reverse=True,
        )

    def read(self, text: str, decimals: int | None) -> tuple[str, int, str | None]:
        """OBS_VALUE, DECIMALS and the OBS_STATUS that a flag tells, if one stands there.

        The value is empty where the flag stands alone. Raises ValueError with what is
        wrong and what to do.
        """
        if text in self._flags and self._flags[text] != BELOW_ZERO:
            return "", 0, self._flags[text]
        number, found = text, list[str]()
        while len(found) < _MOST_FLAGS and (flagged := self._without_flag(number)):
            number, said = flagged
            found.append(said)
        below = found.count(BELOW_ZERO)
        statuses = [said for said in found if said != BELOW_ZERO]
        value = self._plain(number)
        if len(statuses) > 1 or below > 1 or (below and _DASH.search(number)):
            raise ValueError(self._advice(text))
        value = f"-{value}" if below else value
        if decimals is not None:
            value = _to_decimals(value, decimals)
        return value, len(value.partition(".")[2]), statuses[0] if statuses else None

    def read_all(
        self, texts: Sequence[str], decimals: int | None
    ) -> tuple[Sequence[str], Sequence[int], Sequence[str | None] | None]:
        """The same of many cells: their values, decimals and statuses, None where no flag stands.

        Raises ValueError for the first that cannot be read.
        """
        if self._is_plain and _all_plain(texts):
            printed = [len(text.partition(".")[2]) for text in texts]
            if decimals is None:
                return texts, printed, None
            pairs = zip(texts, printed, strict=True)
            padded = [_padded(text, digits, decimals) for text, digits in pairs]
            return padded, [decimals] * len(padded), None
        read = [self.read(text, decimals) for text in texts]
        values, counts, statuses = zip(*read, strict=True)
        return values, counts, statuses if any(statuses) else None

    def _without_flag(self, text: str) -> tuple[str, str] | None:
        """The text within its outermost flag, and what that says; None where there is none."""
        for flag in self._beside:
            if flag == BRACKETS:
                inside = _BRACKETED.fullmatch(text)
                if inside is not None:
                    return f"{inside[1]}{inside[2].strip()}{inside[3]}", self._flags[flag]
                continue
            if text.endswith(flag):
                return text.removesuffix(flag).strip(), self._flags[flag]
            if text.startswith(flag):
                return text.removeprefix(flag).strip(), self._flags[flag]
        return None

    def _plain(self, text: str) -> str:
        """Digits with a point, as OBS_VALUE has them."""
        for space in _SPACES:
            text = text.replace(space, " ")
        if not self._bare:
            bare = _AROUND.sub("", text)
            before, _, behind = text.partition(bare) if bare else (text, "", "")
            if _DASH.search(before + behind) or ("(" in before and ")" in behind):
                raise ValueError(self._advice(text))  # ($350) and $350- are no 350
            text = bare
        found = self._form.fullmatch(text)
        if found is None or len(text) > _LONGEST:
            raise ValueError(self._advice(text))
        sign = "-" if found["sign"] in ("-", "\N{MINUS SIGN}") else ""
        whole = re.sub(r"\D", "", found["whole"]) or "0"
        value = f"{sign}{whole}" + (f".{found['part']}" if found["part"] else "")
        if not found["power"]:
            return value
        power = int(found["power"])
        if abs(power) > _LONGEST:
            raise ValueError(self._advice(text))
        return f"{Decimal(value).scaleb(power):f}"

    def _advice(self, text: str) -> str:
        if not text:
            return "it is empty; fill it in, or list the empty text in missingValues"
        sign = BRACKETS if _BRACKETED.fullmatch(text) else text[-1] if _BEHIND.search(text) else ""
        below = f', or {{"{sign}": "-"}} in flags where it is below zero' if sign else ""
        marks = f"decimalChar {self._decimal!r} and " + (
            f"groupChar {self._group!r}" if self._group else "no groupChar"
        )
        return (
            f"it is not a number with {marks}; correct it, say in datapackage.json how numbers are "
            f"written, or list the text in missingValues or flags{below}"
        )


@lru_cache(maxsize=64)
def _form(decimal: str, group: str | None) -> re.Pattern[str]:
    whole = r"\d+"
    if group:
        mark = re.escape(group)
        # By threes, or by twos before the last three, as in India.
        whole = rf"\d{{1,3}}(?:{mark}\d{{2,3}})*{mark}\d{{3}}|\d+"
    return re.compile(
        rf"(?P<sign>[{re.escape(_SIGNS)}]?) ?(?P<whole>{whole}|(?={re.escape(decimal)}\d))"
        rf"(?:{re.escape(decimal)}(?P<part>\d*))?(?:[eE](?P<power>[+-]?\d{{1,3}}))?",
        re.ASCII,
    )


def _all_plain(texts: Sequence[str]) -> bool:
    """Whether each can be read as it stands: asked of all at once, for a fifth of the time."""
    lines = "\n".join(texts) + "\n"
    return (
        max(map(len, texts), default=0) <= _LONGEST
        and _PLAIN.fullmatch(lines) is not None
        and lines.count("\n") == len(texts)  # none of them has lines of its own
    )


def _padded(text: str, printed: int, decimals: int) -> str:
    """A plain number to so many decimals: with zeros where that is all that it lacks."""
    if printed > decimals or not _PADS.match(text):
        return _to_decimals(text, decimals)
    if printed == decimals:
        return text
    return f"{text}{'' if printed else '.'}{'0' * (decimals - printed)}"


def _to_decimals(value: str, decimals: int) -> str:
    last = Decimal(1).scaleb(-decimals)
    rounded = Decimal(value).quantize(last, context=_EXACT)
    return f"{rounded if rounded else abs(rounded):f}"
