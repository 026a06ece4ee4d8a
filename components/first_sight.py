"""What a page shows before any script has run: its plain elements as they will stand, and the first rows of the list.

It cannot be used and is not read out; it goes when the list itself is there (task_list.js).
"""

from collections.abc import Mapping
from html import escape
from typing import Any, Protocol, runtime_checkable

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from components.icons import icon

IN_SIGHT = 16
"""How many rows are shown: as many as a high window has room for, and as the list itself draws first."""

_PLAIN = {'a', 'aside', 'button', 'div', 'form', 'h1', 'h2', 'header', 'section', 'span'}
_ACTIONS = ''.join(f'<button class="icon">{icon(name)}</button>' for name in ('pencil', 'bin'))
_SELECT = '<button class="icon select"></button>'
_TICK = '<svg viewBox="0 0 20 20"><path d="M5 10.5l3.3 3.3L15 7"/></svg>'


@runtime_checkable
class Sketched(Protocol):
    """A component that a script draws, and that can say how it looks before."""

    def first_sight(self) -> str:
        """HTML of the same size and look."""
        ...


def show_first_sight() -> None:
    """Put it into the page that is being built, which must be complete."""
    drawn = ''.join(map(_draw, ui.context.client.content))
    ui.add_body_html(f'<div id="first-sight" aria-hidden="true" inert>{drawn}</div>')


def task_row(row: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """A row of the list; `row` and `words` are what the list gets."""
    status, priority, is_done = row['status'], row['priority'], row['status'] == 'completed'
    bare = ' bare' if not row['due'] and status != 'in_progress' and (is_done or priority == 'medium') else ''
    noted = ' noted' if row['note'] else ''
    note = f'<span class="task-note" dir="auto">{escape(row["note"])}</span>' if row['note'] else ''
    tone, day = (row['tone'], row['due']) if row['due'] else ('empty', words['noDue'])
    due = f'<span class="due {tone}">{icon("day")}<span>{day}</span></span>'
    return (
        f'<li role="listitem" class="task {status} {priority}{bare}{noted}">'
        f'<label class="tick"><input type="checkbox"{" checked" if is_done else ""}>{_TICK}</label>'
        f'<div class="task-body"><button class="task-title" dir="auto">{escape(row["title"])}</button>{note}</div>'
        f'<div class="task-traits"><span class="pick status">{words["status"][status]}</span>'
        f'<span class="pick priority">{words["priority"][priority]}</span>{due}</div>'
        f'<div class="task-actions">{_ACTIONS}{_SELECT}</div></li>'
    )


def _draw(element: ui.element) -> str:
    if isinstance(element, Sketched):
        return element.first_sight()
    if element.tag not in _PLAIN:
        return ''
    label = element.props.get('aria-label')
    named = f' aria-label="{escape(label)}"' if label else ''
    inside = element.props.get('innerHTML') or (escape(element.text) if isinstance(element, TextElement) else '')
    return (
        f'<{element.tag} class="{" ".join(element.classes)}"{named}>'
        f'{inside}{"".join(map(_draw, element))}</{element.tag}>'
    )
