"""Throttle: how often one reader may send something."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from limits import parse, parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

# Counted in the memory of each process and nowhere else: nothing of it can be lost, stolen or
# backed up, a restart forgets it, and no request waits for a database. So the site as a whole
# lets through as many times more as it has processes, which these figures take into account.
A_READER = parse_many("5/hour;20/day")
EVERYBODY = parse("300/day")

storage = MemoryStorage()
limiter = FixedWindowRateLimiter(storage)


def may_send(request: HttpRequest, what: str) -> bool:
    """Whether this reader may send one more `what` now; it counts as sent if so."""
    reader = _fingerprint(request)
    if not all(limiter.test(limit, what, reader) for limit in A_READER):
        return False
    if not limiter.hit(EVERYBODY, what):
        return False
    for limit in A_READER:
        limiter.hit(limit, what, reader)
    return True


def _fingerprint(request: HttpRequest) -> str:
    """What tells one reader from another for a day, and cannot be turned back into an address."""
    return salted_hmac("articles.public.throttle", _network(_address(request))).hexdigest()


def _address(request: HttpRequest) -> str:
    """The address the request came from; behind our proxy, the one that the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.BEHIND_PROXY and forwarded:
        # The last one is the proxy's own word; those before it are what the sender claimed.
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def _network(address: str) -> str:
    """One household: an IPv4 address, or the /64 in which IPv6 gives it any number of them."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
