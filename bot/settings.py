"""Settings: what the environment and ``.env`` say, checked before anything starts.

Convention: a variable of the environment wins over the same one in ``.env``; a
blank value is no value. A token is a ``SecretStr`` and no message here repeats
what was set, so a token cannot reach a log or a traceback. Each variable says
where its value is found, and that is the sentence to show when it is missing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic_core import PydanticCustomError

__all__ = ["USUAL_DATA", "ForHttp", "ForSocketMode", "Settings", "SettingsError"]

SLACK_API_URL = "https://slack.com/api/"

USUAL_DATA = Path("data")
"""The folder of packages where nothing names one; a bot whose figures are loaded needs none."""

_FOUND = {
    "SLACK_BOT_TOKEN": "the bot token begins with xoxb- and stands on your app's page under "
    "Features > OAuth & Permissions > Bot User OAuth Token",
    "SLACK_APP_TOKEN": "the app-level token begins with xapp- and is made on your app's page under "
    "Settings > Basic Information > App-Level Tokens, with the scope connections:write",
    "SLACK_SIGNING_SECRET": "the secret stands on your app's page under "
    "Settings > Basic Information > App Credentials > Signing Secret",
    "SLACK_API_URL": f"leave it empty for Slack's own, {SLACK_API_URL}",
    "PORT": "give the number of the port to listen on, 1 to 65535",
    "FIGURES_STYLE": "give ons or ap",
    "FIGURES_LOG_QUESTIONS": "give on to keep what is asked for 90 days, or off",
    "FIGURES_LOG_LEVEL": "give DEBUG, INFO, WARNING or ERROR",
}
_KINDS = {
    "xoxb-": "a bot token (xoxb-)",
    "xapp-": "an app-level token (xapp-)",
    "xoxp-": "a user token (xoxp-)",
    "xoxe": "a token that expires (xoxe); turn token rotation off for the app",
}
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")
# Slack shows 32 hexadecimal digits, but promises neither the length nor the alphabet.
_SIGNING_SECRET = re.compile(r"[!-~]+")


class SettingsError(Exception):
    """What is set cannot be used; the message is the whole sentence to show."""


def _wrong(what: str) -> PydanticCustomError:
    # A custom error carries this text alone; pydantic's own would repeat the value.
    return PydanticCustomError("setting", "{what}", {"what": what})


def _token(begins: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        value = token.get_secret_value()
        if not value.startswith(begins):
            kind = next((k for start, k in _KINDS.items() if value.startswith(start)), None)
            raise _wrong(f"holds {kind}" if kind else f"does not begin with {begins}")
        if len(value) <= len(begins) or not _TOKEN.fullmatch(value):
            raise _wrong("is no whole token (letters, digits and hyphens)")
        return token

    return AfterValidator(check)


def _secret(secret: SecretStr) -> SecretStr:
    value = secret.get_secret_value()
    if any(value.startswith(start) for start in _KINDS):
        raise _wrong("holds a token")
    if not _SIGNING_SECRET.fullmatch(value):
        raise _wrong("is no secret (one word of letters and digits)")
    return secret


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment or any(c.isspace() for c in text):
        raise _wrong("is no address that begins with http:// or https://")
    return text if text.endswith("/") else f"{text}/"


def _port(text: object) -> int:
    number = str(text)
    if not re.fullmatch(r"[0-9]{1,5}", number) or not 1 <= int(number) <= 65535:
        raise _wrong("is no port")
    return int(number)


def _level(text: object) -> str:
    level = str(text).upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise _wrong("is no level")
    return level


def _switch(text: object) -> bool:
    if isinstance(text, bool):
        return text
    said = str(text).lower()
    if said not in ("on", "off"):
        raise _wrong("is neither on nor off")
    return said == "on"


def _style(text: object) -> str:
    style = str(text).lower()
    if style not in ("ons", "ap"):
        raise _wrong("is no house style")
    return style


BotToken = Annotated[SecretStr, _token("xoxb-")]
AppToken = Annotated[SecretStr, _token("xapp-")]
SigningSecret = Annotated[SecretStr, AfterValidator(_secret)]


class Settings(BaseModel):
    """Everything that can be set. Where Slack is not used, its settings may be missing."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    bot_token: BotToken | None = Field(None, alias="SLACK_BOT_TOKEN")
    app_token: AppToken | None = Field(None, alias="SLACK_APP_TOKEN")
    signing_secret: SigningSecret | None = Field(None, alias="SLACK_SIGNING_SECRET")
    api_url: Annotated[str, AfterValidator(_url)] = Field(SLACK_API_URL, alias="SLACK_API_URL")
    database: Path = Field(Path("figures.db"), alias="FIGURES_DATABASE")
    state: Path = Field(Path("state.db"), alias="FIGURES_STATE")
    data: Path = Field(USUAL_DATA, alias="FIGURES_DATA")
    style: Annotated[Literal["ons", "ap"], BeforeValidator(_style)] = Field(
        "ons", alias="FIGURES_STYLE"
    )
    port: Annotated[int, BeforeValidator(_port)] = Field(3000, alias="PORT")
    log_questions: Annotated[bool, BeforeValidator(_switch)] = Field(
        True, alias="FIGURES_LOG_QUESTIONS"
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_level)] = (
        Field("INFO", alias="FIGURES_LOG_LEVEL")
    )

    @classmethod
    def read(
        cls, environment: Mapping[str, str] | None = None, file: Path = Path(".env")
    ) -> Settings:
        """The settings of the environment (by default this process's) and of the file.

        Raises SettingsError with one sentence that names every variable at fault.
        """
        given = _written(file) | dict(os.environ if environment is None else environment)
        names = (field.alias or name for name, field in cls.model_fields.items())
        values = {name: given[name].strip() for name in names if given.get(name, "").strip()}
        try:
            return cls.model_validate(values)
        except ValidationError as fault:
            wrong = [_clause(str(e["loc"][0]), e["msg"]) for e in fault.errors(include_input=False)]
        raise SettingsError(_sentence(wrong))

    @property
    def has_slack(self) -> bool:
        """Whether anything that Slack gave is set, so that the desk is meant to be in Slack."""
        return bool(self.bot_token or self.app_token or self.signing_secret)

    @property
    def is_for_http(self) -> bool:
        """Whether of the two ways into Slack HTTP alone is set."""
        return self.signing_secret is not None and self.app_token is None

    def for_socket_mode(self) -> ForSocketMode:
        """The same, with all that Socket Mode needs. Raises SettingsError."""
        return self._with(ForSocketMode, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")

    def for_http(self) -> ForHttp:
        """The same, with all that HTTP needs. Raises SettingsError."""
        return self._with(ForHttp, "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")

    def _with(self, model: type[Complete], *needed: str) -> Complete:
        values = self.model_dump(by_alias=True)
        if missing := [name for name in needed if values[name] is None]:
            raise SettingsError(_sentence([_clause(name, "is not set") for name in missing]))
        return model.model_validate(values)


class ForSocketMode(Settings):
    """Settings with which the bot can connect to Slack by itself."""

    bot_token: BotToken = Field(alias="SLACK_BOT_TOKEN")
    app_token: AppToken = Field(alias="SLACK_APP_TOKEN")


class ForHttp(Settings):
    """Settings with which the bot can be reached by Slack over HTTP."""

    bot_token: BotToken = Field(alias="SLACK_BOT_TOKEN")
    signing_secret: SigningSecret = Field(alias="SLACK_SIGNING_SECRET")


Complete = TypeVar("Complete", ForSocketMode, ForHttp)


def _written(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        # Not interpolated: a secret may hold a dollar sign.
        written = dotenv_values(file, interpolate=False)
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise SettingsError(f"The file {file} cannot be read: {reason}.") from None
    return {name: value for name, value in written.items() if value}


def _clause(name: str, what: str) -> str:
    where = _FOUND.get(name)
    return f"{name} {what} ({where})" if where else f"{name} {what}"


def _sentence(clauses: list[str]) -> str:
    return f"The bot cannot start: {'; '.join(clauses)}."
