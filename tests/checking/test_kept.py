"""What was found is kept with the load, with the days on which it holds: a reply as of a
day knows what was to be known on that day, and nothing later."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.newsroom import Newsroom, rules

EXPORTS, IMPORTS = {"TRADE_FLOW": "X"}, {"TRADE_FLOW": "M"}
ON_YEAR = {"UNIT_MEASURE": "PT", "UNIT_MULT": "0", "TRANSFORMATION": "G1Y"}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A total that its parts contradict, put right by the next release of its publisher."""
    newsroom = Newsroom(tmp_path)
    newsroom.release("first", "2021-12-20")
    newsroom.release("second", "2022-01-20")
    newsroom.says("first", "20.3", "2021-11")
    newsroom.says("first", "12.95", "2021-11", **EXPORTS)
    newsroom.says("first", "7.08", "2021-11", **IMPORTS)
    newsroom.says("second", "20.03", "2021-11")
    return newsroom


def test_a_slip_is_told_as_long_as_the_figure_stands(newsroom: Newsroom) -> None:
    then = newsroom.ask("trade november 2021", as_of="2021-12-31")
    assert rules(then) == ["inconsistent"]
    assert "It would fit as 20.03 million yuan." in then.text
    now = newsroom.ask("trade november 2021", as_of="2022-01-20")
    assert rules(now) == []


def test_the_parts_of_a_slip_are_not_under_suspicion(newsroom: Newsroom) -> None:
    assert rules(newsroom.ask("exports november 2021", as_of="2021-12-31")) == []


def test_where_no_slip_explains_it_all_of_it_is_under_suspicion(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.release("first", "2021-12-20")
    newsroom.says("first", "25.4", "2021-11")
    newsroom.says("first", "12.95", "2021-11", **EXPORTS)
    newsroom.says("first", "7.08", "2021-11", **IMPORTS)
    for question in ("trade november 2021", "exports november 2021", "imports november 2021"):
        reply = newsroom.ask(question)
        assert "inconsistent" in rules(reply), reply.text
        assert "they cannot all be so" in reply.text


def test_a_revision_is_told_from_the_day_of_the_release_that_implies_it(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.release("first", "2021-12-20")
    newsroom.release("later", "2022-12-14", "Xinjiang Daily")
    newsroom.says("first", "16.03", "2021-11")
    newsroom.says("later", "24.51", "2022-11")
    newsroom.says("later", "56.1", "2022-11", COMPARISON_PERIOD="2021-11", **ON_YEAR)
    assert rules(newsroom.ask("trade november 2021", as_of="2022-12-13")) == []
    reply = newsroom.ask("trade november 2021", as_of="2022-12-14")
    assert rules(reply) == ["revised_base"]
    assert "15.69–15.71 million yuan" in reply.text


def test_what_an_embargoed_release_implies_is_not_told_before_its_hour(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    held = {"CONF_STATUS": "E", "EMBARGO_TIME": "2022-12-18T06:00:00Z"}
    newsroom.release("first", "2021-12-20")
    newsroom.release("later", "2022-12-14", "Xinjiang Daily")
    newsroom.says("first", "16.03", "2021-11", CONF_STATUS="F", EMBARGO_TIME="")
    newsroom.says("later", "24.51", "2022-11", **held)
    newsroom.says("later", "56.1", "2022-11", COMPARISON_PERIOD="2021-11", **ON_YEAR, **held)
    assert rules(newsroom.ask("trade november 2021", as_of="2022-12-17")) == []
    assert rules(newsroom.ask("trade november 2021", as_of="2022-12-19")) == ["revised_base"]


def test_two_publishers_of_one_figure_are_both_named(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.release("first", "2021-12-20")
    newsroom.release("other", "2021-12-21", "Xinjiang Daily")
    newsroom.says("first", "16.03", "2021-11")
    newsroom.says("other", "17.00", "2021-11")
    reply = newsroom.ask("trade november 2021")
    assert rules(reply) == ["inconsistent"], reply.text
    assert "gives another figure" in reply.text


def test_an_average_is_kept_as_one(tmp_path: Path) -> None:
    """A record that an average before it passes: so much a month, not so much."""
    newsroom = Newsroom(tmp_path)
    newsroom.release("first", "2021-12-20")
    newsroom.says("first", "100", "2021-09", ACCUMULATION="YTD")
    newsroom.says("first", "40", "2021-06", ACCUMULATION="YTD")
    newsroom.says("first", "16", "2021-11")
    record = {"MEASURE": "RC", "UNIT_MEASURE": "_Z", "UNIT_MULT": "0", "COMPARISON_PERIOD": "_U"}
    newsroom.says("first", "1", "2021-11", **record)
    reply = newsroom.ask("trade november 2021")
    assert "record_contradicted" in rules(reply), reply.text
    assert "Over the third quarter of 2021 the average was" in reply.text
    assert "million yuan a month, so it was passed at least once" in reply.text
