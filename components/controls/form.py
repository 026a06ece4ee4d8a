"""The plain controls of settings and dialogs; the settings store what is entered when the control is left."""

from collections.abc import Awaitable, Callable, Mapping
from html import escape

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.browser.calls import call_method
from components.browser.first_paint import Text

Store = Callable[[str], Awaitable[None]]


def group(title: str) -> ui.element:
    """A section of the settings with its heading."""
    part = ui.element('section').classes('group')
    part.props['aria-label'] = title
    with part:
        heading(title).classes('group-title')
    return part


def heading(text: str) -> ui.element:
    """A heading below that of the page."""
    return Text('h2', text)


def line(label: str, value: str, store: Store, props: str = '') -> ui.element:
    """A field for one line of text."""
    with _row(label):
        field = Field(label, value, props=props)
    field.on('change', lambda event: store(str(event.args)), js_handler='(event) => emit(event.target.value)')
    return field


def switch(label: str, store: Callable[[bool], Awaitable[None]], *, on: bool) -> ui.element:
    """A setting that is on or off."""
    with _row(label, 'label'):
        field = ui.element('input').classes('check').props('type=checkbox')
    field.props.update({'aria-label': label, 'checked': on})
    field.on('change', lambda event: store(bool(event.args)), js_handler='(event) => emit(event.target.checked)')
    return field


class Entered(ui.element, component='entered.js'):
    """A control that a person enters a `value` in; an echo of it never overwrites what they enter next."""

    def __init__(self, tag: str, label: str, value: str) -> None:
        super().__init__()
        self.classes('field')
        self.props.update({'tag': tag, 'value': value, 'aria-label': label})
        self.on('entered', self._note)

    @property
    def value(self) -> str:
        """What is entered."""
        return str(self.props['value'])

    @value.setter
    def value(self, value: str) -> None:
        self.props['value'] = value  # for a control that the browser does not have yet
        call_method(self, 'write', value)

    def _note(self, event: GenericEventArguments) -> None:
        # Not sent: the browser shows it already, and by now perhaps more.
        with self.props.suspend_updates():
            self.props['value'] = str(event.args)


class Field(Entered):
    """A text field as the operating system draws it."""

    def __init__(self, label: str, value: str = '', *, tag: str = 'input', props: str = '') -> None:
        super().__init__(tag, label, value)
        self.props(f'autocomplete=off {props}')


class SelectField(Entered):
    """One of a few, as the system draws such choices; its value is the key of what is chosen."""

    def __init__(self, label: str, options: Mapping[str, str], value: str = '') -> None:
        super().__init__('select', label, value)
        with self:
            for key, text in options.items():
                Text('option', text).props['value'] = key


def labelled(label: str) -> ui.element:
    """A label above the field that is drawn inside it."""
    part = ui.element('label').classes('labelled')
    with part:
        ui.label(label).classes('group-label')
    return part


def choice(label: str, options: Mapping[str, str], value: str, store: Store) -> None:
    """A setting with a few options."""
    with _row(label):
        field = SelectField(label, options, value)
    field.on('change', lambda event: store(str(event.args)), js_handler='(event) => emit(event.target.value)')


def fact(label: str, value: str) -> None:
    """A line that is only there to be read."""
    with _row(label):
        ui.label(value).classes('fact')


def suggestions(name: str, values: list[str]) -> None:
    """The suggestions of a field with `list=name`; one element, however many there are."""
    options = ''.join(f'<option value="{escape(value)}">' for value in values)
    ui.html(f'<datalist id="{escape(name)}">{options}</datalist>', sanitize=False)


def _row(label: str, tag: str = 'div') -> ui.element:
    row = ui.element(tag).classes('group-row')
    with row:
        ui.label(label).classes('group-label')
    return row
