"""Whether linked data keeps to schema.org: known types, their own properties, fitting values."""

import datetime
import json
import re
from pathlib import Path

VOCABULARY = json.loads(Path(__file__).with_name("vocabulary.json").read_text())
LITERALS = {"Text", "CssSelectorType", "URL", "Date", "DateTime", "Integer", "Number", "Boolean"}


def graph_in(html):
    """The nodes of the one graph in a page, or none."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) <= 1, "a page has one graph"
    return json.loads(found[0])["@graph"] if found else []


def faults_of(node, path="graph"):
    """Every fault in a node and the nodes within it, as sentences."""
    if set(node) == {"@id"}:
        return []
    name = node.get("@type")
    if name not in VOCABULARY:
        return [f"{path}: no type {name!r}"]
    known = properties_of(name)
    faults = []
    for key, value in node.items():
        if key.startswith("@"):
            continue
        # An action says of a property what it takes from somebody: schema.org/docs/actions.html
        if key.removesuffix("-input") in known and "Action" in lineage(name):
            continue
        if key not in known:
            faults.append(f"{path}: {name} has no {key!r}")
            continue
        for one in value if isinstance(value, list) else [value]:
            faults += faults_of_value(one, known[key], f"{path}.{key}")
    return faults


def faults_of_value(value, kinds, path):
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            return []
        wrong = [] if set(lineage(value.get("@type"))) & set(kinds) else [f"{path}: {value}"]
        return wrong + faults_of(value, path)
    fits = {
        "Boolean": isinstance(value, bool),
        "Integer": isinstance(value, int) and not isinstance(value, bool),
        "Number": isinstance(value, int | float) and not isinstance(value, bool),
        "Text": isinstance(value, str) and value.strip() != "",
        "CssSelectorType": isinstance(value, str) and value.startswith((".", "#")),
        "URL": isinstance(value, str) and re.match(r"https?://[^\s/]+/", value) is not None,
        "Date": is_date(value),
        "DateTime": is_date(value),
    }
    return [] if any(fits[kind] for kind in kinds if kind in LITERALS) else [f"{path}: {value!r}"]


def is_date(value):
    if not isinstance(value, str):
        return False
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", value):  # ISO 8601 allows a year or a month
        return True
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def lineage(name):
    """A type and all that it is a kind of."""
    if name not in VOCABULARY:
        return ["Thing"]
    return [name, *(above for base in VOCABULARY[name]["is"] for above in lineage(base))]


def properties_of(name):
    return {
        key: kinds
        for kind in lineage(name)
        for key, kinds in VOCABULARY.get(kind, {"properties": {}})["properties"].items()
    }
