"""Settings: what the environment and ``.env`` say, checked before anything starts.

Convention: a variable of the environment wins over the same one in ``.env``; a
blank value is no value. A token is a ``SecretStr`` and no message here repeats
what was set, so a token cannot reach a log or a traceback. Each variable says
where its value is found, and that is the sentence to show when it is missing.
What is likely a slip, and may yet be meant, is said (``slips``, ``doubts``) and stops
nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

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

from bot.env_file import ENV_FILE, EnvFile, env_file

__all__ = ["FOUND", "USUAL_DATA", "ForHttp", "ForSocketMode", "Settings", "SettingsError"]

SLACK_API_URL = "https://slack.com/api/"

USUAL_DATA = Path("data")
"""The folder of packages where nothing names one; a bot whose figures are loaded needs none."""

FOUND = {
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
"""Of each variable that may be set wrongly, what its value looks like and where it is found."""

_KINDS = {
    "xoxb-": "a bot token (xoxb-)",
    "xapp-": "an app-level token (xapp-)",
    "xoxp-": "a user token (xoxp-)",
    "xoxe": "a token that expires (xoxe); turn token rotation off for the app",
}
_TO_HTTP = (
    "SLACK_SIGNING_SECRET is set, which is for HTTP: for that start it with figures serve --http, "
    "or with figures run, which chooses by what is set"
)
_TO_SOCKET = "SLACK_APP_TOKEN is set, which is for Socket Mode: for that leave --http out"
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")
# Slack shows 32 hexadecimal digits, but promises neither the length nor the alphabet: its
# reference calls it a unique string.
_SIGNING_SECRET = re.compile(r"[!-~]+")
_USUAL_SECRET = re.compile(r"[0-9a-f]{32}")

_OURS = ("SLACK_", "FIGURES_")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")  # what is longer may have a token in it
_UNREAD = "cannot be read: write NAME=value there"
_NEAR, _SAME = 0.7, 0.85
"""How alike two names are (difflib) where one may be meant, and is surely meant, by the other."""


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
    def slips(cls, file: Path = ENV_FILE) -> Sequence[str]:
        """A sentence for each line of the file that sets nothing, or a name like ours.

        None repeats a line, which may hold a token. Raises SettingsError.
        """
        names = [field.alias or name for name, field in cls.model_fields.items()]
        written = _written(file)
        told = dict.fromkeys(written.unread, _UNREAD)
        for name, line in written.lines.items():
            if name not in names and (slip := _slip(name, names)):
                told[line] = slip
        return [f"{file}, line {line}: {said}." for line, said in sorted(told.items())]

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, file: Path = ENV_FILE) -> Settings:
        """The settings of the environment (by default this process's) and of the file.

        Raises SettingsError with one sentence that names every variable at fault.
        """
        given = {**_written(file).values, **(os.environ if environment is None else environment)}
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

    def doubts(self) -> Mapping[str, str]:
        """What is set and is likely not what was meant: for each name, why."""
        secret = self.signing_secret
        if secret is None or _USUAL_SECRET.fullmatch(secret.get_secret_value()):
            return {}
        return {"SLACK_SIGNING_SECRET": "not 32 of 0-9 and a-f, as Slack's have been so far"}

    def for_socket_mode(self) -> ForSocketMode:
        """The same, with all that Socket Mode needs. Raises SettingsError."""
        other = _TO_HTTP if self.is_for_http else ""
        return self._with(ForSocketMode, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", other=other)

    def for_http(self) -> ForHttp:
        """The same, with all that HTTP needs. Raises SettingsError."""
        other = _TO_SOCKET if self.app_token and not self.signing_secret else ""
        return self._with(ForHttp, "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", other=other)

    def _with(self, model: type[Complete], *needed: str, other: str) -> Complete:
        values = self.model_dump(by_alias=True)
        if missing := [name for name in needed if values[name] is None]:
            clauses = [_clause(name, "is not set") for name in missing]
            if other:
                clauses.append(other)
            raise SettingsError(_sentence(clauses))
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


def _written(file: Path) -> EnvFile:
    try:
        return env_file(file)
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise SettingsError(f"The file {file} cannot be read: {reason}.") from None


def _slip(name: str, names: Sequence[str]) -> str | None:
    """What to say of a name that is none of ours; None where it is another program's."""
    like_ours = name.upper().startswith(_OURS)
    ours = [known for known in names if known.startswith(_OURS)]
    near = get_close_matches(name.upper(), ours, n=1, cutoff=_NEAR if like_ours else _SAME)
    if not near and not like_ours:
        return None
    if not _NAME.fullmatch(name):
        return _UNREAD
    meant = f"; {near[0]} may be meant" if near else ""
    return f"{name} is no setting of the desk's{meant}"


def _clause(name: str, what: str) -> str:
    where = FOUND.get(name)
    return f"{name} {what} ({where})" if where else f"{name} {what}"


def _sentence(clauses: list[str]) -> str:
    return f"The bot cannot start: {'; '.join(clauses)}."
