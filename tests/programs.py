"""Programs that come in through a door, with a token."""

from uuid import UUID

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from app.bootstrap import Tandem
from services.accounts import tokens

HOST = 'localhost'


async def token_for(tandem: Tandem, user_id: UUID, name: str = 'test program') -> str:
    async with tandem.database.everybody().transaction() as session:
        return await tokens.create_token(session, user_id, name)


def client_of(app: FastAPI, token: str | None = None) -> AsyncClient:
    headers = {'Authorization': f'Bearer {token}'} if token else {}
    return AsyncClient(transport=ASGITransport(app), base_url=f'http://{HOST}', headers=headers)
