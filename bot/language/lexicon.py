"""The English of asking: which words ask for what, and which say nothing.

Rows only. A phrase is written as ``words.phrase_key`` leaves it (lower case, no
punctuation except & and %); the longest phrase wins. Names of places, measures
and products are not here: they are rows of the data packages.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["CUES", "FILLERS", "LONGEST", "NUMBER_WORDS", "SCALES", "Cue"]


class Cue(StrEnum):
    """What a phrase of the question does."""

    # what is asked
    LEVEL = "level"
    GROWTH = "growth"
    YEAR_EARLIER = "year_earlier"
    PREVIOUS = "previous_period"
    SHARE = "share"
    RANK = "rank"
    RECORD = "record"
    LOW = "low"  # of a record or a rank: the lowest is meant
    TREND = "trend"
    LISTING = "listing"
    YEARLY = "yearly"  # of which length, where no period is named
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WHY = "why"
    AVERAGE = "average"
    PER = "per"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    SUM = "sum"
    # what is not a question about figures on file
    FORECAST = "forecast"
    OPINION = "opinion"
    TALK = "talk"
    # about the desk itself
    HELP = "help"
    SOURCES = "sources"
    FORGET = "forget"
    # joints of the sentence
    VERSUS = "versus"
    SHARE_OF = "share_of"
    WHOLE_OF = "whole_of"  # like "share of", but what follows is always the whole
    IS = "is"  # parts the whole from the part in "what share of trade was with Kazakhstan"
    AND = "and"
    WITH = "with"  # what the area that follows is: a partner,
    BETWEEN = "between"  # one of two, either of them,
    TO = "to"  # where the goods go,
    FROM = "from"  # where they come from,
    OF = "of"  # or whose figure it is
    FOLLOW = "follow"  # goes on from the turn before
    PARTNERS = "partners"
    FILLER = "filler"


_ROWS: dict[Cue, str] = {
    Cue.LEVEL: """
        how much was, how much is, how much were, how many, value of, the value of, amount of,
        worth of, level of, worth""",
    Cue.GROWTH: """
        growth, grow, grew, grown, growing, growth rate, rate of growth, rise, rose, risen,
        rising,
        increase, increased, increases, increasing, change, changed, changes, fall, fell, fallen,
        falling, drop, dropped, decline, declined, decrease, decreased, jump, jumped, surge,
        surged,
        soar, soared, shrink, shrank, shrunk, expand, expanded, contract, contracted, go up,
        went up,
        gone up, go down, went down, gone down, up or down, percent change, percentage change,
        % change, % growth, % increase, % rise, by how much, rate of increase, rate of change,
        gain, gained, slump, slumped, plunge, plunged, double, doubled, slow, slowed, slowdown,
        accelerate, accelerated, percentage points, percentage point, points, pp""",
    Cue.YEAR_EARLIER: """
        yoy, y y, y o y, year on year, year over year, on the year, on year, on a year earlier,
        annual growth, annual change, annual rate, over the year, yr on yr, yoy growth,
        yoy change,
        year on year growth, year on year change, 同比""",
    Cue.PREVIOUS: """
        mom, m m, m o m, month on month, month over month, on the month, on month, qoq, q q,
        q o q,
        quarter on quarter, quarter over quarter, on the quarter, monthly growth, monthly change,
        month on month growth, month on month change, mom growth, mom change, 环比""",
    Cue.SHARE: """
        per cent, share, shares, proportion, portion, percentage share, market share, percentage,
        percent,
        what percent, what percentage, how much of""",
    Cue.SHARE_OF: """
        share of, % of, percent of, percentage of, proportion of, portion of, fraction of,
        part of,
        accounted for, account for, accounts for, make up, made up, share in""",
    Cue.RANK: """
        rank, ranks, ranked, ranking, rankings, largest, biggest, top, main, leading, number one,
        no 1, most important, foremost, league table, who is the largest,
        highest ranked""",
    Cue.PARTNERS: """
        partner, partners, trading partner, trading partners, trade partner, trade partners,
        markets, market, destination, destinations, export market, export markets""",
    Cue.RECORD: """
        record, record high, record highs, all time high, all time record, highest ever,
        highest on record,
        ever higher, highest, highest since, high since, biggest month, best month,
        highest month, largest month,
        biggest month ever, best month ever, record month, biggest year, best year, highest year,
        biggest quarter, best quarter, highest quarter, busiest month, busiest year, peak,
        new high, most ever, best ever,
        biggest ever, largest ever,
        ever been higher""",
    Cue.LOW: """
        record low, record lows, lowest, lowest ever, lowest since, low since, all time low,
        ever been lower, smallest, smallest ever, weakest, worst month, worst year, new low,
        lowest month, smallest month, lowest on record, least""",
    Cue.YEARLY: "annual, annually, yearly, full year, 年度",
    Cue.QUARTERLY: "quarterly",
    Cue.MONTHLY: "monthly, 月度",
    Cue.TREND: """
        trend, trends, chart, graph, plot, over time, history, time series, timeline, trajectory,
        evolution, by month, by year, by quarter, month by month, year by year, each month,
        each year, every month, every year, series""",
    Cue.LISTING: """
        all figures, all the figures, everything, what do you have on, what do you have about,
        what do you have for, what have you got on, what have you got, what do you have,
        what figures do you have on, what figures do you have, what is on file, what s on file,
        what do we have on, what do we have, what have we got on, list, all data, which figures,
        what data do you have on, what data do you have, what do you know about,
        what is there on""",
    Cue.WHY: """
        why, why did, why is, why was, reason, reasons, reason for, reasons for, cause, causes,
        caused, what caused, driver, drivers, driven by, what drove, what is driving,
        what s driving,
        what is behind, what s behind, what explains, explain, explanation, because, due to,
        drove""",
    Cue.AVERAGE: """
        average, mean, on average, avg, averaged, monthly average,
        average monthly, per month, a month, each month on average""",
    Cue.PER: "per, each, for each, for every, apiece",
    Cue.DIFFERENCE: """
        difference, difference between, gap, gap between, how much more, how much less,
        how many more,
        how many fewer, how much higher, how much lower, how much bigger, how much smaller""",
    Cue.RATIO: """
        ratio, ratio of, how many times, times as much, times as many, times more, times bigger,
        times larger, multiple of""",
    Cue.SUM: "sum, sum of, total of, add, added, plus, combined, together, add up, added to",
    Cue.FORECAST: """
        forecast, forecasts, predict, prediction, projected, projection, will, expected, expect,
        outlook, going to, in future, next year, next month, next quarter, tomorrow,
        estimate for""",
    Cue.OPINION: """
        should, do you think, you think, opinion, good news, bad news, is it good, is it bad,
        is that good, is that bad, fair, worrying, impressive, believe, recommend,
        worth it,
        better, worse""",
    Cue.TALK: """
        hi, hello, hey, thanks, thank you, thx, cheers, good morning, good afternoon,
        good evening,
        how are you, who are you, joke, a joke, tell me a joke, weather, bye, goodbye, ok, okay,
        lol,
        nice, cool, great, well done, what time is it""",
    Cue.HELP: """
        help, help me, how do i use this, how does this work, what can you do, what can i ask,
        examples, example, commands, usage, instructions, manual""",
    Cue.SOURCES: "sources, list sources, which sources, what sources, your sources",
    Cue.FORGET: """
        start over, start again, reset, forget, forget it, forget that, new question, clear,
        from scratch, never mind""",
    Cue.VERSUS: """
        vs, v, versus, than, compared with, compared to, compare with, compare to, compare,
        comparing,
        comparison, against, relative to, as against, set against, over, higher than, lower than,
        more than, less than, up on, down on, up from, down from, bigger than, larger than,
        smaller than, change from, on, 比""",
    Cue.WHOLE_OF: """
        as a share of, as share of, as % of, as a % of, as a percentage of, as percentage of,
        as a proportion of, out of total, divided by, over total""",
    Cue.IS: "is, was, were, are, went, came, comes, goes, does, do, did, has, have, had",
    Cue.AND: "and, &, or, as well as, along with, plus also, 和, 与",
    Cue.WITH: "with, w, 对",
    Cue.BETWEEN: "between",
    Cue.TO: "to, into, towards, toward, bound for, shipped to, sold to",
    Cue.FROM: "from, out of, bought from",
    Cue.OF: "of, in, for, at, s, by, among, amongst, through, via, by way of, 的",
    Cue.FOLLOW: """
        and, what about, how about, and what about, and how about, what of, same for, same but,
        the same for, now, also, and also, and now, then, but, instead, what if""",
    Cue.FILLER: """
        the, a, an, be, been, being, am, it, its,
        this, that, these, those, there, here, i, me, my, we, our, ours, you, your, they,
        their, he,
        she, what, what is, what s, what was, what were, whats, which, who, whom, when, where,
        how,
        how much, how big, how large, how high, how well, how did, how has, how have, how fast,
        please, pls, plz, show, show me, show us, give, give me, give us, tell, tell me, tell us,
        let us, find, find me, get, get me, need, i need, want, i want, i d like, like, can,
        could,
        can you, could you, would, would you, look up, lookup, check, quick, quickly, asap,
        urgent,
        urgently, deadline, on deadline, figure, figures, number, numbers, stat, stats, statistic,
        statistics, data, total, totals, overall, altogether, in total, value, values, amount,
        level,
        levels, official, reported, recorded, latest figure, latest figures, according to, stand,
        stands, stood, stand at, come, come to, came to, reach, reached, hit, run, ran,
        amounted,
        amount to, much, many, big, large, so, just, only, exactly, roughly, about, around, as,
        any,
        some, one, ones, both, whole, entire, total value, actual, actually, really, up,
        down, go, going, gone, during, within, over the period, period, quite, far, still,
        again,
        too, if, yes, ever, compared, published, is it true that, is it true, true that, state,
        say, said,
        says, got,
        know, on file, file, made, make, happened, happen, 多少, 是, 的, 了, 吗, 呢, 请问, 什么,
        high, low, as well, alone, itself, by itself, on its own, carry, carried, handle,
        handled, moved, shipped,
        write, doing, performance, perform, performed, size, sized, currently, trading at, mr,
        dear, team,
        side by side, side, year, month, quarter""",
}

SCALES = frozenset(
    [
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "billions",
        "trillion",
        "trillions",
        "bn",
        "mn",
        "tn",
        "m",
        "k",
    ]
)
"""Scale words: never a name, never corrected into one."""

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}


def _table() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, tuple[Cue, ...]] = {}
    for cue, phrases in _ROWS.items():
        for phrase in phrases.split(","):
            spaced = " ".join(_spaced(phrase.split()))
            table[spaced] = (*table.get(spaced, ()), cue)
    return table


def _spaced(parts: list[str]) -> list[str]:
    # Chinese phrases are stored as words.phrase_key writes them: a space between characters.
    return [c for part in parts for c in (part if "\u3400" <= part[0] <= "\u9fff" else [part])]


CUES: dict[str, tuple[Cue, ...]] = _table()
"""Phrase to what it does. A phrase in two rows does both ("and" joins, and goes on)."""

FILLERS = frozenset(p for p, cues in CUES.items() if cues == (Cue.FILLER,))
LONGEST = max(len(phrase.split()) for phrase in CUES)
