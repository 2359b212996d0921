"""The Bolt app: which listener hears what.

One app serves both transports. It belongs to one workspace by its token: there is
no OAuth. Bolt's own threads only acknowledge; the answering has its own
(``work``).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.desk import Desk
from bot.settings import ForHttp, ForSocketMode
from bot.slack import listeners
from bot.slack.answering import Answering
from bot.slack.buttons import ASK, ROWS
from bot.slack.inbox import MOST_TRIES, Held, Inbox, asks, delivery_of
from bot.slack.logs import desk_log, library_log, line
from bot.slack.manifest import COMMAND, HERE, OPTIONAL, SCOPES, WINDOW
from bot.slack.modal import CALLBACK, CHOICES
from bot.slack.outbox import Outbox, web_client
from bot.slack.payloads import posts_in, said_in
from bot.slack.presses import DELETE, SHARE
from bot.slack.work import Work
from bot.store.state import State, Waiting

__all__ = ["build_app", "take_up"]

_READ_BY_BOLT = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
"""Variables that Bolt takes from the environment by itself; the last two switch it to OAuth."""

_ASK_OPTION = re.compile(f"^{ASK}")
_SHOW = re.compile("|".join(f"^{row.action_id}$" for row in ROWS))
_CHOICE = re.compile("|".join(f"^{choice}$" for choice in CHOICES))
_ANY = re.compile("")
_MEND_SCOPES = (
    "install the app again; if that is not enough, paste its manifest anew and install it again: "
    "see README"
)
_WAITING = "waiting"
"""Where a request has what it is taken up from, if Slack has not sent it just now."""


def build_app(
    settings: ForSocketMode | ForHttp,
    desk: Desk,
    state: State,
    clock: Callable[[], datetime],
    work: Work | None = None,
    inbox: Inbox | None = None,
) -> App:
    """The app, its token already tried with Slack.

    ``work`` is what answers; whoever shuts down waits for it. ``inbox`` keeps what is in
    hand. Raises SlackApiError
    where Slack refuses the token, OSError where it cannot be reached.
    """
    work, inbox = work or Work(), inbox or Inbox(state, clock)
    client = web_client(settings)
    bot = _sign_in(client)
    app = _bolt(settings, client, work)
    answering = Answering(
        desk, state, clock, Outbox(client), work, bot, keeps_texts=settings.log_questions
    )

    def take_in(
        body: dict[str, Any], context: BoltContext, next_: Callable[[], None]
    ) -> BoltResponse | None:
        # Before any acknowledgement: Bolt gives that of an event before its listener runs.
        waiting: Waiting | None = context.get(_WAITING)
        delivery = waiting.delivery if waiting else delivery_of(body)
        if waiting is None and delivery is not None and not inbox.accept(delivery, body):
            return BoltResponse(status=200)
        if delivery is not None and asks(body) and (said := said_in(body)):
            answering.order.enter(said[0], delivery, said[1])
        context["answering"] = replace(
            answering,
            work=Held(work, inbox, delivery, posts_in(body)),
            late=waiting is not None,
            given_up=waiting is not None and waiting.tries > MOST_TRIES,
        )
        next_()
        return None

    app.use(take_in)
    app.command(COMMAND)(listeners.slash_command)
    app.event("app_mention")(listeners.mention)
    app.event("message")(listeners.message)
    app.event("app_home_opened")(listeners.home_opened)
    app.action(_ASK_OPTION)(listeners.ask_option)
    app.action(SHARE)(listeners.share)
    app.action(_SHOW)(listeners.show)
    app.action(DELETE)(listeners.delete)
    app.action(_CHOICE)(listeners.choose)
    app.action(_ANY)(listeners.acknowledge)
    app.options(_CHOICE)(listeners.suggest)
    app.view(CALLBACK)(listeners.send_window)
    app.global_shortcut(WINDOW)(listeners.open_window)
    app.message_shortcut(HERE)(listeners.look_up_here)
    app.event(_ANY)(listeners.acknowledge)
    return app


def _sign_in(client: WebClient) -> str:
    """Try the token; the bot's user id. The log says whose it is, and which scopes it lacks."""
    told = client.auth_test()
    desk_log.info(line("signed_in", workspace=told.get("team"), bot=told.get("user")))
    granted = next((v for k, v in told.headers.items() if k.lower() == "x-oauth-scopes"), None)
    if granted is not None:
        held = set(str(granted).replace(" ", "").split(","))
        if lacking := sorted(set(SCOPES) - held):
            desk_log.error(line("scopes_missing", scopes=",".join(lacking), do=_MEND_SCOPES))
        if declined := [scope for scope in OPTIONAL if scope not in held]:
            why = f"{' and '.join(declined)} not granted, which is optional"
            desk_log.info(line("thread_replies_off", where=_where(declined), because=why))
    return str(told.get("user_id") or "")


def _where(declined: Sequence[str]) -> str:
    """The channels in whose threads a reply without the bot's name does not reach it."""
    if len(declined) == len(OPTIONAL):
        return "all channels"
    return "private channels" if "groups:history" in declined else "public channels"


def take_up(app: App, inbox: Inbox, waiting: Waiting) -> None:
    """Do what was delivered to a process that is no more."""
    body = json.loads(waiting.body)
    request = BoltRequest(mode="socket_mode", body=body, context={_WAITING: waiting})
    if app.dispatch(request).status != 200:
        desk_log.error(line("not_taken_up", kind=waiting.delivery.partition(":")[0]))
        inbox.settle(waiting.delivery)


class _App(App):
    """Bolt's app, which lets nothing else go before an acknowledgement."""

    def __init__(self, work: Work, **settings: Any) -> None:
        super().__init__(**settings)
        self._work = work

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        with self._work.acknowledging():
            return super().dispatch(req)


def _bolt(settings: ForSocketMode | ForHttp, client: WebClient, work: Work) -> App:
    secret = settings.signing_secret
    with _unset(*_READ_BY_BOLT):
        return _App(
            work,
            name="figures",
            logger=library_log("slack_bolt"),
            client=client,
            # In Socket Mode nothing is signed, and Bolt never looks at this.
            signing_secret=secret.get_secret_value() if secret else "",
            # Else Bolt would ask who it is while the first question waits.
            token_verification_enabled=True,
            listener_executor=work.listeners,
            attaching_conversation_kwargs_enabled=False,
        )


@contextmanager
def _unset(*names: str) -> Iterator[None]:
    taken = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(taken)
