"""Settings, a line each, with their dialogs."""
