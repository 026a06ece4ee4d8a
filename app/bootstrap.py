"""Builds everything once, starts it in order and stops it in the opposite order."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from starlette.requests import HTTPConnection

from app.desktop.window_token import WindowToken
from app.garbage_collection import GarbageCollector
from app.local_user import LocalUser
from app.mail import Mailer
from app.new_sessions import NewSessions
from app.open_connections import OpenConnections
from app.postgres.scheduled_backups import ScheduledBackups
from app.settings import RegistrationPolicy, Settings
from components.words import voice_in
from services.accounts.authentication import Authentication
from services.accounts.notices import notify_nobody
from services.assistant import Assistant
from services.chat.brain import Brain
from services.chat.builtin.brain import BuiltInBrain
from services.chat.interrupted_turns import mark_interrupted
from services.chat.model.brain import ModelBrain
from services.chat.model.client import ModelClient, ModelSettings
from services.chat.running_turns import RunningTurns
from services.chat.turn_channel import TurnChannel
from services.chat.turn_messages import TurnOutbox
from services.database import Database
from services.hub import EventHub
from services.relay import Relay
from services.retention import Retention
from services.storage.quota import Quota
from services.supervision import Supervisor, Work
from services.sync.state_directory import StateDirectory
from services.values.rate_limits import Limiter, Rate
from services.verbs import Verbs

REQUESTS = Rate(burst=5_000, seconds=0.002)
"""What one person and their programs may ask of a process over REST, MCP and WebSockets: more than any of them needs,
and too little to keep the others waiting for long."""


@dataclass(frozen=True)
class Tandem:
    """The parts of a running Tandem; tests build it from parts of their own."""

    settings: Settings
    database: Database
    supervisor: Supervisor
    hub: EventHub
    relay: Relay
    states: StateDirectory
    assistant: Assistant
    retention: Retention
    authentication: Authentication
    requests: Limiter
    new_sessions: NewSessions
    mailer: Mailer
    open_connections: OpenConnections
    turn_channel: TurnChannel
    garbage_collector: GarbageCollector
    local_user: LocalUser
    keep_database: Work | None = None
    backups: ScheduledBackups | None = None
    model: ModelClient | None = None
    window_token: WindowToken | None = None

    def verbs_of(self, user_id: UUID) -> Verbs:
        """What this person can do on their pages."""
        return Verbs(self.database, self.assistant, user_id)

    @asynccontextmanager
    async def running(self) -> AsyncIterator['Tandem']:
        """Keep the background tasks running for the length of the block; the database is closed last."""
        start = self.supervisor.start
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.database.close)
            stack.push_async_callback(self.supervisor.stop)
            stack.push_async_callback(self.states.close)
            if self.model:
                stack.push_async_callback(self.model.close)
            stack.push_async_callback(self.assistant.close)
            if self.keep_database:
                start('database', self.keep_database)
            start('relay', self.relay.run)
            start('turn_channel', self.turn_channel.run)
            start('login_check', self.open_connections.run)
            start('state_verification', self.states.keep_verifying)
            # Requests are served just as well without it.
            if self.backups:
                start('backup', self.backups.run, needed=False)
            start('retention', self.retention.run, needed=False)
            await self.relay.wait_connected()
            await self.turn_channel.wait_connected()
            await mark_interrupted(self.database)
            yield self


def build(
    settings: Settings,
    database_url: str,
    *,
    keep_database: Work | None = None,
    brain: Brain | None = None,
    window_token: WindowToken | None = None,
    local_user: LocalUser | None = None,
) -> Tandem:
    """Put the parts together; nothing is started yet. `keep_database` keeps a database of our own running."""
    quota = Quota(settings.max_tasks, settings.max_conversations, settings.max_messages)
    database = Database(database_url, quota=quota)
    supervisor = Supervisor()
    hub = EventHub()
    relay = Relay(database, hub)
    states = StateDirectory(database, hub, relay, supervisor)
    model = _model_of(settings)
    if brain is None:
        brain = BuiltInBrain(states, voice_in)
        if model is not None:
            brain = ModelBrain(model, brain, database, states)
    outbox = TurnOutbox()
    mailer = Mailer(settings)
    new_sessions = NewSessions()
    turns = RunningTurns(outbox)
    return Tandem(
        settings=settings,
        database=database,
        supervisor=supervisor,
        hub=hub,
        relay=relay,
        states=states,
        assistant=Assistant(database, brain, turns, outbox.runner),
        turn_channel=TurnChannel(database, turns, outbox),
        garbage_collector=GarbageCollector(),
        retention=Retention(database, timedelta(days=settings.retention_days)),
        authentication=Authentication(
            database,
            is_open=settings.registration is RegistrationPolicy.OPEN,
            limits_registration=not settings.test_clock,
            notify=mailer.notify if settings.smtp_url else notify_nobody,
            verifies=settings.smtp_url is not None,
        ),
        new_sessions=new_sessions,
        requests=Limiter(REQUESTS, 'Too many requests at once.'),
        mailer=mailer,
        open_connections=OpenConnections(database, new_sessions),
        local_user=local_user or LocalUser(settings),
        keep_database=keep_database,
        backups=_backups_of(settings, database_url),
        model=model,
        window_token=window_token,
    )


def _backups_of(settings: Settings, database_url: str) -> ScheduledBackups | None:
    if settings.backup_dir is None:
        return None
    return ScheduledBackups(
        database_url, settings.backup_dir.expanduser().resolve(), settings.backup_keep, settings.backup_recipient
    )


def _model_of(settings: Settings) -> ModelClient | None:
    if settings.model is None:
        return None
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    return ModelClient(ModelSettings(settings.model, key, settings.openai_base_url))


def tandem_of(connection: HTTPConnection) -> Tandem:
    """The running Tandem that serves this request."""
    tandem: Tandem = connection.app.state.tandem
    return tandem
