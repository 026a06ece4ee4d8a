"""The forms of English verbs."""

import re
from collections.abc import Mapping

_IRREGULAR = {
    'put': 'put', 'set': 'set', 'get': 'got', 'take': 'took', 'make': 'made', 'do': 'done', 'write': 'wrote',
    'tell': 'told', 'give': 'gave', 'find': 'found', 'see': 'saw', 'begin': 'began', 'cut': 'cut',
    'strike': 'struck', 'say': 'said', 'read': 'read', 'throw': 'threw', 'forget': 'forgot', 'keep': 'kept',
    'stick': 'stuck', 'bring': 'brought', 'undo': 'undid', 'redo': 'redid', 'leave': 'left', 'hear': 'heard',
    'know': 'knew', 'have': 'had', 'let': 'let', 'go': 'went', 'buy': 'bought', 'send': 'sent', 'pay': 'paid',
}  # fmt: skip
_PARTICIPLES = {
    'write': 'written', 'take': 'taken', 'give': 'given', 'do': 'did', 'get': 'gotten', 'throw': 'thrown',
    'see': 'seen', 'speak': 'spoke spoken', 'choose': 'chose chosen', 'meet': 'met', 'sell': 'sold', 'feed': 'fed',
    'build': 'built', 'draw': 'drew drawn', 'drive': 'drove driven', 'hang': 'hung', 'teach': 'taught',
    'ring': 'rang rung', 'sweep': 'swept', 'wind': 'wound', 'sew': 'sewn', 'mow': 'mown', 'fix': 'fixed',
}  # fmt: skip
_ENDS_SHORT = re.compile(r'[^aeiou][aeiou][bdgmnprt]$')
_DOUBLED = re.compile(r'[a-z]{1,4}[aeiou][tpbgdmn]')
_DOUBLED_WORDS = frozenset(
    [
        'get',
        'put',
        'set',
        'cut',
        'drop',
        'scrap',
        'bin',
        'log',
        'jot',
        'plan',
        'strip',
        'bump',
        'omit',
        'pop',
        'slap',
        'chuck',
        'swap',
    ]
)
_FIXED = frozenset(
    [
        'due',
        'done',
        'finished',
        'completed',
        'what',
        "what's",
        'whats',
        'how',
        'i',
        'no',
        "don't",
        'do',
        'not',
        'another',
        'new',
        'reminder',
        'todo',
        'a',
        'make',
        'so',
        'keep',
        'undo',
        'redo',
        'help',
        'should',
        'must',
        'has',
        'needs',
        'restore',
        'bring',
        'revert',
        'roll',
        'how',
        'commands',
        'never',
        'should',
        'over',
        'all',
        'did',
        'already',
        'have',
        'count',
        'number',
        'be',
        'to',
        'ctrl',
        'nothing',
        'through',
        'remember',
    ]
)
_NOUNS = frozenset(
    [
        'lists',
        'orders',
        'shows',
        'plays',
        'reminders',
        'notes',
        'books',
        'plans',
        'marks',
        'does',
        'whats',
        'orders',
        'posts',
        'needs',
        'finds',
    ]
)


def forms(verb: str) -> Mapping[str, str]:
    """Each form of the verb with its kind: base, s, past or ing; a phrase bends in its first word."""
    head, _, rest = verb.partition(' ')
    if head in _FIXED or not head.isalpha():
        return {verb: 'past' if head in {'done', 'finished', 'completed', 'did', 'already'} else 'base'}
    rest = f' {rest}' if rest else ''
    stem = head[:-1] if head.endswith('e') and not head.endswith('ee') else head
    doubled = head + head[-1] if _DOUBLED.fullmatch(head) and (len(head) == 3 or head in _DOUBLED_WORDS) else head  # noqa: PLR2004
    past = _IRREGULAR.get(head) or (
        head[:-1] + 'ied' if re.search('[^aeiou]y$', head) else (stem if head.endswith('e') else doubled) + 'ed'
    )
    found = {past + rest: 'past', (stem if stem != head else doubled) + 'ing' + rest: 'ing'}
    third = _third_person(head) + rest
    if rest or third not in _NOUNS:
        found[third] = 's'
    return {**found, verb: 'base'}


def past_forms(verb: str) -> frozenset[str]:
    """The simple past and the past participle of a verb; also with a doubled letter, which a reader forgives."""
    regular = {form for form, kind in forms(verb).items() if kind == 'past'} or {f'{verb}ed'}
    doubled = {f'{verb}{verb[-1]}ed'} if _ENDS_SHORT.search(verb) else set()
    return frozenset({*regular, *doubled, *_PARTICIPLES.get(verb, '').split()})


def is_adverb(word: str) -> bool:
    """'Accidentally', 'really': how something was done."""
    return word.endswith('ly')


def is_plural(word: str) -> bool:
    """Whether a word is the regular plural of a noun."""
    return len(word) > len('has') and word.endswith('s') and word[-2] not in "aius'"


def _third_person(head: str) -> str:
    if re.search('[^aeiou]y$', head):
        return head[:-1] + 'ies'
    return head + ('es' if re.search('(?:s|sh|ch|x)$', head) else 's')
