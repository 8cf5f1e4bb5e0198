"""The service at `/reconcile`: manifest, queries, suggestions, previews and data extension, as version 0.2 has them.

Every answer may be read from pages elsewhere (CORS); JSONP is not offered. `docs/machines.md` has examples.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from kg import __version__
from kg.errors import NotFound, Usage
from kg.ids import fold
from kg.language.kinds import kind_word
from kg.session import Session
from kg.vocab import SK, SKD
from kg.web.address import page_of
from kg.web.asked import Asked, Rendered
from kg.web.pages.html import Here, render
from kg.web.pages.own import told
from kg.web.pages.reconcile.facts import facts_of
from kg.web.pages.reconcile.matching import LIMIT, MOST, Query, candidates
from kg.web.pages.reconcile.schema import KINDS, PROPERTIES, TYPES, id_of, iri_of, property_data, type_data

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["BATCH", "ROWS", "page"]

BATCH, ROWS = 50, 1000
"""Queries in one batch, and things in one extension, at most."""
_SUGGESTED = 20
_WIDTH, _HEIGHT = 420, 220
_CORS = {"Access-Control-Allow-Origin": "*"}


class _TooMuch(Exception):
    """More was sent at once than is answered."""


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """What is asked of the service. Raises Usage for what it cannot read, NotFound for what is not there."""
    given = _given(asked)
    parts = "/".join(asked.path[1:])
    answers: Mapping[str, Callable[[Samkart, Asked, Mapping[str, str]], Rendered]] = {
        "": _endpoint,
        "extend": _extend,
        "properties": _properties,
        "suggest/entity": _suggest_entity,
        "suggest/property": _suggest_property,
        "suggest/type": _suggest_type,
        "flyout/entity": _flyout,
        "preview": _preview,
    }
    if parts not in answers:
        raise NotFound(f"the reconciliation service has no {parts!r}", tuple(each for each in answers if each))
    try:
        answer = answers[parts](samkart, asked, given)
        # What was sent is part of what an answer would be kept under, and may be large: nobody sends the same again.
        return replace(answer, lasting=False) if asked.body or {"queries", "extend"} & given.keys() else answer
    except _TooMuch as error:
        return told(asked, 413, Usage(str(error)))


def _given(asked: Asked) -> dict[str, str]:
    """The parameters of the address and of the form that was sent."""
    try:
        sent = parse_qsl(asked.body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except (UnicodeDecodeError, ValueError) as error:
        raise Usage("what was sent is no form (application/x-www-form-urlencoded, UTF-8)") from error
    return dict([*asked.given, *sent])


def _endpoint(samkart: Samkart, asked: Asked, given: Mapping[str, str]) -> Rendered:
    if "queries" in given:
        return _answers(samkart, given["queries"])
    if "extend" in given:
        return _extend(samkart, asked, given)
    return _json(_manifest(asked))


def _json(value: object) -> Rendered:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return Rendered(body=body, media_type="application/json", headers=_CORS)


def _manifest(asked: Asked) -> dict[str, Any]:
    here = Here(asked)
    own = here.url("reconcile")
    base = f"{asked.root}{own}"

    def suggested(kind: str, **more: str) -> dict[str, str]:
        return {"service_url": asked.root, "service_path": f"{own}/suggest/{kind}", **more}

    return {
        "versions": ["0.2"],
        "name": here.say("reconcile.name"),
        "identifierSpace": SKD,
        "schemaSpace": SK,
        "documentation": f"{asked.root}{here.url('about')}",
        "serviceVersion": __version__,
        "batchSize": BATCH,
        "defaultTypes": [type_data(name, asked.language) for name in ("Municipality", "County", "Network", "Actor")],
        "view": {"url": f"{asked.root}{here.url('id')}/{{{{id}}}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}&embed=1", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {
            "entity": suggested(
                "entity", flyout_service_url=asked.root, flyout_service_path=f"{own}/flyout/entity?id=${{id}}"
            ),
            "property": suggested("property"),
            "type": suggested("type"),
        },
        "extend": {
            "propose_properties": {"service_url": asked.root, "service_path": f"{own}/properties"},
            "property_settings": [],
        },
    }


def _read(text: str, name: str) -> dict[str, Any]:
    """A JSON object that was sent. Raises Usage."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Usage(f"{name} is no JSON: {error}", (), name) from error
    if not isinstance(found, dict):
        raise Usage(f"{name} is not a JSON object", (), name)
    return found


