"""Whether a name is a natural person's, told by how it is written: words of letters only, none of them for a body.

A trade name that happens to hold a person's name is a body's where it has a word for one (`… Research & Consulting`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from kg.ids import fold
from kg.sources.cleaning.names import LEGAL_FORMS, SMALL_WORDS, word_set

__all__ = ["MOST_NAMES", "has_body_word", "is_of_persons", "is_told_apart", "name_shape"]

_TITLES = word_set("dr drs ing dipl diplom dipling mag mr mrs ms prof")
# Short legal forms, which are looked for at the end of a name only.
_ENDINGS = word_set(
    "ab ad ag as bhd bv co dd eg ek eu ev fmba kg kk klg lp npc nv oe oo oy pte pty pvt ry sa sas sc se sk ska sl sll",
    "slu sp spa srl tmi uab vof zs",
)
_BODY_WORDS = word_set(
    "agri alliance and arts atelier auto azienda bank bio board building business campus care cellar center centre",
    "centro centrum cities city clinic cloud club coalition college commune company conseil council county cluster",
    "culture data design developers digital distillery edition electric energia energie energy europe european expert",
    "experts export fabrik farm farms finance fire food foods for forum fund future genetics geo global green group",
    "groupe grupo gruppe gruppo health hospital hotel house hub impact industries innovation italia international",
    "kaupunki kommun kommune lab labor labs land landwirtschaft life limited logistics maritime market marketing media",
    "medical mobility molecules motors music nano national network networks of office oil online optics organic park",
    "partner partners pharma photonics planning platform polymers port power press products production productions",
    "project projects quantum radio region regional research robotics school science sciences scientific security",
    "sensors smart society software solar space sport state studio studios team tech technical test textile",
    "the theater theatre tools trade trading training transport tv union united urban ventures video virtual vision",
    "voice water web wine work works world",
)
# Beginnings of words, long enough to be no part of a name of a person.
_BODY_STEMS = tuple(
    sorted(
        word_set(
            "academ accademi administra agenc agentur agricol akadem alumini analytic architekt associa asocia",
            "asociac betrieb biblioth biolab biotech chemical chemie community comunit consili consort construct",
            "consult coopera cooperat corporat cultural cyber departm diagnost ecosystem elektro electron engineer",
            "enterpris entrepris environment equipment federa fellesrad filmprod fondation fondazion foretag",
            "forening forschung forskning foundation fundaci fundatia genossenschaft gesellschaft governm handels",
            "hochschul hogeschool hogskol informati ingenieur initiativ instit instrument instytut interactiv",
            "istitut komisj kooperat laborat manufact maschin mediadienst mediahuis microsystem minister ministr",
            "museum nonprofit organi pharmac przedsieb publish renewabl scienti service sistem societa societe",
            "sociedad software solution startup stichting stiftels stiftung sustainab synth system techno therapeut",
            "universi uniwersyt verband verein vereniging wissenschaft yliopist",
        )
    )
)
_FORMS = frozenset(LEGAL_FORMS) - {"eric", "co"}  # Eric is a name; no private body is an ERIC
MOST_NAMES = 4
"""Words that the name of a person has at most."""
_OF_PERSONS = word_set(
    "contact contacts efternamn email epost etternavn fax firstname fornavn fornamn forename",
    "kontakt kontaktperson kontaktpersoner lastname mail mayor mobil mobile ordforer person phone prosjektleder",
    "projektledare projektleder surname telefon telephone tlf",
)
_SHAPE = re.compile(r"[^\W\d_]+(?:['’´`.-]+[^\W\d_]+)*[.'’]?")


def is_of_persons(heading: str) -> bool:
    """Does a column hold natural persons or how to reach them, by a word of its heading?

    >>> is_of_persons("Contact person"), is_of_persons("e-post"), is_of_persons("Organisation name")
    (True, True, False)
    """
    words = fold(heading.replace("_", " ").replace("-", "")).split()
    pairs = {f"{first}{second}" for first, second in pairwise(words)}
    return not _OF_PERSONS.isdisjoint({*words, *pairs, *(word.removesuffix("s") for word in words)})


@lru_cache(maxsize=65536)
def name_shape(name: str) -> str:
    """`told apart` for a surname and given names that differ in case, `plain` for what may be a name; else empty."""
    parts = name.split(",")
    words = [word.strip("()") for word in " ".join(parts).split()]
    if len(parts) > 2 or not 2 <= len(words) <= 12 or not all(_SHAPE.fullmatch(word) for word in words):
        return ""
    small = [word for word in words if word.lower() not in SMALL_WORDS]
    folded = [fold(word.replace(".", "")) for word in small]
    if has_body_word(folded) or not all(word[0].isupper() for word in small):
        return ""
    while folded and folded[0] in _TITLES:
        small, folded = small[1:], folded[1:]
    if len(small) < 2:
        return ""
    capitals = [word.isupper() and len(word) > 1 and not word.endswith(".") for word in small]
    turns = sum(one != other for one, other in pairwise(capitals))
    longest = max((len(word) for word, big in zip(small, capitals, strict=True) if big), default=0)
    return "told apart" if turns == 1 and len(small) <= 5 and longest > 2 else "plain"


def is_told_apart(name: str) -> bool:
    """Do capitals tell surname and given name apart, as only lists of persons write them?

    >>> is_told_apart("DOE Jane"), is_told_apart("Jane Doe"), is_told_apart("BAERUM kommune")
    (True, False, False)
    """
    return name_shape(name) == "told apart"


def has_body_word(words: list[str]) -> bool:
    """Is one of some folded words a word for a body, or the last a legal form? True where there are none."""
    return (
        not words
        or words[-1] in _ENDINGS
        or any(word in _BODY_WORDS or word in _FORMS or word.startswith(_BODY_STEMS) for word in words)
    )
