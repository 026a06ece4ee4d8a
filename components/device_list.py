"""The browsers in which a person is logged in: what each is, when it was last seen, and a way to end its login."""

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.form import group
from components.icons import icon
from components.live import Page
from components.notices import Notices, plain_button
from services import sessions
from services.accounts import BrowserSession

SignOut = Callable[[str], Awaitable[None]]


class DeviceList:
    """The logins of one person; `own` is the one this page was opened with."""

    def __init__(self, page: Page, notices: Notices, own: str, sign_out: SignOut) -> None:
        self._page = page
        self._notices = notices
        self._own = own
        self._sign_out = sign_out
        with group(page.words.DEVICES):
            self._rows = ui.element('ul').classes('sessions')

    async def show(self) -> None:
        """Draw the logins there are."""
        async with self._page.database.transaction() as session:
            devices = await sessions.list_devices(session, self._page.user_id)
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
            when = f'{words.day(seen, words.DAY_OF_YEAR)}, {words.clock(seen)}'
            with ui.element('div').classes('row-words'):
                ui.label(name).classes('token-name').props('dir=auto')
                ui.label(words.THIS_DEVICE if own else words.LAST_SEEN.format(when=when)).classes('quiet')
            if own:
                ui.element('span').classes('icon').props('aria-hidden=true')
            else:
                plain_button(
                    icon('bin'), 'icon', lambda: self._end(device, name), label=words.LOG_OUT_ONE.format(name=name)
                )

    async def _end(self, device: BrowserSession, name: str) -> None:
        await self._sign_out(device.hash)
        self._notices.say(self._page.words.DEVICE_ENDED.format(name=name))
        await self.show()
