"""The words of the ontology's page in nb, nn and en, and the short names of the vocabularies it points to."""

from __future__ import annotations

from kg.vocab import PREFIXES

__all__ = ["CURIES", "TIES", "WORDS"]

WORDS: dict[str, tuple[str, str, str]] = {
    "language": ("Språk", "Språk", "Language"),
    "filter": ("Filtrer begreper", "Filtrer omgrep", "Filter terms"),
    "nothing": ("Ingen treff.", "Ingen treff.", "Nothing matches."),
    "contents": ("Innhold", "Innhald", "Contents"),
    "overview": ("Oversikt", "Oversikt", "Overview"),
    "ties": ("Slik henger det sammen", "Slik heng det saman", "How it hangs together"),
    "ties_intro": (
        "Hver forbindelse er en node for seg, med status, rolle, tid og kilde. Samarbeid mellom to aktører utledes av "
        "forbindelsene de deler.",
        "Kvart samband er ein node for seg, med status, rolle, tid og kjelde. Samarbeid mellom to aktørar blir utleidd "
        "av sambanda dei deler.",
        "Every tie is a node of its own, with status, role, time and source. Collaboration between two actors is "
        "derived from the ties they share.",
    ),
    "classes": ("Klasser", "Klassar", "Classes"),
    "properties": ("Egenskaper", "Eigenskapar", "Properties"),
    "schemes": ("Begrepsskjemaer", "Omgrepsskjema", "Concept schemes"),
    "prefixes": ("Prefikser", "Prefiks", "Prefixes"),
    "prefix": ("Prefiks", "Prefiks", "Prefix"),
    "namespace": ("Navnerom", "Namnerom", "Namespace"),
    "version": ("Versjon", "Versjon", "Version"),
    "licence": ("Lisens", "Lisens", "Licence"),
    "key": ("Nøkkel", "Nøkkel", "Key"),
    "concept": ("Begrep", "Omgrep", "Concept"),
    "matches": ("Forhold til andre begreper", "Forhold til andre omgrep", "Relations to other concepts"),
    "subclass_of": ("Underklasse av", "Underklasse av", "Subclass of"),
    "subclasses": ("Underklasser", "Underklassar", "Subclasses"),
    "properties_used": ("Egenskaper", "Eigenskapar", "Properties"),
    "values_of": ("Verdi av", "Verdi av", "Value of"),
    "example": ("Eksempel", "Døme", "Example"),
    "short": ("I tabeller", "I tabellar", "In tables"),
    "must": ("Krav", "Krav", "Must have"),
    "someValuesFrom": ("minst én {} av klassen {}", "minst éin {} av klassen {}", "at least one {} of class {}"),
    "allValuesFrom": ("{}: bare av klassen {}", "{}: berre av klassen {}", "{}: only of class {}"),
    "minCardinality": ("{}: minst {}", "{}: minst {}", "{}: at least {}"),
    "domain": ("Brukes på", "Blir brukt på", "Used on"),
    "range": ("Verdier", "Verdiar", "Values"),
    "subproperty_of": ("Underegenskap av", "Undereigenskap av", "Subproperty of"),
    "aligned_up": ("Smalere enn", "Smalare enn", "Narrower than"),
    "aligned_down": ("Videre enn", "Vidare enn", "Broader than"),
    "related": ("Se også", "Sjå også", "See also"),
    "exactMatch": ("Samme som", "Same som", "Same as"),
    "closeMatch": ("Nær", "Nær", "Close to"),
    "broadMatch": ("Smalere enn", "Smalare enn", "Narrower than"),
    "narrowMatch": ("Videre enn", "Vidare enn", "Broader than"),
    "relatedMatch": ("Beslektet med", "I slekt med", "Related to"),
}

# What each kind of tie binds, for the figure: left end, tie, right end.
TIES = (
    ("Actor", "Membership", "Network"),
    ("Actor", "Participation", "Project"),
    ("Actor", "Twinning", "Actor"),
    ("Actor", "Agreement", "Actor"),
    ("Country", "ProgrammeAssociation", "Programme"),
    ("Actor", "Priority", "Theme"),
)

CURIES = {
    **PREFIXES,
    "cpov": "http://data.europa.eu/m8g/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "eurio": "http://data.europa.eu/s66#",
    "euroscivoc": "http://data.europa.eu/8mn/euroscivoc/",
    "eurovoc": "http://eurovoc.europa.eu/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "sdg": "http://metadata.un.org/sdg/",
    "vann": "http://purl.org/vocab/vann/",
}
