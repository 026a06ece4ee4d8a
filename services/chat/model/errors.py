"""What can go wrong with a language model, each with the sentence that tells a person what to do."""

from enum import StrEnum

from services.translatable import _


class ModelFailure(StrEnum):
    """Kinds of failure."""

    NO_KEY = 'no_key'
    INVALID_KEY = 'invalid_key'
    UNKNOWN_MODEL = 'unknown_model'
    BAD_REQUEST = 'bad_request'
    RATE_LIMITED = 'rate_limited'
    UNREACHABLE = 'unreachable'
    TIMEOUT = 'timeout'
    SERVER_ERROR = 'server_error'
    INTERRUPTED = 'interrupted'
    UNUSABLE_ANSWER = 'unusable_answer'
    ENDLESS_ANSWER = 'endless_answer'


SENTENCES = {
    ModelFailure.NO_KEY: _(
        'The language model has no key. Set OPENAI_API_KEY, or OPENAI_BASE_URL if you run a server of your own.'
    ),
    ModelFailure.INVALID_KEY: _("The language model's server did not accept the key. Check OPENAI_API_KEY."),
    ModelFailure.UNKNOWN_MODEL: _(
        'The server does not know this language model. Check TANDEM_MODEL and OPENAI_BASE_URL.'
    ),
    ModelFailure.BAD_REQUEST: _("The language model's server refused the request. The model may not support tools."),
    ModelFailure.RATE_LIMITED: _(
        'The language model is rate-limited, or its account has no credit left. Try again later.'
    ),
    ModelFailure.UNREACHABLE: _('The language model cannot be reached. Check OPENAI_BASE_URL and the network.'),
    ModelFailure.TIMEOUT: _('The language model took too long to answer.'),
    ModelFailure.SERVER_ERROR: _("The language model's server reported an error of its own."),
    ModelFailure.INTERRUPTED: _("The language model's answer was cut off."),
    ModelFailure.UNUSABLE_ANSWER: _('The language model returned an unusable answer.'),
    ModelFailure.ENDLESS_ANSWER: _('The language model did not finish.'),
}

_MAY_PASS = {ModelFailure.RATE_LIMITED, ModelFailure.SERVER_ERROR, ModelFailure.UNREACHABLE}


class ModelError(Exception):
    """A language model could not answer; `str(error)` is a sentence for the person.

    `may_pass` says whether it is worth trying again, `retry_after` after how many seconds if the server said so.
    """

    def __init__(self, kind: ModelFailure, retry_after: float | None = None, *, is_final: bool = False) -> None:
        super().__init__(SENTENCES[kind])
        self.kind = kind
        self.retry_after = retry_after
        self.may_pass = kind in _MAY_PASS and not is_final
