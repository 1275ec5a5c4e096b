"""Is it health? The stated rule, held against texts that the model never saw."""

from __future__ import annotations

import pytest

from detector.artefacts import artefact
from detector.topic import topic_model, topic_of

HEALTH = {
    "diet 1": "The Mediterranean diet is rich in olive oil, fish and vegetables. People who follow "
    "it have fewer heart attacks. You need not count calories; replace butter by oil and eat nuts "
    "instead of crisps, and your cholesterol will fall.",
    "diet 2": "After six weeks without gluten my stomach was flat and the bloating had gone. I ate "
    "rice, eggs and fruit, drank two litres of water a day and lost four kilos.",
    "fitness 1": "Stretch the hamstrings after every ride and strengthen the core twice a week. A "
    "saddle that is too high strains the knee. With regular training your resting pulse falls and "
    "your endurance grows.",
    "fitness 2": "Interval training burns calories in little time: sprint for thirty seconds, walk "
    "for ninety, and repeat eight times. Those with a heart condition should not begin without "
    "advice.",
    "supplement 1": "Magnesium tablets are sold against leg cramps. Trials found little effect in "
    "older adults. Large doses cause diarrhoea, and people with weak kidneys should avoid them.",
    "supplement 2": "One scoop of our probiotic powder a day restores the gut and boosts immunity. "
    "Ten billion live bacteria, no sugar, free shipping on every bottle ordered this week.",
    "beauty 1": "Acne scars fade with time. Creams with vitamin A smooth the skin, laser treatment "
    "helps with deeper scars, and sunscreen keeps them from darkening.",
    "beauty 2": "This collagen cream lifts sagging skin and fills wrinkles without botox. Women "
    "over fifty saw firmer skin in ten days.",
    "disease": "Gallstones often cause no symptoms. When one blocks the duct, pain under the right "
    "ribs comes in waves. An ultrasound scan shows the stones, and the gallbladder is removed by "
    "keyhole surgery.",
}
OTHER = {
    "veterinary 1": "A dog that drinks a lot and urinates in the house may have diabetes. The vet "
    "tests the blood and the urine. Most dogs need insulin twice a day, and owners learn quickly "
    "how to inject their pet.",
    "veterinary 2": "Cats with kidney disease lose weight and vomit. Special cat food with less "
    "protein helps, and your veterinary practice will check the blood every three months.",
    "veterinary 3": "Foot rot makes sheep lame. Trim the hooves, keep the flock on dry ground and "
    "ask the vet whether to vaccinate the ewes.",
    "make-up": "Choose a foundation one shade lighter than your summer tone, set it with powder "
    "and draw a thin line of black eyeliner. A red lipstick finishes the party look.",
    "recipe": "Peel the potatoes, slice them thinly and layer them with cream, garlic and cheese. "
    "Bake the gratin for an hour until the top is brown and serve it with a green salad.",
    "sport news": "The goalkeeper saved a penalty in the last minute and the hosts held on for a "
    "draw. The coach will decide on Friday whether the captain starts in the cup final.",
    "business": "The insurer bought a rival for two billion and will move its headquarters. Shares "
    "rose by four per cent, and the board expects savings from next year.",
    "software": "Install the package, set the environment variable and run the migration. The "
    "health check of the server answers on port 8080 once the database is reachable.",
    "finance": "The financial health of a household shows in its savings rate. Pay the dearest "
    "debt first, and put three months of income aside before you invest.",
}


@pytest.mark.parametrize("name", HEALTH)
def test_advice_and_claims_about_the_human_body_are_health(name: str) -> None:
    assert topic_of(HEALTH[name])[0] == "health", f"{name}: {topic_of(HEALTH[name])}"


@pytest.mark.parametrize("name", OTHER)
def test_animals_looks_kitchen_sport_and_business_are_other(name: str) -> None:
    assert topic_of(OTHER[name])[0] == "other", f"{name}: {topic_of(OTHER[name])}"


def test_probability_is_the_one_that_decides() -> None:
    topic, probability = topic_of(HEALTH["disease"])
    assert 0.9 < probability <= 1
    assert probability >= topic_model().threshold
    assert topic == "health"


def test_text_without_any_word_is_not_health() -> None:
    assert topic_of("")[0] == "other"


def test_artefact_is_small_enough_to_ship() -> None:
    assert artefact("topic.npy").stat().st_size <= 3_000_000
