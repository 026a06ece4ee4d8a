"""The words of the pages: one English catalogue, its translations, and dates and numbers by CLDR."""

from components.words.languages import ENGLISH, LANGUAGES, name_of, voice_in, words_for, words_in
from components.words.words import Words

__all__ = ['ENGLISH', 'LANGUAGES', 'Words', 'name_of', 'voice_in', 'words_for', 'words_in']
