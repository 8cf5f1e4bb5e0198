"""The sentences of `kg.brief.chapters.findings`, in nb, nn and en."""

from __future__ import annotations

from kg.language.speech import Texts

__all__ = ["T"]

T: dict[str, Texts] = {
    "compared": ("Sammenlignet med andre", "Samanlikna med andre", "Compared with others"),
    "compared_told": (
        "{n|Én sammenlignbar aktør er|# sammenlignbare aktører er} valgt blant aktører av samme slag i samme "
        "land: de som ligger nærmest i innbyggertall.",
        "{n|Éin samanliknbar aktør er vald|# samanliknbare aktørar er valde} mellom aktørar av same slag i same "
        "land: dei som ligg nærast i innbyggjartal.",
        "{n|One comparable actor is|# comparable actors are} chosen among those of the same kind and country: the "
        "nearest in population.",
    ),
    "compared_caption": ("Sammenligning i tall: {who}", "Samanlikning i tal: {who}", "Comparison in numbers: {who}"),
    "compared_note": (
        "Forbindelser som ikke er kjent avsluttet; prosjekter uansett tid. Tallene viser hva Samkart kjenner til, "
        "ikke alt som finnes.",
        "Samband som ikkje er kjende som avslutta; prosjekt uansett tid. Tala viser kva Samkart kjenner til, "
        "ikkje alt som finst.",
        "Ties not known to have ended; projects of any time. The numbers show what Samkart knows of, not all there is.",
    ),
    "actor": ("Aktør", "Aktør", "Actor"),
    "inhabitants": ("Innbyggere", "Innbyggjarar", "Inhabitants"),
    "networks": ("Nettverk", "Nettverk", "Networks"),
    "projects": ("Prosjekter", "Prosjekt", "Projects"),
    "twins": ("Vennskapsbyer", "Venskapsbyar", "Twin towns"),
    "agreements": ("Avtaler", "Avtalar", "Agreements"),
    "gaps": (
        "Funn: hva som mangler, og hva andre gjør",
        "Funn: kva som manglar, og kva andre gjer",
        "Findings: what is lacking, and what others do",
    ),
    "gaps_none": (
        "Det er ingen funn: Samkart kjenner ingen temaer eller åpne programmer som andre bruker og som mangler her.",
        "Det er ingen funn: Samkart kjenner ingen tema eller opne program som andre bruker og som manglar her.",
        "There are no findings: Samkart knows of no themes or open programmes that others use and that are "
        "lacking here.",
    ),
    "unbacked_title": (
        "Nevnt i strategi, men uten kjent samarbeid",
        "Nemnt i strategi, men utan kjent samarbeid",
        "Named in a strategy, without known cooperation",
    ),
    "missing_title": ("Temaer der andre er aktive", "Tema der andre er aktive", "Themes on which others are active"),
    "programmes_title": (
        "Åpne programmer som ikke er brukt",
        "Opne program som ikkje er brukte",
        "Open programmes that are not used",
    ),
    "together_title": ("Medlemskap i regionen", "Medlemskap i regionen", "Memberships in the region"),
    "quoted": ("«{text}»", "«{text}»", "“{text}”"),
    "unbacked": ("{theme}{quoted}.", "{theme}{quoted}.", "{theme}{quoted}."),
    "broader": (
        "Det finnes forbindelser på {n|det videre temaet|de videre temaene} {names}.",
        "Det finst samband på {n|det vidare temaet|dei vidare temaa} {names}.",
        "There are ties on the wider {n|theme|themes} {names}.",
    ),
    "missing": (
        "{theme}: {n|én|#} av {of|én|#}, nemlig {names}.",
        "{theme}: {n|éin|#} av {of|éin|#}, nemleg {names}.",
        "{theme}: {n|one|#} of {of|one|#}, namely {names}.",
    ),
    "examples": ("{n|Eksempel|Eksempler}: {names}.", "{n|Døme|Døme}: {names}.", "{n|Example|Examples}: {names}."),
    "in_project": ("{actor} i prosjektet «{hub}»", "{actor} i prosjektet «{hub}»", "{actor} in the project “{hub}”"),
    "in_network": ("{actor} i nettverket {hub}", "{actor} i nettverket {hub}", "{actor} in the network {hub}"),
    "in_agreement": (
        "{actor} med avtalen «{hub}»",
        "{actor} med avtalen «{hub}»",
        "{actor} with the agreement “{hub}”",
    ),
    "is_in_project": (
        "deltar i prosjektet «{hub}»",
        "deltek i prosjektet «{hub}»",
        "takes part in the project “{hub}”",
    ),
    "is_in_agreement": ("har avtalen «{hub}»", "har avtalen «{hub}»", "has the agreement “{hub}”"),
    "open": (
        "{programme}{part}, som gjelder {themes}.",
        "{programme}{part}, som gjeld {themes}.",
        "{programme}{part}, about {themes}.",
    ),
    "standing": ("Norges deltakelse: {said}.", "Deltakinga til Noreg: {said}.", "Norway's participation: {said}."),
    "part_of": (" (del av {programme})", " (del av {programme})", " (part of {programme})"),
    "area_known": (
        "Området som kan søke, omfatter {who}.",
        "Området som kan søkje, omfattar {who}.",
        "{who} {s|lies|lie} in the eligible area.",
    ),
    "unbacked_told": (
        "Strategiene nevner disse temaene. Samkart kjenner ingen prosjekter, nettverk eller avtaler om dem.",
        "Strategiane nemner desse temaa. Samkart kjenner ingen prosjekt, nettverk eller avtalar om dei.",
        "Strategies name these themes. Samkart knows of no projects, networks or agreements on them.",
    ),
    "missing_told": (
        "Minst to av de {n} sammenlignbare er i gang med disse temaene. Samkart kjenner ingen prosjekter, "
        "nettverk eller avtaler om dem for {who}.",
        "Minst to av dei {n} samanliknbare er i gang med desse temaa. Samkart kjenner ingen prosjekt, nettverk "
        "eller avtalar om dei for {who}.",
        "At least two of the {n} comparable actors work on these themes. Samkart knows of no projects, networks "
        "or agreements of {who} on them.",
    ),
    "programmes_told": (
        "Disse programmene går nå og gjelder temaer i funnene over. Hva som er sagt om Norges deltakelse, og om "
        "det er vedtatt, står for hvert av dem. Samkart kjenner ingen prosjekter i dem med {who}. Der ikke annet "
        "er sagt, er det ikke kjent om programmet er avgrenset til bestemte områder.",
        "Desse programma går no og gjeld tema i funna over. Kva som er sagt om deltakinga til Noreg, og om det er "
        "vedteke, står for kvart av dei. Samkart kjenner ingen prosjekt i dei med {who}. Der ikkje anna er sagt, "
        "er det ikkje kjent om programmet er avgrensa til visse område.",
        "These programmes run now and concern themes in the findings above. What is said of Norway's "
        "participation, and whether it is decided, stands beside each. Samkart knows of no projects in them with "
        "{who}. Unless stated, it is not known whether a programme is limited to certain areas.",
    ),
    "double": (
        "{names} er medlem av {network} hver for seg.",
        "{names} er medlem av {network} kvar for seg.",
        "{names} each belong to {network}.",
    ),
    "double_fee": (
        "Kontingenten er etter nettverkets regel til sammen {sum} ({year}).",
        "Kontingenten er etter regelen til nettverket til saman {sum} ({year}).",
        "By the network's rule the fees add up to {sum} ({year}).",
    ),
    "absent": (
        "Ingen i regionen er kjent som medlem av {network}; {n|én sammenlignbar aktør|# sammenlignbare aktører} "
        "er det: {names}.",
        "Ingen i regionen er kjend som medlem av {network}; {n|éin samanliknbar aktør|# samanliknbare aktørar} er "
        "det: {names}.",
        "Nobody in the region is known to belong to {network}; {n|one comparable actor does|# comparable actors "
        "do}: {names}.",
    ),
    "steps": ("Mulige neste skritt", "Moglege neste steg", "Possible next steps"),
    "steps_told": (
        "Punktene følger av funnene over og av opplysningene i {basis}. De er spørsmål å ta stilling til, ikke "
        "anbefalinger.",
        "Punkta følgjer av funna over og av opplysningane i {basis}. Dei er spørsmål å ta stilling til, ikkje "
        "tilrådingar.",
        "These follow from the findings above and from {basis}. They are questions to decide on, not recommendations.",
    ),
    "quiet": (
        "Er {n|vennskapet|vennskapene} med {names} fortsatt i bruk? Samkart kjenner ingen opplysning om "
        "{n|det|dem} fra {limit} eller senere.",
        "Er {n|venskapen|venskapane} med {names} framleis i bruk? Samkart kjenner inga opplysning om {n|han|dei} "
        "frå {limit} eller seinare.",
        "{n|Is the twinning|Are the twinnings} with {names} still in use? Samkart knows of nothing said of "
        "{n|it|them} in {limit} or later.",
    ),
    "quiet_newest": (
        "Den nyeste er fra {date}.",
        "Den nyaste er frå {date}.",
        "The newest statement is from {date}.",
    ),
    "as_of": (" per {date}", " per {date}", " as of {date}"),
    "on_hold": (
        "Skal {who} ta opp igjen deltakelsen i {network}? Den var satt på vent{date}.",
        "Skal {who} ta opp att deltakinga i {network}? Ho var sett på vent{date}.",
        "Is {who} to resume its participation in {network}? It was on hold{date}.",
    ),
    "ask": (
        "Hva kan {who} lære av {actor} om {theme}? {actor} {what}.",
        "Kva kan {who} lære av {actor} om {theme}? {actor} {what}.",
        "What can {who} learn from {actor} about {theme}? {actor} {what}.",
    ),
    "consider": (
        "Er {programme} aktuelt for {who}? Med i prosjekter der er {names}.",
        "Er {programme} aktuelt for {who}? Med i prosjekt der er {names}.",
        "Is {programme} relevant for {who}? Taking part in projects of it: {names}.",
    ),
}
