"""The tables of an export: CSV, workbook, data package, READ-ME and ledger."""
