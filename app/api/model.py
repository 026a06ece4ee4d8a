"""The language model over REST."""

from fastapi import APIRouter

from app.api.dependencies import ChatContext, RunningTandem
from app.problems import answers
from services.chat.model.check import ModelReport, check_model

router = APIRouter(prefix='/model', tags=['Chat'], responses=answers(401, 403, 422, 503))


@router.post('/test', summary='Test the language model')
async def check(_context: ChatContext, tandem: RunningTandem) -> ModelReport:
    """Send the language model a short message and report whether it answers, how fast, and whether it uses tools."""
    return await check_model(tandem.model)
