"""German: tables that say what its words can mean, and its word order."""

from services.language.german.answers import ANSWERS
from services.language.german.dates import DATES
from services.language.german.forms import forms, list_in_word, past_forms, root
from services.language.german.leads import CLOSINGS, OPENINGS
from services.language.german.order import arranged
from services.language.german.priorities import MARKS
from services.language.german.roles import ROLES
from services.language.german.titles import last_word, titled
from services.language.german.verbs import VERBS
from services.language.german.words import NO_SLIPS, WORDS
from services.language.lexicon import Lexicon
from services.language.mentions import TitleWords
from services.language.tables import Language

GERMAN = Language(
    code='de',
    lexicon=Lexicon.of(
        'de',
        verbs=VERBS,
        words=WORDS,
        openings=OPENINGS,
        closings=CLOSINGS,
        answers=ANSWERS,
        roles=ROLES,
        forms=forms,
        past_forms=past_forms,
        verb_of_title=last_word,
        order=arranged,
        titled=titled,
        letters_for_a_slip=7,
        no_slips=NO_SLIPS,
        list_in_word=list_in_word,
    ),
    dates=DATES,
    marks=MARKS,
    titles=TitleWords(root, has_compounds=True),
    day_first=True,
    telling=frozenset({'fuege', 'fueg', 'hinzu', 'hake', 'trage', 'rueckgaengig'}),
)
