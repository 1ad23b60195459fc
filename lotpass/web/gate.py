"""Who may talk to the service: hosts by name, a token where it is open to others, and no page of another site."""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response

from lotpass.errors import EnvironmentFailure

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 2_000_000_000
"""Bytes that one request may carry: some hundred scans have a tenth of it, and the disk must hold it twice."""

FEWEST_SIGNS = 16
"""Signs that a token must have at least, so that it cannot be found by trying."""

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
"""On every answer: nothing on a page is taken from elsewhere, run, framed or kept."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a service that listens there."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def need_token(host: str, token: str | None) -> None:
    """Raises EnvironmentFailure where a service open to other machines has no token, or any has a weak one."""
    if token is not None and len(token) < FEWEST_SIGNS:
        cause = f"LOTPASS_TOKEN has fewer than {FEWEST_SIGNS} signs."
        raise EnvironmentFailure("weak-token", cause, "Set a longer one, such as `openssl rand -hex 24` gives.")
    if token is None and not is_loopback(host):
        cause = f"Listening on {host} lets other machines in, and there is no token to tell them apart."
        raise EnvironmentFailure("no-token", cause, "Set LOTPASS_TOKEN, or listen on 127.0.0.1.")


@dataclass(frozen=True, slots=True)
class Gate:
    """Stands before the application and answers what may not pass; counts the bytes of what may.

    `hosts` are the names under which the service may be called (a page elsewhere could otherwise reach it under a name
    of its own that leads here); `token` is wanted as `Authorization: Bearer`, or as the password of Basic by browsers.
    """

    application: Application
    hosts: frozenset[str]
    token: str | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers an ASGI request."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        counted = _Counted(receive)
        await self.application(scope, counted.receive, _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = _host_name(headers.get("host", ""))
        if host not in self.hosts and not is_loopback(host):
            return PlainTextResponse("This service is not called by that name.\n", 421)
        if scope["method"] not in ("GET", "HEAD") and not _same_site(headers):
            return PlainTextResponse("Requests of other sites' pages are not answered.\n", 403)
        if scope["path"] != "/healthz" and self.token is not None and not self._may_enter(headers):
            return PlainTextResponse(
                "A token is wanted.\n", 401, {"www-authenticate": 'Basic realm="lotpass", charset="UTF-8"'}
            )
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return PlainTextResponse(f"One request may carry {MOST_BYTES} bytes.\n", 413)
        return None

    def _may_enter(self, headers: Headers) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "basic":
            try:
                given = base64.b64decode(given, validate=True).decode("utf-8", "replace").partition(":")[2]
            except (binascii.Error, ValueError):
                return False
        elif kind.lower() != "bearer":
            return False
        return hmac.compare_digest(given.strip().encode(), (self.token or "").encode())


class TooMuch(Exception):  # noqa: N818 - it says what came, not that something went wrong
    """More bytes have come than one request may carry."""


class _Counted:
    """The body of a request, cut off when it grows beyond what one may carry: its length may be a lie."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._bytes = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        if self._bytes > MOST_BYTES:
            raise TooMuch
        return message


def _host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _same_site(headers: Headers) -> bool:
    """Whether a request that changes something comes from a page of ours, or from a program (which sends no Origin)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = message.get("headers", [])
            set_ = {name.lower() for name, _ in given}
            # An answer may be stricter by itself: a dossier stands alone and may not even take our style.
            own = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in set_]
            message = {**message, "headers": [*given, *own]}
        await send(message)

    return sending
