"""Where the packaged Tandem begins: as `main.py --native` does, because nobody types anything after a double click."""

import sys

from app.cli import run
from app.desktop.native import WINDOW_COMMAND

given = sys.argv[1:]
sys.exit(run(given if WINDOW_COMMAND in given else ['--native', *given]))
