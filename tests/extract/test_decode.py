import pytest

from detector.errors import UnreadableError
from detector.extract.decode import text_of

GERMAN = "Müde Menschen schlafen öfter schlecht, weil sie spät Kaffee trinken. Das hört später auf."
RUSSIAN = (
    "Сон помогает телу восстановиться, и большинству взрослых нужно семь часов сна каждую ночь."
)


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_wins_over_a_wrong_declaration(charset):
    assert text_of(GERMAN.encode(charset), "iso-8859-5") == GERMAN


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen_by_its_nul_bytes(charset):
    assert text_of(f"<p>{GERMAN}</p>".encode(charset)) == f"<p>{GERMAN}</p>"


def test_utf8_that_is_declared_as_latin1_is_read_as_utf8():
    assert text_of(GERMAN.encode(), "iso-8859-1") == GERMAN


def test_latin1_that_is_declared_as_utf8_is_detected():
    assert text_of(GERMAN.encode("latin-1"), "utf-8") == GERMAN


def test_the_declaration_of_the_header_is_used():
    assert text_of(RUSSIAN.encode("koi8-r"), "koi8-r") == RUSSIAN


def test_the_declaration_of_the_page_is_used():
    page = f"<meta charset='windows-1251'><p>{RUSSIAN}</p>"
    assert text_of(page.encode("windows-1251")) == page


def test_latin1_means_windows_1252_as_in_browsers():
    assert text_of("“quoted” – müde".encode("windows-1252"), "iso-8859-1") == "“quoted” – müde"


def test_without_any_declaration_the_charset_is_detected():
    assert text_of((RUSSIAN * 5).encode("windows-1251")) == RUSSIAN * 5


def test_japanese_in_seven_bits_is_not_taken_for_ascii():
    assert text_of("睡眠は大切です".encode("iso-2022-jp"), "iso-2022-jp") == "睡眠は大切です"


def test_an_unknown_charset_is_no_reason_to_fail():
    assert text_of(GERMAN.encode("latin-1"), "x-klingon") == GERMAN


def test_one_broken_byte_does_not_turn_utf8_into_mojibake():
    broken = (GERMAN * 3).encode() + b"\xff end"
    assert text_of(broken, "iso-8859-1") == GERMAN * 3 + "\ufffd end"


def test_mojibake_is_left_as_it_is():
    mojibake = GERMAN.encode().decode("windows-1252")
    assert text_of(mojibake.encode()) == mojibake


def test_a_few_nul_bytes_are_dropped():
    assert text_of(b"<p>sl\x00eep</p>" + b" more text" * 40) == "<p>sleep</p>" + " more text" * 40


def test_line_ends_become_one_kind():
    assert text_of(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


def test_no_bytes_are_no_text():
    assert text_of(b"") == ""


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 some more", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"PK\x03\x04rest of the archive", "zip"),
        (rb"{\rtf1\ansi Knee pain is common.}", "Rich Text Format"),
        (bytes(range(256)) * 20, "binary"),
    ],
)
def test_binary_is_refused_with_its_name(content, name):
    with pytest.raises(UnreadableError, match=rf"{name}.*give an HTML, Markdown"):
        text_of(content, "utf-8")
