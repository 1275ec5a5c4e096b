"""No way into the user's own network: not directly, not by name, not by redirect."""

from __future__ import annotations

import dataclasses
import socket
import time

import pytest

from detector.page import Page
from detector.sources import guard
from detector.sources.deadline import Deadline
from tests.sources.server import answer, serve

OTHER = "127.0.0.2"  # a second loopback address, which stands for a public host
NAME = "site.example"


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("127.0.0.1", "Loopback"),
        ("localhost", "Loopback"),
        ("2130706433", "encoded"),
        ("0x7f000001", "Loopback"),
        ("0x7f.1", "Loopback"),
        ("127.1", "encoded"),
        ("0", "encoded"),
        ("[::1]", "Loopback"),
        ("[::ffff:127.0.0.1]", "127.0.0.0/8 is Loopback"),
        ("10.1.2.3", "Private-Use"),
        ("172.16.0.1", "Private-Use"),
        ("192.168.1.1", "Private-Use"),
        ("169.254.169.254", "metadata"),
        ("169.254.10.1", "Link Local"),
        ("[fe80::1]", "Link"),
        ("[fd00::1]", "Unique-Local"),
    ],
)
def test_private_hosts_are_refused_unless_allowed(fetch, host, reason):
    error = fetch(f"http://{host}:8000/", allow_private=False).error
    assert "it may lead into a private network" in error
    assert reason in error
    assert error.endswith("use --allow-private.")


def test_a_refused_server_is_never_asked(site, fetch):
    assert "Loopback" in fetch("/", allow_private=False).error
    assert site.log == []


def test_ports_of_other_services_are_refused(fetch):
    assert fetch("http://example.org:25/", allow_private=False).error == (
        "example.org was not opened, because port 25 is none of the web: 80, 443 and those from "
        "1024 on are. If you trust it, use --allow-private."
    )


def test_credentials_in_an_address_are_refused(fetch):
    error = fetch("http://example.org@127.0.0.1/", allow_private=False).error
    assert "carries credentials" in error
    assert len(error) < 400


@pytest.fixture
def outside():
    """A site at OTHER under the name NAME, in a network where OTHER alone is public."""
    with socket.socket() as probe:
        try:
            probe.bind((OTHER, 0))
        except OSError:
            pytest.skip(f"this system has no second loopback address {OTHER}")
    with serve(OTHER) as running:
        port = running.origin.rpartition(":")[2]
        running.origin = f"http://{NAME}:{port}"
        yield running


def resolver(*addresses):
    def resolve(host, port, *_, **__):
        if host == NAME:
            found = addresses
        elif host == "inside.example":
            found = ("127.0.0.1",)
        else:
            return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)  # numbers in disguise
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    return resolve


def network(*addresses):
    policy = dataclasses.replace(guard.PUBLIC, allowed_networks=(f"{OTHER}/32",))
    return guard.guarded(Deadline(5), policy, resolver(*addresses))


def test_the_outside_is_reached(outside, fetch):
    outside.routes["/"] = answer(b"hello")
    assert isinstance(fetch(outside.origin + "/", transport=network(OTHER)), Page)


@pytest.mark.parametrize("host", ["127.0.0.1", "inside.example", "[::ffff:127.0.0.1]", "0x7f.1"])
def test_a_redirect_into_the_own_network_is_refused(site, outside, fetch, host):
    secret = f"http://{host}:{site.origin.rpartition(':')[2]}/secret"
    outside.routes["/"] = answer(status=302, Location=secret)
    error = fetch(outside.origin + "/", transport=network(OTHER)).error
    assert error.startswith("The page redirects to http://")
    assert site.log == []
    assert outside.asked("/")


def test_a_redirect_to_the_metadata_service_is_refused(outside, fetch):
    outside.routes["/"] = answer(status=302, Location="http://169.254.169.254/latest/meta-data/")
    error = fetch(outside.origin + "/", transport=network(OTHER)).error
    assert "redirects to http://169.254.169.254/latest/meta-data/" in error
    assert "Cloud metadata" in error


def test_a_robots_file_that_redirects_inside_is_refused(site, outside, fetch):
    outside.routes["/robots.txt"] = answer(status=302, Location=site.origin + "/robots.txt")
    outside.routes["/"] = answer(b"hello")
    assert "Loopback" in fetch(outside.origin + "/", transport=network(OTHER)).error
    assert site.log == []


def test_a_name_with_one_private_address_among_others_is_refused(outside, fetch):
    error = fetch(outside.origin + "/", transport=network(OTHER, "10.0.0.1")).error
    assert "it may lead into a private network" in error
    assert outside.log == []


def test_a_name_service_that_is_silent_ends_by_time(fetch, monkeypatch):
    def silent(*_, **__):
        time.sleep(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    start = time.monotonic()
    error = fetch("http://site.example/", allow_private=False, timeout=0.4, retries=0).error
    assert "did not arrive within 0.4 seconds" in error
    assert time.monotonic() - start < 30
