"""Silences: with a reason, in their range, and never idle without saying so."""

from __future__ import annotations

import pytest

from detector.check.checked import Status
from detector.report.full import silences
from detector.report.passages import passages
from tests.check.texts import HONEST, SHORT_SPUN, SPUN, html, markdown

OTHER = "Your immune gadget helps as well."
SAY = "<!-- detector: ignore SPN201 -- quoted from a leaflet -->"


def statuses(repository, code="SPN201"):
    return [
        (item.located.place.line, str(item.status), item.reason)
        for file in repository.check().files
        for item in file.reported
        if item.finding.code == code and item.located.place
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{SAY}\n\n{SHORT_SPUN}\n\n{OTHER}\n",
        f"{SAY}\n{SHORT_SPUN}\n\n{OTHER}\n".replace("\n", "\n\n", 1),
        f"\n\n{SHORT_SPUN} {SAY}\n\n{OTHER}\n",
        f"\n\n- {SHORT_SPUN} {SAY}\n- {OTHER}\n",
        f"\n\n| a | b |\n|---|---|\n| {SHORT_SPUN} {SAY} | {OTHER} |\n",
        f"\n\n{SHORT_SPUN[:10]}{SAY}{SHORT_SPUN[10:]}\n\n{OTHER}\n",
        f"\n\n| a | b |\n|---|---|\n| Name | {SHORT_SPUN} {SAY} |\n| Name | {OTHER} |\n",
        f"\n\n| a | b |\n|---|---|\n| Name | {SHORT_SPUN} | {SAY}\n| Name | {OTHER} |\n",
        f"\n\n| a | b |\n|---|---|\n| {SHORT_SPUN} | No. | {SAY}\n| Name | {OTHER} |\n",
        f"\n\n a | b\n---|---\n {SHORT_SPUN} | No. {SAY}\nName | {OTHER}\n",
        f"\n\n| a | b | c |\n|---|---|---|\n| Name | {SAY} {SHORT_SPUN} | {OTHER} |\n",
    ],
)
def test_a_comment_silences_the_block_it_is_in_or_the_next(repository, text):
    repository.write("a.md", text)
    found = statuses(repository)
    assert [(status, reason) for _, status, reason in found] == [
        ("silenced", "quoted from a leaflet"),
        ("new", ""),
    ]


