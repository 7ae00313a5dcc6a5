"""The libraries of this data folder: what is in them, and taking them away again."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import NothingRead, NothingToAsk
from assistant.records import Coverage, FileEntry, Library, Scope
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


@dataclass(frozen=True, slots=True)
class Overview:
    """A library and how much of it can be searched.

    Attributes:
        is_away: none of its folders and files is there now; what was read of them stays.
    """

    library: Library
    coverage: Coverage
    is_away: bool


def overview(program: Program) -> tuple[Overview, ...]:
    """All libraries, by name, and how they are."""
    store = program.store.library
    return tuple(
        Overview(
            library,
            store.coverage(Scope(libraries=(library.id,)), program.vectors_id),
            bool(library.roots) and not any(os.path.lexists(root) for root in library.roots),
        )
        for library in everything(program)
    )


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


def remove(program: Program, library: Library) -> None:
    """Forget the library; no trace of texts that no other library holds is left in the data folder.

    Raises:
        IndexingElsewhere: another process indexes into this data folder.
    """
    with IndexLock(program.data_dir):
        program.store.library.remove_library(library.id)
