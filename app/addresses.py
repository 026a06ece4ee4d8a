"""Which address is what: the one place that middlewares and routes ask."""

from urllib.parse import urlencode

API = '/api/v1'
WEBSOCKET = '/ws'
MCP = '/mcp'
METRICS = '/metrics'
OPENAPI = '/openapi.json'
DOCUMENTATION = '/docs'
REDOC = '/redoc'
WELL_KNOWN = '/.well-known'
LIVENESS = '/healthz'
READINESS = '/readyz'

LOGIN = '/login'
LOGIN_PASSKEY = f'{LOGIN}/passkey'
LOGIN_CODE = f'{LOGIN}/code'
LOGOUT = '/logout'
FORGOTTEN_PASSWORD = '/forgot'  # noqa: S105 - the path of a page
PASSWORD_RESET = '/reset'  # noqa: S105 - the path of a page
EMAIL_VERIFICATION = '/verify'
PROVIDER_LOGIN = f'{LOGIN}/provider'
PROVIDER_CALLBACK = f'{PROVIDER_LOGIN}/back'
"""Register TANDEM_PUBLIC_URL with this path at the OpenID Connect provider."""

ACCOUNT = '/account'
EXPORT = f'{ACCOUNT}/export'
AUDIT = f'{ACCOUNT}/activity'
CONFIRM = f'{ACCOUNT}/confirm'
"""Where the password is asked for once more before something sensitive."""
PASSKEYS = f'{ACCOUNT}/passkeys'
SECOND_FACTOR = f'{ACCOUNT}/second-factor'
START = '/start'
"""Where the desktop window signs in."""

_FRAMEWORK = '/_nicegui'
_UPLOADS = f'{_FRAMEWORK}/client/'
_PUBLIC_FILES = ('/static', '/sw.js', _FRAMEWORK)
_NOT_PAGES = frozenset(
    path.split('/')[1]
    for path in (
        *(API, WEBSOCKET, MCP, METRICS, LIVENESS, READINESS, DOCUMENTATION, REDOC, *_PUBLIC_FILES),
        *(OPENAPI, WELL_KNOWN, '/favicon.ico'),
    )
)
_WITHOUT_LOGIN = frozenset({LOGIN, LOGOUT, FORGOTTEN_PASSWORD, PASSWORD_RESET, EMAIL_VERIFICATION})
_COLLECTIONS = {f'{API}/{name}' for name in ('tasks', 'lists', 'labels')}


def is_page(path: str) -> bool:
    """Whether a person looks at what is at `path`; true for an address at which there is nothing, too."""
    first = path.split('/')[1]
    return first not in _NOT_PAGES and not first.startswith(_FRAMEWORK[1:])


def is_api(path: str) -> bool:
    """Whether `path` belongs to the REST API or the health checks."""
    return path == '/api' or path.startswith('/api/') or is_health_check(path)


def is_health_check(path: str) -> bool:
    """Whether `path` is a health check."""
    return path.rstrip('/') in {LIVENESS, READINESS}


def is_documentation(path: str) -> bool:
    """Whether the interactive documentation of the API is at `path`."""
    return path == DOCUMENTATION


def is_for_programs(path: str) -> bool:
    """Whether programs with a token use `path`, also those that run in the page of another site."""
    return path.startswith(f'{API}/') or path.rstrip('/') in {API, MCP, OPENAPI}


def is_public_file(path: str) -> bool:
    """Whether a file that is the same for everybody is at `path`."""
    return path.startswith(_PUBLIC_FILES)


def is_upload(path: str) -> bool:
    """Whether NiceGUI would take uploaded files at `path`."""
    return path.startswith(_UPLOADS)


def is_open_to_all(path: str) -> bool:
    """Whether the page at `path` needs no login."""
    return path in _WITHOUT_LOGIN or path.startswith(f'{LOGIN}/')


def canonical(path: str) -> str:
    """`path` as its route is declared: without a slash at the end, unless it is a collection."""
    bare = path.rstrip('/')
    return f'{bare}/' if bare in _COLLECTIONS else bare


def confirmation_of(wanted: str) -> str:
    """Where the password is asked for, on the way to the page that is wanted."""
    return f'{CONFIRM}?{urlencode({"next": wanted})}'


def safe_next(address: str | None) -> str:
    """Where to go after a login: `address` when it is a page of ours, the home page otherwise."""
    is_ours = (
        address is not None
        and address.startswith('/')
        and not address.startswith(('//', '/\\'))
        and address.isprintable()
        and '\\' not in address
        and not is_open_to_all(address.partition('?')[0])
    )
    return address if address is not None and is_ours else '/'