def _answers(samkart: Samkart, text: str) -> Rendered:
    """The candidates for each query of a batch."""
    batch = _read(text, "queries")
    if len(batch) > BATCH:
        raise _TooMuch(f"{len(batch)} queries were sent; a batch holds at most {BATCH}")
    asked = {key: _query(key, each) for key, each in batch.items()}
    return _json({key: {"result": candidates(samkart, query)} for key, query in asked.items()})


def _query(key: str, given: object) -> Query:
    """A query, read. Raises Usage that names it."""
    if not isinstance(given, dict):
        raise Usage(f"query {key!r} is not a JSON object", (), "queries")
    text, limit, told = given.get("query", ""), given.get("limit", LIMIT), given.get("properties") or []
    if not isinstance(text, str) or not isinstance(told, list):
        raise Usage(f"query {key!r}: query is a text, properties a list", (), "queries")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise Usage(f"query {key!r}: limit is a number from 1 to {MOST}", (), "queries")
    if not text.strip() and not told:
        raise Usage(f"query {key!r} has neither query nor properties", (), "queries")
    properties: dict[str, list[str]] = {}
    for each in told:
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str) or "v" not in each:
            raise Usage(f"query {key!r}: a property has pid and v", (), "queries")
        properties.setdefault(each["pid"], []).extend(_values(each["v"]))
    return Query(text, _values(given.get("type") or []), int(min(limit, MOST)), properties)


def _values(given: object) -> list[str]:
    """One value or several: texts, numbers, or things by their id."""
    found = []
    for each in given if isinstance(given, list) else [given]:
        value = each.get("id") if isinstance(each, dict) else each
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            found.append(str(value))
    return found


def _extend(samkart: Samkart, asked: Asked, given: Mapping[str, str]) -> Rendered:
    """Values of properties for things that were matched."""
    wanted = _read(given.get("extend", ""), "extend")
    ids, properties = wanted.get("ids"), wanted.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise Usage("extend has ids and properties, both lists", (), "extend")
    if len(ids) > ROWS:
        raise _TooMuch(f"{len(ids)} ids were sent; at most {ROWS} are answered at once")
    names = [str(each.get("id")) if isinstance(each, dict) else str(each) for each in properties]
    unknown = [name for name in names if name not in PROPERTIES]
    if unknown:
        raise Usage(f"{unknown[0]!r} is not a property; expected {', '.join(PROPERTIES)}", (), "extend")
    iris = {str(each): iri_of(str(each)) for each in ids}
    known = facts_of(samkart, [iri for iri in iris.values() if iri])
    rows = {
        each: {name: _cells(samkart, name, known.get(iri, {}).get(name, [])) for name in names}
        for each, iri in iris.items()
    }
    meta = [
        property_data(name, asked.language)
        | ({"type": type_data("County", asked.language)} if name == "county" else {})
        for name in names
    ]
    return _json({"meta": meta, "rows": rows})


def _cells(samkart: Samkart, name: str, values: Sequence[str]) -> list[dict[str, Any]]:
    kind = PROPERTIES[name].value
    if kind == "entity":
        return [{"id": id_of(value), "name": samkart.entity(value).label} for value in values]
    if kind == "integer":
        return [{"int": int(value)} for value in values]
    if kind == "decimal":
        return [{"float": float(value)} for value in values]
    return [{"str": value} for value in values]


def _properties(samkart: Samkart, asked: Asked, given: Mapping[str, str]) -> Rendered:
    """The properties that things of a type can have."""
    kind, limit = given.get("type", ""), _whole(given.get("limit", ""), "limit", len(PROPERTIES))
    of = {"Programme": "programme", "Project": "project"}.get(kind, "actor")
    found = [property_data(name, asked.language) for name, each in PROPERTIES.items() if of in each.only]
    return _json({**({"type": kind} if kind else {}), "limit": limit, "properties": found[:limit]})


