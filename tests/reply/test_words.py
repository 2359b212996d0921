"""Whole replies as plain text, made from the shipped figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.answer import Answer, Caution, Comparison, Figure, Note, Option, Status
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.reply.style import AP
from tests.reply import made
from tests.reply.filed import filed
from tests.reply.made import answered, compared, held, missed, on_file, row, written

OCTOBER = Period.of("2021-10")
XJ_SOURCE = (
    "Source: Urumqi Customs, 27 December 2021 (the date is a sister release's), {}, "
    '"Xinjiang foreign trade, November and January-November 2021"'
)


def lines(answer: Answer) -> list[str]:
    return written(answer).text.split("\n")


def test_the_seed_of_it_all() -> None:
    """Xinjiang trade Nov: figure, unit, period, change, what follows, source."""
    november = held(made.TRADE, made.NOV)
    answer = answered(
        november,
        reading=Note("reading", {"subject": made.TRADE, "periods": made.NOV}),
        assumptions=(Note("latest_of_name", {"period": made.NOV}),),
        comparisons=on_file(november),
        related=(held(made.TRADE, made.YTD), row(7)),
        cautions=(
            Caution(
                "record_contradicted",
                Note(
                    "record_contradicted",
                    {
                        "period": made.NOV,
                        "against_period": Period.of("2019-11"),
                        "against": held(made.TRADE, Period.of("2019-11")),
                    },
                ),
            ),
            Caution("not_seasonally_adjusted", Note("not_seasonally_adjusted")),
        ),
    )
    assert lines(answer) == [
        (
            "Xinjiang imports and exports, November 2021: 16.03 billion yuan "
            "($2.52 billion at the source's rate)"
        ),
        (
            "Up 48% on October (stated, not seasonally adjusted), "
            "so October was about 10.8 billion yuan (10.79–10.87, computed)"
        ),
        "A record, says the source",
        "January–November: 137.66 billion yuan, down 1.3% on a year earlier (stated)",
        (
            "⚠ The source calls November 2021 a record. On file, November 2019 was "
            "17.6–17.8 billion yuan (January–November 2019 less January–October 2019), "
            "so it is not an all-time record."
        ),
        (
            "Read as: Xinjiang imports and exports, by traders registered there, November 2021 "
            "(the latest November on file)"
        ),
        XJ_SOURCE.format("paragraphs 1 and 2"),
        "Source: Agenzia Nova, 10 January 2020",
        "Source: ECNS, 3 December 2019",
    ]


def test_the_caution_said_in_brackets_is_still_in_the_contract() -> None:
    november = held(made.TRADE, made.NOV)
    answer = answered(
        november,
        comparisons=on_file(november),
        cautions=(Caution("not_seasonally_adjusted", Note("not_seasonally_adjusted")),),
    )
    reply = written(answer)
    assert "⚠" not in reply.text
    assert reply.contract["cautions"] == [
        {
            "rule": "not_seasonally_adjusted",
            "text": "Not seasonally adjusted: months differ in length and holidays.",
            "figures": [],
            "counts": [],
        }
    ]


HEADLINES = [
    (made.TRADE, made.NOV, "Xinjiang imports and exports, November 2021: 16.03 billion yuan"),
    (
        made.TRAINS,
        made.YTD,
        "Xinjiang China-Europe freight train trips, through the ports, January–November 2021: 11,156 trips",
    ),
    (
        made.FREIGHT,
        made.YTD,
        "Xinjiang freight carried by China-Europe trains, through the ports, January–November 2021: 1.1 million tonnes",
    ),
    (
        made.EU,
        made.YTD,
        "Xinjiang trade with the EU, coverage not stated, January–November 2021: around 261.8 billion yuan",
    ),
    (
        made.TRADE,
        Period.of("2020-08"),
        "Xinjiang imports and exports, August 2020: more than 15.6 billion yuan",
    ),
    (
        made.TRADE,
        Period.of("2017-06", ytd=True),
        "Xinjiang imports and exports, January–June 2017: $9 billion",
    ),
    (
        made.CHINA_TRAINS,
        Period.of("2020-Q1"),
        "China's China-Europe freight train trips, first quarter of 2020: 1,941 trips",
    ),
    (
        made.TRADE,
        OCTOBER,
        "Xinjiang imports and exports, October 2021: about 10.8 billion yuan (10.79–10.87, computed)",
    ),
]


@pytest.mark.parametrize(("subject", "period", "headline"), HEADLINES)
def test_the_headline_of_a_level(subject: Subject, period: Period, headline: str) -> None:
    assert lines(answered(held(subject, period)))[0] == headline


@pytest.mark.parametrize(
    ("number", "headline"),
    [
        (2, "Xinjiang imports and exports, November 2021: up 48% on October"),
        (7, "Xinjiang imports and exports, January–November 2021: down 1.3% on a year earlier"),
        (
            18,
            "Xinjiang exports to the EU, coverage not stated, January–November 2021: up 27.7% on a year earlier",
        ),
        (6, "Xinjiang imports and exports, January–November 2021: 93% of the figure for 2020"),
        (
            10,
            "Xinjiang trade with the Belt and Road countries, January–November 2021: 87% of Xinjiang imports and exports",
        ),
        (
            11,
            "Xinjiang trade with the Belt and Road countries, January–November 2021: share of Xinjiang imports and exports up 4.2 percentage points on a year earlier",
        ),
        (12, "Kazakhstan was Xinjiang's largest trading partner (rank 1), January–November 2021"),
        (
            13,
            "Kazakhstan was Xinjiang's largest trading partner (rank 1, implied by the source's wording), January–November 2020",
        ),
        (1, "Xinjiang imports and exports, November 2021: a record, says the source"),
        (4, "Xinjiang imports and exports, November 2021: $2.52 billion at the source's rate"),
        (
            25,
            "Xinjiang trade with Germany, coverage not stated, January–November 2021: rose from a year earlier (the source gives only the direction)",
        ),
        (
            32,
            "Xinjiang exports of polysilicon, coverage not stated, January–November 2021: doubled from a year earlier",
        ),
        (
            103,
            "Xinjiang exports to the EU of mechanical and electrical products, through the ports, January–November 2021: 79.9% of Xinjiang exports to the EU, through the ports",
        ),
        (57, "China trade balance, November 2011: down 34.9% on a year earlier"),
        (
            118,
            "Xinjiang trade with Kyrgyzstan, January–May 2022: up 425% (5.25 times as much) on a year earlier",
        ),
    ],
)
def test_the_headline_of_any_statement(number: int, headline: str) -> None:
    reply = written(answered(row(number)))
    assert reply.text.split("\n")[0] == headline
    assert reply.contract["figures"][0]["text"] == headline


COMPARED = [
    ("previous_period", row(2), None, "Up 48% on October (stated, not seasonally adjusted)"),
    (
        "previous_period",
        row(2),
        held(made.TRADE, OCTOBER),
        (
            "Up 48% on October (stated, not seasonally adjusted), "
            "so October was about 10.8 billion yuan (10.79–10.87, computed)"
        ),
    ),
    ("year_earlier", row(7), None, "Down 1.3% on a year earlier (stated)"),
    (
        "year_earlier",
        row(22),
        held(made.TRAINS, Period.of("2020-11", ytd=True)),
        (
            "Up 26.8% on a year earlier (stated), "
            "so January–November 2020 was about 8,800 trips (8,795–8,801, computed)"
        ),
    ),
    (
        "ratio",
        row(6),
        held(made.TRADE, Period.of("2020")),
        "Equal to 93% of 2020 (stated), so 2020 was about 148 billion yuan (147.2–148.8, computed)",
    ),
    ("share", row(10), None, "87% of Xinjiang imports and exports (stated)"),
    (
        "year_earlier",
        row(11),
        None,
        "Share of Xinjiang imports and exports up 4.2 percentage points on a year earlier (stated)",
    ),
    ("rank", row(12), None, "Kazakhstan was Xinjiang's largest trading partner (rank 1, stated)"),
    (
        "rank",
        row(13),
        None,
        (
            "Kazakhstan was Xinjiang's largest trading partner "
            "(rank 1, implied by the source's wording)"
        ),
    ),
    ("record", row(1), None, "A record, says the source"),
    ("conversion", row(4), None, "$2.52 billion at the source's rate (stated)"),
    ("year_earlier", row(25), None, "Rose from a year earlier (stated)"),
    ("year_earlier", row(32), None, "Doubled from a year earlier (stated)"),
    (
        "year_to_date",
        row(7),
        held(made.TRADE, OCTOBER),
        "Down 1.3% since October 2021 (stated), so October 2021 was about 10.8 billion yuan (10.79–10.87, computed)",
    ),
    (
        "growth_rate",
        row(7),
        held(made.TRADE, Period.of("2020-08")),
        "Down 1.3% a year on average since August 2020 (stated)",
    ),
    (
        "contribution",
        row(11),
        row(9),
        "Contributed 4.2 percentage points (stated) to a 3.6% rise in Xinjiang trade with the Belt and Road countries",
    ),
    (
        "needed",
        held(made.TRADE, OCTOBER),
        held(made.TRADE, Period.of("2020")),
        "October 2021 needs about 10.8 billion yuan to equal 2020 (10.79–10.87, computed)",
    ),
    (
        "needed",
        held(made.TRADE, OCTOBER),
        held(made.TRADE, Period.of("2020-08")),
        "October 2021 fell about 10.8 billion yuan short of August 2020 (10.79–10.87, computed)",
    ),
    ("a kind of later", row(3), None, "16.03 billion yuan (stated)"),
]


@pytest.mark.parametrize(("kind", "figure", "against", "line"), COMPARED)
def test_a_comparison_in_a_line(
    kind: str, figure: Figure, against: Figure | None, line: str
) -> None:
    headline = row(3)
    answer = answered(
        replace(headline, sources=()), comparisons=(Comparison(kind, figure, against),)
    )
    found = written(answer).contract["comparisons"][0]
    assert found["text"] == line
    assert found["kind"] == kind


COMPUTED = [
    (
        "share",
        held(made.KAZAKHSTAN, made.YTD),
        held(made.TRADE, made.YTD),
        "About 45.28% of Xinjiang imports and exports (45.273–45.283%, computed)",
    ),
    (
        "previous_period",
        held(made.TRADE, made.NOV),
        held(made.TRADE, OCTOBER),
        (
            "Up about 48% on October (47.5–48.5%, computed, not seasonally adjusted), "
            "from about 10.8 billion yuan in October (10.79–10.87, computed)"
        ),
    ),
    (
        "ratio",
        held(made.TRADE, made.YTD),
        held(made.KAZAKHSTAN, made.YTD),
        (
            "About 2.2 times as much as Xinjiang trade with Kazakhstan (2.208–2.209, computed), "
            "which was 62.33 billion yuan"
        ),
    ),
    (
        "difference",
        held(made.TRADE, made.YTD),
        held(made.KAZAKHSTAN, made.YTD),
        (
            "About 75.33 billion yuan more than Xinjiang trade with Kazakhstan "
            "(75.32–75.34, computed), which was 62.33 billion yuan"
        ),
    ),
    (
        "difference",
        held(made.KAZAKHSTAN, made.YTD),
        held(made.TRADE, made.YTD),
        (
            "About 75.33 billion yuan less than Xinjiang imports and exports "
            "(75.32–75.34, computed), which was 137.66 billion yuan"
        ),
    ),
    (
        "per",
        held(made.FREIGHT, made.YTD),
        held(made.TRAINS, made.YTD),
        "About 100 tonnes per trip (94–103, computed)",
    ),
    (
        "fraction",
        held(made.TRADE, made.YTD),
        held(made.TRADE, Period.of("2019-11", ytd=True)),
        (
            "Equal to about 92.28% of January–November 2019 (92.278–92.290%, computed), "
            "which was 149.17 billion yuan"
        ),
    ),
    (
        "fraction",
        held(made.TRADE, made.YTD),
        held(made.TRADE, Period.of("2020-02", ytd=True)),
        (
            "About 6.8 times as much as January–February 2020 (6.76–6.80, computed), "
            "which was 20.3 billion yuan"
        ),
    ),
]


@pytest.mark.parametrize(("kind", "here", "there", "line"), COMPUTED)
def test_a_computed_comparison_says_so_and_how_sure_it_is(
    kind: str, here: Figure, there: Figure, line: str
) -> None:
    answer = answered(here, comparisons=(compared(kind, here, there),))
    assert written(answer).parts.comparisons == (line,)


def test_a_statement_of_another_source_is_named_as_theirs() -> None:
    answer = answered(
        held(made.TRADE, made.NOV), comparisons=(Comparison("year_earlier", row(90)),)
    )
    assert written(answer).parts.comparisons == (
        "Up 31.5% on a year earlier (stated by People's Daily Online)",
    )


def test_growth_asked_for_leads_and_the_levels_follow() -> None:
    growth = row(2)
    answer = answered(
        growth,
        comparisons=(
            Comparison("previous_period", growth, held(made.TRADE, OCTOBER)),
            Comparison("conversion", row(4)),
        ),
        related=(held(made.TRADE, made.NOV), row(7)),
    )
    assert lines(answer)[:4] == [
        "Xinjiang imports and exports, November 2021: up 48% on October (not seasonally adjusted)",
        "November: 16.03 billion yuan ($2.52 billion at the source's rate)",
        "January–November: down 1.3% on a year earlier (stated)",
        "October: about 10.8 billion yuan (10.79–10.87, computed)",
    ]


def test_a_computed_share_asked_for_shows_its_working() -> None:
    part, total = held(made.KAZAKHSTAN, made.YTD), held(made.TRADE, made.YTD)
    share = compared("share", part, total)
    answer = answered(share.figure, comparisons=(share,), related=(part, total))
    assert lines(answer)[:4] == [
        (
            "Xinjiang trade with Kazakhstan, January–November 2021: about 45.28% of "
            "Xinjiang imports and exports (45.273–45.283%, computed)"
        ),
        "January–November: 62.33 billion yuan",
        "Xinjiang imports and exports, January–November 2021: 137.66 billion yuan",
        "Working: 62.33 billion yuan ÷ 137.66 billion yuan",
    ]


def test_beside_a_share_a_change_says_of_what_it_is() -> None:
    share = row(10)
    changes = (Comparison("year_earlier", row(9)), Comparison("year_earlier", row(11)))
    assert written(answered(share, comparisons=changes)).parts.comparisons == (
        "Trade with the Belt and Road countries up 3.6% on a year earlier (stated)",
        "Up 4.2 percentage points on a year earlier (stated)",
    )


def test_beside_dollars_a_change_of_yuan_says_so() -> None:
    change = Comparison("previous_period", row(2), held(made.TRADE, OCTOBER))
    assert written(answered(row(4), comparisons=(change,))).parts.comparisons == (
        (
            "In yuan, up 48% on October (stated, not seasonally adjusted), "
            "so October was about 10.8 billion yuan (10.79–10.87, computed)"
        ),
    )


def test_the_same_figure_twice_is_said_once() -> None:
    belt = held(made.BELT_AND_ROAD, made.YTD)
    change = Comparison("year_earlier", row(9))
    reply = written(answered(belt, belt, comparisons=(change, change)))
    assert reply.parts.rows == ("January–November 2021: 119.81 billion yuan",)
    assert len(reply.parts.comparisons) == 1


def test_asked_in_dollars_the_yuan_stand_in_brackets() -> None:
    dollars = row(4)
    own = Comparison("conversion", dollars, held(made.TRADE, made.NOV))
    assert lines(answered(dollars, comparisons=(own,)))[0] == (
        "Xinjiang imports and exports, November 2021: "
        "$2.52 billion at the source's rate (16.03 billion yuan)"
    )


def test_several_periods_are_rows() -> None:
    answer = answered(*(held(made.TRADE, p) for p in (made.NOV, OCTOBER, Period.of("2020-08"))))
    assert lines(answer)[:4] == [
        "Xinjiang imports and exports",
        "November 2021: 16.03 billion yuan",
        "October 2021: about 10.8 billion yuan (10.79–10.87, computed)",
        "August 2020: more than 15.6 billion yuan",
    ]


def test_several_subjects_are_rows_and_their_comparisons_say_whose() -> None:
    belt, exports = held(made.BELT_AND_ROAD, made.YTD), held(made.EU_EXPORTS, made.YTD)
    answer = answered(
        belt,
        exports,
        comparisons=(Comparison("year_earlier", row(9)), Comparison("year_earlier", row(18))),
    )
    assert lines(answer)[:5] == [
        "January–November 2021",
        "Xinjiang trade with the Belt and Road countries: 119.81 billion yuan",
        "Xinjiang exports to the EU, coverage not stated: 197.9 billion yuan",
        "Xinjiang trade with the Belt and Road countries: up 3.6% on a year earlier (stated)",
        "Xinjiang exports to the EU, coverage not stated: up 27.7% on a year earlier (stated)",
    ]


def test_levels_and_changes_together_are_columns_with_a_dash_for_what_is_missing() -> None:
    table = written(answered(row(3), row(5), row(7))).parts.table
    assert table is not None
    assert table.head == ("Period", "Figure", "On a year earlier")
    assert table.rows == (
        ("November 2021", "16.03 billion yuan", "–"),
        ("January–November 2021", "137.66 billion yuan", "down 1.3%"),
    )
    assert table.lines() == (
        "November 2021: 16.03 billion yuan",
        "January–November 2021: 137.66 billion yuan; down 1.3% on a year earlier",
    )


def test_two_units_are_two_columns_and_two_publishers_share_a_cell() -> None:
    table = written(answered(row(38), row(68), row(153), row(155))).parts.table
    assert table is not None
    assert table.head == ("Of, in", "Figure (dollars)", "Figure (yuan)", "Figure")
    assert table.rows[2] == (
        "China's China-Europe freight train trips, 2023",
        "–",
        "–",
        "around 17,000 trips; 17,523 trips",
    )


def test_a_miss_says_what_is_held_once_and_offers_it() -> None:
    exports = held(made.EU_EXPORTS, made.YTD)
    answer = missed(
        Status.NOT_HELD,
        Note(
            "not_held_ytd_only", {"subject": made.EU_EXPORTS, "period": made.NOV, "figure": exports}
        ),
        related=(exports,),
        options=(
            Option(
                Note("ask", {"subject": made.EU_EXPORTS, "period": made.YTD, "extra": ""}),
                "Xinjiang exports to European Union Jan-Nov 2021",
            ),
        ),
    )
    assert lines(answer) == [
        (
            "I have no figure for November 2021 alone. What is on file is cumulative: Xinjiang exports "
            "to the EU, coverage not stated, January–November 2021: 197.9 billion yuan."
        ),
        XJ_SOURCE.format("paragraph 4"),
        "1. January–November 2021",
    ]


def test_a_refusal_gives_the_reason_and_both_levels() -> None:
    part, total = held(made.EU, made.YTD), held(made.TRADE, made.YTD)
    note = Note("refused_coverage", {"figure": part, "against": total})
    answer = missed(Status.REFUSED, note, related=(part, total))
    assert lines(answer)[1:3] == [
        (
            "Xinjiang trade with the EU, coverage not stated, January–November 2021: "
            "around 261.8 billion yuan"
        ),
        "Xinjiang imports and exports, January–November 2021: 137.66 billion yuan",
    ]


def test_a_direction_is_sourced_too() -> None:
    statement = row(25).statement
    note = Note(
        "direction_only", {"subject": made.GERMANY, "period": made.NOV, "statement": statement}
    )
    assert lines(missed(Status.NOT_HELD, note))[1] == XJ_SOURCE.format("paragraph 6")


def test_causes_are_their_speakers() -> None:
    claims = tuple(filed().claims(made.TRADE))
    answer = replace(missed(Status.ANSWERED, Note("why_claims")), claims=claims[:2])
    assert lines(answer) == [
        "What the source's speaker names as the causes, paraphrased. I add none:",
        (
            "Sun Tao, deputy director of statistics and analysis at the customs, "
            "on growth of Xinjiang's foreign trade: "
            "booming China-Europe freight train services through Xinjiang; "
            "growth of trade in mechanical and electrical products"
        ),
        XJ_SOURCE.format("paragraph 5"),
    ]


def test_a_question_back_lists_what_may_be_answered() -> None:
    options = tuple(
        Option(Note("ask", {"subject": s, "period": made.YTD, "extra": ""}), "x")
        for s in (made.EU, made.EU_EXPORTS)
    )
    assert lines(missed(Status.AMBIGUOUS, Note("several_readings"), options=options)) == [
        "That can be read in more than one way, and the numbers differ.",
        "1. Xinjiang trade with the EU, coverage not stated, January–November 2021",
        "2. Xinjiang exports to the EU, coverage not stated, January–November 2021",
    ]


def test_assumptions_without_a_reading_are_said_all_the_same() -> None:
    answer = missed(
        Status.NOT_HELD,
        Note("nothing_on", {"subject": "Kazakhstan, shoes"}),
        assumptions=(Note("corrected", {"typed": "Kazahkstan", "read": "Kazakhstan"}),),
    )
    assert lines(answer) == [
        "I have nothing on file for Kazakhstan, shoes.",
        'Read "Kazahkstan" as Kazakhstan',
    ]


def test_another_house_style_changes_every_number() -> None:
    november = held(made.TRADE, made.NOV)
    answer = answered(november, comparisons=on_file(november))
    assert written(answer, AP).text.split("\n")[1] == (
        "Up 48 percent on October (stated, not seasonally adjusted), "
        "so October was about 10.8 billion yuan (10.79 to 10.87, computed)"
    )
    assert "Dec. 27, 2021" in written(answer, AP).text
