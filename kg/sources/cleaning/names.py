"""Names of organisations for display: what a source writes in capitals only is given small letters, carefully.

Only case is changed, never a letter: `BAERUM KOMMUNE` becomes `Baerum kommune`, not `Bærum kommune`. A word stays as
it is when it may be an acronym: no vowel, a digit or full stop in it, at most three letters, or known as one.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["LEGAL_FORMS", "SMALL_WORDS", "display_name", "display_place", "word_set"]


def word_set(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(word for line in lines for word in line.split())


SMALL_WORDS = word_set(
    "a al als am an and at att auf av bei by da das de degli dei del dell della delle den der des det di do dos du",
    "e ed een el en et etc for fra fur für fuer het i il im in ja kai l la las le les los na nad nei och of og om on",
    "ou pa på para per pod por pour pri sa sul sur te the til to u um und van ve vid voor vor w y z za ze zu zum zur",
)
# Legal forms, as they are written behind a name.
LEGAL_FORMS = {
    "gmbh": "GmbH",
    "ggmbh": "gGmbH",
    "mbh": "mbH",
    "ltd": "Ltd",
    "limited": "Limited",
    "inc": "Inc",
    "spa": "SpA",
    "doo": "doo",
    "co": "Co",
    "sro": "sro",
    "bvba": "BVBA",
    "asbl": "ASBL",
    "aisbl": "AISBL",
    "vzw": "VZW",
    "ivzw": "IVZW",
    "sarl": "SARL",
    "scarl": "SCARL",
    "scrl": "SCRL",
    "srl": "SRL",
    "slu": "SLU",
    "sal": "SAL",
    "asa": "ASA",
    "aps": "ApS",
    "oyj": "Oyj",
    "ehf": "ehf",
    "ohf": "ohf",
    "llc": "LLC",
    "plc": "plc",
    "eeig": "EEIG",
    "eric": "ERIC",
    "kft": "Kft",
    "zrt": "Zrt",
    "nyrt": "Nyrt",
    "sasu": "SASU",
    "scop": "SCOP",
    "epe": "EPE",
    "egtc": "EGTC",
    "gect": "GECT",
    "lda": "Lda",
}
# Words of at most three letters that are no acronyms.
_SHORT_WORDS = word_set(
    "air aid art bay big bio can car cap day des don eau east eco far fer fri gas gut hub ile job key law lab mar mat",
    "med men new non not nos old one our out own pre pro rad rio san sao sea sky sol sud sun tel two uno val via voz",
    "war way wir you zoo",
)
_ACRONYMS = word_set(
    "ademe arpae avinor ciemat cineca cirad cnes cnrs csem csic enea ensae ensam esade etra eurac fafo geie icarda",
    "iclei ifremer imdea imec inesc inra inrae inria inserm irccs irsn istat nasa nato nibio nifu niva nilu nina norce",
    "norsar norsus norut ntnu oecd onera sintef tno unesco unicef undp vito vtt eureka enisa esa eumetsat ecmwf",
)
# Words that follow a name and take a small letter in their own language.
_COMMON = {
    "NO": word_set("kommune fylkeskommune universitet universitetet høgskole hogskole sykehus museum regionråd"),
    "DK": word_set("kommune regionskommune universitet"),
    "SE": word_set("kommun kommuner län lan stad universitet högskola hogskola landsting kommunalförbund"),
    "FI": word_set("kaupunki kunta kunnan yliopisto liitto stad kommun maakunta kuntayhtyma kuntayhtymä"),
    "EE": word_set("vald linn"),
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
    short = frozenset(word for word in _WORD.findall(short_name) if len(word) <= 4 and word == word.upper())
    common = _COMMON.get(country, frozenset())
    parts: list[str] = []
    end = 0
    for place, match in enumerate(words):
        before, after = name[end : match.start()], name[match.end() : match.end() + 1]
        parts.append(before)
        if place and match[0].lower() in common:
            parts.append(match[0].lower())
        else:
            parts.append(
                _cased(match[0], before, after=after, first=place == 0, last=place == len(words) - 1, short=short)
            )
        end = match.end()
    parts.append(name[end:])
    return "".join(parts)


def _cased(word: str, before: str, after: str, first: bool, last: bool, short: frozenset[str]) -> str:
    low = word.lower()
    if low in LEGAL_FORMS and not first:
        return LEGAL_FORMS[low]
    if before.endswith(("'", "’")) and low == "s":
        return low
    if after in ("'", "’") and after and _ELIDED.search(low):
        return word.capitalize() if first else low
    if "." in word or any(c.isdigit() for c in word) or low in _ACRONYMS or not _VOWELS & set(low):
        return word
    small = low in SMALL_WORDS
    if small and not last and not first and not before.endswith((" - ", ": ", "(")):
        return low
    if (word in short and not small) or (len(low) <= 3 and low not in _SHORT_WORDS and (last or not small)):
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
    return low if low in SMALL_WORDS and not first else word[0] + low[1:]
