"""The sentences of `kg.brief.chapters.actor`, in nb, nn and en."""

from __future__ import annotations

from kg.language.speech import Texts

__all__ = ["T"]

T: dict[str, Texts] = {
    "lead": (
        "{who} har {twins|ingen kjente vennskapsbyer|én vennskapsby|# vennskapsbyer}, er med i {networks|ingen "
        "kjente nettverk|ett nettverk eller samarbeidsorgan|# nettverk og samarbeidsorganer}, har "
        "{agreements|ingen kjente avtaler|én avtale|# avtaler} og deltar eller har deltatt i {projects|ingen "
        "kjente prosjekter|ett prosjekt|# prosjekter}.",
        "{who} har {twins|ingen kjende venskapsbyar|éin venskapsby|# venskapsbyar}, er med i {networks|ingen "
        "kjende nettverk|eitt nettverk eller samarbeidsorgan|# nettverk og samarbeidsorgan}, har "
        "{agreements|ingen kjende avtalar|éin avtale|# avtalar} og deltek eller har delteke i {projects|ingen "
        "kjende prosjekt|eitt prosjekt|# prosjekt}.",
        "{who} {s|has|have} {twins|no known twin towns|one twin town|# twin towns}, {s|belongs|belong} to "
        "{networks|no known networks|one network or joint body|# networks and joint bodies}, {s|has|have} "
        "{agreements|no known agreements|one agreement|# agreements} and {s|takes|take} or {s|has|have} taken "
        "part in {projects|no known projects|one project|# projects}.",
    ),
    "lead_partners": (
        "Vennskapsbyene, avtalene og prosjektene gir eller har gitt til sammen {n|én partner|# partnere} i "
        "{countries|ett land|# land}.",
        "Venskapsbyane, avtalane og prosjekta gjev eller har gjeve til saman {n|éin partnar|# partnarar} i "
        "{countries|eitt land|# land}.",
        "Twin towns, agreements and projects together give or gave {n|one partner|# partners} in {countries|one "
        "country|# countries}.",
    ),
    "figures": ("Nøkkeltall", "Nøkkeltal", "Key figures"),
    "figures_caption": ("Nøkkeltall for {who}", "Nøkkeltal for {who}", "Key figures for {who}"),
    "figure": ("Nøkkeltall", "Nøkkeltal", "Figure"),
    "value": ("Verdi", "Verdi", "Value"),
    "inhabitants": ("Innbyggere", "Innbyggjarar", "Inhabitants"),
    "inhabitants_of": ("Innbyggere i {who}", "Innbyggjarar i {who}", "Inhabitants of {who}"),
    "over": ("og {n} {n|avsluttet|avsluttede}", "og {n} {n|avslutta|avslutta}", "and {n} ended"),
    "leads": ("{n} som koordinator", "{n} som koordinator", "{n} as coordinator"),
    "figure_networks": ("Nettverk og samarbeidsorganer", "Nettverk og samarbeidsorgan", "Networks and joint bodies"),
    "networks_long": ("nettverk og samarbeidsorganer", "nettverk og samarbeidsorgan", "networks and joint bodies"),
    "figure_twins": ("Vennskapsbyer", "Venskapsbyar", "Twin towns"),
    "figure_agreements": ("Avtaler", "Avtalar", "Agreements"),
    "figure_projects": (
        "Prosjekter, pågående og avsluttede",
        "Prosjekt, pågåande og avslutta",
        "Projects, running and ended",
    ),
    "figure_money": (
        "Kjent tilskudd til prosjektene",
        "Kjent tilskot til prosjekta",
        "Known grants for the projects",
    ),
    "figure_partners": (
        "Partnere i prosjekter, avtaler og vennskap",
        "Partnarar i prosjekt, avtalar og venskap",
        "Partners in projects, agreements and twinnings",
    ),
    "figure_countries": (
        "Land utenfor Norge med slike partnere",
        "Land utanfor Noreg med slike partnarar",
        "Countries other than Norway with such partners",
    ),
    "partners": ("Samarbeidspartnere", "Samarbeidspartnarar", "Who we work with"),
    "partners_none": (
        "Samkart kjenner ingen prosjekter, avtaler eller vennskapsbyer for {who}. {n|Ingen|Én aktør|# aktører} er "
        "kjent fra felles nettverk.",
        "Samkart kjenner ingen prosjekt, avtalar eller venskapsbyar for {who}. {n|Ingen|Éin aktør|# aktørar} er "
        "kjend frå felles nettverk.",
        "Samkart knows of no projects, agreements or twin towns of {who}. {n|Nobody is|One actor is|# actors are} "
        "known from shared networks.",
    ),
    "partners_told": (
        "Partnerne som {who} deler eller har delt prosjekt, avtale eller vennskap med, fordeler seg slik på land: "
        "{names}.",
        "Partnarane som {who} deler eller har delt prosjekt, avtale eller venskap med, fordeler seg slik på land: "
        "{names}.",
        "Those with whom {who} {s|shares or has|share or have} shared a project, an agreement or a twinning are "
        "found in these countries: {names}.",
    ),
    "partners_loose": (
        "I tillegg er {n|én aktør|# aktører} med i de samme nettverkene uten at andre forbindelser er kjent.",
        "I tillegg er {n|éin aktør|# aktørar} med i dei same nettverka utan at andre samband er kjende.",
        "In addition, {n|one actor belongs|# actors belong} to the same networks without any other known tie.",
    ),
    "map_caption": (
        "Partnere i prosjekter, avtaler og vennskap: {who}",
        "Partnarar i prosjekt, avtalar og venskap: {who}",
        "Partners in projects, agreements and twinnings: {who}",
    ),
    "map_alt": (
        "Kart over Europa med linjer fra {who} til partnerne; {n} aktører har kjent sted. De nærmeste: {names}.",
        "Kart over Europa med linjer frå {who} til partnarane; {n} aktørar har kjend stad. Dei næraste: {names}.",
        "Map of Europe with lines from {who} to the partners; {n} actors have a known place. The closest: {names}.",
    ),
    "partners_caption": (
        "De nærmeste partnerne: {who}",
        "Dei næraste partnarane: {who}",
        "The closest partners: {who}",
    ),
    "partner": ("Partner", "Partnar", "Partner"),
    "country": ("Land", "Land", "Country"),
    "shared": ("Felles", "Felles", "Shared"),
    "latest": ("Sist kjent", "Sist kjent", "Last known"),
    "twins_n": ("{n|vennskap|# vennskap}", "{n|venskap|# venskap}", "{n|twinning|# twinnings}"),
    "agreements_n": ("{n|én avtale|# avtaler}", "{n|éin avtale|# avtalar}", "{n|one agreement|# agreements}"),
    "projects_n": ("{n|ett prosjekt|# prosjekter}", "{n|eitt prosjekt|# prosjekt}", "{n|one project|# projects}"),
    "networks_n": ("{n|ett nettverk|# nettverk}", "{n|eitt nettverk|# nettverk}", "{n|one network|# networks}"),
    "left_out": (
        "{n|Én|#} til er utelatt.",
        "{n|Éin til er utelaten|# til er utelatne}.",
        "{n|One more is|# more are} left out.",
    ),
    "town": ("Vennskapsby", "Venskapsby", "Twin town"),
    "holder": ("Hvem", "Kven", "Who"),
    "status": ("Status", "Status", "Status"),
    "since": ("Siden", "Sidan", "Since"),
    "as_of": ("Opplyst per", "Opplyst per", "Stated as of"),
    "activity": ("Siste kjente aktivitet", "Siste kjende aktivitet", "Last known activity"),
    "twins_caption": ("Vennskapsbyer: {who}", "Venskapsbyar: {who}", "Twin towns: {who}"),
    "blank": ("Tom rute: ikke kjent.", "Tom rute: ikkje kjent.", "Empty cell: not known."),
    "networks": ("Nettverk og samarbeidsorganer", "Nettverk og samarbeidsorgan", "Networks and joint bodies"),
    "network": ("Nettverk eller organ", "Nettverk eller organ", "Network or body"),
    "cost": ("Kontingent", "Kontingent", "Fee"),
    "fee": ("{sum} ({year})", "{sum} ({year})", "{sum} ({year})"),
    "fee_note": (
        "Kontingenten er regnet ut etter nettverkets regel for året i parentes og dagens innbyggertall; det som "
        "faktisk ble betalt, kan være et annet beløp.",
        "Kontingenten er rekna ut etter regelen til nettverket for året i parentes og innbyggjartalet i dag; det "
        "som faktisk vart betalt, kan vere eit anna beløp.",
        "The fee is computed by the network's rule for the year given and today's population; what was in fact "
        "paid may differ.",
    ),
    "networks_caption": (
        "Nettverk og samarbeidsorganer: {who}",
        "Nettverk og samarbeidsorgan: {who}",
        "Networks and joint bodies: {who}",
    ),
    "networks_over": ("Avsluttet: {names}.", "Avslutta: {names}.", "Ended: {names}."),
    "agreement": ("Avtale", "Avtale", "Agreement"),
    "parties": ("Parter", "Partar", "Parties"),
    "with": ("Med", "Med", "With"),
    "themes": ("Tema", "Tema", "Themes"),
    "period": ("Periode", "Periode", "Period"),
    "by": ("opplyst {date}", "opplyst {date}", "stated {date}"),
    "agreements_caption": ("Avtaler: {who}", "Avtalar: {who}", "Agreements: {who}"),
    "themes_title": ("Temaer", "Tema", "Themes"),
    "strategies": (
        "Temaene det skal arbeides med, står i {n|én kilde|# kilder}: {names}.",
        "Tema det skal arbeidast med, står i {n|éi kjelde|# kjelder}: {names}.",
        "The themes to work on are named in {n|one source|# sources}: {names}.",
    ),
    "strategies_none": (
        "Samkart kjenner ingen strategi for {who} som nevner temaer for internasjonalt arbeid.",
        "Samkart kjenner ingen strategi for {who} som nemner tema for internasjonalt arbeid.",
        "Samkart knows of no strategy of {who} that names themes for international work.",
    ),
    "yes": ("ja", "ja", "yes"),
    "theme": ("Tema", "Tema", "Theme"),
    "named": ("Nevnt i strategi", "Nemnt i strategi", "Named in a strategy"),
    "projects": ("Prosjekter", "Prosjekt", "Projects"),
    "networks_short": ("Nettverk", "Nettverk", "Networks"),
    "agreements_short": ("Avtaler", "Avtalar", "Agreements"),
    "themes_note": (
        "Tallene viser hvor mange prosjekter, nettverk og avtaler som er merket med akkurat dette temaet, talt "
        "fra {basis}; smalere temaer er talt for seg.",
        "Tala viser kor mange prosjekt, nettverk og avtalar som er merkte med akkurat dette temaet, talde frå "
        "{basis}; smalare tema er talde for seg.",
        "The numbers count the projects, networks and agreements marked with this very theme, from {basis}; "
        "narrower themes are counted apart.",
    ),
    "themes_rest": ("Også merket: {names}.", "Òg merkte: {names}.", "Also marked: {names}."),
    "themes_caption": (
        "Temaer i strategier og i samarbeid: {who}",
        "Tema i strategiar og i samarbeid: {who}",
        "Themes in strategies and in cooperation: {who}",
    ),
    "money": ("Programmer og penger", "Program og pengar", "Programmes and money"),
    "projects_none": (
        "Samkart kjenner ingen prosjekter med {who} som deltaker.",
        "Samkart kjenner ingen prosjekt med {who} som deltakar.",
        "Samkart knows of no projects with {who} taking part.",
    ),
    "projects_told": (
        "{who} deltar eller har deltatt i {n|ett prosjekt|# prosjekter}.",
        "{who} deltek eller har delteke i {n|eitt prosjekt|# prosjekt}.",
        "{who} {s|takes|take} or {s|has|have} taken part in {n|one project|# projects}.",
    ),
    "programmes_told": (
        "{n|Programmet er|Programmene er} {names}.",
        "{n|Programmet er|Programma er} {names}.",
        "{n|The programme is|The programmes are} {names}.",
    ),
    "money_told": (
        "Det kjente tilskuddet til {who} er til sammen {sums}.",
        "Det kjende tilskotet til {who} er til saman {sums}.",
        "The known grants to {who} add up to {sums}.",
    ),
    "money_unknown": (
        "For {n|én deltakelse|# deltakelser} er beløpet ikke kjent.",
        "For {n|éi deltaking|# deltakingar} er beløpet ikkje kjent.",
        "For {n|one participation|# participations} the amount is not known.",
    ),
    "project": ("Prosjekt", "Prosjekt", "Project"),
    "programme": ("Program", "Program", "Programme"),
    "role": ("Rolle", "Rolle", "Role"),
    "got": ("Tilskudd", "Tilskot", "Grant"),
    "projects_caption": ("Prosjekter: {who}", "Prosjekt: {who}", "Projects: {who}"),
    "development": ("Utviklingen siden 2014", "Utviklinga sidan 2014", "Development since 2014"),
    "development_caption": (
        "Forbindelser etter når de begynte: {who}",
        "Samband etter når dei tok til: {who}",
        "Ties by when they began: {who}",
    ),
    "development_note": (
        "Periodene følger EUs programperioder. Forbindelser uten kjent startår er talt for seg.",
        "Periodane følgjer programperiodane til EU. Samband utan kjent startår er talde for seg.",
        "The periods are those of the EU programmes. Ties without a known year of start are counted apart.",
    ),
    "kind": ("Slag", "Slag", "Kind"),
    "before_2014": ("Før 2014", "Før 2014", "Before 2014"),
    "no_start": ("Ukjent start", "Ukjend start", "Unknown start"),
    "in_all": ("I alt", "I alt", "In all"),
    "of_them_over": ("Av dem avsluttet", "Av dei avslutta", "Of them ended"),
}
