"""What holds for the project as a whole. One test for each rule; what it fails with names everything that breaks it."""

import inspect
import os
import re
import subprocess
import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic.fields import FieldInfo

from app.problems import STATUS
from app.settings import PREFIX, Settings
from services import errors
from services.language import Operation, parse
from tests import ROOT
from tools.mutate import read_mutations

MAX_FILES_IN_A_FOLDER = 20
ONE_SCREEN = 60
LOCKS = tuple(f'requirements{of}.lock' for of in ('', '-native', '-oidc', '-dev', '-tools'))

SOURCES = [
    path
    for place in ('app', 'benchmarks', 'components', 'services', 'tests', 'tools')
    for path in sorted((ROOT / place).rglob('*'))
    if path.suffix in {'.py', '.js', '.css', '.html', '.sql'}
]
DOCUMENTS = [*sorted(ROOT.glob('*.md')), *sorted(ROOT.glob('docs/**/*.md'))]
DECISIONS = sorted((ROOT / 'docs' / 'decisions').glob('*.md'))
ERRORS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.TandemError) and kind is not errors.TandemError
]


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding='utf-8')


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def found_in(documents: list[Path], pattern: str) -> list[tuple[str, str]]:
    """What the one group of the pattern matches, each with the document it stands in."""
    return [
        (name_of(document), found)
        for document in documents
        for found in re.findall(pattern, document.read_text(encoding='utf-8'), re.MULTILINE)
    ]


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


def test_no_folder_has_more_files_than_a_person_takes_in() -> None:
    # Migrations are a sequence, of which one reads the newest.
    rooms = [path for path in SOURCES if path.parent != ROOT / 'app' / 'migrations' / 'versions']
    files = Counter(name_of(path.parent) for path in rooms if path.name != '__init__.py')
    assert {folder: count for folder, count in files.items() if count > MAX_FILES_IN_A_FOLDER} == {}


def test_no_component_opens_a_transaction() -> None:
    opening = re.compile(r'\btransaction\(|\bAsyncSession\b')
    assert [
        name_of(path) for path in (ROOT / 'components').rglob('*.py') if opening.search(path.read_text('utf-8'))
    ] == []


def test_no_test_imports_from_another_test() -> None:
    tests = [path for path in SOURCES if path.is_relative_to(ROOT / 'tests')]
    assert found_in(tests, r'^from (tests\S*\.(?:test_\w+|conftest)) import') == []


def test_every_make_command_in_a_document_exists() -> None:
    used = found_in(DOCUMENTS, r'(?:`|^|\$ )make ([a-z-]+)')
    assert [each for each in used if each[1] not in targets()] == []


