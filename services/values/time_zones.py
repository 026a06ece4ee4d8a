"""Names of time zones, as the IANA database spells them."""

from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from services.errors import InvalidInput
from services.translatable import _
from services.values.text import printable


@lru_cache(maxsize=600)
def zone_named(name: str) -> ZoneInfo:
    """The IANA zone `name`; raises InvalidInput when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise InvalidInput(
            'time_zone',
            _('“{name}” is not a time zone. Use an IANA name such as Europe/Berlin.').format(name=printable(name)),
        ) from None


def _known(name: str) -> str:
    try:
        return zone_named(name).key
    except InvalidInput as error:
        raise ValueError(error.sentence) from None


ZoneName = Annotated[str, AfterValidator(_known)]
