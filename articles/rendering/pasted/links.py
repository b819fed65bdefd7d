"""Links: where they lead without what was added on the way to follow people about."""

import re
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from ..links import is_allowed

# What newsletters, advertisements and social sites add to an address.
_TRACKING = re.compile(
    r"utm_.*|mc_[ce]id|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id"
    r"|igshid|igsh|_hsenc|_hsmi|__hs.*|hsctatracking|mkt_tok|vero_id|oly_(?:anon|enc)_id|s_cid"
    r"|_ga|_gl|ref_src|ref_url|xtor|wt\.mc_id|trk|spm|at_(?:medium|campaign|custom\d*)|pk_.*|mtm_.*",
    re.IGNORECASE,
)
# Pages that only lead on: the host, the path, and the parameter that names where.
_LEADING_ON = (
    (re.compile(r"(www\.)?google\.[a-z.]+"), "/url", ("q", "url")),
    (re.compile(r"([a-z0-9]+\.)?safelinks\.protection\.outlook\.com"), "/", ("url",)),
    (re.compile(r"lm?\.facebook\.com"), "/l.php", ("u",)),
)
_MOST_STEPS = 5
# Of what has no place in an address between brackets, and what would end it there.
_UNFIT = re.compile(r"[\s<>()\\\"`|\[\]^{}\x00-\x1f]")
_ENTITY = re.compile(r"&(#?\w{1,40});")
MAX_ADDRESS = 2_000


def clean_address(href: str, *, origin: str = "") -> str:
    """Return the address that a pasted link may lead to, fit for Markdown; empty if to none.

    What leads into the document it came from, to somebody's disk or to a script is none. A page
    of this site (`origin`) is named by its path.
    """
    address = re.sub(r"[\t\n\r]", "", href).strip()
    if address.startswith(("/", "#")):
        return ""  # a path of the site it came from
    try:
        for _ in range(_MOST_STEPS):
            address, before = _led_on(address), address
            if address == before:
                break
        address = _untracked(address)
    except ValueError:  # a host in brackets that is no address
        return ""
    if origin and address.startswith(f"{origin}/"):
        address = address.removeprefix(origin)
    fit = _ENTITY.sub(r"&\1%3B", _UNFIT.sub(_percent, address))
    if len(fit) > MAX_ADDRESS or not is_allowed(fit):
        return ""
    return fit


def fragment_of(href: str) -> str:
    """Return the part of an address that names a place in a page."""
    return href.partition("#")[2]


def _led_on(address: str) -> str:
    parts = urlsplit(address)
    for host, path, names in _LEADING_ON:
        if host.fullmatch((parts.hostname or "").lower()) and parts.path == path:
            found = dict(parse_qsl(parts.query))
            targets = [found[name] for name in names if name in found]
            return next((one for one in targets if is_allowed(one)), address)
    return address


def _untracked(address: str) -> str:
    parts = urlsplit(address)
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept))) if kept != pairs else address


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
