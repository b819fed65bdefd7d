"""Figures: where the pictures of a text stand, and how each is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import unquote

from django.utils.translation import gettext
from markdown_it.token import Token

from .links import is_allowed, link
from .picture import Picture, PictureUse

_SCHEME = "image:"
# The column of text is 40rem wide, and a narrower screen is filled by it.
_SIZES = "(max-width: 45rem) 100vw, 40rem"


def place_pictures(
    tokens: Sequence[Token], library: Mapping[str, Picture]
) -> tuple[list[Token], tuple[PictureUse, ...]]:
    """Return the tokens with every image settled, and the images in their order.

    Library pictures that have a paragraph for themselves become figures; others stay in their
    line. Nothing is loaded from elsewhere: any other address becomes a link or a placeholder.
    """
    placed: list[Token] = []
    uses: list[PictureUse] = []
    stream = iter(tokens)
    for token in stream:
        if token.type != "inline":
            placed.append(token)
            continue
        children = token.children or []
        in_link = False
        for child in children:
            if child.type in ("link_open", "link_close"):
                in_link = child.type == "link_open"
            elif child.type == "image":
                child.meta["use"] = _use(child, library, in_link)
                uses.append(child.meta["use"])
        token.children = list(_settled(children, library))
        if placed[-1].type == "paragraph_open" and _only_pictures(token.children):
            placed += _standing_alone(placed.pop(), token, next(stream))
        else:
            placed.append(token)
    return placed, tuple(uses)


def figure(token: Token) -> str:
    """Return the HTML of a picture that stands by itself, with its caption and credit.

    All of it but the caption is one link to the whole picture, for whoever has to see it larger;
    a decorative picture shows nothing that could be worth that.
    """
    picture: Picture = token.meta["picture"]
    use: PictureUse = token.meta["use"]
    source = (
        f'<source type="image/webp" srcset="{escape(picture.webp_srcset)}" sizes="{_SIZES}">'
        if picture.webp
        else ""
    )
    drawn = f"<picture>{source}{_img(token)}</picture>"
    if not use.decorative:
        words = escape(gettext("Open the picture full size"))
        drawn = (
            f'<a class="figure__link" href="{escape(picture.url)}">{drawn}\n'
            f'<span class="figure__open">{words}</span></a>'
        )
    return f'<figure class="figure">\n{drawn}\n{_figcaption(picture, use)}</figure>\n'


def inline_picture(token: Token) -> str:
    """Return the HTML of a picture within a line of text."""
    return _img(token, css_class="inline-picture")


def missing_picture(token: Token) -> str:
    """Return a placeholder that says which picture is missing and what it would show."""
    use: PictureUse = token.meta["use"]
    if use.alt:
        message = gettext("[Picture “%(name)s” is not in the library: %(alt)s]")
    else:
        message = gettext("[Picture “%(name)s” is not in the library]")
    words = message % {"name": use.key or use.src, "alt": use.alt}
    return f'<span class="missing-picture">{escape(words)}</span>'


def _use(image: Token, library: Mapping[str, Picture], in_link: bool) -> PictureUse:
    src = str(image.attrs["src"])
    is_ours = src[: len(_SCHEME)].lower() == _SCHEME
    key = unquote(src[len(_SCHEME) :]) if is_ours else ""
    return PictureUse(
        key=key,
        src=src,
        alt=_alt(image.children or ()),
        decorative="decorative" in image.meta,
        caption=str(image.attrs.get("title", "")),
        known=key in library,
        linked=in_link,
    )


def _alt(children: Sequence[Token]) -> str:
    """The words of a description; CommonMark allows markup in it and asks to drop it."""
    words = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            words.append(" ")
        else:
            words.append(_alt(child.children) if child.children else child.content)
    return "".join(words)


def _settled(children: Sequence[Token], library: Mapping[str, Picture]) -> Iterator[Token]:
    """The children of a paragraph, where every image has become what it can be."""
    in_link = False
    for child in children:
        if child.type in ("link_open", "link_close"):
            in_link = child.type == "link_open"
        if child.type != "image":
            yield child
            continue
        use: PictureUse = child.meta["use"]
        if use.known:
            meta = {"use": use, "picture": library[use.key]}
            yield Token("inline_picture", "", 0, meta=meta)
        elif is_allowed(use.src):
            text = Token("text", "", 0, content=use.alt or use.src)
            yield from [text] if in_link else link(use.src, [text])
        else:
            yield Token("missing_picture", "", 0, meta={"use": use})


def _only_pictures(children: Sequence[Token]) -> bool:
    pictures = ("inline_picture", "missing_picture")
    return any(child.type == "inline_picture" for child in children) and all(
        child.type in pictures or _is_blank(child) for child in children
    )


def _is_blank(child: Token) -> bool:
    return (
        child.nesting == 0
        and child.type in ("text", "softbreak", "hardbreak")
        and (not child.content.strip())
    )


def _standing_alone(opening: Token, inline: Token, closing: Token) -> Iterator[Token]:
    for child in inline.children or ():
        if child.type == "inline_picture":
            yield Token("figure", "", 0, meta=child.meta, block=True)
        elif child.type == "missing_picture":
            yield from (opening, Token("inline", "", 0, children=[child]), closing)


def _img(token: Token, css_class: str = "") -> str:
    picture: Picture = token.meta["picture"]
    use: PictureUse = token.meta["use"]
    attributes: dict[str, object] = {"class": css_class, "src": picture.url}
    if picture.renditions:
        attributes |= {"srcset": picture.srcset, "sizes": _SIZES}
    attributes |= {
        "width": picture.width,
        "height": picture.height,
        # An alt of "" tells a screen reader to pass over the picture; no alt at all makes it
        # read the file's name.
        "alt": "" if use.decorative else use.alt,
        "loading": "lazy",
        "decoding": "async",
    }
    drawn = (
        f'{name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value or name == "alt"
    )
    return f"<img {' '.join(drawn)}>"


def _figcaption(picture: Picture, use: PictureUse) -> str:
    caption = escape(use.caption or picture.caption)
    credit = _credit(picture)
    if credit:
        credit = f'<span class="figure__credit">{escape(credit)}</span>'
    content = f"{caption} {credit}".strip()
    return f'<figcaption class="figure__caption">{content}</figcaption>\n' if content else ""


def _credit(picture: Picture) -> str:
    parts = []
    if picture.credit:
        parts.append(gettext("Picture: %(credit)s") % {"credit": picture.credit})
    if picture.licence:
        parts.append(gettext("Licence: %(licence)s") % {"licence": picture.licence})
    return ". ".join(parts)
