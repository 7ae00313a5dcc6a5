"""Every error a person can meet, each a sentence that says what happened and one that says what to do.

    AssistantError
    ├── StorageError      DiskFull  DataFolderUnusable  DatabaseTooNew  DatabaseDamaged
    │                     DatabaseRestored  DatabaseUnreadable  DatabaseBusy  IndexingElsewhere  WindowElsewhere
    │                     LibraryUnknown  LibraryNameTaken  ConversationUnknown (NoConversation)  SettingsInvalid
    │                     AnswerNotKept
    ├── ModelError        ModelFileInvalid  ModelFileMissing (AddedModelGone)  ModelFileChanged  ModelKindWrong
    │                     ModelUnknown  ModelIsDefault  ModelNotUsed  ModelListInvalid  ChatTemplateRefused
    │                     PromptTooLong  ConversionFailed
    ├── ChildError        ChildDied  ChildOutOfMemory  ChildTimedOut  ChildProtocolBroken
    │   └── EngineDied    (the same death, told in the words of an answer that stopped)
    ├── DocumentError     DocumentProtected  DocumentDamaged  DocumentIncomplete  NoTextFound (NoWordsSeen)  TooLarge
    │                     TookTooLong (TookTooLongUnread)  TooMuchMemory  Unsupported  ReaderDied
    │                     ScansUnread  ReadWithDoubt  ScanLanguageMissing  PictureTooLarge  StillBeingRead
    │                     AttachmentsLeftOut  PageNotShown
    │   └── FileError     FileGone  FileChanged  FileDenied  FileNotRegular  FileHidden  FileEmpty  FileOnlineOnly
    │                     FileUnreadable  FolderDenied  LinkLoop  PathUnknown  RootMissing  OwnFolder
    ├── RequestError      QuestionEmpty  BatchLineInvalid  NothingToAsk  PageUnknown  DocumentUnknown  DocumentNotRead
    │                     NothingRead  MessageEmpty
    │                     BatchFileUnreadable  OutputUnwritable  ExportUnwritable
    │                     LinkRefused  ProgramRefused  NoProgramForIt
    ├── NoDisplay
    └── SelfTestFailed

`Cancelled` is not an error: it says that somebody asked to stop.

A class holds templates with named fields; `kind` (the class's name) and `fields` cross process and database
borders, `from_kind` makes the error again on the other side. Any exception outside this tree is a defect of ours.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar

Field = str | int | float
FIELDS_OF_WORDS = ("reason", "what", "found", "wanted")
"""Fields that say something in words; those that only the system or a library knows stay as they are."""


class Cancelled(Exception):
    """The user asked to stop; what was done so far is kept."""


class AssistantError(Exception):
    """The world's fault, shown to the user as a sentence.

    Attributes:
        happened: template of the sentence that says what happened.
        advice: template of the sentence that says what to do; may be empty.
        fields: the values of the templates' names.
    """

    happened: ClassVar[str] = "Something went wrong."
    advice: ClassVar[str] = ""

    def __init__(self, **fields: Field) -> None:
        super().__init__(*fields.values())
        self.fields: dict[str, Field] = fields

    @property
    def kind(self) -> str:
        """The class's name: what is stored and sent in place of the object."""
        return type(self).__name__

    def sentences(self, translated: Callable[[str], str] = str) -> list[str]:
        """What happened and what to do, fields filled in; templates and words within them are translated before."""
        fields = _Fields(
            {
                name: translated(value) if name in FIELDS_OF_WORDS and isinstance(value, str) else value
                for name, value in self.fields.items()
            }
        )
        return [translated(template).format_map(fields) for template in (self.happened, self.advice) if template]

    def __str__(self) -> str:
        return " ".join(self.sentences())


