"""What holds for the project as a whole: sizes, documents that tell the truth, lock files that travel."""

import inspect
import os
import re
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic.fields import FieldInfo

from app.problems import STATUS
from app.settings import PREFIX, Settings
from services import errors
from services.language import Operation, parse

ROOT = Path(__file__).parents[1]
LONGEST_FILE = 300
ONE_SCREEN = 60

SOURCES = sorted(
    path
    for place in ROOT.iterdir()
    if not place.name.startswith('.')
    for path in ([place] if place.is_file() else place.rglob('*'))
    if path.suffix in {'.py', '.js'}
)
DOCUMENTS = [ROOT / 'README.md', ROOT / 'CONTRIBUTING.md', ROOT / 'CHANGELOG.md', *sorted(ROOT.glob('docs/**/*.md'))]
DECISIONS = sorted((ROOT / 'docs' / 'decisions').glob('*.md'))
ERRORS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.TandemError) and kind is not errors.TandemError
]


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding='utf-8')


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def targets() -> set[str]:
    """The targets of the Makefile that `make help` tells of."""
    return set(re.findall(r'^([a-z-]+):.*## ', text_of('Makefile'), re.MULTILINE))


def recipe(target: str) -> str:
    """The commands make would run for a target."""
    make = ['make', '--dry-run', '--no-print-directory', target]
    # Without the environment of the make that runs the tests, which would change what this one prints.
    alone = {'PATH': os.environ['PATH']}
    return subprocess.run(make, cwd=ROOT, env=alone, capture_output=True, text=True, check=True).stdout  # noqa: S603 - fixed words


def section(document: str, heading: str) -> str:
    found = re.search(rf'^## {heading}\n(.*?)(?=^## |\Z)', text_of(document), re.MULTILINE | re.DOTALL)
    assert found, f'{document} has no section “{heading}”'
    return found[1]


def settings_table() -> str:
    rows = ['| Variable | Default | Meaning |', '|---|---|---|']
    rows += [
        f'| `{field.validation_alias or PREFIX + name.upper()}` | {default_of(field)} | {field.description} |'
        for name, field in Settings.model_fields.items()
    ]
    return '\n'.join(rows)


def default_of(field: FieldInfo) -> str:
    if field.default_factory is not None or field.default is None:
        return ''
    return f'`{int(field.default) if isinstance(field.default, bool) else field.default}`'


