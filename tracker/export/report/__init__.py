"""report.pdf: a page that one trusted person can open, understand and trust without the program.

`made.report_of` reads the values where the book is open; `pages.document` says them as blocks;
`page_text.page_text` shows these in a terminal and `typeset.typeset` sets them as a PDF.
"""
