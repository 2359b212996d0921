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
    ("Xinjiang trade balance Jan-Aug 2021 in dollars", "8.58e9", "8.62e9", "USD", "2021-08", "YTD"),
    ("Xinjiang trade YTD in dollars", "21.2e9", "21.9e9", "USD", "2021-11", "YTD"),
    ("tonnes per train", "94", "103.1", "T", "2021-11", "YTD"),
]

MISSES = [
    ("average trade 2021-11-30", "not_held", "30 November 2021"),
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
    ("why did Xinjiang trade fall in Jan-Nov 2021", "unsupported", "a cause of a fall in"),
    ("Xinjiang trade fell in Nov 2021, why?", "unsupported", "a cause of a fall in"),
    ("why did trade grow in 2020", "unsupported", "causes of growth"),
    ("reason for the record in November 2019", "unsupported", "January–November 2021"),
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
    assert "on growth of Xinjiang's foreign trade, January–November 2021:" in reply.text


WHY = [
    # asked of both packages: whether the causes given in December 2021 answer it
    (["why did trade grow"], True),
    (["why did Xinjiang trade grow in Nov 2021"], True),
    (["Xinjiang trade Aug 2021", "why did it grow?"], True),
    (["why did trade grow in 2023"], False),
    (["why did trade grow in Jan-Sep 2024"], False),
    (["cause of decline Xinjiang Jan-Feb 2020"], False),
    (["Xinjiang trade Jan-Nov 2022", "why"], False),
    (["Xinjiang trade", "why"], False),
]


@pytest.mark.parametrize(("turns", "told"), WHY)
def test_causes_are_of_their_period(turns: list[str], told: bool, desk_later: Desk) -> None:
    reply = desk_later.ask(turns[-1], earlier=turns[:-1])
    status = "answered" if told else "unsupported"
    assert reply.status == status, said(" / ".join(turns), reply)
    assert bool(reply.contract["claims"]) == told


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
    (["EU exports", "Kazakhstan share of BRI"], "52.024038060262081629", "PT"),
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
    ("Xinjiang trade Sep-Nov 2022 vs Sep-Nov 2021", "77", "87"),
]


@pytest.mark.parametrize(("question", "low", "high"), CHANGES)
def test_changes_between_periods(question: str, low: str, high: str, desk_later: Desk) -> None:
    reply = desk_later.ask(question)
    assert reply.status == "answered", said(question, reply)
    change = reply.contract["comparisons"][0]
    assert Decimal(low) <= Decimal(change["low"]), said(question, reply)
    assert Decimal(change["high"]) <= Decimal(high), said(question, reply)


def test_a_difference_does_not_claim_more_than_both_vintages_allow(desk_later: Desk) -> None:
    """January-February 2023 was printed as 44.4, and later growth implies about 42.1."""
    reply = desk_later.ask("Xinjiang trade March-April 2023")
    figure = reply.contract["figures"][0]
    assert Decimal(figure["low"]) <= Decimal("50.51e9"), said("March-April", reply)
    assert Decimal(figure["high"]) >= Decimal("52.86e9"), said("March-April", reply)
    assert "revised_base" in {c["rule"] for c in reply.contract["cautions"]}


def test_newer_releases_bring_newer_novembers(desk_later: Desk) -> None:
    reply = desk_later.ask("Xinjiang trade Nov")
    assert reply.contract["figures"][0]["value"] == "24510000000", said("later", reply)
    replay = desk_later.ask("Xinjiang trade Nov", as_of=__import__("datetime").date(2022, 1, 1))
    assert replay.contract["figures"][0]["value"] == "16030000000", said("as of 2022", replay)


