"""What can be set, and what is said when it is set wrongly."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError
from tests.conftest import ROOT

BOT, APP, SECRET = "xoxb-1-2-madeup", "xapp-1-A2-3-madeup", "0123456789abcdef" * 2
WHOLE = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SECRET}
BOT_FOUND = (
    "the bot token begins with xoxb- and stands on your app's page under "
    "Features > OAuth & Permissions > Bot User OAuth Token"
)
APP_FOUND = (
    "the app-level token begins with xapp- and is made on your app's page under "
    "Settings > Basic Information > App-Level Tokens, with the scope connections:write"
)
SECRET_FOUND = (
    "the secret stands on your app's page under "
    "Settings > Basic Information > App Credentials > Signing Secret"
)
URL_FOUND = "leave it empty for Slack's own, https://slack.com/api/"
PORT_FOUND = "give the number of the port to listen on, 1 to 65535"
LEVEL_FOUND = "give DEBUG, INFO, WARNING or ERROR"
EXPIRES = "a token that expires (xoxe); turn token rotation off for the app"
NO_FILE = Path("no.env")


def read(**environment: str) -> Settings:
    return Settings.read(environment, NO_FILE)


def test_nothing_need_be_set() -> None:
    settings = read()
    assert (settings.database, settings.state) == (Path("figures.db"), Path("state.db"))
    assert settings.data == Path("data")
    assert (settings.port, settings.log_level) == (3000, "INFO")
    assert settings.api_url == "https://slack.com/api/"
    assert not settings.has_slack


def test_everything_can_be_set() -> None:
    settings = read(
        **WHOLE,
        SLACK_API_URL="http://localhost:4000/api",
        FIGURES_DATABASE="f.db",
        FIGURES_STATE="s.db",
        FIGURES_STYLE="AP",
        PORT="80",
        FIGURES_LOG_LEVEL="debug",
    )
    assert settings.has_slack
    assert settings.api_url == "http://localhost:4000/api/"
    assert (settings.port, settings.log_level, settings.style) == (80, "DEBUG", "ap")
    assert settings.for_socket_mode().app_token.get_secret_value() == APP
    assert settings.for_http().signing_secret.get_secret_value() == SECRET


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"# a remark\nSLACK_BOT_TOKEN={BOT}\nPORT='4000'\nSLACK_APP_TOKEN=\n")
    assert Settings.read({}, file).port == 4000
    both = Settings.read({"PORT": "5000", "SLACK_BOT_TOKEN": " xoxb-9 "}, file)
    assert both.port == 5000
    assert both.bot_token is not None
    assert both.bot_token.get_secret_value() == "xoxb-9"
    assert both.app_token is None


def test_a_blank_line_of_the_example_left_below_takes_nothing_back(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"SLACK_BOT_TOKEN={BOT}\n# as copied\nSLACK_BOT_TOKEN=\n")
    assert Settings.read({}, file).has_slack


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            f"SLACK_BOT_TOKN={BOT}",
            "SLACK_BOT_TOKN is no setting of the desk's; SLACK_BOT_TOKEN may be meant",
        ),
        (
            f"slack_app_token={APP}",
            "slack_app_token is no setting of the desk's; SLACK_APP_TOKEN may be meant",
        ),
        (
            "FIGURES_DATABSE=f.db",
            "FIGURES_DATABSE is no setting of the desk's; FIGURES_DATABASE may be meant",
        ),
        (
            f"SLCK_BOT_TOKEN={BOT}",
            "SLCK_BOT_TOKEN is no setting of the desk's; SLACK_BOT_TOKEN may be meant",
        ),
        (
            f"SLACK-BOT-TOKEN={BOT}",
            "SLACK-BOT-TOKEN is no setting of the desk's; SLACK_BOT_TOKEN may be meant",
        ),
        ("SLACK_CHANNEL=C1", "SLACK_CHANNEL is no setting of the desk's"),
        (f"SLACK_BOT_TOKEN {BOT}", "cannot be read: write NAME=value there"),
        (f"SLACK_BOT_TOKEN: {BOT}", "cannot be read: write NAME=value there"),
        (f'SLACK_BOT_TOKEN="{BOT}', "cannot be read: write NAME=value there"),
        (BOT, "cannot be read: write NAME=value there"),
        (f"SLACK_BOT_TOKEN:{BOT}=", "cannot be read: write NAME=value there"),
    ],
)
def test_a_line_that_sets_nothing_is_named(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"# a remark\n\n\n{line}\nPORT=4000\n")
    assert Settings.slips(file) == [f"{file}, line 4: {said}."]
    assert Settings.read({}, file).port == 4000


def test_the_example_and_what_is_other_programs_are_no_slips(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    file.write_text(f"\ufeff{example}\nexport PORT=80\nDATABASE_URL=x\nSPORT=1\n# SLACK_X=1\n")
    assert Settings.slips(file) == []
    assert Settings.slips(NO_FILE) == []


@pytest.mark.parametrize("unlike", ["0123456789abcdef", SECRET.upper(), "b" * 24, f"{SECRET}0"])
def test_a_secret_unlike_slacks_is_doubted_and_taken(unlike: str) -> None:
    settings = read(SLACK_BOT_TOKEN=BOT, SLACK_SIGNING_SECRET=unlike)
    assert settings.doubts() == {
        "SLACK_SIGNING_SECRET": "not 32 of 0-9 and a-f, as Slack's have been so far"
    }
    assert settings.for_http().signing_secret.get_secret_value() == unlike


def test_a_secret_as_slack_shows_it_is_not_doubted() -> None:
    assert read(**WHOLE).doubts() == {}
    assert read().doubts() == {}


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read: it is not UTF-8"):
        Settings.read({}, file)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        (
            {"SLACK_BOT_TOKEN": APP},
            f"SLACK_BOT_TOKEN holds an app-level token (xapp-) ({BOT_FOUND})",
        ),
        ({"SLACK_APP_TOKEN": BOT}, f"SLACK_APP_TOKEN holds a bot token (xoxb-) ({APP_FOUND})"),
        (
            {"SLACK_BOT_TOKEN": "xoxp-1"},
            f"SLACK_BOT_TOKEN holds a user token (xoxp-) ({BOT_FOUND})",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxe.xoxb-1"},
            f"SLACK_BOT_TOKEN holds {EXPIRES} ({BOT_FOUND})",
        ),
        ({"SLACK_BOT_TOKEN": "hello"}, f"SLACK_BOT_TOKEN does not begin with xoxb- ({BOT_FOUND})"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1 2"},
            f"SLACK_BOT_TOKEN is no whole token (letters, digits and hyphens) ({BOT_FOUND})",
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-"},
            f"SLACK_BOT_TOKEN is no whole token (letters, digits and hyphens) ({BOT_FOUND})",
        ),
        ({"SLACK_SIGNING_SECRET": BOT}, f"SLACK_SIGNING_SECRET holds a token ({SECRET_FOUND})"),
        ({"SLACK_SIGNING_SECRET": APP}, f"SLACK_SIGNING_SECRET holds a token ({SECRET_FOUND})"),
        (
            {"SLACK_SIGNING_SECRET": "two words"},
            f"SLACK_SIGNING_SECRET is no secret (one word of letters and digits) ({SECRET_FOUND})",
        ),
        (
            {"SLACK_API_URL": "slack.example.org"},
            f"SLACK_API_URL is no address that begins with http:// or https:// ({URL_FOUND})",
        ),
        (
            {"PORT": "http"},
            f"PORT is no port ({PORT_FOUND})",
        ),
        ({"PORT": "0"}, f"PORT is no port ({PORT_FOUND})"),
        (
            {"FIGURES_STYLE": "nyt"},
            "FIGURES_STYLE is no house style (give ons or ap)",
        ),
        (
            {"FIGURES_LOG_LEVEL": "LOUD"},
            f"FIGURES_LOG_LEVEL is no level ({LEVEL_FOUND})",
        ),
        (
            {"PORT": "x", "FIGURES_LOG_LEVEL": "LOUD"},
            f"PORT is no port ({PORT_FOUND}); FIGURES_LOG_LEVEL is no level ({LEVEL_FOUND})",
        ),
    ],
)
def test_what_is_set_wrongly_is_said_in_one_sentence(
    environment: dict[str, str], said: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        read(**environment)
    assert str(refused.value) == f"The bot cannot start: {said}."
    told = "".join(traceback.format_exception(refused.value))
    for value in environment.values():
        assert len(value) < 8 or value not in told, "the value itself is repeated"


def test_what_is_missing_is_said_for_the_way_it_is_to_run() -> None:
    with pytest.raises(SettingsError) as refused:
        read().for_socket_mode()
    assert str(refused.value) == (
        f"The bot cannot start: SLACK_BOT_TOKEN is not set ({BOT_FOUND}); "
        f"SLACK_APP_TOKEN is not set ({APP_FOUND})."
    )
    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET is not set"):
        read(SLACK_BOT_TOKEN=BOT).for_http()


def test_what_is_set_for_the_other_way_is_told_how_to_start() -> None:
    with pytest.raises(SettingsError) as refused:
        read(SLACK_BOT_TOKEN=BOT, SLACK_SIGNING_SECRET=SECRET).for_socket_mode()
    assert str(refused.value) == (
        f"The bot cannot start: SLACK_APP_TOKEN is not set ({APP_FOUND}); SLACK_SIGNING_SECRET is "
        "set, which is for HTTP: for that start it with figures serve --http, or with figures run, "
        "which chooses by what is set."
    )
    with pytest.raises(SettingsError) as refused:
        read(SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP).for_http()
    assert str(refused.value).endswith(
        "; SLACK_APP_TOKEN is set, which is for Socket Mode: for that leave --http out."
    )


@pytest.mark.parametrize(
    ("environment", "has_slack", "is_for_http"),
    [
        ({}, False, False),
        ({"SLACK_BOT_TOKEN": BOT}, True, False),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}, True, True),
        ({"SLACK_SIGNING_SECRET": SECRET}, True, True),
        (WHOLE, True, False),
    ],
)
def test_what_is_set_says_the_way_into_slack(
    environment: dict[str, str], has_slack: bool, is_for_http: bool
) -> None:
    settings = read(**environment)
    assert (settings.has_slack, settings.is_for_http) == (has_slack, is_for_http)


def test_no_token_shows_when_settings_are_printed() -> None:
    settings = read(**WHOLE)
    for shown in (repr(settings), str(settings.model_dump()), settings.model_dump_json()):
        for secret in WHOLE.values():
            assert secret not in shown
