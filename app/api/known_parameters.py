"""Refuses query parameters that a route does not have: a misspelled condition must not return everything."""

from collections.abc import Iterable
from typing import Any

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Cookie, Header, Path
from fastapi.routing import RouteContext

from services.errors import InvalidInput
from services.values.text import printable

_ELSEWHERE = (Path, Header, Cookie)


class KnownParameters:
    """The query parameters of each route, by its endpoint."""

    def __init__(self, routes: Iterable[RouteContext]) -> None:
        self._of: dict[Any, frozenset[str]] = {route.endpoint: _query_parameters(route) for route in routes}

    def check(self, request: Request) -> None:
        """Raise InvalidInput for the first parameter that the route of this request does not have."""
        known = self._of.get(request.scope.get('endpoint'))
        if known is None:
            return
        for name in request.query_params:
            if len(request.query_params.getlist(name)) > 1:
                raise InvalidInput(printable(name), 'This parameter is there more than once. Send it once.')
            if name not in known:
                has = f'It has {", ".join(sorted(known))}.' if known else 'It has none.'
                raise InvalidInput(printable(name), f'This address has no parameter of this name. {has}')


def _query_parameters(route: RouteContext) -> frozenset[str]:
    # The fields of a model of parameters do not say where they are.
    fields = get_flat_params(route.dependant)
    return frozenset(field.alias for field in fields if not isinstance(field.field_info, _ELSEWHERE))
