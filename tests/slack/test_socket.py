"""Socket Mode over a real WebSocket: connecting, reconnecting, and leaving without loss."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.slack.conftest import over_socket
from tests.support.slack import Slack, mention

SAID = "16.03 billion yuan"


def test_it_asks_the_stand_in_for_its_address_too(slack: Slack, desk: Desk, tmp_path: Path) -> None:
    with over_socket(slack, desk, tmp_path):
        slack.connected()
    assert "apps.connections.open" in [way for way, _ in slack.calls]


def test_every_kind_of_envelope_is_acknowledged_at_once(
    slack: Slack, desk: Desk, tmp_path: Path
) -> None:
    with over_socket(slack, desk, tmp_path) as (_, bot):
        for number in range(20):
            took = bot.deliver(mention(f"Xinjiang trade Nov {2000 + number}"))
            assert took < 3, f"Slack gives up after 3 seconds; this took {took:.1f}"


def test_a_question_of_forty_thousand_characters_comes_through(
    slack: Slack, desk: Desk, tmp_path: Path
) -> None:
    with over_socket(slack, desk, tmp_path) as (_, bot):
        assert bot.ask(mention("\U0001f682" * 20_000)).text


def test_slack_may_refresh_the_connection(slack: Slack, desk: Desk, tmp_path: Path) -> None:
    with over_socket(slack, desk, tmp_path) as (_, bot):
        slack.connected()
        slack.send({"type": "disconnect", "reason": "refresh_requested"})
        slack.connected(2)
        assert SAID in bot.ask(mention("Xinjiang trade Nov")).text


def test_a_connection_that_breaks_is_made_again(slack: Slack, desk: Desk, tmp_path: Path) -> None:
    with over_socket(slack, desk, tmp_path) as (_, bot):
        slack.connected()
        slack.connections[0].close()
        slack.connected(2, seconds=30)
        assert SAID in bot.ask(mention("Xinjiang trade Nov")).text


def test_it_is_back_within_moments_of_slack_and_the_log_says_both_once(
    slack: Slack, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with over_socket(slack, desk, tmp_path) as (_, bot):
        slack.connected()
        caplog.clear()
        slack.shut_socket()
        time.sleep(5)
        slack.open_socket()
        back = time.monotonic()
        slack.connected(2)
        assert time.monotonic() - back < 6, "it waited long for its next try"
        assert SAID in bot.ask(mention("Xinjiang trade Nov")).text
    ours = [record for record in caplog.records if not record.name.startswith("websockets")]
    said = [record.getMessage() for record in ours if record.levelno >= logging.INFO]
    told = [text.split()[0] for text in said if "connect" in text]
    assert told == ["event=disconnected", "event=not_connected", "event=connected"]


def test_a_refreshed_connection_is_no_interruption(
    slack: Slack, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with over_socket(slack, desk, tmp_path):
        slack.connected()
        slack.send({"type": "disconnect", "reason": "warning"})
        slack.connected(2)
        took = slack.deliver("events_api", mention("Xinjiang trade Nov"))
        assert took < 1, f"the new connection was not read for {took:.1f} s"
        time.sleep(0.5)
    assert "event=connection_renewed" in caplog.text
    assert "disconnected" not in caplog.text


def test_where_slack_takes_each_connection_away_it_is_not_called_without_end(
    slack: Slack, desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As where Socket Mode is switched off for the app; back on, the bot is back."""
    caplog.set_level(logging.INFO)
    with over_socket(slack, desk, tmp_path) as (_, bot):
        for number in range(1, 4):
            slack.connected(number)
            slack.send({"type": "disconnect", "reason": "link_disabled"})
            began = time.monotonic()
        slack.connected(4)
        assert time.monotonic() - began > 1.5, "Slack is called again and again"
        assert SAID in bot.ask(mention("Xinjiang trade Nov")).text
    assert "event=disconnected mode=socket because=link_disabled" in caplog.text
    assert "turn Socket Mode on, on the app's page under Settings > Socket Mode" in caplog.text


def test_an_envelope_delivered_again_after_a_break_is_answered_once(
    slack: Slack, desk: Desk, tmp_path: Path
) -> None:
    asked = mention("Xinjiang trade Nov")
    with over_socket(slack, desk, tmp_path) as (_, bot):
        bot.deliver(asked)
        slack.send({"type": "disconnect", "reason": "refresh_requested"})
        slack.connected(2)
        bot.deliver(asked)
        assert len(slack.settle()) == 1


def test_leaving_it_takes_nothing_more_in_and_the_next_one_answers(
    slack: Slack, desk: Desk, tmp_path: Path
) -> None:
    asked = mention("Xinjiang trade Nov")
    with over_socket(slack, desk, tmp_path) as (connection, _):
        slack.connected()
        leaving = threading.Thread(target=connection.leave)
        leaving.start()
        leaving.join()
    assert slack.messages == []
    with over_socket(slack, desk, tmp_path) as (_, bot):
        slack.connected(2)
        assert SAID in bot.ask(asked).text


def test_what_was_acknowledged_is_answered_before_the_end(
    slack: Slack, desk: Desk, tmp_path: Path
) -> None:
    slack.limit("chat.postMessage", times=3)
    with over_socket(slack, desk, tmp_path) as (_, bot):
        bot.deliver(mention("Xinjiang trade Nov"))
    assert [SAID in message.text for message in slack.messages] == [True]
