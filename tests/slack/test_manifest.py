"""The manifest asks Slack for what the code uses, no more and no less."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.slack import app, manifest
from bot.slack.manifest import ManifestError, for_http, for_socket_mode
from tests.conftest import ROOT
from tests.slack.conftest import Bot
from tests.support.slack import command, direct, mention, press

EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}
METHOD_SCOPES = {
    "auth_test": None,
    "chat_delete": "chat:write",
    "chat_postEphemeral": "chat:write",
    "chat_postMessage": "chat:write",
    "files_upload_v2": "files:write",
    "views_open": None,
    "views_publish": None,
    "views_update": None,
}
LISTENS = {
    "command": "features.slash_commands",
    "event": "settings.event_subscriptions.bot_events",
    "action": "settings.interactivity",
    "view": "settings.interactivity",
    "options": "settings.interactivity",
    "global_shortcut": "features.shortcuts",
    "message_shortcut": "features.shortcuts",
}
"""Where the manifest asks for what a listener of each kind hears."""
KEYS = {
    "": {"display_information", "features", "oauth_config", "settings"},
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"app_home", "bot_user", "shortcuts", "slash_commands"},
    "features.shortcuts.0": {"name", "type", "callback_id", "description"},
    "features.shortcuts.1": {"name", "type", "callback_id", "description"},
    "features.app_home": {
        "home_tab_enabled",
        "messages_tab_enabled",
        "messages_tab_read_only_enabled",
    },
    "features.bot_user": {"display_name", "always_online"},
    "oauth_config": {"scopes"},
    "oauth_config.scopes": {"bot", "bot_optional"},
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
    "features.shortcuts.0.name": (1, 24),
    "features.shortcuts.0.callback_id": (1, 255),
    "features.shortcuts.0.description": (1, 150),
    "features.shortcuts.1.name": (1, 24),
    "features.shortcuts.1.callback_id": (1, 255),
    "features.shortcuts.1.description": (1, 150),
    "features.slash_commands.0.command": (2, 32),
    "features.slash_commands.0.description": (1, 2000),
    "features.slash_commands.0.usage_hint": (1, 1000),
}
BOTH = [for_socket_mode(), for_http("https://figures.example.org")]


def at(found: Any, path: str) -> Any:
    for step in path.split(".") if path else []:
        found = found[int(step)] if step.isdecimal() else found[step]
    return found


def calls(of: str) -> dict[str, list[ast.Call]]:
    """Every call in the code of the Slack side of a method of ``of``, by the method's name."""
    found: dict[str, list[ast.Call]] = {}
    for file in sorted((ROOT / "bot" / "slack").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if ast.unparse(node.func.value).split(".")[-1].lstrip("_") == of:
                found.setdefault(node.func.attr, []).append(node)
    return found


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
    called = {name for name in calls("client") if hasattr(WebClient, name)}
    assert called == METHOD_SCOPES.keys(), "the code calls other methods than this test knows"
    events = asked["settings"]["event_subscriptions"]["bot_events"]
    needed = {EVENT_SCOPES[event] for event in events} | {METHOD_SCOPES[name] for name in called}
    needed |= {"commands"} if asked["features"]["slash_commands"] else set()
    assert set(asked["oauth_config"]["scopes"]["bot"]) == needed - {None}


def test_what_only_plain_replies_in_channels_need_can_be_declined() -> None:
    asked = for_socket_mode()
    optional = set(asked["oauth_config"]["scopes"]["bot_optional"])
    assert optional == {EVENT_SCOPES["message.channels"], EVENT_SCOPES["message.groups"]}
    assert optional < set(asked["oauth_config"]["scopes"]["bot"])


def heard(kind: str) -> set[str]:
    """What the listeners of a kind hear by a name; patterns that catch the rest aside."""
    first = [ast.unparse(call.args[0]) for call in calls("app")[kind]]
    names = {**vars(app), **vars(manifest)}
    values = [names.get(each, each.strip("'\"")) for each in first]
    return {value for value in values if isinstance(value, str)}


def test_events_are_those_that_a_listener_hears_and_no_others() -> None:
    events = for_socket_mode()["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in events} == heard("event")


def test_every_kind_of_listener_is_one_that_the_manifest_asks_for() -> None:
    listening = calls("app").keys() & {name for name in vars(App) if not name.startswith("_")}
    assert listening - {"use", "dispatch"} == LISTENS.keys()
    for path in LISTENS.values():
        assert at(for_socket_mode(), path), f"the manifest says nothing of {path}"
    assert for_socket_mode()["features"]["app_home"]["home_tab_enabled"]


def test_shortcuts_are_those_that_a_listener_hears_and_no_others() -> None:
    asked = for_socket_mode()["features"]["shortcuts"]
    for kind in ("global", "message"):
        named = {each["callback_id"] for each in asked if each["type"] == kind}
        assert named == heard(f"{kind}_shortcut"), kind


def test_the_one_command_is_heard() -> None:
    asked = for_socket_mode()["features"]["slash_commands"]
    assert {each["command"] for each in asked} == heard("command")


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
        made["settings"]["interactivity"]["message_menu_options_url"],
        *(each["url"] for each in made["features"]["slash_commands"]),
    ] == [called] * 4
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
