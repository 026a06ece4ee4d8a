"""The plain controls of the settings; what is entered is handed over as soon as the control is left."""

from collections.abc import Awaitable, Callable, Mapping
from html import escape

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement
from nicegui.events import GenericEventArguments

Store = Callable[[str], Awaitable[None]]

# NiceGUI draws the whole page anew when any part of it changes, and would put back what it was told last.
_KEEP = '(event) => { element.props.value = event.target.value; emit(event.target.value); }'


def group(title: str) -> ui.element:
    """A part of the settings under its own heading."""
    part = ui.element('section').classes('group')
    part.props['aria-label'] = title
    with part:
        heading(title).classes('group-title')
    return part


def heading(text: str) -> ui.element:
    """A heading below that of the page."""
    return TextElement(tag='h2', text=text)


def line(label: str, value: str, store: Store, props: str = '') -> ui.element:
    """A field for one line of text."""
    with _row(label):
        field = Field(label, value, props=props)
    field.on('change', lambda event: store(str(event.args)), js_handler='(event) => emit(event.target.value)')
    return field


def switch(label: str, store: Callable[[bool], Awaitable[None]], *, on: bool) -> ui.element:
    """Something that is so or not."""
    with _row(label, 'label'):
        field = ui.element('input').classes('check').props('type=checkbox')
    field.props.update({'aria-label': label, 'checked': on})
    field.on('change', lambda event: store(bool(event.args)), js_handler='(event) => emit(event.target.checked)')
    return field


class Entered(ui.element):
    """What a person enters a `value` in; an echo of what they entered never overtakes what they enter next."""

    def __init__(self, tag: str, label: str, value: str, gesture: str) -> None:
        super().__init__(tag)
        self.classes('field')
        self.props['aria-label'] = label
        self.value = value
        self.on(gesture, self._note, js_handler=_KEEP)

    @property
    def value(self) -> str:
        """What is entered."""
        return str(self.props['value'])

    @value.setter
    def value(self, value: str) -> None:
        self.props['value'] = value
        self.update()

    def _note(self, event: GenericEventArguments) -> None:
        # Not drawn: the browser shows it already, and by now perhaps more.
        with self.props.suspend_updates():
            self.props['value'] = str(event.args)


class Field(Entered):
    """A field to write in, as the system draws it."""

    def __init__(self, label: str, value: str = '', *, tag: str = 'input', props: str = '') -> None:
        super().__init__(tag, label, value, 'input')
        self.props(f'autocomplete=off {props}')


class Choice(Entered):
    """One of a few, as the system draws such choices; its value is the key of what is chosen."""

    def __init__(self, label: str, options: Mapping[str, str], value: str = '') -> None:
        super().__init__('select', label, value, 'change')
        with self:
            for key, text in options.items():
                TextElement(tag='option', text=text).props['value'] = key


def labelled(label: str) -> ui.element:
    """Has the name of a field above it."""
    part = ui.element('label').classes('labelled')
    with part:
        ui.label(label).classes('group-label')
    return part


def choice(label: str, options: Mapping[str, str], value: str, store: Store) -> None:
    """One of a few, with its name beside it."""
    with _row(label):
        field = Choice(label, options, value)
    field.on('change', lambda event: store(str(event.args)), js_handler='(event) => emit(event.target.value)')


def fact(label: str, value: str) -> None:
    """Something to read."""
    with _row(label):
        ui.label(value).classes('fact')


def suggestions(name: str, values: list[str]) -> None:
    """What a field with `list=name` offers; one element, however many there are."""
    options = ''.join(f'<option value="{escape(value)}">' for value in values)
    ui.html(f'<datalist id="{escape(name)}">{options}</datalist>', sanitize=False)


def _row(label: str, tag: str = 'div') -> ui.element:
    row = ui.element(tag).classes('group-row')
    with row:
        ui.label(label).classes('group-label')
    return row
