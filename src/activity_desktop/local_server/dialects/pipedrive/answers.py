"""How does Pipedrive wrap what it says? Success, failure, and the firewall's page for those who do not listen."""

from __future__ import annotations

from typing import Any

from starlette.responses import HTMLResponse, Response

from ..dialect import Json, Refusal

_BLOCK_PAGE = """<!DOCTYPE html>
<html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head>
<body><h1>Sorry, you have been blocked</h1><p>You are unable to access pipedrive.com</p></body></html>
"""


def success(data: Any, additional_data: dict[str, Any] | None = None, status: int = 200) -> Json:
    answer: dict[str, Any] = {"success": True, "data": data}
    if additional_data is not None:
        answer["additional_data"] = additional_data
    return Json(answer, status)


def failure(status: int, error: str, code: str | None = None) -> Json:
    answer: dict[str, Any] = {
        "success": False,
        "error": error,
        "error_info": "Please check developers.pipedrive.com for more information about Pipedrive API.",
        "errorCode": status,
        "data": None,
        "additional_data": None,
    }
    if code is not None:
        answer["code"] = code
    return Json(answer, status)


def invalid(field: str, what: str) -> Refusal:
    """A 400 for one field or parameter, to be raised."""
    return Refusal(failure(400, f"Validation failed: {field}: {what}", "ERR_SCHEMA_VALIDATION_FAILED"))


def firewall_page() -> Response:
    return HTMLResponse(_BLOCK_PAGE, 403, {"server": "cloudflare", "cf-ray": "8f1e0c9d7a2b4c55-LHR"})
