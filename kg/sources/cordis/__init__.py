"""EU research projects as CORDIS publishes them."""

from kg.sources.cordis.filters import Filters
from kg.sources.cordis.reading import read
from kg.sources.reader import ImportOption, ImportText

__all__ = ["IMPORT", "Filters", "read"]

IMPORT = ImportText(
    """Import CORDIS downloads: FILES are a zip, a folder, or csv, XLSX, JSON or XML files, as they come.

    Of each project that is wanted the whole consortium is kept. What was imported before of the same source is
    replaced; the embedded extract stays where the import does not say the same.
    """,
    (
        ImportOption("countries", "--country", "CODE", "Only projects with a participant from there."),
        ImportOption(
            "activities",
            "--activity",
            "TYPE",
            "Only projects with a participant of that type: PUB, HES, REC, PRC, OTH.",
        ),
        ImportOption("programmes", "--programme", "CODE", "Only projects of a programme part, as in HORIZON.2.5."),
        ImportOption("actors", "--actor", "ACTOR", "Only projects of an actor: PIC, organisation number or key."),
    ),
)
