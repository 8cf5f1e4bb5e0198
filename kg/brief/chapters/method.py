"""The chapters at the end: how it was counted, and what is not covered."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.document import Block, BulletList, Heading, ListItem, Paragraph
from kg.brief.facts import Scope, Tie
from kg.brief.writer import Writer
from kg.language.speech import Texts

__all__ = ["covered", "method"]

T: dict[str, Texts] = {
    "method": ("Slik er det gjort", "Slik er det gjort", "Method"),
    "told": (
        "Notatet er laget maskinelt fra Samkart, som samler opplysninger om hvem som samarbeider med hvem, hver "
        "med sin kilde. Tallet i hakeparentes viser til kildelisten; der en tabell er oppgitt i stedet, er tallet "
        "talt opp fra den. En forbindelse regnes som gjeldende når ingen kilde sier at den er avsluttet.",
        "Notatet er laga maskinelt frå Samkart, som samlar opplysningar om kven som samarbeider med kven, kvar "
        "med si kjelde. Talet i hakeparentes viser til kjeldelista; der ein tabell er oppgjeven i staden, er "
        "talet talt opp frå han. Eit samband blir rekna som gjeldande når inga kjelde seier at det er avslutta.",
        "This briefing was made by a program from Samkart, which collects who cooperates with whom, each fact "
        "with its source. Numbers in square brackets lead to the list of sources; where a table is named instead, "
        "the number was counted from it. A tie counts as current when no source says that it has ended.",
    ),
    "rank": (
        "Partnerne er ordnet etter hvor mye som er felles: et prosjekt eller nettverk som k aktører deler, teller "
        "1/(k − 1), slik at en forbindelse mellom to veier tyngst.",
        "Partnarane er ordna etter kor mykje som er felles: eit prosjekt eller nettverk som k aktørar deler, tel "
        "1/(k − 1), slik at eit samband mellom to veg tyngst.",
        "Partners are ranked by what is shared: a project or network of k actors counts 1/(k − 1), so that a tie "
        "between two weighs most.",
    ),
    "predecessors": (
        "Det som {names} gjorde før sammenslåingen, er regnet med.",
        "Det som {names} gjorde før samanslåinga, er rekna med.",
        "What {names} did before the merger is included.",
    ),
    "no_predecessors": (
        "Det som {names} gjorde før sammenslåingen, er ikke regnet med.",
        "Det som {names} gjorde før samanslåinga, er ikkje rekna med.",
        "What {names} did before the merger is not included.",
    ),
    "limits": ("Dette er ikke dekket", "Dette er ikkje dekt", "What is not covered"),
    "known": (
        "Bare samarbeid som står i en åpen kilde, er med. At noe mangler her, betyr ikke at det ikke finnes.",
        "Berre samarbeid som står i ei open kjelde, er med. At noko manglar her, tyder ikkje at det ikkje finst.",
        "Only cooperation that an open source tells of is included. That something is missing here does not mean "
        "that there is none.",
    ),
    "datasets": (
        "Prosjekter er hentet fra {names} og fra enkeltsider i kildelisten. Andre programmer er derfor bare "
        "delvis dekket.",
        "Prosjekt er henta frå {names} og frå enkeltsider i kjeldelista. Andre program er difor berre delvis dekte.",
        "Projects come from {names} and from single pages in the list of sources. Other programmes are therefore "
        "only partly covered.",
    ),
    "undated": (
        "{n|Én|#} av {all|#|#} forbindelser har ikke kjent startdato.",
        "{n|Eitt|#} av {all|#|#} samband har ikkje kjend startdato.",
        "{n|One|#} of {all|#|#} ties {n|has|have} no known start.",
    ),
    "old": (
        "For {n|én av de gjeldende forbindelsene|# av de gjeldende forbindelsene} er den siste opplysningen eldre "
        "enn fem år; {n|den|de} kan være avsluttet uten at Samkart vet det.",
        "For {n|eitt av dei gjeldande sambanda|# av dei gjeldande sambanda} er den siste opplysninga eldre enn "
        "fem år; {n|det|dei} kan vere avslutta utan at Samkart veit det.",
        "For {n|one of the current ties|# of the current ties} the last statement is more than five years old; "
        "{n|it|they} may have ended without Samkart knowing.",
    ),
    "unit": (
        "Ansvarlig enhet er kjent for {n|ingen|én|#} av {all|#|#} forbindelser.",
        "Ansvarleg eining er kjend for {n|ingen|eitt|#} av {all|#|#} samband.",
        "The responsible unit is known for {n|none|one|#} of {all|#|#} ties.",
    ),
    "year": (
        "Rapporten gjelder forbindelser som kan ha vart i {year}. Forbindelser uten datoer kan derfor være med "
        "uten å ha vart da.",
        "Rapporten gjeld samband som kan ha vart i {year}. Samband utan datoar kan difor vere med utan å ha vart då.",
        "The report is about ties that can have held in {year}. Ties without dates may therefore be included "
        "although they did not hold then.",
    ),
}


def method(writer: Writer, scope: Scope, *, ranked: bool = False) -> list[Block]:
    """How it was made and counted."""
    parts = [writer.pick(T["told"])]
    if ranked:
        parts.append(writer.pick(T["rank"]))
    if scope.predecessors:
        key = "predecessors" if scope.with_predecessors else "no_predecessors"
        parts.append(writer.say(T[key], names=writer.speech.listed(scope.predecessors)))
    return [Heading(writer.pick(T["method"])), Paragraph(" ".join(parts))]


def covered(writer: Writer, scope: Scope, ties: Sequence[Tie] = ()) -> list[Block]:
    """What is not covered, as far as the data themselves tell."""
    items = [writer.pick(T["known"])]
    if scope.datasets:
        items.append(writer.say(T["datasets"], names=writer.speech.listed(scope.datasets)))
    if scope.year:
        items.append(writer.say(T["year"], year=scope.year))
    undated = sum(not tie.start for tie in ties)
    if undated:
        items.append(writer.say(T["undated"], n=undated, all=len(ties)))
    limit = str(int(scope.as_of[:4]) - 5) + scope.as_of[4:] if scope.as_of else ""
    old = [
        tie
        for tie in ties
        if tie.status != "ended"
        and not tie.end
        and max(tie.as_of, tie.last_activity)
        and max(tie.as_of, tie.last_activity) < limit[: len(max(tie.as_of, tie.last_activity))]
    ]
    if old:
        items.append(writer.say(T["old"], n=len(old)))
    if ties:
        items.append(writer.say(T["unit"], n=sum(bool(tie.unit) for tie in ties), all=len(ties)))
    return [Heading(writer.pick(T["limits"])), BulletList(tuple(ListItem(text) for text in items))]
