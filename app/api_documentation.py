"""The interactive documentation of the API at /docs, drawn by Swagger UI. All of it is served from here."""

from functools import cache
from importlib.resources import files

from fastapi import FastAPI
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.addresses import DOCUMENTATION, OPENAPI, REDOC

_ASSETS = '/static/swagger-ui'
_LIBRARY = 'fastapi_offline'
"""The package that ships the files of Swagger UI. Nothing else of it is used."""

_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tandem: API</title>
<link rel="stylesheet" href="{_ASSETS}/swagger-ui.css">
<link rel="icon" href="/static/icon.svg">
</head>
<body>
<div id="docs"></div>
<script src="{_ASSETS}/swagger-ui-bundle.js"></script>
<script src="{_ASSETS}/start.js"></script>
</body>
</html>
"""
_START = f"""SwaggerUIBundle({{
  url: '{OPENAPI}',
  dom_id: '#docs',
  deepLinking: true,
  // The online validator of Swagger would be told where this is.
  validatorUrl: null,
}});
"""
_FILES = {'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript'}
_REPLACED = frozenset({DOCUMENTATION, REDOC})
_CACHED = {'Cache-Control': 'public, max-age=86400'}


def serve_documentation(app: FastAPI) -> None:
    """Register the page and its files in the place of the framework's own, which need the internet."""
    app.router.routes[:] = [route for route in app.routes if getattr(route, 'path', None) not in _REPLACED]

    @app.get(DOCUMENTATION, include_in_schema=False)
    def documentation() -> Response:
        return HTMLResponse(_PAGE)

    @app.get(REDOC, include_in_schema=False)
    def redoc() -> Response:
        return RedirectResponse(DOCUMENTATION)

    @app.get(f'{_ASSETS}/start.js', include_in_schema=False)
    def start() -> Response:
        return Response(_START, media_type='text/javascript', headers=_CACHED)

    for name, media_type in _FILES.items():
        _serve(app, name, media_type)


def _serve(app: FastAPI, name: str, media_type: str) -> None:
    @app.get(f'{_ASSETS}/{name}', include_in_schema=False)
    def serve() -> Response:
        return Response(_content(name), media_type=media_type, headers=_CACHED)


@cache
def _content(name: str) -> bytes:
    return (files(_LIBRARY) / 'static' / name).read_bytes()
