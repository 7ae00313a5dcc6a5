"""The settings: their dialog, its sections, and how a change is kept."""
