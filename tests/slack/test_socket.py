"""Socket Mode over a real WebSocket: connecting, reconnecting, and leaving without loss."""

from __future__ import annotations

import threading
from pathlib import Path

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
