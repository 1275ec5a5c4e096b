"""Writes texts in every format, and remembers where it wrote every word.

The words come from the repository's own seed texts. Around and inside them the writer puts what
authors put there: emphasis, links, code, entities, escapes, tables, lists, quotes, headings, front
matter, components, comments, tabs, characters beyond the basic plane, and CRLF line ends.
"""

from __future__ import annotations

import html as html_module
import random
from dataclasses import dataclass, field
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "corpus" / "seeds"
ASTRAL = ("𝛼-blocker", "🩺", "naïve", "Zoë’s", "R&D", "x<y", "a*b*c", "[sic]", "_np_")


@dataclass
class Written:
    """A source, and for every word of every block its source span, block by block."""

    source: str = ""
    blocks: list[tuple[list[str], list[tuple[int, int]]]] = field(default_factory=list)

    def put(self, text: str) -> None:
        self.source += text

    def words(self, words: list[str], spans: list[tuple[int, int]]) -> None:
        self.blocks.append((words, spans))


def sentences(rng: random.Random) -> list[str]:
    """Return 4 to 40 words in a row from a seed, some of them made awkward."""
    path = rng.choice(sorted(SEEDS.glob("*/*.txt")))
    words = path.read_text(encoding="utf-8").partition("\n")[2].split()
    start = rng.randrange(max(1, len(words) - 40))
    taken = [w for w in words[start : start + rng.randrange(4, 40)] if w.strip("-–*_+#")]
    taken = ["Then", *taken, "ends."]
    return [rng.choice(ASTRAL) if rng.random() < 0.06 and 0 < i < len(taken) - 1 else w
            for i, w in enumerate(taken)]  # fmt: skip