class _Fields(dict[str, Field]):
    """Leaves a name it does not know standing, so that a message is never replaced by a KeyError."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def from_kind(kind: str, fields: Mapping[str, Field]) -> AssistantError:
    """The error of that kind with these fields; an unknown kind gives a plain `AssistantError`."""
    found = _BY_KIND.get(kind)
    if found is None:
        found = _BY_KIND.setdefault("AssistantError", AssistantError)
    return found(**{str(name): value for name, value in fields.items()})


# --- storage ------------------------------------------------------------------------------------------------


class StorageError(AssistantError):
    """The data folder or a database in it."""


class DiskFull(StorageError):
    """No space is left where the data folder lies."""

    happened = "The disk is full: {path}."
    advice = "Nothing was lost. Free some space and do it again."


class DataFolderUnusable(StorageError):
    """The data folder cannot be made, read or written."""

    happened = "The data folder {path} cannot be used: {reason}."
    advice = "Choose another data folder, or allow writing to it."


class DatabaseTooNew(StorageError):
    """Written by a later version of the program."""

    happened = "{path} was written by a newer version of Footnote (format {found}, this one knows {known})."
    advice = "The file was not touched. Install the newer version to open it."


class DatabaseDamaged(StorageError):
    """A database that cannot be read and has no good copy."""

    happened = "{path} is damaged and was kept as {kept}."
    advice = "A new one was begun. Add your folders again to fill it."


class DatabaseRestored(StorageError):
    """A database that was damaged and replaced by its newest good copy; shown as a notice."""

    happened = "{path} is damaged and was kept as {kept}; the newest good copy was put in its place."
    advice = "What was added after that copy is missing."


class DatabaseUnreadable(StorageError):
    """Damage that shows itself while the program runs."""

    happened = "{path} is damaged ({reason})."
    advice = "Start Footnote again: it is put right at the start."


class DatabaseBusy(StorageError):
    """Another program holds the database for longer than we wait."""

    happened = "Another program is writing to {path}."
    advice = "Wait for it to finish and try again."


class IndexingElsewhere(StorageError):
    """Another process indexes into this data folder."""

    happened = "Another Footnote is adding files to {path} right now."
    advice = "Wait until it is done; asking and searching work meanwhile."


class WindowElsewhere(StorageError):
    """Another window is open on this data folder."""

    happened = "Footnote is open on {path} already, and does not answer."
    advice = "Close it or end it, then start Footnote again."


class LibraryUnknown(StorageError):
    """No library of that name."""

    happened = "There is no library called {name}."
    advice = "`footnote libraries list` shows the ones there are."


class LibraryNameTaken(StorageError):
    """Another library has this name, or the program needs it for itself."""

    happened = "There is a library called {name} already."
    advice = "Choose another name."


class ConversationUnknown(StorageError):
    """No conversation of that number."""

    happened = "There is no conversation {id}."
    advice = "`footnote conversations list` shows the ones there are."


class NoConversation(ConversationUnknown):
    """The last one is wanted and there is none."""

    happened = "There is no conversation yet."
    advice = "Leave out --conversation to begin one."


class SettingsInvalid(StorageError):
    """The settings file is not what it should be; shown as a notice, the defaults are used."""

    happened = "The settings in {path} could not be read ({reason})."
    advice = "The file was kept as {kept} and the default settings are used."


class AnswerNotKept(StorageError):
    """The answer was shown but could not be stored."""

    happened = "This question and its answer could not be kept. {reason}"
    advice = "Copy the answer if you need it later."


# --- models -------------------------------------------------------------------------------------------------


class ModelError(AssistantError):
    """A model file or what a model was asked to do."""


class ModelFileInvalid(ModelError):
    """Not a GGUF file, damaged, or refused by the strict check."""

    happened = "{name} is not a usable model file: {reason}."
    advice = "Get the file again, or choose another model."


class ModelFileMissing(ModelError):
    """The file of a model is not where it was."""

    happened = "The model file {path} is not there."
    advice = "Put it back, or choose another model."


class AddedModelGone(ModelFileMissing):
    """The file of a model that was added is not where it was."""

    happened = "The file of the model {name} is not there any more: {path}."
    advice = "Put it back, or forget the model: footnote models remove {name}"


class ModelFileChanged(ModelError):
    """The file of a model that was added is not the one that was checked."""

    happened = "The file of the model {name} was changed since it was added: {path}."
    advice = "Have it checked again: footnote models add {path}"


class ModelIsDefault(ModelError):
    """A model that comes with the program was to be removed."""

    happened = "{name} comes with Footnote and cannot be removed."
    advice = "Use another model instead: footnote models use ID"


class ModelNotUsed(ModelError):
    """The model that was chosen cannot be used; shown as a notice, the default one is used."""

    happened = "{used} is used in place of the model you chose. {reason}"


class ModelListInvalid(ModelError):
    """The file with the added models is not what it should be; shown as a notice."""

    happened = "The list of added models in {path} could not be read ({reason}) and was kept as {kept}."
    advice = "Add your models again: footnote models add FILE"


class ModelKindWrong(ModelError):
    """A chat model was wanted and an embedding model given, or the other way round, or a vocabulary alone."""

    happened = "{name} is {found}; {wanted} is needed here."
    advice = "Choose another model."


class ModelUnknown(ModelError):
    """No model of that id."""

    happened = "There is no model called {name}."
    advice = "`footnote models list` shows the ones there are, `footnote models add FILE` adds one."


class ChatTemplateRefused(ModelError):
    """The model's own chat template loops, fails or asks for what it must not have."""

    happened = "The chat template inside {name} cannot be used: {reason}."
    advice = "Choose another model."


