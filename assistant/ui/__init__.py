"""The window: the only place that imports PySide6; it talks to `services` alone and never waits for anything."""
