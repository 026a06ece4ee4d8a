"""Signs the desktop window in with a token that works once."""

from secrets import compare_digest, token_urlsafe

from app.addresses import START


class WindowToken:
    """Lets one browser in. Where there is one, no other browser on this machine is signed in."""

    def __init__(self) -> None:
        self._token: str | None = token_urlsafe(32)

    @property
    def address(self) -> str:
        """The path to open first; once it was opened it signs nobody in."""
        return f'{START}?token={self._token}'

    def accept(self, token: str) -> bool:
        """Whether this is the token; it is never accepted again."""
        is_right = self._token is not None and compare_digest(token, self._token)
        if is_right:
            self._token = None
        return is_right
