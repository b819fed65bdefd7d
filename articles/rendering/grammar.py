"""The grammar: which Markdown an author may write, and how deep it may go.

CommonMark, with tables, definition lists, notices, citations, links to our own pages by their
slugs, facts that are kept elsewhere, and `{.decorative}` after an image.
No raw HTML, and nothing that changes the author's characters (no linkify, no typographer).
"""

import re
from collections.abc import Callable
from copy import copy

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, image
from mdit_py_plugins.deflist import deflist_plugin

from .citations import citation
from .drawing import Drawing
from .links import is_allowed
from .notices import add_notices
from .page_links import page_link
from .snippets import snippet
from .tables import bounded_table

BlockRule = Callable[[StateBlock, int, int, bool], bool]

# A list counts twice (itself and its item), so this is five lists inside each other. The time
# for a hostile text grows with the depth; what is deeper stays visible as text.
MAX_DEPTH = 10
# The parser's own limit. For links within images within links it is harmless and saves time.
# For blocks it must never be met, because there the parser throws away the rest of the
# document: a list at MAX_DEPTH - 1 reaches MAX_DEPTH + 1.
_PARSER_DEPTH = MAX_DEPTH + 4
_NESTING_RULES = ("blockquote", "list", "deflist", "container_notice")

_DECORATIVE = re.compile(r"\{ *\.decorative *\}")


def build_parser() -> MarkdownIt:
    """Return the parser of the site. It holds no state and may be shared by threads."""
    options = {"html": False, "xhtmlOut": False, "maxNesting": _PARSER_DEPTH}
    parser = MarkdownIt("commonmark", options, renderer_cls=Drawing)
    parser.enable("table")
    deflist_plugin(parser)
    add_notices(parser)
    for rule in parser.block.ruler.__rules__:
        if rule.name in _NESTING_RULES:
            parser.block.ruler.at(rule.name, _shallow(rule.fn), {"alt": rule.alt})
        elif rule.name == "table":
            parser.block.ruler.at("table", bounded_table, {"alt": rule.alt})
    parser.validateLink = is_allowed
    parser.inline.ruler.at("image", _image_rule(parser))
    parser.inline.ruler.before("link", "citation", citation)
    parser.inline.ruler.before("link", "page_link", page_link)
    parser.inline.ruler.before("link", "snippet", snippet)
    parser.inline.ruler.after("image", "decorative", _decorative)
    # The parser compiles its chains of rules at the first use, and two threads that meet in
    # there would see half a chain: the first use is now.
    parser.parse("first use")
    return parser


def _shallow(rule: BlockRule) -> BlockRule:
    def shallow_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < MAX_DEPTH and rule(state, start, end, silent)

    return shallow_rule


def _image_rule(parser: MarkdownIt) -> Callable[[StateInline, bool], bool]:
    """The rule for images, which accepts every address.

    No address is ever loaded: `figures.py` looks up `image:key` and makes a link or a visible
    placeholder of everything else, which an editor sees and a check can report.
    """
    lenient = copy(parser)
    lenient.validateLink = lambda url: True

    def image_rule(state: StateInline, silent: bool) -> bool:
        strict, state.md = state.md, lenient
        try:
            return image(state, silent)
        finally:
            state.md = strict

    return image_rule


def _decorative(state: StateInline, silent: bool) -> bool:
    """The rule for `{.decorative}`: only straight after an image, plain text elsewhere.

    The attrs plugin would do it, but swallows every other `{…}` that an author types.
    """
    mark = _DECORATIVE.match(state.src, state.pos)
    after_image = bool(state.tokens) and state.tokens[-1].type == "image" and not state.pending
    if silent or not mark or not after_image or state.tokens[-1].meta:
        return False
    state.tokens[-1].meta["decorative"] = True
    state.pos = mark.end()
    return True
