"""Which language model answers, with a button that tests it and says what to do when it does not work."""

from nicegui import ui

from components.controls.button import plain_button
from components.controls.form import fact, group
from components.controls.notices import Notices
from components.words import Words
from services.chat.model.check import ModelReport, check_model
from services.chat.model.client import ModelClient


class ModelSettings:
    """The group of settings about the language model."""

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
            await self._notices.attempt(self._check())
        finally:
            self._button.props.pop('disabled', None)
            self._button.update()

    async def _check(self) -> None:
        self._found.text = result_text(await check_model(self._model), self._words)


def result_text(report: ModelReport, words: Words) -> str:
    """The result of the test as a sentence."""
    if report.problem:
        return words.say(report.problem)
    return words.MODEL_WORKS.format(model=report.model, seconds=words.number(round(report.seconds, 1)))
