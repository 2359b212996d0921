"""What a reply counts: each thing once, and no more than it says it has looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.newsroom import Newsroom

YEARLY = {"TRANSFORMATION": "G1Y", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path)
    made.release("late", "2025-12-01")
    return made


def _months(first: int, count: int) -> Iterator[tuple[str, str]]:
    """Months from January of that year on, each with the one a year earlier."""
    for place in range(count):
        year, month = first + place // 12, place % 12 + 1
        yield f"{year}-{month:02}", f"{year - 1}-{month:02}"


def test_changes_are_counted_among_the_newest_and_that_is_said(newsroom: Newsroom) -> None:
    for month, before in _months(2000, 260):
        newsroom.says("late", "2.5", month, COMPARISON_PERIOD=before, **YEARLY)
    reply = newsroom.ask("how many times has trade risen")
    assert reply.text.startswith("Of the 240 changes on a year earlier that sources state")
    assert "the newest 240 looked at, and not those before" in reply.text


def test_january_and_the_year_to_january_are_counted_once(newsroom: Newsroom) -> None:
    for year in (2019, 2020, 2021):
        for accumulation in ("N", "YTD"):
            row = {**YEARLY, "COMPARISON_PERIOD": f"{year - 1}-01", "ACCUMULATION": accumulation}
            newsroom.says("late", "2.5", f"{year}-01", **row)
            newsroom.says("late", str(100 + year), f"{year}-01", ACCUMULATION=accumulation)
    reply = newsroom.ask("how many times has trade risen")
    assert "Of the 3 changes" in reply.text
    assert "rises: 3." in reply.text
    assert "3 of 3 shown" in newsroom.ask("everything on trade").text


def test_of_more_periods_than_are_looked_at_it_is_said_that_there_are_at_least_so_many(
    newsroom: Newsroom,
) -> None:
    for month, _ in _months(2000, 210):
        newsroom.says("late", "16.0", month)
    reply = newsroom.ask("trade Nov 2030")
    assert "; at least 194 more." in reply.text
    assert reply.contract["notes"][1]["counts"][0]["count"] == "194"


def test_more_days_than_are_read_are_not_counted(newsroom: Newsroom) -> None:
    for place in range(1_100):
        day = (date(2019, 1, 1) + timedelta(days=place)).isoformat()
        newsroom.says("late", "16.0", day, FREQ="D")
    assert "60 of" not in (listed := newsroom.ask("everything on trade").text)
    assert "shown" not in listed
    between = newsroom.ask("trade between 2 January 2019 and 31 December 2021").text
    assert "on file for" not in between


def test_quarters_are_not_counted_against_months(newsroom: Newsroom) -> None:
    for year in (2020, 2021):
        for quarter in (1, 2, 3, 4):
            newsroom.says("late", "16.0", f"{year}-Q{quarter}", FREQ="Q")
    reply = newsroom.ask("trade trend from March 2020 to June 2021")
    assert "on file for" not in reply.text, reply.text


def test_everything_is_of_the_period_named(newsroom: Newsroom) -> None:
    for year in (2019, 2020, 2021):
        newsroom.says("late", "16.0", str(year), FREQ="A")
        newsroom.says("late", "8.0", f"{year}-06")
    reply = newsroom.ask("everything on trade in 2020")
    assert {f["period"] for f in reply.contract["figures"]} == {"2020", "2020-06"}


def test_a_place_that_the_figures_do_not_tell_is_a_range(newsroom: Newsroom) -> None:
    areas = {"CN-A": "Anland", "CN-B": "Bland", "CN-C": "Cland"}
    newsroom.has(
        "areas", *({"CODE": c, "LABEL": n, "KIND": "subdivision"} for c, n in areas.items())
    )
    newsroom.says("late", "15.9", "2021-11", REF_AREA="CN-A")
    newsroom.says("late", "16", "2021-11", REF_AREA="CN-B", OBS_QUALIFIER="AR")
    newsroom.says("late", "14.2", "2021-11", REF_AREA="CN-C")
    reply = newsroom.ask("Anland rank trade Nov 2021")
    rank = reply.contract["comparisons"][0]
    assert (rank["value"], rank["low"], rank["high"], rank["working"]) == ("2", "1", "2", "1 + 1")
    assert "Anland ranked between first and second in" in reply.text
    assert "(rank 1\u20132, computed)" in reply.text
    assert "Cland ranked third in" in newsroom.ask("Cland rank trade Nov 2021").text


def test_an_average_of_what_is_counted_need_not_be_whole(newsroom: Newsroom) -> None:
    count = {"UNIT_MEASURE": "NUM", "UNIT_MULT": "3", "FREQ": "A"}
    newsroom.says("late", "12.4", "2021", **count)
    figure = newsroom.ask("average trade a month 2021").contract["figures"][0]
    assert figure["working"] == "12,400 \u00f7 12"
    assert (figure["low"], figure["high"]) == ("1029.1666666666666666", "1037.5")


def test_of_periods_named_it_is_not_said_that_they_are_all_on_file(newsroom: Newsroom) -> None:
    for month, value in (("2021-01", "2.0"), ("2021-02", "1.0"), ("2021-03", "2.0")):
        newsroom.says("late", value, month)
    reply = newsroom.ask("highest trade in January 2021 and March 2021")
    said = "The highest of these, equal as printed: January 2021 and March 2021."
    assert reply.text.startswith(said), reply.text
    highest = newsroom.ask("highest month of trade").text
    assert highest.startswith("The highest of the 3 months on file, equal as printed")