@pytest.mark.parametrize(
    "row",
    [
        f"<td>Name</td><td>{SHORT_SPUN}</td></tr> {SAY}\n<tr><td>Name</td><td>{OTHER}</td>",
        f"<td>{SHORT_SPUN}</td><td>Name</td></tr> {SAY}\n<tr><td>Name</td><td>{OTHER}</td>",
        f"<td>Name</td><td>{SHORT_SPUN} {SAY}</td><td>{OTHER}</td>",
        f"<td>Name</td><td>{SAY} {SHORT_SPUN}</td><td>{OTHER}</td>",
    ],
)
def test_a_comment_in_a_table_of_html(repository, row):
    repository.write("a.html", html(*HONEST, f"<table>\n<tr>{row}</tr>\n</table>"))
    assert [status for _, status, _ in statuses(repository)] == ["silenced", "new"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_range_silences_what_lies_inside(repository, ends):
    text = (
        f"{OTHER}\n\n<!-- detector: ignore-start SPN2 -- a list of quotations -->\n\n"
        f"{SHORT_SPUN}\n\n{SHORT_SPUN}\n\n<!-- detector: ignore-end -->\n\n{OTHER}\n"
    )
    repository.write("a.md", text.replace("\n", ends))
    assert [status for _, status, _ in statuses(repository)] == [
        "new", "silenced", "silenced", "new"
    ]  # fmt: skip


def test_html_and_mdx_have_their_comments(repository):
    repository.write("a.html", html(*HONEST, SAY + SPUN))
    repository.write("a.mdx", f"{{/* detector: ignore SPN201 -- quoted */}}\n\n{SHORT_SPUN}\n")
    assert {status for _, status, _ in statuses(repository)} == {"silenced"}


@pytest.mark.parametrize(
    "front",
    [
        "detector: {ignore: [SPN, PAG101], reason: about spinning}",
        "detector:\n  ignore:\n    - SPN\n    - PAG101\n  reason: about spinning",
    ],
)
def test_front_matter_silences_the_file(repository, front):
    _is_silenced(repository, markdown(SPUN, SPUN, *HONEST[:2], front=front))


@pytest.mark.parametrize(
    "front",
    [
        'detector = {ignore = ["SPN", "PAG101"], reason = "about spinning"}',
        'title = "Gout"\n[detector]\nignore = ["SPN", "PAG101"]\nreason = "about spinning"',
    ],
)
def test_front_matter_in_toml_silences_the_file(repository, front):
    text = markdown(SPUN, SPUN, *HONEST[:2], front=front)
    _is_silenced(repository, text.replace("---", "+++"))


def _is_silenced(repository, text):
    repository.write("a.md", text)
    result = repository.check()
    assert not result.fails
    assert not [i for f in result.files for i in f.new if i.finding.code.startswith(("SPN", "CFG"))]


def test_an_unused_silence_is_a_finding(repository):
    repository.write("a.md", f"{HONEST[0]}\n\n{SAY}\n\n{HONEST[1]}\n")
    found = [item for item in repository.new() if item.finding.code == "CFG101"]
    assert [(item.finding.line, item.finding.found) for item in found] == [(3, SAY)]
    assert not found[0].fails


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- detector: ignore SPN201 -->", "gives no reason"),
        ("<!-- detector: ignore SPN999 -- why -->", "no code SPN999"),
        ("<!-- detector: ignore -- why -->", "names no code"),
        ("<!-- detector: ignore-start SPN201 -- why -->", "no ignore-end closes it"),
        ("<!-- detector: ignore-end -->", "no ignore-start"),
        ("<!-- detector: silence SPN201 -- why -->", "there is no silence"),
        ("<!-- detector: ignore SPN201: why -->", "not written “detector: ignore CODE -- why”"),
        ("<!-- Detector: SPN201 - why -->", "not written “detector: ignore CODE -- why”"),
        ("---\ndetector: SPN201\n---", "not written “detector: {ignore: [CODE]"),
        ("---\ndetector: {SPN201: why}\n---", "not written “detector: {ignore: [CODE]"),
        ("---\ndetector: [ignore, SPN201]\n---", "not written “detector: {ignore: [CODE]"),
    ],
)
def test_a_silence_without_effect_says_why_and_silences_nothing(repository, comment, said):
    repository.write("a.md", f"{comment}\n\n{SHORT_SPUN}\n")
    assert [status for _, status, _ in statuses(repository)] == ["new"]
    messages = [i.finding.message for i in repository.new() if i.finding.code == "CFG102"]
    assert len(messages) == 1
    assert said in messages[0]


@pytest.mark.parametrize(
    ("name", "comment"),
    [
        ("a.md", "<!-- detector: ignore SPN201 — quoted -->"),
        ("a.md", "<!-- detector: ignore SPN201 – quoted -->"),
        ("a.md", "<!-- Detector: Ignore spn201 -- quoted -->"),
        ("a.md", "<!--\ndetector: ignore\n  SPN201,\n  SPN202\n  --\n  quoted\n-->"),
        ("a.mdx", "{/* DETECTOR: ignore SPN201\n  -- quoted */}\n"),
        ("a.rst", ".. Detector: ignore SPN201 — quoted\n"),
        ("a.rst", ".. detector: ignore SPN201\n   -- quoted\n"),
        ("a.md", "---\ndetector: {ignore: spn201, reason: quoted}\n---\n"),
    ],
)
def test_dashes_letter_case_and_line_breaks_are_free(repository, name, comment):
    repository.write(name, f"{comment}\n{SHORT_SPUN}\n")
    assert [(status, why) for _, status, why in statuses(repository)] == [("silenced", "quoted")]
    assert not [item for item in repository.new() if item.finding.code.startswith("CFG")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "<!-- Detector: a photo of the new smoke alarm -->\n\n"),
        ("a.md", "---\ndetector: a smoke alarm\n---\n\n"),
        ("a.rst", ".. detector:: smoke\n\n.. detector: a smoke alarm\n\n"),
    ],
)
def test_other_detectors_are_no_silences(repository, name, text):
    repository.write(name, text + OTHER)
    assert not [item for item in repository.new() if item.finding.code.startswith("CFG")]


