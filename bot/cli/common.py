"""What the commands share: where the figures are, and how a fault is told.

Convention: an option wins over the environment, the environment over ``.env``
in the working directory. A fault ends the command with a plain sentence on
standard error and status 1, or 78 where a setting has to be mended first, so that who
keeps the bot running does not start it over and over; standard output carries replies and
reports only.
"""

from __future__ import annotations

import errno
import os
import shlex
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bot.reply.style import Style

__all__ = [
    "Commands",
    "Day",
    "Misset",
    "Stopped",
    "as_of_option",
    "database_option",
    "elsewhere",
    "house_style",
    "see_that_it_opens",
    "setting",
]

Command = TypeVar("Command", bound=Callable[..., Any])

VARIABLE = "FIGURES_DATABASE"
DATA = "FIGURES_DATA"
STYLE = "FIGURES_STYLE"
DATABASE = "figures.db"
MISSET = 78  # EX_CONFIG of sysexits.h
INTERRUPTED = 130
"""The status of a command that Ctrl-C ended: 128 and the number of the signal."""


class Stopped(click.ClickException):
    """A fault that ends the command; the message is all there is to show."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


class Misset(Stopped):
    """A setting that has to be mended; to try again before that is of no use."""

    exit_code = MISSET


class Commands(click.Group):
    """A group whose commands tell their faults in words, never as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        from bot.store.faults import NoFigures, NoState, StoreFault

        try:
            return super().invoke(ctx)
        except NoFigures as fault:
            if not (hint := elsewhere()):
                raise Stopped(str(fault)) from fault
            # What the fault says to load is not here either.
            raise Stopped(f"There are no figures at {ctx.obj}. {hint}") from fault
        except NoState as fault:
            raise Stopped(f"{fault} {elsewhere()}".rstrip()) from fault
        except StoreFault as fault:
            raise Stopped(str(fault)) from fault
        except sqlite3.Error as fault:
            raise Stopped(f"{ctx.obj} cannot be read as figures: {fault}.") from fault
        except OSError as fault:
            if fault.errno == errno.EPIPE:
                raise  # who read the output has had enough; click ends quietly
            raise Stopped(f"{fault.filename or 'Input or output'}: {fault.strerror}.") from fault
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None


class Day(click.ParamType[date]):
    """A day of the calendar, as 2021-12-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2021-12-31.", param, ctx)


def as_of_option(says: str) -> Callable[[Command], Command]:
    """``--as-of DATE``: the day whose figures are meant."""
    return click.option("--as-of", type=Day(), metavar="DATE", help=says)


def database_option(expose_value: bool = True) -> Callable[[Command], Command]:
    """``--database``, which may stand before the command's name or after it."""
    return click.option(
        "--database",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        callback=_database,
        expose_value=expose_value,
        help=f"The SQLite file of the figures; else {VARIABLE} names it, else {DATABASE}.",
    )


def _database(context: click.Context, _option: click.Parameter, given: Path | None) -> Path:
    # The context's object is the file named before the command's name, or the one set.
    if given is None:
        given = context.obj or Path(setting(VARIABLE) or DATABASE)
    context.obj = context.find_root().obj = given  # faults are told by the root
    return given


def house_style() -> Style:
    """The house style that FIGURES_STYLE names; how the UK's statistics office writes, else."""
    from bot.reply.style import ONS, STYLES

    name = setting(STYLE) or ONS.name
    if name.lower() not in STYLES:
        raise Misset(f"{STYLE} is {name!r}, which is no house style (give {' or '.join(STYLES)}).")
    return STYLES[name.lower()]


def setting(name: str) -> str | None:
    """A variable as the environment has it, else as ``.env`` does."""
    return os.environ.get(name) or _written(name)


def _written(name: str) -> str | None:
    """A variable as ``.env`` has it, without a look at all the other settings."""
    from bot.env_file import ENV_FILE, env_file

    try:
        return env_file().values.get(name)
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise Misset(f"The file {ENV_FILE} cannot be read: {reason}.") from fault


def elsewhere() -> str:
    """That the command was likely started outside the project's folder, and where that is.

    Nothing where there are packages here, or a setting says where they are.
    """
    from bot.settings import USUAL_DATA

    if setting(DATA) or USUAL_DATA.is_dir():
        return ""
    project = _project()
    where = f" (cd {shlex.quote(str(project))})" if project else ""
    return (
        f"This is not the project's folder, as it has no folder {USUAL_DATA}: "
        f"start the command there{where}."
    )


def _project() -> Path | None:
    """The folder of the project, where it is installed from its own folder, as make does."""
    folder = Path(__file__).resolve().parents[2]
    return folder if (folder / "pyproject.toml").is_file() else None


def see_that_it_opens(database: Path) -> None:
    """Raise StoreFault now rather than at the first question."""
    from bot.store.reading import read_only

    read_only(database).close()
