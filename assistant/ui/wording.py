"""What the window says of places, files and states: the same thing in the same words everywhere, translatable."""

import html
import os
from collections.abc import Iterable
from functools import partial, reduce
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QLocale

from assistant.errors import AssistantError, from_kind
from assistant.records import Coverage, FileStatus, Label, Reason
from assistant.services.pages import FileState, Place, View
from assistant.ui.source import Source

_INSIDE = "\u00ad\u200c\u200d"
"""Not printed, but parts of words: a soft hyphen, and what joins letters of Persian or Hindi or keeps them apart."""


def tr(text: str, /, **fields: object) -> str:
    """The text in the person's language, with its fields filled in."""
    return QCoreApplication.translate("wording", text).format(**fields)


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after the other; not every language has a space between them."""
    return reduce(lambda before, sentence: tr("{before} {sentence}", before=before, sentence=sentence), sentences)


def number(value: float, digits: int = 0) -> str:
    """A number as it is written in the person's language, with so many digits behind the point."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:
        locale = QLocale(QLocale.Language.English)
    return locale.toString(float(value), "f", digits)


def file_name(path: bytes) -> str:
    """The name of a file, such that any bytes can be shown."""
    return shown(PurePath(os.fsdecode(path)).name or os.fsdecode(path))


def path_text(path: bytes) -> str:
    """The whole path, likewise."""
    return shown(os.fsdecode(path))


def tool_tip(text: str) -> str:
    """A text of somebody else's as a tool tip: Qt would take it for markup, and open what that names."""
    return f"<qt>{html.escape(shown(text))}</qt>" if text else ""


def shown(text: str) -> str:
    """Without control characters, halves of characters, and marks that turn the direction of what follows."""
    if text.isprintable():
        return text  # nearly always
    return "".join(character if character.isprintable() or character in _INSIDE else "\ufffd" for character in text)


def place(label: Label | None, heading: str, line: int) -> str:
    """Where a passage stands: "page 3", "Absence › Leave", "line 12"."""
    if label is not None and label.number is not None:
        named = {
            "page": tr("page {number}", number=label.number),
            "slide": tr("slide {number}", number=label.number),
            "sheet": tr("sheet {number}", number=label.number),
            "chapter": tr("chapter {number}", number=label.number),
            "message": tr("message {number}", number=label.number),
        }.get(label.kind, str(label.number))
        return f"{named}: {_in_a_line(label.title)}" if label.title else named
    if heading:
        return _in_a_line(heading.replace(" > ", " › "))
    return tr("line {line}", line=line)


def _in_a_line(text: str) -> str:
    """A text of somebody else's, shown between words of ours."""
    return shown(" ".join(text.split()))


def source_place(source: Source) -> str:
    """Where a source stands, and what has to be known of it."""
    said = [place(source.label, source.heading, source.line)]
    if source.is_doubtful:
        said.append(tr("a scan, read with doubt"))
    if source.others:
        one = source.others == 1
        said.append(tr("also in 1 other file") if one else tr("also in {count} other files", count=source.others))
    return " · ".join(said)


def stale(view: View, place: Place) -> str:
    """What has to be known of a document that is shown and is not what it was; "" for nothing."""
    said = []
    match view.state:
        case FileState.CHANGED:
            said.append(tr("This file changed since it was read. Shown is its text from then."))
        case FileState.GONE:
            said.append(tr("This file is no longer there. Shown is its text from when it was read."))
        case FileState.UNREADABLE:
            said.append(sentence(view.problem) if view.problem else "")
            said.append(tr("Shown is its text from when it was read."))
    if not place.is_there:
        said.append(tr("The words that were cited are no longer in it."))
    return " ".join(said)


def searched(coverage: Coverage | None, where: str = "") -> str:
    """How much was searched, and what could not be; `where` names a library or file that was searched alone."""
    if coverage is None:
        return ""
    known = coverage.files + coverage.unread + coverage.failed
    parts = [tr("Searched {files} of {known} files.", files=coverage.files, known=known)]
    if where:
        parts = [tr("Searched {files} of {known} files in {where}.", files=coverage.files, known=known, where=where)]
    if coverage.files == known == 1:
        parts = [tr("Searched {where}.", where=where) if where else tr("Searched 1 file.")]
    failed, partly, unread = coverage.failed, coverage.partly, coverage.unread
    for count, one, many in (
        (failed, tr("1 could not be read."), tr("{count} could not be read.", count=failed)),
        (
            partly, tr("Scans or other parts of 1 of them were not read."),
            tr("Scans or other parts of {count} of them were not read.", count=partly),
        ),
        (unread, tr("1 is still being read."), tr("{count} are still being read.", count=unread)),
    ):  # fmt: skip
        if count:
            parts.append(one if count == 1 else many)
    if coverage.without_vectors:
        parts.append(tr("Search by meaning is not ready for all of them yet."))
    return joined(parts)


