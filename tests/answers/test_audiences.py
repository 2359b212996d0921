"""Figures for named channels: there as if for everybody, elsewhere as if not on file.

The proof is three newsrooms. In one the figures are restricted to channels. In another they are
not there at all, nor are their names: what it replies is all that anybody elsewhere may be told.
In the third they are free: what it replies is what is told in the channels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.reply.reply import Reply
from bot.store.batches import batches
from bot.store.catalogue import open_catalogue
from bot.store.export_files import export_packages
from bot.store.faults import RowsRefused
from bot.store.undoing import undo
from tests.store.packages import NOW, TODAY, loaded
from tests.support.newsroom import Newsroom

ROOM, SECOND_ROOM, ELSEWHERE = "C0MARKETS", "G0INVEST", "C0GENERAL"

LEVEL = {"UNIT_MEASURE": "CNY", "UNIT_MULT": "6"}
GROWTH = {"TRANSFORMATION": "G1", "UNIT_MEASURE": "PT", "UNIT_MULT": "0"}
STOCK = {
    "INDICATOR": "ZIRCONIUM", "COVERAGE": "_Z", "COUNTERPART_AREA": "_Z", "TRADE_FLOW": "_Z",
    "UNIT_MEASURE": "T", "UNIT_MULT": "0",
}  # fmt: skip
SEARCHED = {
    "INDICATOR": "QZXV",
    "COVERAGE": "_Z",
    "COUNTERPART_AREA": "_Z",
    "TRADE_FLOW": "_Z",
    "REF_AREA": "GB",
}
CLAIM = {
    "LOCATOR": "", "KIND": "cause", "SUBJECT": "growth of trade", "REF_AREA": "CN-XJ",
    "INDICATOR": "TRADE",
}  # fmt: skip

SECRETS = (
    *(
        "77.13",
        "7713",
        "88.31",
        "8831",
        "91.57",
        "9157",
        "61.9",
        "29.93",
        "15.87",
        "54321",
        "54,321",
        "43.7",
    ),
    *("zirconium", "zircon", "sapphire", "quixotic", "ms li", "dragonglass", "kulja yard"),
    "germany",
)
"""What only restricted rows have: digits, names, releases, a partner."""


def newsroom(folder: Path, kind: str) -> Newsroom:
    """The figures: ``restricted``, ``absent`` or ``free``."""
    room = Newsroom(folder)
    held = {"restricted": "C", "absent": "", "free": "F"}[kind]
    free = {"CONF_STATUS": "F", "EMBARGO_TIME": ""}
    shut = {"CONF_STATUS": held, "EMBARGO_TIME": ""}
    there = kind != "absent"
    room.release("autumn", "2021-12-20", TITLE="Customs bulletin")
    for period, value in (("2021-08", "10.2"), ("2021-09", "11.4"), ("2021-10", "10.9"),
                          ("2021-11", "16.03")):  # fmt: skip
        room.says("autumn", value, period, **LEVEL, **free)
    room.says("autumn", "47", "2021-11", **GROWTH, COMPARISON_PERIOD="2021-10", **free)
    for partner, value in (("KZ", "9.1"), ("KG", "4.2")):
        room.says("autumn", value, "2021-11", COUNTERPART_AREA=partner, **LEVEL, **free)
    room.says("autumn", "21.5", "2021-11", **{**SEARCHED, "INDICATOR": "ABCD"}, **LEVEL, **free)
    measures = [
        {"CODE": "ABCD", "LABEL": "Sheep: England £m", "KIND": "stock", "PARENT": "",
         "FOUND_BY": "search"},
    ]  # fmt: skip
    claims = [{**CLAIM, "SOURCE_ID": "autumn", "SPEAKER": "Mr Zhao", "PARAPHRASE": "new trains"}]
    if there:
        room.release("winter", "2022-01-10", TITLE="Sapphire note")
        room.says("winter", "77.13", "2021-12", **LEVEL, **shut)
        room.says("winter", "16.19", "2021-11", **LEVEL, **shut)  # revises what is free
        room.says("winter", "61.9", "2021-12", **GROWTH, COMPARISON_PERIOD="2021-11", **shut)
        room.says("winter", "88.31", "2021-11", COUNTERPART_AREA="DE", **LEVEL, **shut)
        room.says("winter", "91.57", "2021-11", PRODUCT="GLASS", **LEVEL, **shut)
        room.says("winter", "54321", "2021-11", **STOCK, **shut)
        room.says("winter", "43.7", "2021-11", **SEARCHED, **LEVEL, **shut)
        room.says(
            "winter", "29.93", "2021-12", **{**SEARCHED, "INDICATOR": "ABCD"}, **LEVEL, **shut
        )
        room.says("winter", "15.87", "2021-12", **{**LEVEL, "UNIT_MEASURE": "USD"}, **shut)
        room.says("winter", "12.5", "2021-11", REF_AREA="KULJA", **LEVEL, **shut)
        measures += [
            {"CODE": "ZIRCONIUM", "LABEL": "zirconium stockpile", "KIND": "stock", "PARENT": "",
             "FOUND_BY": "name"},
            {"CODE": "QZXV", "LABEL": "Quixotic goats: England £m", "KIND": "stock", "PARENT": "",
             "FOUND_BY": "search"},
        ]  # fmt: skip
        claims.append(
            {**CLAIM, "SOURCE_ID": "winter", "SPEAKER": "Ms Li", "PARAPHRASE": "sapphire"}
        )
        room.has("aliases", {"ALIAS": "zircon heap", "MEANS": "INDICATOR=ZIRCONIUM"})
        room.has("products", {"CODE": "GLASS", "LABEL": "dragonglass"})
        room.has("areas", {"CODE": "KULJA", "LABEL": "Kulja yard", "KIND": "place"})
    room.has("indicators", *measures)
    room.has("claims", *claims)
    if kind == "restricted":
        room.has(
            "audiences",
            {"SOURCE_ID": "winter", "INDICATOR": "", "CHANNEL": ROOM},
            {"SOURCE_ID": "", "INDICATOR": "ZIRCONIUM", "CHANNEL": SECOND_ROOM},
        )
    room.desk()
    return room


@dataclass(frozen=True)
class Desks:
    restricted: Desk
    absent: Desk
    free: Desk


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    made = {}
    for kind in ("restricted", "absent", "free"):
        room = newsroom(tmp_path_factory.mktemp(kind), kind)
        made[kind] = Desk(room.database, today=lambda: TODAY)
    return Desks(**made)


ASKED = [
    *("Xinjiang trade", "Xinjiang trade latest", "Xinjiang trade Nov", "Xinjiang trade Nov 2021"),
    *("Xinjiang trade December 2021", "Xinjiang trade Dec", "Xinjiang trade last month"),
    *("Xinjiang trade 2021", "Xinjiang trade YTD", "Xinjiang trade Q4 2021", "Xinjiang trade H2"),
    *("trend of Xinjiang trade", "chart Xinjiang trade", "Xinjiang trade past 6 months"),
    *("Xinjiang trade past 3 months", "list Xinjiang trade since August 2021"),
    *("Xinjiang trade Nov vs Oct", "Xinjiang trade Dec vs Nov 2021", "Xinjiang trade mom"),
    *("growth of Xinjiang trade", "growth of Xinjiang trade Nov", "growth of trade Dec 2021"),
    *("was November 2021 a record for Xinjiang trade?", "Xinjiang trade record"),
    *("highest Xinjiang trade", "lowest Xinjiang trade", "Xinjiang trade highest since August"),
    *("when was Xinjiang trade above 20 million yuan", "average Xinjiang trade"),
    *("top partners of Xinjiang Nov 2021", "biggest trading partners", "rank of Kazakhstan"),
    *("rank of Germany in Xinjiang trade", "Xinjiang trade with Germany", "trade with Germany Nov"),
    *("Xinjiang trade with Kazakhstan", "trade by partner", "Kazakhstan vs Germany trade"),
    *("share of Germany in Xinjiang trade", "share of Kazakhstan in Xinjiang trade Nov 2021"),
    *("Xinjiang trade excluding Germany Nov 2021", "Xinjiang trade without Kazakhstan Nov 2021"),
    *("Xinjiang trade in dollars", "why did trade grow", "why did Xinjiang trade rise in December"),
    *("zirconium stockpile", "zircon heap Nov 2021", "zirconuim stockpile", "zircon heep"),
    *(
        "zirconium",
        "ZIRCONIUM",
        "stockpile",
        "zirconium stockpiles of Xinjiang",
        "zirconium record",
    ),
    *("dragonglass", "trade in dragonglass Nov 2021", "dragonglas trade", "Xinjiang dragonglass"),
    *("Kulja yard", "Kulja yard trade", "Kulja yrad trade Nov 2021", "trade by place"),
    *("sheep", "sheep in England", "goats", "quixotic goats", "quixotc goats", "QZXV", "sapphire"),
    *("sapphire goats", "sapphire sheep", "customs sheep", "sapphire note", "saphire note"),
    *("what do you have", "what do you have on Xinjiang", "what do you have on trade"),
    *(
        "what do you have on Germany",
        "what do you have on zirconium",
        "Xinjiang",
        "Germany",
        "help",
    ),
    *("sources", "latest releases", "what is new", "Xinjiang trade as of 12 January 2022"),
    *("Xinjiang trade Nov 2021 as of 21 December 2021", "Xinjiang trade as of 1 January 2030"),
    *("by how much was Xinjiang trade Nov 2021 revised", "Xinjiang trade Nov 2021 first published"),
    *("what would Xinjiang trade have to be to double", "forecast of Xinjiang trade"),
    "trade per train",
]

THREADS = [
    ["Xinjiang trade Nov 2021", "and Germany?"],
    ["Xinjiang trade Nov 2021", "the month after"],
    ["Xinjiang trade December 2021", "vs October"],
    ["Xinjiang trade", "top partners", "and the second?"],
    ["zirconium stockpile", "as a record?"],
    ["Xinjiang trade Dec 2021", "why"],
    ["dragonglass Nov 2021", "share of trade"],
]

TURNS = [*([text] for text in ASKED), *THREADS]


def ask(desk: Desk, turns: list[str], channel: str | None, day: date | None = None) -> Reply:
    return desk.ask(turns[-1], earlier=turns[:-1], as_of=day, audience=channel)


def said(reply: Reply) -> tuple[object, ...]:
    """All that anybody may see of a reply."""
    return reply.contract, reply.text, reply.blocks, reply.message_text, reply.options


@pytest.mark.parametrize("turns", TURNS, ids=" > ".join)
def test_elsewhere_it_is_as_if_not_on_file(desks: Desks, turns: list[str]) -> None:
    """Asked in the channel before, so that what was looked up there could be found elsewhere."""
    for day in (None, date(2022, 1, 12), date(2030, 1, 1)):
        absent = said(ask(desks.absent, turns, None, day))
        for channel in (None, ELSEWHERE):
            ask(desks.restricted, turns, ROOM, day)
            reply = ask(desks.restricted, turns, channel, day)
            assert said(reply) == absent, reply.text


@pytest.mark.parametrize("channel", ["D0ALONE", ROOM.lower(), f"{ROOM}X", ROOM[:-1], "%", ""])
def test_only_the_very_channel_is_meant(desks: Desks, channel: str) -> None:
    reply = ask(desks.restricted, ["Xinjiang trade"], channel)
    assert said(reply) == said(ask(desks.absent, ["Xinjiang trade"], None)), reply.text


@pytest.mark.parametrize("turns", TURNS, ids=" > ".join)
def test_nothing_of_it_is_said_elsewhere(desks: Desks, turns: list[str]) -> None:
    """The same by another way: none of its digits and words, but those typed by the asker."""
    typed = " ".join(turns).lower()
    words = repr(said(ask(desks.restricted, turns, ELSEWHERE))).lower()
    for turn in turns:
        words = words.replace(turn.lower(), "")
    for secret in SECRETS:
        if not any(part in typed for part in (secret, "dec", "month after")):
            assert secret not in words, f"{secret} in {words}"


@pytest.mark.parametrize("turns", TURNS, ids=" > ".join)
def test_in_the_channel_it_is_as_if_free(desks: Desks, turns: list[str]) -> None:
    ask(desks.restricted, turns, None)
    reply, free = ask(desks.restricted, turns, ROOM), ask(desks.free, turns, None)
    assert said(reply) == said(free), f"{reply.text}\n\nwhere it is free:\n{free.text}"


OVERHEARD = [
    "zirconium stockpile Nov 2021?",
    "zircon heap?",
    "zirconuim stockpile Nov 2021?",
    "dragonglass trade Nov 2021?",
    "trade at Kulja yard Nov 2021?",
    "Xinjiang trade Nov 2021?",
]


@pytest.mark.parametrize("text", OVERHEARD)
def test_what_is_overheard_is_read_as_in_its_channel(desks: Desks, text: str) -> None:
    assert desks.restricted.is_about_figures(text, audience=ROOM)
    for channel in (None, ELSEWHERE):
        heard = desks.restricted.is_about_figures(text, audience=channel)
        assert heard == desks.absent.is_about_figures(text, audience=channel)


STORY = [
    "The zirconium stockpile in November 2021 was huge, a source says",
    "We saw dragonglass trade rise in November 2021.",
    "Trade with Germany rose; Xinjiang trade fell in November 2021.",
]


def test_what_a_message_mentions_is_read_as_in_its_channel(desks: Desks) -> None:
    inside = desks.restricted.mentioned_in(STORY, audience=ROOM)
    assert inside == desks.free.mentioned_in(STORY)
    said = ask(desks.restricted, [inside[0].mentions[0].text], ROOM)
    assert "54,321 tonnes" in said.text
    for channel in (None, ELSEWHERE):
        outside = desks.restricted.mentioned_in(STORY, audience=channel)
        assert outside == desks.absent.mentioned_in(STORY)


def test_not_even_a_unit_is_told_elsewhere(desks: Desks) -> None:
    for channel, units in ((ELSEWHERE, ["CNY"]), (ROOM, ["CNY", "USD"]), (None, ["CNY"])):
        with open_catalogue(desks.restricted.database, TODAY, audience=channel) as catalogue:
            (subject,) = catalogue.subjects(
                {"ref_area": ("CN-XJ",), "counterpart_area": ("W1",), "product": ("_T",)}
            )
            assert sorted(catalogue.level_units(subject)) == units


def test_the_table_would_show_a_leak(desks: Desks) -> None:
    """Each secret is in some reply of the channel, or the table says little."""
    inside = repr([said(ask(desks.restricted, turns, ROOM)) for turns in TURNS]).lower()
    missing = [secret for secret in SECRETS if secret not in inside and secret != "ms li"]
    assert not missing


def test_another_channel_sees_what_it_is_named_for(desks: Desks) -> None:
    """One is named for an indicator, the other for a release."""
    assert "54,321 tonnes" in ask(desks.restricted, ["zirconium stockpile"], SECOND_ROOM).text
    for text in ("Xinjiang trade December 2021", "dragonglass", "quixotic goats", "Xinjiang trade"):
        words = repr(said(ask(desks.restricted, [text], SECOND_ROOM))).replace(text, "")
        assert not any(secret in words for secret in ("77.13", "91.57", "43.7", "Sapphire")), words


def test_a_name_in_the_place_of_an_id_is_refused(tmp_path: Path) -> None:
    for row, words in (
        ({"SOURCE_ID": "autumn", "INDICATOR": "", "CHANNEL": "#markets"}, "not its name"),
        ({"SOURCE_ID": "", "INDICATOR": "", "CHANNEL": ROOM}, "fill in SOURCE_ID, INDICATOR"),
        ({"SOURCE_ID": "spring", "INDICATOR": "", "CHANNEL": ROOM}, "spring"),
        ({"SOURCE_ID": "autumn", "INDICATOR": "NOSUCH", "CHANNEL": ROOM}, "NOSUCH"),
    ):
        room = Newsroom(tmp_path)
        room.release("autumn", "2021-12-20")
        room.says("autumn", "10.2", "2021-08")
        room.has("audiences", row)
        with pytest.raises(RowsRefused, match=words):
            room.desk()


def test_an_export_says_for_which_channels(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "room", "restricted")
    export_packages(room.database, tmp_path / "export")
    loaded(tmp_path / "again.db", tmp_path / "export")
    told, asked = Desk(tmp_path / "again.db", today=lambda: TODAY), ["Xinjiang trade Dec 2021"]
    assert "77.13" in ask(told, asked, ROOM).text
    assert "77.13" not in ask(told, asked, ELSEWHERE).text


def test_a_channel_that_is_named_later_and_taken_back(tmp_path: Path) -> None:
    """A running desk sees the change, whichever way; a dry run changes nothing."""
    room = newsroom(tmp_path, "restricted")
    desk, asked = Desk(room.database, today=lambda: TODAY), ["Xinjiang trade Dec 2021"]
    assert "77.13" not in ask(desk, asked, ELSEWHERE).text
    row = {"SOURCE_ID": "winter", "INDICATOR": "TRADE", "CHANNEL": ELSEWHERE}
    made = tmp_path / "made" / "audiences.csv"
    with made.open("a", encoding="utf-8") as stream:
        stream.write(",".join(row.values()) + "\n")
    loaded(room.database, made.parent, dry_run=True)
    assert "77.13" not in ask(desk, asked, ELSEWHERE).text
    loaded(room.database, made.parent)
    assert "77.13" in ask(desk, asked, ELSEWHERE).text
    newest = batches(room.database)[0].id
    undo(room.database, newest, now=NOW, who="tests")
    assert "77.13" not in ask(desk, asked, ELSEWHERE).text
    assert "77.13" in ask(desk, asked, ROOM).text