SOUGHT = [
    # question, status, first value or None, what is said, what must not be
    ("best month for Xinjiang trade", "answered", None, "August 2022", "November 2022:"),
    ("best month ever Xinjiang", "answered", None, "over March–September 2024 the average was", ""),
    ("was Nov 2021 the best since 2019", "answered", "16030000000", "not the highest", "August"),
    ("worst month for China trains", "ambiguous", None, "highest month", ""),
    ("was Dec 2020 Xinjiang's worst month", "ambiguous", None, "highest or the lowest?", ""),
    ("smallest partner Xinjiang Jan-Nov 2021", "answered", "62330000000", "Only Kazakhstan", "rank is"),
    ("bottom partner Jan-Feb 2022", "answered", "8500000000", "Only Kyrgyzstan is on file", "largest"),
    ("least important partner Jan-Nov 2021", "answered", "62330000000", "no other", "importing"),
    ("biggest partner Jan-May 2022", "answered", "23000000000", "no other to rank it", "largest"),
    ("largest trading partner of Xinjiang", "answered", "8500000000", "rank 1, stated", "Only"),
    ("top 5 trading partners Jan-Nov 2021", "answered", "62330000000", "Only one is on file", ""),
    ("rank of Xinjiang exports Jan-Nov 2022", "not_held", None, "nothing to rank", "first"),
    ("China rank trade Jan-Nov 2021", "not_held", None, "nothing to rank", "first"),
    ("Xinjiang rank trains", "not_held", None, "nothing to rank", "first"),
    ("Horgos rank trains Jan-Apr 2023", "answered", "2485", "Number 1 of the 2", ""),
    ("did China trade top 4 trillion in Nov 2021", "answered", "3720000000000", '"4 trillion"', "rank"),
    ("did trade top 30 billion", "answered", "322390000000", '"30 billion"', "rank"),
    ("Xinjiang exports top 100 Jan-Aug 2022", "answered", "120900000000", '"100"', "rank"),
    ("did Xinjiang trade exceed 17bn in Nov 2021", "answered", "16030000000", '"17bn"', ""),
    ("did Xinjiang trade hit 20bn?", "answered", "322390000000", '"20bn"', "cannot read"),
    ("trade over 3", "unknown", None, '"3"', "322"),
    ("trains a day through Xinjiang Jan-Nov 2021", "answered", None, "33.40 trips a day", ""),
    ("how many China trains a week in 2023", "answered", None, "trips a week (computed)", ""),
    ("how many China trains a day in 2023", "answered", None, "48.01 trips a day (computed)", ""),
    ("average monthly trade Jan-Nov 2021", "answered", None, "12.515 billion yuan a month", ""),
    ("total xinjiang trade 2021 to 2023", "not_held", None, "without 2021, 2022 and 2023", "none follows"),
    ("Horgos plus Alashankou trains Jan-Apr 2023", "answered", "4610", "Horgos and Alashankou China-Europe", ""),
    ("Xinjiang trade plus China trade Jan-Nov 2021", "refused", None, "do not add these up", "Working"),
    ("sum of Nov 2021 and Nov 2022", "answered", "40540000000", "November 2021 and November 2022", ""),
    ("Xinjiang trade Jan-Nov 2022 minus Jan-Aug 2022", "answered", "73800000000", "September\u2013November", ""),
    ("TEU per train 2020 vs 2023", "answered", None, "108.54 TEU per trip", ""),
    ("average monthly trade Jan-Nov 2022 vs Jan-Nov 2021", "answered", None, "2021: an average of about 12.515 billion yuan a month", ""),
    ("China trade Jan-Nov 2021 growth in dollars", "not_held", None, "up 22%", "none follows"),
    ("average of Nov 2021 and Nov 2022", "answered", "20270000000", "November 2021 and November 2022:", "\u2013November"),
    ("average China trains Jul 2023 and Nov 2023", "answered", "1556.5", "July 2023 and November 2023", ""),
    ("average of Oct 2021 and Nov 2021", "answered", None, "October\u2013November 2021", ""),
    ("average Kazakhstan Jan-Oct 2019 and Jan-Nov 2021", "refused", None, "differ in length", "61.2"),
    ("average of H1 2017 and H1 2023", "refused", None, "the units differ", "not all"),
    ("highest of Nov 2019, 2021 and 2022", "answered", "24510000000", "The highest of these: November 2022", "Yes"),
    ("lowest of Nov 2019, 2021 and 2022", "answered", "16030000000", "The lowest of these: November 2021", "No:"),
    ("highest of 2020 and Nov 2021", "refused", None, "differ in length", "The highest"),
    ("highest month this year", "not_held", None, "of that length", "Yes"),
    ("Xinjiang deficit Jan-Aug 2021 in dollars", "answered", None, "was a surplus, not a deficit.", ""),
    ("Xinjiang trade Oct 2021 in dollars", "not_held", None, "I convert what a source printed", "no source"),
    ("Xinjiang trade YTD in euros", "not_held", None, "no source on file gives a rate", "worked out"),
    ("Xinjiang deficit Aug 2020", "answered", "7890000000", "August 2020 was a surplus, not a deficit.", ""),
    ("China surplus Nov 2011", "answered", "14520000000", "14.52 billion", "not a"),
    ("biggest deficit China", "not_held", None, "none is a deficit", "largest"),
    ("was nov 2021 the highest since nov 2019", "answered", "16030000000", "No: November 2021 was not the highest on file since November 2019. Over September\u2013November 2020 the average was 16.8", "Yes"),
    ("was nov 2021 the highest since nov 2020", "answered", "16030000000", "Yes, on file: November 2021 was the highest of the 3 since November 2020", "No:"),
    ("was Aug 2020 the highest since Nov 2019 for Xinjiang trade", "answered", "15600000000", "no figure after November 2019 and before August 2020 is known", "No:"),
    ("lowest BRI share", "answered", None, "The lowest of the 8 shares on file, of periods of any length: January\u2013November 2020", "92.4%"),
    ("highest belt and road share on file", "answered", None, "January\u2013September 2023", "92.4%"),
    ("highest Kazakhstan share", "answered", "54.1", "The highest of the 4 shares", "45.28"),
    ("peak kazakhstan share of xinjiang trade", "answered", "54.1", "The highest of the 4 shares", "45.28"),
    ("was BRI share in Jan-Sep 2024 a record", "answered", "92.4", "No: ", "Yes"),
    ("highest EU share", "refused", None, "not counted on the same basis", "The highest"),
    ("lowest growth xinjiang trade", "answered", "-3.1", "lowest of the 18 yearly rates on file, of periods of any length", "31.5"),
    ("record growth xinjiang trade", "answered", "86.4", "The highest of the 18 yearly rates", "56.1"),
    ("highest BRI growth", "answered", "39.6", "The highest of the 3 yearly rates", "do not"),
    ("highest growth of exports xinjiang", "answered", "91.6", "January\u2013February 2023", "do not"),
    ("highest november growth", "not_held", None, "Only November 2022", "do not"),
    ("was Jan-Feb 2020 the lowest Jan-Feb for xinjiang trade", "answered", "20300000000", "No: January\u2013February 2020 was not the lowest on file. January\u2013February 2021", "of these"),
    ("was Xinjiang trade Jan-Nov 2021 the lowest Jan-Nov", "answered", "137660000000", "No: ", "of these"),
    ("was November 2019 the lowest November for Xinjiang", "answered", None, "No: November 2019 was not the lowest on file. November 2021", "of these"),
    ("was January-August 2021 the lowest January-August on file?", "answered", "97400000000", "January\u2013August 2020", "of these"),
    ("was jan-feb 2022 the highest jan-feb to that date", "answered", "23820000000", "Yes, on file: January\u2013February 2022 was the highest of the 4 January\u2013February figures to that time", "2024"),
    ("was jan-feb 2022 the highest jan-feb", "answered", "23820000000", "No: ", "Yes"),
    ("highest nov xinjiang", "answered", "24510000000", "The highest of the 3 November figures on file: November 2022", "August"),
    ("lowest jan-nov xinjiang trade", "answered", None, "The lowest of the 6 January\u2013November figures on file: January\u2013November 2018", "not the lowest"),
    ("record imports xinjiang", "answered", "7080000000", "The highest of the 3 January\u2013February figures on file", "3 on file"),
    ("all time high xinjiang exports", "answered", "38150000000", "The highest of the 3 January\u2013February figures on file", "3 on file"),
    ("highest exports month xinjiang", "not_held", None, "Only August 2020 is on file of such periods", "February"),
    ("record low month xinjiang exports", "not_held", None, "Only August 2020 is on file of such periods", "February"),
    ("record trade surplus xinjiang", "answered", None, "The largest of the 3 surpluses on file: January\u2013February 2023", "Only"),
    ("record trade with Kazakhstan", "not_held", None, "of such periods", "2021 is on file:"),
    ("has xinjiang trade ever fallen", "answered", "-1.3", "Yes: of the 18 changes on a year earlier, over periods of any length, that sources state, falls: 2", "29%"),
    ("has China exports ever fallen", "answered", "11.9", "Not on file: of the 2 changes", "Yes"),
    ("has xinjiang trade growth ever slowed", "unsupported", None, "", "29%"),
    ("has xinjiang trade growth ever fallen", "unsupported", None, "I count rises and falls of levels", "29%"),
    ("has the BRI share ever fallen", "unsupported", None, "I count rises and falls of levels", "92.4"),
    ("how many years did xinjiang trade grow", "not_held", None, "No source on file states a change", "29%"),
    ("has xinjiang trade ever doubled", "answered", "86.4", "The highest of the 18 yearly rates", "Yes"),
    ("how many months did xinjiang trade grow", "answered", "56.1", "Of the 2 changes on a year earlier that sources state, rises: 2", "29%"),
    ("how many months was trade above 20 billion", "unsupported", None, "nothing else", "322"),
    ("has Xinjiang's trade ever exceeded 30 billion yuan in a month", "answered", None, "over March–September 2024 the average was", ""),
    ("has xinjiang ever had a trade deficit", "not_held", None, "none is a deficit", "largest"),
    ("what do you have on China trade 2022", "answered", None, "3 of 3 shown", "nothing"),
    ("list xinjiang trade 2022", "answered", None, "15 of 15 shown", "nothing"),
    ("list xinjiang exports 2022", "answered", "185900000000", "January\u2013August 2022: more than 120.9 billion yuan", "2021"),
    ("what do you have on Kyrgyzstan", "answered", "23000000000", "January\u2013February 2022: 8.5 billion yuan", "1 of 1"),
    ("list Kazakhstan trade", "answered", "62330000000", "January\u2013October 2019: 60.2 billion yuan", "1 of 1"),
    ("list BRI share all periods", "answered", "92.4", "January\u2013July 2022: 91% of Xinjiang imports and exports", "billion"),
    ("list all november figures xinjiang", "answered", "24510000000", "November 2021: 16.03 billion yuan", "1 of 1"),
    ("list partners of Xinjiang jan-nov 2021", "answered", None, "Kazakhstan: 62.33 billion yuan", "trains"),
    ("everything on the EU", "answered", None, "5 of 5 shown", "Kazakhstan"),
    ("what do you have", "answered", None, "the newest of each measure on file, 20 of ", "of 29"),
]  # fmt: skip