class PromptTooLong(ModelError):
    """The prompt does not fit the model's context."""

    happened = "What was asked and what goes with it are too long for this model."
    advice = "Ask a shorter question, or choose a model that can read more at once."


class ConversionFailed(ModelError):
    """A default model could not be made from what is shipped."""

    happened = "The model {name} could not be prepared: {reason}."
    advice = "Free some disk space and start again; if it happens again, install Footnote anew."


# --- child processes ----------------------------------------------------------------------------------------


class ChildError(AssistantError):
    """A helper process that ended, hung or spoke nonsense."""


class ChildDied(ChildError):
    """A helper process ended by itself."""

    happened = "The {name} process stopped unexpectedly ({reason})."
    advice = "It is started again with the next request."


class ChildOutOfMemory(ChildError):
    """A helper process asked for more memory than there is or than it may have."""

    happened = "The {name} process ran out of memory."
    advice = "Close other programs or use a smaller model."


class ChildTimedOut(ChildError):
    """A helper process gave no answer in time and was ended."""

    happened = "The {name} process gave no answer for {seconds} seconds and was ended."
    advice = "It is started again with the next request."


class ChildProtocolBroken(ChildError):
    """A helper process sent something that is not an answer."""

    happened = "The {name} process sent something unreadable and was ended."
    advice = "It is started again with the next request."


class EngineDied(ChildError):
    """The engine ended in the middle of an answer."""

    happened = "The model {name} stopped ({reason})."
    advice = "Your answer so far is kept. Ask again, or use a smaller model."


# --- documents ----------------------------------------------------------------------------------------------


class DocumentError(AssistantError):
    """A file that was not read, or not wholly."""


class DocumentProtected(DocumentError):
    """Encrypted or protected by a password."""

    happened = "It is protected by a password."
    advice = "Save a copy without the password and add that."


class DocumentDamaged(DocumentError):
    """The parser cannot make sense of it."""

    happened = "It is damaged or not what its name says ({reason})."
    advice = "Open it in its own program and save it again."


class DocumentIncomplete(DocumentError):
    """Some pages could not be read; the others were."""

    happened = "Pages that could not be read: {failed} of {pages}."
    advice = "The others can be searched."


class NoTextFound(DocumentError):
    """Read without a fault, and there is no text in it."""

    happened = "No text was found in it."


class NoWordsSeen(NoTextFound):
    """A picture in which no words can be read: most pictures have none."""

    happened = "No words can be read in this picture."


