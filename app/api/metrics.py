"""`/metrics` for Prometheus: counts and states of this process, no personal data, and only for the token."""

import hmac
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry, Counter, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import Response

from app.bootstrap import Tandem, tandem_of
from app.client import address_of
from app.problems import problem
from services.values.rate_limits import Limiter, Rate

router = APIRouter(include_in_schema=False)

_KIND = 'text/plain; version=0.0.4; charset=utf-8'

WRONG_TOKENS = Rate(burst=10, seconds=30)
"""Wrong tokens from one network address."""


class Metrics:
    """What is counted in this process."""

    def __init__(self, tandem: Tandem) -> None:
        self.wrong_tokens = Limiter(WRONG_TOKENS, 'Too many wrong tokens.')
        self.registry = CollectorRegistry()
        self.requests = Counter(
            'tandem_requests', 'Requests answered, by method and status.', ['method', 'status'], registry=self.registry
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(_State(tandem))


class _State(Collector):
    """What is true at the moment of the request."""

    def __init__(self, tandem: Tandem) -> None:
        self._tandem = tandem

    def collect(self) -> Iterator[Metric]:
        """What is read from the parts of Tandem when somebody asks."""
        relay = self._tandem.relay
        connected = float(relay.connected)
        yield GaugeMetricFamily('tandem_relay_connected', 'Whether committed changes arrive here.', value=connected)
        yield CounterMetricFamily(
            'tandem_relay_skipped_events', 'Events of a newer version that this one cannot read.', value=relay.skipped
        )
        connections = float(self._tandem.open_connections.count())
        yield GaugeMetricFamily(
            'tandem_open_connections', 'Pages and connections that are open here.', value=connections
        )
        yield from self._tasks()
        yield from self._backups()

    def _tasks(self) -> Iterator[Metric]:
        up = GaugeMetricFamily('tandem_task_up', 'Whether the background task runs.', labels=['task'])
        restarts = CounterMetricFamily(
            'tandem_task_restarts', 'How often it was started again after a failure.', labels=['task']
        )
        age = GaugeMetricFamily(
            'tandem_task_last_failure_age_seconds', 'Seconds since it failed last; absent until then.', labels=['task']
        )
        for status in self._tandem.supervisor.statuses():
            up.add_metric([status.name], float(not status.down))
            restarts.add_metric([status.name], status.restarts)
            if status.failed_at is not None:
                age.add_metric([status.name], time.monotonic() - status.failed_at)
        yield from (up, restarts, age)

    def _backups(self) -> Iterator[Metric]:
        backups = self._tandem.backups
        if backups is None:
            return
        now = datetime.now(UTC)
        overdue = float(backups.is_overdue(now))
        yield GaugeMetricFamily('tandem_backup_overdue', 'Whether the daily backup is late.', value=overdue)
        if last := backups.last(now):
            yield GaugeMetricFamily(
                'tandem_backup_last_success_timestamp_seconds',
                'When the newest daily backup was made; absent until there is one.',
                value=last.timestamp(),
            )


@router.get('/metrics')
async def show_metrics(request: Request) -> Response:
    """The metrics, for the token in TANDEM_METRICS_TOKEN; without that setting the path does not exist."""
    wanted = tandem_of(request).settings.metrics_token
    if wanted is None:
        return problem(404)
    metrics: Metrics = request.app.state.metrics
    address = address_of(request)
    metrics.wrong_tokens.take(address)
    given = request.headers.get('authorization', '').removeprefix('Bearer ')
    if not hmac.compare_digest(given.encode(errors='replace'), wanted.get_secret_value().encode()):
        return problem(401, 'Send the token in TANDEM_METRICS_TOKEN as “Authorization: Bearer TOKEN”.')
    metrics.wrong_tokens.give_back(address)
    return Response(generate_latest(metrics.registry), media_type=_KIND)
