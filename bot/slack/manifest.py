"""The app's manifest: what Slack is told when the app is created from one pasted file.

``manifest.json`` at the root of the repository is ``for_socket_mode()``, written
out. The scopes are the least that the listeners and the outbox need:

    app_mentions:read   the event app_mention
    chat:write          chat.postMessage, chat.postEphemeral, chat.delete
    commands            the slash command and the shortcuts
    files:write         files.getUploadURLExternal, files.completeUploadExternal
    im:history          the event message.im

and, where a workspace grants them, for plain replies in a thread the bot has answered in:

    channels:history    the event message.channels
    groups:history      the event message.groups

The Home tab and the window need none.

Lengths and keys follow Slack's published schema of manifests.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

__all__ = [
    "COMMAND",
    "EVENTS",
    "HERE",
    "OPTIONAL",
    "SCOPES",
    "WINDOW",
    "ManifestError",
    "for_http",
    "for_socket_mode",
    "written",
]

Manifest = dict[str, Any]

COMMAND = "/figures"
EVENTS = "/slack/events"
"""The path at which Slack delivers everything."""

SCOPES: tuple[str, ...] = (
    "app_mentions:read",
    "chat:write",
    "commands",
    "files:write",
    "im:history",
)
OPTIONAL = ("channels:history", "groups:history")
BOT_EVENTS = (
    *("app_home_opened", "app_mention"),
    *("message.channels", "message.groups", "message.im"),
)

WINDOW, HERE = "look_up", "look_up_here"
"""Callback ids of the shortcut that opens the window, and of that of a message."""

_LONG_DESCRIPTION = (
    "Ask for an official figure in your own words and get it at a glance: the number with its "
    "unit and period, how it compares, what to be careful about, and the source with its date. "
    "Every number is either printed by a publisher or computed, and the reply says which. "
    "What is not on file is never guessed.\n\n"
    f"*{COMMAND} Xinjiang trade Nov* answers you alone, with a button that shares the answer. "
    "Mention the bot in a channel and it answers in the thread, where follow-up questions go on "
    "from what was asked. Or write to it directly. The shortcut *Look up a figure* "
    "chooses from lists of what is on file; *Look up figures here* reads a message. "
    "The *Home* tab shows what is new."
)


class ManifestError(ValueError):
    """The manifest cannot be made; the message is the whole sentence to show."""


def for_socket_mode() -> Manifest:
    """The manifest of a bot that connects to Slack by itself."""
    return {
        "display_information": {
            "name": "Figures",
            "description": "Official figures on deadline: the number, how it compares, the source",
            "long_description": _LONG_DESCRIPTION,
            "background_color": "#1d3d4f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "shortcuts": [
                {
                    "name": "Look up a figure",
                    "type": "global",
                    "callback_id": WINDOW,
                    "description": "Choose an area, a measure and a period; see it and send it",
                },
                {
                    "name": "Look up figures here",
                    "type": "message",
                    "callback_id": HERE,
                    "description": "The official figures a message mentions, for you alone",
                },
            ],
            "bot_user": {"display_name": "figures", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Ask for an official figure; the answer is for you alone",
                    "usage_hint": "Xinjiang trade Nov",
                    "should_escape": False,
                }
            ],
        },
        "oauth_config": {
            "scopes": {"bot": sorted((*SCOPES, *OPTIONAL)), "bot_optional": list(OPTIONAL)}
        },
        "settings": {
            "event_subscriptions": {"bot_events": list(BOT_EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def for_http(url: str) -> Manifest:
    """The manifest of a bot that Slack reaches at its public address.

    ``url`` is where the bot is served, with or without the path that Slack calls.
    Raises ManifestError.
    """
    address = _address(url)
    manifest = for_socket_mode()
    manifest["settings"]["socket_mode_enabled"] = False
    manifest["settings"]["event_subscriptions"]["request_url"] = address
    manifest["settings"]["interactivity"]["request_url"] = address
    manifest["settings"]["interactivity"]["message_menu_options_url"] = address
    for command in manifest["features"]["slash_commands"]:
        command["url"] = address
    return manifest


def written(manifest: Manifest) -> str:
    """As a file to paste."""
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def _address(url: str) -> str:
    text = url.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _unusable(url) from None
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or port == 0:
        raise _unusable(url)
    if parts.query or parts.fragment or not text.isascii() or any(c.isspace() for c in text):
        raise _unusable(url)
    return parts._replace(path=parts.path.rstrip("/").removesuffix(EVENTS) + EVENTS).geturl()


def _unusable(url: str) -> ManifestError:
    return ManifestError(
        f"{url} is no address that Slack can call: give the bot's public address, "
        "as https://figures.example.org"
    )
