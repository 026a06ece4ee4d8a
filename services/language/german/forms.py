"""The forms of German verbs and adjectives."""

import re
from collections.abc import Mapping

from services.language.script import folded

SEPARABLE = (
    'rückgängig', 'hinzu', 'dazu', 'heraus', 'herunter', 'wieder', 'zurück', 'zusammen', 'fertig', 'raus', 'runter',
    'nach', 'rein', 'ein', 'auf', 'aus', 'weg', 'vor', 'frei', 'um', 'an', 'ab', 'durch', 'los', 'mit',
)  # fmt: skip
"""Prefixes that stand at the end of a main clause; the longer of two that fit comes first."""

_INSEPARABLE = re.compile(r'(?:be|ent|er|ge|miss|ver|zer|unter|über|wider|voll)\w{3,}')
_IMPERATIVES = {
    'nehmen': 'nimm', 'geben': 'gib', 'werfen': 'wirf', 'lesen': 'lies', 'vergessen': 'vergiss', 'sehen': 'sieh',
    'sprechen': 'sprich', 'treffen': 'triff', 'helfen': 'hilf', 'essen': 'iss', 'messen': 'miss',
}  # fmt: skip
_PARTICIPLES = {
    'nehmen': 'genommen', 'geben': 'gegeben', 'werfen': 'geworfen', 'lesen': 'gelesen', 'vergessen': 'vergessen',
    'streichen': 'gestrichen', 'schieben': 'geschoben', 'verschieben': 'verschoben', 'schreiben': 'geschrieben',
    'tun': 'getan', 'tragen': 'getragen', 'fangen': 'gefangen', 'schließen': 'geschlossen', 'ziehen': 'gezogen',
    'rufen': 'gerufen', 'gehen': 'gegangen', 'bringen': 'gebracht', 'denken': 'gedacht', 'finden': 'gefunden',
    'treffen': 'getroffen', 'sprechen': 'gesprochen', 'sehen': 'gesehen', 'gießen': 'gegossen', 'waschen': 'gewaschen',
    'backen': 'gebacken', 'fahren': 'gefahren', 'laufen': 'gelaufen', 'essen': 'gegessen', 'trinken': 'getrunken',
    'binden': 'gebunden', 'bieten': 'geboten', 'bitten': 'gebeten', 'schneiden': 'geschnitten', 'laden': 'geladen',
    'halten': 'gehalten', 'lassen': 'gelassen', 'messen': 'gemessen', 'steigen': 'gestiegen', 'bleiben': 'geblieben',
    'heben': 'gehoben', 'graben': 'gegraben', 'singen': 'gesungen', 'springen': 'gesprungen', 'leihen': 'geliehen',
    'verleihen': 'verliehen', 'unterschreiben': 'unterschrieben', 'bekommen': 'bekommen', 'entwerfen': 'entworfen',
    'überweisen': 'überwiesen', 'bewerben': 'beworben', 'vergleichen': 'verglichen', 'bestehen': 'bestanden',
    'verstehen': 'verstanden', 'beschreiben': 'beschrieben', 'besprechen': 'besprochen', 'helfen': 'geholfen',
    'beginnen': 'begonnen', 'nachsehen': 'nachgesehen', 'kommen': 'gekommen', 'stehen': 'gestanden',
    'erhalten': 'erhalten', 'einladen': 'eingeladen', 'wissen': 'gewusst', 'nennen': 'genannt', 'rennen': 'gerannt',
    'kennen': 'gekannt', 'bestreichen': 'bestrichen', 'umbenennen': 'umbenannt', 'benennen': 'benannt',
    'senden': 'gesendet gesandt', 'wenden': 'gewendet gewandt', 'hauen': 'gehauen', 'reiben': 'gerieben',
    'schlafen': 'geschlafen', 'legen': 'gelegt', 'liegen': 'gelegen', 'sitzen': 'gesessen', 'sein': 'gewesen',
    'haben': 'gehabt', 'werden': 'geworden', 'machen': 'gemacht', 'bügeln': 'gebügelt', 'verlieren': 'verloren',
}  # fmt: skip
_STATES = frozenset({'erledigt', 'fertig', 'abgehakt', 'geschafft', 'abgeschlossen', 'durch'})


