"""The tree of a page, walked without recursion; the only file that knows the parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_NODES = 3_000_000


class Step(Enum):
    """What is met on the way through a tree."""

    OPEN = 1
    CLOSE = 2
    TEXT = 3


@dataclass(frozen=True)
class Element:
    """tag: lower case. attributes: as written, a missing value is "". classes: split. node: for questions below it."""

    tag: str
    attributes: dict[str, str]
    classes: tuple[str, ...]
    node: LexborNode

    @property
    def id(self) -> str:
        """Its id, or ""."""
        return self.attributes.get("id", "")

    def has(self, selector: str) -> bool:
        """Is there such an element within it?"""
        return self.node.css_first(selector) is not None

    def text(self) -> str:
        """All the text within it."""
        return self.node.text() or ""


class Page:
    """A parsed page."""

    def __init__(self, markup: str) -> None:
        self._tree = LexborHTMLParser(markup)
        self.size = len(markup)

    def all(self, selector: str) -> Iterator[Element]:
        """Every element that a selector names, in order."""
        return map(_element, self._tree.css(selector))

    def first(self, selector: str) -> Element | None:
        """The first of them."""
        node = self._tree.css_first(selector)
        return _element(node) if node is not None else None

    def root(self, selectors: tuple[str, ...]) -> LexborNode | None:
        """The element that holds the article: the first of the selectors that is there; else <main> or <article> if
        most of the page's words are in it; else the body."""
        for selector in selectors:
            node = self._tree.css_first(selector)
            if node is not None:
                return node
        body = self._tree.body or self._tree.root
        if body is None:
            return None
        found = self._tree.css("main, article, [role=main]")[:50]
        sizes = [len(node.text() or "") for node in found]
        if sizes and max(sizes) * 2 > len(body.text() or "") - self._scripts():
            return found[sizes.index(max(sizes))]
        return body

    def _scripts(self) -> int:
        return sum(len(node.text() or "") for node in self._tree.css("script, style, noscript, template"))

    def walk(self, root: LexborNode) -> Iterator[tuple[Step, Element | str]]:
        """Everything within and with an element, in order; an element is closed with the value it was opened with."""
        open_elements: list[Element] = []
        node: LexborNode | None = root
        seen = 0
        while node is not None and seen < MOST_NODES:
            seen += 1
            child = None
            if node.tag == "-text":
                yield Step.TEXT, node.text_content or ""
            elif node.is_element_node:
                open_elements.append(_element(node))
                yield Step.OPEN, open_elements[-1]
                child = node.child
                if child is None:
                    yield Step.CLOSE, open_elements.pop()
            if child is not None:
                node = child
                continue
            while node is not None and not (open_elements and node.next is not None):
                if not open_elements:
                    return
                yield Step.CLOSE, open_elements.pop()
                node = node.parent
            node = node.next if node is not None else None


def _element(node: LexborNode) -> Element:
    attributes = {name: value or "" for name, value in node.attributes.items()}
    return Element((node.tag or "").lower(), attributes, tuple(attributes.get("class", "").split()), node)
