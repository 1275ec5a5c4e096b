"""DISCERN asks its questions of texts about treatment choices; this says whether a page is one.

Medicines are known by the stems of their names: World Health Organization 2018, The use of stems in
the selection of International Nonproprietary Names for pharmaceutical substances.
"""

from __future__ import annotations

from detector.assessment import Criterion
from detector.criteria.item import Item
from detector.criteria.view import Cue, Text, View
from detector.lazy import regex

DISCERN = "Charnock et al. 1999, DISCERN, J Epidemiol Community Health 53:105"
WHAT = regex(
    r"\b(?:treatments?|treat(?:ed|ing|s)?|therap(?:y|ies)|medications?|medicines?|drugs?|"
    r"surger(?:y|ies)|"
    r"remed(?:y|ies)|antibiotics?|antivirals?|vaccines?|vaccination|supplements?|doses?|tablets?|"
    r"injections?|operations?|dialysis|chemotherapy|physiotherapy|braces?|exercises|"
    r"painkillers?|steroids?|antidepressants?|antihistamines?|statins?|inhalers?|insulin|aspirin|"
    r"paracetamol|acetaminophen|metformin|warfarin|codeine|morphine|"
    # The names of medicines, by the common stems of the World Health Organization (INN).
    r"\w{3,}(?:olol|pril|sartan|statin|mab|tinib|cillin|mycin|cycline|floxacin|conazole|prazole|"
    r"oxetine|triptan|gliptin|gliflozin|glutide|parin|xaban|dipine|profen|fenac|setron|zepam|zolam|"
    r"lukast|terol|caine|ciclovir|navir|thiazide|nisone|nisolone|methasone)s?)\b",
)
# Words of those who sell cures; "drops" and "heal" stand on other pages too, so more are asked.
SOLD = regex(
    r"\b(?:cures?|cured|heal(?:s|ed|ing)?|herbs?|herbal|homeopath\w*|detox\w*|cleans(?:e|es|ing)|"
    r"capsules?|pills?|drops|\d+ bottles?|implants?|transplants?)\b",
)
LEAST = 3
LEAST_PER_THOUSAND = 4.0
LEAST_SOLD = 4
LEAST_SOLD_PER_THOUSAND = 12.0
MAX_CHARS = 24_000


def about_treatment(body: Text, words: int) -> bool:
    """Whether ``body`` speaks of treatments or medicines: three times, and four in 1,000 words.

    With the words of those who sell cures it must be four times, and twelve in 1,000.
    """
    text, thousands = body.lower[:MAX_CHARS], max(min(words, MAX_CHARS // 6), 1) / 1000
    found = len(WHAT.findall(text))
    if found >= LEAST and found / thousands >= LEAST_PER_THOUSAND:
        return True
    found += len(SOLD.findall(text))
    return found >= LEAST_SOLD and found / thousands >= LEAST_SOLD_PER_THOUSAND


def asked(item: Item, cue: Cue, view: View) -> Criterion:
    """Return the answer of a DISCERN question: unknown where the page is not about treatment."""
    return item.seen(cue.search(view.body)) if view.about_treatment else item.unknown()