def test_a_silence_shown_as_code_is_none(repository):
    repository.write("a.md", f"{SHORT_SPUN}\n\n```html\n{SAY}\n```\n\nWrite `{SAY}` above it.\n")
    assert [status for _, status, _ in statuses(repository)] == ["new"]
    assert not [item for item in repository.new() if item.finding.code.startswith("CFG")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", markdown(*HONEST, SHORT_SPUN)),
        ("a.md", f"- {OTHER}\n- {SHORT_SPUN}\n"),
        ("a.md", f"| Name | Text |\n|---|---|\n| Gout | {SHORT_SPUN} |\n| Toe | No. |\n"),
        ("a.mdx", f"| Text | Name |\n|---|---|\n| {SHORT_SPUN} | Gout |\n| No. | Toe |\n"),
        ("a.html", f"<table>\n<tr><td>Gout</td><td>{SHORT_SPUN}</td></tr>\n</table>"),
        ("a.mdx", f"# Gout\n\n{SHORT_SPUN}\n"),
        ("a.html", html(*HONEST, SPUN)),
        ("a.md", markdown(SPUN, SPUN, *HONEST[:1])),
    ],
)
def test_pasting_what_the_report_prints_silences_all_that_fails(repository, name, text):
    path = repository.write(name, text)
    result = repository.check()
    assert result.fails
    lines = text.split("\n")
    for passage in sorted(passages(result.files), key=lambda p: p.lines or (0, 0), reverse=True):
        for where, line in silences(passage, result.files[0].kind) if passage.fails else ():
            line = line.replace("say why", "tested")
            if "end of line" in where:
                lines[int(where.split()[-1]) - 1] += " " + line
            elif "above line" in where:
                lines.insert(int(where.split()[-1]) - 1, line + "\n")
            else:
                lines.append("\n" + line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    again = repository.check()
    assert not again.fails, [(i.finding.code, i.finding.line) for i in again.files[0].new]
    idle = [i for i in again.files[0].new if i.finding.code.startswith("CFG")]
    assert not [i for i in idle if "PAG101" not in i.finding.found]


def test_what_is_silenced_stays_in_the_result_with_its_reason(repository):
    repository.write("a.md", f"{SAY}\n\n{SHORT_SPUN}\n")
    silenced = [
        i for f in repository.check().files for i in f.reported if i.status is Status.SILENCED
    ]
    assert [(i.finding.found, i.reason) for i in silenced] == [
        ("danger factors", "quoted from a leaflet")
    ]


RST_SAY = ".. detector: ignore SPN201 -- quoted from a leaflet"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{RST_SAY}\n\n{SHORT_SPUN}\n\n{OTHER}\n", ["silenced", "new"]),
        (f".. note::\n\n   {RST_SAY}\n\n   {SHORT_SPUN}\n\n{OTHER}\n", ["silenced", "new"]),
        (f"Thus::\n\n   {RST_SAY}\n\n{SHORT_SPUN}\n\n{OTHER}\n", ["new", "new"]),
        (
            f"{RST_SAY.replace('ignore', 'ignore-start')}\n\n- {SHORT_SPUN}\n- {OTHER}\n\n"
            f".. detector: ignore-end\n\n{SHORT_SPUN}\n",
            ["silenced", "silenced", "new"],
        ),
        (f"{OTHER}\n\n{RST_SAY.replace('ignore', 'ignore-file')}\n", ["silenced"]),
    ],
)
def test_comments_of_restructuredtext(repository, text, found):
    repository.write("a.rst", text)
    assert [status for _, status, _ in statuses(repository)] == found


@pytest.mark.parametrize("text", [SHORT_SPUN, f"- {SHORT_SPUN}", f"Title\n=====\n\n{SHORT_SPUN}"])
def test_the_printed_line_silences_restructuredtext(repository, text):
    path = repository.write("a.rst", f"{text}\n")
    (file,) = repository.check().files
    assert file.fails
    lines = f"{text}\n".split("\n")
    for where, line in silences(passages([file])[0], file.kind):
        if "paste above line" in where:
            at = int(where.rpartition(" ")[2]) - 1
            lines[at:at] = [line, ""]
        else:
            lines += [line]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert not repository.check().fails
