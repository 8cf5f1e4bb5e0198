"""Words in the names of bodies that say what they are rather than who: legal forms, kinds, units, little words.

Each legal form is one that cleanco (`cleanco/termdata.py` at cb70b70, MIT) or rigour (`resources/names/org_types.yml`
at 8f4044d, MIT) lists; by language here, and those of Europe only. All words are compared folded (`kg.ids.fold`), so
they are written plainly.
"""

from __future__ import annotations

from functools import cache

from kg.ids import fold

__all__ = ["KINDS", "kind_words", "legal_forms", "little_words", "unit_words"]

# By language or country, between commas; a form of letters with dots is one word, as `kg.linking.names` reads it.
_LEGAL = {
    "nb nn": "as, asa, ans, ks, ba, nuf, hf, iks, sf, da",
    "sv": "ab, aktiebolag, hb, kb, kommanditbolag, ek for",
    "da": "aps, aktieselskab, anpartsselskab, amba, fmba, ivs",
    "fi": "oy, oyj, ky, osakeyhtio, ry, osk, tmi",
    "is": "ehf, ohf, hf, sf",
    "et lv lt": "ou, aktsiaselts, osauhing, mtu, sia, uab, mb, sabiedriba ar ierobezotu atbildibu",
    "de": "gmbh, mbh, ggmbh, ag, kg, kgaa, ohg, gbr, ug, ev, eg, gmbh co kg, ug haftungsbeschrankt, "
    "gesellschaft mit beschrankter haftung, aktiengesellschaft, eingetragener verein, gesmbh, rf",
    "nl": "bv, nv, vof, cv, bvba, vzw, cvba, besloten vennootschap, naamloze vennootschap",
    "fr": "sa, sas, sarl, sasu, eurl, snc, scop, gie, asbl, sprl, scrl, aisbl, societe anonyme, societe par "
    "actions simplifiee, societe a responsabilite limitee, association sans but lucratif, srl",
    "it": "spa, srl, sapa, snc, scrl, societa per azioni, societa a responsabilita limitata, scpa",
    "es ca": "sl, sa, sau, sll, sociedad anonima, sal, slne",
    "pt": "lda, sa, crl, limitada, sgps",
    "en": "ltd, limited, plc, llp, lp, llc, inc, corp, corporation, incorporated, cic, public limited company, "
    "limited liability company, private limited company, co",
    "pl": "sp zoo, spzoo, sp k, spolka akcyjna, spolka z ograniczona odpowiedzialnoscia, sp j, sa",
    "cs sk": "sro, as, vos, ops, zs, spol sro, akciova spolecnost, spolecnost s rucenim omezenym",
    "sl hr sr bs mk": "doo, dd, ad, jdoo, drustvo s ogranicenom odgovornoscu, dno",
    "hu": "kft, zrt, nyrt, bt, kkt, korlatolt felelossegu tarsasag, zartkoruen mukodo reszvenytarsasag",
    "ro": "srl, sa, snc, scs",
    "bg": "ood, eood, ad, ead",
    "el": "ae, epe, ike, oe, ee",
    "sq": "shpk, sha",
    "tr": "as, ltd sti, anonim sirketi, limited sirketi",
    "uk": "tov, llc, pat, prat",
    "eu": "se, eeig, ewiv",
}
# The classes of the ontology that a word in a name speaks for; a body may be of several.
KINDS = {
    "Municipality": "kommune, kommunen, kommun, kommuns, municipality, municipal, municipalities, city, town, "
    "stad, stads, stadt, gemeente, gemeinde, stadtgemeinde, ayuntamiento, ajuntament, concello, "
    "udala, udal, comune, comuna, commune, ville, mairie, municipio, municipiul, orasul, "
    "primaria, camara municipal, kunta, kunnan, kaupunki, kaupungin, linn, vald, linnavalitsus, "
    "vallavalitsus, miasto, miasta, gmina, gminy, urzad miasta, obec, mesto, mesta, mestna "
    "obcina, obcina, opcina, grad, opstina, obshtina, savivaldybe, savivaldybes, miesto, dome, "
    "pasvaldiba, novada, novads, pilsetas, varos, onkormanyzata, dimos, demos, belediyesi, "
    "belediye, suohkan, tjielte, borough, landeshauptstadt, hansestadt, bystyre, statutarni "
    "mesto, magistrat, stadtverwaltung, commun, bashkia",
    "County": "fylkeskommune, fylkeskommunen, fylke, county, region, regionen, regione, provincia, "
    "province, provincie, landkreis, kreis, landsting, landstinget, maakunta, maakunnan, "
    "liitto, departement, departamento, zupanija, voivodeship, wojewodztwo, judetul, judet, "
    "megye, diputacion, diputacio, periphery, perifereia, perifereies, regionstyrelsen, "
    "regional council, generalitat, kraj, fylkkagielda, fylhke, landschaft",
    "University": "universitet, universitetet, university, universitat, universite, universita, universidad, "
    "universidade, universitate, universitatea, uniwersytet, univerzita, univerza, univerzitet, "
    "sveuciliste, egyetem, yliopisto, ulikool, universiteit, universitas, panepistimio, "
    "haskoli, universitatis, universitetas, hogskole, hogskolen, hogskulen, hogskola, "
    "hogskolan, hochschule, hogeschool, ammattikorkeakoulu, allaskuvla, polytechnic, "
    "politecnico, politechnika, universiti, universitatsklinikum, hojskole, "
    "professionshojskole, sveucilista",
    "Hospital": "hospital, sykehus, sykehuset, sjukehus, helseforetak, sjukhus, sygehus, krankenhaus, "
    "klinikum, ospedale, ospedaliera, hopital, hopitaux, ziekenhuis, szpital, nemocnice, "
    "sairaala, hospitalier, sanitaria",
    "School": "skole, skolen, videregaende, vgs, school, schule, gymnasium, gymnas, skola, skolan, lycee, "
    "liceo, escola, barnehage, kindergarten, college",
    "Foundation": "stiftelsen, stiftelse, stiftung, fondazione, fundacion, fondation, foundation, fundacja, stichting",
}
_UNITS = (
    "department, departement of, faculty, fakultet, fakultetet, avdeling, avdelning, seksjon, section, "
    "division, unit, etat, etaten, byradsavdeling, office of, agency of, laboratory, laboratoire, "
    "dipartimento, departamento de, fakultat, katedra, wydzial, subsidiary, utdanningsetaten, "
    "kulturetaten, bymiljoetaten, property, eiendom, eigedom, havn, havnevesen, hamn, port, kino, vann, "
    "avlop, energi, energy, bolig, parkering, library, bibliotek, museum, sentralbibliotek"
)
_LITTLE = (
    "of, the, for, and, in, at, on, to, i, og, pa, til, av, ved, och, fran, vid, under, og, und, fur, "
    "der, die, das, des, dem, den, det, et, de, la, le, les, du, l, d, en, y, e, el, los, las, del, al, "
    "di, della, delle, dei, degli, dell, do, da, dos, das, van, het, voor, op, ja, ir, un, i, w, z, v, "
    "na, a, o, u, se, si, s, ve, es, az, kai, tou, tis, ton"
)
_NEUTRAL = "council, counsil, authority, administration, government"


def _words(text: str) -> list[tuple[str, ...]]:
    return [tuple(fold(each).split()) for each in text.split(",") if each.strip()]


@cache
def legal_forms() -> frozenset[tuple[str, ...]]:
    """All legal forms, each the folded words that it is made of."""
    return frozenset(words for forms in _LEGAL.values() for words in _words(forms))


@cache
def kind_words() -> dict[tuple[str, ...], str]:
    """The words that tell of a kind, with the class that they speak for; empty for any authority's."""
    found = {words: kind for kind, text in KINDS.items() for words in _words(text)}
    return {**dict.fromkeys(_words(_NEUTRAL), ""), **found}


@cache
def unit_words() -> frozenset[str]:
    """Words that tell of a part of a body, or of a firm that it owns."""
    return frozenset(words[0] for words in _words(_UNITS) if len(words) == 1)


@cache
def little_words() -> frozenset[str]:
    """Words that tell nothing apart."""
    return frozenset(words[0] for words in _words(_LITTLE))
