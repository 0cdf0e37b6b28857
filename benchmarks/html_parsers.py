"""Parsers of HTML: speed, memory and what they make of broken pages.

    python benchmarks/html_parsers.py FOLDER [--parser lxml|lexbor|html5]

FOLDER holds pages (`python benchmarks/forms.py html --keep FOLDER` makes some). Every node of every page is visited, as
the reader does. The broken pages are the ones that the reader must survive. Each parser runs in its own process, so
that memory is its own. selectolax and html5-parser are no part of kb: pip install selectolax html5-parser.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

DEEP = 50_000
BROKEN: dict[str, bytes] = {
    "unclosed div, 50,000 deep": b"<body>" + b"<div>" * DEEP + b"<p>in the depth</p>",
    "unclosed b, 50,000 deep": b"<body><p>" + b"<b>" * DEEP + b"in the depth",
    "unclosed p and font": b"<body>" + b"<p><font>x" * 3_000 + b"<p>in the depth",
    "data URI of 20 MB": b"<body><img src='data:image/png;base64," + b"A" * 20_000_000 + b"'><p>in the depth</p>",
    "100,000 attributes": b"<body><p " + b" ".join(b"a%d=1" % i for i in range(100_000)) + b">in the depth</p>",
    "1,000,000 siblings": b"<body>" + b"<i>a</i>" * 1_000_000 + b"<p>in the depth</p>",
    "table in p in table": b"<body>" + b"<table><tr><td><p>" * 2_000 + b"in the depth",
    "p with div within": b"<body><p>one <div>two</div> in the depth</p>",
    "NULs": b"<body><p>in\0 the\0 depth</p>",
    "cut off in a tag": b"<body><p>in the depth</p><a hre",
}


def lxml(data: bytes) -> int:
    """Number of characters in its nodes; raises what the parser raises."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(data, parser)
    return sum(len(e.text or "") + len(e.tail or "") for e in root.iter()) if root is not None else 0


def lexbor(data: bytes) -> int:
    """As `lxml`."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(data).root
    total, node = 0, root
    while node is not None:  # no recursion: the depth of a page is not bounded
        if node.tag == "-text":
            total += len(node.text_content or "")
        following = node.child or node.next
        while following is None and node is not None:
            node = node.parent
            following = node.next if node is not None else None
        node = following
    return total


def html5(data: bytes) -> int:
    """As `lxml`; html5-parser (gumbo) makes an lxml tree."""
    import html5_parser

    root = html5_parser.parse(data, transport_encoding="utf-8", namespace_elements=False, maybe_xhtml=False)
    return sum(len(e.text or "") + len(e.tail or "") for e in root.iter() if isinstance(e.tag, str))


PARSERS: dict[str, Callable[[bytes], int]] = {"lxml": lxml, "lexbor": lexbor, "html5": html5}


def _in_depth(name: str, data: bytes) -> Any:
    """Do the words "in the depth" survive?"""
    if name == "lxml":
        from lxml import etree

        parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        root = etree.fromstring(data, parser)
        return "".join(root.itertext()).replace("\0", "").replace("�", "").find("in the depth") >= 0
    if name == "lexbor":
        from selectolax.lexbor import LexborHTMLParser

        return "in the depth" in (LexborHTMLParser(data).root.text() or "").replace("\0", "").replace("�", "")
    import html5_parser

    root = html5_parser.parse(data, transport_encoding="utf-8", maybe_xhtml=False)
    return "in the depth" in "".join(root.itertext()).replace("\0", "").replace("�", "")


def measure(name: str, folder: Path) -> None:
    """Print the figures of one parser."""
    pages = [p.read_bytes() for p in sorted(folder.glob("*.html"))]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    total = sum(PARSERS[name](page) for page in pages)
    seconds = time.process_time() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = sum(map(len, pages)) / 2**20
    print(
        f"{name}: {len(pages)} pages, {size:.1f} MB, {total} characters, {seconds:.2f} s, +{grown:.0f} MB", flush=True
    )


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parser", choices=list(PARSERS))
    parser.add_argument("--broken", choices=list(BROKEN))
    options = parser.parse_args()
    if options.broken:
        started = time.process_time()
        kept = _in_depth(options.parser, BROKEN[options.broken])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {options.broken}: {'kept' if kept else 'LOST'}, {time.process_time() - started:.2f} s, {peak:.0f} MB")
        return 0
    if options.parser:
        measure(options.parser, options.folder)
        return 0
    for name in PARSERS:
        call = [sys.executable, __file__, str(options.folder), "--parser", name]
        subprocess.run(call, check=False)
        for broken in BROKEN:
            done = subprocess.run([*call, "--broken", broken], capture_output=True, text=True, check=False, timeout=300)
            print(done.stdout.rstrip() or f"  {broken}: {(done.stderr.strip().splitlines() or ['killed'])[-1][:90]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
