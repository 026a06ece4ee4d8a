"""A model's answer as HTML that can do no harm: no raw HTML, no pictures, no forms, no scripts, only plain links."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

_TAGS = {
    *('p', 'br', 'hr', 'strong', 'em', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'),
    *('h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'),
}
_ATTRIBUTES = {'a': {'href'}, 'ol': {'start'}}
_SCHEMES = {'http', 'https', 'mailto'}

_reader = MarkdownIt('commonmark', {'html': False, 'breaks': True}).enable(['table', 'strikethrough']).disable('image')


@lru_cache(maxsize=500)
def render(text: str) -> str:
    """`text` as HTML; a picture in it becomes a link that nobody follows unless they click."""
    return nh3.clean(
        _reader.render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel='noopener noreferrer nofollow',
        set_tag_attribute_values={'a': {'target': '_blank'}},
    )
