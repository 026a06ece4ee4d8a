"""Tandem with an OpenID Connect provider that people may log in at."""

import pytest

from tests.accounts import account_settings
from tests.doors.accounts.provider.identity_provider import CLIENT_ID, CLIENT_SECRET, identity_provider


@pytest.fixture
async def idp():
    async with identity_provider() as idp:
        yield idp


@pytest.fixture
def registration():
    return 'open'


@pytest.fixture
def settings(idp, registration):
    return account_settings(
        oidc_issuer=idp.issuer,
        oidc_client_id=CLIENT_ID,
        oidc_client_secret=CLIENT_SECRET,
        oidc_name='Example',
        public_url='http://tasks.example.org',
        registration=registration,
    )
