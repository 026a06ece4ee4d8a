"""Whoever else may come to a door."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from app.bootstrap import Tandem
from tests.programs import client_of, token_for


@pytest.fixture
async def other_token(tandem: Tandem, other: UUID) -> str:
    return await token_for(tandem, other)


@pytest.fixture
async def others_client(app: FastAPI, other_token: str) -> AsyncIterator[AsyncClient]:
    """A program with somebody else's token."""
    async with client_of(app, other_token) as client:
        yield client


@pytest.fixture
async def nobody(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """A program without a token."""
    async with client_of(app) as client:
        yield client
