"""The libraries of this data folder: what is in them, and taking them away again."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import (
    DocumentNotRead,
    FileError,
    LibraryNameTaken,
    NothingRead,
    NothingToAsk,
    PathUnknown,
    RootEmpty,
)
from assistant.records import Coverage, FileEntry, Library, Scope
from assistant.services import filing, given
from assistant.services.opening import opened
from assistant.services.program import Program
from assistant.store.lock import IndexLock

ASKED = "Asked"
"""Holds what `ask PATH` read, so that the next question reads only what changed; not searched otherwise."""


def ensure(program: Program, name: str) -> Library:
    """The library of that name, made when there is none."""
    return program.store.library.ensure_library(name)


def everything(program: Program) -> tuple[Library, ...]:
    """All libraries, by name."""
    return tuple(sorted(program.store.library.libraries(), key=lambda library: library.name))


def named(program: Program, name: str) -> Library:
    """The library of that name.

    Raises:
        LibraryUnknown: there is none.
    """
    return program.store.library.library(name)


def ensure_for(program: Program, name: str, paths: Sequence[bytes]) -> Library:
    """The library of that name for these absolute paths; none is made for paths that lead nowhere.

    Raises:
        PathUnknown: there is no such library, and nothing at any of the paths.
    """
    if not any(map(os.path.lexists, paths)) and all(one.name != name for one in everything(program)):
        raise PathUnknown(path=b", ".join(paths).decode("utf-8", "replace"))
    return ensure(program, name)


def make(program: Program, name: str) -> Library:
    """A new library without anything in it.

    Raises:
        LibraryNameTaken: there is one of that name, or the program uses it for itself.
    """
    if name == ASKED or any(one.name == name for one in everything(program)):
        raise LibraryNameTaken(name=name)
    return ensure(program, name)


def rename(program: Program, library: Library, name: str) -> None:
    """Give the library another name.

    Raises:
        LibraryNameTaken: there is one of that name, or the program uses it for itself.
    """
    if name == ASKED:
        raise LibraryNameTaken(name=name)
    program.store.library.rename_library(library.id, name)


def pause(program: Program, library: Library, *, is_paused: bool) -> None:
    """Remember that the person stopped reading the library, or that it goes on; the next start obeys."""
    program.store.library.pause_library(library.id, is_paused=is_paused)


def leave(program: Program, library: Library, *, is_leaving: bool) -> None:
    """Remember that the person wants the library removed, or not any more: there is no time for it now."""
    program.store.library.leave_library(library.id, is_leaving=is_leaving)


def remember(program: Program, name: str, paths: Sequence[bytes]) -> None:
    """Have the next look at the library read these absolute paths, too: there is no time for it now.

    Raises:
        PathUnknown: nothing is at any of them.
    """
    library = ensure_for(program, name, paths)
    found = given.sorted_out(library, [given.file_of(path) for path in paths], {})
    program.store.library.add_roots(library.id, found.present)


@dataclass(frozen=True, slots=True)
class Overview:
    """A library and how much of it can be searched.

    Attributes:
        gone: files that are marked as gone (`ingest.add` with `keeps_gone`); their text is still found.
        is_away: none of its folders and files is there now; what was read of them stays.
    """

    library: Library
    coverage: Coverage
    gone: int
    is_away: bool


def overview(program: Program) -> tuple[Overview, ...]:
    """All libraries, by name, and how they are."""
    store = program.store.library
    return tuple(
        Overview(
            library,
            store.coverage(Scope(libraries=(library.id,)), program.vectors_id),
            store.count_gone(library.id),
            bool(library.roots) and not there(library),
        )
        for library in everything(program)
    )


def there(library: Library) -> list[bytes]:
    """Its folders and files that are there now.

    An empty folder counts as not there: that is how the place of a disk looks that is not connected.
    """
    return [root for root in library.roots if not _is_away(root)]


def emptied(program: Program, library: Library) -> list[FileEntry]:
    """Its folders that are empty now and were not before, each as a look at it is told.

    Whoever looks at the whole library again leaves them out, or what was read of a disk that is not connected is
    lost.
    """
    bare = (root for root in library.roots if os.path.lexists(root) and _is_away(root))
    return [
        filing.left_out(library, root, RootEmpty())
        for root in bare
        if program.store.library.files(library.id, under=root)
    ]


def _is_away(root: bytes) -> bool:
    try:
        with os.scandir(root) as entries:
            return next(entries, None) is None
    except NotADirectoryError:
        return False
    except FileNotFoundError:
        return True
    except OSError:
        return False  # it is there and cannot be looked into; reading it says why


def files(program: Program, library: Library) -> Sequence[FileEntry]:
    """Every path of the library and what became of it."""
    return program.store.library.files(library.id)


def scope(program: Program, name: str | None) -> Scope:
    """What a question searches: the named library, or all of them but `Asked`.

    Raises:
        LibraryUnknown: there is no library of that name.
        NothingToAsk: there is no library yet, or no file in it that was or should be read.
    """
    if name is not None:
        ids: tuple[int, ...] = (named(program, name).id,)
    else:
        ids = tuple(library.id for library in everything(program) if library.name != ASKED)
    chosen = Scope(libraries=ids)
    coverage = program.store.library.coverage(chosen, program.vectors_id)
    if not coverage.files + coverage.unread + coverage.failed:
        raise NothingToAsk
    return chosen


def scope_of_paths(program: Program, library: Library, paths: Sequence[bytes]) -> Scope:
    """The files of the library that stand under the absolute paths.

    Raises:
        NothingRead: nothing under them could be read.
    """
    scope = Scope(libraries=(library.id,), paths=tuple(paths))
    if not program.store.library.coverage(scope, program.vectors_id).files:
        raise NothingRead(path=", ".join(path.decode("utf-8", "replace") for path in paths))
    return scope


def unreadable(program: Program, scope: Scope) -> Sequence[FileEntry]:
    """The files of the scope that could not be read, each path once, as many as its coverage counts as failed."""
    failed = program.store.library.failed_files(scope)
    return tuple({entry.path: entry for entry in failed}.values())


def forget_text(program: Program, library: Library, path: bytes) -> None:
    """Forget what was read of a file, so that it is read again with the next look; the same text elsewhere too.

    Raises:
        DocumentNotRead: the file cannot be read now; what was read of it stays.
        IndexingElsewhere: another process indexes into this data folder.
    """
    try:
        with opened(given.file_of(path)), IndexLock(program.data_dir):
            program.store.library.forget_text(library.id, path)
    except FileError as error:
        raise DocumentNotRead(path=path.decode("utf-8", "replace"), reason=str(error)) from error


def remove(program: Program, library: Library) -> None:
    """Forget the library; no trace of texts that no other library holds is left in the data folder.

    Raises:
        IndexingElsewhere: another process indexes into this data folder.
    """
    with IndexLock(program.data_dir):
        program.store.library.remove_library(library.id)
