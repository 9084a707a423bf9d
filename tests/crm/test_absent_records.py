"""Is a record that cannot be had called deleted or forbidden only where its server said so?"""

from __future__ import annotations

import json

import pytest

from activity_desktop.crm.absent import reach_after
from activity_desktop.model.clock import SystemClock
from activity_desktop.model.problems import Gone, Offline
from activity_desktop.model.relation import Reach
from activity_desktop.transport.failures import refusal
from activity_desktop.transport.response import Response


@pytest.mark.parametrize(
    ("status", "kind", "body", "reach"),
    [
        (404, "application/json", {"success": False, "error": "Deal not found"}, Reach.DELETED),
        (404, "application/json", {"message": "No query results for model [Product] 9"}, Reach.DELETED),
        (410, "application/json", {"message": "This note was deleted"}, Reach.DELETED),
        (404, "application/json", {"message": "The route api/v1/stock could not be found."}, Reach.OPEN),
        (404, "application/json", {"success": False, "error": "Unknown method ."}, Reach.OPEN),
        (404, "application/json", {"message": "Not Found"}, Reach.OPEN),
        (404, "application/json", {}, Reach.OPEN),
        (404, "text/html", "<h1>Deal not found</h1>", Reach.OPEN),
        (403, "application/json", {"error": "You do not have permissions to do this"}, Reach.FORBIDDEN),
        (402, "application/json", {"error": "Trial has ended"}, Reach.OPEN),
        (403, "text/html", "<h1>Blocked</h1>", Reach.OPEN),
        (500, "application/json", {"error": "Deal not found"}, Reach.OPEN),
    ],
)
def test_what_a_server_says_is_not_stretched(status: int, kind: str, body: object, reach: Reach) -> None:
    """A missing call, a proxy's page or a lapsed trial say nothing of the record."""
    text = body if isinstance(body, str) else json.dumps(body)
    response = Response(status, {"content-type": kind}, text.encode(), "acme.example")
    assert reach_after(refusal(response, SystemClock())) is reach


def test_without_an_answer_nothing_is_known() -> None:
    """Offline is no deletion."""
    assert reach_after(Offline()) is Reach.OPEN
    assert reach_after(Gone()) is Reach.OPEN
