"""The language model, over REST."""

from fastapi import APIRouter

from app.api.requests import Outside, Serving
from app.problems import answers
from services.model_check import ModelReport, check_model

router = APIRouter(prefix='/model', tags=['Chat'], responses=answers(401, 403, 422, 503))


@router.post('/test', summary='Test the language model')
async def check(_asking: Outside, tandem: Serving) -> ModelReport:
    """Ask the language model one small question and say whether it answers, how fast, and whether it uses tools."""
    return await check_model(tandem.model)
