"""`/account/activity`: what happened to the account, to read and to take along."""

import csv
import io
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.addresses import AUDIT
from app.bootstrap import tandem_of
from app.html_pages import render, words_of
from services.accounts.audit_log import KEPT
from services.values.time_zones import zone_named

router = APIRouter(prefix=AUDIT, include_in_schema=False)

_SHOWN = 200


@router.get('')
async def show_audit(request: Request) -> Response:
    """The latest entries about this person, in their time zone."""
    tandem, user_id = tandem_of(request), request.state.user_id
    user = await tandem.verbs_of(user_id).profile()
    entries = await tandem.authentication.list_activity(user_id, limit=_SHOWN)
    words = words_of(request, user.preferences.get('language'))
    zone: ZoneInfo = zone_named(user.time_zone)
    shown = [
        {
            'at': words.day_and_time(entry.created_at.astimezone(zone)),
            'what': words.AUDIT_ACTIONS[entry.action],
            'address': entry.address or '',
        }
        for entry in entries
    ]
    return render('audit.html', words, words.AUDIT, entries=shown, days=KEPT.days)


@router.get('/export')
async def export_audit(request: Request) -> Response:
    """Every entry about this person, as a table with moments in UTC."""
    entries = await tandem_of(request).authentication.list_activity(request.state.user_id)
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(['at', 'action', 'address'])
    writer.writerows([entry.created_at.isoformat(), entry.action, entry.address or ''] for entry in entries)
    as_file = {'Content-Disposition': 'attachment; filename="tandem-activity.csv"'}
    return Response(table.getvalue(), media_type='text/csv', headers=as_file)
