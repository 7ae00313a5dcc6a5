"""The libraries in the window: what is read, how far it is, every file and its reason."""
