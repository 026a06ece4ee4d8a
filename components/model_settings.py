"""Which language model answers, and whether it works: one click asks it and says what to do if not."""

from nicegui import ui

from components.form import fact, group
from components.notices import Notices, plain_button
from components.words import Words
from services.model_check import ModelReport, check_model
from services.model_client import ModelClient


class ModelSettings:
    """The part of the settings about the language model."""

    def __init__(self, words: Words, notices: Notices, model: ModelClient | None) -> None:
        self._words = words
        self._notices = notices
        self._model = model
        with group(words.MODEL):
            fact(words.MODEL_NAME, model.settings.name if model else words.BUILT_IN)
            if model:
                fact(words.MODEL_ADDRESS, model.settings.base_url or words.ADDRESS_OF_MODEL)
            with ui.element('div').classes('group-row'):
                self._button = plain_button(words.MODEL_TEST, 'plain', self._test)
                self._found = ui.label().classes('fact').props('role=status')
            if model is None:
                ui.label(words.MODEL_HOW).classes('fact')

    async def _test(self) -> None:
        self._button.props['disabled'] = True
        self._button.update()
        self._found.text = self._words.MODEL_TESTING
        try:
            await self._notices.attempt(self._ask())
        finally:
            self._button.props.pop('disabled', None)
            self._button.update()

    async def _ask(self) -> None:
        self._found.text = said(await check_model(self._model), self._words)


def said(report: ModelReport, words: Words) -> str:
    """What the test found, in plain words."""
    if report.problem:
        return report.problem
    return words.MODEL_WORKS.format(model=report.model, seconds=f'{report.seconds:.1f}')
