"""English: articles, ordinals, lists, possessives, as a careful sub-editor writes them."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["article", "joined", "lower_first", "ordinal", "possessive", "upper_first"]


def article(text: str) -> str:
    """The text behind "a" or "an", as its first number or letter is spoken: an 8% rise."""
    digits = text.replace(",", "").lstrip("$£€¥")
    head = digits[: next((i for i, c in enumerate(digits) if not c.isdigit()), len(digits))]
    # Eight, eighty, eight hundred …; eleven and eighteen only where they are the
    # first group spoken: 11 thousand, but one hundred and ten.
    spoken = head[: (len(head) - 1) % 3 + 1]
    vowel = spoken[:1] == "8" or spoken in ("11", "18") or (not head and text[:1] in "aeioAEIO")
    return f"{'an' if vowel else 'a'} {text}"


_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def ordinal(number: int) -> str:
    """first … tenth, then 11th, 12th, 21st."""
    if 0 < number < len(_ORDINALS):
        return _ORDINALS[number]
    teen = number // 10 % 10 == 1
    return f"{number:,}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def possessive(name: str) -> str:
    """Xinjiang's, the Netherlands'."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def joined(texts: Sequence[str], last: str = "and") -> str:
    """a; a and b; a, b and c."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def upper_first(text: str) -> str:
    """The text as it opens a line, its other letters as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it goes on in a line, its other letters as they are."""
    return text[:1].lower() + text[1:]
