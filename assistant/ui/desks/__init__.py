"""What connects the panes with each other and with the services: one desk for the window, one for each side of it."""
