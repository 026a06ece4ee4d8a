"""The OpenAPI document says what there is, and what each answer looks like."""

import re

import pytest

CONTRACT = {
    '/api/v1/tasks/': {'get', 'post'},
    '/api/v1/tasks/{task_id}': {'get', 'put', 'patch', 'delete'},
    '/api/v1/tasks/{task_id}/toggle': {'patch'},
    '/api/v1/summary': {'get'},
    '/api/v1/chat': {'post'},
    '/api/v1/chat/turns/{turn_id}/stop': {'post'},
    '/api/v1/chat/sessions': {'get', 'post'},
    '/api/v1/chat/sessions/{session_id}': {'get', 'patch', 'delete'},
    '/api/v1/chat/sessions/{session_id}/messages': {'get'},
    '/api/v1/tasks/{task_id}/move': {'post'},
    '/api/v1/lists/': {'get', 'post'},
    '/api/v1/lists/{list_id}': {'get', 'patch', 'delete'},
    '/api/v1/lists/{list_id}/move': {'post'},
    '/api/v1/labels/': {'get', 'post'},
    '/api/v1/labels/{label_id}': {'get', 'patch', 'delete'},
    '/api/v1/approvals': {'get'},
    '/api/v1/approvals/{approval_id}': {'patch', 'post'},
    '/api/v1/undo': {'post'},
    '/api/v1/redo': {'post'},
    '/api/v1/events': {'get'},
    '/api/v1/history': {'get'},
    '/api/v1/trash': {'get'},
    '/api/v1/trash/{thing_id}/restore': {'post'},
    '/api/v1/model/test': {'post'},
    '/api/v1/me': {'get', 'patch'},
    '/api/v1/me/tokens': {'get'},
    '/api/v1/me/tokens/{thing_id}': {'delete'},
    '/api/v1/me/passkeys': {'get'},
    '/api/v1/me/passkeys/{thing_id}': {'delete'},
    '/healthz': {'get'},
    '/readyz': {'get'},
}


@pytest.fixture
def document(app):
    return app.openapi()


@pytest.fixture
def operations(document):
    return {
        f'{method} {path}': operation
        for path, methods in document['paths'].items()
        for method, operation in methods.items()
    }


def test_every_route_of_the_contract_is_there_and_no_other(document):
    assert {path: set(methods) for path, methods in document['paths'].items()} == CONTRACT


def test_every_operation_has_a_title_a_tag_and_one_sentence(operations):
    for operation in operations.values():
        assert operation['summary']
        assert len(operation['tags']) == 1
        assert re.fullmatch(r'[A-Z`].*\.', operation['description'].splitlines()[0])


def test_every_operation_has_a_name_of_its_own(operations):
    names = [operation['operationId'] for operation in operations.values()]
    assert len(names) == len(set(names))


def test_every_refusal_is_declared_with_its_shape(operations):
    for name, operation in operations.items():
        if '/api/' not in name:
            continue
        refusals = {status for status in operation['responses'] if status >= '400'}
        assert {'401', '403', '422', '503'} <= refusals
        assert ('413' in refusals) == ('requestBody' in operation)
        if '{' in name:
            assert '404' in refusals
        invalid = operation['responses']['422']['content']['application/json']['schema']
        assert invalid == {'$ref': '#/components/schemas/InvalidProblem'}


def test_every_answer_has_a_schema(operations):
    for operation in operations.values():
        for status, answer in operation['responses'].items():
            assert status == '204' or answer['content']['application/json']['schema']


def test_every_reference_leads_somewhere(document):
    known = {f'#/components/schemas/{name}' for name in document['components']['schemas']}
    used = set(re.findall(r"'\$ref': '([^']+)'", str(document)))
    assert used <= known


def test_it_says_how_to_sign_in(document, operations):
    kinds = {scheme['type'] for scheme in document['components']['securitySchemes'].values()}
    assert kinds == {'http', 'apiKey'}
    assert all(operation['security'] for name, operation in operations.items() if '/api/' in name)
    assert all('security' not in operation for name, operation in operations.items() if '/api/' not in name)


async def test_it_is_served(nobody):
    assert (await nobody.get('/openapi.json')).status_code == 200
    assert (await nobody.get('/docs')).status_code == 200
