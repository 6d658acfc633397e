"""The summary: report.pdf, which a trusted person can open and understand without Tracker.

`export.report_builder.build_report` reads its values where the book is open. `document` turns them
into blocks of text, `text_preview` shows these in a terminal, and `typesetting` makes the PDF.
"""
