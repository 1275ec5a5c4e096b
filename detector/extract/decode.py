"""Bytes to text, whatever the character set is said to be.

Order of trust: a byte order mark, UTF-8 that decodes without an error, the charset that the outside
declared, the one that the page declares, and at last statistical detection. UTF-8 stands before the
declarations because other text hardly ever happens to be valid UTF-8, and wrong declarations are
common. Mojibake is kept as it is: damage in a page is evidence, not ours to repair.
"""

from __future__ import annotations

import codecs
import re

from detector.errors import UnreadableError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ZIP = b"PK\x03\x04"
MAGIC = (
    (b"%PDF-", "a PDF document"),
    (ZIP, "a zip archive or an Office document other than .docx"),
    (b"{\\rtf", "a document in Rich Text Format"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or film"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
    (b"wOF", "a font"),
    (b"SQLite format 3", "a database"),
)
META = re.compile(
    rb"""<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
SAMPLE = 65_536
BINARY_SHARE = 0.05
NUL_SIDE, NUL_OTHER = 0.3, 0.05


def text_of(content: bytes, declared: str | None = None) -> str:
    r"""Decode ``content``; ``declared`` is the charset that the outside said, if any.

    NUL characters are dropped and line ends become ``\\n``.

    Raises:
        UnreadableError: the bytes hold no text.
    """
    text = _decode(content, declared).replace("\x00", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode(content: bytes, declared: str | None) -> str:
    for mark, charset in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace")
    wide = _unmarked_utf16(content)
    if wide:
        return content.decode(wide, "replace")
    _refuse_binary(content)
    candidates = [_known(declared), _known(_meta(content))]
    if b"\x1b" in content and (candidates[0] or candidates[1] or "").startswith("iso2022"):
        candidates = [name for name in candidates if name]  # 7-bit, so it would pass as UTF-8
    else:
        nearly = _nearly_utf8(content)
        if nearly is not None:
            return nearly
    for charset in filter(None, candidates):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    return _detected(content)


def _unmarked_utf16(content: bytes) -> str | None:
    """Name the UTF-16 byte order of text whose every second byte is mostly NUL."""
    sample = content[: SAMPLE - SAMPLE % 2]
    half = len(sample) // 2
    if half < 2 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > NUL_SIDE and even < NUL_OTHER:
        return "utf-16-le"
    return "utf-16-be" if even > NUL_SIDE and odd < NUL_OTHER else None


def _refuse_binary(content: bytes) -> None:
    for magic, name in MAGIC:
        if content.startswith(magic):
            raise UnreadableError(
                f"The content is {name}, not a page; give an HTML, Markdown, text or Word (.docx) "
                "file instead."
            )
    sample = content[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls > BINARY_SHARE * len(sample):
        raise UnreadableError(
            "The content is binary data, not text; give an HTML, Markdown, text or Word (.docx) "
            "file instead."
        )


def _meta(content: bytes) -> str | None:
    match = META.search(content, 0, 4096)
    return match.group(1).decode("ascii") if match else None


def _known(charset: str | None) -> str | None:
    """Return Python's codec for a label as browsers read it, or None where there is none."""
    if not charset:
        return None
    from resiliparse.parse.encoding import map_encoding_to_html5

    name = charset.strip("\"' ").lower()
    try:
        info = codecs.lookup(map_encoding_to_html5(name, fallback_utf8=False) or name)
    except (LookupError, ValueError):
        return None
    # A page that declares UTF-16 in readable ASCII is not UTF-16; browsers say so too.
    return None if info.name.startswith("utf-") or not info._is_text_encoding else info.name


def _nearly_utf8(content: bytes) -> str | None:
    """Return UTF-8 where it decodes, or where damage is rare among its non-ASCII."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    damage = text.count("\ufffd")
    return text if len(content) - len(text) > 8 * damage else None


def _detected(content: bytes) -> str:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    charset = detect_encoding(content, max_len=SAMPLE) or "windows-1252"
    text: str = bytes_to_str(content, charset, fallback_encodings=("windows-1252", "latin-1"))
    return text
