"""What must be said beside a number: short statements with a code, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["CAVEATS", "Caveat"]

CAVEATS: Mapping[str, Mapping[str, str]] = {
    "sampled": {
        "nb": "Anslått fra {k} av {n} startpunkter (frø {seed}); små forskjeller sier lite.",
        "nn": "Rekna ut frå {k} av {n} startpunkt (frø {seed}); små skilnader seier lite.",
        "en": "Estimated from {k} of {n} starting points (seed {seed}); small differences mean little.",
    },
    "component": {
        "nb": "Gjelder den største sammenhengende delen ({k} av {n} noder); resten har verdien 0.",
        "nn": "Gjeld den største samanhengande delen ({k} av {n} nodar); resten har verdien 0.",
        "en": "Holds for the largest connected part ({k} of {n} nodes); the rest have the value 0.",
    },
    "thin": {
        "nb": "{k} av {n} viste rader hviler på færre enn {least} forbindelser.",
        "nn": "{k} av {n} viste rader kviler på færre enn {least} band.",
        "en": "{k} of the {n} rows shown rest on fewer than {least} ties.",
    },
    "no-interval": {
        "nb": "Ingen usikkerhetsgrense: nettverket er for stort eller forbindelsene bak det er ikke kjent.",
        "nn": "Inga uvissegrense: nettverket er for stort, eller banda bak det er ikkje kjende.",
        "en": "No interval: the network is too large, or the ties behind it are not known.",
    },
    "few-hubs": {
        "nb": "Bare {n} felles prosjekter, nettverk eller avtaler ligger bak tallene.",
        "nn": "Berre {n} felles prosjekt, nettverk eller avtalar ligg bak tala.",
        "en": "Only {n} shared projects, networks or agreements lie behind the figures.",
    },
    "unknown": {
        "nb": "{k} av {n} noder har ukjent {what} og er holdt utenfor.",
        "nn": "{k} av {n} nodar har ukjend {what} og er haldne utanfor.",
        "en": "{k} of {n} nodes have an unknown {what} and are left out.",
    },
    "independent": {
        "nb": "Intervallet regner forbindelsene som uavhengige og er derfor heller for smalt.",
        "nn": "Intervallet reknar banda som uavhengige og er difor helst for smalt.",
        "en": "The interval takes the edges as independent, so it is rather too narrow.",
    },
    "uncertain": {
        "nb": "{k} av {n} forbindelser har datoer som ikke avgjør om de gjaldt i perioden.",
        "nn": "{k} av {n} band har datoar som ikkje avgjer om dei galdt i perioden.",
        "en": "{k} of {n} ties have dates that do not settle whether they held in the period.",
    },
    "left-out": {
        "nb": "{k} med flere enn {most} deltakere er utelatt.",
        "nn": "{k} med fleire enn {most} deltakarar er utelatne.",
        "en": "{k} with more than {most} participants are left out.",
    },
    "undefined": {
        "nb": "{k} av {n} noder har ingen naboer; målet er ikke definert for dem.",
        "nn": "{k} av {n} nodar har ingen naboar; målet er ikkje definert for dei.",
        "en": "{k} of {n} nodes have no neighbours; the measure is not defined for them.",
    },
}
_WORDS = {
    "level": {"nb": "nivå", "nn": "nivå", "en": "level"},
    "country": {"nb": "land", "nn": "land", "en": "country"},
    "kind": {"nb": "slag", "nn": "slag", "en": "kind"},
}


@dataclass(frozen=True, slots=True)
class Caveat:
    """A statement that belongs to a result: a code of CAVEATS with its figures."""

    code: str
    figures: Mapping[str, int | float | str] = field(default_factory=dict)

    def text(self, lang: str = "en") -> str:
        """The statement in a language (nb, nn or en).

        >>> Caveat("few-hubs", {"n": 2}).text("nb")
        'Bare 2 felles prosjekter, nettverk eller avtaler ligger bak tallene.'
        """
        words = {name: _WORDS.get(str(value), {}).get(lang, value) for name, value in self.figures.items()}
        return CAVEATS[self.code][lang].format(**words)

    def __str__(self) -> str:
        return self.text("en")
