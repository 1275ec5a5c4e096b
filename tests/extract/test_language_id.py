import pytest

from detector.extract.language_id import identify

ENGLISH = [
    "Drink enough water, sleep well and see a doctor when the pain does not go away.",
    # medical Latin
    "Musculus gastrocnemius and musculus soleus form the triceps surae; rupture of the tendo "
    "Achillis is found with the Thompson sign.",
    # a learner
    "I am having pain in back since two month and doctor say me to make exercise but I am not "
    "knowing which one is the more good for my situation.",
    # spun
    "Knee torment is a typical grievance that influences individuals everything being equal. "
    "Heftiness is a danger factor and the bosom may't feel it.",
    # a recipe without a verb
    "2 cups flour, 1 teaspoon salt, 3 eggs, 1 onion, olive oil, fresh basil, black pepper, butter",
]
OTHERS = {
    "de": "Kopfschmerzen können viele Ursachen haben und sind meist harmlos. Wenn sie plötzlich "
    "auftreten, sollten Sie einen Arzt aufsuchen.",
    "fr": "Le mal de dos est très fréquent et disparaît souvent en quelques semaines. Consultez un "
    "médecin si la douleur persiste.",
    "es": "El dolor de espalda es muy frecuente y suele desaparecer en pocas semanas. Consulte "
    "a su médico si el dolor continúa.",
    "nl": "Rugpijn komt vaak voor en gaat meestal binnen enkele weken vanzelf over. Neem contact "
    "op met uw huisarts als de pijn aanhoudt.",
    "ru": "Боль в спине встречается очень часто и обычно проходит за несколько недель.",
    "ar": "آلام الظهر شائعة جدا وعادة ما تختفي في غضون أسابيع قليلة دون علاج.",
    "zh": "背部疼痛很常见，通常会在几周内自行消失。",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_of_every_kind_is_english(text):
    assert identify(text) == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_told_by_their_code(language):
    assert identify(OTHERS[language]) == language


@pytest.mark.parametrize("text", ["", "  ", "12 + 30 = 42", "ok"])
def test_too_little_to_tell_is_none(text):
    assert identify(text) is None
