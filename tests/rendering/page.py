"""A page as a browser meets it: rendered HTML, read by Python's own parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from articles.rendering import Entry, LinkedPage, Picture, Rendered, Rendition, Work, render

VOID = {"img", "br", "hr", "source"}

EYE = Picture(
    key="eye",
    url="/media/eye.jpg",
    width=1200,
    height=800,
    renditions=(Rendition("/media/eye-400.jpg", 400), Rendition("/media/eye-800.jpg", 800)),
    webp=(Rendition("/media/eye-400.webp", 400), Rendition("/media/eye-800.webp", 800)),
    caption="A drooping eyelid",
    credit="Ann Onymous",
    licence="CC BY 4.0",
)
PLAIN = Picture(key="plain", url="/media/plain.png", width=10, height=20)
LIBRARY = {picture.key: picture for picture in (EYE, PLAIN)}

GILHUS = Work(key="gilhus-2019", type="review", authors="Gilhus NE, Tzartos S", year=2019)
OLD = Work(key="old", type="guideline", title="An old guideline", state="superseded")
WRONG = Work(key="wrong", type="trial", title="A trial", state="retracted")
REGISTER = {work.key: work for work in (GILHUS, OLD, WRONG)}

PTOSIS = Entry("ptosis", "/glossary/ptosis/", ("ptosis", "drooping eyelid"))
MYASTHENIA = Entry("mg", "/glossary/mg/", ("myasthenia gravis", "MG"))
GLOSSARY = (PTOSIS, MYASTHENIA)
PAGES = {"causes": LinkedPage("causes", "Causes of MG", "/about-mg/causes/")}
SNIPPETS = {
    "fact": "Two of *three* [@old] and [[causes]].",
    "list": "- one {{fact}}\n- two [@old]\n",
}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parents: tuple[str, ...]
    text: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class Page(HTMLParser):
    """The elements of some HTML in their order; `faults` lists what is not well-formed."""

    html: str
    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.html)
        self.close()
        self.faults += [f"<{element.tag}> never closed" for element in self._open]

    def all(self, tag: str, css_class: str = "") -> list[Element]:
        return [
            element
            for element in self.elements
            if element.tag == tag and (not css_class or css_class in element.classes)
        ]

    def one(self, tag: str, css_class: str = "") -> Element:
        (element,) = self.all(tag, css_class)
        return element

    @property
    def tags(self) -> list[str]:
        return [element.tag for element in self.elements]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> repeats an attribute")
        parents = tuple(element.tag for element in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, parents)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1].tag == tag:
            self._open.pop()
        else:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text += data
        for element in self._open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("a processing instruction")


def rendered(source: str) -> Rendered:
    """What is made of `source`, with the test's library, register and glossary."""
    return render(
        source, pictures=LIBRARY, works=REGISTER, entries=GLOSSARY, pages=PAGES, snippets=SNIPPETS
    )


def page(source: str) -> Page:
    """The page that a reader gets for `source`."""
    return Page(rendered(source).html)