def parts_of(infinitive: str) -> tuple[str, str]:
    """The separable prefix of a verb and the rest: 'ab', 'haken'; an empty prefix where there is none."""
    for prefix in SEPARABLE:
        rest = infinitive.removeprefix(prefix)
        if rest != infinitive and len(rest) > 3 and rest.endswith('n'):  # noqa: PLR2004 - 'tun' is the shortest verb
            return prefix, rest
    return '', infinitive


def _stem(infinitive: str) -> str:
    return infinitive[:-2] if infinitive.endswith('en') else infinitive[:-1]


def finite_forms(infinitive: str) -> Mapping[str, str]:
    """The imperative and the present of a verb without its prefix, with their kinds: base or s."""
    stem = _stem(infinitive)
    found = {stem: 'base', f'{stem}e': 'base', infinitive: 'base', f'{stem}t': 's', f'{stem}st': 's', f'{stem}et': 's'}
    if infinitive.endswith(('eln', 'ern')):
        found[f'{stem[:-2]}{stem[-1]}e'] = 'base'
    if infinitive in _IMPERATIVES:
        found[_IMPERATIVES[infinitive]] = 'base'
    return found


def forms(phrase: str) -> Mapping[str, str]:
    """Each form of a verb with its kind: base, s or past; a phrase of several words is taken as it stands."""
    if ' ' in phrase or not phrase.endswith('n'):
        return {phrase: 'past' if phrase.split(maxsplit=1)[0] in _STATES else 'base'}
    prefix, rest = parts_of(phrase)
    if prefix:
        joined = {f'{prefix}{form}': 's' for form in finite_forms(rest)}
        return {**joined, **dict.fromkeys(past_forms(phrase), 'past'), phrase: 'base'}
    return {**finite_forms(phrase), **dict.fromkeys(past_forms(phrase), 'past'), phrase: 'base'}


def past_forms(infinitive: str) -> frozenset[str]:
    """The participle of a verb, in both spellings where it has an umlaut: 'angerufen' of 'anrufen'."""
    found = _participles(infinitive) or _participles(_with_umlauts(infinitive))
    return frozenset({*found, *map(folded, found)})


def _with_umlauts(word: str) -> str:
    """A word written without umlauts, if it is one of those whose participle is listed."""
    return next((known for known in _PARTICIPLES if folded(known) == word), word)


def _participles(infinitive: str) -> list[str]:
    if not infinitive.endswith('n'):
        return []
    known = {folded(verb): participles for verb, participles in _PARTICIPLES.items()}
    if folded(infinitive) in known:
        return known[folded(infinitive)].split()
    prefix, rest = parts_of(infinitive)
    if prefix:
        return [f'{prefix}{participle}' for participle in _participles(rest)]
    stem = _stem(infinitive)
    ending = 'et' if stem.endswith(('t', 'd', 'chn', 'ffn', 'gn')) else 't'
    is_plain = not _INSEPARABLE.fullmatch(infinitive) and not infinitive.endswith('ieren')
    return [f'{"ge" if is_plain else ""}{stem}{ending}']


_ENDINGS = ('', 'e', 'en', 'er', 'es', 'em')


def inflected(row: str) -> str:
    """A row of a table in which `~` stands for the endings of an adjective: 'offen~' is offen, offene and so on."""
    return '|'.join(
        '|'.join(phrase.replace('~', ending) for ending in _ENDINGS) if '~' in phrase else phrase
        for phrase in row.split('|')
    )


_NOUN_ENDINGS = ('innen', 'ungen', 'en', 'er', 'es', 'em', 'n', 'e', 's')


def root(word: str) -> str:
    """A word without its ending, so that 'Rechnungen' finds 'Rechnung' and 'Berichts' 'Bericht'."""
    for ending in _NOUN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:  # noqa: PLR2004 - a root has three letters
            return word[: -len(ending)] + ('ung' if ending == 'ungen' else '')
    return word


_LISTS = ('zettel', 'listen', 'liste')


def list_in_word(word: str) -> str:
    """The name in a compound that says that it is a list: 'urlaub' in 'Urlaubsliste'."""
    for ending in _LISTS:
        name = word.removesuffix(ending)
        if name != word and len(name) >= 3:  # noqa: PLR2004 - a root has three letters
            return name.removesuffix('s')
    return ''