DATED = [
    # the same columns
    ("Xinjiang trade Jan.-Nov. 2021", "answered", "137660000000", "137.66 billion", "not January"),
    ("Xinjiang trade, Jan. to Nov. 2022", "answered", "219400000000", "219.4 billion", "not January"),
    ("Xinjiang trade January-to-November 2022", "answered", "219400000000", "219.4 billion", ""),
    ("Xinjiang trade Jan. through Nov. 2022", "answered", "219400000000", "219.4 billion", "not January"),
    ("Xinjiang trade Jan.-Nov. growth", "answered", None, "January\u2013November 2023: up 47.4%", ""),
    ("Xinjiang trade Jan. - Nov. 2022 vs Jan.-Nov. 2021", "answered", "219400000000", "59.8%", "no figure"),
    ("Xinjiang trade Sept.-Nov. 2022", "answered", None, "about 73.8 billion", "24.51"),
    ("Xinjiang trade Jan thru Nov of last year", "answered", "320530000000", "last year taken as 2023", "latest January"),
    ("xinjiang trade november last year", "not_held", None, "November 2023 alone", "16.03"),
    ("Jan-Nov of this year Xinjiang trade", "not_held", None, "January\u2013November 2024", "320.53 billion"),
    ("xinjiang trade nov vs nov last year", "answered", "24510000000", "56.1%", "November 2023"),
    ("how did Xinjiang trade change on last year", "answered", None, "up 29%", "2023: up"),
    ("xinjiang trade jan-nov 2020 vs 2020", "refused", None, "about 148 billion", "same figure"),
    ("did jan-nov 2022 beat the whole of 2020, Xinjiang trade", "refused", None, "about 148 billion", "57.3%"),
    ("xinjiang trade jan-nov 2022 vs 2020", "answered", "219400000000", "57.3%", "148"),
    ("xinjiang trade jan-nov each year", "answered", "320530000000", "January\u2013November 2021: 137.66", "no figure of"),
    ("xinjiang trade jan-nov 2021-2023", "answered", "320530000000", "January\u2013November 2022: 219.4", ""),
    ("did trade more than double between jan-nov 2021 and jan-nov 2023", "answered", None, "up about 133%", "different"),
    ("xinjiang trade 2022, jan-nov, vs same period 2021", "answered", "219400000000", "59.8%", "no figure"),
    ("xinjiang trade since march 2024", "answered", None, "March\u2013September 2024: about 258.70", "322.39 billion yuan ($"),
    ("xinjiang trade after feb 2024", "answered", None, "March\u2013September 2024: about 258.70", "322.39 billion yuan ($"),
    ("xinjiang trade since april 2024", "not_held", None, "April\u2013September 2024", ""),
    ("xinjiang trade nov 2021 as of 26 december 2021", "not_held", None, "As published by 26 December 2021:", "periods"),
    ("xinjiang trade nov 2021 as of 27 december 2021", "answered", "16030000000", "As published by 27 December 2021:", "periods"),
    ("what did we know about xinjiang trade on 1 june 2023?", "answered", "44400000000", "As published by 1 June 2023:", "not 1 June"),
    ("xinjiang trade as of 26 december 2021", "answered", "97400000000", "As published by 26 December 2021:", "137.66"),
    ("September-October 2022 Xinjiang trade", "answered", None, "about 49 billion", "of that length"),
    ("xinjiang exports sep-oct 2022", "not_held", None, "September\u2013October 2022", "of that length"),
    ("what happened to xinjiang trade in feb 2020", "not_held", None, "January\u2013February 2020: 20.3 billion", "nothing on file"),
    ("xinjiang trade 202111", "answered", "16030000000", "November 2021", ""),
    ("xinjiang trade 1-11/2022", "answered", "219400000000", "219.4 billion", ""),
]  # fmt: skip


