"""Names, ids and the version of the program: the one place they stand in."""

NAME = "Footnote"
COMMAND = "footnote"
DISTRIBUTION = "footnote-assistant"
APPLICATION_ID = "io.github.footnote_assistant.Footnote"
VERSION = "0.1.0"

DATABASE_ID = 0x466F6F74
"""`application_id` of our SQLite files: "Foot" in ASCII."""

START_AGAIN = 75
"""Exit code of a window that wants to be started anew (another language, another data folder). Nothing else gives
EX_TEMPFAIL here. Source: sysexits.h."""

PICTURE_OF_WINDOW = "--picture-of-window"
"""First argument of the process in which the self-test has the window painted; where to save the picture follows."""
