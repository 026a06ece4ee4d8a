"""`/settings`: preferences, import and export, tokens, devices, and facts about this installation."""

from datetime import UTC, datetime

from nicegui import ui
from starlette.requests import Request

from app import VERSION
from app.accounts.credentials import Credentials
from app.addresses import EXPORT, confirmation_of
from app.bootstrap import Tandem
from app.client import address_of
from app.pages.frame import begin, frame
from app.postgres.scheduled_backups import ScheduledBackups
from app.settings import Auth
from components.browser.first_paint import Text
from components.controls.form import fact, group
from components.live import Page
from components.settings.device_list import DeviceList
from components.settings.import_panel import ImportPanel
from components.settings.model_settings import ModelSettings
from components.settings.reminder_switch import ReminderSwitch
from components.settings.settings_panel import SettingsPanel
from components.settings.token_list import TokenList


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/settings', title='Tandem settings')
    async def settings(request: Request) -> None:
        page = await begin(tandem, request)
        user = await page.verbs.profile()
        has_logins = tandem.settings.auth is Auth.ACCOUNTS
        credentials = Credentials(tandem, page.verbs.user_id, address_of(request))
        if has_logins:
            credentials.require_fresh(request.state.credential)
        confirm = None if await credentials.is_fresh() else confirmation_of('/settings')
        words = page.words
        ui.page_title(words.TITLE_SETTINGS)
        with frame(page) as around, ui.element('div').classes('settings'):
            notices = around.notices
            Text('a', words.BACK, 'link').props('href=/')
            SettingsPanel(page, notices, user)
            ModelSettings(words, notices, tandem.model)
            with group(words.GROUP_REMINDERS):
                ReminderSwitch(words)
            with group(words.GROUP_FILES):
                ImportPanel(page, notices)
                Text('a', words.EXPORT, 'plain').props(f'href={EXPORT} download')
            tokens = TokenList(page, notices, credentials.create_token, credentials.revoke_token, confirm)
            devices = (
                DeviceList(page, notices, request.state.credential, credentials.sign_out_device) if has_logins else None
            )
            with group(words.GROUP_HERE):
                for name, value in _facts(tandem, page):
                    fact(name, value)
        await tokens.show()
        if devices:
            await devices.show()


def _facts(tandem: Tandem, page: Page) -> list[tuple[str, str]]:
    """Facts about this installation, and no secrets."""
    settings, words = tandem.settings, page.words
    facts = [(words.VERSION, VERSION)]
    if tandem.backups:
        facts.append((words.LAST_BACKUP, _last_backup(tandem.backups, page)))
    if settings.auth is Auth.LOCAL:
        # In local mode the person who looks is the one who runs it; nobody else needs to know the path.
        facts.append((words.DATA, words.OWN_DATABASE if settings.database_url else str(settings.database_dir.parent)))
    return facts


def _last_backup(backups: ScheduledBackups, page: Page) -> str:
    now = datetime.now(UTC)
    last = backups.last(now)
    when = page.words.exactly(last.astimezone(page.zone)) if last else page.words.NO_BACKUP
    return page.words.BACKUP_OVERDUE.format(when=when) if backups.is_overdue(now) else when
