"""Which replies have a chart, what it shows, and what its words say that its shapes cannot."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk import Desk
from bot.reply.check import problems
from bot.reply.reply import Reply

DRAWN: list[tuple[str, str, str, str, str, list[str]]] = [
    # desk, asked, form, title, unit, lines
    ("invented", "exports trend", "line", "Pellandia exports", "billion pellars", ["Exports"]),
    (
        *("invented", "exports vs imports each month of 2021", "line"),
        *("Pellandia trade by flow", "billion pellars", ["Exports", "Imports"]),
    ),
    (
        *("invented", "unemployment rate Arvale and Costerra trend", "line"),
        *("Unemployment rate, seasonally adjusted", "%", ["Arvale", "Costerra"]),
    ),
    (
        *("invented", "which partner did we sell most to in 2021", "bar"),
        *("Pellandia exports by partner, 2021", "billion pellars", ["2021"]),
    ),
    (
        *("invented", "births in every region 2021", "bar"),
        *("Births, 2021", "births", ["2021"]),
    ),
    (
        *("later", "list Xinjiang's Jan-Nov trade for 2021, 2022, 2023", "line"),
        *("Xinjiang imports and exports", "billion yuan", ["Imports and exports"]),
    ),
    (
        *("default", "exports, imports and balance China Nov 2011", "bar"),
        *("China trade by flow, November 2011", "billion dollars", ["Nov 2011"]),
    ),
    (
        *("default", "split between exports and imports with the EU, Jan-Nov 2021", "bar"),
        "Xinjiang trade with the EU by flow, coverage not stated, January–November 2021",
        *("billion yuan", ["Jan–Nov 2021"]),
    ),
    (
        *("default", "Xinjiang and China trade growth Jan-Nov 2021", "bar"),
        *("Imports and exports, on a year earlier, January–November 2021", "%", ["Jan–Nov 2021"]),
    ),
]


@pytest.fixture
def desks(desk: Desk, desk_later: Desk, desk_invented: Desk) -> dict[str, Desk]:
    return {"default": desk, "later": desk_later, "invented": desk_invented}


@pytest.mark.parametrize(("where", "asked", "form", "title", "unit", "lines"), DRAWN)
def test_what_is_drawn(
    where: str,
    asked: str,
    form: str,
    title: str,
    unit: str,
    lines: list[str],
    desks: dict[str, Desk],
) -> None:
    reply = desks[where].ask(asked)
    assert reply.points is not None, f"no chart of:\n{reply.text}"
    drawn = reply.points
    assert (drawn.form, drawn.title, drawn.unit) == (form, title, unit)
    assert [line.name for line in drawn.lines] == lines
    numbers = [figure["value"] for figure in reply.contract["figures"]]
    held = [p for line in drawn.lines for p in line.points if p.number is not None]
    assert len(held) == len(numbers), "every figure of the reply has its point"
    assert problems({"text": "x", "blocks": [reply.chart] if reply.chart else []}) == []


NOT_DRAWN = [
    # desk, asked, why
    ("default", "Xinjiang trade Nov", "one figure"),
    ("default", "EU share of Xinjiang trade", "refused"),
    ("default", "trade in widgets", "not read"),
    ("default", "Kazakhstan and EU trade YTD", "not on one basis"),
    (
        "default",
        "exports to the EU of electric vehicles and shoes Jan-Nov 2021",
        "words or nothing",
    ),
    ("invented", "unemployment rate and births 2021", "two units"),
    ("default", "China trade Nov 2021 and Jan-Nov 2021", "a month beside a year to date"),
]


@pytest.mark.parametrize(("where", "asked", "why"), NOT_DRAWN, ids=[n[1] for n in NOT_DRAWN])
def test_what_is_not_drawn(where: str, asked: str, why: str, desks: dict[str, Desk]) -> None:
    reply = desks[where].ask(asked)
    assert (reply.points, reply.chart) == (None, None), f"{why}, yet a chart of:\n{reply.text}"


def test_a_missing_month_is_a_gap_and_no_zero(desk: Desk) -> None:
    reply = desk.ask("Xinjiang trade past 6 months")
    assert reply.points is not None
    (line,) = reply.points.lines
    assert reply.points.labels[0] == "Jun 2021"
    assert [str(p.number) if p.number is not None else None for p in line.points] == [
        *[None] * 4,
        "10.8",
        "16.03",
    ]
    assert reply.points.notes == ("Computed: Oct 2021", "No figure: Jun 2021 to Sep 2021")
    assert reply.chart is None, "Slack's chart has no gaps, so this is one for a picture"


def test_the_heading_is_of_the_periods_that_have_a_figure(desk: Desk) -> None:
    """What was asked for in vain is named as missing, and is no part of what is shown."""
    reply = desk.ask("Xinjiang trade past 6 months")
    assert reply.points is not None
    heading = "Xinjiang imports and exports, October 2021 to November 2021, billion yuan"
    assert reply.points.heading == heading
    assert reply.points.labels[0] == "Jun 2021", "the axis lost what was asked for"
    assert "June 2021" in reply.text


def test_more_than_is_said_beside_the_axis_and_in_the_alternative_text(desk: Desk) -> None:
    reply = desk.ask("Xinjiang trade trend")
    assert reply.points is not None
    assert reply.points.labels[0] == "Aug 2020"
    assert "More than: Aug 2020" in reply.points.alternative
    assert "No figure: Sep 2020 to Oct 2021" in reply.points.alternative


def test_the_alternative_text_says_first_last_highest_lowest(desk_invented: Desk) -> None:
    reply = desk_invented.ask("unemployment rate Arvale and Costerra trend")
    assert reply.points is not None
    assert reply.points.alternative == (
        "Line chart: Unemployment rate, seasonally adjusted, in %; 12 periods, "
        "Q1 2019 to Q4 2021. "
        "Arvale: first 4.1% (Q1 2019); last 4.6% (Q4 2021); "
        "highest 6.3% (Q3 2020); lowest 3.9% (Q3 2019). "
        "Costerra: first 6.4% (Q1 2019); last 6.7% (Q4 2021); "
        "highest 9.8% (Q3 2020); lowest 5.9% (Q3 2019). "
        "Source: Pellandia Statistics Bureau, 12 February 2022."
    )


def test_single_days_far_apart_are_joined_by_no_line(desk_invented: Desk) -> None:
    reply = desk_invented.ask("policy rate trend")
    assert reply.points is not None
    assert reply.points.dots
    assert reply.points.alternative.startswith("Dots: Pellandia policy rate, in %")
    assert reply.chart is None


def block(reply: Reply) -> dict[str, Any] | None:
    return next((b for b in reply.blocks if b["type"] == "data_visualization"), None)


SHOWN = [
    # desk, asked, whether the chart stands in the reply itself
    ("invented", "exports trend", True),
    ("invented", "which partner did we sell most to in 2021", True),
    ("default", "exports, imports and balance China Nov 2011", True),
    ("default", "Xinjiang and China trade Nov 2021", False),  # two are for the button
    ("default", "Xinjiang trade past 6 months", False),  # with gaps, so a picture
    ("default", "Xinjiang trade Nov", False),
]


@pytest.mark.parametrize(("where", "asked", "shown"), SHOWN)
def test_a_chart_stands_in_the_reply_where_three_or_more_are_told(
    where: str, asked: str, shown: bool, desks: dict[str, Desk]
) -> None:
    reply = desks[where].ask(asked)
    assert (block(reply) is not None) == shown, reply.text
    kinds = [b["type"] for b in reply.blocks]
    if shown:
        assert kinds.index("table") + 1 == kinds.index("data_visualization"), kinds
        assert "context" in kinds[kinds.index("data_visualization") :], kinds


def test_provisional_figures_are_named_below_slacks_axis(desk_invented: Desk) -> None:
    chart = block(desk_invented.ask("exports trend"))
    assert chart is not None
    axis = chart["chart"]["axis_config"]
    assert axis["y_label"] == "Billion pellars"
    assert axis["x_label"] == "Provisional: Nov 2021 and Dec 2021"
    (series,) = chart["chart"]["series"]
    assert series["data"][0] == {"label": "Jan 2021", "value": 2.61}


def test_the_chart_of_one_figure_is_a_turn_away(desk_later: Desk) -> None:
    asked = "Xinjiang trade Jan-Nov 2023"
    reply = desk_later.ask(asked)
    assert reply.points is None
    assert reply.chart_turn is not None
    there = desk_later.ask(reply.chart_turn, earlier=[asked])
    assert there.points is not None, there.text
    assert there.points.labels[-1] == "Jan–Nov 2023"
    assert there.points.held >= 3


def test_the_chart_of_an_older_figure_ends_with_it(desk_later: Desk) -> None:
    asked = "Xinjiang trade Jan-Nov 2022"
    turn = desk_later.ask(asked).chart_turn
    assert turn is None or turn.startswith("Jan-Nov 2022, ")
