"""What feeds and sitemaps must look like, by their specifications.

`sitemap.xsd` is the protocol's own (https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd), as
the npm package `sitemap` 9.0.1 carries it. The others are written after the texts that they name:
nobody publishes a schema of RSS, of JSON Feed or (in a language that lxml reads) of Atom.
"""

import json
from pathlib import Path

from lxml import etree

_HERE = Path(__file__).parent
JSON_FEED = json.loads((_HERE / "json_feed.json").read_text())


def assert_valid_atom(document):
    _assert_fits(etree.RelaxNG(file=_HERE / "atom.rng"), document)


def assert_valid_rss(document):
    _assert_fits(etree.RelaxNG(file=_HERE / "rss.rng"), document)


def assert_valid_sitemap(document):
    """Google's additions for news may stand in it."""
    _assert_fits(etree.XMLSchema(file=_HERE / "sitemaps.xsd"), document)


def _assert_fits(schema, document):
    assert schema.validate(etree.fromstring(document)), schema.error_log