@pytest.mark.parametrize(("question", "status", "value", "words", "never"), [*SOUGHT, *DATED])
def test_what_is_looked_for(
    question: str, status: str, value: str | None, words: str, never: str, desk_later: Desk
) -> None:
    reply = desk_later.ask(question)
    assert reply.status == status, said(question, reply)
    figures = reply.contract["figures"]
    assert value is None or figures[0]["value"] == value, said(question, reply)
    assert words in reply.text, said(question, reply)
    assert not never or never not in reply.text, said(question, reply)


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("China trade Jan-Nov 2021 in dollars", "growth"), "22"),
        (("Xinjiang exports H1 2017 in yuan", "growth"), "34.8"),
        (("Xinjiang trade jan-sep 2024 in dollars", "BRI share"), "92.4"),
        (("Xinjiang trade Jan-Nov 2022", "Jan-Aug 2022", "difference"), "73800000000"),
    ],
)
def test_what_a_turn_makes_of_those_before(
    turns: tuple[str, ...], value: str, desk_later: Desk
) -> None:
    reply = desk_later.ask(turns[-1], earlier=turns[:-1])
    assert reply.status == "answered", reply.text
    assert reply.contract["figures"][0]["value"] == value


def test_which_is_the_highest_is_asked_of_what_the_thread_was_about(desk_later: Desk) -> None:
    thread = ["Nov 2021 Xinjiang trade", "2022?", "2019?", "2020?"]
    reply = desk_later.ask("which is highest", earlier=thread)
    assert reply.contract["figures"][0]["value"] == "24510000000", said("thread", reply)
    assert [f["period"] for f in reply.contract["figures"]] == ["2022-11", "2019-11", "2021-11"]


def test_a_mean_of_periods_apart_names_each(desk_later: Desk) -> None:
    figure = desk_later.ask("average of Nov 2021 and Nov 2022").contract["figures"][0]
    assert figure["periods"] == ["2021-11", "2022-11"]


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


def test_a_group_and_a_place_are_never_added_up(desk_later: Desk) -> None:
    """Kyrgyzstan is of the Belt and Road countries, though no package says so."""
    reply = desk_later.ask("BRI plus Kyrgyzstan trade Jan-May 2022")
    assert (reply.status, reply.contract["figures"]) == ("refused", []), said("sum", reply)
