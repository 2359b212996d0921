"""Numbers as files print them, read into OBS_VALUE, DECIMALS and OBS_STATUS.

Nothing is guessed: a thousands mark that is not said, or that stands where none
can, is refused, for "1,500" is one and a half in half of Europe. The digits stay
as printed unless DECIMALS is stated: then a number that a machine wrote (2.5 for
2.50, 3521418059.923445 for dollars) is padded or rounded to it, half up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

__all__ = ["Numbers"]

_SIGNS = "+-\N{MINUS SIGN}"
_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_AROUND = re.compile(r"^[^\d+\-\N{MINUS SIGN}.,]*|[^\d]*$")
_LONGEST = 40  # digits: far beyond any publisher's, and short enough to be worked with
_PLAIN = re.compile(rf"(?=.{{1,{_LONGEST}}}$)-?[0-9]+(?:\.[0-9]+)?")  # read as it stands
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
        # One that is made of what numbers are made of is a flag only where it stands alone.
        self._beside = sorted((flag for flag in flags if flag.strip(digits)), key=len, reverse=True)

    def read(self, text: str, decimals: int | None) -> tuple[str, int, str | None]:
        """OBS_VALUE, DECIMALS and the OBS_STATUS that a flag tells, if one stands there.

        The value is empty where the flag stands alone. Raises ValueError with what is
        wrong and what to do.
        """
        if text in self._flags:
            return "", 0, self._flags[text]
        number, status = self._without_flag(text)
        value = self._plain(number)
        if decimals is not None:
            value = _to_decimals(value, decimals)
        return value, len(value.partition(".")[2]), status

    def read_all(
        self, texts: Sequence[str], decimals: int | None
    ) -> tuple[Sequence[str], Sequence[int], Sequence[str | None] | None]:
        """The same of many cells: their values, decimals and statuses, None where no flag stands.

        Raises ValueError for the first that cannot be read.
        """
        if self._is_plain and all(map(_PLAIN.fullmatch, texts)):
            printed = [len(text.partition(".")[2]) for text in texts]
            if decimals is None:
                return texts, printed, None
            pairs = zip(texts, printed, strict=True)
            padded = [_padded(text, digits, decimals) for text, digits in pairs]
            return padded, [decimals] * len(padded), None
        read = [self.read(text, decimals) for text in texts]
        values, counts, statuses = zip(*read, strict=True)
        return values, counts, statuses if any(statuses) else None

    def _without_flag(self, text: str) -> tuple[str, str | None]:
        for flag in self._beside:
            if text.endswith(flag):
                return text.removesuffix(flag).strip(), self._flags[flag]
            if text.startswith(flag):
                return text.removeprefix(flag).strip(), self._flags[flag]
        return text, None

    def _plain(self, text: str) -> str:
        """Digits with a point, as OBS_VALUE has them."""
        for space in _SPACES:
            text = text.replace(space, " ")
        if not self._bare:
            text = _AROUND.sub("", text)
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
        marks = f"decimalChar {self._decimal!r} and " + (
            f"groupChar {self._group!r}" if self._group else "no groupChar"
        )
        return (
            f"it is not a number with {marks}; correct it, say in datapackage.json how numbers are "
            "written, or list the text in missingValues or flags"
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
