"""The window to look up a figure: only what exists, seen before it is sent."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.desk import Desk
from bot.reply.check_views import options_problems, view_problems
from bot.slack.app import build_app, take_up
from bot.slack.inbox import Inbox
from bot.slack.work import Work
from bot.store.state import State, Waiting
from bot.store.undoing import undo
from tests.slack.conftest import Bot, now, over_http, settings
from tests.store.packages import NOW, TODAY, loaded, package, source, stated
from tests.support.slack import (
    ELSEWHERE,
    NEWSROOM,
    REPORTER,
    Json,
    Slack,
    chosen,
    direct,
    mention,
    shortcut,
    submitted,
    typed,
)
from tests.support.snapshots import BLOCKS, same_json


class Window:
    """A window as somebody fills it in."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.values: Json = {}
        bot.deliver(shortcut())
        bot.slack.until(lambda: bool(bot.slack.windows), "a window")

    @property
    def view(self) -> Json:
        (view,) = self.bot.slack.windows.values()
        return view

    def block(self, action_id: str) -> Json:
        found = [b for b in self.view["blocks"] if b["type"] == "input"]
        return next(b for b in found if b["element"]["action_id"] == action_id)

    def has(self, action_id: str) -> bool:
        inputs = [b for b in self.view["blocks"] if b["type"] == "input"]
        return any(b["element"]["action_id"] == action_id for b in inputs)

    def options(self, action_id: str, text: str = "") -> list[Json]:
        told = self.bot.answered(typed(self.view, self.block(action_id), text))
        assert options_problems(told["options"]) == []
        found: list[Json] = told["options"]
        return found

    def set(self, action_id: str, value: Any) -> None:
        block, before = self.block(action_id), self.view["hash"]
        self.values.setdefault(block["block_id"], {})[action_id] = value
        # Slack keeps what stands in the window only.
        ids = {b.get("block_id") for b in self.view["blocks"]}
        self.values = {k: v for k, v in self.values.items() if k in ids}
        self.bot.deliver(chosen(self.view, self.values, block))
        self.bot.slack.until(lambda: self.view["hash"] != before, "the window to change")
        assert view_problems({k: v for k, v in self.view.items() if k not in ("id", "hash")}) == []

    def choose(self, action_id: str, text: str) -> str:
        option = self.options(action_id, text)[0]
        self.set(action_id, {"type": "external_select", "selected_option": option})
        return str(option["text"]["text"])

    def send_to(self, channel: str) -> None:
        where = self.block("where")["element"]["options"][1]
        self.set("where", {"type": "radio_buttons", "selected_option": where})
        block = self.block("channel")
        self.values[block["block_id"]] = {"channel": {"selected_conversation": channel}}

    @property
    def shown(self) -> str:
        return json.dumps(self.view["blocks"], ensure_ascii=False)


def filled(bot: Bot, period: str = "nov 2021") -> Window:
    window = Window(bot)
    window.choose("area", "xinj")
    window.choose("measure", "imports and exports")
    window.choose("period", period)
    return window


def test_each_list_has_what_exists_and_opens_the_next(bot: Bot) -> None:
    window = Window(bot)
    assert not window.has("measure"), "nothing is measured of no area"
    assert window.choose("area", "xinj") == "Xinjiang"
    measures = [o["text"]["text"] for o in window.options("measure")]
    assert measures[0] == "Imports and exports"
    assert "Exports to the EU, coverage not stated" in measures
    assert window.options("measure", "kazakh polysilicon") == []
    window.choose("measure", "kazakh")
    assert window.options("period")[0]["text"]["text"] == "January–November 2021"
    window.choose("period", "")
    assert "62.33 billion yuan" in window.shown, "no preview"


@pytest.mark.parametrize("typed_text", ["", "x", "%", "_", "\\", "'; DROP TABLE series", "<!x>"])
def test_whatever_is_typed_gets_options_that_slack_takes(bot: Bot, typed_text: str) -> None:
    window = Window(bot)
    for option in window.options("area", typed_text):
        assert typed_text.casefold() in option["text"]["text"].casefold() or typed_text == "x"
    window.choose("area", "xinj")
    window.options("measure", typed_text)