class TooLarge(DocumentError):
    """Read up to a limit."""

    happened = "It is very large; the first {limit_mb} MB of text were read."
    advice = "Split it to have all of it searched."


class TookTooLong(DocumentError):
    """Reading hit the time limit."""

    happened = "Reading it took longer than {seconds} seconds."
    advice = "What was read until then can be searched; a longer limit can be set."


class TookTooLongUnread(TookTooLong):
    """Reading hit the time limit before any text came."""

    advice = "Nothing of it can be searched; a longer limit can be set."


class TooMuchMemory(DocumentError):
    """Reading hit the memory limit."""

    happened = "Reading it takes more memory than the {limit_mb} MB that are allowed."
    advice = "A higher limit can be set."


class Unsupported(DocumentError):
    """A kind of file that holds no text for us."""

    happened = "Files of this kind ({format}) are not read."


class ScansUnread(DocumentError):
    """Pages that are pictures of text, left unread."""

    happened = "Scanned pages whose text was not read: {scans} of {pages}."
    advice = "Add it again, with reading of scans, to have them searched."


class ReadWithDoubt(DocumentError):
    """Pages that are pictures of text, read with little confidence."""

    happened = "Scanned pages that were read with doubt: {doubtful} of {pages}."
    advice = "Look at the page itself before you rely on its words."


class ScanLanguageMissing(DocumentError):
    """No data to read scans in the language that was asked for, or in any."""

    happened = "Scans in the language {language} cannot be read: its data is not there."
    advice = "Install the Tesseract language data {language}, or choose another language."


class PictureTooLarge(DocumentError):
    """More pixels than can be read in the memory there is."""

    happened = "It is a picture of {width} by {height} pixels, more than is read."
    advice = "Save a smaller copy of it and add that."


class PageNotShown(DocumentError):
    """A page of a document that cannot be drawn for the screen."""

    happened = "This page cannot be shown: {reason}."
    advice = "Open the file in its own program to see it."


class StillBeingRead(DocumentError):
    """The first pages can be searched, the others follow."""

    happened = "It is still being read."
    advice = "Its first pages can be searched."


class AttachmentsLeftOut(DocumentError):
    """Files in a mail that are too large to be taken out of it."""

    happened = "Attachments that were too large to be read: {count}."
    advice = "Save them from your mail program and add them as files."


class ReaderDied(DocumentError):
    """The parser crashed on it."""

    happened = "The reader stopped while reading it ({reason})."
    advice = "Open it in its own program and save it again."


class FileError(DocumentError):
    """A path that could not be opened or should not be."""


class FileGone(FileError):
    """It vanished between being found and being read."""

    happened = "It is no longer there."


class PathUnknown(FileError):
    """A path that was given and leads nowhere, now and before."""

    happened = "There is no file or folder {path}."
    advice = "Check its name, and whether it was moved or deleted."


class RootMissing(FileError):
    """A file or folder of a library that is not there at the moment: a drive that is not connected, or deleted."""

    happened = "It is not there now; what was read of it is kept."


class RootEmpty(FileError):
    """A folder of a library that held files and is empty: so looks the place of a drive that is not connected."""

    happened = "It is empty now; what was read of it is kept."
    advice = "Connect its disk. If you emptied it, add it again, and what was read of it is removed."


class FileChanged(FileError):
    """Its content changed while it was being read."""

    happened = "It changed while it was being read."
    advice = "Add it again when the other program is done with it."


class FileDenied(FileError):
    """No permission to read it."""

    happened = "There is no permission to read it."
    advice = "Allow reading it and add it again."


class FileUnreadable(FileError):
    """The system reports an error while reading."""

    happened = "It could not be read ({reason})."
    advice = "Check the disk it is on and add it again."


class FileNotRegular(FileError):
    """A pipe, a device or a socket."""

    happened = "It is not a file but {what}."


class FileHidden(FileError):
    """Hidden by its name."""

    happened = "It is hidden."
    advice = "Add it by itself to have it read."


