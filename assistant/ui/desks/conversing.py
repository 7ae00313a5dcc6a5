"""What a person does with the conversation on screen: sending, editing, asking again, copying, links, long texts."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from assistant.services import conversations
from assistant.services.cancel import Cancel
from assistant.ui import wording
from assistant.ui.chat.answering import Answering
from assistant.ui.chat.exchange import Exchange
from assistant.ui.chat.link_question import LinkQuestion
from assistant.ui.tasks import Task
from assistant.ui.window import Window


class Conversing(QObject):
    """Brings composer, transcript and answering together.

    Signals:
        link_agreed(str): this address is to be opened; the person was asked.
        folder_wanted(): choose a folder to add.
        files_wanted(str): show the files of this library ("" for all) and what became of them.
        document_made(list): paths (bytes) of documents that were made here, to be added.
        failed(object): an error to be shown.
    """

    link_agreed = Signal(str)
    folder_wanted = Signal()
    files_wanted = Signal(str)
    document_made = Signal(list)
    failed = Signal(object)

    def __init__(self, window: Window, answering: Answering, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._answering = window, answering
        self._link = LinkQuestion(window)
        self._link.agreed.connect(self.link_agreed)
        composer, transcript = window.composer, window.transcript
        composer.sent.connect(self._send)
        composer.edited.connect(lambda text: answering.send(text, in_place_of_last=True))
        composer.stopped.connect(answering.stop)
        composer.long_text_given.connect(self._keep_as_document)
        answering.running.connect(composer.set_running)
        transcript.action_wanted.connect(self._act)
        transcript.link_wanted.connect(self._link.ask)

    def _send(self, text: str) -> None:
        self._window.show_conversation()
        self._answering.send(text)

    def _act(self, action: str, place: int) -> None:
        exchange = self._window.transcript.exchanges[place]
        if action in ("again", "everywhere", "model"):
            self._window.composer.leave_edit()  # its place is the last question, which this becomes
        match action:
            case "copy":
                QGuiApplication.clipboard().setText(copied(exchange))
            case "edit":
                self._window.composer.begin_edit(exchange.question)
            case "again":
                self._answering.again(place)
            case "everywhere":
                self._answering.everywhere(place)
            case "model":
                self._answering.of_model(place)
            case "models":
                self._window.header.models_wanted.emit()
            case "add":
                self.folder_wanted.emit()
            case "files":
                self.files_wanted.emit(exchange.searched_in)

    # --- a long text becomes a document

    def _keep_as_document(self, text: str) -> None:
        """Ask where, then write it there and add it."""
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, self.tr("Keep the text as a document"), place)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # a file that is there is never written over
        now = time.strftime("%Y-%m-%d %H-%M-%S")  # no other is called so: nothing need be looked for on the disk
        dialog.selectFile(self.tr("Pasted text {when}.txt").format(when=now))
        dialog.fileSelected.connect(lambda path: self.write_document(Path(path), text))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_document(self, path: Path, text: str) -> None:
        """Write the text to a new file and have it added."""

        def work(_cancel: Cancel) -> Iterator[object]:
            conversations.write_export(path, text)
            yield os.fsencode(path)

        task = Task(work, name="keeping a text", parent=self)
        task.item.connect(lambda written: self.document_made.emit([written]))
        task.item.connect(lambda _written: self._window.composer.forget_long_text(text))
        task.failed.connect(self.failed)
        task.start()


def copied(exchange: Exchange) -> str:
    """An exchange as plain text, with its sources."""
    lines = [exchange.question, ""]
    if exchange.sentences:
        marks = ("".join(f"[{number}]" for number in numbers) for _, numbers in exchange.sentences)
        said = (f"{text} {mark}".strip() for (text, _), mark in zip(exchange.sentences, marks, strict=True))
        lines += [" ".join(said), ""]
    elif exchange.text:
        lines += [exchange.text, ""]
    for number, source in enumerate(exchange.sources, start=1):
        words = " ".join((source.text or "").split())
        place = wording.place(source.label, source.heading, source.line)
        lines.append(f"[{number}] “{words}” {wording.file_name(source.path)}, {place}")
    return "\n".join(lines).strip()
