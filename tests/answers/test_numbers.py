"""Numbers said in passing: each is in the JSON, with what makes it."""

from __future__ import annotations

from typing import Any

from bot.desk import Desk


def _caution(reply: Any, rule: str) -> Any:
    return next(c for c in reply.contract["cautions"] if c["rule"] == rule)


def test_what_a_caution_makes_of_a_figure_has_its_working(desk_later: Desk) -> None:
    caution = _caution(desk_later.ask("Xinjiang trade Nov 2021"), "revised_base")
    assert "15.69\u201315.71 billion yuan" in caution["text"]
    implied = next(f for f in caution["figures"] if f["basis"] == "computed")
    assert implied["working"] == "24.51 billion yuan \u00f7 (1 + 56.1%)"
    assert implied["sources"] == ["xjdaily-2022-12-14"]


def test_what_a_record_was_looked_for_among_is_named(desk: Desk) -> None:
    reply = desk.ask("highest month of Xinjiang trade")
    note = next(n for n in reply.contract["notes"] if n["text"] in reply.text)
    (count,) = note["counts"]
    assert f"the {count['count']} months on file" in note["text"]
    assert int(count["count"]) == len({one["period"] for one in count["of"]})
    assert all(one["basis"] == "stated" or one["working"] for one in count["of"])


def test_what_a_slip_would_have_been_meant_to_be_is_told_from_what_is_printed(desk: Desk) -> None:
    caution = _caution(desk.ask("Xinjiang trade Jan-Feb 2020"), "inconsistent")
    (meant,) = caution["supposed"]
    assert (meant["value"], meant["printed"]["value"]) == ("20030000000", "20300000000")
    assert f"It would fit as {meant['text']}." in caution["text"]


def test_a_comparison_says_of_which_period_it_is(desk: Desk) -> None:
    reply = desk.ask("Xinjiang trade YTD")
    periods = {(c["period"], c["accumulation"]) for c in reply.contract["comparisons"]}
    assert periods == {("2021-11", "YTD")}


def test_how_far_counts_lie_apart_is_whole(desk_later: Desk) -> None:
    reply = desk_later.ask("freight trains Jan-Nov highest and lowest")
    assert (
        "about 2,360 trips from the lowest to the highest (2,355\u20132,361, computed)"
        in reply.text
    )


def test_bounds_that_end_in_nothing_are_printed_so(desk_invented: Desk) -> None:
    reply = desk_invented.ask("contribution of exports to trade growth 2021-10")
    assert reply.contract["comparisons"][0]["high"] == "0"
    told = (
        "contributed about 0.2 percentage points (0.00\u20130.31, computed) to a 0.5\u20131.1% fall"
    )
    assert told in reply.text, reply.text