class OwnFolder(FileError):
    """The data folder or the folder of the models."""

    happened = "It is Footnote's own folder."


class FileEmpty(FileError):
    """Zero bytes."""

    happened = "It is empty."


class FileOnlineOnly(FileError):
    """A placeholder of a cloud drive: reading it would download it."""

    happened = "It is kept online only."
    advice = "Make it available on this computer and add it again."


class FolderDenied(FileError):
    """No permission to look into a folder."""

    happened = "There is no permission to look into this folder."
    advice = "Allow reading it and add it again."


class LinkLoop(FileError):
    """A link that leads back to a folder already visited, or to itself."""

    happened = "It is a link that leads back to where it came from."


# --- requests -----------------------------------------------------------------------------------------------


class RequestError(AssistantError):
    """What was asked for makes no sense."""


class QuestionEmpty(RequestError):
    """A question without a word."""

    happened = "The question is empty."
    advice = "Type a question."


class MessageEmpty(RequestError):
    """A message of nothing but white space."""

    happened = "The message is empty."
    advice = "Type something."


class BatchLineInvalid(RequestError):
    """A line of a batch file that is neither text nor the JSON that is expected."""

    happened = 'The line is not a question: {reason}.'
    advice = 'Write the question as text, or as JSON with "question" and "id".'


class BatchFileUnreadable(RequestError):
    """The file of questions that was given with --batch."""

    happened = "The batch file {path} cannot be read: {reason}."
    advice = "Give the path of a text file, or - for standard input."


class NothingToAsk(RequestError):
    """No document is in the scope."""

    happened = "There are no documents to search yet."
    advice = "Add a folder first: footnote index FOLDER."


class NothingRead(RequestError):
    """The paths of a question hold nothing that could be read."""

    happened = "Nothing could be read under {path}."
    advice = "`footnote index {path}` says why, file by file."


class DocumentNotRead(RequestError):
    """The path is in a library, and no text of it is stored."""

    happened = "{path} was not read. {reason}"


class DocumentUnknown(RequestError):
    """The path is not in any library."""

    happened = "{path} is not in any library."
    advice = "Add it first: footnote index {path}."


class PageUnknown(RequestError):
    """No such page in the document."""

    happened = "{path} has no page {page}; it has {pages}."


class OutputUnwritable(RequestError):
    """Standard output takes no more: a full disk, or it was closed."""

    happened = "The result could not be written: {reason}."
    advice = "Free some space, or write to another place."


class ExportUnwritable(RequestError):
    """The file that something was to be exported to."""

    happened = "{path} could not be written: {reason}."
    advice = "Choose another name or place."


class LinkRefused(RequestError):
    """A link of a kind that no browser or mail program needs to see."""

    happened = "This link was not opened: {link}"
    advice = "Only web pages and mail addresses are. Copy it and open it yourself, if you trust it."


class ProgramRefused(RequestError):
    """A file that would be run rather than shown."""

    happened = "{name} is a program, or a shortcut to one; Footnote opens documents alone."
    advice = "Show it in its folder and start it there, if you trust it."


class NoProgramForIt(RequestError):
    """The system has nothing that opens it, or what it has failed."""

    happened = "No program of this computer opened {name}."
    advice = "Choose a program for it in your file manager or in the settings of your system."


class NoDisplay(AssistantError):
    """A window is wanted where none can be shown."""

    happened = "There is no display to show the window on."
    advice = "Start Footnote on a desktop, or use it without a window: footnote --help."


class SelfTestFailed(AssistantError):
    """A part of the installation does not do what it should."""

    happened = "{what}."
    advice = "Install Footnote anew."


def _tree(root: type[AssistantError]) -> dict[str, type[AssistantError]]:
    found = {root.__name__: root}
    for leaf in root.__subclasses__():
        found |= _tree(leaf)
    return found


_BY_KIND: dict[str, type[AssistantError]] = _tree(AssistantError)
