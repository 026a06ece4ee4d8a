"""Who may do what in the embedded database.

Only the account that runs Tandem can connect; PostgreSQL asks the system who is at the other end of
the socket. Tandem works as the role `tandem`, which owns its one database and is no superuser. The
superuser `postgres` prepares that at each start, so data of a version that worked as a superuser is
brought to the same state.
"""

import os
from pathlib import Path
from urllib.parse import quote

from app.postgres.as_root import account
from app.postgres.own_files import open_own, read_own
from app.postgres.programs import program, run
from services.database import ROLE

DATABASE = 'tandem'
"""The database that Tandem uses, and the role it connects as, which owns it."""

SUPERUSER = 'postgres'
"""The role that prepares the database."""

PORT = 5432
"""A part of the socket's name; the server listens on no port."""

_TIMEOUT_SECONDS = 60.0
_RULES = f'local {DATABASE} {DATABASE} peer map=tandem\nlocal all {SUPERUSER} peer map=tandem\n'
# Upper and lower case are told apart in every alphabet, whatever the locale of the system.
_LOCALE = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
# Names are constants of this program.
_PREPARE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{DATABASE}') THEN CREATE ROLE {DATABASE} LOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN CREATE ROLE {ROLE} NOLOGIN; END IF;
    IF NOT pg_has_role('{DATABASE}', '{ROLE}', 'MEMBER') THEN GRANT {ROLE} TO {DATABASE}; END IF;
END $$;
SELECT $$CREATE DATABASE {DATABASE} OWNER {DATABASE} {_LOCALE}$$
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
SELECT 'ALTER DATABASE {DATABASE} OWNER TO {DATABASE}'
    WHERE EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}' AND datdba <> '{DATABASE}'::regrole) \\gexec
\\connect {DATABASE}
SELECT format('ALTER TABLE %s OWNER TO {DATABASE}', oid::regclass) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
    AND relowner <> '{DATABASE}'::regrole \\gexec
SELECT format('ALTER ROUTINE %s OWNER TO {DATABASE}', oid::regprocedure) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND proowner <> '{DATABASE}'::regrole \\gexec
SELECT format('ALTER TYPE %s OWNER TO {DATABASE}', oid::regtype) FROM pg_type
    WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    AND typowner <> '{DATABASE}'::regrole \\gexec
"""  # noqa: S608


def write_rules(folder: Path) -> None:
    """Say in the data folder who may connect; read by PostgreSQL when it starts."""
    peer = account().peer.replace('"', '""')
    names = ''.join(f'tandem "{peer}" {role}\n' for role in (DATABASE, SUPERUSER))
    for name, wanted in (('pg_hba.conf', _RULES), ('pg_ident.conf', names)):
        file = folder / name
        if read_own(file) != wanted:
            new = folder / f'{name}.new'
            with os.fdopen(open_own(new, os.O_WRONLY | os.O_TRUNC), 'w', encoding='utf-8') as output:
                output.write(wanted)
            os.chown(new, account().uid, account().gid)
            new.replace(file)


def has_own_rules(folder: Path) -> bool:
    """Whether the server on this folder was started by a Tandem that writes these rules."""
    return read_own(folder / 'pg_hba.conf') == _RULES


def prepare(sockets: Path) -> None:
    """Make the roles and the database of Tandem, and give it what it owns; raises CalledProcessError."""
    as_superuser(sockets, _PREPARE)


def as_superuser(sockets: Path, statements: str) -> None:
    """Run statements, for which psql's commands may stand, as the superuser; raises CalledProcessError."""
    run(
        [
            *(program('psql'), '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'),
            *(f'--host={sockets}', f'--port={PORT}', f'--username={SUPERUSER}', '--dbname=postgres', '--file=-'),
        ],
        timeout=_TIMEOUT_SECONDS,
        text=statements,
    )


def url_of(sockets: Path, *, role: str = DATABASE, database: str = DATABASE) -> str:
    """How to connect through the socket in this folder."""
    return f'postgresql://{role}@/{database}?host={quote(str(sockets))}&port={PORT}'
