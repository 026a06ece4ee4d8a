"""What a simulated person reads on a page."""

from nicegui import ElementFilter, ui
from nicegui.testing import User


def texts(user: User, style: str) -> list[str]:
    """What the labels of a class say, in their order on the page."""
    with user:
        return [label.text for label in ElementFilter(kind=ui.label) if style in label.classes]
