"""The English of asking: which words ask for what, and which say nothing.

Rows only. A phrase is written as ``words.phrase_key`` leaves it (lower case, no
punctuation except & and %); the longest phrase wins. Names of places, measures
and products are not here: they are rows of the data packages.
"""

from __future__ import annotations

from enum import StrEnum

from bot.figures.codes import Kind

__all__ = [
    "ATTRIBUTES",
    "BOUNDS",
    "CLAUSE_WORDS",
    "CUES",
    "DETERMINERS",
    "FILLERS",
    "KIND_WORDS",
    "LONGEST",
    "NAME_CUES",
    "NEWS_WORDS",
    "NUMBER_WORDS",
    "ORDINALS",
    "PLACE_KINDS",
    "PRONOUNS",
    "QUESTION_WORDS",
    "REQUEST_WORDS",
    "SCALES",
    "SPEAKERS",
    "Cue",
]


class Cue(StrEnum):
    """What a phrase of the question does."""

    # what is asked
    LEVEL = "level"
    GROWTH = "growth"
    YEAR_EARLIER = "year_earlier"
    PREVIOUS = "previous_period"
    MOVED = "moved"  # of a change: that it rose or fell, which names no rate
    PERCENT = "percent"  # a change or a share, whichever else is asked
    SHARE = "share"
    RANK = "rank"
    RECORD = "record"
    LOW = "low"  # of a record or a rank: the lowest is meant
    BEST = "best"  # the highest, of what adds up
    WORST = "worst"  # the highest or the lowest: which, only people know
    HIGHEST = "highest"  # of a record: one is looked for, none was claimed
    DEFICIT = "deficit"  # in a name: a balance below zero, the larger the lower
    SURPLUS = "surplus"  # in a name: a balance above zero
    EVER = "ever"  # over all that is on file, and not of the newest
    COUNT = "count"  # how many of the periods on file: "how many months did trade grow"
    TREND = "trend"
    LISTING = "listing"
    YEARLY = "yearly"  # of which length, where no period is named
    WEEKLY = "weekly"
    DAILY = "daily"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WHY = "why"
    AVERAGE = "average"
    EACH_DAY = "each_day"  # of an average: for how long a period it is
    EACH_WEEK = "each_week"
    EACH_MONTH = "each_month"
    EACH_QUARTER = "each_quarter"
    EACH_YEAR = "each_year"
    PER = "per"
    PER_HEAD = "per_head"  # so much for each person
    GROWTH_RATE = "growth_rate"  # the growth over some years, as so much a year
    CONTRIBUTION = "contribution"  # of a part to the growth of the whole
    NEEDED = "needed"  # what is missing to equal another period
    RANGE = "range"  # of a record: both ends are looked for
    APART_ENDS = "apart_ends"  # the highest of one thing and the lowest of another
    DIFFERENCE = "difference"
    RATIO = "ratio"
    SPLIT = "split"  # two things named together are two: exports and imports apart
    TOTAL = "total"  # alone in a thread, of the flows
    SUM = "sum"
    # what is not a question about figures on file
    # of a figure's status, as its publisher has it
    FINAL = "final"
    PROVISIONAL = "provisional"
    FORECAST = "forecast"
    OPINION = "opinion"
    TALK = "talk"
    # about the desk itself
    GREETING = "greeting"
    HELP = "help"
    SOURCES = "sources"
    SOURCE = "source"  # of the figure in hand
    FORGET = "forget"
    # joints of the sentence
    COMPARE = "compare"  # what follows is compared with what follows "with"
    VERSUS = "versus"
    SHARE_OF = "share_of"
    WHOLE_OF = "whole_of"  # like "share of", but what follows is always the whole
    IS = "is"  # parts the whole from the part in "what share of trade was with Kazakhstan"
    THAT = "that"  # the figure of the turn before, as a whole
    AND = "and"
    WITH = "with"  # what the area that follows is: a partner,
    BETWEEN = "between"  # one of two, either of them,
    TO = "to"  # where the goods go,
    FROM = "from"  # where they come from,
    OF = "of"  # or whose figure it is
    EARLIER = "earlier"  # the figure before the one in hand
    FOLLOW = "follow"  # goes on from the turn before
    PARTNERS = "partners"
    WHICH = "which"  # of a rank: who or what is asked for, and not when
    PLACES = "places"  # what is ranked or listed: areas,
    PRODUCTS = "products"  # or products
    NTH = "nth"  # not the first of them but the second, third …
    MINUS = "minus"  # between two of a kind: the first less the second
    USE = "use"  # "how many passengers used Heathrow"
    REST = "rest"  # what is left of a whole
    EXCEPT = "except"  # what follows is left out of the whole,
    LEFT_OUT = "left_out"  # or what stands before
    BUT = "but"  # of "all but Kazakhstan"
    FILLER = "filler"


