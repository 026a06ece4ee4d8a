"""In the bar of every page, in `accounts` mode: the way to one's account, and out."""

from nicegui import ui

from app.settings import Auth
from components.words import Words


def account_links(words: Words) -> None:
    """Draw them; nothing in `local` mode. Logging out is an ordinary form, because only an answer can end a cookie."""
    request = ui.context.client.request
    if request is None or request.app.state.tandem.settings.auth is not Auth.ACCOUNTS:
        return
    with ui.element('a').classes('link').props('href=/account'):
        ui.label(words.ACCOUNT)
    with (
        ui.element('form').props('method=post action=/logout'),
        ui.element('button').classes('link').props('type=submit'),
    ):
        ui.label(words.LOG_OUT)
