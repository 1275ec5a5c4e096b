"""Takes the pictures of the HTML report that the README shows: ``python -m docs.screenshots``.

Scans the bundled spun example with the installed command and looks at the report with headless
Chromium, light and dark, always at the same size. Needs Chromium on the path.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).parent
IMAGES = DOCS / "images"
EXAMPLE = Path("docs/examples/frozen-shoulder-spun.html")
SCHEMES = {"light": 1, "dark": 0}  # Chromium's numbers
WIDTH, HEIGHT = 1280, 1300
COLOURS = 64
LARGEST = 200_000  # bytes


def main() -> None:
    """Write one picture a colour scheme."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is not installed; on Debian: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        scan(report)
        for scheme, number in SCHEMES.items():
            raw = Path(folder) / "raw.png"
            look(chromium, report, raw, number)
            pack(raw, IMAGES / f"report-{scheme}.png")


def scan(report: Path) -> None:
    """Write the report of the example; it is flagged, so the exit code is 1."""
    command = [sys.executable, "-m", "detector", "scan", str(EXAMPLE), "--fail-on", "never"]
    options = ["--format", "html", "--output", str(report)]
    subprocess.run([*command, *options], cwd=DOCS.parent, check=True)  # noqa: S603 — our own


def look(chromium: str, report: Path, picture: Path, scheme: int) -> None:
    """Take one picture of the top of the report."""
    subprocess.run(  # noqa: S603 — our own
        [
            *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--user-data-dir={picture.parent / 'profile'}", "--force-device-scale-factor=1"),
            *(f"--blink-settings=preferredColorScheme={scheme}", f"--screenshot={picture}"),
            *(f"--window-size={WIDTH},{HEIGHT}", report.as_uri()),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def pack(raw: Path, picture: Path) -> None:
    """Write a picture with few colours: it is text on plain ground."""
    with Image.open(raw) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)
    size = picture.stat().st_size
    if size > LARGEST:
        sys.exit(f"{picture} has {size} bytes, more than {LARGEST}; take fewer colours.")
    print(f"{picture.relative_to(DOCS.parent)}: {size} bytes")  # noqa: T201 — a command-line program


if __name__ == "__main__":
    main()