_ROWS: dict[Cue, str] = {
    Cue.LEVEL: """
        how much was, how much is, how much were, how many, value of, the value of, amount of,
        worth of, level of, worth, level, value, amount, the number, in numbers, in figures,
        absolute number, absolute numbers, in absolute terms, what happened to,
        what happened with, what happened in, what has happened to""",
    Cue.GROWTH: """
        growth, grow, grew, grown, growing, growth rate, rate of growth, rise, rose, risen,
        rising, increase, increased, increases, increasing, change, changed, changes, fall,
        fell, fallen, falling, drop, dropped, decline, declined, decrease, decreased, jump,
        jumped, surge, surged, soar, soared, shrink, shrank, shrunk, expand, expanded,
        contract, contracted, go up, went up, gone up, go down, went down, gone down,
        up or down, percent change, percentage change, % change, % growth, % increase, % rise,
        by how much, up how much, down how much, how much up, how much down, rate of increase,
        rate of change, gain, gained, slump, slumped, plunge,
        plunged, double, doubled, slow, slowed, slowdown, accelerate, accelerated, growths,
        grows, widen, widened, widening, widens, narrow, narrowed, narrowing, narrows, climb,
        climbed, climbs, climbing, rebound, rebounded, rebounding, recover, recovered, tumble,
        tumbled, crash, crashed, collapse, collapsed, dip, dipped, slide, slid, sliding, sink,
        sank, sunk, ease, eased, easing, edge up, edged up, edge down, edged down, tick up,
        ticked up, tick down, ticked down, pick up, picked up, bounce back, bounced back,
        shoot up, shot up, spike, spiked, swell, swelled, halve, halved, triple, tripled,
        quadruple, quadrupled, chg, pct change, pct chg, % chg, percent chg, delta,
        percent increase, percent rise, percent fall, percent drop, percentage increase,
        percentage rise, percentage fall, percent growth, percentage growth, growth rates,
        rates of growth, rates of change, at what rate, at what pace, pace of growth, swing,
        swung, decreasing, declining, declines, dropping, drops, falls, rises, jumps, surges,
        surging, soaring, soars, plunges, plunging, slumps, slumping, slows, slowing,
        accelerating, expansion, contraction, speed up, sped up, boom, boomed, gains,
        shrinking, shrinks, by how many percent, by how many per cent, by what percent,
        by what percentage, by what %, by what per cent, by what proportion, up by, down by,
        are up, is up, was up, were up, is down, was down, are down, were down, been up,
        been down, has it gone, changing, alter, altered, shift, shifted""",
    Cue.YEAR_EARLIER: """
        yoy, y y, y o y, year on year, year over year, on the year, on year, on a year earlier,
        annual growth, annual change, over the year, yr on yr, yoy growth, yoy change,
        year on year growth, year on year change, 同比, year to year, y to y, y2y, yoy %,
        yoy chg, y y chg, annual pct change, yearly growth, yearly change, yearly rise,
        annual rise, annual fall, annual increase, up on the year, down on the year,
        up on a year earlier, down on a year earlier, up on a year ago, down on a year ago,
        up on last year, down on last year, up from last year, down from last year, up on year,
        down on year, from a year earlier, from a year ago, from the year before,
        than a year earlier, than a year ago, compared with a year earlier,
        compared to a year earlier, compared with a year ago, compared to a year ago,
        vs a year earlier, vs a year ago, vs year ago, vs year earlier, versus a year earlier,
        versus a year ago, since a year earlier, since a year ago, in the space of a year,
        over 12 months, over twelve months, on an annual basis, annualy, on yr, vs yr ago,
        over last year, over the previous year, on the previous year, on last year, 较上年,
        同比增长""",
    Cue.PREVIOUS: """
        mom, m m, m o m, month on month, month over month, on the month, on month, qoq, q q,
        q o q, quarter on quarter, quarter over quarter, on the quarter, on quarter,
        monthly growth,
        monthly change, month on month growth, month on month change, mom growth, mom change,
        环比, month to month, m to m, m2m, quarter to quarter, up on the month,
        down on the month, up on month, down on month, up on the quarter, down on the quarter,
        over the month, over the quarter, sequentially, sequential growth, week on week, w w,
        wow, week over week, on the week, over the week, day on day, on the day, over the day,
        on the previous month, on the month before, quarterly growth, quarterly change,
        from the month before, from the quarter before, than the month before,
        than the quarter before, quarterly growth rate, monthly growth rate, 环比增长,
        weekly change, weekly growth""",
    Cue.PERCENT: """
        per cent, percentage, percent, pct, what percent, what percentage, what %,
        what per cent, as a percentage, as a percent, as a %, in percent, in per cent, in %""",
    Cue.SHARE: """
        share, shr, shares, proportion, portion, percentage share, market share, slice, slices,
        chunk""",
    Cue.SHARE_OF: """
        share of, % of, percent of, percentage of, proportion of, portion of, fraction of,
        part of, accounted for, account for, accounts for, make up, made up, share in,
        how much of, slice of, chunk of, shares of, account for how much of,
        accounted for how much of, % share of, percent share of, percentage share of, pct of,
        per cent of, what % of, what percent of, what percentage of, what share of,
        what proportion of, what fraction of, making up, makes up, represent, represents,
        represented, comprise, comprises, comprised, constitute, constitutes, constituted,
        half of, more than half of, less than half of, over half of, under half of,
        nearly half of, almost half of, about half of, at least half of""",
    Cue.RANK: """
        rank, ranks, ranked, ranking, rankings, largest, biggest, top, main, leading,
        number one, no 1, most important, foremost, league table, who is the largest,
        highest ranked, top ranked, number 1, bottom, which country, which countries,
        which partner, which partners, which market, which markets, which nation,
        which nations, what country, what countries, by country, each country,
        every country, country by country, country with, countries with, countries by,
        the most, most, in order, by size, ranked by, sorted by, in order of, least important""",
    Cue.WHICH: """
        which country, which countries, which partner, which partners, which market,
        which markets, which nation, which nations, what country, what countries, by country,
        each country, every country, country by country, country with, countries with,
        countries by""",
    Cue.PARTNERS: """
        partner, partners, trading partner, trading partners, trade partner, trade partners,
        markets, market, destination, destinations""",
    Cue.RECORD: """
        record, record high, record highs, all time high, all time record, highest ever,
        highest on record, ever higher, highest, highest since, high since, biggest month,
        highest month, largest month, biggest month ever, record month, biggest year,
        highest year, biggest quarter, highest quarter, busiest month, busiest year, peak,
        new high, most ever, biggest ever, largest ever, ever been higher, peaked, peak month,
        peak year, high point, record breaking, maximum, max, highest point, highest level,
        highest figure, highest value, highest reading, record level, records,
        highest quarter on record, all time highs, historic high, record setting, at a record,
        at a record high, at record high, at record highs, at record levels, at a record level,
        high water mark, highest week, busiest week, busiest quarter, highest day, biggest week,
        strongest, strongest month, strongest quarter, strongest year, strongest week,
        strongest day, busiest, busiest day, dearest, dearest month, dearest quarter,
        dearest year, dearest week, dearest day, priciest, costliest, most expensive,
        busiest ever, strongest ever, dearest ever, most expensive ever, most expensive month,
        most expensive week, most expensive year, largest quarter, largest year, largest week""",
    Cue.LOW: """
        record low, record lows, at a record low, at record low, at record lows,
        lowest, lowest ever, lowest since, low since, all time low,
        ever been lower, smallest, smallest ever, weakest, new low, lowest month,
        smallest month, lowest on record, least, minimum, min, trough, low point, lowest point,
        lowest level, lowest figure, lowest value, historic low, bottom, fewest,
        quietest month, slowest month, lowest year, lowest quarter, weakest month,
        weakest year, lowest week, quietest week, lowest day,
        weakest quarter, weakest week, weakest day, cheapest, cheapest month, cheapest quarter,
        cheapest year, cheapest week, cheapest day, least expensive, quietest day,
        quietest, quietest ever, quietest quarter, quietest year, cheapest ever,
        smallest quarter, smallest year, smallest week, least important""",
    Cue.YEARLY: """
        annual, annually, yearly, full year, 年度, which year, what year, in which year,
        in what year, best year, biggest year, highest year, worst year, lowest year,
        record year, peak year, busiest year, weakest year, by year, year by year, each year,
        every year, annual figures, annual data, all years,
        strongest year, dearest year, cheapest year,
        quietest year, most expensive year, largest year, smallest year""",
    Cue.WEEKLY: """
        weekly, which week, what week, worst week, best week, highest week, lowest week,
        biggest week, busiest week, quietest week, strongest week, weakest week,
        cheapest week, dearest week, most expensive week, largest week, smallest week,
        in which week, each week, every week,
        by week, week by week, week on week, w w, wow, week over week, on the week,
        over the week, weekly change, weekly growth,
        strongest week, weakest week, dearest week, cheapest week""",
    Cue.DAILY: """
        daily, which day, what day, on which day, on what day, worst day, best day,
        highest day, lowest day, each day, every day, by day, day by day, day on day,
        on the day, over the day,
        strongest day, weakest day, dearest day, cheapest day, busiest day, quietest day""",
    Cue.QUARTERLY: """
        quarterly, which quarter, what quarter, in which quarter, best quarter,
        biggest quarter, highest quarter, worst quarter, lowest quarter, busiest quarter,
        strongest quarter, weakest quarter, quietest quarter, largest quarter,
        smallest quarter, qoq,
        q q, q o q, quarter on quarter, quarter over quarter, on the quarter, on quarter,
        quarter to quarter, up on the quarter, down on the quarter, over the quarter,
        from the quarter before, quarterly growth, quarterly change, by quarter,
        quarter by quarter, each quarter, every quarter, quarterly figures, quarterly data,
        all quarters,
        weakest quarter, strongest quarter, dearest quarter, cheapest quarter""",
    Cue.MONTHLY: """
        monthly, 月度, which month, what month, in which month, in what month, highest month,
        biggest month, best month, largest month, busiest month, record month, worst month,
        lowest month, smallest month, quietest month, slowest month, weakest month, peak month,
        strongest month, cheapest month, dearest month, most expensive month, mom, m m, m o m,
        month on month, month over month, on the month, on month,
        month to month, m to m, m2m, up on the month, down on the month, over the month,
        on the previous month, on the month before, from the month before, monthly growth,
        monthly change, month on month growth, month on month change, mom growth, mom change,
        by month, month by month, each month, every month, every single month, monthly figures,
        monthly data, monthly series, monthly numbers, all months,
        strongest month, dearest month, cheapest month,
        best month ever, biggest month ever""",
    Cue.BEST: """
        best, best month, best month ever, best year, best quarter, best week, best day,
        best ever, all time best""",
    Cue.WORST: """
        worst, worst month, worst year, worst ever, worst quarter, worst week, worst day""",
    Cue.HIGHEST: """
        highest ever, highest on record, highest, highest since, high since, biggest month,
        highest month, largest month, biggest month ever, biggest year, highest year,
        biggest quarter, highest quarter, busiest month, busiest year, peak, most ever,
        biggest ever, largest ever, peaked, peak month, peak year, high point, maximum, max,
        highest point, highest level, highest figure, highest value, highest reading,
        highest quarter on record, high water mark, highest week, busiest week,
        busiest quarter, highest day, biggest week, lowest, lowest ever, lowest since,
        low since, smallest, smallest ever, weakest, lowest month, smallest month,
        lowest on record, least, minimum, min, trough, low point, lowest point, lowest level,
        lowest figure, lowest value, fewest, quietest month, slowest month, lowest year,
        lowest quarter, weakest month, weakest year, lowest week, quietest week, lowest day,
        best, best month, best year, best quarter, best week, best day, worst, worst month,
        worst year, worst quarter, worst week, worst day,
        strongest, strongest month, strongest quarter, strongest year, strongest week,
        strongest day, busiest, busiest day, dearest, dearest month, dearest quarter,
        dearest year, dearest week, dearest day, priciest, costliest, most expensive,
        weakest quarter, weakest week, weakest day, cheapest, cheapest month, cheapest quarter,
        cheapest year, cheapest week, cheapest day, least expensive, quietest day,
        busiest ever, strongest ever, dearest ever, most expensive ever, most expensive month,
        most expensive week, most expensive year, largest quarter, largest year, largest week,
        quietest, quietest ever, quietest quarter, quietest year, cheapest ever,
        smallest quarter, smallest year, smallest week""",
    Cue.EVER: "ever, ever before, at any time, at any point, at any stage",
    Cue.COUNT: """
        how many months, how many quarters, how many years, how many weeks, how many days,
        how often, how many times has, how many times have, how many times did""",
    Cue.TREND: """
        trend, trends, chart, graph, plot, over time, history, time series, timeline,
        trajectory, evolution, by month, by year, by quarter, month by month, year by year,
        each month, each year, every month, every year, series, graphed, charted, plotted,
        line chart, bar chart, trendline, trend line, run of figures, time line, week by week,
        day by day, by week, each week, every week, each quarter, every quarter,
        quarter by quarter, historical, historically, through the years, over the years,
        all months, all years, all quarters, every single month, monthly series,
        monthly figures, monthly data, monthly numbers, annual figures, annual data,
        quarterly figures, quarterly data, run through""",
    Cue.LISTING: """
        all figures, all the figures, everything, what do you have on, what do you have about,
        what do you have for, what have you got on, what have you got, what do you have,
        what figures do you have on, what figures do you have, what is on file, what on file,
        what do we have on, what do we have, what have we got on, list, all data, which figures,
        what data do you have on, what data do you have, what do you know about,
        what is there on""",
    Cue.WHY: """
        why, why did, why is, why was, reason, reasons, reason for, reasons for, cause, causes,
        caused, what caused, driver, drivers, driven by, what drove, what is driving,
        what driving, what is behind, what behind, what explains, explain, explanation,
        because, due to, drove, how come, how so, what led to, what accounts for,
        what contributed to, what has contributed to,
        what lies behind, what was behind, what driving it, on what grounds, grounds for""",
    Cue.AVERAGE: """
        average, mean, on average, avg, averaged, monthly average, average monthly, per month,
        a month, each month on average, avg of, mean of, averages, averaging, the average of,
        average of, a year on average, per year on average, per month on average, a year,
        per year, per annum, p a, each year on average, a day, per day, a day on average,
        per day on average, each day on average, daily average, average daily,
        a week, per week, a week on average, per week on average, each week on average,
        weekly average, a month on average, per quarter, a quarter, a quarter on average,
        per quarter on average, each quarter on average, annual average, average annual,
        yearly average, average yearly""",
    Cue.EACH_DAY: """
        a day, per day, a day on average, per day on average, each day on average,
        daily average, average daily""",
    Cue.EACH_WEEK: """
        a week, per week, a week on average, per week on average, each week on average,
        weekly average""",
    Cue.EACH_MONTH: """
        monthly average, average monthly, per month, a month, each month on average,
        per month on average, a month on average""",
    Cue.EACH_QUARTER: """
        per quarter, a quarter, a quarter on average, per quarter on average,
        each quarter on average""",
    Cue.EACH_YEAR: """
        a year on average, per year on average, a year, per year, per annum, p a,
        each year on average, annual average, average annual, yearly average, average yearly""",
    Cue.PER: "per, each, for each, for every, apiece",
    Cue.PER_HEAD: """
        per head, per capita, a head, per person, per inhabitant, per resident, for each person,
        per head of population, per head of the population""",
    Cue.GROWTH_RATE: """
        cagr, compound annual growth, compound annual growth rate, compound growth,
        compound growth rate, compound annual rate, compound annual rate of growth,
        compound rate of growth, compounded annual growth, compounded annual growth rate,
        compounded growth, annualised growth, annualized growth, annualised growth rate,
        annualized growth rate, annualised rate, annualized rate, annualised rate of growth,
        annualized rate of growth, annualised, annualized""",
    Cue.CONTRIBUTION: """
        contribution, contributions, contribute, contributes, contributed, contributing,
        contributor, contributors, contribution to, contributions to, contribute to,
        contributes to, contributed to, contributing to, contribution of, contributions of,
        contribution by, contribution from, contributor to, contributors to,
        contribution made by""",
    Cue.NEEDED: """
        to equal, to match, to reach, to beat, to hit, to pass, to exceed, to surpass,
        to overtake, to top, to get to, would equal, would match, need to equal,
        need to match, need to reach, need to beat, need to hit, need to pass, needs to equal,
        needs to match, needs to reach, needs to beat, needs to hit, needs to pass,
        needed to equal, needed to match, needed to reach, needed to beat, needed to hit,
        needed to pass, required to equal, required to match, required to reach,
        required to beat, have to equal, have to match, have to reach, have to beat,
        has to equal, has to match, has to reach, has to beat, left to equal, left to match,
        left to reach, left to beat, missing to equal, missing to match, missing to reach,
        missing to beat, short of, how far short of, how far off""",
    Cue.RANGE: """
        range, range of, ranged, ranges, range between, ranged between, what range, in what range,
        between what and what, from what to what, between which values, between what values,
        between which levels, between what levels, highs and lows, high and low, lows and highs,
        the high and the low, the highs and the lows, high and the low, fluctuate, fluctuated,
        fluctuation, fluctuations""",
    Cue.DIFFERENCE: """
        difference, difference between, gap, gap between, how much more, how much less,
        how many more, how many fewer, how much higher, how much lower, how much bigger,
        how much smaller, difference from, difference with, difference to, differences,
        gap with, gap to, gap from, apart, how far apart, how far above, how far below,
        how far ahead, how far behind, how much faster, how much slower, how much larger,
        how much greater, how much stronger, how much dearer, how much cheaper,
        how much more expensive, how much less expensive, how much pricier, how much costlier,
        how many less, how much fewer, diff, diffs, the diff, diff between, diff from,
        diff with, diff to, difference in, how many points, how many percentage points,
        how many pp, by how many points, by how many percentage points, by how many pp""",
    Cue.RATIO: """
        ratio, ratio of, how many times, times as much, times as many, times more,
        times bigger, times larger, multiple of, how many times bigger, how many times larger,
        how many times higher, how many times greater, how many times more,
        how many times as much, how many times as big, how many times as large,
        how many times as many, how many times the size of, times the size of, multiple,
        twice, twice as much, twice as many, twice as big, twice as large, twice as high,
        twice the size of, twice that of, twice what it was in, double that of,
        double what it was in, double the size of, triple that of, half as much, half as many,
        half as big, half the size of, half that of, half what it was in""",
    Cue.SPLIT: """
        split, split between, breakdown, break down, breakdown between, split of, breakdown of,
        separately, individually, side by side, both numbers, both figures, each of,
        respectively, divide, divided, division between""",
    Cue.TOTAL: """
        total, totals, the total, in total, altogether, overall, total value, grand total,
        both together""",
    Cue.SUM: """
        sum, sum of, total of, add, added, plus, combined, together, add up, added to, sum up,
        add to, adds to,
        summed, adding, totalling, totaling, total up, totalled, added together""",
    Cue.FORECAST: """
        forecast, forecasts, predict, prediction, projected, projection, will, expected,
        expect, outlook, going to, in future, next year, next month, next quarter, tomorrow,
        estimate for, forecasting, predicted, predicting, predictions, projecting, projections,
        likely to, gonna, target for, next week, will be, heading for, on track, on course""",
    Cue.OPINION: """
        should, do you think, you think, opinion, good news, bad news, is it good, is it bad,
        is that good, is that bad, fair, worrying, impressive, believe, recommend, worth it,
        better, worse, good for, bad for, good or bad, a good thing, a bad thing, good sign,
        bad sign, healthy, unhealthy, worried, worry, alarming, concerning, disappointing,
        best for, should we, what do you think, your view, your take, do you believe,
        is it a problem, good idea, bad idea, wise, dangerous, unfair, too high, too low,
        who is to blame, blame, to blame, sustainable, impressed, love, hate, happy""",
    Cue.TALK: """
        how are you, who are you, joke, a joke, tell me a joke, weather, what time is it,
        write me, write a, draft, draft me, compose, summarise, summarize, translate, poem,
        song, lede, lead para, headline for, who made you, are you a bot, are you human,
        are you there, you there, test, testing, sing, good bot, bad bot, your name,
        what is your name, how old are you, what up, sup""",
    Cue.GREETING: """
        hi, hello, hey, thanks, thank you, thx, cheers, good morning, good afternoon,
        good evening, ok, okay, lol, nice, cool, great, well done, gm, ty, thank u, thankyou,
        nice one, good job, haha, lmao, yo, bye, goodbye, good night, morning, afternoon,
        evening, hi all, hi there, hello there, morning all, good day, dear all, g day, howdy,
        hiya""",
    Cue.HELP: """
        help, help me, how do i use this, how does this work, what can you do, what can i ask,
        examples, example, commands, usage, instructions, manual""",
    Cue.SOURCES: """
        sources, list sources, which sources, what sources, your sources,
        what are your sources, where do your figures come from, where do you get your figures,
        where do you get your data, list of sources, all sources, show sources,
        releases, latest releases, newest releases, recent releases, new releases,
        what is new, what new, whats new, any new figures, what came out, anything new""",
    Cue.SOURCE: """
        source, what is the source, what the source, whats the source, what was the source,
        who says, says who, according to whom, according to who, where that from,
        where is that from, where does that come from, where did you get that, where it from,
        where is it from, source please, source pls, source for that, the source, cite,
        citation, link, reference, whose figure, whose figures, whose number, who published it,
        who published that""",
    Cue.FORGET: """
        start over, start again, reset, forget, forget it, forget that, new question, clear,
        from scratch, never mind""",
    Cue.COMPARE: """
        compare, comparing, comparison, comparison of, comparison between, compares, contrast,
        contrasting""",
    Cue.VERSUS: """
        vs, v, versus, than, compared with, compared to, against, relative to, as against,
        set against, over, higher than, lower than, more than, less than, up on, down on,
        up from, down from, bigger than, larger than, smaller than, change from, on, 比,
        compare it with, compare that with, compare it to, compare that to, compares with,
        compares to, compare against, beat, beats, exceed, exceeds, exceeded, outpace,
        outpaces, outpaced, outstrip, outstripped, overtake, overtook, overtaken, surpass,
        surpassed, surpasses, fewer than, greater than, slower than, faster than,
        stronger than, weaker than, as much as, as big as, as many as, as high as, bigger then,
        higher then, lower then, more then, less then, ahead of, measured against, alongside,
        set beside, dearer than, cheaper than, more expensive than, less expensive than,
        pricier than, costlier than, in comparison with, in comparison to, up over, down over,
        differ from,
        differs from, differed from, vis a vis, compare with, compare to, comparison with,
        comparison to, contrast with, contrasted with""",
    Cue.WHOLE_OF: """
        as a share of, as share of, as % of, as a % of, as a percentage of, as percentage of,
        as a proportion of, out of total, divided by, over total""",
    Cue.MINUS: "minus, less",
    Cue.FINAL: "final, final figure, final figures, finalised, finalized",
    Cue.PROVISIONAL: """
        provisional, preliminary, provisional figure, provisional figures, preliminary figure,
        preliminary figures""",
    Cue.EARLIER: """
        before that, the one before, the one before that, the time before, prior to that,
        previous one, the previous one, the one prior, what was it before, and before that,
        and before""",
    Cue.USE: "use, used, uses, using, have used, had used",
    Cue.REST: """
        rest, the rest, rest of, the rest of, remainder, the remainder, remainder of,
        the remainder of, remaining, what is left, what left, everything else, all others,
        all the others, all other, the others, everyone else, everybody else, elsewhere,
        everywhere else, anywhere else, other countries, all other countries,
        the other countries, other partners, all other partners, the other partners,
        other trading partners, all other trading partners, other markets, other places""",
    Cue.EXCEPT: """
        exclude, excludes, exc, exception of, with the exception of, with exception of,
        exclusive of, with no, leaving out, leave out, leaving aside, setting aside, omitting,
        omit, ignoring, ignore, discounting, disregarding, stripping out, strip out, taking out,
        take out, taking away, take away, minus, less, save, save for, bar, barring, besides,
        sans, non, ex, extra, not including, not counting, not with, not from, not to,
        everyone but, everybody but, everywhere but, anywhere but, anyone but, everything but,
        anything but, but for, with the exclusion of, subtract, subtracting, deduct, deducting,
        remove, removing, 不 含, 不 包 括, 除, 除 了, 除 去""",
    Cue.LEFT_OUT: """
        excluded, aside, left out, taken out, stripped out, left aside, set aside, put aside,
        not included, excepted, 除 外""",
    Cue.BUT: "but",
    Cue.NTH: """
        second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, 2nd, 3rd, 4th,
        5th, 6th, 7th, 8th, 9th, 10th""",
    Cue.PRODUCTS: """
        by product, by products, which product, which products, what product, what products,
        each product, every product, product by product, products by, product with,
        products with, top products, main products""",
    Cue.IS: "is, was, were, are, went, came, comes, goes, does, do, did, has, have, had",
    Cue.THAT: """
        in that, of that, of it, in it, of this, of those, out of that, of them, out of it""",
    Cue.AND: """
        and, adn, &, or, as well as, along with, plus also, 和, 与, along w, together with""",
    Cue.WITH: """
        with, w, 对, wth""",
    Cue.BETWEEN: "between",
    Cue.TO: """
        to, into, towards, toward, bound for, shipped to, onto, headed for, destined for,
        sent to, heading to, that went to, went to""",
    Cue.FROM: """
        from, out of, coming from, came from, originating in, originating from, sourced from,
        out from""",
    Cue.OF: """
        of, in, for, at, s, by, among, amongst, through, via, by way of, 的, across, inside,
        throughout, belonging to, via the""",
    Cue.FOLLOW: """
        and, adn, no, no i meant, no i mean, i meant, i mean, sorry i meant, what about,
        how about, and what about, and how about, what of, same for, same but,
        the same for, now, also, and also, and now, then, but, instead, what if, what abt,
        how abt, wbt, ok and, ok now, same again, again for, as for, instead of that,
        switch to, change to, make it, make that, do the same for, same thing for,
        same question for, ditto for, what about for""",
    Cue.FILLER: """
        the, teh, hte, a, an, be, been, being, am, it, its, this, that, these, those, there,
        here, i, me,
        my, we, our, ours, you, your, they, their, he, she, what, what is, what s, what was,
        what were, whats, which, who, whom, when, where, how, how much, how big, how large,
        how high, how well, how did, how has, how have, how fast, please, pls, plz, show,
        show me, show us, give, give me, give us, tell, tell me, tell us, let us, find,
        find me, get, get me, need, i need, want, i want, i d like, like, can, could, can you,
        could you, would, would you, look up, lookup, check, quick, quickly, asap, urgently,
        deadline, on deadline, figure, figures, number, numbers, stat, stats, statistic,
        statistics, data, value, values, amount, level, levels, official, reported, recorded,
        latest figure, latest figures, according to, stand, stands, stood, stand at, come,
        come to, came to, reach, reached, hit, run, ran, amounted, amount to, much, many, big,
        large, so, just, only, exactly, roughly, about, around, as, any, some, one, ones, both,
        whole, entire, actual, actually, really, up, down, go, going, gone, during, within,
        over the period, period, quite, far, still, again, too, if, yes, compared,
        published, is it true that, is it true, true that, say, said, says, got, know,
        on file, file, made, make, happened, happen, 多少, 是, 了, 吗, 呢, 请问, 什么, as well,
        alone, itself, by itself, on its own, carry, carried, handle, handled, shipped, write,
        doing, performance, perform, performed, size, sized, currently, trading at, mr, dear,
        team, side, people, persons, folks, folk, individuals, guys, pal, mate, boss, chief,
        sir, madam, colleague, all, fig, figs, num, nums, info, information, detail, details,
        count, counts, tally, tallies, size of, scale, reading, readings, print, prints,
        quantity, total number of, number of, exact, precise, precisely, approx, approximate,
        approximately, circa, ballpark, rough, round, rn, atm, tho, though, btw, fyi, imo, omg,
        pls thx, plss, plzz, ples, pleas, right now, at the moment, at present, at this point,
        right away, straight away, nowadays, these days, for me, for us, for a story,
        for my story, for the story, for a piece, for my piece, my editor, editor, editors,
        story, on air, going live, quick one, quick question, quick q, q, question, sorry,
        apologies, hmm, um, uh, er, erm, oh, ah, well, right, anyway, honestly, basically,
        literally, frankly, clearly, obviously, apparently, supposedly, reportedly, officially,
        allegedly, essentially, effectively, simply, merely, even, yet, already, ever so,
        kindly, could u, can u, u, ur, wanna, gotta, gimme, lemme, ask, asking, wondering,
        wonder, curious, interested, looking, looking for, search, search for, searching, pull,
        pull up, fetch, grab, dig out, dig up, remind, remind me, confirm, verify,
        double check, clarify, let me know, do you know, do we know, do you have, do we have,
        have you got, is there, are there, was there, were there, any idea, idea, pass, passed,
        passing, passes, hauled, hauling, transported, deliver, delivered,
        logged, posted, posting, notch, notched, clock, clocked, booked, see,
        saw, seen, seeing, sees, show up, take place, took place, taking place, occur,
        occurred, happening, running, runs, travelled, traveled, rode, cross,
        crossed, crossing, enter, entered, arrive, arrived, depart, departed, bring, brought,
        carrying, carries, moving, moves, handles, handling, announce, announced, publish,
        printed, report, reports, reporting, quote, quoted, give out, gave, given, describe,
        described, mention, mentioned, put, puts, standing at, sitting at, sit at, sits, sat,
        apply, applied, applying, in terms of, terms, in % terms, in percentage terms,
        in percent terms, in numbers, in figures, in value, by value, in value terms,
        in total terms, in all, all told, all in, the lot, sum total, same, the same months,
        the same month, same months, same month, the same period, same period,
        the same quarter, same quarter, the same year, same year, same time, same span,
        that month, that year, that quarter, that week, those months, that period, this period,
        same stretch, single month of, the single month of, the month of, month of, months of,
        the year of, year of, the quarter of, the week of, week of, week, weeks, day, days,
        months, years, quarters, period of, periods, dates, date, bn, bln, billion, billions,
        million, millions, mn, mln, trillion, trillions, tn, trn, thousand, thousands,
        in billions, in millions, in thousands, honest, whatever, etc, eg, ie, e g, i e,
        namely, such, likewise, thereof, hence, thus, therefore, while, whilst, whereas,
        because of it, then again, at all, a lot, lots, lot, bit, a bit, little bit, kind of,
        sort of, pretty, fairly, somewhat, rather, very, super, totally, completely, has been,
        have been, had been, will have been, been going, get to, got to, gets, getting,
        does it, did it, do it, is it, was it, it is, it was, thing, things, stuff, one s,
        there s, here s, let s, we re, i m, i ve, we ve, they re, he s, she s, isn t, aren t,
        wasn t, weren t, don t know, dunno, latest on, update, update on, an update on,
        updates, refresh, news, news on, word on, line on, brief, briefing, recap, overview,
        summary, summary of, snapshot, picture, rundown, low down, situation, state of, status,
        status of, place, trying to find, trying to, need to know, want to know, would like,
        d like, should like, like to know, hoping, hope, looking to, supposed, said to be,
        thought, reckon, think, guess, assume, or so, or not, or what, please and thank you,
        higher, lower, bigger, smaller, larger, greater, more, fewer, faster, slower, stronger,
        weaker, dearer, cheaper, pricier, costlier, more expensive, less expensive, ahead, year,
        month, quarter, moved, percentage points, percentage point, pp,
        ppt, ppts, pts, in percentage points, in points, in pp, points, point, urgent please,
        urgent pls, it urgent, this is urgent, urgent request, urgent q, urgent question,
        released in, set at, set on, built, build, how low, flew, fly, flown, landed,
        in the region of, important, needs, needed, required, must, have to, has to, take, takes,
        move""",
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

BOUNDS = frozenset(
    [
        *("top", "topped", "hit", "reach", "reached", "pass", "passed", "cross", "crossed"),
        *("exceed", "exceeds", "exceeded", "surpass", "surpassed", "surpasses", "beat", "beats"),
        *("over", "above", "below", "under", "more than", "less than", "higher than"),
        *("lower than", "greater than", "bigger than", "larger than", "smaller than"),
        *("fewer than", "at least", "at most", "nearly", "almost", "about", "around"),
        *("roughly", "approximately", "close to", "as much as", "as many as", "up to"),
        *(" ".join(phrase.split()) for phrase in _ROWS[Cue.NEEDED].split(",")),
    ]
)
"""What stands before an amount that a figure is to be set against."""

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


_KINDS_OF_PLACE = """
    region regions, county counties, province provinces, city cities, town towns,
    district districts, borough boroughs, prefecture prefectures, territory territories,
    municipality municipalities, airport airports"""
"""Kinds of place, one and many: what ranks and lists of areas are asked for by."""

_ALSO_OTHER_WORDS = "state states, area areas, place places, port ports, station stations"
"""Kinds of place only where a word before says so: "by state", "which port"."""

_ASKED_BY_KIND = """
    by {one}, per {one}, which {one}, which {many}, what {one}, what {many}, each {one},
    every {one}, in each {one}, for each {one}, in every {one}, all {many}, all the {many},
    {one} by {one}, by {many}, top {many}"""


def _by_place() -> str:
    """The phrases that ask for areas, whatever kind of place they are."""
    kinds = [pair.split() for pair in f"{_KINDS_OF_PLACE},{_ALSO_OTHER_WORDS}".split(",")]
    asked = [_ASKED_BY_KIND.format(one=one, many=many) for one, many in kinds]
    return ",".join([*asked, *_KINDS_OF_PLACE.replace(",", " ").split()])


_ROWS[Cue.PLACES] = _by_place()

_EXCEPT = """
    excluding, excl, except, except for, excepting, apart from, aside from, other than, outside,
    outside of, beyond, without, not in, not part of, not within, not belonging to,
    not members of, that are not in, which are not in, who are not in"""
"""What leaves out what follows: "outside the EU", and of "countries outside the EU" too."""

_LEFT_IN = "countries, partners, trading partners, nations, economies, markets, places, regions"


def _left_in() -> str:
    """The phrases that leave something out of those they name."""
    after = [phrase.strip() for phrase in _EXCEPT.split(",")]
    before = [phrase.strip() for phrase in _LEFT_IN.split(",")]
    return ",".join((*after, *(f"{one} {phrase}" for one in before for phrase in after)))


_ROWS[Cue.EXCEPT] = f"{_ROWS[Cue.EXCEPT]}, {_left_in()}"

_WHICH_OF_THEM = (
    "which is, which was, which are, which were, which one is, which one was, which had"
)
_LARGER = "bigger, larger, higher, greater, more"
_SMALLER = "smaller, lower, less, fewer"


def _which_of_them(degrees: str, behind: str = "") -> str:
    """The phrases that ask which of several has more, or less: "which is bigger"."""
    asked = [phrase.strip() for phrase in _WHICH_OF_THEM.split(",")]
    words = [f"{word.strip()} {behind}".strip() for word in degrees.split(",")]
    return ",".join(f"{one} {word}" for one in asked for word in words)


_ROWS[Cue.RECORD] = f"{_ROWS[Cue.RECORD]}, {_which_of_them(_LARGER)}"
_ROWS[Cue.LOW] = f"{_ROWS[Cue.LOW]}, {_which_of_them(_SMALLER)}"
_ROWS[Cue.HIGHEST] = f"{_ROWS[Cue.HIGHEST]}, {_which_of_them(f'{_LARGER}, {_SMALLER}')}"
_ROWS[Cue.VERSUS] = f"{_ROWS[Cue.VERSUS]}, {_which_of_them(f'{_LARGER}, {_SMALLER}', 'than')}"

PLACE_KINDS = {
    word: pair.split()[0]
    for pair in f"{_KINDS_OF_PLACE},{_ALSO_OTHER_WORDS}".split(",")
    for word in pair.split()
}
"""Words for a kind of place, with the word for one of them."""

_ALSO = {
    Cue.PLACES: (Cue.RANK, Cue.WHICH),
    Cue.PRODUCTS: (Cue.RANK, Cue.WHICH),
    Cue.GROWTH_RATE: (Cue.GROWTH,),
    Cue.RANGE: (Cue.RECORD, Cue.HIGHEST),
    Cue.NEEDED: (Cue.VERSUS,),
}
"""Whoever says what is ranked asks for a rank, and of a range for its ends."""


def _table() -> dict[str, tuple[Cue, ...]]:
    table: dict[str, tuple[Cue, ...]] = {}
    for cue, phrases in _ROWS.items():
        for phrase in phrases.split(","):
            spaced = " ".join(_spaced(phrase.split()))
            table[spaced] = tuple(dict.fromkeys((*table.get(spaced, ()), cue, *_ALSO.get(cue, ()))))
    for phrase, cues in table.items():
        if _CHANGES & set(cues) and not set(phrase.split()) <= _OF_A_RATE:
            table[phrase] = (*cues, Cue.MOVED)
    return table


_CHANGES = {Cue.GROWTH, Cue.YEAR_EARLIER, Cue.PREVIOUS}
_RATE_WORDS = """
    growth growths rate rates of annual annualy yearly monthly quarterly weekly sequential
    cagr compound compounded annualised annualized
    sequentially month quarter week day year y m q w d yoy mom qoq wow yr on over a the to basis
    earlier ago pace y2y m2m % pct 同 比 环 增 长"""
_OF_A_RATE = frozenset(_RATE_WORDS.split())
"""Words of a phrase that names a rate of change, whichever way it goes: "annual growth rate"."""


def _spaced(parts: list[str]) -> list[str]:
    # Chinese phrases are stored as words.phrase_key writes them: a space between characters.
    return [c for part in parts for c in (part if "\u3400" <= part[0] <= "\u9fff" else [part])]


CUES: dict[str, tuple[Cue, ...]] = _table()
"""Phrase to what it does. A phrase in two rows does both ("and" joins, and goes on)."""

FILLERS = frozenset(p for p, cues in CUES.items() if cues == (Cue.FILLER,))
LONGEST = max(len(phrase.split()) for phrase in CUES)

KIND_WORDS: dict[str, Kind] = {
    word: kind
    for kind, row in {
        Kind.PRICE: "price, prices, priced, cost, costs",
        Kind.RATE: "rate, rates",
        Kind.INDEX: "index, indexes, indices",
        Kind.STOCK: "stock, stocks",
    }.items()
    for word in row.split(", ")
}
"""What a measure is, in a word that says no more beside its name: "the price of Brent"."""

ORDINALS = {
    word: number
    for words in (
        ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        ("2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"),
    )
    for number, word in enumerate(words, 2)
}
"""Which of those in order a phrase of NTH asks for."""

NAME_CUES = {
    **dict.fromkeys(["deficit", "deficits", "shortfall", "逆", "逆差"], Cue.DEFICIT),
    **dict.fromkeys(["surplus", "surpluses", "顺", "顺差"], Cue.SURPLUS),
    "most": Cue.RANK,
}
"""Words of a name that also ask: a "trade deficit" is the larger the lower the balance.

And of whoever we "sell most to" is asked who is the largest.
"""


# --- of stories, which are not put to the desk ---------------------------------------------

_NEWS_WORDS = """
    hitting reaching reaches hits set sets setting left leaving topping topped tops totaled
    remain remained remains stay stayed stays amounts amounting recording registering registered
    registers posts surpassing exceeding shows showed showing shown reveal reveals revealed
    indicate indicates indicated continue continues continued keep keeps kept return returned
    returns returning stabilise stabilised stabilize stabilized stable steady steadied levelled
    leveled flat stagnate stagnated stagnant stalled stalls stalling weaken weakened weakening
    weakens strengthen strengthened strengthening strengthens soften softened softening improve
    improved improves improving worsen worsened worsening worsens deteriorate deteriorated
    escalate skyrocket skyrocketed skyrocketing rocketed leap leapt leaped leaps leaping inch
    inched nudge nudged creep crept plummet plummeted plummeting plummets nosedive nosedived
    retreat retreated contracting lose lost losing booming booms boost boosted boosting bolster
    bolstered lifted lifting mounted mounting multiply multiplied trebled advanced advancing
    advances ascend ascended descend descended pulled nearing neared approach approached
    approaching begin began begun started starting ended ending ends sharp sharply steep steeply
    slight slightly modest modestly marked markedly strong strongly robust robustly weak weakly
    solid solidly significant significantly substantial substantially dramatic dramatically
    considerable considerably notable notably rapid rapidly slowly gradual gradually sudden
    suddenly steadily marginally marginal moderately moderate slightest healthily brisk briskly
    unexpectedly surprisingly nearly almost barely hardly close under above below low high new
    another fresh further once equal equivalent valued accounting monday tuesday wednesday
    thursday friday saturday sunday mon tue tues wed thu thur thurs fri today yesterday tonight
    earlier recently lately since ago first time last however meanwhile moreover furthermore
    additionally indeed despite amid although after before until not cannot someone somebody
    anyone anybody everyone hear heard hears seems seem appears appear them him her us whose
    released publishing publishes releasing correction updated exclusive breaking mainly mostly
    largely partly chiefly primarily helped helping led told tells noted notes warned warns
    claims claimed stressed insists insisted denied confirmed"""
NEWS_WORDS = frozenset(_NEWS_WORDS.split())
"""Words of a story that say how a thing moved, how much or when, and never which thing it is."""

ATTRIBUTES = frozenset(
    [
        *("new", "another", "fresh", "further", "first", "last", "high", "low", "flat", "close"),
        *("stable", "registered", "lost", "returned", "released", "started", "starting", "ended"),
        *("ending", "equivalent", "exclusive", "updated"),
    ]
)
"""Of these, what right before a measure may make it another: "new house prices"."""

_SPEAKERS = """
    customs officials authority authorities administration bureau agency agencies ministry
    ministries government department office statistician statisticians economist economists
    analyst analysts expert experts spokesman spokeswoman spokesperson director deputy minister
    media newspaper reuters xinhua afp bloomberg broadcaster local economy economies country
    countries nation nations member members states participating involved along"""
SPEAKERS = frozenset(_SPEAKERS.split())
"""Words for who speaks, or for what kind of place one is: harmless beside a place.

Right before a measure they may be part of its name: "government imports".
"""

CLAUSE_WORDS = frozenset(
    [
        *("while", "whilst", "whereas", "because", "because of", "despite", "although", "after"),
        *("amid", "since", "when", "which", "who", "but", "due to", "driven by", "even as"),
    ]
)
"""Words that open another clause."""

DETERMINERS = frozenset(
    [
        *("the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these"),
        *("those", "some", "all", "both", "other", "total", "overall", "whole", "entire", "any"),
        *("such", "the total", "total of", "total value", "value", "value of", "the value of"),
        *("amount of",),
    ]
)
"""Words before a name that leave it what it is."""

PRONOUNS = frozenset(["us"])
"""Words that as they are written here, in small letters, stand for people and not for a place."""

# --- of talk in a thread, which may be between colleagues -------------------------------------

QUESTION_WORDS = frozenset(
    [
        *("what", "whats", "what's", "which", "how", "why", "when", "where", "who"),
        *("is", "was", "were", "are", "did", "does", "do", "has", "have", "had"),
    ]
)
"""Words that open a question."""

REQUEST_WORDS = frozenset(
    [
        *("the", "a", "an", "it", "its", "that", "this", "please", "pls", "plz", "much", "many"),
        *("what", "what is", "what s", "what's", "whats", "what was", "what were", "which"),
        *("how", "how much", "how many", "how big", "how large", "how high", "how did"),
        *("how has", "how have", "show", "show me", "show us", "give", "give me", "give us"),
        *("is it", "was it", "figure", "figures", "number", "numbers", "in"),
    ]
) | {
    *("and", "what about", "how about", "and what about", "and how about", "what of"),
    *("what abt", "how abt", "same for", "the same for", "same but", "ok and", "what about for"),
    *("i meant", "i mean", "sorry i meant", "no i meant", "no i mean", "instead"),
}
"""Little words of a request for figures. Any other shows that people talk among themselves."""
