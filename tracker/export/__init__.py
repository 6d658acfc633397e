"""The export: the report and the bundle of tables for one trusted person."""
