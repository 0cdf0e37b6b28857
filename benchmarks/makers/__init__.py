"""One file per form: `make(path, text, folder)` yields (name, bytes) of an article in that form.

path: the JATS file; text: what a person would paste of it; folder: where files may be put on the way.
"""
