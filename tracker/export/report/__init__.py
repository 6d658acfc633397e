"""The summary: report.pdf, which a trusted person can open and understand without Tracker.

`export.report_builder.build_report` reads its values where the book is open. `document` turns them
into blocks of text, `text_preview` shows these in a terminal, and `typesetting` makes the PDF.

It names no program and no notebook: someone hostile who gets it should not learn where to
look.
"""
