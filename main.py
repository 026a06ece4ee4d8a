"""Tandem: a task list and an assistant on one page, always in step."""

import sys

from app.cli import run

if __name__ in {'__main__', '__mp_main__'}:
    sys.exit(run(sys.argv[1:]))
