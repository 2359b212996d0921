"""Every sentence of the desk: keys that are used have one, and one reads well."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answers.answer import Code, Comparison, Note
from bot.answers.findings import Meant
from bot.figures.period import Period
from bot.reply.labels import Voice
from bot.reply.sentences import SENTENCES, sentence
from bot.reply.style import ONS
from tests.reply import made
from tests.reply.filed import filed

VOICE = Voice(filed(), ONS)
BOT = Path(__file__).parents[2] / "bot"
KEY = re.compile(r"[a-z]+(?:_[a-z]+)+")


def emitted() -> Iterator[tuple[str, str, tuple[str, ...] | None]]:
    """Keys that the stages below say, the file that does, and the values given where written out."""
    for folder in ("answers", "checking", "reckon"):
        for path in sorted((BOT / folder).glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                    "Note",
                    "Refused",
                    "Finding",
                ):
                    called: str = node.func.id  # type: ignore[attr-defined]
                    key, *rest = node.args
                    values = rest[-1] if rest else None
                    if isinstance(key, ast.Constant):
                        yield str(key.value), path.name, _names(called, values)


def _names(called: str, values: ast.expr | None) -> tuple[str, ...] | None:
    if called == "Refused" or isinstance(values, ast.Name | ast.Call):
        return None
    keys = values.keys if isinstance(values, ast.Dict) else []
    return tuple(str(key.value) for key in keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize(("key", "file", "given"), sorted(set(emitted()), key=str))
def test_whatever_is_said_below_has_its_sentence(
    key: str, file: str, given: tuple[str, ...] | None
) -> None:
    assert key in SENTENCES, f"{file} says {key!r}, and the reporter would get no reply"
    needed = re.findall(r"\{(\w+)", re.sub(r"\[[^\]]*\]", "", SENTENCES[key]))
    missing = set(needed) - set(needed if given is None else given)
    assert not missing, f"{file} says {key!r} without {missing}: the reporter would get no reply"


VALUES: dict[str, object] = {
    "subject": made.TRADE,
    "way": "rise",
    "periods": made.NOV,
    "period": made.NOV,
    "against_period": Period.of("2019-11"),
    "base": Period.of("2020-11"),
    "area": Code("area", "KZ"),
    "home": Code("area", "CN-XJ"),
    "typed": "Kazahkstan",
    "read": "Kazakhstan",
    "figure": made.held(made.TRADE, made.NOV),
    "against": made.held(made.TRADE, Period.of("2019-11")),
    "here": made.held(made.EU, made.YTD),
    "there": made.held(made.TRADE, made.YTD),
    "part": made.held(made.EU, made.YTD),
    "whole": made.held(made.TRADE, made.YTD),
    "other": made.held(made.TRADE, Period.of("2019-11")),
    "longer": made.held(made.TRADE, made.YTD),
    "shorter": made.held(made.TRADE, made.NOV),
    "rate": made.NOV,
    "other_rate": Period.of("2021-08", ytd=True),
    "own": filed().statement(14),
    "rank": filed().statement(12),
    "above": filed().statement(24),
    "below": filed().statement(22),
    "meant": Meant(filed().statement(3), "160.3", 9, 1),
    "implied": made.held(made.TRADE, Period.of("2021-10")),
    "first": made.held(made.TRADE, made.NOV),
    "second": made.held(made.TRADE, made.YTD),
    "statement": filed().statement(25),
    "side": "deficit",
    "before": "surplus",
    "gap": made.held(made.TRADE, made.NOV),
    "word": "widgets",
    "words": ("widgets", "gizmos"),
    "other_words": "gadgets",
    "each": "day",
    "suggestions": ("freight", "trains"),
    "name": "trade",
    "names": ("exports", "Kazakhstan"),
    "kinds": ("airport", "port"),
    "meaning": Code("indicator", "TRADE"),
    "what": made.TRADE,
    "unit": Code("unit", "USD"),
    "per": "per trip",
    "why": Note("no_rate_given"),
    "counted": "births",
    "count": "3",
    "all": "4",
    "more": "2",
    "text": "trade with Poland",
    "held": "2",
    "target": Period.of("2020"),
    "left": Period.of("2021-12"),
    "lacking": made.TRADE,
    "shown": "20",
    "readings": (Note("reading", {"subject": made.TRADE, "periods": made.NOV}), None),
    "examples": ("trade Nov", "freight trains YTD"),
    "extra": "growth",
    "stated": Period.of("2017-06", ytd=True),
    "asked": Period.of("2017-S1"),
    "publisher": "Urumqi Customs",
    "day": date(2021, 12, 10),
    "beyond": made.held(made.TRADE, Period.of("2019-11")),
    "highest": made.held(made.TRADE, made.NOV),
    "lowest": made.held(made.TRADE, Period.of("2019-11")),
    "lengths": "months",
    "alike": made.NOV,
    "any": "periods of any length",
    "to_then": "to that time",
    "since": Period.of("2019"),
    "until": Period.of("2020"),
    "year": Period.of("2020"),
    "yes": "Yes",
    "amount": "20bn",
    "whom": (Code("area", "KZ"), Code("area", "KG")),
    "publishers": ("Urumqi Customs", "Xinjiang Daily"),
    "among": made.NOV,
    "missing": (made.NOV,),
    "parts": (made.NOV,),
    "then": filed().statement(3),
    "now": filed().statement(3),
    "computed": made.held(made.TRADE, made.NOV),
    "anew": Comparison("previous_period", made.held(made.TRADE, made.NOV)),
    "place": 3,
    "best": 3,
    "worst": 5,
    "published": date(2021, 12, 27),
    "but": "though later releases imply another",
    "moved": made.held(made.TRADE, made.NOV),
    "moved_rate": made.held(made.TRADE, made.NOV),
    "all_moved": made.held(made.TRADE, made.NOV),
    "all_moved_rate": made.held(made.TRADE, made.NOV),
    "lines": (
        Note("vintage_line", {"figure": filed().statement(3), "published": date(2021, 12, 27)}),
    ),
}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_every_sentence_can_be_said_whole(key: str) -> None:
    said = sentence(Note(key, VALUES), VOICE)
    assert said.strip() == said
    assert not re.search(r"[{}\[\]]|  |\.\.|None| ,", said), said


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_every_sentence_can_be_said_without_its_optional_parts(key: str) -> None:
    template = re.sub(r"\[[^\]]*\]", "", SENTENCES[key])
    needed = {name: VALUES[name] for name in re.findall(r"\{(\w+)", template)}
    said = sentence(Note(key, needed), VOICE)
    assert not re.search(r"[{}\[\]]|  |\.\.|None| ,", said), said


SAID = [
    (
        Note("corrected", {"typed": "Kazahkstan", "read": "Kazakhstan"}),
        'read "Kazahkstan" as Kazakhstan',
    ),
    (Note("latest_of_name", {"period": made.NOV}), "the latest November on file"),
    (Note("latest_of_name", {"period": None}), "the latest on file"),
    (Note("latest_of_name", {"period": Period.of("2020-Q1")}), "the latest first quarter on file"),
    (Note("home_area", {"area": Code("area", "CN-XJ")}), "Xinjiang, as no area was named"),
    (Note("flow_taken", {"subject": made.POLYSILICON}), "exports, as nothing else was named"),
    (Note("unknown_word", {"word": "widgets", "suggestions": ()}), 'I cannot read "widgets".'),
    (
        Note("unknown_word", {"word": "frieght", "suggestions": ("freight",)}),
        'I cannot read "frieght". Did you mean freight?',
    ),
    (
        Note("unknown_word", {"word": "[x] {y}", "suggestions": ("a", "b", "c")}),
        'I cannot read "[x] {y}". Did you mean a, b or c?',
    ),
    (
        Note("not_held", {"subject": made.TRADE, "period": Period.of("2021-12")}),
        (
            "I have no figure for Xinjiang imports and exports, December 2021: "
            "none is on file and none follows."
        ),
    ),
    (
        Note(
            "not_held_ytd_only",
            {
                "subject": made.TRAINS,
                "period": made.NOV,
                "figure": made.held(made.TRAINS, made.YTD),
            },
        ),
        (
            "I have no figure for November 2021 alone. What is on file is cumulative: Xinjiang "
            "China-Europe freight train trips, through the ports, January–November 2021: 11,156 trips."
        ),
    ),
    (
        Note(
            "direction_only",
            {"subject": made.GERMANY, "period": made.YTD, "statement": filed().statement(25)},
        ),
        (
            "I have no figure for Xinjiang trade with Germany, coverage not stated. The source gives "
            "only the direction: in January–November 2021 it rose from a year earlier."
        ),
    ),
    (
        Note(
            "words_only",
            {"subject": made.POLYSILICON, "period": made.YTD, "statement": filed().statement(32)},
        ),
        (
            "I have no figure for Xinjiang exports of polysilicon, coverage not stated. The source "
            "gives only words: in January–November 2021 it doubled from a year earlier."
        ),
    ),
    (
        Note("held_periods", {"subject": made.TRADE, "periods": (made.NOV, Period.of("2020-08"))}),
        "On file: November 2021 and August 2020.",
    ),
    (
        Note(
            "record_contradicted",
            {
                "period": made.NOV,
                "against_period": Period.of("2019-11"),
                "against": made.held(made.TRADE, Period.of("2019-11")),
            },
        ),
        (
            "The source calls November 2021 a record. On file, November 2019 was 17.6–17.8 billion "
            "yuan (January–November 2019 less January–October 2019), so it is not an all-time record."
        ),
    ),
    (
        Note(
            "refused_coverage",
            {"figure": made.held(made.EU, made.YTD), "against": made.held(made.TRADE, made.YTD)},
        ),
        (
            "I do not divide or compare Xinjiang trade with the EU (coverage not stated) and Xinjiang "
            "imports and exports (by traders registered there): they are not counted on the same basis."
        ),
    ),
    (
        Note("refused_per", {"subject": made.TRADE, "per": Code("indicator", "")}),
        "I know no sound ratio of Xinjiang imports and exports.",
    ),
    (
        Note("ask", {"subject": made.TRADE, "period": made.YTD, "extra": ""}),
        "Xinjiang imports and exports, January–November 2021",
    ),
    (
        Note("ask", {"subject": made.TRADE, "period": None, "extra": "growth"}),
        "Xinjiang imports and exports, growth",
    ),
]


@pytest.mark.parametrize(("note", "text"), SAID)
def test_what_the_reporter_reads(note: Note, text: str) -> None:
    assert sentence(note, VOICE) == text


def test_a_key_without_a_sentence_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        sentence(Note("no_such_key"), VOICE)


def test_a_later_release_is_never_called_an_error() -> None:
    values = {
        "period": made.NOV,
        "figure": made.held(made.TRADE, made.NOV),
        "implied": made.implied_by(made.TRADE, 177, 178),
    }
    assert sentence(Note("revised_base", values), VOICE) == (
        "Later releases imply 15.69–15.71 billion yuan for Xinjiang imports and exports, "
        "November 2021, first printed as 16.03 billion yuan: the base has been revised since."
    )


def test_a_value_that_cannot_be_worded_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="no words for"):
        sentence(Note("nothing_on", {"subject": object()}), VOICE)