class Markdown:
    """Writes blocks of Markdown; ``mdx`` adds components."""

    def __init__(self, rng: random.Random, *, mdx: bool = False) -> None:
        self.rng, self.mdx, self.out = rng, mdx, Written()

    def page(self) -> Written:
        kinds = [self.paragraph, self.heading, self.items, self.quote, self.table, self.raw,
                 self.code, self.nested, self.noise]  # fmt: skip
        if self.rng.random() < 0.5:
            self.out.put(self.rng.choice([
                "---\ntitle: 'It''s a title'\ntags: [a, b]\n---\n\n",
                '+++\ntitle = "Then ends."\n[[menu.main]]\nname = "Then ends."\n+++\n\n',
            ]))  # fmt: skip
        if self.mdx:
            self.out.put("import Chart from './chart'\n\n")
            self.out.put("export const meta = {\n  title: 'Then ends.',\n}\n\n")
        for _ in range(self.rng.randrange(2, 7)):
            self.rng.choice(kinds)()
        self.out.put("\n[ref]: https://ref.example/Then/ends 'Then ends.'\n")
        return self.out

    def escaped(self, word: str, *, cell: bool = False) -> str:
        shown = ""
        for character in word:
            if character == "|" and cell:
                shown += "\\|"
            elif character == "&":
                shown += self.rng.choice(["&amp;", "&#38;", "\\&"])
            elif character == "<":
                shown += self.rng.choice(["&lt;", "&#x3C;", "\\<"])
            elif character in "*_[]`\\" or (character in "#!~>{}()+-." and self.rng.random() < 0.1):
                shown += "\\" + character
            elif character == "’" and self.rng.random() < 0.5:
                shown += "&rsquo;"
            else:
                shown += character
        return shown

    def run(self, words: list[str], gap: str = " ", *, cell: bool = False) -> None:
        """Write the words with inline markup; ``gap`` may hold a line break with its prefix."""
        spans = []
        index = 0
        while index < len(words):
            count = self.rng.randrange(1, 4)
            group = words[index : index + count]
            before, after = self.markup(group)
            self.out.put(before)
            code = before.endswith("`")
            for number, word in enumerate(group):
                if number:
                    self.out.put(" ")
                start = len(self.out.source)
                self.out.put(word if code else self.escaped(word, cell=cell))
                spans.append((start, len(self.out.source)))
            self.out.put(after)
            index += count
            if index < len(words):
                self.out.put(gap if self.rng.random() < 0.2 else " ")
        self.out.words(words, spans)

    def markup(self, group: list[str]) -> tuple[str, str]:
        plain = all(word.isalpha() for word in group)
        choices = [("", "")] * 6
        if plain:
            choices += [
                ("*", "*"), ("**", "**"), ("_", "_"), ("`", "`"), ("`` ", " ``"[0:3]),
                ("[", "](https://a.example/Then/ends)"), ("[", f'](<a b> "{group[0]}")'),
                ("[", "][ref]"), ("<em>", "</em>"), ("![Then alt](x.jpg) ", ""),
                ("***", "***"), ("[*", "*](/x)"), ("<!-- Then ends. --> ", ""),
                ("", " ![Then ends.](ends.)"), ('{{< icon alt="Then ends." >}} ', ""),
                ("{{% tip %}}", "{{% /tip %}}"), ("", ' {% include a.html d="Then ends." %}'),
                ("[", "]({{< ref Then.md >}})"), ("{{ page.title }} ", "{: .Then}"),
            ]  # fmt: skip
        if self.mdx:
            choices += [
                ("{/* Then ends. */} ", ""),
                ("<Tip>", "</Tip>"),
                ("<Note kind='Then'>", "</Note>"),
                ('<Go on={() => go({to: "Then"})}>', "</Go>"),
                ("<em style={{color: 'Then'}}>", "</em>"),
            ]
        return self.rng.choice(choices)

    def paragraph(self) -> None:
        self.run(sentences(self.rng), self.rng.choice(["\n", "  \n", "\n   ", "\t", "\\\n"]))
        self.out.put("\n\n")

    def heading(self) -> None:
        self.out.put("#" * self.rng.randrange(1, 5) + self.rng.choice([" ", "  ", "\t"]))
        self.run(sentences(self.rng))
        self.out.put(self.rng.choice(["\n\n", " ##\n\n"]))

    def items(self) -> None:
        mark = self.rng.choice(["- ", "* ", "1. ", "-\t", "10) "])
        for _ in range(self.rng.randrange(1, 4)):
            self.out.put(mark)
            self.run(sentences(self.rng), "\n" + " " * (4 if "\t" in mark else len(mark)))
            self.out.put("\n")
        self.out.put("\n<!-- -->\n\n")

    def quote(self) -> None:
        self.out.put("> ")
        self.run(sentences(self.rng), self.rng.choice(["\n> ", "\n>", "\n"]))
        self.out.put("\n\n")

    def nested(self) -> None:
        self.out.put("- ")
        self.run(sentences(self.rng))
        self.out.put("\n\n  > ")
        self.run(sentences(self.rng), "\n  > ")
        self.out.put("\n\n  ")
        self.run(sentences(self.rng), "\n  ")
        self.out.put("\n\n<!-- -->\n\n")

    def table(self) -> None:
        edge = self.rng.choice(["| ", ""])
        for row in range(3):
            self.out.put(edge)
            for column in range(2):
                self.run(["Cell", str(row), "a|b", *sentences(self.rng)[:4], "end"], cell=True)
                self.out.put(" | " if column == 0 else " |" * bool(edge))
            self.out.put("\n")
            if row == 0:
                self.out.put("|---|---|\n" if edge else "---|---\n")
        self.out.put("\n")

    def raw(self) -> None:
        self.out.put('<div class="Then">\n<p title="Then ends.">')
        Html(self.rng, self.out).run(sentences(self.rng))
        self.out.put("</p>\n</div>\n\n")

    def code(self) -> None:
        self.out.put(
            self.rng.choice(["```text\nThen ends.\n```\n\n", "~~~\n- a\n\n\n  b\n~~~\n\n"])
        )

    def noise(self) -> None:
        self.out.put(
            self.rng.choice(
                [
                    *("***\n\n", "<!--\nThen ends.\n-->\n\n", "\n\n \t\n"),
                    '{{< figure src="a>b.jpg"\n  caption="Then ends." >}}\n\n',
                    "{% highlight text %}\nThen ends.\n{% endhighlight %}\n\n",
                ]
            )
        )
        if self.mdx:
            self.out.put(
                self.rng.choice(
                    [
                        "{/*\n  Then ends.\n*/}\n\n",
                        "<Chart\n  of='Then'\n  icon={<Icon of='Then'/>}\n/>\n\n",
                        "{/* Then ends. */}\n\n",
                    ]
                )
            )


