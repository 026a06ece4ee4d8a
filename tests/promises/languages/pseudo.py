"""A made-up language: every text and every date in brackets, so that what is not translated stands out."""

from gettext import NullTranslations

from babel import Locale

from components.words import Words
from components.words.languages import SPOKEN


class Bracketing(NullTranslations):
    """Puts what is translated into brackets."""

    def gettext(self, message):
        return f'⟦{message}⟧'

    def ngettext(self, msgid1, msgid2, n):
        return f'⟦{msgid1 if n == 1 else msgid2}⟧'

    def pgettext(self, _context, message):
        return f'⟦{message}⟧'


class Pseudo(Words):
    """The made-up language."""

    def day(self, day, skeleton=Words.DAY_OF_WEEK):
        return f'⟦{super().day(day, skeleton)}⟧'


def speak() -> None:
    """Put it in the place of English, in this process."""
    SPOKEN['en'] = Pseudo(Locale('en', 'GB'), Bracketing())
