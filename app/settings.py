"""The settings; this module alone reads the environment."""

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
MIN_SECRET_LENGTH = 32
MIN_SECRET_VARIETY = 8
"""Different characters in a secret; one character 32 times over is easily guessed."""

_HERE = {'0.0.0.0': '127.0.0.1', '::': '::1'}  # noqa: S104 - listening on every address, of which none is one to open
LOOPBACK = ('127.0.0.1', 'localhost', '::1')


class Auth(StrEnum):
    """Who may use this Tandem, and how they are recognised."""

    LOCAL = 'local'
    ACCOUNTS = 'accounts'


class RegistrationPolicy(StrEnum):
    """Who may make an account."""

    OPEN = 'open'
    CLOSED = 'closed'


class LogFormat(StrEnum):
    """The format of the log."""

    TEXT = 'text'
    JSON = 'json'


_DEFAULT_PORTS = {'http': ':80', 'https': ':443'}
_THIS_MACHINE = '127.0.0.1,::1'


class Settings(BaseSettings):
    """Read from the environment, then from `.env`; each field's description is its documentation."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file='.env', extra='ignore', env_ignore_empty=True)

    host: str = Field('127.0.0.1', description='Address to listen on. `local` mode accepts loopback addresses only.')
    port: int = Field(8080, ge=1, le=65535, description='Port to listen on.')
    data_dir: Path = Field(
        default_factory=lambda: user_data_path('tandem'),
        description="Folder for the embedded database. Default: the platform's user data folder.",
    )
    database_url: SecretStr | None = Field(
        None, description='URL of a PostgreSQL 14 or later: `postgresql://…`. Unset: the embedded database.'
    )
    auth: Auth = Field(Auth.LOCAL, description='`local`: one user, no password. `accounts`: several users, who log in.')
    secret: SecretStr | None = Field(
        None, description='Signs cookies. At least 32 random characters; required with `accounts`.'
    )
    registration: RegistrationPolicy = Field(
        RegistrationPolicy.OPEN, description='`open`: anybody can register. `closed`: only people with an invitation.'
    )
    oidc_issuer: str | None = Field(
        None, description='Issuer URL of an OpenID Connect provider to log in with. Needs the next two settings.'
    )
    oidc_client_id: str | None = Field(None, description='Client ID registered with the provider.')
    oidc_client_secret: SecretStr | None = Field(None, description='Client secret registered with the provider.')
    oidc_name: str = Field('your organisation', description='Name of the provider on the button “Log in with …”.')
    smtp_url: SecretStr | None = Field(
        None, description='Mail server: `smtps://user:password@host`, or `smtp://…` for STARTTLS. Unset: no mail.'
    )
    mail_from: str | None = Field(None, description='Sender address of mail. Required with `TANDEM_SMTP_URL`.')
    public_url: str | None = Field(
        None, description='Public URL behind a proxy, for example `https://tasks.example.org`.'
    )
    model: str | None = Field(None, description='Name of the language model. Unset: only the built-in understanding.')
    metrics_token: SecretStr | None = Field(
        None, description='Bearer token for `/metrics`. Unset: `/metrics` returns 404.'
    )
    log_format: LogFormat = Field(
        LogFormat.TEXT,
        description='`text`: warnings only. `json`: warnings and every request, one JSON object per line.',
    )
    native: bool = Field(False, description='Open a desktop window instead of serving browsers.')
    retention_days: int = Field(
        90, ge=1, le=36_500, description='Days to keep history. Undo and catching up reach this far back.'
    )
    backup_dir: Path | None = Field(None, description='Folder for daily backups. Unset: none are made by themselves.')
    backup_keep: int = Field(7, ge=1, le=3_650, description='How many daily backups to keep.')
    backup_recipient: str | None = Field(
        None, description='Public key (`age1…`) to which every backup is encrypted. Unset: backups are not encrypted.'
    )
    max_tasks: int = Field(50_000, ge=1, description='Maximum number of tasks per person.')
    max_conversations: int = Field(5_000, ge=1, description='Maximum number of conversations per person.')
    max_messages: int = Field(
        200_000, ge=1, description='Maximum number of messages per person, in all conversations together.'
    )
    test_clock: bool = Field(
        False, description='For tests only: requests can set the current time with `X-Tandem-Now`.'
    )
    forwarded_allow_ips: str | None = Field(
        None,
        validation_alias='FORWARDED_ALLOW_IPS',
        description='Addresses and networks of proxies in front of `accounts` mode, with commas between. '
        'Unset: this machine, if `TANDEM_PUBLIC_URL` is set.',
    )
    openai_api_key: SecretStr | None = Field(
        None, validation_alias='OPENAI_API_KEY', description='API key for the language model.'
    )
    openai_base_url: str | None = Field(
        None, validation_alias='OPENAI_BASE_URL', description='Base URL of an OpenAI-compatible server. Unset: OpenAI.'
    )

    @field_validator('database_url')
    @classmethod
    def _is_postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(('postgresql://', 'postgres://')):
            raise ValueError('It must begin with postgresql://')
        return value

    @field_validator('backup_recipient')
    @classmethod
    def _is_a_public_key(cls, value: str | None) -> str | None:
        if value is not None:
            # Few people set this, and a start is waited for.
            from pyrage import RecipientError, x25519  # noqa: PLC0415

            try:
                x25519.Recipient.from_str(value)
            except RecipientError:
                raise ValueError('It must be the public half of an age key, which begins with age1') from None
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
        return f'{parts.scheme}://{parts.netloc}'.lower().removesuffix(_DEFAULT_PORTS[parts.scheme])

    @field_validator('oidc_issuer')
    @classmethod
    def _is_encrypted(cls, value: str | None) -> str | None:
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
                f'TANDEM_AUTH=accounts needs TANDEM_SECRET, at least {MIN_SECRET_LENGTH} random characters that stay '
                'the same from start to start. “openssl rand -hex 32” prints some'
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
        """Whether the secret is long and varied enough."""
        secret = self.secret.get_secret_value() if self.secret else ''
        return len(secret) >= MIN_SECRET_LENGTH and len(set(secret)) >= MIN_SECRET_VARIETY

    @property
    def provider_name(self) -> str | None:
        """The name of the OpenID Connect provider as people know it; None when there is none."""
        return self.oidc_name if self.oidc_issuer else None

    @property
    def trusted_proxies(self) -> str:
        """The addresses whose `X-Forwarded-For` is believed: those named, else a proxy on this machine if there is one.

        In `local` mode nothing stands in between. Without a public address there is no proxy to believe.
        """
        if self.auth is Auth.LOCAL:
            return ''
        return self.forwarded_allow_ips or (_THIS_MACHINE if self.public_url else '')

    @property
    def address(self) -> str:
        """The address at which people open Tandem."""
        host = _HERE.get(self.host, self.host)
        host = f'[{host}]' if ':' in host else host
        return self.public_url or f'http://{host}:{self.port}'

    @property
    def cookie_suffix(self) -> str:
        """What tells this installation's cookies from those of others: browsers send a host's cookies to all its ports.

        It is the port that browsers use, and empty for the usual one. Several processes with one public address are
        one installation, whatever port each listens on.
        """
        if self.public_url:
            port = urlsplit(self.public_url).port
            return f'_{port}' if port else ''
        return '' if self.port == type(self).model_fields['port'].default else f'_{self.port}'

    @property
    def database_dir(self) -> Path:
        """The folder of the embedded database."""
        try:
            folder = self.data_dir.expanduser().resolve()
            str(folder).encode()
        except (OSError, RuntimeError, UnicodeEncodeError):
            raise InvalidInput(
                'TANDEM_DATA_DIR', 'TANDEM_DATA_DIR leads nowhere, or is not written in UTF-8. Name another folder.'
            ) from None
        return folder / 'postgresql'


def read_settings(**overrides: object) -> Settings:
    """The settings in force; raises InvalidInput with one sentence that names what is wrong."""
    _refuse_unknown()
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
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
