"""What can be set from outside; the only reader of the environment."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.errors import InvalidInput

PREFIX = 'TANDEM_'
SECRET_LENGTH = 32
SECRET_VARIETY = 8
"""How many different characters a secret has at least; the same one 32 times over is none."""

LOOPBACK = ('127.0.0.1', 'localhost', '::1')


class Auth(StrEnum):
    """Who may come in."""

    LOCAL = 'local'
    ACCOUNTS = 'accounts'


class Registration(StrEnum):
    """Who may make an account."""

    OPEN = 'open'
    CLOSED = 'closed'


class LogFormat(StrEnum):
    """What the log is written for."""

    TEXT = 'text'
    JSON = 'json'


class Settings(BaseSettings):
    """Read from the environment, then from `.env`; each field's description is its documentation."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file='.env', extra='ignore', env_ignore_empty=True)

    host: str = Field('127.0.0.1', description='Address to listen on. `local` mode accepts loopback only.')
    port: int = Field(8080, ge=1, le=65535, description='Port to listen on.')
    data_dir: Path = Field(
        default_factory=lambda: user_data_path('tandem'),
        description="Folder of the embedded database. Default: the platform's user data folder.",
    )
    database_url: SecretStr | None = Field(
        None, description='`postgresql://…` of a PostgreSQL 14 or later. Unset: the embedded database.'
    )
    auth: Auth = Field(Auth.LOCAL, description='`local`: one owner, no password. `accounts`: many people who log in.')
    secret: SecretStr | None = Field(None, description='At least 32 characters; required with `accounts`.')
    registration: Registration = Field(
        Registration.OPEN, description='`open`: anybody may register. `closed`: only with an invitation.'
    )
    oidc_issuer: str | None = Field(
        None, description='Address of an OpenID Connect provider to log in at; with the next two settings.'
    )
    oidc_client_id: str | None = Field(None, description='What the provider calls this Tandem.')
    oidc_client_secret: SecretStr | None = Field(None, description='The secret that the provider gave it.')
    oidc_name: str = Field('your organisation', description='What people call the provider: “Log in with …”.')
    smtp_url: SecretStr | None = Field(
        None, description='`smtps://user:password@host` (or `smtp://`, with STARTTLS) to send mail. Unset: no mail.'
    )
    mail_from: str | None = Field(None, description='Address that mail comes from; required with `TANDEM_SMTP_URL`.')
    public_url: str | None = Field(
        None, description='Address people use, such as `https://tasks.example.org`, when a proxy is in front.'
    )
    model: str | None = Field(None, description='Name of the language model. Unset: the built-in understanding.')
    metrics_token: SecretStr | None = Field(None, description='Token for `/metrics`. Unset: there is no `/metrics`.')
    log_format: LogFormat = Field(
        LogFormat.TEXT, description='`text`: warnings, for people. `json`: those and every request, for programs.'
    )
    native: bool = Field(False, description='Open in a window of its own instead of the browser.')
    retention_days: int = Field(
        90, ge=1, le=36_500, description='Days that history is kept: how far back undo and catching up reach.'
    )
    max_tasks: int = Field(50_000, ge=1, description='Tasks that one person may have.')
    max_conversations: int = Field(5_000, ge=1, description='Conversations that one person may have.')
    max_messages: int = Field(200_000, ge=1, description='Messages that all conversations of one person may have.')
    test_clock: bool = Field(False, description='For tests: requests may say what time it is (`X-Tandem-Now`).')
    openai_api_key: SecretStr | None = Field(
        None, validation_alias='OPENAI_API_KEY', description='Key for the language model.'
    )
    openai_base_url: str | None = Field(
        None, validation_alias='OPENAI_BASE_URL', description='Address of any OpenAI-compatible server.'
    )

    @field_validator('database_url')
    @classmethod
    def _is_postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(('postgresql://', 'postgres://')):
            raise ValueError('It must begin with postgresql://')
        return value

    @field_validator('smtp_url')
    @classmethod
    def _is_a_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        parts = urlsplit(value.get_secret_value() if value else 'smtp://x')
        if parts.scheme not in {'smtp', 'smtps'} or not parts.hostname:
            raise ValueError('It must look like smtps://user:password@mail.example.org')
        return value

    @field_validator('public_url')
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {'http', 'https'} or not parts.hostname or parts.query or parts.path.strip('/'):
            raise ValueError('It must look like https://tasks.example.org, without a path')
        return f'{parts.scheme}://{parts.netloc}'.lower()

    @field_validator('oidc_issuer')
    @classmethod
    def _cannot_be_read_on_the_way(cls, value: str | None) -> str | None:
        parts = urlsplit(value or 'https://')
        if parts.scheme != 'https' and not (parts.scheme == 'http' and parts.hostname in LOOPBACK):
            raise ValueError('It must begin with https://')
        return value

    @model_validator(mode='after')
    def _is_safe(self) -> Self:
        if self.auth is Auth.LOCAL and self.host not in LOOPBACK:
            raise ValueError(
                f'TANDEM_HOST={self.host} would let anybody in, because TANDEM_AUTH=local asks for no password. '
                'Use 127.0.0.1, or set TANDEM_AUTH=accounts.'
            )
        if self.auth is Auth.ACCOUNTS and not self.has_strong_secret:
            raise ValueError(
                f'TANDEM_AUTH=accounts needs TANDEM_SECRET, at least {SECRET_LENGTH} random characters that stay the '
                'same from start to start. “openssl rand -hex 32” prints some'
            )
        if self.smtp_url and not self.mail_from:
            raise ValueError('TANDEM_SMTP_URL needs TANDEM_MAIL_FROM, the address that mail comes from')
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            raise ValueError('TANDEM_OIDC_ISSUER needs TANDEM_OIDC_CLIENT_ID and TANDEM_OIDC_CLIENT_SECRET, too')
        if self.oidc_issuer and self.auth is not Auth.ACCOUNTS:
            raise ValueError('TANDEM_OIDC_ISSUER needs TANDEM_AUTH=accounts: in local mode nobody logs in')
        return self

    @property
    def has_strong_secret(self) -> bool:
        """Whether there is a secret that nobody guesses."""
        secret = self.secret.get_secret_value() if self.secret else ''
        return len(secret) >= SECRET_LENGTH and len(set(secret)) >= SECRET_VARIETY

    @property
    def provider_name(self) -> str | None:
        """What people call the provider they may log in at; None when there is none."""
        return self.oidc_name if self.oidc_issuer else None

    @property
    def address(self) -> str:
        """Where people open Tandem."""
        host = f'[{self.host}]' if ':' in self.host else self.host
        return self.public_url or f'http://{host}:{self.port}'

    @property
    def database_dir(self) -> Path:
        """Where the embedded database keeps its files."""
        return self.data_dir.expanduser().resolve() / 'postgresql'


def read_settings(**given: object) -> Settings:
    """The settings in force; raises InvalidInput with one sentence that names what is wrong."""
    _refuse_unknown()
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        message = str(first['msg']).removeprefix('Value error, ')
        if not first['loc']:
            raise InvalidInput('settings', message) from None
        name = str(first['loc'][0])
        variable = name if name.isupper() else f'{PREFIX}{name.upper()}'
        raise InvalidInput(variable, f'{variable} has a value that cannot be used: {message}.') from None


def _refuse_unknown() -> None:
    known = {f'{PREFIX}{name.upper()}' for name in Settings.model_fields}
    for name in [*os.environ, *dotenv_values('.env')]:
        if name.startswith(PREFIX) and name not in known:
            raise InvalidInput(name, f'{name} is not a setting of Tandem. Known are: {", ".join(sorted(known))}.')
