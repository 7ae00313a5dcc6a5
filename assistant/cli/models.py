"""`footnote models`: the models there are, adding one, forgetting one, choosing, checking, what is known of them."""

import argparse
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from assistant.cli import indexing
from assistant.cli.output import Output, counted, shown_path
from assistant.services import model_check, model_facts, models
from assistant.services.cancel import Cancel
from assistant.services.model_check import Verified
from assistant.services.models import Listed, Preparing
from assistant.services.program import Program


def list_all(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Every model, a line each.

    With `--json` an object each: `id` (what `--model` takes), `kind` ("chat" or "embedding"), `name`, `path`,
    `size_bytes`, `state` ("ready", "not made yet", "file gone", "changed"), `default` (it comes with Footnote),
    `in_use`.
    """
    del options
    found = models.listed(program)
    width = max(len(one.model.id) for one in found)
    for one in found:
        if output.as_json:
            output.record(_fields(one))
            continue
        notes = [str(one.state), *(["in use"] if one.in_use else []), *(["default"] if one.is_default else [])]
        output.line(f"{one.model.kind:9}  {one.model.id:{width}}  {_size(one.size_bytes):>6}  {', '.join(notes)}")
        if not one.is_default:
            output.line(f"           {_path(one)}")
    return 0


def add(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Check a GGUF file and remember it; with `--json` its object as in `list`."""
    for event in models.add(program, options.file, cancel=Cancel()):
        if isinstance(event, Preparing):
            output.progress(f"Checking {event.name}", event.share, 1.0)
        elif output.as_json:
            output.record(_fields(event))
        else:
            kind = {"chat": "chat model", "embedding": "embedding model"}[event.model.kind]
            output.line(f"Added the {kind} {event.model.id}. The file stays where it is: {_path(event)}")
            output.line(f"Use it from now on: footnote models use {event.model.id}")
            if event.model.kind == "chat":
                output.line(f'Use it once: footnote ask "..." --model {event.model.id}')
    return 0


def remove(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Forget a model; the file stays. With `--json`: `removed` (its id), `path`."""
    gone = models.remove(program, options.id)
    if output.as_json:
        output.record({"removed": gone.model.id, "path": gone.model.path})
        return 0
    output.line(f"Forgot {gone.model.id}. The file was not touched: {_path(gone)}")
    if gone.in_use:
        default = next(one for one in models.listed(program) if one.is_default and one.model.kind == gone.model.kind)
        output.line(f"{default.model.name} is used again.")
        if gone.model.kind == "embedding":
            output.line(f"Make its vectors: footnote models use {default.model.id}")
    return 0


def use(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Use a model from now on; an embedding model makes the vectors of all documents anew.

    With `--json`: `used` (its id), `chunks` (so many were given new vectors).
    """
    chosen = models.named(program, options.id)
    if chosen.is_default:
        indexing.prepare_models(program, output)
    chunks = 0
    for done, every in models.use(program, options.id, cancel=Cancel()):
        chunks = done
        what = f"Search by meaning: {done} of {counted(every, 'passage')}"
        output.progress(what, done, every)
    output.clear_progress()
    if output.as_json:
        output.record({"used": options.id, "chunks": chunks})
    else:
        output.line(f"{chosen.model.name} is used from now on.")
    return 0


def verify(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Read every byte of the models and compare; 1 when one cannot be used.

    With `--json` an object each: `id`, `ok`, `detail`.
    """
    ok = True
    for event in model_check.verify(program, options.id, cancel=Cancel()):
        if isinstance(event, Verified):
            ok = ok and event.ok
            _show_verified(event, output)
        else:
            output.progress(f"Reading {event.name}", event.share, 1.0)
    output.clear_progress()
    return 0 if ok else 1


def _show_verified(verified: Verified, output: Output) -> None:
    if output.as_json:
        output.record({"id": verified.model_id, "ok": verified.ok, "detail": verified.detail})
    else:
        output.line(f"{'ok    ' if verified.ok else 'BROKEN'}  {verified.model_id}: {verified.detail}")


def info(program: Program, options: argparse.Namespace, output: Output) -> int:
    """What a model's file says of it.

    With `--json` one object with the fields of `services.model_facts.ModelFacts`.
    """
    if any(one.is_default and one.model.id == options.model_or_path for one in models.listed(program)):
        indexing.prepare_models(program, output)
    found = model_facts.facts(program, options.model_or_path)
    if output.as_json:
        output.record(asdict(found))
        return 0
    for name, value in _told(found):
        output.line(f"{name:14}  {value}")
    return 0


def _told(found: model_facts.ModelFacts) -> Iterator[tuple[str, str]]:
    yield "id", found.id or "not added"
    yield "kind", "reasoning model" if found.thinks else f"{found.kind} model"
    yield "file", shown_path(os.fsencode(found.path))
    yield "size", _size(found.size_bytes)
    yield "architecture", found.architecture
    yield "parameters", f"{found.parameters / 1e6:,.0f} million"
    yield "quantisation", found.quantisation or "not said"
    yield "context", f"{found.context_tokens:,} tokens, {found.used_tokens:,} are used"
    if found.kind == "chat":
        yield "chat template", "its own" if found.has_template else "none: a plain one is used"
    yield "languages", ", ".join(found.languages) or "not said"
    yield "memory", f"about {_size(found.memory_bytes)}"


def _fields(one: Listed) -> Mapping[str, object]:
    return {
        "id": one.model.id,
        "kind": one.model.kind,
        "name": one.model.name,
        "path": one.model.path,
        "size_bytes": one.size_bytes,
        "state": one.state.value,
        "default": one.is_default,
        "in_use": one.in_use,
    }


def _path(one: Listed) -> str:
    return shown_path(os.fsencode(one.model.path))


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 1e9:.1f} GB" if size_bytes >= 1e9 else f"{size_bytes / 1e6:.0f} MB"
