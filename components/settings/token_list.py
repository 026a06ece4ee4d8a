"""API tokens: created, shown once, listed and revoked."""

from collections.abc import Awaitable, Callable, Collection

from nicegui import ui
from nicegui.events import GenericEventArguments
from pydantic import TypeAdapter, ValidationError

from components.browser.first_paint import Text
from components.browser.icons import drawing, icon
from components.controls.button import plain_button
from components.controls.form import group, heading
from components.controls.notices import Notices
from components.controls.text_entry import TextEntry
from components.live import Page
from services.accounts.tokens import ApiToken, Scope
from services.errors import TandemError
from services.values.text import Name

Create = Callable[[str, Collection[Scope]], Awaitable[str]]
Revoke = Callable[[str], Awaitable[None]]

_name: TypeAdapter[str] = TypeAdapter(Name)


class TokenList:
    """The API tokens of one person; `create` returns the secret of a new one, `revoke` takes the hash of one.

    With `confirm`, the address at which the password is asked for, no token can be made before that.
    """

    def __init__(
        self, page: Page, notices: Notices, create: Create, revoke: Revoke, confirm: str | None = None
    ) -> None:
        self._page = page
        self._notices = notices
        self._create_token = create
        self._revoke = revoke
        self._scopes = set(Scope)
        words = page.words
        with group(words.TOKENS):
            if confirm is None:
                self._form()
            else:
                Text('a', words.TOKEN_CONFIRM, 'plain').props(f'href={confirm}')
            with ui.element('div').classes('token-once').props('role=status') as self._once:
                ui.label(words.TOKEN_ONCE)
                self._secret = ui.element('input').classes('field').props('readonly')
                self._secret.props['aria-label'] = words.TOKEN_SECRET
                plain_button(icon('copy'), 'icon', self._copy, label=words.TOKEN_COPY)
            self._rows = ui.element('ul').classes('sessions')
        self._once.set_visibility(False)

    async def show(self) -> None:
        """Read and draw the tokens."""
        found = await self._page.verbs.list_tokens()
        self._rows.clear()
        with self._rows:
            for token in found:
                self._row(token)
            if not found:
                with ui.element('li').classes('quiet'):
                    ui.label(self._page.words.NO_TOKENS)

    def _form(self) -> None:
        words = self._page.words
        label, button, hint = words.TOKEN_NEW, words.TOKEN_CREATE, words.TOKEN_HINT
        with TextEntry(self._create, label=label, button=button, placeholder=hint):
            drawing('span', icon('plus'))
        with ui.element('div').classes('scopes').props('role=group') as scopes:
            scopes.props['aria-label'] = words.TOKEN_SCOPES
            for scope in Scope:
                self._scope(scope)

    def _scope(self, scope: Scope) -> None:
        def choose(event: GenericEventArguments) -> None:
            (self._scopes.add if event.args is True else self._scopes.discard)(scope)

        with ui.element('label').classes('scope'):
            box = ui.element('input').classes('check').props('type=checkbox checked')
            box.on('change', choose, js_handler='(event) => emit(event.target.checked)')
            ui.label(self._page.words.SCOPES[scope])

    def _row(self, token: ApiToken) -> None:
        words = self._page.words
        with ui.element('li').classes('session-row'):
            with ui.element('div').classes('row-words'):
                ui.label(token.name).classes('token-name').props('dir=auto')
                if len(token.scopes) < len(Scope):
                    ui.label(', '.join(words.SCOPES[scope] for scope in token.scopes)).classes('quiet')
                ui.label(self._last_use(token)).classes('quiet')
                if token.expires_at is not None:
                    until = self._page.words.day_and_time(token.expires_at.astimezone(self._page.zone))
                    ui.label(words.EXPIRES.format(when=until)).classes('quiet')
            plain_button(icon('bin'), 'icon', lambda: self._ask(token), label=words.REVOKE_ONE.format(name=token.name))

    def _last_use(self, token: ApiToken) -> str:
        words = self._page.words
        if token.last_used_at is None:
            return words.NEVER_USED
        local = token.last_used_at.astimezone(self._page.zone)
        return words.LAST_USED.format(when=words.day_and_time(local))

    async def _create(self, name: str) -> None:
        try:
            secret = await self._create_token(_name.validate_python(name), frozenset(self._scopes))
        except (TandemError, ValidationError) as error:
            self._notices.say(self._page.words.refusal(error), trouble=True)
        else:
            self._secret.props['value'] = secret
            self._secret.update()
            self._once.set_visibility(True)
            await self.show()

    def _copy(self) -> None:
        ui.clipboard.write(self._secret.props['value'])
        self._notices.say(self._page.words.COPIED)

    def _ask(self, token: ApiToken) -> None:
        words = self._page.words
        title = words.REVOKE_ASK.format(name=token.name)
        with ui.dialog(value=True) as dialog, ui.element('div').classes('editor'):
            dialog.props['aria-label'] = title
            heading(title).classes('editor-title')
            ui.label(words.REVOKING)

            async def revoke() -> None:
                dialog.close()
                if await self._notices.attempt(self._revoke(token.hash)):
                    self._once.set_visibility(False)
                    await self._notices.attempt(self.show())

            with ui.element('div').classes('editor-row end'):
                plain_button(words.CANCEL, 'plain', dialog.close)
                plain_button(words.REVOKE, 'danger', revoke)
        dialog.on('hide', dialog.delete)
