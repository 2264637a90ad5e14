"""What every answer and every request is held to: safe headers, a bound on size, no other site as the sender."""

from __future__ import annotations

import base64
import hashlib
import re
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; img-src 'self' data:"
PAGE_REFERRER = "same-origin"
"""For the page with the form: a browser that tells itself nothing tells the server not where a form comes from."""
PAGE_POLICY = f"{_POLICY}; style-src 'self'; script-src 'self'"
"""For our own pages: styles and scripts only from files that come along."""
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
TOO_LARGE = "Dit bestand is te groot. / This file is too large.\n"
OTHER_SITE = "Deze aanvraag komt van een andere site. / This request comes from another site.\n"
OTHER_HOST = "Deze naam hoort niet bij deze server. / This name does not belong to this server.\n"


def report_policy(page: bytes) -> str:
    """Return the policy for a report: its own style sheet, known by its fingerprint, and nothing else."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'" for style in _STYLE.findall(page)
    )
    return f"{_POLICY}; style-src 'self' {hashes}"


class Safety:
    """Puts safe headers on each answer, and refuses what is too large, meant for another host or sent by another site.

    ``hosts`` are the names by which the server may be called, and ``origins`` other sites that may use it.
    """

    def __init__(self, app: ASGIApp, *, most: int, hosts: Collection[str], origins: Collection[str]) -> None:
        self._app, self._most, self._hosts, self._origins = app, most, hosts, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await PlainTextResponse(refusal[1], refusal[0], dict(HEADERS))(scope, receive, send)
            return
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise BodyTooLargeError
            return message

        async def with_headers(message: Message) -> None:
            if taken > self._most:  # what the application says of it does not count
                return
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answered.setdefault(name, value)
                answered.setdefault("Content-Security-Policy", _POLICY)
            await send(message)

        with suppress(BodyTooLargeError):
            await self._app(scope, bounded, with_headers)
        if taken > self._most:
            await PlainTextResponse(TOO_LARGE, 413, dict(HEADERS))(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if "*" not in self._hosts and (urlsplit(f"//{host}").hostname or "") not in self._hosts:
            return 421, OTHER_HOST
        size = headers.get("content-length", "0")
        if size.isdecimal() and int(size) > self._most:
            return 413, TOO_LARGE
        if scope["method"] not in {"GET", "HEAD", "OPTIONS"}:
            origin = headers.get("origin")
            if origin in self._origins:
                return None
            site = headers.get("sec-fetch-site")
            if site not in {"same-origin", "none", None} or (
                site is None and origin is not None and urlsplit(origin).netloc != host
            ):
                return 403, OTHER_SITE
        return None


class BodyTooLargeError(Exception):
    """The body of a request goes beyond the limit."""
