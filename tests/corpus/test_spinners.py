"""Every family that discovery finds: exact edits, the same with a seed, its rate and its tics."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import CorpusError, ResourceMissingError
from corpus.spinners import families, load, ready, touched_share, undo
from corpus.spinners.mixture import Mixture

TEXT = """Back pain is a common problem, and most people feel it at some time in their lives. \
It often starts after lifting something heavy, but sometimes there is no clear cause. A doctor \
may ask about your work, your sleep and the kind of exercise that you do.

Many patients get better within a few weeks if they stay active. You don't need to rest in bed, \
because long rest makes the muscles weak. Regular walking reduces the pain, and a healthy diet \
helps you lose weight, which is good for the heart. Medicine can reduce swelling, although it \
doesn't treat the cause of the disease. See a specialist when the pain is severe, when you have \
a fever, or when your legs feel numb. High blood pressure and other risk factors for heart \
disease should be treated by your doctor. People who smoke are at higher risk of cancer, so \
they should stop. The nurse's advice may not be the same for an older person.

Surgery is seldom needed. In a recent study, patients who learned simple exercises reported \
fewer symptoms than those who took medicine alone. They slept better and returned to work \
after several days."""

# What needs nothing installed must be ready on every machine, so that CI tests something.
RESOURCE_FREE = {
    "agreement", "borrowed", "collocation", "doublet", "expansion", "filler", "formal", "function",
    "handmade", "homoglyph", "insertion", "keyphrase", "lightverb", "linknet", "literal", "mixture",
    "reorder", "roundtrip", "senseblind", "spintax",
}  # fmt: skip
NEEDS_DATA = {
    "aiksaurus", "apertium", "calque", "commercial", "derived", "embedding", "frequency", "gloss",
    "loose", "moby", "padding", "pivot", "relatives", "secondhand", "specifier", "tortured", "toy",
    "wordnet",
}  # fmt: skip
NAMES = sorted(RESOURCE_FREE | NEEDS_DATA)


@pytest.fixture(params=NAMES)
def spinner(request: pytest.FixtureRequest):
    lacking = ready(request.param)
    if lacking and request.param in NEEDS_DATA:
        pytest.skip(lacking)
    return load(request.param)


def test_discovery_finds_exactly_the_documented_families() -> None:
    assert sorted(families()) == NAMES


def test_every_family_but_the_mixture_has_a_tic_to_show() -> None:
    assert sorted({*TICS, "mixture"}) == NAMES


def test_families_without_resources_are_ready_everywhere() -> None:
    assert {name: ready(name) for name in RESOURCE_FREE} == dict.fromkeys(RESOURCE_FREE)


def test_every_family_says_whom_it_imitates_and_from_which_source() -> None:
    for name, family in families().items():
        told = type(family).__doc__ or ""
        assert "mitates" in told, f"{name} does not say whom it imitates"
        if name != "mixture":
            assert "ource" in told, f"{name} does not name its source"


def test_an_unknown_family_is_answered_with_the_known_ones() -> None:
    with pytest.raises(CorpusError, match="handmade"):
        load("no such family")


def test_edits_are_exact_at_every_rate(spinner) -> None:
    for seed, rate in enumerate((0.03, 0.1, 0.3, 0.6)):
        spun = spinner.spin(TEXT, rate, random.Random(seed))
        assert undo(spun) == TEXT
        assert spun.edits, "nothing was changed"
        assert (spun.family, spun.rate) == (spinner.name, rate)


def test_the_same_seed_gives_the_same_text(spinner) -> None:
    first, again, other = (spinner.spin(TEXT, 0.3, random.Random(s)) for s in (7, 7, 8))
    assert first == again
    assert first.text != other.text


@pytest.mark.parametrize("rate", [0.1, 0.25])
def test_the_rate_is_roughly_kept(spinner, rate: float) -> None:
    shares = [touched_share(spinner.spin(TEXT, rate, random.Random(s))) for s in range(8)]
    assert 0.55 * rate <= sum(shares) / len(shares) <= 1.7 * rate


def test_more_rate_touches_more(spinner) -> None:
    few, many = (
        sum(touched_share(spinner.spin(TEXT, rate, random.Random(s))) for s in range(4))
        for rate in (0.05, 0.3)
    )
    assert many > 2 * few


@pytest.mark.parametrize("name", sorted(RESOURCE_FREE))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from([*TEXT.split(), "\n\n", "A.", "don’t", "doctor's", "(pain)", "É", "…"]),
            max_size=40,
        ).map(" ".join),
    ),
    seed=st.integers(0, 99),
)
def test_any_text_can_be_spun_and_restored(name: str, text: str, seed: int) -> None:
    assert undo(load(name).spin(text, 0.5, random.Random(seed))) == text


def variants(name: str, rate: float = 0.4) -> str:
    lacking = ready(name)
    if lacking and name in NEEDS_DATA:
        pytest.skip(lacking)
    return "\n".join(load(name).spin(TEXT, rate, random.Random(seed)).text for seed in range(30))


TICS = {
    "wordnet": r"\b(lawsuit|doc|MD|reason out|causal agency|nuisance|infliction)",
    "commercial": r"\b(most cancers|coronary heart|healthy diet|because of)\b",
    "frequency": r"\b(trouble|reason|medication)",
    "embedding": r"\b(physician|kidney|lower|asthma|diabetes|stomach|injury)",
    "moby": r"[a-z,] (?!X-)[A-Z][a-z]+",
    "toy": r"[.\n] ?[a-z]\w+",
    "tortured": r"\b(danger|hazard|malignan|coronary|circulatory|ailment)",
    "handmade": r"\b(heaviness|gore|slumber|hasty|affected person|fabric|coronary heart)",
    "expansion": r"\b(most cancers|coronary illness|danger factors|hazard factors?|blood strain)",
    "function": r"(n't not|cann't|may't|doesn't \w+s\b|\ba [aeiou]|\ban [bcdfgkmnprst])",
    "reorder": r"([a-z][.!?][A-Z]|\bWhen [^.]+, [a-z]|, [a-z]+ly\b)",
    "insertion": r"(in order to be able to|but however|because of the fact that|the actual)",
    "roundtrip": r"(carry out the|realize the|in the case of|\bhas? been\b|is able to)",
    "homoglyph": r"[\u0370-\u04ff\u200b-\u2060\u00ad\u1e00-\u1eff]",
    "spintax": r"(responsible with|role on|lead on|bearing (in|at)|interfere on|variety from)",
    "linknet": r"\b(coronary heart|most cancers|may perhaps|signs and symptoms|medical doctor)\b",
    "senseblind": r"\b(long-suffering|tolerant|mobile|gore|olden times|hurting|muscle) ",
    "collocation": r"\b((tall|lofty|big) blood pressure|(danger|hazard) |reduc\w+ at|sound diet)\b",
    "formal": r"\b(utilize|a plethora|docs?|kiddos|folks|kick\w* off|ameliorat\w+|ambulat\w+)\b",
    "literal": r"\b(paining|knife work|sick house|the sick|health protection|tension|of back)\b",
    "agreement": r"\b((can|may|should|to) \w+(es|ed|ing)\b|peoples|advices|researches|these pain)",
    "relatives": r"\b(hypotension|infrequently|angiologist|analysands?|light(ly)?|strong)\b",
    "derived": r"\b(painful\w*|medical\w*|causal\w*|weakness\w*)\b",
    "secondhand": r"\b(rawness|regime|washed-out|commerce|complaint)\b",
    "loose": r"\b(thigh|shoulder|bladder|knee|ankle|tissue)\b",
    "doublet": r"\b(medic or doctor|doctor and \w+|pain and \w+|healthy and \w+|ache)",
    "filler": r"\b(totally|greatly|basically|of yours|regimen|in the area of|at hand)\b",
    "padding": r"\b(hospital|severe|chronic|\w+ly) (pain|doctor|fever)\b",
    "specifier": r"\b(most (cancers|muscles|swellings)|\w+ and (pain|cancer|fever)|cancer \w+s)\b",
    "borrowed": r"\b(your legs feel numb|an older person|higher risk|a recent study)\b(?!,|\.)",
    "lightverb": r"\b(tends? to|ma[dk]e\w* \w*ing|ha[sd] (a|the|some) \w+ing|is (known|said) to)\b",
    "calque": r"\b(pain of the back|factors of the risk|disease of the heart|the (bed|cancer))\b",
    "apertium": r"\b(feeble|[Pp]ressure of|ache|would have to|illness|A lot of patients)\b",
    "pivot": r"\b(courage|grief|folks?|ail\w*|physic|medic)\b",
    "aiksaurus": r"\b(ward heeler|stomach|grievance|expert|hazard|ambulatory)\b",
    "gloss": r"\b(make smaller|human beings|in a certain way|act of \w+ing|state of|place a bet)\b",
    "keyphrase": r"(near me|treatment cost|before and after|for beginners|what is|at home)",
}


@pytest.mark.parametrize("name", sorted(TICS))
def test_the_familys_own_tic_shows(name: str) -> None:
    assert re.search(TICS[name], variants(name))


def test_thesaurus_families_leave_little_words_alone() -> None:
    for name in ("handmade", "expansion"):
        spun = load(name).spin(TEXT, 0.6, random.Random(1))
        touched = {edit.original.lower() for edit in spun.edits}
        assert not touched & {"the", "of", "and", "is", "if", "they", "which", "not"}


def test_keyphrase_edits_are_all_the_same_phrase() -> None:
    spun = load("keyphrase").spin(TEXT, 0.15, random.Random(3))
    put = [spun.text[edit.start : edit.end] for edit in spun.edits]
    words = set(put[0].lower().split())
    for text in put[1:]:
        words &= set(text.lower().replace("(", "").replace(")", "").replace(",", "").split())
    assert len(put) > 2
    assert words, f"no phrase is common to {put}"


def test_homoglyphs_keep_what_a_reader_sees_in_length() -> None:
    spun = load("homoglyph").spin(TEXT, 0.3, random.Random(2))
    for edit in spun.edits:
        seen = re.sub("[\u200b-\u200d\u2060\u00ad]", "", spun.text[edit.start : edit.end])
        assert len(seen) == len(edit.original)


def test_a_mixture_uses_only_the_parts_it_was_given() -> None:
    spun = Mixture(("homoglyph", "insertion")).spin(TEXT, 0.2, random.Random(4))
    assert undo(spun) == TEXT
    assert re.search(TICS["homoglyph"], spun.text)


def test_a_missing_resource_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus import wordnet
    from corpus.spinners.wordnet import WordNet

    monkeypatch.setattr(wordnet, "FOLDERS", ())
    monkeypatch.delenv("DETECTOR_WORDNET", raising=False)
    with pytest.raises(ResourceMissingError, match="install the Debian package wordnet-base"):
        WordNet().spin(TEXT, 0.1, random.Random(0))


def test_programs_and_dictionaries_that_are_missing_are_named(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus import apertium, freedict
    from corpus.spinners import aiksaurus

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DETECTOR_FREEDICT", str(tmp_path))
    apertium.modes.cache_clear()
    with pytest.raises(ResourceMissingError, match="packages apertium, apertium-eng-spa"):
        apertium.through(["A sentence."], ["eng-spa", "spa-eng"])
    with pytest.raises(ResourceMissingError, match="dict-freedict-eng-fra"):
        freedict.pivots.__wrapped__("fra")
    with pytest.raises(ResourceMissingError, match="package aiksaurus"):
        aiksaurus._groups.__wrapped__("pain")


def test_a_dictionary_leads_back_through_the_other_language(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gzip

    from corpus import freedict

    entries = {
        "body": "body /b/\n1. Corps (la)\n2. carrosserie\n",
        "corps": "corps\ncorps, troupe\n",
        "hull": "hull <n>\ncoque; carrosserie [auto]\n  Synonym: {corps}\n",
    }
    text, index = "", ""
    for head, entry in entries.items():
        index += f"{head}\t{_base64(len(text))}\t{_base64(len(entry))}\n"
        text += entry
    (tmp_path / "freedict-eng-fra.dict.dz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "freedict-eng-fra.index").write_text(index)
    monkeypatch.setenv("DETECTOR_FREEDICT", str(tmp_path))
    assert freedict.pivots.__wrapped__("fra") == {
        "body": ["corps", "hull"], "corps": ["body"], "hull": ["body"],
    }  # fmt: skip


def _base64(number: int) -> str:
    from base64 import b64encode

    return b64encode(number.to_bytes(3, "big")).decode()


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("Take Zyrtec daily.", "It takes *Zyrtec daily .", "It takes Zyrtec daily."),
        ("People feel it.", "The people *losienten.", None),
        ("She gets well.", "She get# well.", None),
    ],
)
def test_a_sentence_that_lost_a_word_on_the_way_is_dropped(
    old: str, new: str, kept: str | None
) -> None:
    from corpus.apertium import _whole

    assert _whole(old, new) == kept


def test_wordnet_reads_the_princeton_format(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.spinners.wordnet import WordNet

    line = "00000001 04 n 02 {} 0 {} 0 000 | a gloss\n"
    noun = "  1 licence\n" + line.format("weakness", "soft_spot") + line.format("pain", "nuisance")
    (tmp_path / "data.noun").write_text(noun)
    for part in ("verb", "adj", "adv"):
        (tmp_path / f"data.{part}").write_text("  1 licence\n")
    monkeypatch.setenv("DETECTOR_WORDNET", str(tmp_path))
    family = WordNet()
    assert family.thesaurus.known("weakness") == (["soft spot"], "")
    assert family.thesaurus.known("pains") == (["nuisance"], "NNS")
    assert "uisance" in family.spin("Pain and pain again.", 1.0, random.Random(0)).text
