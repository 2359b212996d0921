"""The Home tab: what it shows, and that what is pressed in it is answered in person."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from bot import __version__
from bot.desk import Desk
from bot.reply.check_views import view_problems
from tests.slack.conftest import Bot, over_http
from tests.support.slack import REPORTER, Json, Slack, direct, home_opened, press_home
from tests.support.snapshots import BLOCKS, same_json


def opened(bot: Bot) -> Json:
    bot.deliver(home_opened())
    bot.slack.until(lambda: REPORTER in bot.slack.homes, "a Home tab")
    return bot.slack.homes[REPORTER]


def said(view: Json) -> str:
    return json.dumps(view, ensure_ascii=False)


def buttons(view: Json) -> list[Json]:
    return [e for b in view["blocks"] if b["type"] == "actions" for e in b["elements"]]


def test_it_shows_what_is_on_file_what_is_new_and_how_the_figures_are(bot: Bot) -> None:
    view = opened(bot)
    assert view_problems(view) == []
    for words in (
        "Xinjiang imports and exports: *November 2021*",
        "27 December 2021: Urumqi Customs",
        "Figures last loaded on 2 January 2026",
        "contradict",
        f"version {__version__}",
        "/figures",
    ):
        assert words in said(view), f"the Home tab lacks {words!r}"


def test_the_home_tab_as_slack_gets_it(
    slack: Slack, databases: dict[str, Path], tmp_path: Path
) -> None:
    desk = Desk(databases["default"], today=lambda: date(2026, 1, 3))
    with over_http(slack, desk, tmp_path) as (_, bot):
        view = json.loads(said(opened(bot)).replace(f"version {__version__}", "version 0"))
    same_json(BLOCKS / "home.json", view)


def test_an_example_is_answered_in_the_direct_message_which_goes_on_from_it(bot: Bot) -> None:
    example = buttons(opened(bot))[0]
    answer = bot.ask(press_home(example))
    assert (answer.channel, answer.is_private) == (REPORTER, False)
    assert "137.66 billion yuan" in answer.text
    assert "62.33 billion yuan" in bot.ask(direct("with Kazakhstan?")).text


def test_every_example_is_answered(bot: Bot) -> None:
    for example in buttons(opened(bot)):
        answer = bot.ask(press_home(example))
        assert "cannot read" not in answer.text, example["value"]


def test_the_messages_beside_it_publish_nothing(bot: Bot) -> None:
    bot.deliver(home_opened(tab="messages"))
    bot.slack.settle(0.3)
    assert not bot.slack.homes


def test_without_figures_it_says_so(slack: Slack, tmp_path: Path) -> None:
    with over_http(slack, Desk(tmp_path / "none.db"), tmp_path) as (_, bot):
        view = opened(bot)
    assert "I cannot get at my figures just now" in said(view)
    assert str(tmp_path) not in said(view)
