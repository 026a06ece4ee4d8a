"""The browsers in which a person is logged in, each with a way to log it out."""

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.browser.icons import icon
from components.controls.button import plain_button
from components.controls.form import group
from components.controls.notices import Notices
from components.live import Page
from services.accounts.logins import BrowserSession

SignOut = Callable[[str], Awaitable[None]]


class DeviceList:
    """The logins of one person; `own` is the hash of the one this page was opened with."""

    def __init__(self, page: Page, notices: Notices, own: str, sign_out: SignOut) -> None:
        self._page = page
        self._notices = notices
        self._own = own
        self._sign_out = sign_out
        with group(page.words.DEVICES):
            self._rows = ui.element('ul').classes('sessions')

    async def show(self) -> None:
        """Read and draw the logins."""
        devices = await self._page.verbs.list_devices()
        self._rows.clear()
        with self._rows:
            for device in devices:
                self._row(device)

    def _row(self, device: BrowserSession) -> None:
        words = self._page.words
        name = device.device or words.UNKNOWN_DEVICE
        own = device.hash == self._own
        with ui.element('li').classes('session-row'):
            seen = device.seen_at.astimezone(self._page.zone)
            with ui.element('div').classes('row-words'):
                ui.label(name).classes('token-name').props('dir=auto')
                ui.label(words.THIS_DEVICE if own else words.LAST_SEEN.format(when=words.day_and_time(seen))).classes(
                    'quiet'
                )
            if own:
                ui.element('span').classes('icon').props('aria-hidden=true')
            else:
                plain_button(
                    icon('bin'), 'icon', lambda: self._log_out(device, name), label=words.LOG_OUT_ONE.format(name=name)
                )

    async def _log_out(self, device: BrowserSession, name: str) -> None:
        if await self._notices.attempt(self._sign_out(device.hash)):
            self._notices.say(self._page.words.DEVICE_ENDED.format(name=name))
            await self._notices.attempt(self.show())
