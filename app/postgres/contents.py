"""What is in a dump, table by table, so that two dumps can be compared whatever the order of their rows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

_BEGIN = re.compile(rb'COPY (?:public\.)?"?(\w+)"? \(.*\) FROM stdin;\n')
_END = b'\\.\n'


@dataclass
class Table:
    """The rows of a table: their number, and a sum of their digests, which does not depend on their order."""

    rows: int = 0
    digest: int = 0

    def add(self, row: bytes) -> None:
        """Count one more row."""
        self.rows += 1
        self.digest = (self.digest + int.from_bytes(sha256(row).digest(), 'big')) % 2**256


Contents = dict[str, Table]
"""The tables by their names."""


def contents_of(script: Iterable[bytes]) -> Contents:
    """The tables in an SQL script of `pg_dump`, given line by line."""
    tables: Contents = {}
    table: Table | None = None
    for line in script:
        if table is None:
            begin = _BEGIN.fullmatch(line)
            table = tables.setdefault(begin[1].decode(), Table()) if begin else None
        elif line == _END:
            table = None
        else:
            table.add(line)
    return tables
