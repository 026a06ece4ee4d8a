"""`/settings`: what a person can set, the tokens of their programs, and what runs here."""

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement
from starlette.requests import Request

from app import VERSION
from app.accounts.keys import Keys
from app.accounts.visitor import address_of
from app.bootstrap import Tandem
from app.pages.export import PATH as EXPORT
from app.pages.frame import begin, frame
from app.settings import Auth, Settings
from components.device_list import DeviceList
from components.form import fact, group
from components.import_panel import ImportPanel
from components.model_settings import ModelSettings
from components.reminder_switch import ReminderSwitch
from components.settings_panel import SettingsPanel
from components.token_list import TokenList
from components.words import Words
from services import accounts


def register(tandem: Tandem) -> None:
    """Serve the page."""

    @ui.page('/settings', title='Tandem settings')
    async def settings(request: Request) -> None:
        page, looks = await begin(tandem, request)
        async with page.database.transaction() as session:
            user = await accounts.get_user(session, page.user_id)
        words = page.words
        ui.page_title(words.TITLE_SETTINGS)
        with frame(page, looks) as notices, ui.element('div').classes('settings'):
            TextElement(tag='a', text=words.BACK).classes('link').props('href=/')
            SettingsPanel(page, notices, user, looks)
            ModelSettings(words, notices, tandem.model)
            with group(words.GROUP_REMINDERS):
                ReminderSwitch(words)
            with group(words.GROUP_FILES):
                ImportPanel(page, notices)
                TextElement(tag='a', text=words.EXPORT).classes('plain').props(f'href={EXPORT} download')
            keys = Keys(tandem, page.user_id, address_of(request))
            tokens = TokenList(page, notices, keys.create_token, keys.revoke_token)
            has_logins = tandem.settings.auth is Auth.ACCOUNTS
            devices = DeviceList(page, notices, request.state.credential, keys.sign_out_device) if has_logins else None
            with group(words.GROUP_HERE):
                for name, value in _facts(tandem.settings, words):
                    fact(name, value)
        await tokens.show()
        if devices:
            await devices.show()


def _facts(settings: Settings, words: Words) -> list[tuple[str, str]]:
    """What runs here; no secrets, and nothing that can be changed without a restart."""
    facts = [(words.VERSION, VERSION)]
    if settings.auth is Auth.LOCAL:
        # Where it is concerns only whoever runs it.
        facts.append((words.DATA, words.OWN_DATABASE if settings.database_url else str(settings.database_dir.parent)))
    return facts
