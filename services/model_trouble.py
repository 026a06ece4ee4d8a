"""What can go wrong with a language model, each with the sentence that tells a person what to do."""

from enum import StrEnum


class Trouble(StrEnum):
    """Kinds of trouble."""

    NO_KEY = 'no_key'
    WRONG_KEY = 'wrong_key'
    UNKNOWN_MODEL = 'unknown_model'
    REFUSED = 'refused'
    LIMITED = 'limited'
    UNREACHABLE = 'unreachable'
    SLOW = 'slow'
    BROKEN = 'broken'
    CUT = 'cut'
    RUBBISH = 'rubbish'
    ENDLESS = 'endless'


SENTENCES = {
    Trouble.NO_KEY: 'The language model has no key. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own.',
    Trouble.WRONG_KEY: 'The language model did not accept the key. Check OPENAI_API_KEY.',
    Trouble.UNKNOWN_MODEL: 'The server does not know this language model. Check TANDEM_MODEL and OPENAI_BASE_URL.',
    Trouble.REFUSED: "The language model's server refused the request. The model may not be able to use tools.",
    Trouble.LIMITED: 'The language model is rate-limited, or its account is used up. Try again later.',
    Trouble.UNREACHABLE: 'The language model cannot be reached. Check OPENAI_BASE_URL and the network.',
    Trouble.SLOW: 'The language model took too long to answer.',
    Trouble.BROKEN: "The language model's server has trouble of its own.",
    Trouble.CUT: "The language model's answer was cut off.",
    Trouble.RUBBISH: 'The language model answered something that cannot be used.',
    Trouble.ENDLESS: 'The language model did not come to an end.',
}

_PASSING = {Trouble.LIMITED, Trouble.BROKEN, Trouble.UNREACHABLE}


class ModelTrouble(Exception):
    """A language model could not answer; `str(trouble)` is a sentence for the person."""

    def __init__(self, kind: Trouble, retry_after: float | None = None, *, is_final: bool = False) -> None:
        super().__init__(SENTENCES[kind])
        self.kind = kind
        self.retry_after = retry_after
        self.is_passing = kind in _PASSING and not is_final
