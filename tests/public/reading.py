"""Ways of reading a page as a reader does."""

import html
import re


def words(page):
    """The words of a page, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def read(client, path):
    """The words of the page at `path`, which must be there."""
    response = client.get(path)
    assert response.status_code == 200, response
    return words(response.content.decode())


def links(page):
    """Where the links of a page lead."""
    return re.findall(r'<a\b[^>]*href="([^"]+)"', page)
