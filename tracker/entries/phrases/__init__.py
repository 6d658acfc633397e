"""The ways in which people write an entry: their phrases become the words of the grammar.

`rewriting.rewrite_phrases` hands the tokens of a line through one module after another. Each one
rewrites what it knows, such as `2 days ago`, and leaves the rest as it is. A rewritten token keeps
the place of the words that it replaces, so an error points at what was typed.
"""
