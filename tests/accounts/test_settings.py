"""Settings for a provider and for mail that cannot work stop the start with a sentence that says why."""

import pytest

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