class Rst:
    """Writes blocks of reStructuredText, with roles and directives of Sphinx among them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.out = rng, Written()

    def page(self) -> Written:
        kinds = [self.paragraph, self.section, self.items, self.quote, self.grid, self.simple,
                 self.directive, self.definition, self.lines, self.noise]  # fmt: skip
        if self.rng.random() < 0.5:
            self.out.put(self.rng.choice([":author: Then Ends\n\n", ".. title: Then ends.\n\n"]))
        for _ in range(self.rng.randrange(2, 7)):
            self.rng.choice(kinds)()
        self.out.put("\n.. _ref: https://ref.example/Then/ends\n")
        return self.out

    def escaped(self, word: str) -> str:
        """Escape what is markup anywhere, and sometimes what is not."""
        return "".join(
            "\\" + c if c in "*`|_\\" or (c in "[]:-.<" and self.rng.random() < 0.1) else c
            for c in word
        )

    def run(self, words: list[str], gap: str = " ") -> None:
        """Write the words with inline markup; ``gap`` may hold a line break with its indent."""
        spans = []
        index = 0
        while index < len(words):
            count = self.rng.randrange(1, 4)
            group = words[index : index + count]
            before, after = self.markup(group, index)
            self.out.put(before)
            for number, word in enumerate(group):
                if number:
                    self.out.put(" ")
                start = len(self.out.source)
                self.out.put(self.escaped(word))
                spans.append((start, len(self.out.source)))
            self.out.put(after)
            index += count
            if index < len(words):
                self.out.put(gap if self.rng.random() < 0.2 else " ")
        self.out.words(words, spans)

    def markup(self, group: list[str], index: int) -> tuple[str, str]:
        choices = [("", "")] * 6
        if index and all(word.isalpha() for word in group):
            choices += [
                ("*", "*"), ("**", "**"), ("``", "``"), ("`", "`"), ("`", "`_"), ("`", "`__"),
                ("`", " <https://a.example/Then/ends>`_"), (":ref:`", " <Then ends.>`"),
                (":term:`", "`"), (":doc:`!", "`"), ("`", "`:sup:"), ("_`", "`"),
                (":py:class:`~Then.ends.", "`"),
            ]  # fmt: skip
        return self.rng.choice(choices if len(group) == 1 else choices[:-1])

    def paragraph(self) -> None:
        self.run(sentences(self.rng), self.rng.choice(["\n", " \n", "\n", "\t", " \\\n"]))
        self.out.put(self.rng.choice(["\n\n", "\n\n\n", "::\n\n    Then ends.\n\n"]))

    def section(self) -> None:
        over = self.rng.choice(["", "="])
        self.out.put(over * 600 + "\n" * bool(over))
        self.run(sentences(self.rng))
        self.out.put("\n" + (over or self.rng.choice("-~")) * 600 + "\n\n")

    def items(self) -> None:
        mark = self.rng.choice(["- ", "* ", "#. ", "-   "])
        for _ in range(self.rng.randrange(1, 4)):
            self.out.put(mark)
            self.run(sentences(self.rng), "\n" + " " * len(mark))
            self.out.put("\n" + self.rng.choice(["", "\n"]))
        self.out.put("\n.. Then ends.\n\n")

    def quote(self) -> None:
        self.out.put("\n    ")
        self.run(sentences(self.rng), "\n    ")
        self.out.put("\n\n.. \n\n")

    def definition(self) -> None:
        self.run(["Then", "a", "term", "ends"])
        self.out.put("\n    ")
        self.run(sentences(self.rng), "\n    ")
        self.out.put("\n\n    ")
        self.run(sentences(self.rng), "\n    ")
        self.out.put("\n\n")

    def lines(self) -> None:
        self.out.put("\n| ")
        self.run(sentences(self.rng), "\n| ")
        self.out.put("\n\n")

    def directive(self) -> None:
        self.out.put(self.rng.choice(
            [".. note:: ", ".. tip::\n   ", ".. seealso:: ", ".. tabs::\n\n   ",
             ".. versionadded:: 1.2\n   ", ".. card:: Then ends.\n   :opt: Then\n\n   ",
             ".. figure:: Then.png\n   :alt: Then ends.\n\n   "]
        ))  # fmt: skip
        self.run(sentences(self.rng), "\n   ")
        self.out.put("\n\n")

    def row(self, edge: str, width: int) -> None:
        self.out.put(edge)
        for column in range(2):
            begun = len(self.out.source)
            self.run(["Cell", *[w for w in sentences(self.rng)[:4] if w.isascii()], "end"])
            self.out.put(" " * (width - len(self.out.source) + begun))
            self.out.put((f" {edge}".rstrip() if column else f" {edge}") if edge else " " * 3)

    def grid(self) -> None:
        rule = f"+{'-' * 602}+{'-' * 602}+\n"
        self.out.put(f"\n{rule}")
        for row in range(3):
            self.row("| ", 600)
            self.out.put("\n" + (rule.replace("-", "=") if row == 0 else rule))
        self.out.put("\n")

    def simple(self) -> None:
        rule = f"{'=' * 600}   {'=' * 600}\n"
        self.out.put(f"\n{rule}")
        for row in range(3):
            self.row("", 600)
            self.out.put("\n" + rule * (row != 1))
        self.out.put("\n")

    def noise(self) -> None:
        self.out.put(self.rng.choice(
            ["----\n\n", "..\n   Then ends.\n\n", ".. image:: Then.png\n\n",
             ".. code-block:: text\n\n   Then ends.\n\n", ".. raw:: html\n\n   <p>Then</p>\n\n",
             ".. toctree::\n   :maxdepth: 2\n\n   Then\n   ends.\n\n", ".. |x| replace:: Then\n\n"]
        ))  # fmt: skip


class Html:
    """Writes blocks of HTML."""

    def __init__(self, rng: random.Random, out: Written | None = None) -> None:
        self.rng, self.out = rng, out or Written()

    def page(self) -> Written:
        self.out.put("<!DOCTYPE html>\n<html><head><title>Then ends. &amp; more</title>\n")
        self.out.put(
            "<style>p { Then: x }</style><script>'Then ends.'</script></head>\n<body><article>\n"
        )
        for _ in range(self.rng.randrange(4, 8)):
            tag = self.rng.choice(["p", "p", "p", "li", "h2", "blockquote"])
            opened = {"li": "<ul>\n <li>", "blockquote": "<blockquote><p>"}.get(
                tag, f"<{tag} id=Then>"
            )
            closed = {"li": "</li></ul>", "blockquote": "</p></blockquote>"}.get(tag, f"</{tag}>")
            self.out.put(self.rng.choice(["", "\t", "  \n", "<!-- Then ends. -->"]) + opened)
            self.run(sentences(self.rng) + (sentences(self.rng) if tag == "p" else []))
            self.out.put(closed + "\n")
        self.out.put("</article></body></html>\n")
        return self.out

    def run(self, words: list[str]) -> None:
        spans = []
        for index, word in enumerate(words):
            if index:
                self.out.put(self.rng.choice([" ", " ", " ", "\n", "\t ", " "]))
            before, after = self.rng.choice([("", "")] * 8 + [
                ("<b>", "</b>"), ("<a href='Then ends.'>", "</a>"), ("<!-- Then -->", ""),
                ("<span\n class=x>", "</span>"), ("<em><i>", "</i></em>")])  # fmt: skip
            self.out.put(before)
            start = len(self.out.source)
            self.out.put(self.escaped(word))
            spans.append((start, len(self.out.source)))
            self.out.put(after)
        self.out.words(words, spans)

    def escaped(self, word: str) -> str:
        shown = html_module.escape(word, quote=False)
        if self.rng.random() < 0.3:
            shown = shown.replace("’", "&rsquo;").replace("ï", "&iuml;").replace("e", "&#101;", 1)
        return shown


def plain(rng: random.Random) -> Written:
    """Write paragraphs of plain text with ragged lines."""
    out = Written()
    for _ in range(rng.randrange(1, 5)):
        words, spans = sentences(rng), []
        for index, word in enumerate(words):
            if index:
                out.put(rng.choice([" ", " ", "\n", "  ", "\t", "\n  "]))
            start = len(out.source)
            out.put(word)
            spans.append((start, len(out.source)))
        out.words(words, spans)
        out.put(rng.choice(["\n\n", "\n \n", "\n\n\n"]))
    return out
