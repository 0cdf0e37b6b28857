"""The library in Neo4j Browser, and over Bolt for notebooks.

serving.py   a store that answers over Bolt until it is no longer needed
jar.py       Browser's files in the jar that the user has: never shipped with us, its licence is the GPLv3
web.py       the local web server: Browser's files, and the kit beside them
server.py    a Neo4j server's own Browser
links.py     the link that opens Browser with everything filled in, and lines to paste
window.py    opening the link in the web browser
until.py     staying until Ctrl-C
"""
