"""Attacks: nothing that a browser would execute or load survives, from wherever it comes."""

import pytest

from articles.rendering import Entry, Picture, Rendition, Work, link_terms, render
from articles.rendering.sanitizer import sanitized

from .barrier import dangers
from .documents import EVERYTHING
from .page import LIBRARY, Page, rendered

QUOTE = '" onerror="alert(1)" x="'
BREAK = '"><script>alert(1)</script><img src=x onerror=alert(1)>'

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<style>body{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "<div onclick=alert(1)>\n\nx\n\n</div>",
    "<!--><script>alert(1)</script>-->",
    "<?php echo 1 ?><![CDATA[<script>alert(1)</script>]]>",
    "<details open ontoggle=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a]( javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](<java\nscript:alert(1)>)",
    "[a](java&Tab;script:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a](&#106&#97vascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](javascript\\:alert(1))",
    "[a](&#1;javascript:alert(1))",
    "[a](%6Aavascript:alert(1))",
    "[a](\x01javascript:alert(1))",
    "[a](java\u202escript:alert(1))",
    "[a](vbscript:msgbox(1))",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[a](data:image/svg+xml,<svg onload=alert(1)>)",
    "[a](//evil.example/)",
    "[a](/\\evil.example/)",
    "[a](/&Tab;/evil.example/)",
    "[a](\\/\\/evil.example/)",
    "[a](http:javascript:alert(1))",
    "[a](image:eye)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "[a][b]\n\n[b]: <data:text/html,x> 'title'",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<data:text/html,x>",
    "<https://example.org/'onmouseover='alert(1)>",
    f"[a](https://example.org/{QUOTE})",
    f"[a](</b{QUOTE}>)",
    f"[a](/b '{QUOTE}')",
    f"[a](/b '{BREAK}')",
    "[a](/b){onclick=alert(1)}",
    "![a](javascript:alert(1))",
    "![a](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![a](https://evil.example/track.gif)",
    "![a](//evil.example/track.gif)",
    "![a](/media/x.svg)",
    f"![{QUOTE}](image:eye)",
    f"![{BREAK}](image:eye)",
    f"text ![{BREAK}](image:eye)",
    f"![a](image:eye '{QUOTE}')",
    f"![a](image:eye '{BREAK}')",
    f"![a](<image:{BREAK}>)",
    f"![{BREAK}](image:gone)",
    f"![a](<image:eye{QUOTE}>)",
    "![a](image:eye){onerror=alert(1)}",
    "![a](image:eye){.decorative onerror=alert(1)}",
    "![![a](javascript:alert(1))](image:eye)",
    "[![a](image:eye)](javascript:alert(1))",
    f"::: urgent {BREAK}\nx\n:::",
    f"::: note {QUOTE}\nx\n:::",
    '::: note" onclick="alert(1)\nx\n:::',
    f"# {BREAK}",
    f"# {QUOTE}",
    "# `<img src=x onerror=alert(1)>`",
    f"|{BREAK}|\n|-|\n|{QUOTE}|",
    f"```{BREAK}\n{BREAK}\n```",
    f"    {BREAK}",
    f"`{BREAK}`",
    f"{BREAK}\n: {BREAK}",
    f"[@gilhus-2019{BREAK}]",
    f"[@gilhus-2019; {BREAK}]",
    "[@gilhus-2019](javascript:alert(1))",
    "[@gilhus-2019]: javascript:alert(1)\n\n[@gilhus-2019]",
    "[[@gilhus-2019]](javascript:alert(1))",
    "![[@gilhus-2019]](javascript:alert(1))",
    "![[@gilhus-2019]](image:eye)",
    "[a [@gilhus-2019] ptosis](/b)",
    f"[@wrong] ptosis{BREAK}MG{QUOTE}",
    "`[@wrong] ptosis`",
    f"```chart bars {BREAK}\nsource: {BREAK}\n{BREAK} | 1\nb{QUOTE} | 2\n```",
    f"```chart lines {QUOTE}\nunit: {QUOTE[:12]}\n{BREAK} | 1\n{QUOTE} | 2\n```",
    f"```chart {BREAK}\n{BREAK}\n{BREAK} | {BREAK}\n```",
    "```chart </svg><script>alert(1)</script>\n</text></svg><script>alert(1)</script> | 1\n```",
    "```chart ]]></svg>\n<![CDATA[<script>alert(1)</script> | 1\n<!-- | 2\n```",
    f"Table: {BREAK}\n|a|\n|-|\n|{QUOTE}|",
    f"|a|\n|-|\n|{QUOTE}|\nTable: {QUOTE}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\ud800<script>alert(1)</script>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_executable_survives(attack: str) -> None:
    for source in (attack, f"> - {attack}", f"words {attack} words", f"|a|\n|-|\n|{attack}|"):
        assert dangers(rendered(source).html) == []


@pytest.mark.parametrize(
    "attack", [QUOTE, BREAK, "'><svg onload=alert(1)>", "</figcaption><script>"]
)
def test_nothing_executable_comes_out_of_the_library_either(attack: str) -> None:
    picture = Picture(
        key="eye",
        url=f"/media/{attack}",
        width=1,
        height=1,
        renditions=(Rendition(f"/media/{attack}", 1),),
        webp=(Rendition(f"/media/{attack}", 1),),
        caption=attack,
        credit=attack,
        licence=attack,
    )
    html = render("![a](image:eye)\n\nb ![c](image:eye)", pictures={"eye": picture}).html
    assert dangers(html) == []
    assert attack in Page(html).one("figcaption").text


@pytest.mark.parametrize("attack", [QUOTE, BREAK, "'><svg onload=alert(1)>"])
def test_nothing_executable_comes_out_of_the_register_or_the_glossary(attack: str) -> None:
    work = Work("a", type=attack, title=attack, state=attack, state_note=attack)
    entry = Entry("b", f"/glossary/{attack}", (f"word{attack}", attack, "word"))
    source = f"a [@a] word{attack} and {attack}"
    assert dangers(render(source, works={"a": work}, entries=[entry]).html) == []
    assert dangers(link_terms(source, [entry])) == []
    assert Page(link_terms(source, [entry])).text == source


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/", "data:text/html,x"])
def test_no_entry_of_the_glossary_leads_to_where_no_link_may(address: str) -> None:
    entry = Entry("b", address, ("word",))
    assert dangers(render("a word", entries=[entry]).html) == []
    assert dangers(link_terms("a word", [entry])) == []


@pytest.mark.parametrize("attack", [QUOTE, BREAK])
def test_an_attack_in_a_description_is_shown_as_the_words_it_is(attack: str) -> None:
    known, inline, gone = (
        Page(render(source, pictures=LIBRARY).html)
        for source in (
            f"![{attack}](image:eye)",
            f"a ![{attack}](image:eye)",
            f"![{attack}](image:x)",
        )
    )
    assert known.one("img").attributes["alt"] == attack
    assert inline.one("img").attributes["alt"] == attack
    assert gone.one("span").text == f"[Picture “x” is not in the library: {attack}]"


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack.startswith("<")])
def test_the_last_gate_holds_even_when_all_others_are_open(attack: str) -> None:
    assert dangers(sanitized(attack)) == []


