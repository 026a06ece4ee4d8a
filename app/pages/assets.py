"""The stylesheet and the icon, served so that browsers keep them."""

from nicegui import App
from starlette.responses import Response

from components.theme import FAVICON, stylesheet, stylesheet_path

_FOR_EVER = {'Cache-Control': 'public, max-age=31536000, immutable'}


def serve_assets(app: App) -> None:
    """Register the addresses of the assets."""
    styles = stylesheet()

    @app.get(stylesheet_path(), include_in_schema=False)
    def serve_styles() -> Response:
        return Response(styles, media_type='text/css', headers=_FOR_EVER)

    @app.get('/static/icon.svg', include_in_schema=False)
    def serve_icon() -> Response:
        return Response(FAVICON, media_type='image/svg+xml', headers=_FOR_EVER)
