"""How the window of its own gets in: by a word that only it is told, and that counts once."""

from secrets import compare_digest, token_urlsafe


class Invitation:
    """Lets one browser in. Where there is one, nobody else is signed in, whoever opens a page on this machine."""

    PATH = '/start'

    def __init__(self) -> None:
        self._token: str | None = token_urlsafe(32)

    @property
    def address(self) -> str:
        """The path to open first; after that it leads nowhere."""
        return f'{self.PATH}?token={self._token}'

    def accept(self, token: str) -> bool:
        """Whether it is the word; it is never accepted again."""
        accepted = self._token is not None and compare_digest(token, self._token)
        if accepted:
            self._token = None
        return accepted
