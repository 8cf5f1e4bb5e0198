"""What `kg compare`, `kg region` and `kg gaps` say themselves, in nb, nn and en."""

from __future__ import annotations

from kg.api import Samkart
from kg.vocab import concept

__all__ = ["concept_word", "say"]

_POSITION = {"nb": 0, "nn": 1, "en": 2}
_SAID: dict[str, tuple[str, str, str]] = {
    # aspects
    "network": ("Nettverk", "Nettverk", "Networks"),
    "agreement": ("Avtaler", "Avtalar", "Agreements"),
    "programme": ("Program", "Program", "Programmes"),
    "project": ("Prosjekter", "Prosjekt", "Projects"),
    "theme": ("Temaer", "Tema", "Themes"),
    "partner": ("Partnere", "Partnarar", "Partners"),
    "country": ("Partnernes land", "Landa til partnarane", "Partner countries"),
    "twin-town": ("Vennskapsbyer", "Venskapsbyar", "Twin towns"),
    # one tie of a kind
    "tie-network": ("nettverk", "nettverk", "network"),
    "tie-project": ("prosjekt", "prosjekt", "project"),
    "tie-twinning": ("vennskap", "venskap", "twinning"),
    "tie-agreement": ("avtale", "avtale", "agreement"),
    # titles of sections
    "overview": ("Omfang", "Omfang", "Extent"),
    "similarity": ("Hvor like er de?", "Kor like er dei?", "How alike are they?"),
    "degree": ("Hvor tett samarbeider de?", "Kor tett samarbeider dei?", "How closely do they cooperate?"),
    "contacts": ("Hva de har sammen", "Kva dei har saman", "What they have together"),
    "acquaintances": (
        "Vennskapsbyer som kjenner hverandre", "Venskapsbyar som kjenner kvarandre", "Twin towns that know each other"
    ),
    "money": ("Penger", "Pengar", "Money"),
    "roles": ("Roller", "Roller", "Roles"),
    "periods": ("Utvikling", "Utvikling", "Development"),
    "members": ("Aktørene", "Aktørane", "The actors"),
    "themes": ("Hvem bærer hvilke temaer?", "Kven ber kva tema?", "Who carries which themes?"),
    "shared": ("Hva flere har sammen", "Kva fleire har saman", "What several have together"),
    "networks": (
        "Hvem er i hvilke nettverk, og hvem kan representere regionen?",
        "Kven er i kva nettverk, og kven kan representere regionen?",
        "Who is in which network, and who could represent the region?",
    ),
    "doubles": ("Medlemskap som flere har", "Medlemskap som fleire har", "Memberships that several hold"),
    "absent-networks": ("Nettverk uten noen herfra", "Nettverk utan nokon herifrå", "Networks with nobody from here"),
    "uncarried-themes": ("Temaer som ingen bærer", "Tema som ingen ber", "Themes that nobody carries"),
    "programmes": ("Hvem bruker hvilke program?", "Kven bruker kva program?", "Who uses which programmes?"),
    "peers": ("Sammenlignet med", "Samanlikna med", "Compared with"),
    "unbacked": (
        "Temaer i strategien uten noen forbindelse bak", "Tema i strategien utan noko samband bak",
        "Themes of the strategy without any tie behind them",
    ),
    "missing": (
        "Temaer som andre arbeider med", "Tema som andre arbeider med", "Themes that comparable actors work on"
    ),
    "unused": (
        "Åpne program som ikke er brukt på disse temaene", "Opne program som ikkje er brukte på desse temaa",
        "Open programmes not used for these themes",
    ),
    "examples": ("Eksempler å lære av", "Døme å lære av", "Examples to learn from"),
    # headings of columns
    "name": ("Navn", "Namn", "Name"),
    "kind": ("Slag", "Slag", "Kind"),
    "aspect": ("Hva", "Kva", "What"),
    "all": ("Felles for alle", "Felles for alle", "Shared by all"),
    "one": ("Den ene", "Den eine", "One"),
    "other": ("Den andre", "Den andre", "The other"),
    "only_one": ("Bare den ene", "Berre den eine", "Only one"),
    "both": ("Begge", "Begge", "Both"),
    "only_other": ("Bare den andre", "Berre den andre", "Only the other"),
    "jaccard": ("Jaccard", "Jaccard", "Jaccard"),
    "overlap": ("Overlapp", "Overlapp", "Overlap"),
    "cosine": ("Cosinus", "Cosinus", "Cosine"),
    "period": ("Periode", "Periode", "Period"),
    "step": ("Grad", "Grad", "Degree"),
    "possible": ("Kanskje", "Kanskje", "Possibly"),
    "reasons": ("Grunner", "Grunnar", "Reasons"),
    "hub": ("Hva", "Kva", "In"),
    "start": ("Fra", "Frå", "From"),
    "end": ("Til", "Til", "To"),
    "as_of": ("Per", "Per", "As of"),
    "status": ("Status", "Status", "Status"),
    "sure": ("Sikkert", "Sikkert", "Certain"),
    "source": ("Kilde", "Kjelde", "Source"),
    "address": ("Adresse", "Adresse", "Address"),
    "twins_of_one": ("Vennskapsby for", "Venskapsby for", "Twin of"),
    "twins_of_other": ("Vennskapsby for", "Venskapsby for", "Twin of"),
    "closest": ("Nærmeste forbindelse", "Næraste samband", "Closest tie"),
    "size": ("Aktører der", "Aktørar der", "Actors there"),
    "actor": ("Aktør", "Aktør", "Actor"),
    "currency": ("Valuta", "Valuta", "Currency"),
    "amount": ("Tilskudd", "Tilskot", "Contribution"),
    "known": ("Deltakelser med kjent beløp", "Deltakingar med kjent beløp", "Participations with a known amount"),
    "unknown": ("Uten kjent beløp", "Utan kjent beløp", "Amount unknown"),
    "role": ("Rolle", "Rolle", "Role"),
    "number": ("Antall", "Tal", "Number"),
    "population": ("Innbyggere", "Innbyggjarar", "Inhabitants"),
    "theme_name": ("Tema", "Tema", "Theme"),
    "programme_name": ("Program", "Program", "Programme"),
    "network_name": ("Nettverk", "Nettverk", "Network"),
    "strategies": ("Strategier", "Strategiar", "Strategies"),
    "who": ("Hvem", "Kven", "Who"),
    "representative": ("Kan representere", "Kan representere", "Could represent"),
    "since": ("Siden", "Sidan", "Since"),
    "fee": ("Kontingent", "Kontingent", "Fee"),
    "total": ("I alt", "I alt", "Total"),
    "year": ("År", "År", "Year"),
    "named_by": ("Nevnt i strategien til", "Nemnt i strategien til", "Named in the strategy of"),
    "peers_active": ("Andre som er aktive", "Andre som er aktive", "Active elsewhere"),
    "strategy": ("Strategi", "Strategi", "Strategy"),
    "wording": ("Ordlyd", "Ordlyd", "Wording"),
    "broader": ("Dekket bare av bredere tema", "Dekt berre av breiare tema", "Covered by a broader theme only"),
    "standing": ("Deltakelse", "Deltaking", "Participation"),
    "basis": ("Grunnlag", "Grunnlag", "Basis"),
    "eligible": ("Innenfor området", "Innanfor området", "In its area"),
    "used_above": ("Del av brukt program", "Del av brukt program", "Part of a used programme"),
    "for": ("For", "For", "For"),
    "with": ("Med", "Med", "With"),
    # cells and notes
    "yes": ("ja", "ja", "yes"),
    "no": ("nei", "nei", "no"),
    "unknown_word": ("ukjent", "ukjent", "unknown"),
    "all_time": ("hele tiden", "heile tida", "all time"),
    "and_more": ("og {} til", "og {} til", "and {} more"),
    "compared_heading": ("Sammenligning", "Samanlikning", "Comparison"),
    "region_heading": ("Samlet", "Samla", "Together"),
    "gaps_heading": ("Det som mangler", "Det som manglar", "Gaps"),
    "question_mark": (
        "? = datoene er ukjente, så det er ikke sikkert at det gjaldt i perioden.",
        "? = datoane er ukjende, så det er ikkje sikkert at det galdt i perioden.",
        "? = dates are unknown, so it is not certain that it held in the period.",
    ),
    "no_country": (
        "Partnere med ukjent land: {}.", "Partnarar med ukjent land: {}.", "Partners whose country is unknown: {}."
    ),
    "peers_rule": (
        "Nærmest i innbyggertall blant aktører av samme slag i samme land.",
        "Nærast i innbyggjartal blant aktørar av same slag i same land.",
        "Nearest in population among actors of the same kind in the same country.",
    ),
    "peers_given": ("Valgt av den som spør.", "Valde av den som spør.", "Chosen by whoever asks."),
    "no_peers": (
        "Ingen å sammenligne med: bruk --with.", "Ingen å samanlikne med: bruk --with.",
        "Nobody to compare with: use --with.",
    ),
    "unsized": (
        "Innbyggertallet er ukjent for {}; for dem er ingen valgt.",
        "Innbyggjartalet er ukjent for {}; for dei er ingen valde.",
        "The population of {} is unknown; nobody was chosen for them.",
    ),
    "no_strategy": (
        "Ingen strategi med temaer er kjent.", "Ingen strategi med tema er kjend.", "No strategy with themes is known."
    ),
    "all_backed": (
        "Alle temaene i strategien har minst én forbindelse bak seg.",
        "Alle temaa i strategien har minst eitt samband bak seg.",
        "Every theme of the strategy has at least one tie behind it.",
    ),
    "open_at": (
        "Åpne for landet og ikke avsluttet {}. Om området er ukjent, er det ikke sagt hvor programmet gjelder.",
        "Opne for landet og ikkje avslutta {}. Om området er ukjent, er det ikkje sagt kvar programmet gjeld.",
        "Open to the country and not over on {}. Where the area is unknown, no source limits the programme to places.",
    ),
    "fee_rule": (
        "Kontingent etter nettverkets regel for året; tomt der ingen regel er kjent.",
        "Kontingent etter regelen til nettverket for året; tomt der ingen regel er kjend.",
        "Fee by the network's rule for the year; empty where no rule is known.",
    ),
}  # fmt: skip


def say(language: str, name: str, *values: object) -> str:
    """A word or sentence in a language, with values put in."""
    return _SAID[name][_POSITION[language]].format(*values)


def concept_word(samkart: Samkart, scheme: str, key: str) -> str:
    """The label of a concept in lower case, as in `status` `on-hold`; its key where the graph has no label for it."""
    if not key:
        return ""
    found = samkart.entity(concept(scheme, key))
    return found.label[:1].lower() + found.label[1:] if found.kind else key
