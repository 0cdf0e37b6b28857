"""The graph engines behind `kb.store.Store`: the only files that know a driver, one for each.

Here live: `arcadedb.py` (embedded, the default) and what it stands on: `folder.py` (a store in a folder),
`interrupts.py` (Ctrl-C while a driver works), `aside.py` (a query that can be ended), `values.py` (plain values).
Not here: which queries are asked (`cypher`), or what their rows mean.
"""
