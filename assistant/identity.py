"""Names, ids and the version of the program: the one place they stand in."""

NAME = "Footnote"
COMMAND = "footnote"
DISTRIBUTION = "footnote-assistant"
APPLICATION_ID = "io.github.footnote_assistant.Footnote"
VERSION = "0.1.0"

DATABASE_ID = 0x466F6F74
"""`application_id` of our SQLite files: "Foot" in ASCII."""
