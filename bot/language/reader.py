"""Who is whose: each name and period put on its side of the question, each cue given its sense.

Which area is whose partner, and which month "Nov" is, only what is on file can tell:
``bot.answers`` decides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from bot.language.items import APART, STATUSES, Item
from bot.language.lexicon import (
    CUES,
    ORDINALS,
    PLACE_KINDS,
    Cue,
)
from bot.language.period_meaning import Between, Fixed, Latest, OpenBetween, YearsBefore
from bot.language.periods import PeriodPhrase
from bot.language.question import Role, Scope
from bot.language.unread import Unknown

__all__ = [
    "CHANGES",
    "JOINTS",
    "LENGTHS",
    "MULTIPLES",
    "MULTIPLYING",
    "RATES",
    "Reader",
    "kinds_of",
    "multiple_in",
]

JOINTS = frozenset(
    {Cue.FILLER, Cue.AND, Cue.FOLLOW, Cue.WITH, Cue.BETWEEN, Cue.TO, Cue.FROM, Cue.OF, Cue.IS}
    | {Cue.COMPARE, Cue.BUT}
)
POSSESSIVE = frozenset({"by", "s"})
PREPOSITIONS = {
    Cue.WITH: Role.WITH,
    Cue.BETWEEN: Role.BETWEEN,
    Cue.TO: Role.TO,
    Cue.FROM: Role.FROM,
    Cue.OF: Role.OWNER,
}


LAST_WORDS = {"from": Role.FROM, "to": Role.TO, "with": Role.WITH}
"""Last words of names that say what the area behind them is: "buys from", "sold to"."""


class Reader:
    """Walks the items once and puts each on its side of the question."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self.main: list[Item] = []
        self.against: list[Item] = []
        self.whole: list[Item] = []
        self.per: list[Item] = []
        self.cues: set[Cue] = set()
        self.roles: dict[int, Role] = {}
        self.joined: set[int] = set()
        self.commas: set[int] = set()
        self.count: int | None = None
        self.amount: str | None = None
        self.place: int | None = None
        self.of_kind: set[str] = set()
        self.loose: list[Unknown] = []
        self._side = self.main
        self._role = Role.PLAIN
        self._joining = False
        self._by_word = False  # joined by "and", not by a comma alone
        self.scopes: dict[int, Scope] = {}
        self._scope = Scope.ALL
        self._left: tuple[int, Item] | None = None  # the last name left out, and its place
        self.part_to_come = False
        self.rate: Cue | None = None
        self._comparing = False  # "compare" opened it: what is compared with what is to come
        self.begun: Item | None = None  # the period after "from", beside another
        for place, item in enumerate(items):
            self._take(place, item)

    def _take(self, place: int, item: Item) -> None:
        self._joining = self._joining or item.after_comma
        cues = set(item.cues)
        if item.amount:
            self.amount = item.text
            self.cues |= cues & {Cue.GROWTH, Cue.MOVED}  # "up 30%", "have exports halved"
        elif item.number is not None:
            self._number(place, item, item.number)
        elif self._in_context(place, item, cues):
            pass
        elif self._comes_from(item, cues):
            # "How much of the growth of trade came from exports": so far it was the whole.
            self.whole = [i for i in self.main if i.meanings]
            self.main = [i for i in self.main if not i.meanings]
            self.cues = self.cues - {Cue.SHARE, Cue.DIFFERENCE} | {Cue.CONTRIBUTION}
            self.part_to_come = False
            self._turn_to(self.main)
        elif self._contributes(place, item, cues):
            self.cues.add(Cue.CONTRIBUTION)
            if Cue.TO in cues or item.text.casefold().endswith(" to"):
                self._turn_to(self.whole)
        elif self._sets_against(place, item, cues):
            self.cues |= {Cue.VERSUS, *(cues & {Cue.DIFFERENCE, Cue.RATIO, Cue.NEEDED})}
            self._say_multiple(item)
            self._comparing = False
            self._turn_to(self.against)
        elif Cue.COMPARE in cues:
            self._comparing = not self.main
            self.cues |= set() if self._comparing else {Cue.DIFFERENCE}
        elif Cue.WHOLE_OF in cues:
            self.cues.add(Cue.SHARE)
            self._turn_to(self.whole)
        elif Cue.SHARE_OF in cues:
            self.cues.add(Cue.SHARE)
            self.amount = multiple_in(item) or self.amount
            part_named = any(i.meanings for i in self.main) or (
                bool(self.main) and self._period_next(place)
            )
            self._turn_to(self.whole if part_named else self._side)
            dated = item.text.casefold().endswith(" in") and self._period_next(place)
            self.part_to_come = not part_named and not dated  # "share in 2020" awaits no part
        elif Cue.IS in cues and self.part_to_come and self._named_after(place):
            # "What share of trade was with Kazakhstan", "of 2020 was Jan-Nov 2021": so far
            # it was the whole.
            alike = self._period_next(place) and all(i.period for i in self.main)
            if self.main and (alike or self._names_after(place)):
                self.whole, self.main = self.main, []
                self._turn_to(self.main)
                self.part_to_come = False
        elif Cue.PER in cues and self._named_after(place):
            self.cues.add(Cue.PER)
            self._turn_to(self.per)
        elif self.part_to_come and item.text.casefold() == "in" and self._whole_follows(place):
            # "Share of the US in world output": the part was first.
            self._turn_to(self.whole)
            self.part_to_come = False
        elif prepositions := cues & PREPOSITIONS.keys():
            role = PREPOSITIONS[prepositions.pop()]
            role = Role.POSSESSIVE if item.text.casefold() in POSSESSIVE else role
            # "The gap between China and Xinjiang" is no trade between the two.
            listed = role is Role.BETWEEN and self.cues & APART
            self._role = Role.PLAIN if listed else role
        elif {Cue.AND, Cue.SUM} & cues:
            self._joining = self._by_word = True
            self.cues |= cues
        elif item.period:
            self._period(place, item)
        elif item.meanings:
            self._name(place, item)
        elif Cue.VERSUS in cues and item.text.casefold() in THRESHOLDS:
            # "Waiting for more than a year": a bound that nothing here can keep.
            self.loose.append(Unknown(item.text, start=item.start))
        elif self._multiplies(place, item):
            self.loose.append(Unknown(item.text, start=item.start))
        else:
            self.cues |= cues
            if Cue.RATIO in cues:
                self._say_multiple(item)

    def _multiplies(self, place: int, item: Item) -> bool:
        """Whether it says so many times a measure: "double deaths", but not "did deaths double"."""
        if Cue.GROWTH not in item.cues or item.text.casefold() not in MULTIPLYING:
            return False
        after = next((i for i in self._items[place + 1 :] if i.cues != (Cue.FILLER,)), None)
        return after is not None and "indicator" in kinds_of(after)

    def _in_context(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Words whose sense those around them decide; whether no more is to be done with them."""
        if cues & LEAVING and self._leaves_out(place, item, cues):
            return True
        return bool(cues & BY_NEIGHBOURS) and self._by_neighbours(place, item, cues)

    def _by_neighbours(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Words that say something only beside the right ones; whether no more is to be done."""
        before, after = self._items[max(place - 1, 0) : place], self._items[place + 1 : place + 2]
        if Cue.PLACES in cues:  # "Guangdong province" is the name of one, "UK airports" of many
            one = not item.text.casefold().endswith("s") and " " not in item.text
            named = one and any("area" in kinds_of(i) for i in (*before, *after))
            if not named:
                words_of = item.text.casefold().split()
                self.of_kind |= {PLACE_KINDS[word] for word in words_of if word in PLACE_KINDS}
            return named
        if Cue.NTH in cues:
            told = any({Cue.RANK, Cue.RECORD, Cue.LOW} & set(i.cues) for i in after)
            self.place = ORDINALS[item.text.casefold()] if told else None
        elif STATUSES & cues:
            # "Final quarter exports 2021" are of a quarter, and not final ones.
            told = not any(i.text.casefold() in LENGTH_WORDS for i in after)
            self.cues |= cues if told else set()
        elif Cue.USE in cues:
            told = any("area" in kinds_of(i) for i in after)
            told = told and any(i.text.casefold() == "how many" for i in self._items[:place])
        else:
            told = bool(before and after and kinds_of(before[0]) & kinds_of(after[0]))
            if told:
                self.cues |= {Cue.DIFFERENCE, Cue.VERSUS}
                self._turn_to(self.against)
        if not told:
            self.loose.append(Unknown(item.text, start=item.start))
        return True

    def _leaves_out(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Words that leave something out of a whole; whether no more is to be done with them.

        Those that nothing follows which could be left out are not understood.
        """
        before = self._items[max(place - 1, 0) : place]
        after = next((i for i in self._items[place + 1 :] if not _only_joins(i, cues)), None)
        named = after is not None and bool(after.meanings)
        if Cue.REST in cues and any(Cue.NEEDED in i.cues for i in self._items):
            self.cues.add(Cue.REST)  # "what does the rest of the year need": of a period
        elif Cue.REST in cues and (named or not item.text.casefold().endswith(OF_SOMETHING)):
            self.cues.add(Cue.REST)
            self._scope = Scope.REST if named else Scope.ALL
        elif Cue.LEFT_OUT in cues and before and before[0].meanings:
            self._leave_out_before(before[0])
        elif Cue.MINUS in cues and before and after and kinds_of(before[0]) & kinds_of(after):
            return False
        elif Cue.BUT in cues:
            every = any(EVERY & set(i.text.casefold().split()) for i in self._items[:place])
            one = after if after is not None and after.period else None
            if every and one and (self._period_next(place) or self._is_every_period(place)):
                self.loose.append(Unknown(f"{item.text} {one.text}", start=item.start))
                return True
            if not named or not (every or self.main):
                return False
            self._scope = Scope.WITHOUT if every else Scope.ALL
            self.loose += [] if every else [Unknown(item.text, start=item.start)]
        elif named and Cue.LEFT_OUT not in cues:
            self._scope, self._role = Scope.WITHOUT, Role.PLAIN
        else:
            dated = after if after is not None and after.period else None
            behind = self._items[place + 1 : self._items.index(dated) + 1] if dated else ()
            words = " ".join(i.text for i in (item, *behind))
            self.loose.append(Unknown(words, start=item.start))
        return True

    def _is_every_period(self, place: int) -> bool:
        """Whether periods are what "but" takes one from: "every year but for 2020"."""
        before = [i for i in self._items[:place] if EVERY & set(i.text.casefold().split())]
        return any(i.period or LENGTHS & set(i.cues) for i in before)

    def _leave_out_before(self, item: Item) -> None:
        """ "EU and Kazakhstan excluded": the name before, and those it is listed with."""
        named = [i for i in self._items[: self._items.index(item) + 1] if i.meanings]
        for one in reversed(named):
            self.scopes[one.start] = Scope.WITHOUT
            if one.start not in self.joined:
                break

    def _scope_of(self, place: int, item: Item) -> Scope:
        """How much of a name is meant, after what was said before it."""
        scope, left = self._scope, self._left
        if scope is Scope.WITHOUT and left is not None and not kinds_of(left[1]) & kinds_of(item):
            scope = Scope.ALL  # "excluding Kazakhstan, exports"
        if scope is Scope.ALL and left is not None and self._belongs(place, item, *left):
            scope = Scope.WITHOUT
        self._left = (place, item) if scope is Scope.WITHOUT else None
        self._scope = scope if self._lists_on(place) else Scope.ALL
        return scope

    def _belongs(self, place: int, item: Item, at: int, left: Item) -> bool:
        """Whether a name says more of the one left out: "trade excluding exports to the EU"."""
        measured = any("indicator" in kinds_of(i) and i is not left for i in self._side)
        if not measured or place == at:
            return False
        if place == at + 1:  # "excluding EU exports"
            return "indicator" in kinds_of(item)
        joint = set(self._items[place - 1].cues) & {Cue.TO, Cue.FROM, Cue.WITH}
        of_measure = "indicator" in kinds_of(left)
        return place == at + 2 and bool(joint) and of_measure and "area" in kinds_of(item)

    def _period_next(self, place: int) -> bool:
        return any(i.period for i in self._items[place + 1 : place + 2])

    def _whole_follows(self, place: int) -> bool:
        here = set().union(*(kinds_of(i) for i in self.main))
        if here == {"period"}:  # "share of November in January-November"
            return self._period_next(place)
        following = (i for i in self._items[place + 1 :] if i.meanings)
        return any(kinds_of(i) & (here - {"period"}) for i in following)

    def _stands_before_flow(self, place: int) -> bool:
        """Whether an area stands right before a flow: "China exports"."""
        here, after = self._items[place], self._items[place + 1 : place + 2]
        flows = {c for i in after for m in i.meanings for d, c in m.codes if d == "trade_flow"}
        return "area" in kinds_of(here) and bool(flows & {"X", "M", "B"})

    def between(self) -> Item | None:
        """Of two periods that a change is asked for between, the one that it begins with."""
        periods = [i for i in self.main if i.period is not None]
        if len(periods) != 2 or self.against:
            return None
        joint = {"between", *(p for p in CUES if p.endswith(" between"))}
        named = any(i.text.casefold() in joint for i in self._items) or self._from_to(*periods)
        if not (named or {Cue.DIFFERENCE, Cue.RATIO, Cue.GROWTH_RATE} & self.cues):
            return None
        first, second = periods
        a, b = (i.period.meaning for i in periods if i.period is not None)
        if isinstance(a, Fixed) and isinstance(b, Fixed) and a.period.end > b.period.end:
            return second
        return first

    def _from_to(self, first: Item, second: Item) -> bool:
        """Whether two periods stand as "between … and …" or with a "to" between them."""
        if first.text.casefold().startswith(("between ", "from ")):
            return True
        inner = self._items[self._items.index(first) + 1 : self._items.index(second)]
        return len(inner) == 1 and Cue.TO in inner[0].cues

    def _is_one_of_two(self, item: Item) -> bool:
        return sum(i.period is not None for i in self._items) == 2 and item.period is not None

    def _turn_to(self, side: list[Item]) -> None:
        self._side, self._role, self._joining = side, Role.PLAIN, False
        self._by_word = False

    @property
    def _is_equalled(self) -> bool:
        """Whether the period to be equalled has been named, so that another dates what is left."""
        against = self._side is self.against and Cue.NEEDED in self.cues
        return against and any(i.period for i in self.against)

    def _number(self, place: int, item: Item, number: int) -> None:
        """A number counts what is ranked ("top 5"); any other is a word not understood."""
        beside = self._items[max(place - 1, 0) : place + 2]
        if any({Cue.RANK, Cue.PARTNERS} & set(i.cues) for i in beside):
            self.count = number
        elif any(Cue.RATIO in i.cues for i in self._items[place + 1 : place + 2]):
            self.amount = f"{item.text} times"  # "three times as much as": judged by whoever asks
        else:
            self.loose.append(Unknown(item.text, start=item.start))

    def _period(self, place: int, item: Item) -> None:
        # "share of BRI Jan-Nov 2021" dates the part; "93% of last year" names the whole.
        part_dated = any(i.period for i in self.main)
        of_whole = (
            self._side is self.whole
            and not self.whole
            and (part_dated or not self._names_after(place))
        )
        of_whole = of_whole and Cue.CONTRIBUTION not in self.cues
        elsewhere = self._side is self.per or (self._side is self.whole and not of_whole)
        side = self.main if elsewhere or self._is_equalled else self._side
        side.append(item)
        if self._role is Role.FROM and side is self.main and self._is_one_of_two(item):
            # "Growth from 2018 to Jan-Sep 2024", "rise in November from October".
            self.begun = item

    def _name(self, place: int, item: Item) -> None:
        self.cues |= set(item.cues)
        if (asked := _asked_by(item)) is not None:
            asked = self._rate_said(place, asked)
            self.cues.add(asked)
            self.rate = asked
        if (scope := self._scope_of(place, item)) is not Scope.ALL:
            self.scopes[item.start] = scope
        self.roles[item.start] = self._role
        if self._role is Role.PLAIN and item.text.casefold().endswith(("'s", "s'")):
            self.roles[item.start] = Role.POSSESSIVE
        elif self._role is Role.PLAIN and self._stands_before_flow(place):
            self.roles[item.start] = Role.BEFORE
        alone = not any(i.meanings for i in self._items[:place])  # "and Kazakhstan?" lists nothing
        if self._joining and self._role is not Role.BETWEEN and not alone:
            self.joined.add(item.start)
            if not self._by_word:
                self.commas.add(item.start)
        self._joining = self._by_word = False
        if not self._lists_on(place):
            self._role = LAST_WORDS.get(item.text.casefold().rsplit(maxsplit=1)[-1], Role.PLAIN)
        area = any(d == "area" for meaning in item.meanings for d, _ in meaning.codes)
        unnamed = not any(i.meanings for i in self.main)
        of_main = (self._side is self.per and area) or (self._is_equalled and unnamed)
        (self.main if of_main else self._side).append(item)

    def _rate_said(self, place: int, asked: Cue) -> Cue:
        """The change that a name of one asks for, with what is said of it right before.

        "Monthly inflation" is on the month before. What a cumulative one would be, and two
        at once, is not read.
        """
        said = [i for i in self._items if i is not self._items[place]]
        for item in said:
            if item.text.casefold() in CUMULATIVE:
                self.loose.append(Unknown(item.text, start=item.start))
        before = takewhile(lambda i: {*LENGTHS, Cue.AND} & set(i.cues), self._items[:place][::-1])
        lengths = [i for i in before if LENGTHS & set(i.cues)]
        shorter = [i for i in lengths if Cue.YEARLY not in i.cues]
        sequential = shorter or [i for i in said if Cue.PREVIOUS in i.cues]
        if asked is not Cue.YEAR_EARLIER or not sequential:
            return asked
        also = any({Cue.YEAR_EARLIER, Cue.YEARLY, Cue.TREND} & set(i.cues) for i in said)
        if also or len(shorter) > 1:
            self.loose.append(Unknown(sequential[0].text, start=sequential[0].start))
        return Cue.PREVIOUS

    def _comes_from(self, item: Item, cues: set[Cue]) -> bool:
        """Whether what growth came from is to follow: "points of growth came from exports"."""
        asked = {Cue.SHARE, Cue.DIFFERENCE} & self.cues and RATES & self.cues
        said = Cue.FROM in cues and item.text.casefold().split()[0] in ("came", "coming", "comes")
        unsaid = not any(i.meanings for i in self.whole)
        return bool(asked) and said and unsaid and self._side is not self.against

    def _contributes(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Whether the item says of a part what it adds to the whole: "contribution of X to Y"."""
        if Cue.CONTRIBUTION in cues:
            return True
        added = item.text.casefold() in ADDED_TO
        if not (added or (Cue.TO in cues and Cue.CONTRIBUTION in self.cues)):
            return False
        following = self._items[place + 1 :]
        growth = next((n for n, i in enumerate(following) if RATES & set(i.cues)), None)
        if growth is None or self._side is not self.main:
            return False
        # Of several "to" the last before "growth": "of exports to the EU to trade growth".
        return not any(Cue.TO in i.cues for i in following[:growth])

    def _sets_against(self, place: int, item: Item, cues: set[Cue]) -> bool:
        """Whether the item turns from what is compared to what that is compared with."""
        if self._side is self.against or not self._named_after(place):
            return False
        if Cue.NEEDED in cues:
            return not self._items[place + 1].amount
        if Cue.VERSUS in cues:
            return self._compares(place, item)
        named = any(i.meanings for i in self.main)
        if item.text.casefold() == "as" and Cue.RATIO in self.cues:
            return bool(self.main)  # "how many times as many trains as in 2016"
        if self._is_multiple_of(place, item):
            return True
        if Cue.RATIO in cues and named:  # "exports were how many times imports"
            later = (set(i.cues) for i in self._items[place + 1 :])
            return self._names_after(place) and not any(Cue.VERSUS in more for more in later)
        if Cue.DIFFERENCE in cues:  # "difference with", "gap to"
            return item.text.casefold().split()[-1] in ("with", "from", "to")
        if self._comparing and {Cue.AND, Cue.WITH, Cue.TO} & cues and self.main:
            # "Compare exports to the EU with imports": the joint stands between two of a kind.
            after = next((i for i in self._items[place + 1 :] if kinds_of(i)), None)
            first, last = self.main[0], self.main[-1]
            return after is not None and bool(kinds_of(after) & (kinds_of(first) | kinds_of(last)))
        return False

    def _say_multiple(self, item: Item) -> None:
        """ "Twice as much as": how many times it is, beside what was said."""
        multiple = multiple_in(item)
        if multiple is not None:
            self.cues.add(Cue.RATIO)
            self.amount = multiple

    def _is_multiple_of(self, place: int, item: Item) -> bool:
        """Whether it says how many times what follows: "double Jan-Nov 2019", "twice imports"."""
        after = self._items[place + 1 : place + 2]
        followed = bool(after) and bool(after[0].meanings or _is_one(after[0].period))
        multiple = multiple_in(item) is not None and Cue.SHARE_OF not in item.cues
        return multiple and followed and bool(self.main)

    def _compares(self, place: int, item: Item) -> bool:
        """Whether what follows is compared with; "on" and "over" only date what has no period."""
        if not self._named_after(place):
            return False
        dated = any(i.period for i in self.main) or not self.main
        if dated or item.text.casefold() not in ("on", "over"):
            return True
        following = self._items[place + 1].period  # "how did it change on last year"
        named = next((i.period for i in self._items[place + 1 :] if i.period), None)
        if named is not None and named.meaning == YearsBefore(1) and not named.is_then:
            return True  # "unemployment on the previous year"
        return Cue.GROWTH in self.cues and following is not None and _is_last_year(following)

    def _named_after(self, place: int) -> bool:
        return any(i.meanings or i.period for i in self._items[place + 1 :])

    def _names_after(self, place: int) -> bool:
        return any(i.meanings for i in self._items[place + 1 :])

    def _lists_on(self, place: int) -> bool:
        following = self._items[place + 1 : place + 2]
        return bool(following) and (Cue.AND in following[0].cues or following[0].after_comma)


def _is_one(phrase: PeriodPhrase | None) -> bool:
    """Whether it is one period: "double between 2019 and 2021" is set against no stretch."""
    if phrase is None or phrase.text.casefold().startswith(("from ", "between ")):
        return False
    return not isinstance(phrase.meaning, Between | OpenBetween)


def multiple_in(item: Item) -> str | None:
    """How many times something is said to be, in a word: "twice", "half"."""
    if not {Cue.RATIO, Cue.GROWTH, Cue.SHARE_OF} & set(item.cues):
        return None
    return next((w for w in item.text.casefold().split() if w in MULTIPLES), None)


MULTIPLES = frozenset({"twice", "double", "triple", "half"})
MULTIPLYING = frozenset({"double", "triple", "treble", "quadruple", "halve"})


def _is_last_year(phrase: PeriodPhrase) -> bool:
    return phrase.meaning == Latest("A")


BY_NEIGHBOURS = frozenset({Cue.PLACES, Cue.NTH, Cue.USE, Cue.MINUS}) | STATUSES
"""What the words beside a phrase decide the sense of."""


LEAVING = frozenset({Cue.EXCEPT, Cue.LEFT_OUT, Cue.BUT, Cue.REST})
"""What leaves something out of a whole."""

LENGTH_WORDS = frozenset(
    f"{word}{many}" for word in ("quarter", "month", "week", "day", "year") for many in ("", "s")
) | {"half", "halves"}
"""Words for a stretch of time that may be the final one."""

OF_SOMETHING = (" of", "remaining")
"""How words for a rest end that name no whole by themselves: "the rest of the year"."""

EVERY = frozenset({"all", "every", "any", "each"})
"""Words that make "but" an exception: "all partners but Kazakhstan"."""


def _only_joins(item: Item, cues: Collection[Cue]) -> bool:
    """Whether an item may stand before what is left out: "except for those with"."""
    joints = {Cue.FILLER} if Cue.BUT in cues else {Cue.FILLER, *PREPOSITIONS}
    return bool(joints & set(item.cues)) and not (item.meanings or item.period)


ADDED_TO = frozenset({"add to", "adds to", "added to"})
"""What says of a part that it contributes, where growth is what it does so to."""

THRESHOLDS = frozenset(p for p, cues in CUES.items() if Cue.VERSUS in cues and p.endswith(" than"))
"""Phrases that bound what is counted, where nothing is named that it is compared with."""


LENGTHS = frozenset({Cue.YEARLY, Cue.QUARTERLY, Cue.MONTHLY, Cue.WEEKLY, Cue.DAILY})
"""What says how long the periods are to be."""

CUMULATIVE = frozenset({"cumulative", "cumulated", "accumulated", "cumulatively"})
"""Words that make one change of several: of a name that is a change no such one is on file."""

CHANGES_NAMED = {"G1Y": Cue.YEAR_EARLIER, "G1": Cue.PREVIOUS}


def _asked_by(item: Item) -> Cue | None:
    """What a name asks for by itself: "inflation" may be the change of an index on the year."""
    asked = {dict(meaning.codes).get("transformation", "") for meaning in item.meanings}
    return CHANGES_NAMED.get(asked.pop()) if len(asked) == 1 else None


def kinds_of(item: Item) -> set[str]:
    """What an item can be set against: another period, or a name of a dimension it has too."""
    if item.period is not None:
        return {"period"}
    return {dimension for meaning in item.meanings for dimension, _ in meaning.codes}


RATES = frozenset({Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS})
"""What asks for a rate of change."""

CHANGES = RATES | {Cue.DIFFERENCE, Cue.RATIO}
"""What asks for a change, however it is put."""
