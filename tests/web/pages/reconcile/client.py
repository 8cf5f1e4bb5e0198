"""The calls that OpenRefine makes of a reconciliation service, and what version 0.2 says of the answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from jsonschema import Draft202012Validator

from kg.api import Samkart
from kg.web.asked import Asked, Rendered
from kg.web.pages import respond
from tests.web.pages.asking import DAY, DIGEST, ROOT

_TEXT = {"type": "string", "minLength": 1}
_NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": _TEXT, "name": _TEXT}}
_URL = {"type": "string", "pattern": "^https?://"}
_TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
_SUGGEST = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {"service_url": _URL, "service_path": {"type": "string", "pattern": "^/"}},
}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties}


_VALUE = {
    "oneOf": [
        {**_object(["id", "name"], id=_TEXT, name=_TEXT), "additionalProperties": False},
        {**_object(["str"], str=_TEXT), "additionalProperties": False},
        {**_object(["int"], int={"type": "integer"}), "additionalProperties": False},
        {**_object(["float"], float={"type": "number"}), "additionalProperties": False},
    ]
}
_CANDIDATE = _object(
    ["id", "name", "score", "match", "type", "features"],
    id=_TEXT,
    name=_TEXT,
    score={"type": "number", "minimum": 0, "maximum": 100},
    match={"type": "boolean"},
    type={"type": "array", "items": _NAMED},
    features={
        "type": "array",
        "items": _object(["id", "value"], id=_TEXT, value={"type": ["boolean", "number"]}),
    },
)
SCHEMAS: Mapping[str, dict[str, Any]] = {
    "manifest": _object(
        ["versions", "name", "identifierSpace", "schemaSpace", "view", "preview", "suggest", "extend", "batchSize"],
        versions={"type": "array", "contains": {"const": "0.2"}},
        name=_TEXT,
        identifierSpace=_URL,
        schemaSpace=_URL,
        documentation=_URL,
        batchSize={"type": "integer", "minimum": 10},
        defaultTypes={"type": "array", "uniqueItems": True, "items": _NAMED},
        view=_object(["url"], url=_TEMPLATE),
        preview=_object(
            ["url", "width", "height"], url=_TEMPLATE, width={"type": "integer"}, height={"type": "integer"}
        ),
        suggest=_object(["entity", "property", "type"], entity=_SUGGEST, property=_SUGGEST, type=_SUGGEST),
        extend=_object(["propose_properties"], propose_properties=_SUGGEST, property_settings={"type": "array"}),
    ),
    "results": {
        "type": "object",
        "additionalProperties": _object(["result"], result={"type": "array", "items": _CANDIDATE}),
    },
    "extension": _object(
        ["meta", "rows"],
        meta={"type": "array", "items": _NAMED},
        rows={
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "array", "items": _VALUE}},
        },
    ),
    "suggestions": _object(["result"], result={"type": "array", "items": _NAMED}),
    "proposal": _object(["properties"], properties={"type": "array", "items": _NAMED}),
}
"""What the specification's text says of each kind of answer (https://www.w3.org/community/reconciliation/)."""


class Client:
    """A client that knows the address of the service only: all others come from its manifest."""

    def __init__(self, samkart: Samkart, language: str = "en") -> None:
        self._samkart, self._language = samkart, language
        self.manifest = self.json(self.get(f"{ROOT}/reconcile"), "manifest")

    def get(self, address: str, form: str = "json") -> Rendered:
        """What is answered at an address."""
        return self._ask(address, form, b"")

    def post(self, **fields: Any) -> Rendered:
        """What is answered to a form, its values as JSON."""
        body = urlencode({name: json.dumps(value) for name, value in fields.items()}).encode()
        return self._ask(f"{ROOT}/reconcile", "json", body)

    def _ask(self, address: str, form: str, body: bytes) -> Rendered:
        from kg.web.address import split

        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}" == ROOT
        path, given = split(parts.path).path, tuple(parse_qsl(parts.query, keep_blank_values=True))
        asked = Asked(
            path=path,
            given=given,
            form=form,
            body=body,
            day=DAY,
            digest=DIGEST,
            root=ROOT,
            language=self._language,
        )
        return respond(self._samkart, asked)

    def json(self, rendered: Rendered, schema: str) -> Any:
        """An answer, held against what the specification says of it; pages elsewhere may read it."""
        assert (rendered.status, rendered.media_type) == (200, "application/json"), rendered.body
        assert rendered.headers["Access-Control-Allow-Origin"] == "*"
        found = json.loads(rendered.body)
        assert [error.message for error in Draft202012Validator(SCHEMAS[schema]).iter_errors(found)] == []
        return found

    def reconcile(self, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
        """The candidates for each query of a batch, by decreasing score; one is meant at most."""
        found = self.json(self.post(queries=queries), "results")
        assert list(found) == list(queries)
        for each in found.values():
            scores = [candidate["score"] for candidate in each["result"]]
            assert scores == sorted(scores, reverse=True)
            assert sum(candidate["match"] for candidate in each["result"]) <= 1
        return {key: each["result"] for key, each in found.items()}

    def one(self, text: str, kind: str = "", **properties: Any) -> list[tuple[str, float, bool]]:
        """(id, score, match) of the candidates for one name."""
        told = [{"pid": name, "v": value} for name, value in properties.items()]
        query = {"query": text, **({"type": kind} if kind else {}), **({"properties": told} if told else {})}
        return [(each["id"], each["score"], each["match"]) for each in self.reconcile(q=query)["q"]]

    def extend(self, ids: list[str], *properties: str) -> Any:
        """Values of properties, as OpenRefine adds columns."""
        wanted = {"ids": ids, "properties": [{"id": name} for name in properties]}
        return self.json(self.post(extend=wanted), "extension")

    def suggest(self, kind: str, **given: str) -> Iterator[tuple[str, str]]:
        """(id, name) of what is suggested while somebody types."""
        service = self.manifest["suggest"][kind]
        address = f"{service['service_url']}{service['service_path']}?{urlencode(given)}"
        for each in self.json(self.get(address), "suggestions")["result"]:
            yield each["id"], each["name"]

    def address(self, template: str, identifier: str) -> str:
        """A template of the manifest with an identifier, encoded as a component of an address."""
        return str(self.manifest[template]["url"]).replace("{{id}}", quote(identifier, safe=""))
