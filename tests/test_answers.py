"""What reporters ask, and how it must end: the promises of the desk as a table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bot.desk import Desk

FIGURES = [
    # question, value, unit, period, accumulation
    ("Xinjiang trade Nov", "16030000000", "CNY", "2021-11", "N"),
    ("freight trains YTD", "11156", "NUM", "2021-11", "YTD"),
    ("Xinjiang trade H1 2017", "9000000000", "USD", "2017-06", "YTD"),
    ("xinjiang exports jan-jun 2017", "7700000000", "USD", "2017-06", "YTD"),
    ("China trade 2020", "32160000000000", "CNY", "2020", "N"),
    ("China trade Nov 2011", "334400000000", "USD", "2011-11", "N"),
    ("China trade balance Nov 2011", "14520000000", "USD", "2011-11", "N"),
    ("China freight trains Q1 2020", "1941", "NUM", "2020-Q1", "N"),
    ("china freight trains jan-mar 2020", "1941", "NUM", "2020-Q1", "N"),
    ("Horgos freight trains YTD", "3631", "NUM", "2021-07", "YTD"),
    ("Khorgos trains", "3631", "NUM", "2021-07", "YTD"),
    ("Xinjiang exports Aug 2020", "11760000000", "CNY", "2020-08", "N"),
    ("BRI trade through the ports 2018", "291500000000", "CNY", "2018", "N"),
    ("mechanical and electrical exports to the EU", "158000000000", "CNY", "2021-11", "YTD"),
    ("新疆进出口 11月", "16030000000", "CNY", "2021-11", "N"),
    ("Kazakhstan", "62330000000", "CNY", "2021-11", "YTD"),
    ("trade with Kazahkstan ytd", "62330000000", "CNY", "2021-11", "YTD"),
    ("polysilicon exports growth", None, "PT", "2021-11", "YTD"),
    ("BRI share in Jan-Nov 2021", "87", "PT", "2021-11", "YTD"),
    ("Kazakhstan's share in Jan-Feb 2020", "54.1", "PT", "2020-02", "YTD"),
    ("what share of 2020 was Jan-Nov 2021", "93", "PT", "2021-11", "YTD"),
]

COMPUTED = [
    # question, low, high, unit, period, accumulation
    ("Xinjiang trade Oct 2021", "10.791e9", "10.872e9", "CNY", "2021-10", "N"),
    ("Xinjiang trade Jan-Nov 2020", "139.39e9", "139.56e9", "CNY", "2020-11", "YTD"),
    ("Xinjiang trade 2020", "147.2e9", "148.83e9", "CNY", "2020", "N"),
    ("Xinjiang trade Dec 2020", "7.68e9", "9.43e9", "CNY", "2020-12", "N"),
    ("Xinjiang trade Nov 2019", "17.56e9", "17.78e9", "CNY", "2019-11", "N"),
    ("freight trains Jan-Nov 2020", "8795", "8801", "NUM", "2020-11", "YTD"),
    ("Kazakhstan share of Xinjiang trade YTD", "45.2", "45.3", "PT", "2021-11", "YTD"),
    ("Kazakhstan share of BRI", "52", "52.1", "PT", "2021-11", "YTD"),
    ("Kazakhstan share in Jan-Nov 2021", "45.2", "45.3", "PT", "2021-11", "YTD"),
    ("share of November in Jan-Nov 2021", "11.63", "11.66", "PT", "2021-11", "N"),
    ("November's share of January-November 2021 trade", "11.63", "11.66", "PT", "2021-11", "N"),
    ("Xinjiang Sep-Nov 2021", "40.1e9", "40.4e9", "CNY", "2021-09-01/P91D", "N"),
    ("Xinjiang trade YTD in dollars", "21.57e9", "21.7e9", "USD", "2021-11", "YTD"),
    ("tonnes per train", "94", "103.1", "T", "2021-11", "YTD"),
]

MISSES = [
    ("did plastics exports double", "ambiguous", "raw plastics"),
    ("change in exports from January to August 2021", "ambiguous", "August 2021 on January 2021"),
    ("Xinjiang trade Dec 2021", "not_held", "December 2021"),
    ("EU trade Nov 2021", "not_held", "cumulative"),
    ("Xinjiang trade Nov 2021 vs last year", "not_held", "November 2020"),
    ("Xinjiang trade Nov 2021 yoy", "not_held", "November 2021"),
    ("Tibet trade", "not_held", "Tibet"),
    ("how much was trade with Germany", "not_held", "direction"),
    ("Xinjiang trade with Brazil", "not_held", "Brazil"),
    ("freight trains Nov", "not_held", "11,156"),
    ("trade in widgets", "unknown", "widgets"),
    ("Xinjiang trade Nov in euros", "not_held", "euro"),
    ("EU share of Xinjiang trade", "refused", "137.66 billion"),
    ("yuan per train", "refused", ""),
    ("will trade rise next year", "unsupported", ""),
    ("is that good news?", "unsupported", ""),
    ("hello", "unsupported", ""),
    ("why did exports of shoes to Brazil fall", "not_held", ""),
    ("why did freight trains grow", "unsupported", ""),
    ("", "help", ""),
    ("help", "help", ""),
    ("   \n\t ", "help", ""),
]


def said(question: str, reply: Any) -> str:
    return f"{question!r} was answered ({reply.status}):\n{reply.text}"


@pytest.mark.parametrize(("question", "value", "unit", "period", "accumulation"), FIGURES)
def test_stated(
    question: str, value: str | None, unit: str, period: str, accumulation: str, desk: Desk
) -> None:
    reply = desk.ask(question)
    assert reply.status == "answered", said(question, reply)
    figure = reply.contract["figures"][0]
    found = (figure["value"], figure["unit"], figure["period"], figure["accumulation"])
    assert found == (value, unit, period, accumulation), said(question, reply)
    assert figure["basis"] == "stated", said(question, reply)


@pytest.mark.parametrize(("question", "low", "high", "unit", "period", "accumulation"), COMPUTED)
def test_computed(
    question: str, low: str, high: str, unit: str, period: str, accumulation: str, desk: Desk
) -> None:
    reply = desk.ask(question)
    assert reply.status == "answered", said(question, reply)
    figure = reply.contract["figures"][0]
    assert (figure["unit"], figure["period"], figure["accumulation"]) == (
        unit,
        period,
        accumulation,
    ), said(question, reply)
    assert Decimal(low) <= Decimal(figure["low"]), said(question, reply)
    assert Decimal(figure["high"]) <= Decimal(high), said(question, reply)
    assert figure["basis"] == "computed", said(question, reply)
    assert figure["working"], said(question, reply)


@pytest.mark.parametrize(("question", "status", "words"), MISSES)
def test_misses(question: str, status: str, words: str, desk: Desk) -> None:
    reply = desk.ask(question)
    assert reply.status == status, said(question, reply)
    assert not reply.contract["figures"], said(question, reply)
    assert words in reply.text, said(question, reply)


def test_why_quotes_the_speaker(desk: Desk) -> None:
    reply = desk.ask("why did Xinjiang trade grow")
    assert reply.status == "answered", said("why", reply)
    assert not reply.contract["figures"]
    assert len(reply.contract["claims"]) == 3
    assert "Sun Tao" in reply.text


CAUTIONS = [
    ("EU trade YTD", {"part_exceeds_whole", "coverage_unknown"}),
    ("freight volume YTD", {"implausible_ratio", "low_reliability"}),
    ("Xinjiang trade Nov", {"record_contradicted", "not_seasonally_adjusted"}),
    ("was November a record?", {"record_contradicted"}),
]


@pytest.mark.parametrize(("question", "rules"), CAUTIONS)
def test_cautions(question: str, rules: set[str], desk: Desk) -> None:
    reply = desk.ask(question)
    assert rules <= {c["rule"] for c in reply.contract["cautions"]}, said(question, reply)
    assert reply.status == "answered", said(question, reply)


SIDE_BY_SIDE = [
    ("Xinjiang growth vs China growth Jan-Nov 2021", {"-1.3", "22"}),
    ("xinjiang oct nov 2021 trade", {"16030000000", "10831081081.081081081"}),
    ("exports imports EU jan-nov 2021", {"197900000000", "63900000000"}),
    ("imports vs exports EU", {"63900000000", "197900000000"}),
    ("exports and imports of Xinjiang Aug 2020", {"15600000000"}),
    ("exports, imports and balance China Nov 2011",
     {"174460000000", "159940000000", "14520000000"}),
    ("Xinjiang vs China trade Nov 2021", {"16030000000", "3720000000000"}),
    ("Xinjiang Jan-Aug 2021 and Sep-Nov 2021", {"97400000000", "40260000000"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "values"), SIDE_BY_SIDE)
def test_side_by_side(question: str, values: set[str], desk: Desk) -> None:
    reply = desk.ask(question)
    assert reply.status == "answered", said(question, reply)
    assert {f["value"] for f in reply.contract["figures"]} == values, said(question, reply)


THREADS = [
    (["Xinjiang trade Jan-Nov 2021", "what about Kazakhstan"], "62330000000", "CNY"),
    (["EU trade YTD", "and exports?"], "197900000000", "CNY"),
    (["EU trade YTD", "and exports?", "imports?"], "63900000000", "CNY"),
    (["Xinjiang trade Nov", "in dollars"], "2520000000", "USD"),
    (["Xinjiang trade Nov", "YTD"], "137660000000", "CNY"),
    (["Xinjiang trade YTD", "freight trains YTD"], "11156", "NUM"),
    (["Xinjiang trade YTD", "freight trains"], "11156", "NUM"),
    (["EU Jan-Nov 2021", "exports"], "197900000000", "CNY"),
    (["August 2020", "exports", "imports"], "3870000000", "CNY"),
    (["H1 2017", "exports", "growth"], "34.8", "PT"),
    (["Horgos Jan-Jul 2021", "trains"], "3631", "NUM"),
    (["Xinjiang trade Jan-Nov 2021", "what share of 2020?"], "93", "PT"),
    (["Kazakhstan Jan-Nov 2021", "share", "of BRI"], "52.024038060262081629", "PT"),
    (["Xinjiang trade Jan-Nov 2021", "Sep-Nov?"], "40260000000", "CNY"),
    (["EU growth YTD", "and exports?"], "27.7", "PT"),
    (["Xinjiang trade Jan-Nov 2021", "a year ago?"], "139473150962.51266464", "CNY"),
    (["Xinjiang trade Nov", "the month before"], "10831081081.081081081", "CNY"),
    (["China trade Nov 2011", "exports", "imports", "balance"], "14520000000", "USD"),
    (["EU trade YTD", "start over", "exports Aug 2020"], "11760000000", "CNY"),
]


@pytest.mark.parametrize(("turns", "value", "unit"), THREADS)
def test_threads(turns: list[str], value: str, unit: str, desk: Desk) -> None:
    reply = desk.ask(turns[-1], earlier=turns[:-1])
    assert reply.status == "answered", said(" / ".join(turns), reply)
    figure = reply.contract["figures"][0]
    assert (figure["value"], figure["unit"]) == (value, unit), said(" / ".join(turns), reply)


def test_vs_last_year_goes_on(desk: Desk) -> None:
    reply = desk.ask("vs last year", earlier=["Xinjiang trade YTD"])
    assert reply.contract["comparisons"][0]["kind"] == "year_earlier"
    assert reply.contract["comparisons"][0]["value"] == "-1.3"


AS_OF = [
    ("2021-12-26", "not_held"),
    ("2021-12-27", "answered"),
]


@pytest.mark.parametrize(("day", "status"), AS_OF)
def test_only_what_was_published_counts(day: str, status: str, desk: Desk) -> None:
    from datetime import date

    reply = desk.ask("Xinjiang trade Nov 2021", as_of=date.fromisoformat(day))
    assert reply.status == status, said(f"as of {day}", reply)


LATER = [
    # asked of both packages, the first figure's value, unit, period, accumulation
    (["Xinjiang trade Jan-Nov 2021", "and 2022?"], "219400000000", "CNY", "2022-11", "YTD"),
    (["xinjiang trade jan nov 2021"], "137660000000", "CNY", "2021-11", "YTD"),
    (["China Jan-Nov 2022", "exports"], "21840000000000", "CNY", "2022-11", "YTD"),
    (["China 2023", "trains"], "17523", "NUM", "2023", "N"),
]


@pytest.mark.parametrize(("turns", "value", "unit", "period", "accumulation"), LATER)
def test_of_both_packages(
    turns: list[str], value: str, unit: str, period: str, accumulation: str, desk_later: Desk
) -> None:
    reply = desk_later.ask(turns[-1], earlier=turns[:-1])
    assert reply.status == "answered", said(" / ".join(turns), reply)
    figure = reply.contract["figures"][0]
    found = (figure["value"], figure["unit"], figure["period"], figure["accumulation"])
    assert found == (value, unit, period, accumulation), said(" / ".join(turns), reply)


CHANGES = [
    # asked of both packages, low and high of the first comparison, in percent
    ("how much has Xinjiang trade grown since Jan-Nov 2019", "114.8", "115"),
    ("Xinjiang trade growth between Jan-Nov 2021 and Jan-Nov 2023", "132.8", "132.9"),
    ("Xinjiang trade Sep-Nov 2022 vs Sep-Nov 2021", "82", "85"),
]


@pytest.mark.parametrize(("question", "low", "high"), CHANGES)
def test_changes_between_periods(question: str, low: str, high: str, desk_later: Desk) -> None:
    reply = desk_later.ask(question)
    assert reply.status == "answered", said(question, reply)
    change = reply.contract["comparisons"][0]
    assert Decimal(low) <= Decimal(change["low"]), said(question, reply)
    assert Decimal(change["high"]) <= Decimal(high), said(question, reply)


def test_newer_releases_bring_newer_novembers(desk_later: Desk) -> None:
    reply = desk_later.ask("Xinjiang trade Nov")
    assert reply.contract["figures"][0]["value"] == "24510000000", said("later", reply)
    replay = desk_later.ask("Xinjiang trade Nov", as_of=__import__("datetime").date(2022, 1, 1))
    assert replay.contract["figures"][0]["value"] == "16030000000", said("as of 2022", replay)


HOSTILE = [
    "x" * 10_000,
    "Xinjiang trade Nov " * 600,
    "\x00\x01\x02\x1b[31m",
    "\ud800 lone surrogate".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "😀🎉🚂",
    "'; DROP TABLE statements; --",
    "Robert'); SELECT * FROM sources; --",
    "<!channel> <!here> <@U123> <https://evil.example|click>",
    "%s %d {0} {subject} $(rm -rf)",
    "vs vs vs",
    "and and and or",
    "share of share of share of",
    "per per per train",
    "0 1 2 3 4 5 6 7 8 9",
    "Nov Nov Nov Nov Dec Jan 2021 2020 2019",
    ",,,,;;;;....",
    "新疆" * 100,
    "a" * 499,
    "trade \u202e Nov",
    "trade\u200bNov",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_reply(text: str, desk: Desk) -> None:
    reply = desk.ask(text)
    assert reply.text.strip(), "a reporter would have been met with silence"
    assert "<!" not in reply.message_text
    assert "<!" not in str(reply.blocks)
