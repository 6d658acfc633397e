"""The screens: one place a file; dialogs return a value and write nothing."""
