"""The window: the only place that imports PySide6; it talks to `services` alone and never waits for anything.

Rooms, from the bottom up; `desks` connects them:

- `look`: colours, type, spacing, icons. `controls`: what more than one view is made of.
- `render`: words of a model, shown and never interpreted.
- `chat`: the conversation and where a person writes. `page`: the document beside it. `libraries`: what is read.
- `sidebar`, `models`, `settings`: the list at the side, the models, the settings.
- `desks`: one for each side of the window, between the panes and the services.

Beside them: `app` starts the window, `window` lays it out, `tasks` runs what is slow, `wording` says things once.
"""
