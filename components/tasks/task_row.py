"""A row of the list of tasks as it looks before any script has run; task_row.js draws the same from then on."""

from collections.abc import Mapping
from html import escape
from typing import Any

from components.browser.icons import icon

_ACTIONS = ''.join(f'<button class="icon">{icon(name)}</button>' for name in ('pencil', 'bin'))


def first_paint(row: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """HTML of a row; `row` and `words` are what the list gets. What is shown of them, the stylesheet decides."""
    status, priority, note, due = row['status'], row['priority'], row['note'], row['due']
    facts = ''.join(
        f'<span class="fact {escape(fact["kind"])}" data-colour="{escape(fact["colour"])}" dir="auto">'
        f'{escape(fact["text"])}</span>'
        for fact in row['facts']
    )
    below = facts + (f'<span dir="auto">{escape(note)}</span>' if note else '')
    classes = ' '.join(['task', status, priority, *(['dated'] if due else []), *(['noted'] if below else [])])
    checked = ' checked' if status == 'completed' else ''
    noted = f'<span class="task-note">{below}</span>' if below else ''
    tone = row['tone'] if due else 'empty'
    return (
        f'<li class="{escape(classes)}" style="--depth: {row["depth"]}">'
        f'<label class="tick"><input type="checkbox"{checked}>{icon("tick")}</label>'
        f'<div class="task-body"><button class="task-title" dir="auto">{escape(row["title"])}</button>{noted}</div>'
        f'<div class="task-traits"><span class="pick status">{escape(words["status"][status])}</span>'
        f'<span class="pick priority">{escape(words["priority"][priority])}</span>'
        f'<span class="due {escape(tone)}">{icon("day")}<span>{escape(due)}</span></span></div>'
        f'<div class="task-actions">{_ACTIONS}</div></li>'
    )
