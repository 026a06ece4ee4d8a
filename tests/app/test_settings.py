"""Settings for a provider and for mail that cannot work stop the start with a sentence that says why."""

import pytest

from app.cli import refuse_missing_packages
from app.postgres.refusals import CannotStart
from app.settings import read_settings
from services.errors import InvalidInput

PROVIDER = {
    'TANDEM_OIDC_ISSUER': 'https://id.example.org',
    'TANDEM_OIDC_CLIENT_ID': 'tandem',
    'TANDEM_OIDC_CLIENT_SECRET': 'told to nobody else',
}
ACCOUNTS = {'TANDEM_AUTH': 'accounts', 'TANDEM_SECRET': '0123456789abcdef' * 4}


def settings_with(monkeypatch, tmp_path, variables):
    monkeypatch.chdir(tmp_path)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return read_settings()


PUBLIC = {'TANDEM_PUBLIC_URL': 'https://tasks.example.org'}


@pytest.mark.parametrize(
    ('variables', 'believed'),
    [
        ({}, ''),
        (PUBLIC, ''),
        ({'FORWARDED_ALLOW_IPS': '*'}, ''),
        (ACCOUNTS, ''),
        (ACCOUNTS | PUBLIC, '127.0.0.1,::1'),
        (ACCOUNTS | {'FORWARDED_ALLOW_IPS': '172.16.0.0/12'}, '172.16.0.0/12'),
        (ACCOUNTS | PUBLIC | {'FORWARDED_ALLOW_IPS': '10.0.0.7'}, '10.0.0.7'),
    ],
)
def test_only_a_proxy_that_there_is_is_believed_about_who_calls(monkeypatch, tmp_path, variables, believed):
    assert settings_with(monkeypatch, tmp_path, variables).trusted_proxies == believed


@pytest.mark.parametrize(
    ('variables', 'said'),
    [
        (PROVIDER, 'needs TANDEM_AUTH=accounts'),
        (ACCOUNTS | PROVIDER | {'TANDEM_OIDC_CLIENT_ID': ''}, 'needs TANDEM_OIDC_CLIENT_ID'),
        (ACCOUNTS | PROVIDER | {'TANDEM_OIDC_CLIENT_SECRET': ''}, 'TANDEM_OIDC_CLIENT_SECRET, too'),
        (ACCOUNTS | PROVIDER | {'TANDEM_OIDC_ISSUER': 'http://id.example.org'}, 'must begin with https://'),
        (ACCOUNTS | PROVIDER | {'TANDEM_OIDC_ISSUER': 'id.example.org'}, 'must begin with https://'),
        (ACCOUNTS | {'TANDEM_SMTP_URL': 'smtps://mail.example.org'}, 'needs TANDEM_MAIL_FROM'),
        (ACCOUNTS | {'TANDEM_SMTP_URL': 'mail.example.org', 'TANDEM_MAIL_FROM': 'a@b'}, 'It must look like smtps://'),
        ({'TANDEM_MAX_TASKS': '0'}, 'TANDEM_MAX_TASKS has a value that cannot be used'),
    ],
)
def test_what_cannot_work_is_said_and_no_secret_with_it(monkeypatch, tmp_path, variables, said):
    with pytest.raises(InvalidInput) as refused:
        settings_with(monkeypatch, tmp_path, variables)

    assert said in str(refused.value)
    assert 'told to nobody else' not in str(refused.value)


def test_what_can_work_does(monkeypatch, tmp_path):
    mail = {'TANDEM_SMTP_URL': 'smtps://ada:pass@mail.example.org', 'TANDEM_MAIL_FROM': 'tandem@example.org'}

    settings = settings_with(monkeypatch, tmp_path, ACCOUNTS | PROVIDER | mail)

    assert settings.provider_name == 'your organisation'
    assert 'pass' not in repr(settings)


def test_a_provider_without_its_packages_stops_the_start_with_what_to_install(monkeypatch, tmp_path):
    settings = settings_with(monkeypatch, tmp_path, ACCOUNTS | PROVIDER)

    refuse_missing_packages(settings, lambda name: name)
    with pytest.raises(CannotStart, match=r'^TANDEM_OIDC_ISSUER .* -r requirements-oidc\.lock$'):
        refuse_missing_packages(settings, lambda name: None if name == 'authlib' else name)


def test_without_a_provider_its_packages_are_not_needed(monkeypatch, tmp_path):
    refuse_missing_packages(settings_with(monkeypatch, tmp_path, ACCOUNTS), lambda _name: None)
