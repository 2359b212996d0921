"""``figures serve``, ``run`` and ``manifest``: the bot in Slack, and what Slack must be told.

Settings are checked before anything else, so that a start that cannot succeed
says at once which one to mend. What in ``.env`` is likely a slip is told beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import Misset, Stopped, database_option, elsewhere, see_that_it_opens
from bot.cli.load import load_and_report
from bot.cli.local import TO_CONNECT, hold

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = ["manifest", "run", "serve"]


@click.command()
@click.option("--http", is_flag=True, help="Be called by Slack over HTTP, not Socket Mode.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="The port for HTTP; else PORT names it, else 3000. 0 takes a free one.",
)
@database_option()
def serve(http: bool, port: int | None, database: Path) -> None:
    """Answer in Slack until stopped.

    In Socket Mode the bot calls Slack, so no public address is needed; with --http
    Slack calls the bot. The tokens come from the environment or from .env; the
    README says where Slack shows them.

    \b
    Examples:
      figures serve
      figures serve --http --port 3000
    """
    if port is not None and not http:
        raise click.UsageError("--port goes with --http: Socket Mode listens on no port.")
    _serve(_settings(), database, http=http, port=port)


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder of data packages; else FIGURES_DATA names it, else data.",
)
@database_option()
def run(data: Path | None, database: Path) -> None:
    """Load what is new, then answer in Slack or here.

    Of the packages in the data folder those marked as loaded by default are loaded,
    where they are not on file as they are. With nothing of Slack's set it opens the
    local desk. Otherwise it answers in Slack: over HTTP where the signing secret is
    set and no app-level token, else in Socket Mode. "make run" calls this.

    \b
    Examples:
      figures run
      echo "freight trains YTD" | figures run
      figures run --data packages
    """
    settings = _settings()
    _refresh(database, data or settings.data)
    if settings.has_slack:
        _serve(settings, database, http=settings.is_for_http)
    else:
        click.echo(TO_CONNECT, err=True)
        hold(database)


@click.command()
@click.option("--url", metavar="URL", help="The bot's public address: for HTTP, not Socket Mode.")
def manifest(url: str | None) -> None:
    """Print the manifest from which Slack creates the app.

    Without --url it is the one for Socket Mode, the same as manifest.json.

    \b
    Examples:
      figures manifest
      figures manifest --url https://figures.example.org
    """
    from bot.slack.manifest import ManifestError, for_http, for_socket_mode, written

    try:
        made = for_socket_mode() if url is None else for_http(url)
    except ManifestError as fault:
        raise click.UsageError(str(fault)) from fault
    click.echo(written(made), nl=False)


def _refresh(database: Path, data: Path) -> None:
    """Load the packages that are loaded by default, where that changes anything.

    Raises Stopped where the folder that was named is none.
    """
    from bot.settings import USUAL_DATA
    from bot.store.batches import is_stale
    from bot.store.package import default_packages

    if data != USUAL_DATA and not data.is_dir():
        raise Stopped(f"{data}, which FIGURES_DATA or --data names, is no folder.")
    packages = default_packages(data)
    if packages and is_stale(database, packages):
        named = ", ".join(package.name for package in packages)
        click.echo(f"Loading {named} into {database} ...", err=True)
        load_and_report(database, packages, err=True)


def _settings() -> Settings:
    """What is set. What in ``.env`` is likely a slip is told. Raises Misset."""
    from bot.settings import Settings, SettingsError

    try:
        for slip in Settings.slips():
            click.echo(slip, err=True)
        return Settings.read()
    except SettingsError as fault:
        raise Misset(str(fault)) from fault


def _serve(
    settings: Settings, database: Path, *, http: bool = False, port: int | None = None
) -> None:
    from bot.settings import SettingsError

    read = settings.model_copy(update={"database": database})
    try:
        complete = read.for_http() if http else read.for_socket_mode()
    except SettingsError as fault:  # .env is read where the command is started
        raise Misset(f"{fault} {elsewhere()}".rstrip()) from fault
    see_that_it_opens(database)
    from bot.slack.serve import NotNow, serve_http, serve_socket

    try:
        if http:
            serve_http(complete, port)
        else:
            serve_socket(complete)
    except NotNow as fault:
        raise Stopped(str(fault)) from fault
    except SettingsError as fault:
        raise Misset(str(fault)) from fault
