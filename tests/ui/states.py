"""The states of the window that are looked at one by one: each shows itself on a window with nothing behind it."""

import os

from assistant.errors import from_kind
from assistant.records import Conversation, Coverage, Label
from assistant.ui.chat.exchange import Exchange, Stage
from assistant.ui.chat.scope import ScopeKind
from assistant.ui.libraries.state import LibraryState
from assistant.ui.source import Source

MODEL = "SmolLM2 135M Instruct"


def source(name, text, **others):
    """A place in a file."""
    label = others.pop("label", None)
    return Source(os.fsencode(f"/home/ana/Files/{name}"), 1, 0, len(text), text, label, **others)


def spans(text, *words):
    return tuple((text.index(word), text.index(word) + len(word)) for word in words)


LEAVE = "Employees apply for leave with form H-417 at least nine working days ahead."
LONG_LEAVE = "Leave of more than two weeks is agreed with the section before the form is handed in."
CAR_PARK = "The car park behind the depot is closed from October for the new gate."

QUOTES = [
    source(
        "Personnel handbook.docx", LEAVE, heading="Absence > Leave", decisive=spans(LEAVE, "apply for leave"),
        others=3, after="The head of the section signs it.",
    ),
    source("Rules 2026.pdf", LONG_LEAVE, label=Label("page", 14), decisive=spans(LONG_LEAVE, "Leave")),
]  # fmt: skip


def answered():
    one = Exchange("How do I apply for leave?", stage=Stage.DONE, found=True, model=MODEL)
    one.sources, one.quotes, one.coverage = list(QUOTES), 2, Coverage(388, 0, 12, 0)
    one.sentences = [
        ("Use form H-417 and hand it in at least nine working days before the leave begins.", (1,)),
        ("For more than two weeks, agree on it with your section first.", (2,)),
        ("Leave is usually approved within three days.", ()),
    ]
    one.timings_ms = {"quotes": 200.0, "first_text": 1200.0, "total": 4100.0}
    return one


def not_found():
    one = Exchange("What is the parking fee?", stage=Stage.DONE, found=False, model=MODEL)
    one.coverage = Coverage(388, 0, 12, 0)
    one.nearest = [source("Circular 2026-09.eml", CAR_PARK, line=3)]
    return one


def unsure():
    one = Exchange("What is the parking fee?", stage=Stage.DONE, found=None, model=MODEL)
    one.coverage = Coverage(212, 188, 0, 90)
    one.sources, one.quotes = [source("Circular 2026-09.eml", CAR_PARK, line=3)], 1
    return one


def failed():
    one = Exchange("How do I apply for leave?", found=True, model=MODEL)
    one.sources, one.quotes, one.tail = QUOTES[:1], 1, "Use form H-417 and"
    one.fail(from_kind("EngineDied", {"name": MODEL, "reason": "out of memory"}))
    return one


def chatted():
    one = Exchange("Write a letter.", from_documents=False, stage=Stage.DONE, model=MODEL)
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    one.text = f"# A letter\n\nDear *all*,\n\n- one\n- two\n\n{table}\n\n```python\nprint(1)\n```\n"
    return one


def asking():
    return Exchange("How do I apply for leave?", model=MODEL)


def _sidebar(window):
    window.header.show_network("by a filter of the system")
    window.header.show_model(MODEL, "drafts only")
    window.sidebar.show_libraries(
        [
            LibraryState("Personnel", 388, 400, failed=12, share=0.34, doing="by words: ready · by meaning: 34 %"),
            LibraryState("Contracts 2019 to 2026", 1204, 1204),
        ],
        "Personnel",
    )
    titles = ["How do I apply for leave?", "Notice period in the Havensby contract", "Wer haftet bei Verzug?"]
    window.sidebar.show_conversations([Conversation(3 - at, one, 0, 2) for at, one in enumerate(titles)], 3)


def _conversation(make):
    def show(window):
        _sidebar(window)
        window.composer.set_scope(ScopeKind.LIBRARY, "Personnel", has_documents=True, has_file=True)
        window.hide_page()
        window.show_conversation()
        window.transcript.show_exchanges([make()])

    return show


def first_minute(window):
    window.composer.set_scope(ScopeKind.CHAT, "", has_documents=False, has_file=False)
    window.header.show_model(MODEL, "preparing 40 %")


def page_failed(window):
    _conversation(answered)(window)
    window.page.show_loading(QUOTES[0], 1, 2)
    window.page.show_failed("This page cannot be shown: it is damaged.")
    window.page.show_notice("This file changed since it was read.", can_read_again=True)
    window.show_page()


def complaint(window):
    _conversation(answered)(window)
    window.complain("The disk is full: /home/ana. Nothing was lost. Free some space and do it again.")


STATES = {
    "first minute": first_minute,
    "asking": _conversation(asking),
    "answer": _conversation(answered),
    "not found": _conversation(not_found),
    "unsure": _conversation(unsure),
    "failed": _conversation(failed),
    "chat": _conversation(chatted),
    "page failed": page_failed,
    "complaint": complaint,
}
