"""The day by which a figure was published: "November 2021 as of 26 December 2021".

Such a day is no period of the figure: the desk answers as it would have on that
day. By itself "as of 30 June 2021" may be either, so whether another period is
named, or the words say that something was known, is told with it. Of a month or a
year of publication it is the last day, and "before 1 July" is the day before. A day
or a month without its year is the first one after the period that the figure is of.
What is said of publication and is no such day ("after 1 July", "vs now") is unread,
and the desk says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.figures.period import Period, PeriodError
from bot.language.items import cut
from bot.language.period_meaning import Between, Fixed, Latest, Meaning, Open, OpenDay, PeriodPhrase
from bot.language.periods import find_periods
from bot.language.vocabulary import Vocabulary
from bot.language.words import fold

__all__ = [
    "FIRST_OF_ONE",
    "ONE_DAY",
    "WHICH_YEAR",
    "Vintage",
    "against_now",
    "is_named",
    "vintage",
    "without_now",
]

_END = r"(?: the)?(?P<end>(?: end)(?: of|-)?(?: the)?)?[ -]$"
_AS_OF = re.compile(rf"\bas (?:of|at|on){_END}", re.I)
_WORD = r"(?:known?|knew|published|released|issued|announced|available|reported|put out|out)"
_PUBLISHED = re.compile(
    r"\b(?P<as>as )?(?:we )?(?:(?:(?:that|which) )?(?:was|were|is|are|had been|has been|"
    rf"have been|came) )?(?P<word>{_WORD})"
    r"(?: (?P<joint>as (?:of|at)(?: on)?|on|by|in|within|at|before|prior to|ahead of|from|since|"
    r"after|between|during))?" + _END,
    re.I,
)
_NO_LATER = re.compile(rf"\b({_WORD}) (?:by )?(?:(?:no|not) later than|on or before)\b", re.I)
_KNEW = re.compile(r"kn[oe]w", re.I)  # "reported on 30 June" may be the day's own figure
_BY_DAY = re.compile(r"\b(?:on|by|as of|as at) $", re.I)
_DID_WE_KNOW = re.compile(r"\b(?:did|do) (?:we|you) (?:know|have)(?: about| of| for| on)?\b", re.I)
_MAYBE = re.compile(
    rf"\bas (?:of|at|on)\b|\b{_WORD}\b|\b(?:release|publication|bulletin|edition|vintage)s?\b|"
    r"\b(?:did|do) (?:we|you) (?:know|have)\b",
    re.I,
)

_ROUND = (
    r"(?: (?:only|just|at|as|of|in|on|from|within|around|about|early|late|mid|this|that|the|a|"
    r"dated|earlier|later|no|not|than|sometime|shortly|soon|well|long))*"
)
_UNCLEAR = re.compile(
    rf"\b(?:(?:published|announced)|(?:release|publication|bulletin|edition|vintage)){_ROUND} $",
    re.I,
)
_EDITION = re.compile(r" (?:release|publication|bulletin|edition|vintage)\b", re.I)
"""Of a figure whose own period is named, what may be on its publication, and cannot be read."""

_SURELY = frozenset({"published", "released", "issued", "announced", "put out"})
"""What is done to figures; "reported" and "available" are what the figures count, too."""

_OF_FIGURES = frozenset({"published", "released"})
"""What is said of figures before a bare month: permits are issued in one, and jobs announced."""

_EARLIER = frozenset({"before", "prior to", "ahead of"})
_LATER = frozenset({"from", "since", "after", "between"})
_BOUNDED = frozenset({"by", *_EARLIER})
_IN = frozenset({"in", "on", "within", "at", "during"})
_UP_TO = ("up to ", "until ", "till ", "through ", "to ", "before ")

_JOINED = re.compile(
    r"\W*(?:and|or|vs\.?|versus|against|to|than|compared (?:with|to)|&|,)\W+"
    rf"(?:(?:as|{_WORD}|by|on|in|of|at|that|the)\W+)*$",
    re.I,
)
_VERSUS = re.compile(r"\b(?:vs\.?|versus|against|than|compared (?:with|to))(?=\s)", re.I)
_JOINT = re.compile(
    r"(?:\b(?:vs\.?|versus|against|and|or|to|than|compared (?:with|to))|&) *$", re.I
)
_LEFT_OPEN = re.compile(
    r"(?:\b(?:vs\.?|versus|against|than|compared (?:with|to))|(?<=\S )and) *$", re.I
)
_NOW_WORDS = (
    r"(?:right now|now|today|nowadays|currently|at present|at the moment|these days|"
    r"as things stand)"
)
_NOW = re.compile(
    r"(?:\b(?:vs\.?|versus|against|and|or|than|with|from|to|until|till|since|by) )?"
    rf"\b{_NOW_WORDS}\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Vintage:
    """A question without its day of publication, and that day."""

    text: str
    day: date
    sure: bool  # whether the day can be nothing else
    unread: str = ""  # words on publication that are no day: the question cannot be answered
    said: str = ""  # the words that name the day
    word: str = ""  # "released": of publication, unless it is a word of what is counted
    of_thread: bool = False  # a month, and of publication only by what the thread is about
    within: Period | None = None  # of "published in March": March, and not all up to its end
    first: bool = False  # the day is that on which the figure was first published
    hint: str = ""  # why it is unread: ONE_DAY or WHICH_YEAR, where it is one of these


ONE_DAY, WHICH_YEAR = "one_publication_day", "publication_year"
FIRST_OF_ONE = "first_of_one"
"""What is wrong with the words on publication: the keys of what is to be said of it."""


def nothing_in_hand() -> Sequence[Period]:
    """The periods in hand where there is no thread."""
    return ()


def vintage(text: str, in_hand: Callable[[], Sequence[Period]] = nothing_in_hand) -> Vintage | None:
    """The day by which the question wants its figure to have been published, if it names one.

    ``in_hand`` gives the periods that its thread is about, and is asked only where they tell.
    """
    if not _MAYBE.search(text):
        return None
    folded = _NO_LATER.sub(r"\1 by", fold(text))
    phrases = find_periods(folded)
    if len(phrases) == 1 and (found := _releases_in(folded, phrases[0])):
        return found
    if (found := _to_date(folded, phrases, in_hand)) is not None:
        return found
    hand = in_hand() if len(phrases) == 1 else ()
    for place in range(len(phrases)):
        found = _said_of(folded, phrases, place, hand)
        if found is not None:
            return found
    for place, phrase in enumerate(phrases):
        unclear = _UNCLEAR.search(folded[: phrase.start]) if place else None
        dated = isinstance(phrase.meaning, Fixed)
        edition = _EDITION.match(folded[phrase.end :]) if dated else None
        if unclear or (edition and len(phrases) > 1):
            start = unclear.start() if unclear else phrase.start
            words = folded[start : phrase.end + (edition.end() if edition else 0)]
            return Vintage("that", date.max, sure=True, unread=words, said=words)
    return None


_TO_DATE = re.compile(r"\b(?:y\.?t\.?d\b\.?|year[ -]to[ -]date|to date)", re.I)


def _to_date(
    text: str, phrases: Sequence[PeriodPhrase], in_hand: Callable[[], Sequence[Period]]
) -> Vintage | None:
    """ "Exports ytd as of 1 November 2021": by itself the year to that day, but if none is so.

    The day is then one of publication, and the year to date is what was known of it.
    """
    for phrase in phrases:
        cumulative = isinstance(phrase.meaning, Fixed) and phrase.meaning.period.ytd
        named = _TO_DATE.search(phrase.text) if cumulative and _is_daily(phrase) else None
        if named is None:
            continue
        day = f"{phrase.text[: named.start()]} {phrase.text[named.end() :]}".strip(" ,:-")
        found = vintage(f"{text[: phrase.start]}{day}{text[phrase.end :]}", in_hand)
        if found is not None and not found.unread:
            rest = "" if found.text == "that" else f"{found.text} "
            return replace(found, text=f"{rest}{named.group()}", sure=False)
    return None


_RELEASES = re.compile(
    r"(?:(?:what|which|any|the|new|all|list|show) )*(?:releases|publications|bulletins)"
    r"(?: (?:in|on|from|during|within))? $",
    re.I,
)


def _releases_in(text: str, phrase: PeriodPhrase) -> Vintage | None:
    """ "Releases in March 2021": what came out then, by itself."""
    alone = not text[phrase.end :].strip(" ?.!") and _RELEASES.fullmatch(text[: phrase.start])
    if not alone or not isinstance(phrase.meaning, Fixed):
        return None
    period = phrase.meaning.period
    return Vintage("that", period.end, sure=True, said=text.strip(), within=period)


def _said_of(
    text: str, phrases: Sequence[PeriodPhrase], place: int, hand: Sequence[Period]
) -> Vintage | None:
    """What one of the periods says of publication; None where it is a period of the figure."""
    phrase = phrases[place]
    before, behind = text[: phrase.start], text[phrase.end :]
    asked = _DID_WE_KNOW.search(before) if _BY_DAY.search(before) else None
    published = _PUBLISHED.search(before)
    said = published or _AS_OF.search(before)
    if asked is None and said is None:
        return None
    of_figure = _of_the_figure(text, phrases, place, said) or list(hand)
    phrase = _dated(phrase, of_figure)
    yearless = isinstance(phrase.meaning, Open | OpenDay)
    doubtful = yearless and published is None and bool(of_figure)
    daily, past = _is_daily(phrase), _is_past(phrase, of_figure)
    newest = any(isinstance(one.meaning, Latest) for one in phrases[:place])
    if asked is not None and daily:
        left, certain, start = _DID_WE_KNOW.sub("is", _BY_DAY.sub("", before)), True, phrase.start
    elif published is not None:
        left, start = before[: published.start()], published.start()
        certain = _is_certain(published, phrase) or (past and not _JOINT.search(left))
        if not (certain or (daily and published["word"].casefold() != "out")):
            return None
    elif said is not None:
        left, certain, start = before[: said.start()], False, said.start()
        newest = newest and not _JOINT.search(left)  # "the latest exports as of October 2021"
        if not (daily or past or doubtful or newest):
            return None
    else:
        return None
    following = phrases[place + 1] if place + 1 < len(phrases) else None
    listed = following is not None and _JOINED.fullmatch(text[phrase.end : following.start])
    alike = following is not None and listed and _grain(following) == _grain(phrases[place])
    others = len(phrases) > 1 and not (alike and len(phrases) == 2)
    if published is not None and published["as"] is None and not certain and alike:
        return None  # "reported on 1 June and 2 June 2021" are two days of one figure
    words = text[start : phrase.end].strip()
    if asked is not None and f"{left}{behind}".strip(" ?.!").casefold() == "what is":
        left = "what do you have"  # which is no figure, but all of them
    rest = f"{left.strip()} {behind.strip()}".strip(" ?.!,:")
    day = _day(phrase, said)
    word = "" if published is None else published["word"].casefold()
    unread, hint = "", ""
    if day is None:
        hint = WHICH_YEAR if yearless else ""
        moving = isinstance(phrase.meaning, Latest) and phrase.meaning.grain is not None
        told = others or ((yearless or moving) and word in _OF_FIGURES)
        outright = published is not None and published["as"] is not None
        if not (outright or doubtful or newest or (certain and told)):
            return None
        unread = words
    elif alike and following is not None:
        unread, hint = text[phrase.end : following.end].strip(" ,"), ONE_DAY
    elif joint := _LEFT_OPEN.search(left):
        unread, hint = f"{joint.group().strip()} {words}", ONE_DAY
    elif now := _NOW.search(rest):
        unread, hint = now.group().strip(), ONE_DAY
    elif again := vintage(rest):
        unread, hint = again.unread or again.said, again.hint or ONE_DAY
    elif _is_of_itself(rest):
        unread, hint = words, ONE_DAY
    outright = certain and _alone_is_sure(published)
    by_word = not (outright or others) and certain and word in _OF_FIGURES
    return Vintage(
        rest or "that",
        day or date.max,
        sure=not by_word and (bool(unread) or others or outright),
        unread=unread,
        said=words,
        word=word if by_word else "",
        of_thread=not (daily or published or others),
        within=_within(phrase, said),
        hint=hint,
    )


def _of_the_figure(
    text: str, phrases: Sequence[PeriodPhrase], place: int, said: re.Match[str] | None
) -> list[Period]:
    """The periods that the figure is of: those named before its publication, or else behind."""
    leads = said is not None and not text[: said.start()].strip()
    behind = phrases[place + 1 :] if place == 0 and leads else ()
    if behind and _JOINED.fullmatch(text[phrases[place].end : behind[0].start]):
        behind = ()
    named = [*phrases[:place], *behind]
    return [p.meaning.period for p in named if isinstance(p.meaning, Fixed)]


def _dated(phrase: PeriodPhrase, of_figure: Sequence[Period]) -> PeriodPhrase:
    """A day or a month without its year as the first one after what the figure is of.

    Of a year and a month nobody can tell: "exports 2021 as of June" may be those by then.
    """
    if any(period.grain == "A" or period.ytd for period in of_figure):
        return phrase
    ended = max((period.end for period in of_figure), default=None)
    if ended is None:
        return phrase
    for year in range(ended.year, ended.year + _LEAP):
        first = _in_year(phrase.meaning, year)
        if first is not None and first.start > ended:
            return replace(phrase, meaning=Fixed(first))
    return phrase


_LEAP = 9
"""Years within which there is one with a 29 February."""


def _in_year(meaning: Meaning, year: int) -> Period | None:
    match meaning:
        case Open(grain, number, False, 0, False):
            return Period.numbered(grain, year, number)
        case OpenDay(month, day):
            try:
                return Period.of(f"{year:04}-{month:02}-{day:02}")
            except PeriodError:
                return None
    return None


def _is_certain(published: re.Match[str], phrase: PeriodPhrase) -> bool:
    """Whether the words say that the figure was published, and not what it counts."""
    word, joint = published["word"].casefold(), (published["joint"] or "").casefold()
    bounded = joint in _BOUNDED or phrase.text.casefold().startswith(_UP_TO)
    if published["as"] is not None or _KNEW.match(word):
        return True
    if word == "out":
        return bounded or _came_out(published)
    if isinstance(phrase.meaning, Latest):
        return word in _SURELY  # "published last month"
    daily = _is_daily(phrase)
    said = bool(joint) or phrase.text.casefold().startswith((*_UP_TO, *_LATER))
    return (word in _SURELY and (said or daily)) or (word in _OF_FIGURES and _is_short(phrase))


def _came_out(published: re.Match[str]) -> bool:
    return published.group().casefold().strip().startswith("came out")


def _is_short(phrase: PeriodPhrase) -> bool:
    """Whether it is a month or a day: "released 2020" may be of what is released in a year."""
    match phrase.meaning:
        case Fixed(period):
            return period.grain in "MD" and not period.ytd
        case Open(grain, _, ytd):
            return grain == "M" and not ytd
    return isinstance(phrase.meaning, OpenDay)


def _is_daily(phrase: PeriodPhrase) -> bool:
    """Whether it is a day, or what is before one."""
    match phrase.meaning:
        case Fixed(period):
            return period.grain == "D"
        case Between(None, last) if last is not None:
            return last.grain == "D"
    return False


def _alone_is_sure(published: re.Match[str] | None) -> bool:
    """Whether a day is one of publication where no other period is named.

    "Permits issued in 2021", "prisoners released": these words are of names, too.
    """
    if published is None:
        return True  # "what did we know on that day"
    word = published["word"].casefold()
    of_figures = word == "published" or _came_out(published)
    return published["as"] is not None or of_figures or bool(_KNEW.match(word))


def _is_past(phrase: PeriodPhrase, of_figure: Sequence[Period]) -> bool:
    """Whether what the figure is of had ended by then: "births 2020 as of June 2021"."""
    here = phrase.meaning
    return isinstance(here, Fixed) and any(p.end < here.period.start for p in of_figure)


def _is_of_itself(rest: str) -> bool:
    """Whether what is left is set against the very same: "births 2020 vs births 2020"."""
    joint = _VERSUS.search(rest)
    if joint is None:
        return False
    first, second = rest[: joint.start()].casefold().split(), rest[joint.end() :].casefold().split()
    return bool(second) and first[-len(second) :] == second


def _day(phrase: PeriodPhrase, said: re.Match[str] | None) -> date | None:
    """The last day that the words allow; None where they name none."""
    joint = ((said.groupdict().get("joint") if said else None) or "").casefold()
    if joint in _LATER or phrase.text.casefold().startswith(tuple(f"{one} " for one in _LATER)):
        return None
    match phrase.meaning:
        case Fixed(period) if joint in _EARLIER and not (said and said["end"]):
            return period.start - timedelta(days=1)
        case Fixed(period):
            return period.end
        case Between(None, last) if last is not None:
            return last.end
    return None


def _within(phrase: PeriodPhrase, said: re.Match[str] | None) -> Period | None:
    """The period in which, and not by the end of which, something is said to be published."""
    if said is not None and said.re is _AS_OF:
        return None  # all that was known by then
    joint = ((said.groupdict().get("joint") if said else None) or "in").casefold()
    bounded = phrase.text.casefold().startswith((*_UP_TO, *_LATER))
    if joint not in _IN or bounded or not isinstance(phrase.meaning, Fixed):
        return None
    return phrase.meaning.period


def _grain(phrase: PeriodPhrase) -> str | None:
    """Its length as it was typed: the 2019 of "as of April 2021 vs 2019" is a year."""
    match next(iter(find_periods(phrase.text)), phrase).meaning:
        case Fixed(period):
            return period.grain
        case Open(grain):
            return grain
        case OpenDay():
            return "D"
    return None


def is_named(word: str, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is of the name of something on file: "prisoners released"."""
    named = (item.text.casefold() for item in cut(fold(text), vocabulary) if item.meanings)
    return any(f" {word} " in f" {name} " for name in named)


