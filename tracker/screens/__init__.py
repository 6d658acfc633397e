"""The screens, one in each file. Dialogs return a value and write nothing."""
