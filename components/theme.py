"""Colours, type, space and motion: the only place with raw values. Everything else uses their names."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

STYLES = Path(__file__).parent / 'tandem.css'


class Theme(StrEnum):
    """What the person chose to look at."""

    SYSTEM = 'system'
    LIGHT = 'light'
    DARK = 'dark'


class Density(StrEnum):
    """How much room a task takes."""

    COMFORTABLE = 'comfortable'
    COMPACT = 'compact'


@dataclass(frozen=True)
class Looks:
    """What a person chose about how pages look."""

    theme: Theme = Theme.SYSTEM
    density: Density = Density.COMFORTABLE

    @classmethod
    def of(cls, preferences: Mapping[str, str]) -> 'Looks':
        """What is remembered with the person."""
        return cls(Theme(preferences.get('theme', Theme.SYSTEM)), Density(preferences.get('density', 'comfortable')))


LIGHT = {
    'ground': '#f5f4f0',
    'surface': '#ffffff',
    'raised': '#ffffff',
    'sunken': '#efede7',
    'ink': '#1e2226',
    'muted': '#5a626b',
    'line': '#e2dfd7',
    'edge': '#cbc8be',
    'strong-line': '#8a9098',
    'accent': '#0a6a5c',
    'accent-ink': '#ffffff',
    'accent-soft': '#e0f0ec',
    'second': '#c2571a',
    'danger': '#b3261e',
    'danger-soft': '#fbe9e7',
    'urgent': '#b3261e',
    'high': '#9a4d00',
    'medium': '#5a626b',
    'low': '#3d6480',
    'glow': '#fff3c9',
    'place-grey': '#5a626b',
    'place-red': '#b3261e',
    'place-orange': '#9a4d00',
    'place-yellow': '#755800',
    'place-green': '#2c6e2f',
    'place-teal': '#0a6a5c',
    'place-blue': '#1f5fa8',
    'place-violet': '#6b3fa0',
    'place-pink': '#a52a6a',
    'shadow': '0 1px 2px rgb(30 34 38 / 6%), 0 8px 24px rgb(30 34 38 / 8%)',
}
DARK = {
    'ground': '#121517',
    'surface': '#1a1e21',
    'raised': '#22272b',
    'sunken': '#0d1012',
    'ink': '#e9ecee',
    'muted': '#a0a9b2',
    'line': '#2b3136',
    'edge': '#48515a',
    'strong-line': '#727c86',
    'accent': '#4fc9b0',
    'accent-ink': '#06231d',
    'accent-soft': '#14332d',
    'second': '#f0955b',
    'danger': '#ff8f85',
    'danger-soft': '#3a1f1d',
    'urgent': '#ff8f85',
    'high': '#f3b266',
    'medium': '#a0a9b2',
    'low': '#8fbbdb',
    'glow': '#3b3517',
    'place-grey': '#a0a9b2',
    'place-red': '#ff8f85',
    'place-orange': '#f3a266',
    'place-yellow': '#e3c454',
    'place-green': '#8fd18f',
    'place-teal': '#4fc9b0',
    'place-blue': '#86b8f5',
    'place-violet': '#c3a3f5',
    'place-pink': '#f29ac4',
    'shadow': '0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 40%)',
}
# Drawn in a grey that both themes have room for.
_GLASS = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20' fill='none' stroke='%237f8790' stroke-width='1.8' "
    "stroke-linecap='round'><circle cx='9' cy='9' r='5.5'/><path d='M13.2 13.2 17 17'/></svg>"
)
_CHEVRON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20' fill='none' stroke='%237f8790' stroke-width='1.8' "
    "stroke-linecap='round' stroke-linejoin='round'><path d='M5 8l5 5 5-5'/></svg>"
)
SHAPE = {
    'font': "-apple-system, 'Segoe UI', Inter, Ubuntu, Cantarell, 'Noto Sans', 'Liberation Sans', system-ui",
    'text': '0.9375rem',
    'small': '0.8125rem',
    'title': '1.0625rem',
    'radius': '10px',
    'round': '999px',
    'quick': '140ms',
    'target': '44px',
    'glass': f'url("data:image/svg+xml,{_GLASS}")',
    'chevron': f'url("data:image/svg+xml,{_CHEVRON}")',
}


FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    f'<circle cx="8.5" cy="12" r="6.5" fill="{DARK["accent"]}"/>'
    f'<circle cx="15.5" cy="12" r="6.5" fill="{LIGHT["second"]}" fill-opacity=".8"/></svg>'
)


def variables() -> str:
    """The tokens as custom properties: light, dark by system, and either when the person chose it."""

    def block(tokens: dict[str, str], scheme: str) -> str:
        return f'color-scheme:{scheme};' + ''.join(f'--{name}:{value};' for name, value in tokens.items())

    return (
        f':root{{{block({**LIGHT, **SHAPE}, "light")}}}'
        f'@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{block(DARK, "dark")}}}}}'
        f':root[data-theme=dark]{{{block(DARK, "dark")}}}'
    )


def stylesheet() -> str:
    """Everything the pages are drawn with, as one stylesheet."""
    return variables() + STYLES.read_text(encoding='utf-8')


def path_of(name: str, ending: str, content: str) -> str:
    """Where a file of ours is served; changes with its content, so that it can be cached for ever."""
    return f'/static/{name}-{hashlib.sha256(content.encode()).hexdigest()[:12]}.{ending}'


def stylesheet_path() -> str:
    """Where the stylesheet is served."""
    return path_of('tandem', 'css', stylesheet())


def looks_script(looks: Looks) -> str:
    """Sets the chosen looks; in the head of a page it does so before anything is drawn, so that nothing flashes."""
    return f'Object.assign(document.documentElement.dataset, {{theme: "{looks.theme}", density: "{looks.density}"}})'