@pytest.mark.parametrize('path', SOURCES, ids=named)
def test_no_source_file_is_longer_than_people_read(path: Path) -> None:
    assert len(path.read_text(encoding='utf-8').splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize('document', DOCUMENTS, ids=named)
def test_every_make_command_in_a_document_exists(document: Path) -> None:
    used = set(re.findall(r'(?:`|^|\$ )make ([a-z-]+)', document.read_text(encoding='utf-8'), re.MULTILINE))
    assert used <= targets()


@pytest.mark.parametrize('document', DOCUMENTS, ids=named)
def test_every_link_into_the_project_leads_somewhere(document: Path) -> None:
    links = re.findall(r'\]\(([^)#\s]+)', document.read_text(encoding='utf-8'))
    missing = [link for link in links if '://' not in link and not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize('document', DOCUMENTS, ids=named)
def test_every_file_a_document_speaks_of_exists(document: Path) -> None:
    spoken_of = re.findall(r'`((?:app|components|docs|scripts|services|tests)/[\w./-]*)`', document.read_text('utf-8'))
    assert [path for path in spoken_of if not (ROOT / path).exists()] == []


def test_the_readme_explains_every_make_target() -> None:
    assert targets() - {'help'} <= set(re.findall(r'`make ([a-z-]+)', section('README.md', 'Developing')))


def test_the_readme_lists_the_settings_as_they_are() -> None:
    assert settings_table() in section('README.md', 'Settings')


def test_the_built_in_understanding_knows_every_sentence_of_the_readme() -> None:
    rows = re.findall(r'^\| [a-z, ]+ \|[^|]+\|([^|]+)\|.*\| `', section('README.md', 'How it works'), re.MULTILINE)
    said = [sentence for row in rows for sentence in re.findall(r'`([^`]+)`', row)]
    said += re.findall(r'(?:[Ss]ay|,) `([^`]+)`', section('README.md', 'A two-minute tour'))
    assert len(said) > len(rows) > 0
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    unknown = {Operation.UNKNOWN, Operation.UNSUPPORTED}
    assert [text for text in said if unknown & {each.operation for each in parse(text, noon, ZoneInfo('UTC'))}] == []


@pytest.mark.parametrize('file', ['Dockerfile', 'compose.yaml', 'README.md', 'docs/operations.md'])
def test_only_settings_that_exist_are_spoken_of(file: str) -> None:
    known = {f'{PREFIX}{name.upper()}' for name in Settings.model_fields}
    assert set(re.findall(rf'\b{PREFIX}[A-Z_]+\b', text_of(file))) <= known


@pytest.mark.parametrize('kind', ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_has_a_status_of_its_own_or_of_its_kind(kind: type[errors.TandemError]) -> None:
    assert any(parent in STATUS for parent in kind.__mro__ if parent is not errors.TandemError)


@pytest.mark.parametrize('kind', ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_is_in_the_drawing_of_the_tree(kind: type[errors.TandemError]) -> None:
    assert re.search(rf'── {kind.__name__}\b', str(errors.__doc__))


@pytest.mark.parametrize('decision', DECISIONS, ids=lambda path: path.stem)
def test_a_decision_fits_one_screen_and_says_why_what_and_what_follows(decision: Path) -> None:
    lines = decision.read_text(encoding='utf-8').splitlines()
    assert lines[0].startswith(f'# {int(decision.stem[:4])}. ')
    assert [line for line in lines if line.startswith('## ')] == ['## Context', '## Decision', '## Consequences']
    assert len(lines) <= ONE_SCREEN


def test_decisions_are_numbered_without_a_gap_and_listed_in_the_readme() -> None:
    assert [int(decision.stem[:4]) for decision in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = section('README.md', 'Decisions and limits')
    assert [decision.name for decision in DECISIONS if decision.name not in listed] == []


@pytest.mark.parametrize('lock', ['requirements.lock', 'requirements-native.lock', 'requirements-dev.lock'])
def test_a_lock_file_holds_versions_and_hashes_and_nothing_of_the_machine_it_was_made_on(lock: str) -> None:
    line = re.compile(
        r'# Written by `make lock`; not by hand\.'
        r'|[a-z0-9][a-z0-9-]*==[a-z0-9.+!]+( ; [a-z_ <>=!."\'()0-9]+)? \\'
        r'|    --hash=sha256:[0-9a-f]{64}( \\)?'
        r'|    # via( [a-z0-9.-]+,?| -c requirements\.lock,?| pyproject\.toml,?)+'
    )
    assert [text for text in text_of(lock).splitlines() if not line.fullmatch(text)] == []


def test_the_lock_files_hold_what_the_project_asks_for_and_agree() -> None:
    project = tomllib.loads(text_of('pyproject.toml'))
    pins = {
        lock: dict(re.findall(r'^([a-z0-9-]+)==(\S+)', text_of(lock), re.MULTILINE))
        for lock in ('requirements.lock', 'requirements-native.lock', 'requirements-dev.lock')
    }
    run, native, develop = pins.values()
    assert {name_in(wanted) for wanted in project['project']['dependencies']} <= set(run)
    assert {name_in(wanted) for wanted in project['dependency-groups']['dev']} <= set(develop)
    assert {name_in(wanted) for wanted in project['project']['optional-dependencies']['native']} <= set(native)
    assert {name: version for name, version in {**develop, **native}.items() if run.get(name, version) != version} == {}


def name_in(requirement: str) -> str:
    name = re.match(r'[A-Za-z0-9._-]+', requirement)
    assert name
    return name[0].lower().replace('_', '-').replace('.', '-')


def promises() -> dict[str, list[str]]:
    """What CONTRIBUTING says runs before a change is taken: each make target and its commands."""
    lines = re.findall(
        r'^- `make ([a-z-]+)`: (.*)$', section('CONTRIBUTING.md', 'Before a change is taken'), re.MULTILINE
    )
    return {target: re.findall(r'`([^`]+)`', commands) for target, commands in lines}


def test_ci_runs_what_contributing_promises() -> None:
    assert re.findall(r'^make ([a-z-]+)', text_of('.ci/run'), re.MULTILINE) == list(promises())


@pytest.mark.parametrize('target', promises())
def test_make_runs_what_contributing_promises(target: str) -> None:
    commands = recipe(target)
    assert [tool for tool in promises()[target] if tool not in commands] == []