def test_every_link_into_the_project_leads_somewhere() -> None:
    links = [each for each in found_in(DOCUMENTS, r'\]\(([^)#\s]+)') if '://' not in each[1]]
    assert [(document, link) for document, link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


def test_every_file_a_document_names_exists() -> None:
    named = found_in(DOCUMENTS, r'`((?:app|benchmarks|components|docs|scripts|services|tests|tools)/[\w./-]*)`')
    assert [each for each in named if not (ROOT / each[1]).exists()] == []


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


def test_every_setting_a_document_names_exists() -> None:
    known = {f'{PREFIX}{name.upper()}' for name in Settings.model_fields}
    named = found_in([*DOCUMENTS, ROOT / 'Dockerfile', ROOT / 'compose.yaml'], rf'\b({PREFIX}[A-Z_]+)\b')
    assert [each for each in named if each[1] not in known] == []


def test_every_error_has_a_status_of_its_own_or_of_its_kind() -> None:
    kinds = {kind: set(kind.__mro__) - {errors.TandemError} for kind in ERRORS}
    assert [kind.__name__ for kind, parents in kinds.items() if not parents & STATUS.keys()] == []


def test_every_error_is_in_the_drawing_of_the_tree() -> None:
    assert [kind.__name__ for kind in ERRORS if not re.search(rf'── {kind.__name__}\b', str(errors.__doc__))] == []


def test_a_decision_has_its_number_and_the_three_parts_and_fits_one_screen() -> None:
    def is_right(decision: Path) -> bool:
        title, *lines = decision.read_text(encoding='utf-8').splitlines()
        parts = [line for line in lines if line.startswith('## ')]
        return (
            title.startswith(f'# {int(decision.stem[:4])}. ')
            and parts == ['## Context', '## Decision', '## Consequences']
            and len(lines) < ONE_SCREEN
        )

    assert [decision.name for decision in DECISIONS if not is_right(decision)] == []


def test_decisions_are_numbered_without_a_gap_and_listed_in_the_readme() -> None:
    assert [int(decision.stem[:4]) for decision in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = section('README.md', 'Decisions and limits')
    assert [decision.name for decision in DECISIONS if decision.name not in listed] == []


def test_a_lock_file_holds_versions_and_hashes_and_nothing_of_the_machine_it_was_made_on() -> None:
    line = re.compile(
        r'# Written by `make lock`; not by hand\.'
        r'|[a-z0-9][a-z0-9-]*==[a-z0-9.+!]+( ; [a-z_ <>=!."\'()0-9]+)? \\'
        r'|    --hash=sha256:[0-9a-f]{64}( \\)?'
        r'|    # via( [a-z0-9.-]+,?| -c requirements(-oidc|-dev)?\.lock,?| pyproject\.toml,?)+'
    )
    assert [(lock, text) for lock in LOCKS for text in text_of(lock).splitlines() if not line.fullmatch(text)] == []


def test_the_lock_files_hold_what_the_project_asks_for_and_agree() -> None:
    project = tomllib.loads(text_of('pyproject.toml'))
    pins = {lock: dict(re.findall(r'^([a-z0-9-]+)==(\S+)', text_of(lock), re.MULTILINE)) for lock in LOCKS}
    run, native, oidc, develop, tools = pins.values()
    assert {name_in(wanted) for wanted in project['project']['dependencies']} <= set(run)
    assert {name_in(wanted) for wanted in project['dependency-groups']['dev']} <= set(develop)
    assert {name_in(wanted) for wanted in project['dependency-groups']['tools']} <= set(tools)
    extras = project['project']['optional-dependencies']
    assert {name_in(wanted) for wanted in extras['native']} <= set(native)
    assert {name_in(wanted) for wanted in extras['oidc']} <= set(oidc)
    others = [*native.items(), *oidc.items(), *develop.items(), *tools.items()]
    together = {**develop, **run, **oidc}
    assert [(name, version) for name, version in others if together.get(name, version) != version] == []


def name_in(requirement: str) -> str:
    name = re.match(r'[A-Za-z0-9._-]+', requirement)
    assert name
    return name[0].lower().replace('_', '-').replace('.', '-')


def promises() -> dict[str, list[str]]:
    """What CONTRIBUTING says runs before a change is taken: each make target and its commands."""
    lines = re.findall(
        r'^- `make ([a-z-]+)`: (.*(?:\n  .*)*)', section('CONTRIBUTING.md', 'Before a change is taken'), re.MULTILINE
    )
    return {target: re.findall(r'`([^`]+)`', commands) for target, commands in lines}


def sentence_of(title: str) -> str:
    return title.rstrip('.,')


def test_each_promise_names_the_tests_that_hold_it() -> None:
    rows = re.findall(r'^\| \*\*(.+?)\*\*.*\|([^|]+)\|$', section('docs/guarantees.md', 'Promised'), re.MULTILINE)
    named = [(title, test) for title, tests in rows for test in re.findall(r'`([^`]+)`', tests)]
    assert {title for title, _ in rows} == {title for title, _ in named}
    assert [each for each in named if not is_a_test(each[1])] == []


def is_a_test(name: str) -> bool:
    """Whether `name` is a folder or file of tests, or a test in it as pytest names it."""
    path, _, test = name.partition('::')
    file = ROOT / path
    return path.startswith('tests/') and file.exists() and (not test or f'def {test}(' in file.read_text('utf-8'))


def test_each_promise_is_broken_by_a_mutation_that_still_fits() -> None:
    promised = re.findall(r'^\| \*\*(.+?)\*\*', section('docs/guarantees.md', 'Promised'), re.MULTILINE)
    mutations = read_mutations()
    assert {each.promise.partition(':')[0] for each in mutations} == {sentence_of(title) for title in promised}
    assert [each.promise for each in mutations if text_of(each.file).count(each.find) != 1] == []
    assert [each.test for each in mutations if not is_a_test(each.test)] == []


def test_ci_runs_what_contributing_promises() -> None:
    assert re.findall(r'^make ([a-z-]+)', text_of('.ci/run'), re.MULTILINE) == list(promises())


def test_make_runs_what_contributing_promises() -> None:
    promised = [(target, command) for target, commands in promises().items() for command in commands]
    assert len(promised) >= len(('ruff', 'format', 'oxfmt', 'mypy', 'imports', 'deptry', 'audit', 'pytest'))
    assert [each for each in promised if each[1] not in recipe(each[0])] == []


def test_images_are_pinned_by_digest() -> None:
    used = re.findall(r'^FROM (\S+)', text_of('Dockerfile'), re.MULTILINE)
    used += re.findall(r'^ +image: (\S+)', text_of('compose.yaml'), re.MULTILINE)
    assert len(used) >= len(('to build with', 'to run', 'proxy', 'database'))
    assert [image for image in used if not re.fullmatch(r'[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}', image)] == []


def test_compose_hands_on_what_an_operator_sets() -> None:
    handed = set(re.findall(r'^    ([A-Z_]+): \$\{\1:[?-]', text_of('compose.yaml'), re.MULTILINE))
    of_the_container = {'HOST', 'PORT', 'DATA_DIR', 'DATABASE_URL', 'AUTH', 'NATIVE', 'TEST_CLOCK', 'BACKUP_DIR'}
    wanted = {
        str(field.validation_alias or f'{PREFIX}{name.upper()}')
        for name, field in Settings.model_fields.items()
        if name.upper() not in of_the_container
    }
    assert wanted - handed == set()