@pytest.mark.parametrize(
    "html",
    [
        '<a href="//evil.example/">x</a>',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="page.html">x</a>',
        '<p class="site-header" id="frame-main" style="position:fixed">x</p>',
        '<div role="alert" tabindex="5">x</div>',
        '<a href="/b" target="_blank" rel="opener">x</a>',
        '<a href="/b" id="frame-main" class="site-header">x</a>',
        '<a href="/b" id="frame-citation-1-1 x">x</a>',
        '<sup id="frame-citation-1-1" class="notice">x</sup>',
        '<svg onload="alert(1)" style="x" class="site-header"><rect onclick="x"></rect></svg>',
        "<svg><script>alert(1)</script><style>x</style><animate onbegin=alert(1) /></svg>",
        "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
        "<svg><a href=javascript:alert(1)>x</a><use href=//evil.example/#x /></svg>",
        "<svg><image href=//evil.example/x.png /><text><tspan onclick=x>x</tspan></text></svg>",
        '<svg></p><style><a id="</style><img src=x onerror=alert(1)>">',
        "<svg><text><title><style><img src=x onerror=alert(1)></style></title></text></svg>",
        "<math><mtext><svg><mglyph><style><img src=x onerror=alert(1)></style></mglyph></svg>",
        '<h1>x</h1><form action="/"><input name="x"></form>',
    ],
)
def test_the_last_gate_knows_only_what_the_site_draws(html: str) -> None:
    assert dangers(sanitized(html)) == []


def test_the_last_gate_changes_nothing_in_an_ordinary_document() -> None:
    html = rendered(EVERYTHING).html
    assert sanitized(html) == html


def test_the_last_gate_takes_nothing_from_what_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    behind = Page(rendered(EVERYTHING).html)
    monkeypatch.setattr("articles.rendering.document.sanitized", lambda html: html)
    before = Page(rendered(EVERYTHING).html)
    assert before.elements == behind.elements
    assert before.text == behind.text
