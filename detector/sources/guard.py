"""The network that pages come from, with no way into the user's own.

The guard itself is the ssrfguard library: each name is resolved once, every address of the answer
is checked against the IANA special-purpose registries and the cloud metadata addresses, and the
connection goes to the address that was checked. It sees every hop, since redirects are requests.
"""

from __future__ import annotations

import ssl
from functools import cache

import httpcore
import httpx
from ssrfguard import (
    BlockedAddressError,
    BlockedURLError,
    Policy,
    Resolver,
    SSRFGuardError,
)
from ssrfguard.httpx import SafeBackend, SafeTransport

from detector.sources.deadline import Deadline, TimedBackend, timed_resolver

# Web servers live on these; the ports in between belong to mail, shells and databases.
PORTS = frozenset({80, 443, *range(1024, 65536)})
PUBLIC = Policy(allowed_ports=PORTS)


def guarded(
    deadline: Deadline, policy: Policy = PUBLIC, resolver: Resolver | None = None
) -> httpx.BaseTransport:
    """Return a transport that reaches what ``policy`` allows, and nothing else."""
    resolver = resolver or timed_resolver(deadline)
    transport = SafeTransport(policy=policy, resolver=resolver, verify=_tls())
    return _timed(transport, SafeBackend(policy=policy, resolver=resolver), deadline)


def unguarded(deadline: Deadline) -> httpx.BaseTransport:
    """Return a transport that reaches everything that this machine reaches."""
    return _timed(httpx.HTTPTransport(verify=_tls()), httpcore.SyncBackend(), deadline)


@cache
def _tls() -> ssl.SSLContext:
    """Return the certificates to trust; reading them takes longer than most pages."""
    return httpx.create_ssl_context()


def _timed(
    transport: httpx.HTTPTransport, backend: httpcore.NetworkBackend, deadline: Deadline
) -> httpx.HTTPTransport:
    # httpx has no public way to give its transport a network; ssrfguard replaces the pool as well.
    transport._pool = httpcore.ConnectionPool(
        ssl_context=_tls(), network_backend=TimedBackend(backend, deadline)
    )
    return transport


def refusal(error: SSRFGuardError, host: str) -> str:
    """Say in a sentence why the guard refused ``host`` and what to do."""
    reason = error.reason if isinstance(error, BlockedAddressError | BlockedURLError) else error
    port, of_port, _ = str(reason).partition(" is not in allowed_ports")
    if of_port:  # the library goes on to list all of PORTS
        return (
            f"{host} was not opened, because {port} is none of the web: 80, 443 and those from "
            "1024 on are. If you trust it, use --allow-private."
        )
    return (
        f"{host} was not opened, because it may lead into a private network: {reason}. "
        "If you trust it, use --allow-private."
    )
