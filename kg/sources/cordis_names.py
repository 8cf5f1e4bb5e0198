"""Names of organisations for display: what CORDIS writes in capitals only is given small letters, carefully.

Only case is changed, never a letter: `BAERUM KOMMUNE` becomes `Baerum kommune`, not `Bærum kommune`. A word stays as
it is when it may be an acronym: no vowel, a digit or full stop in it, at most three letters, or known as one.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["display_name", "display_place"]

_SMALL = frozenset(
    "a al als am an and at att auf av bei by da das de degli dei del dell della delle den der des di do dos du e ed "
    "een el en et etc for fra fur für für fuer het i il im in l la las le les los na nad och of og on ou pa på para "
    "per pod por pour pri sa sul sur the til to u um und van vid voor vor w y z za ze zu zum zur".split()
)
_FORMS = {
    "gmbh": "GmbH", "ggmbh": "gGmbH", "mbh": "mbH", "ltd": "Ltd", "limited": "Limited", "inc": "Inc", "spa": "SpA",
    "doo": "doo", "co": "Co", "sro": "sro", "bvba": "BVBA", "asbl": "ASBL", "aisbl": "AISBL", "vzw": "VZW",
    "ivzw": "IVZW", "sarl": "SARL", "scarl": "SCARL", "scrl": "SCRL", "srl": "SRL", "slu": "SLU", "sal": "SAL",
    "asa": "ASA", "aps": "ApS", "oyj": "Oyj", "ehf": "ehf", "ohf": "ohf", "llc": "LLC", "plc": "plc", "eeig": "EEIG",
    "ecsec": "ECSEC", "eric": "ERIC", "kft": "Kft", "zrt": "Zrt", "nyrt": "Nyrt", "sasu": "SASU", "scop": "SCOP",
    "epe": "EPE", "egtc": "EGTC", "gect": "GECT", "und": "und", "lda": "Lda", "unip": "Unip",
}  # fmt: skip
_SHORT_WORDS = frozenset(
    "air aid art bay big bio can car cap day des don eau east eco far fer for fri gas gut hub ile job key law lab los "
    "mar med men new non not old one our out own rio san sao sea sol sud sun tel two uno val via voz war way wir you "
    "zoo as of nos mas pro dom sky".split()
) - {"as"}
_ACRONYMS = frozenset(
    "ademe areva arpae avinor ciemat cineca cirad cnes cnrs consejo csem csic cybernetica deltares enea ensae ensam "
    "esade etra eurac eurocities fondazione geie icarda iclei ifremer imdea imec inesc inra inrae inria inserm irccs "
    "irsn istat leitat nasa nato niva nilu nina norce nofima oecd onera ostfalia owi rina sintef simula tno tecnalia "
    "unesco unicef undp uab vito vtt zenit euramet eureka enisa esa eumetsat ecmwf".split()
) - {"consejo", "fondazione", "ostfalia", "cybernetica", "zenit", "simula", "rina", "areva", "deltares", "leitat"}
# Words that follow a name and take a small letter in their own language.
_COMMON = {
    "NO": frozenset(
        "kommune fylkeskommune universitet universitetet høgskole hogskole sykehus museum regionråd".split()
    ),
    "DK": frozenset("kommune regionskommune universitet".split()),
    "SE": frozenset("kommun kommuner län lan stad universitet högskola hogskola landsting kommunalförbund".split()),
    "FI": frozenset("kaupunki kunta kunnan yliopisto liitto stad kommun maakunta kuntayhtyma kuntayhtymä".split()),
    "EE": frozenset("vald linn".split()),
}
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?", re.UNICODE)
_VOWELS = frozenset("aeiouyæøåäöüáàâãéèêëíìîïóòôõúùûýœ")
_ELIDED = re.compile(r"\b(?:d|l|dell|all|dall|nell|sull|un)$", re.IGNORECASE)


@lru_cache(maxsize=65536)
def display_name(name: str, country: str = "", short_name: str = "") -> str:
    """A name written in capitals only, in the case that people use; any other name as it is.

    >>> display_name("BAERUM KOMMUNE", "NO"), display_name("SINTEF ENERGI AS", "NO"), display_name("NTNU")
    ('Baerum kommune', 'SINTEF Energi AS', 'NTNU')
    >>> display_name("AJUNTAMENT D'ESPLUGUES DE LLOBREGAT", "ES"), display_name("Bright Sky b.v.")
    ("Ajuntament d'Esplugues de Llobregat", 'Bright Sky b.v.')
    """
    if name != name.upper() or not any(c.isalpha() for c in name):
        return name
    words = list(_WORD.finditer(name))
    if len(words) == 1 and len(name) <= 6:
        return name
    short = frozenset(word.lower() for word in _WORD.findall(short_name)) if len(short_name) <= 8 else frozenset()
    common = _COMMON.get(country, frozenset())
    parts: list[str] = []
    end = 0
    for place, match in enumerate(words):
        before = name[end : match.start()]
        parts.append(before)
        parts.append(_cased(match[0], name, match, place, before, short, common))
        end = match.end()
    parts.append(name[end:])
    return "".join(parts)


def _cased(
    word: str, name: str, match: re.Match[str], place: int, before: str, short: frozenset[str], common: frozenset[str]
) -> str:
    low = word.lower()
    after = name[match.end() : match.end() + 1]
    if low in _FORMS and place:
        return _FORMS[low]
    if before.endswith(("'", "’")) and low == "s":
        return low
    if after in ("'", "’") and _ELIDED.search(low):
        return low if place else word.capitalize()
    if "." in word or any(c.isdigit() for c in word):
        return word
    if place and (low in common or (low in _SMALL and before not in ("- ", " - ", ": ", "("))):
        return low
    if low in _ACRONYMS or not _VOWELS & set(low):
        return word
    if low in short and len(low) <= 6 and low not in _SMALL:
        return word
    if len(low) <= 3 and low not in _SMALL and low not in _SHORT_WORDS:
        return word
    return word[0] + word[1:].lower()


@lru_cache(maxsize=65536)
def display_place(name: str) -> str:
    """A place written in capitals only, with capitals at the start of its words.

    >>> display_place("LAS PALMAS DE GRAN CANARIA"), display_place("Tromsø"), display_place("AS")
    ('Las Palmas de Gran Canaria', 'Tromsø', 'As')
    """
    if name != name.upper():
        return name
    return _WORD.sub(lambda m: _place_word(m[0], first=m.start() == 0), name)


def _place_word(word: str, first: bool) -> str:
    low = word.lower()
    if any(c.isdigit() for c in word):
        return word
    return low if low in _SMALL and not first else word[0] + low[1:]
