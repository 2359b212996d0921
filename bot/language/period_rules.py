"""The rules of the period grammar: each reads one kind of phrase at a place.

A rule returns the place after the phrase and its meanings, the first one meant
and the others possible. No meaning at all says that the words are about time
but name no period that figures can be held for ("early 2021", "next November");
they are passed over whole, so that no part of them is read as something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.figures.period import Period
from bot.language.period_dated import bare_year, named, part, relative_year, year_behind
from bot.language.period_lexer import NUMBER, WORD
from bot.language.period_meaning import (
    Before,
    Between,
    Fiscal,
    Fixed,
    Latest,
    LastN,
    Meaning,
    Open,
    OpenBetween,
    SameIn,
    ToDate,
    YearsBefore,
)
from bot.language.period_numeric import groups, read_numeric
from bot.language.period_part import (
    Part,
    Tokens,
    after,
    begins,
    count,
    ends,
    full_year,
    meaning,
    ordinal,
    short_year,
    span,
    year_to_date,
)
from bot.language.period_words import (
    COMPARERS,
    FISCAL,
    GRAINS,
    JOINERS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    QUARTER_NAMES,
    SINGULAR,
    SLICES,
    SLICES_OF,
    TO,
    TO_DATE,
    YEAR_PREFIXES,
)
