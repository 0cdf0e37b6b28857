"""One small normaliser per field: what a piece of printed text is, and where it ends.

Each works on folded text and gives slices of it. Which field stands where is the business of `grammars`.
"""
