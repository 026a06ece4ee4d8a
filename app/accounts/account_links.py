"""The links to the account and to log out, in the header of every page in `accounts` mode."""

from nicegui import ui

from app.addresses import ACCOUNT, LOGOUT
from app.bootstrap import tandem_of
from app.settings import Auth
from components.browser.first_paint import Box, Text
from components.words import Words


def account_links(words: Words) -> None:
    """Add the links; none in `local` mode. Logging out is a form, because only an HTTP answer deletes a cookie."""
    request = ui.context.client.request
    if request is None or tandem_of(request).settings.auth is not Auth.ACCOUNTS:
        return
    Text('a', words.ACCOUNT, 'link').props(f'href={ACCOUNT}')
    with Box('form', '').props(f'method=post action={LOGOUT}'):
        Text('button', words.LOG_OUT, 'link').props('type=submit')
