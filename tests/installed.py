"""Tandem in the process of the test, installed and started as the product does it, without NiceGUI's pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.bootstrap import Tandem
from app.serving import install


@asynccontextmanager
async def installed(tandem: Tandem) -> AsyncIterator[FastAPI]:
    """An app that serves `tandem`, started and stopped with the block."""
    app = FastAPI(title='Tandem', version='1')
    install(app, tandem)
    async with app.router.lifespan_context(app):
        yield app
