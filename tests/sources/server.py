"""A real web server on the loopback interface whose pages are functions of the request."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic

Route = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Routes by path, and a log of what was asked: (seconds, path, headers)."""

    origin: str = ""
    routes: dict[str, Route] = field(default_factory=dict)
    log: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of every request for ``path``."""
        return [headers for _, asked, headers in self.log if asked == path]


def answer(
    body: bytes = b"", status: int = 200, content_type: str = "text/html", **headers: str
) -> Route:
    """A route that always sends the same; ``Retry_After="1"`` is the header Retry-After."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Type", content_type)
        request.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return send


def in_turn(*routes: Route) -> Route:
    """A route that behaves as the first, then as the second, and ever after as the last."""
    left = list(routes)

    def send(request: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(request)

    return send


def streamed(chunks: Iterator[bytes], **headers: str) -> Route:
    """A route that sends chunk after chunk, chunked unless a Content-Length is given."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        chunked = "Content_Length" not in headers
        if chunked:
            request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        for chunk in chunks:
            request.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk) if chunked else chunk)
            request.wfile.flush()

    return send


@contextmanager
def serve(host: str = "127.0.0.1") -> Iterator[Site]:
    """Run a site until the block ends; robots.txt is missing unless the test adds it."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.log.append((monotonic(), self.path, dict(self.headers)))
            try:
                site.routes.get(self.path, answer(b"nothing here", 404))(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    site.origin = f"http://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
