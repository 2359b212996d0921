"""Block Kit: within every limit, escaped, and never less than the text says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, Basis, Caution, Comparison, Figure, Note, Option, Status
from bot.answers.catalogue import Claim
from bot.figures.codes import Measure, Transformation
from bot.figures.period import Period
from bot.figures.series import Subject
from bot.reply.blocks import blocks, degrade
from bot.reply.check import problems
from bot.reply.fitting import escape, fit, fit_lines, link
from bot.reply.reply import Reply, write
from bot.reply.style import STYLES
from bot.reply.words import Parts
from tests.reply import made
from tests.reply.filed import Filed, filed
from tests.reply.made import answered, held, missed, on_file, row, written


def kinds(reply: Reply) -> list[str]:
    return [block["type"] for block in reply.blocks]


def sound(reply: Reply) -> None:
    """Nothing in any form of the message that Slack would refuse, and nothing that rings."""
    for form in degrade(reply.blocks):
        assert problems({"text": reply.message_text, "blocks": form}) == []
    sent = json.dumps([reply.message_text, reply.blocks], ensure_ascii=False)
    assert "<!" not in sent
    assert "<@" not in sent


def test_the_reply_in_blocks() -> None:
    november = held(made.TRADE, made.NOV)
    answer = answered(
        november,
        reading=Note("reading", {"subject": made.TRADE, "periods": made.NOV}),
        comparisons=on_file(november),
        related=(held(made.TRADE, made.YTD),),
        cautions=(Caution("coverage_unknown", Note("coverage_unknown", {"subject": made.EU})),),
        options=(
            Option(Note("ask", {"subject": made.TRADE, "period": made.YTD, "extra": ""}), "Q"),
        ),
    )
    reply = written(answer)
    assert kinds(reply) == ["header", "section", "section", "context", "context"]
    header, compared, caution, reading, source = reply.blocks
    assert header["text"]["text"] == (
        "Xinjiang imports and exports, November 2021: 16.03 billion yuan "
        "($2.52 billion at the source's rate)"
    )
    assert compared["text"]["text"].startswith("Up 48% on October")
    assert caution["text"]["text"].startswith("⚠ *Caution:* The source does not say")
    assert reading["elements"][0]["text"].startswith("Read as: Xinjiang imports and exports")
    assert source["elements"][0]["text"].startswith("Source: Urumqi Customs, 27 December 2021")
    # The year to date that is offered has a button of its own, so it is not offered twice.
    assert [label for label, _ in reply.follow_ups] == ["Year to date"]
    sound(reply)


def test_a_source_with_an_address_is_a_link() -> None:
    reply = written(answered(row(44)))
    assert reply.blocks[-1]["elements"][0]["text"] == (
        "Source: <http://en.people.cn/n3/2021/1207/c90000-9929631.html|"
        "People's Daily Online, 7 December 2021>"
    )
    sound(reply)


def test_a_button_asks_in_the_vintage_of_the_reply_it_stands_under() -> None:
    option = Option(
        Note("ask", {"subject": made.TRADE, "period": None, "extra": ""}), 'a "b" <c> & é'
    )
    answer = missed(Status.NOT_HELD, Note("nothing_listed"), options=(option,))
    reply = write(answer, filed(), as_of=date(2021, 12, 31))
    value = reply.blocks[-1]["elements"][0]["value"]
    assert json.loads(value) == {"q": 'a "b" <c> & é', "a": "2021-12-31"}
    assert not set("<>&") & set(value)


def test_several_figures_are_a_table_with_numbers_to_the_right() -> None:
    reply = written(answered(row(3), row(5), row(7)))
    (table,) = (block for block in reply.blocks if block["type"] == "table")
    assert [[cell["text"] for cell in line] for line in table["rows"]] == [
        ["Period", "Figure", "On a year earlier"],
        ["November 2021", "16.03 billion yuan", "–"],
        ["January–November 2021", "137.66 billion yuan", "down 1.3%"],
    ]
    assert [setting["align"] for setting in table["column_settings"]] == ["left", "right", "right"]
    sound(reply)


def test_where_slack_refuses_the_table_its_rows_become_lines() -> None:
    reply = written(answered(row(3), row(5), row(7)))
    full, without_table, text_alone = degrade(reply.blocks)
    assert full == reply.blocks
    assert text_alone == []
    assert {block["type"] for block in without_table} == {"header", "section", "context"}
    assert "January–November 2021: 137.66 billion yuan, down 1.3%" in json.dumps(
        without_table, ensure_ascii=False
    )


def test_a_chart_goes_first_then_the_table() -> None:
    chart = {"type": "data_visualization", "title": "t", "chart": {}}
    reply = written(answered(row(3), row(5)))
    forms = degrade([chart, *reply.blocks])
    assert [[b["type"] for b in form] for form in forms] == [
        ["data_visualization", "header", "table", "context"],
        ["header", "table", "context"],
        ["header", "section", "context"],
        [],
    ]


def test_a_plain_message_has_nothing_to_leave_out() -> None:
    reply = written(missed(Status.HELP, Note("help")))
    assert degrade(reply.blocks) == (reply.blocks, [])


def test_sixty_figures_fit() -> None:
    periods = [Period.of("1990-01").shift(n) for n in range(60)]
    figures = [replace(row(3), period=period) for period in periods if period]
    reply = written(answered(*figures))
    (table,) = (block for block in reply.blocks if block["type"] == "table")
    assert len(table["rows"]) == 61
    sound(reply)


def test_rows_that_do_not_fit_are_counted_not_dropped_in_silence() -> None:
    periods = [Period.of("1990-01").shift(n) for n in range(130)]
    figures = [replace(row(3), period=period) for period in periods if period]
    reply = written(answered(*figures))
    (table,) = (block for block in reply.blocks if block["type"] == "table")
    assert len(table["rows"]) == 100
    assert "31 more rows not shown." in json.dumps(reply.blocks)
    sound(reply)


def test_a_long_name_is_cut_in_the_header_and_the_figure_never() -> None:
    catalogue = Filed(extra=[("areas", area("LONG", "Land of " + "very " * 60 + "far"))])
    figure = made.replaced(row(3))
    figure = replace(figure, subject=made.TRADE.with_("ref_area", "LONG"))
    reply = write(answered(figure), catalogue)
    header, section, *_ = reply.blocks
    assert header["text"]["text"].endswith("…: 16.03 billion yuan")
    assert len(header["text"]["text"]) <= 150
    assert (
        "very far imports and exports, November 2021: 16.03 billion yuan" in section["text"]["text"]
    )
    sound(reply)


def area(code: str, label: str) -> dict[str, str]:
    return {"CODE": code, "LABEL": label, "IN_SENTENCE": "", "KIND": "country"}


# --- text that fits


@pytest.mark.parametrize(
    ("text", "limit", "fitted"),
    [
        ("short", 10, "short"),
        ("one two three four", 12, "one two…"),
        ("one two, three four", 12, "one two…"),
        ("abcdefghijklmnop", 8, "abcdefg…"),
        ("a & b", 20, "a &amp; b"),
        ("<!channel>", 40, "&lt;!channel&gt;"),
        ("&&&&&&", 12, "&amp;&amp;…"),
        ("", 5, ""),
    ],
)
def test_text_is_cut_at_a_word_and_counted_as_slack_counts_it(
    text: str, limit: int, fitted: str
) -> None:
    assert fit(text, limit) == fitted


@given(st.text(), st.integers(2, 200))
def test_no_text_is_too_long_or_cut_within_an_entity(text: str, limit: int) -> None:
    fitted = fit(text, limit)
    assert len(fitted) <= limit
    assert "<" not in fitted
    rest = fitted.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert "&" not in rest


def test_a_long_text_keeps_its_headline_and_its_source() -> None:
    lines = ["headline", *(f"row {n} of the many" for n in range(500)), "Read as", "Source: A"]
    fitted = fit_lines("\n".join(lines), 1000)
    assert len(fitted) <= 1000
    assert fitted.startswith("headline\nrow 0")
    assert "\n…\n" in fitted
    assert fitted.endswith("Read as\nSource: A")


@given(st.lists(st.text(max_size=300), max_size=60), st.integers(30, 500))
def test_no_message_text_is_too_long(lines: list[str], limit: int) -> None:
    assert len(fit_lines("\n".join(lines), limit)) <= limit


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://a.b/c?d=e&f=g", "<https://a.b/c?d=e&amp;f=g|text>"),
        ("http://a.b/c d|e>f", "<http://a.b/c%20d%7Ce%3Ef|text>"),
        ("javascript:alert(1)", "text"),
        ("!channel", "text"),
        (None, "text"),
        ("https://a.b/" + "x" * 2000, "text"),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, said: str) -> None:
    assert link("text", url, 2000) == said


# --- whatever the data and the reporter come up with

NASTY = st.sampled_from(
    [
        "<!channel>",
        "<@U0123> & <#C0123|general>",
        "a" * 5000,
        "word " * 900,
        "&" * 2000,
        "*bold* _it_ `code` :tada:",
        "Ünïcödé 新疆 \U0001f600",
        "<https://evil.example|click>",
        "|>|<",
    ]
) | st.text(min_size=1, max_size=60).filter(str.strip)


@st.composite
def answers(draw: st.DrawFn) -> tuple[Answer, Filed]:
    """An answer of any shape about places and sources of any name."""
    name, long_name, publisher, title = (draw(NASTY) for _ in range(4))
    source = {
        "SOURCE_ID": "wild",
        "PUBLISHER": publisher,
        "PUBLISHED": "2021-12-27",
        "TITLE": title,
        "URL": draw(st.sampled_from(["", "https://a.b/c", "https://a.b/<!here>|x", "ftp://a"])),
        "NOTE": draw(st.sampled_from(["", "the date is a guess: <!here>"])),
    }
    catalogue = Filed(
        extra=[
            ("areas", area("WILD", name)),
            ("areas", area("WILD2", long_name)),
            ("sources", source),
        ]
    )
    figures = draw(st.lists(figure(), max_size=60))
    note = Note("unknown_word", {"word": draw(NASTY), "suggestions": (draw(NASTY),)})
    count = st.integers(0, 12)
    answer = Answer(
        question=draw(NASTY),
        status=draw(st.sampled_from(list(Status))),
        as_of=date(2024, 1, 1),
        message=(note,) * draw(st.integers(0, 3)),
        reading=Note("reading", {"subject": draw(subject), "periods": made.NOV}),
        assumptions=(Note("corrected", {"typed": draw(NASTY), "read": draw(NASTY)}),),
        figures=tuple(figures),
        comparisons=tuple(Comparison("year_earlier", f) for f in figures[: draw(count)]),
        related=tuple(draw(st.lists(figure(), max_size=4))),
        cautions=tuple(
            Caution("inconsistent", Note("provisional", {"period": f.period}))
            for f in figures[: draw(count)]
        ),
        options=tuple(
            Option(Note("nothing_on", {"subject": draw(NASTY)}), draw(NASTY))
            for _ in range(draw(count))
        ),
        claims=(Claim("wild", draw(NASTY), "cause", "x", draw(NASTY), draw(NASTY)),),
    )
    return answer, catalogue


subject = st.sampled_from(
    [
        Subject("WILD", "WILD2", "TRADE", "X", "_T", "UNK", "N"),
        Subject("WILD2", "W1", "TRADE", "T", "_T", "OWN", "S"),
        made.TRADE,
        made.TRAINS,
    ]
)


@st.composite
def figure(draw: st.DrawFn) -> Figure:
    statement = row(3).statement
    assert statement is not None
    value = draw(st.fractions(min_value=-(10**13), max_value=10**13))
    width = draw(st.fractions(min_value=0, max_value=10**12))
    period = Period.of(f"{draw(st.integers(1990, 2030))}-{draw(st.integers(1, 12)):02}")
    return Figure(
        subject=draw(subject),
        measure=draw(st.sampled_from([Measure.LEVEL, Measure.SHARE, Measure.RATIO])),
        transformation=draw(
            st.sampled_from(
                [Transformation.NONE, Transformation.GROWTH, Transformation.GROWTH_YEAR]
            )
        ),
        unit=draw(st.sampled_from(["CNY", "USD", "PT", "PP", "NUM", "T"])),
        period=period,
        value=value,
        low=value - width,
        high=value + width / Fraction(3),
        basis=Basis.COMPUTED,
        sources=(replace(statement, source="wild", locator=draw(NASTY)),),
    )


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(answers(), st.sampled_from(list(STYLES.values())))
def test_whatever_is_answered_slack_takes_it_and_nobody_is_rung(
    made_up: tuple[Answer, Filed], style: Any
) -> None:
    answer, catalogue = made_up
    reply = write(answer, catalogue, style)
    sound(reply)
    json.dumps(reply.contract)
    for label, question in reply.options:
        assert label
        assert question


def test_no_parts_at_all_still_make_a_message() -> None:
    assert problems({"text": "x", "blocks": blocks(Parts())}) == []


def test_escaping_touches_three_characters_only() -> None:
    assert escape("a<b>&c'\"") == "a&lt;b&gt;&amp;c'\""
