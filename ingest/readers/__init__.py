"""One file per kind of input: bytes to a `Source` with its canonical text, and what was odd about them.

Here lives: plain text. JATS, HTML, Word and PDF have their place beside it. Not here: what the text says.
"""
