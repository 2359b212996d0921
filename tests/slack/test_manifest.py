"""The manifest asks Slack for what the code uses, no more and no less."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.slack import manifest
from bot.slack.manifest import ManifestError, for_http, for_socket_mode
from tests.conftest import ROOT
from tests.slack.conftest import Bot
from tests.support.slack import command, direct, mention, press

EVENT_SCOPES = {"app_mention": "app_mentions:read", "message.im": "im:history"}
METHOD_SCOPES = {
    "auth_test": None,
    "chat_postMessage": "chat:write",
    "chat_postEphemeral": "chat:write",
}
KEYS = {
    "": {"display_information", "features", "oauth_config", "settings"},
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"app_home", "bot_user", "slash_commands"},
    "features.app_home": {
        "home_tab_enabled",
        "messages_tab_enabled",
        "messages_tab_read_only_enabled",
    },
    "features.bot_user": {"display_name", "always_online"},
    "oauth_config": {"scopes"},
    "oauth_config.scopes": {"bot"},
    "settings": {
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    },
}
LENGTHS = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (175, 4000),
    "features.bot_user.display_name": (1, 80),
    "features.slash_commands.0.command": (2, 32),
    "features.slash_commands.0.description": (1, 2000),
    "features.slash_commands.0.usage_hint": (1, 1000),
}
BOTH = [for_socket_mode(), for_http("https://figures.example.org")]


def at(found: Any, path: str) -> Any:
    for step in path.split(".") if path else []:
        found = found[int(step)] if step.isdecimal() else found[step]
    return found


def source() -> str:
    return "\n".join(file.read_text() for file in sorted((ROOT / "bot" / "slack").glob("*.py")))


def test_the_file_to_paste_is_the_manifest_of_the_code() -> None:
    file = ROOT / "manifest.json"
    assert file.read_text(encoding="utf-8") == manifest.written(for_socket_mode())


@pytest.mark.parametrize("each", BOTH)
@pytest.mark.parametrize("path", KEYS)
def test_it_has_the_keys_that_slack_knows(each: dict[str, Any], path: str) -> None:
    assert set(at(each, path)) == KEYS[path]


@pytest.mark.parametrize("each", BOTH)
@pytest.mark.parametrize("path", LENGTHS)
def test_it_keeps_slacks_lengths(each: dict[str, Any], path: str) -> None:
    shortest, longest = LENGTHS[path]
    assert shortest <= len(at(each, path)) <= longest


def test_scopes_are_those_that_the_events_and_the_methods_need_and_no_others() -> None:
    asked = for_socket_mode()
    called = set(re.findall(r"client\.([a-z]+_[A-Za-z_]+)\(", source()))
    methods = {name for name in called if hasattr(WebClient, name)}
    assert methods == METHOD_SCOPES.keys(), "the code calls other methods than this test knows"
    events = asked["settings"]["event_subscriptions"]["bot_events"]
    needed = {EVENT_SCOPES[event] for event in events}
    needed |= {scope for method in methods if (scope := METHOD_SCOPES[method])}
    needed |= {"commands"} if asked["features"]["slash_commands"] else set()
    assert set(asked["oauth_config"]["scopes"]["bot"]) == needed


def test_events_are_those_that_a_listener_hears_and_no_others() -> None:
    heard = set(re.findall(r'app\.event\("(\w+)"\)', source()))
    events = for_socket_mode()["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in events} == heard


def test_whatever_it_subscribes_to_is_answered(bot: Bot) -> None:
    asked = for_socket_mode()
    name = asked["features"]["slash_commands"][0]["command"]
    private = bot.ask({**command(bot.slack, "Xinjiang trade Nov"), "command": name})
    for payload in (
        mention("Xinjiang trade Nov"),
        direct("Xinjiang trade Nov"),
        press(bot.slack, private.buttons("share")[0], private),
    ):
        assert "16.03 billion yuan" in bot.ask(payload).text
    assert asked["settings"]["interactivity"]["is_enabled"]
    assert asked["features"]["app_home"]["messages_tab_enabled"]
    assert not asked["features"]["app_home"]["messages_tab_read_only_enabled"]


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("https://figures.example.org", "https://figures.example.org/slack/events"),
        ("https://figures.example.org/", "https://figures.example.org/slack/events"),
        (" https://example.org:8443/desk ", "https://example.org:8443/desk/slack/events"),
        ("https://example.org/slack/events", "https://example.org/slack/events"),
    ],
)
def test_over_http_slack_is_told_where_to_call(given: str, called: str) -> None:
    made = for_http(given)
    assert made["settings"]["socket_mode_enabled"] is False
    assert [
        made["settings"]["event_subscriptions"]["request_url"],
        made["settings"]["interactivity"]["request_url"],
        *(each["url"] for each in made["features"]["slash_commands"]),
    ] == [called] * 3
    assert "url" not in json.dumps(for_socket_mode())


@pytest.mark.parametrize(
    "given",
    [
        *("", "figures.example.org", "http://figures.example.org", "https://", "ftp://x.org"),
        *("https://a b.org", "https://x.org:99999", "https://x.org:0", "https://user@x.org"),
        *("https://x.org/?a=b", "https://x.org/#a", "https://[::1", "https://bücher.example"),
    ],
)
def test_an_address_slack_cannot_call_is_refused_in_one_sentence(given: str) -> None:
    with pytest.raises(ManifestError) as refused:
        for_http(given)
    assert str(refused.value) == (
        f"{given} is no address that Slack can call: give the bot's public address, "
        "as https://figures.example.org"
    )


def test_env_example_names_what_can_be_set() -> None:
    from bot.settings import Settings

    example = Path(ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert named == {field.alias for field in Settings.model_fields.values()}
