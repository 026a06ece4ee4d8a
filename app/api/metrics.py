"""`/metrics` for Prometheus: how much there is and how it goes, nothing about anybody, and only for the token."""

import hmac
from collections.abc import Iterator

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry, Counter, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.requests import tandem_of
from app.bootstrap import Tandem
from app.problems import problem

router = APIRouter(include_in_schema=False)

_KIND = 'text/plain; version=0.0.4; charset=utf-8'
_METHODS = frozenset({'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'})


class Metrics:
    """What is counted in this process."""

    def __init__(self, tandem: Tandem) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            'tandem_requests', 'Requests answered, by method and status.', ['method', 'status'], registry=self.registry
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(_State(tandem))


class CountedRequests:
    """Counts each answer."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and count its answer."""
        if scope['type'] != 'http':
            await self._app(scope, receive, send)
            return
        # Whoever asks must not be able to make up new things to count.
        method = scope['method'] if scope['method'] in _METHODS else 'other'

        async def count(message: Message) -> None:
            if message['type'] == 'http.response.start':
                self._metrics.requests.labels(method, str(message['status'])).inc()
            await send(message)

        await self._app(scope, receive, count)


class _State(Collector):
    """What is true at the moment of asking."""

    def __init__(self, tandem: Tandem) -> None:
        self._tandem = tandem

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges."""
        connected = float(self._tandem.relay.connected)
        yield GaugeMetricFamily('tandem_relay_connected', 'Whether committed changes arrive here.', value=connected)
        lines = float(self._tandem.open_lines.count())
        yield GaugeMetricFamily('tandem_open_lines', 'Pages and lines that are open here.', value=lines)


@router.get('/metrics')
async def show_metrics(request: Request) -> Response:
    """The numbers, for the token in TANDEM_METRICS_TOKEN; without one there is nothing here."""
    wanted = tandem_of(request).settings.metrics_token
    if wanted is None:
        return problem(404)
    given = request.headers.get('authorization', '').removeprefix('Bearer ')
    if not hmac.compare_digest(given.encode(errors='replace'), wanted.get_secret_value().encode()):
        return problem(401, 'Send the token in TANDEM_METRICS_TOKEN as “Authorization: Bearer TOKEN”.')
    metrics: Metrics = request.app.state.metrics
    return Response(generate_latest(metrics.registry), media_type=_KIND)
