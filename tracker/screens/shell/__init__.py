"""What every screen builds on: the main screen, its context, dialogs and messages."""
