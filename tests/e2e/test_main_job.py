"""Files in, question in, an answer that points at the words; by the command line, with the real models."""

import json
import os
import signal
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.e2e.conftest import FACTS

LETTER = "Letter number {} about the lease. "
pytestmark = pytest.mark.usefixtures("shared_models")


def page_text(footnote, path, page):
    return footnote.json("text", path, "--page", str(page))["text"]


def wait_for_rows(data_dir, process):
    """Until some files are stored and others are not."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if (data_dir / "index.db").exists():
            with (
                closing(sqlite3.connect(f"file:{data_dir / 'index.db'}?mode=ro", uri=True)) as database,
                suppress(sqlite3.OperationalError),
            ):
                if database.execute("SELECT count(*) FROM documents").fetchone()[0] > 20:
                    return
    pytest.fail(f"nothing was stored, exit code {process.poll()}")


def assert_verbatim(footnote, span, words):
    assert page_text(footnote, span["path"], span["page"])[span["start"] : span["end"]] == words


def test_every_file_has_a_status_and_a_reason(indexed, facts_folder):
    _, report = indexed
    found = {Path(file["path"]).name: file for file in report["files"]}
    assert {name for name, file in found.items() if file["status"] == "indexed"} == {fact.file for fact in FACTS}
    assert found[".hidden.txt"]["status"] == "skipped"
    assert "hidden" in found[".hidden.txt"]["reason"]
    assert found["film.mp4"]["status"] == "skipped"
    assert "not read" in found["film.mp4"]["reason"]
    assert found["pension.pdf"]["pages"] == 2
    assert all(os.path.isabs(file["path"]) for file in report["files"])


def test_every_fact_is_quoted_from_its_file_and_page(indexed, tmp_path):
    footnote, _ = indexed
    batch = tmp_path / "questions.jsonl"
    lines = [json.dumps({"id": fact.file, "question": fact.question}) for fact in FACTS]
    batch.write_text("\n".join(lines), encoding="utf-8")
    answers = {line["id"]: line for line in footnote.lines("ask", "--batch", str(batch), "--quotes-only")}
    for fact in FACTS:
        answer = answers[fact.file]
        assert answer["answer"] is None
        holding = [quote for quote in answer["quotes"] if fact.words in quote["text"]]
        assert holding, (fact, answer["found"], [quote["text"] for quote in answer["quotes"]])
        quote = holding[0]
        assert (Path(quote["path"]).name, quote["page"]) == (fact.file, fact.page)
        assert_verbatim(footnote, quote, quote["text"])
        assert answer["found"] is True


def test_written_answer_points_at_words_or_says_that_it_does_not(indexed):
    footnote, _ = indexed
    answer = footnote.json("ask", "Who administers the pension fund?")
    assert answer["answer"]
    assert answer["sentences"]
    for sentence in answer["sentences"]:
        assert sentence["supported"] == bool(sentence["citations"])
        for citation in sentence["citations"]:
            assert_verbatim(footnote, citation, citation["quote"])
    assert answer["model"] == "smollm2-135m-instruct"
    assert set(answer["timings_ms"]) == {"search", "quotes", "first_text", "total"}


def test_what_no_file_holds_is_not_in_the_documents(indexed):
    footnote, _ = indexed
    answer = footnote.json("ask", "Which volcano erupted in Iceland in the year 1783?")
    assert answer["found"] is False
    assert answer["quotes"] == []
    assert answer["passages"]
    assert answer["answer"] is None
    told = footnote("ask", "Which volcano erupted in Iceland in the year 1783?").stdout
    assert told.startswith(f"Not in your documents. Searched {len(FACTS)} of")
    assert "Nearest passages" in told


def test_another_language_gets_quotes_alone(indexed):
    footnote, _ = indexed
    answer = footnote.json("ask", "Wer verwaltet den Pensionsfonds?")
    assert any("Alder Trust" in quote["text"] for quote in answer["quotes"])
    assert answer["answer"] is None


def test_person_sees_quotes_with_place_then_checked_sentences(indexed):
    footnote, _ = indexed
    told = footnote("ask", "Who administers the pension fund?").stdout
    assert told.startswith("Found in your documents")
    assert "pension.pdf · page 2" in told
    assert "Draft by SmolLM2" in told


def test_search_finds_passages_best_first(indexed):
    footnote, _ = indexed
    results = footnote.json("search", "boiler inspection", "-k", "3")["results"]
    assert Path(results[0]["path"]).name == "maintenance.md"
    assert len(results) == 3
    scores = [result["score"] for result in results]
    assert scores == sorted(scores, reverse=True)
    for result in results:
        assert_verbatim(footnote, result, result["text"])


def test_adding_again_reads_only_what_changed(footnote_with_copy):
    footnote, folder = footnote_with_copy
    first = footnote.json("index", str(folder), "--words-only")
    (folder / "family notes.txt").write_text("The neighbour moved away.", encoding="utf-8")
    (folder / "maintenance.md").rename(folder / "house.md")
    (folder / "clinic.html").unlink()
    second = footnote.json("index", str(folder), "--words-only")
    status = {Path(file["path"]).name: file["status"] for file in second["files"]}
    assert sum(file["status"] == "indexed" for file in first["files"]) == len(FACTS)
    assert status["pension.pdf"] == status["handbook.docx"] == "unchanged"
    assert status["family notes.txt"] == status["house.md"] == "indexed"
    assert status["maintenance.md"] == status["clinic.html"] == "removed"
    assert "vaccine" not in str(footnote.json("search", "vaccine fridge"))


def test_asking_a_folder_keeps_it_apart_from_the_libraries(footnote_with_copy):
    footnote, folder = footnote_with_copy
    notes = str(folder / "family notes.txt")
    answer = footnote.json("ask", "What is the neighbour's dog called?", notes, "--quotes-only")
    assert {Path(passage["path"]).name for passage in answer["passages"]} == {"family notes.txt"}
    assert "Barnaby" in answer["quotes"][0]["text"]
    assert footnote("ask", "What is the neighbour's dog called?", code=1).stderr.startswith("There are no documents")


def test_removed_library_leaves_no_trace_of_its_text(footnote_with_copy):
    footnote, folder = footnote_with_copy
    footnote("index", str(folder), "--library", "Private")
    stored = b"".join(path.read_bytes() for path in footnote.data_dir.rglob("*.db*"))
    assert b"Alder Trust" in stored
    assert "Alder Trust" in footnote("ask", "Who administers the pension fund?").stdout
    footnote("libraries", "remove", "Private")
    for path in footnote.data_dir.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for words in (b"Alder Trust", b"alder", b"Barnaby", b"barnaby"):
                assert words not in content, path


def test_ctrl_c_ends_the_command_and_keeps_what_was_read(footnote_with_copy):
    footnote, folder = footnote_with_copy
    for number in range(400):
        (folder / f"letter {number}.txt").write_text(LETTER.format(number) * 200, encoding="utf-8")
    process = footnote.start("index", str(folder), "--words-only", "--json")
    wait_for_rows(footnote.data_dir, process)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Stopped" in told
    assert "Traceback" not in told
    report = footnote.json("index", str(folder), "--words-only")
    counts = [file["status"] for file in report["files"]]
    assert counts.count("unchanged") > 0
    assert counts.count("unchanged") + counts.count("indexed") == 400 + len(FACTS)


def test_killed_in_mid_ingest_goes_on_where_it_was(footnote_with_copy):
    footnote, folder = footnote_with_copy
    for number in range(400):
        (folder / f"letter {number}.txt").write_text(LETTER.format(number) * 200, encoding="utf-8")
    process = footnote.start("index", str(folder), "--words-only", "--json")
    wait_for_rows(footnote.data_dir, process)
    process.kill()
    process.communicate(timeout=30)
    shown = footnote.json("libraries", "show", "Documents")
    waiting = [file for file in shown["files"] if file["status"] == "waiting"]
    assert waiting
    unsure = footnote.json("ask", "Which volcano erupted in Iceland?", "--quotes-only")
    assert unsure["found"] is None
    assert unsure["searched"]["unread"] >= len(waiting)
    report = footnote.json("index", str(folder), "--words-only")
    counts = [file["status"] for file in report["files"]]
    assert counts.count("unchanged") + counts.count("indexed") == 400 + len(FACTS)
    assert footnote.json("search", "letter 399 lease")["results"]