def _whole(text: str, name: str, otherwise: int) -> int:
    """A whole number that was given. Raises Usage."""
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise Usage(f"{text!r} is not a whole number", (), name)
    return int(text)


def _suggest_entity(samkart: Samkart, asked: Asked, given: Mapping[str, str]) -> Rendered:
    text, skipped = given.get("prefix", "").strip()[:200], _whole(given.get("cursor", ""), "cursor", 0)
    most = min(skipped, 500) + _SUGGESTED
    found = [each for kind in KINDS for each in (Session.find(samkart, text, kind, most) if text else ())]
    found.sort(key=lambda each: each.quality)
    listed = []
    for each in found[skipped:most]:
        kind = kind_word(each.kind, asked.language)
        about = ", ".join(filter(None, (kind, each.country, f"–{each.end}" if each.end else "")))
        notable = [{"id": each.kind, "name": kind}]
        listed.append({"id": id_of(each.iri), "name": each.label, "description": about, "notable": notable})
    return _json({"result": listed})


def _suggest_property(samkart: Samkart, asked: Asked, given: Mapping[str, str]) -> Rendered:
    return _json({"result": _named([property_data(name, asked.language) for name in PROPERTIES], given)})


def _suggest_type(samkart: Samkart, asked: Asked, given: Mapping[str, str]) -> Rendered:
    return _json({"result": _named([type_data(name, asked.language) for name in TYPES], given)})


def _named(listed: Sequence[dict[str, Any]], given: Mapping[str, str]) -> list[dict[str, Any]]:
    """Those of which a name or an id has a word that begins with what was typed."""
    typed, skipped = fold(given.get("prefix", "")), _whole(given.get("cursor", ""), "cursor", 0)
    found = [
        each
        for each in listed
        if any(
            word.startswith(typed) for word in (fold(each["name"]), *fold(each["name"]).split(), each["id"].casefold())
        )
    ]
    return found[skipped : skipped + _SUGGESTED]


def _known(samkart: Samkart, given: Mapping[str, str]) -> str:
    """The IRI of the thing whose id was given. Raises NotFound."""
    iri = iri_of(given.get("id", ""))
    if not iri or not samkart.entity(iri).kind:
        raise NotFound(f"nothing has the identifier {given.get('id', '')!r}")
    return iri


def _shown(samkart: Samkart, asked: Asked, iri: str) -> dict[str, Any]:
    """What a preview tells of a thing."""
    here, thing, known = Here(asked), samkart.entity(iri), facts_of(samkart, [iri])[iri]
    names = ("country", "county", "municipality_number", "organisation_number", "pic", "population", "start", "end")
    rows = [
        (here.say(f"reconcile.{name}"), ", ".join(_words(samkart, here, name, known[name])))
        for name in names
        if known.get(name)
    ]
    return {
        "title": thing.label,
        "kind": kind_word(thing.kind, asked.language),
        "rows": rows,
        "address": here.absolute(path=page_of(iri), language=asked.language if asked.chosen else ""),
        "key": id_of(iri),
    }


def _words(samkart: Samkart, here: Here, name: str, values: Sequence[str]) -> list[str]:
    if PROPERTIES[name].value == "entity":
        return [samkart.entity(each).label for each in values]
    return [here.number(int(each)) if name == "population" else each for each in values]


def _preview(samkart: Samkart, asked: Asked, given: Mapping[str, str]) -> Rendered:
    """A small page to stand in a frame of the client's."""
    shown = _shown(samkart, asked, _known(samkart, given))
    rendered = render(asked, "preview.html.j2", **shown)
    return Rendered(body=rendered.body, headers=_CORS)


def _flyout(samkart: Samkart, asked: Asked, given: Mapping[str, str]) -> Rendered:
    """The same as a piece of HTML in JSON: what stands beside a name while it is chosen."""
    from markupsafe import escape

    iri = _known(samkart, given)
    shown = _shown(samkart, asked, iri)
    rows = "".join(f"<div>{escape(name)}: {escape(value)}</div>" for name, value in shown["rows"])
    html = f"<p><strong>{escape(shown['title'])}</strong> ({escape(shown['kind'])})</p>{rows}"
    return _json({"id": id_of(iri), "html": html})