# --- and what is known now ------------------------------------------------------------------

_AS_NOW = re.compile(
    rf"\b(?:(?:as )?(?:{_WORD} )?(?:of |at |on )?|as (?:of|at|on) )?{_NOW_WORDS}\b", re.I
)
_SET_AGAINST = re.compile(
    r"\b(?:vs\.?|versus|against|than|with|from|to|until|till|since|by|between|for) *$", re.I
)
_SAYS_NO_MORE = frozenset(
    {"", "and", "what about", "how about", "and what about", "and how about", "but", "or", "ok"}
    | {"what is it", "and what is it", "what was it", "what's it", "what is the", "and the"}
)


def without_now(text: str) -> str | None:
    """A turn that asks for what is known now, without saying so: "and now?"; None if it does not.

    What says no more is "that". It is such a turn only after a question as of a day.
    """
    folded = fold(text).strip(" ?.!,")
    found = _AS_NOW.search(folded)
    if found is None or _SET_AGAINST.search(folded[: found.start()]):
        return None
    rest = f"{folded[: found.start()].strip()} {folded[found.end() :].strip()}".strip(" ,")
    return "that" if rest.casefold() in _SAYS_NO_MORE else rest


def against_now(text: str) -> str:
    """The words that set what was known on a day against what is now: "vs now"; else none."""
    folded = fold(text)
    found = _AS_NOW.search(folded)
    joint = _SET_AGAINST.search(folded[: found.start()]) if found else None
    return folded[joint.start() : found.end()] if found and joint else ""