def files(count: int) -> str:
    """So many files."""
    return tr("1 file") if count == 1 else tr("{count} files", count=number(count))


def left_out(turns: int) -> str:
    """So many messages at the beginning of a conversation were not given to the model."""
    if turns == 1:
        return tr("The first message no longer fits this model and was left out.")
    return tr("The first {count} messages no longer fit this model and were left out.", count=turns)


def stopped(reason: str) -> str:
    """Why an answer is not whole."""
    known = {
        "": "",
        "cancelled": tr("Stopped. The answer so far is kept."),
        "length": tr("The answer was cut at its longest allowed length."),
        "context": tr("The answer was cut: the model's memory is full."),
        "thinking": tr(
            "The model did not come to an answer in the room it has for thinking. Ask a simpler question."
        ),
    }
    return known.get(reason, reason)


def status(one: FileStatus) -> str:
    """What became of a file, in a word."""
    return {
        FileStatus.WAITING: tr("waiting"),
        FileStatus.INDEXED: tr("read"),
        FileStatus.UNCHANGED: tr("unchanged"),
        FileStatus.PARTIAL: tr("partly read"),
        FileStatus.SKIPPED: tr("left out"),
        FileStatus.FAILED: tr("not read"),
        FileStatus.REMOVED: tr("gone"),
    }[one]


def reason(one: Reason | None) -> str:
    """Why something is missing, "" for nothing."""
    return "" if one is None else sentence(from_kind(one.kind, one.fields))


def sentence(error: BaseException) -> str:
    """An error in words; what is no error of the world's says so."""
    if isinstance(error, AssistantError):
        return joined(error.sentences(partial(QCoreApplication.translate, "errors")))
    return tr("Something went wrong inside Footnote. What you made is safe. The report can be copied.")


def duration(seconds: float) -> str:
    """A time for people: "0.2 s", "40 s", "2 min", "1.5 h"."""
    if seconds < 10:
        return tr("{seconds} s", seconds=number(max(0.1, seconds), 1))
    if seconds < 90:
        return tr("{seconds} s", seconds=round(seconds))
    minutes = round(seconds / 60)
    if minutes < 90:
        return tr("{minutes} min", minutes=minutes)
    return tr("{hours} h", hours=number(minutes / 60, 1))


def size(size_bytes: int) -> str:
    """A size for people: "12 KB", "138 MB", "4.1 GB"."""
    megabytes = size_bytes / 1e6
    if megabytes < 1:
        return tr("{size} KB", size=max(1, round(size_bytes / 1e3)))
    if megabytes < 1000:
        return tr("{size} MB", size=max(1, round(megabytes)))
    return tr("{size} GB", size=number(megabytes / 1000, 1))


def language(code: str) -> str:
    """A language by its code of two or three letters, with what follows them ("de", "deu", "chi_sim")."""
    found = QLocale.codeToLanguage(code.split("_")[0])
    known = {
        "en": tr("English"), "de": tr("German"), "ja": tr("Japanese"), "zh": tr("Chinese"), "fr": tr("French"),
        "es": tr("Spanish"), "it": tr("Italian"), "pt": tr("Portuguese"), "ru": tr("Russian"), "nl": tr("Dutch"),
        "pl": tr("Polish"), "ko": tr("Korean"), "ar": tr("Arabic"), "hi": tr("Hindi"), "tr": tr("Turkish"),
    }.get(QLocale.languageToCode(found))  # fmt: skip
    variant = {"chi_sim": tr("Chinese, simplified"), "chi_tra": tr("Chinese, traditional")}.get(code)
    return variant or known or (code if found is QLocale.Language.AnyLanguage else QLocale.languageToString(found))


def languages(codes: Iterable[str]) -> str:
    """Several languages, one after the other."""
    return ", ".join(language(code) for code in codes)
