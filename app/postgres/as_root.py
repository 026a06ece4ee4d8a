"""Who runs the server: whoever runs Tandem, or a stand-in, because PostgreSQL refuses to run as root.

In a user namespace, root appears under another name and stays the owner of its files, so no user is
made and no folder is opened for one. Where the system allows no namespaces, as in many containers,
the server runs as that other user and keeps one right of root: to reach its files through folders
that are closed to others.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.postgres.refusals import CannotStart

_PROBE_TIMEOUT_SECONDS = 10.0
# Files and people that a namespace does not know have this ID in it.
_NOBODY = 65_534


@dataclass(frozen=True)
class Account:
    """`prefix` stands before each command; files belong to `uid` and `gid`; to the server, we are `peer`."""

    prefix: tuple[str, ...]
    uid: int
    gid: int
    peer: str

    def own(self, folder: Path) -> None:
        """Make everything in `folder` belong to this account; only root can, and only root has to."""
        if os.geteuid() != 0 or folder.stat().st_uid == self.uid:
            return
        for parent, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.chown(Path(parent) / name, self.uid, self.gid, follow_symlinks=False)
        os.chown(folder, self.uid, self.gid)


@cache
def account() -> Account:
    """The account for the server of whoever runs this process; raises CannotStart when there is none."""
    uid, gid = os.geteuid(), os.getegid()
    name = _name_of(uid)
    if uid != 0 and name is not None:
        return Account((), uid, gid, name)
    other = next((entry for entry in pwd.getpwall() if entry.pw_uid not in {0, uid, _NOBODY}), None)
    if other is None:
        raise _refusal(uid)
    namespace = ('unshare', '--user', f'--map-user={other.pw_uid}', f'--map-group={other.pw_gid}', '--')
    if _works(namespace):
        return Account(namespace, uid, gid, other.pw_name)
    right = '-all,+dac_override'
    lowered = (
        *('setpriv', f'--reuid={other.pw_uid}', f'--regid={other.pw_gid}', '--clear-groups'),
        *(f'--inh-caps={right}', f'--ambient-caps={right}', '--'),
    )
    if uid == 0 and _works(lowered):
        return Account(lowered, other.pw_uid, other.pw_gid, 'root')
    raise _refusal(uid)


def _name_of(uid: int) -> str | None:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return None


def _works(prefix: tuple[str, ...]) -> bool:
    if shutil.which(prefix[0]) is None:
        return False
    probe = subprocess.run(  # noqa: S603 - a program of the system, without a shell
        [*prefix, 'true'], capture_output=True, timeout=_PROBE_TIMEOUT_SECONDS, check=False
    )
    return probe.returncode == 0


def _refusal(uid: int) -> CannotStart:
    who = 'as root' if uid == 0 else f'for the user ID {uid}, which has no name on this system'
    return CannotStart(
        f'The embedded database cannot run {who}. Start Tandem as an ordinary user, or set TANDEM_DATABASE_URL.'
    )
