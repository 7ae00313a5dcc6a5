"""How the window looks: colours, type, spacing and icons, each in one place."""
