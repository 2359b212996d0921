"""Whether a month's name is a month: "may" and "march" are verbs too.

A name is taken for a month, with these exceptions. After a title it is a
person ("Dr May Wong"); Jan Mayen and Mar-a-Lago are places; "an august body" is
no month. *May* and *march* need a neighbour that makes them one:

1. behind them a year ("last year" too), a day, the end of what is said, a word of comparing or a
   joined period ("may 2021", "trade may", "may vs april", "mar-may");
2. before them a word that takes a time ("in may", "since march", "vs may", "for march"),
   unless a word follows that only follows the verb ("may not", "may be");
3. behind them a noun: a modal is never followed by a word in -s ("may exports")
   nor by a preposition ("may in dollars"); nor is the verb *march* by such a noun;
4. a capital in the middle of a sentence whose neighbours have none;
5. at the very start, anything but a pronoun, a determiner or a verb
   ("may xinjiang trade", but "may I ask", "may rise").
"""

from __future__ import annotations

from bot.language.period_lexer import BLANK, NUMBER, SIGN, WORD, Token
from bot.language.period_part import is_year
from bot.language.period_words import COMPARERS, MONTHS, ORDINAL_ENDINGS, TITLES, UNITS, word_set

__all__ = ["is_month"]

_VERBS_TOO = word_set("may march")
_TIME_BEFORE = word_set(
    "in for of since until till during by vs v versus than against between through about last "
    "latest every each from"
)
_FOLLOWS_MODAL = word_set(
    "be have not well also still yet soon never or only even already just seem mean i we you he "
    "she it they there this that these those the a an"
)
_VERBS = word_set(
    "rise fall grow drop slow slip increase decline decrease shrink expand recover ease jump surge "
    "slump climb come go see help hurt need take make get give reach hit exceed top pass continue "
    "remain stay become look want ask show say hold lose win gain change turn move keep start stop "
    "end begin add cut raise lower double halve record be have do set lead push pull weigh"
)
_FOLLOWS_MARCH = word_set(
    "on onto into to past through ahead across along forward up down higher lower toward towards "
    "west east north south home out off over around with alongside of"
)
_PREPOSITIONS = word_set("in for of to from with at by on via per through into")
_FIGURES = word_set("trade data growth freight figure turnover output tonnage")
_NOT_NOUNS = word_set("as is was has this us its plus minus versus thus always perhaps less")
_COMPARING = COMPARERS | word_set("yoy mom y m ytd yr")
_JOINING = word_set("- to through thru till until ~ / & and or ,")
_PLACES = word_set("a del de the")  # Mar-a-Lago, Mar del Plata; "mar the growth"
_ARTICLES = word_set("the a an")
_SUBJECTS = word_set("it they he we you i she who which")


def is_month(t: list[Token], i: int) -> bool:
    """Whether the month's name at that place is a month."""
    name, before, following = t[i].key, t[i - 1], t[i + 1]
    if before.key in TITLES or (before.key == "." and t[i - 2].key in TITLES):
        return False
    if name == "jan" and following.key == "mayen":
        return False
    if name == "mar" and (t[i + 1 + (following.key == "-")].key in _PLACES):
        return False
    if name == "august" and before.key == "an":
        return False
    return name not in _VERBS_TOO or _has_evidence(t, i)


def _has_evidence(t: list[Token], i: int) -> bool:
    name, before, following = t[i].key, t[i - 1], t[i + 1]
    if _has_date_behind(t, i) or _is_joined(t, i):
        return True
    if before.key in _TIME_BEFORE or (before.key == "to" and name == "may"):
        return following.key not in _FOLLOWS_MODAL
    if following.kind != WORD:
        return _ends_there(t, i)
    if following.key in _COMPARING or _has_capital(t, i):
        return True
    if before.kind == BLANK:
        return _opens(name, following)
    return _is_noun(following.key) or (name == "may" and following.key in _PREPOSITIONS)


def _has_date_behind(t: list[Token], i: int) -> bool:
    k = i + 1
    if t[k].key in ("-", "/", "'", ".", ",", "of", "in"):
        k += 1
        if t[k].key == "'":
            k += 1
    if t[k].key in ("last", "this") and t[k + 1].key == "year":
        return True
    number, behind = t[k], t[k + 1]
    if not number.is_whole or behind.key in UNITS:
        return False
    if len(number.key) == 4:
        return is_year(int(number.key))
    if behind.glued and behind.key in ORDINAL_ENDINGS:
        return int(number.key) <= 31
    return len(number.key) == 2 or (int(number.key) <= 31 and behind.kind not in (WORD, NUMBER))


def _is_joined(t: list[Token], i: int) -> bool:
    """mar-may, may to july, april and may, march/april"""
    before, following = t[i - 1], t[i + 1]
    if following.key in _JOINING and t[i + 2].key in MONTHS:
        return True
    return before.key in _JOINING and t[i - 2].key in MONTHS and _stands(t, i)


def _stands(t: list[Token], i: int) -> bool:
    # "april and may fall": joined to a month or not, a verb follows it.
    return t[i + 1].key not in _VERBS | _FOLLOWS_MODAL


def _ends_there(t: list[Token], i: int) -> bool:
    name, before, following = t[i].key, t[i - 1], t[i + 1]
    if following.kind == NUMBER or (following.kind == SIGN and following.key in ("%", "@", "_")):
        return False
    if following.glued and following.key in ("-", ".", "/") and t[i + 2].glued:
        return t[i + 2].kind != WORD  # "may-be"
    if before.key in _SUBJECTS:
        return False
    return name == "may" or before.key not in _ARTICLES


def _has_capital(t: list[Token], i: int) -> bool:
    typed, before, following = t[i].text, t[i - 1], t[i + 1]
    if before.kind != WORD or not typed.istitle():
        return False
    if following.key in _VERBS | _FOLLOWS_MODAL and before.text[:1].isupper():
        return False
    return before.text[:1].islower() or following.text[:1].islower()


def _opens(name: str, following: Token) -> bool:
    key = following.key
    if name == "may":
        return key not in _FOLLOWS_MODAL and key not in _VERBS
    return key not in _FOLLOWS_MARCH


def _is_noun(key: str) -> bool:
    if key in _FIGURES:
        return True
    return (
        len(key) > 3
        and key.endswith("s")
        and not key.endswith(("ss", "us", "wards"))
        and key not in _NOT_NOUNS
    )