def test_another_area_begins_anew(bot: Bot) -> None:
    window = filled(bot)
    assert "16.03 billion yuan" in window.shown
    window.choose("area", "china")
    assert not window.has("period")
    assert not window.has("where")
    assert "16.03" not in window.shown


@pytest.mark.parametrize("late", [False, True])
def test_of_two_choices_made_at_once_the_window_is_as_the_newest_says(bot: Bot, late: bool) -> None:
    """Both were made in the window as it was before either was answered, and may come late."""
    window = Window(bot)
    area, seen = window.block("area"), window.view
    xinjiang, china = (window.options("area", name)[0] for name in ("xinjiang", "china"))
    made = []
    for option in (xinjiang, china):
        values = {"area": {"area": {"type": "external_select", "selected_option": option}}}
        made.append(chosen(seen, values, area))
    before = len(bot.slack.calls)
    for payload in reversed(made) if late else made:
        bot.deliver(payload)
        bot.slack.settle()
    assert "views.update" in [way for way, _ in bot.slack.calls[before:]]
    assert [b["block_id"] for b in window.view["blocks"]] == ["area", f"measure:{china['value']}"]


def test_the_window_as_slack_gets_it(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    desk = Desk(databases["default"], today=lambda: date(2026, 1, 3))
    with over_http(slack, desk, tmp_path) as (_, bot):
        view = {k: v for k, v in filled(bot).view.items() if k not in ("id", "hash")}
    same_json(BLOCKS / "window.json", view)


def test_it_is_sent_to_oneself_and_the_conversation_goes_on_from_it(bot: Bot) -> None:
    window = filled(bot)
    sent = bot.ask(submitted(bot.slack, window.view, window.values))
    assert (sent.channel, sent.is_private) == (REPORTER, False)
    assert "16.03 billion yuan" in sent.text
    bot.slack.settle()  # nobody asks on within the moment that it takes to remember
    assert "137.66 billion yuan" in bot.ask(direct("and YTD?")).text


def test_it_is_posted_to_a_channel_with_the_name_of_who_sent_it(bot: Bot) -> None:
    window = filled(bot)
    window.send_to(NEWSROOM)
    sent = bot.ask(submitted(bot.slack, window.view, window.values, NEWSROOM))
    assert (sent.channel, sent.thread, sent.is_private) == (NEWSROOM, None, False)
    assert f"Shared by <@{REPORTER}>" in sent.text
    bot.slack.settle()  # nobody asks on within the moment that it takes to remember
    assert "137.66 billion yuan" in bot.ask(mention("and YTD?", thread_ts=sent.ts)).text


def test_a_channel_the_bot_is_not_in_is_reached_by_the_address_that_came_with_it(bot: Bot) -> None:
    window = filled(bot)
    window.send_to(ELSEWHERE)
    sent = bot.ask(submitted(bot.slack, window.view, window.values, ELSEWHERE))
    assert (sent.way, sent.channel, sent.is_private) == ("response_url", ELSEWHERE, False)
    assert "16.03 billion yuan" in sent.text


def test_where_even_that_fails_the_sender_hears_why(bot: Bot) -> None:
    window = filled(bot)
    window.send_to(ELSEWHERE)
    told = bot.ask(submitted(bot.slack, window.view, window.values))
    assert told.channel == REPORTER
    assert f"Invite me to <#{ELSEWHERE}> first" in told.text


def test_a_window_sent_twice_is_posted_once(bot: Bot) -> None:
    window = filled(bot)
    sent = submitted(bot.slack, window.view, window.values)
    bot.deliver(sent)
    bot.deliver(sent)
    assert len(bot.slack.settle()) == 1


def test_sent_again_as_slack_got_no_acknowledgement_in_time_it_is_posted_once(bot: Bot) -> None:
    window = filled(bot)
    window.send_to(NEWSROOM)
    for _ in range(2):
        bot.deliver(submitted(bot.slack, window.view, window.values, NEWSROOM))
    assert [message.channel for message in bot.slack.settle(0.6)] == [NEWSROOM]
    # Another one is another.
    block = window.block("channel")
    window.values[block["block_id"]] = {"channel": {"selected_conversation": ELSEWHERE}}
    bot.slack.joined.add(ELSEWHERE)
    sent = bot.ask(submitted(bot.slack, window.view, window.values, ELSEWHERE))
    assert sent.channel == ELSEWHERE


# where the figures change while the window is open

BY_PARTNER = {"TIME_PERIOD": "2021-11", "ACCUMULATION": "YTD"}


def partners(folder: Path, name: str, *said: tuple[str, str]) -> Path:
    """A package with Xinjiang's trade with some countries, in billions of yuan."""
    rows = [
        stated(f"{name}{n}", value, SOURCE_ID=name, COUNTERPART_AREA=country, **BY_PARTNER)
        for n, (country, value) in enumerate(said)
    ]
    return package(folder / name, sources=[source(name, "2021-12-27")], statements=rows)


def reloaded(database: Path, folder: Path, *said: tuple[str, str]) -> None:
    """The newest load is taken back, and others' figures are loaded."""
    with closing(sqlite3.connect(database)) as connection:
        (newest,) = connection.execute("SELECT max(id) FROM loads").fetchone()
    undo(database, newest, now=NOW, who="tests")
    loaded(database, partners(folder, "other", *said))


@pytest.fixture
def traded(slack: Slack, tmp_path: Path) -> Iterator[tuple[Bot, Path]]:
    database = tmp_path / "figures.db"
    loaded(database, partners(tmp_path, "all", ("W1", "500")))
    loaded(database, partners(tmp_path, "some", ("DE", "5.5"), ("JP", "6.6"), ("FR", "7.7")))
    with over_http(slack, Desk(database, today=lambda: TODAY), tmp_path) as (_, bot):
        yield bot, database


def filled_with_germany(bot: Bot) -> Window:
    window = Window(bot)
    window.choose("area", "xinj")
    assert window.choose("measure", "germany") == "Trade with Germany"
    window.choose("period", "")
    assert "5.5 billion yuan" in window.shown
    return window


def test_what_is_no_longer_what_was_chosen_is_not_sent_but_chosen_again(
    traded: tuple[Bot, Path], tmp_path: Path
) -> None:
    bot, database = traded
    window = filled_with_germany(bot)
    reloaded(database, tmp_path, ("US", "8.8"), ("KR", "9.9"))
    told = bot.answered(submitted(bot.slack, window.view, window.values))
    assert told["response_action"] == "update"
    assert view_problems(told["view"]) == []
    shown = json.dumps(told["view"], ensure_ascii=False)
    assert "The figures have changed meanwhile" in shown
    assert "choose again what is measured" in shown
    for number in ("5.5", "8.8", "9.9"):
        assert number not in shown
    assert bot.slack.settle() == []
    # Chosen again, it is shown and sent.
    window.choose("measure", "us")
    window.choose("period", "")
    sent = bot.ask(submitted(bot.slack, window.view, window.values))
    assert "8.8 billion yuan" in sent.text


def test_a_period_chosen_after_that_says_so_as_well(
    traded: tuple[Bot, Path], tmp_path: Path
) -> None:
    bot, database = traded
    window = Window(bot)
    window.choose("area", "xinj")
    window.choose("measure", "germany")
    reloaded(database, tmp_path, ("US", "8.8"), ("KR", "9.9"))
    window.choose("period", "")
    assert "The figures have changed meanwhile" in window.shown
    assert "8.8" not in window.shown
    assert not window.has("where")


def test_another_areas_measure_of_the_same_name_is_not_what_was_chosen(
    slack: Slack, tmp_path: Path
) -> None:
    database = tmp_path / "figures.db"
    loaded(database, partners(tmp_path, "all", ("DE", "5.5")))
    row = {**BY_PARTNER, "COUNTERPART_AREA": "W1"}
    for name, area, value in (("some", "CN-XJ", "500"), ("other", "CN", "900")):
        rows = [stated(name, value, SOURCE_ID=name, REF_AREA=area, **row)]
        package(tmp_path / name, sources=[source(name, "2021-12-27")], statements=rows)
    loaded(database, tmp_path / "some")
    with over_http(slack, Desk(database, today=lambda: TODAY), tmp_path) as (_, bot):
        window = Window(bot)
        window.choose("area", "xinj")
        assert window.choose("measure", "imports and exports") == "Imports and exports"
        window.choose("period", "")
        with closing(sqlite3.connect(database)) as connection:
            (newest,) = connection.execute("SELECT max(id) FROM loads").fetchone()
        undo(database, newest, now=NOW, who="tests")
        loaded(database, tmp_path / "other")
        told = bot.answered(submitted(slack, window.view, window.values))
        assert "choose again what is measured" in json.dumps(told)
        assert "900" not in json.dumps(told)


def test_a_figure_that_was_corrected_meanwhile_is_shown_before_it_is_sent(
    traded: tuple[Bot, Path], tmp_path: Path
) -> None:
    bot, database = traded
    window = filled_with_germany(bot)
    window.send_to(NEWSROOM)
    loaded(database, partners(tmp_path, "some", ("DE", "4.4"), ("JP", "6.6"), ("FR", "7.7")))
    told = bot.answered(submitted(bot.slack, window.view, window.values, NEWSROOM))
    shown = json.dumps(told["view"], ensure_ascii=False)
    assert "This is what would be sent now" in shown
    assert "4.4 billion yuan" in shown
    assert bot.slack.settle() == []
    anew = {**window.view, **told["view"], "hash": "h-anew"}
    sent = bot.ask(submitted(bot.slack, anew, window.values, NEWSROOM))
    assert (sent.channel, "4.4 billion yuan" in sent.text) == (NEWSROOM, True)


def test_what_was_sent_and_waits_through_a_restart_is_not_sent_as_something_else(
    traded: tuple[Bot, Path], tmp_path: Path
) -> None:
    bot, database = traded
    window = filled_with_germany(bot)
    sent = submitted(bot.slack, window.view, window.values)
    reloaded(database, tmp_path, ("US", "8.8"), ("KR", "9.9"))
    complete = settings(bot.slack, tmp_path).for_http()
    state, work = State(tmp_path / "next.db"), Work()
    inbox = Inbox(state, now)
    app = build_app(complete, Desk(database, today=lambda: TODAY), state, now, work, inbox)
    take_up(app, inbox, Waiting("window:1", json.dumps(sent), 1))
    assert work.finish(20) == 0
    state.close()
    (told,) = bot.slack.settle()
    assert told.channel == REPORTER
    assert "The figures have changed since you looked this up, so I have sent nothing" in told.text


def test_what_is_not_chosen_yet_cannot_be_sent_and_it_says_what_to_do(bot: Bot) -> None:
    window = Window(bot)
    window.choose("area", "xinj")
    told = bot.answered(submitted(bot.slack, window.view, window.values))
    assert told["response_action"] == "errors"
    assert "then a period" in next(iter(told["errors"].values()))
    assert bot.slack.settle(0.2) == []


def test_a_shortcut_too_old_to_open_is_told_in_a_direct_message(bot: Bot) -> None:
    late = shortcut()
    bot.slack.expire(late["trigger_id"])
    told = bot.ask(late)
    assert told.channel == REPORTER
    assert "did not open in time" in told.text
    assert "/figures" in told.text, "how to ask otherwise"


def test_without_figures_it_offers_nothing_and_does_not_break(slack: Slack, tmp_path: Path) -> None:
    with over_http(slack, Desk(tmp_path / "none.db"), tmp_path) as (_, bot):
        assert Window(bot).options("area", "x") == []
