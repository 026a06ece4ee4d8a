"""English: tables that say what its words can mean. The passes that use them know no English."""

from services.language.english.answers import ANSWERS
from services.language.english.dates import DATES
from services.language.english.forms import forms, is_adverb, is_plural, past_forms
from services.language.english.leads import CLOSINGS, OPENINGS
from services.language.english.priorities import MARKS
from services.language.english.roles import ROLES
from services.language.english.verbs import VERBS
from services.language.english.words import WORDS
from services.language.lexicon import Lexicon
from services.language.tables import Language

ENGLISH = Language(
    code='en',
    lexicon=Lexicon.of(
        'en',
        verbs=VERBS,
        words=WORDS,
        openings=OPENINGS,
        closings=CLOSINGS,
        answers=ANSWERS,
        roles=ROLES,
        forms=forms,
        past_forms=past_forms,
        is_plural=is_plural,
        is_adverb=is_adverb,
    ),
    dates=DATES,
    marks=MARKS,
)
