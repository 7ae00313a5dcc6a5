"""The program's own controls, used by more than one view."""
