"""What every chat engine promises: held by the real child with a real model and by the scripted one of the tests."""

import threading

import pytest

from assistant.engine.chat_client import ChatChild
from assistant.errors import PromptTooLong
from assistant.isolation import Cancel
from assistant.records import (
    FinishReason,
    Generated,
    Message,
    ModelFile,
    Prompt,
    Sampling,
    TextPiece,
)
from assistant.settings import Settings
from tests.engine import tiny_gguf
from tests.scripted_engine import ScriptedChat

CONTEXT = 512
STORY = "Once a fox lived in a wood, and every day it went to the river to drink. " * 30
GREEDY = Sampling()


@pytest.fixture(scope="module")
def real_engine(chat_gguf):
    model = ModelFile("smollm2", "chat", "SmolLM2", str(chat_gguf), ("en",))
    engine = ChatChild(model, Settings(context_tokens=CONTEXT))
    yield engine
    engine.close()


@pytest.fixture(params=["scripted", "real"])
def engine(request):
    if request.param == "scripted":
        return ScriptedChat(STORY, context_tokens=CONTEXT)
    return request.getfixturevalue("real_engine")


def asked(text, *, answer_tokens=24, system="Tell long stories."):
    return Prompt((Message("system", system), Message("user", text)), (), (), answer_tokens)


def written(items):
    return "".join(item.text for item in items if isinstance(item, TextPiece))


def test_answer_ends_in_exactly_one_generated(engine):
    items = list(engine.generate(asked("Tell me about a fox."), GREEDY, Cancel()))
    assert isinstance(items[-1], Generated)
    assert all(isinstance(item, TextPiece) and item.text for item in items[:-1])
    assert items[-1].prompt_tokens == engine.count_messages(asked("Tell me about a fox.").messages)
    assert written(items)


def test_answer_is_no_longer_than_asked(engine):
    *pieces, end = engine.generate(asked("Tell me a very long story.", answer_tokens=5), GREEDY, Cancel())
    assert end.finish is FinishReason.LENGTH
    assert end.answer_tokens == 5
    assert sum(engine.count([piece.text])[0] for piece in pieces) >= 1


def test_same_prompt_taken_greedily_gives_the_same_text(engine):
    prompt = asked("Tell me about a river.")
    first = list(engine.generate(prompt, GREEDY, Cancel()))
    list(engine.generate(asked("What is bread?"), GREEDY, Cancel()))
    assert written(engine.generate(prompt, GREEDY, Cancel())) == written(first)
    assert written(engine.generate(prompt, GREEDY, Cancel())) == written(first)


def test_common_beginning_of_two_prompts_is_not_read_again(engine):
    beginning = "A fox lives in the wood. " * 20
    list(engine.generate(asked(f"{beginning} Where does it live?"), GREEDY, Cancel()))
    end = list(engine.generate(asked(f"{beginning} Who lives there?"), GREEDY, Cancel()))[-1]
    assert end.prompt_tokens // 2 < end.reused_tokens < end.prompt_tokens


def test_cancel_before_the_first_text_ends_the_request(engine):
    cancel = Cancel()
    cancel.set()
    assert list(engine.generate(asked("Tell me a story."), GREEDY, cancel))[-1].finish is FinishReason.CANCELLED
    assert written(engine.generate(asked("Tell me a story."), GREEDY, Cancel()))


def test_cancel_while_writing_keeps_the_text_and_the_next_request_works(engine):
    cancel = Cancel()
    items = []
    for item in engine.generate(asked("Tell me a story.", answer_tokens=400), GREEDY, cancel):
        items.append(item)
        cancel.set()
    assert items[-1].finish is FinishReason.CANCELLED
    assert written(items)
    assert items[-1].answer_tokens < 400
    after = list(engine.generate(asked("Tell me a story."), GREEDY, Cancel()))
    assert after[-1].finish in (FinishReason.LENGTH, FinishReason.END)
    assert written(after).startswith(written(items)[:10])


def test_cancel_from_another_thread_ends_the_request(engine):
    cancel = Cancel()
    answer = engine.generate(asked("Tell me a story.", answer_tokens=400), GREEDY, cancel)
    next(answer)
    thread = threading.Thread(target=cancel.set)
    thread.start()
    thread.join()
    assert list(answer)[-1].finish is FinishReason.CANCELLED


def test_closing_an_answer_early_leaves_nothing_behind(engine):
    answer = engine.generate(asked("Tell me a story.", answer_tokens=400), GREEDY, Cancel())
    next(answer)
    answer.close()
    items = list(engine.generate(asked("What is bread?", answer_tokens=4), GREEDY, Cancel()))
    assert [isinstance(item, Generated) for item in items].count(True) == 1
    assert items[-1].answer_tokens <= 4


def test_prompt_that_leaves_no_room_is_too_long(engine):
    with pytest.raises(PromptTooLong) as caught:
        list(engine.generate(asked("word " * CONTEXT), GREEDY, Cancel()))
    assert caught.value.fields["limit"] == CONTEXT == engine.info().context_tokens
    assert caught.value.fields["tokens"] == engine.count_messages(asked("word " * CONTEXT).messages)
    assert written(engine.generate(asked("Tell me a story."), GREEDY, Cancel()))


def test_answer_ends_where_the_context_is_full(engine):
    prompt = asked("Tell a story that never ends. " + "fox " * 465, answer_tokens=100)
    end = list(engine.generate(prompt, GREEDY, Cancel()))[-1]
    assert end.finish is FinishReason.CONTEXT
    assert end.prompt_tokens + end.answer_tokens in (CONTEXT, CONTEXT + 1)


def test_messages_take_more_tokens_than_their_texts(engine):
    texts = ["Be brief.", "How do I apply for leave?"]
    messages = [Message("system", texts[0]), Message("user", texts[1])]
    assert engine.count_messages(messages) > sum(engine.count(texts)) > 0
    assert engine.count(["", "one", "one two three four"])[0] == 0
    assert engine.count([]) == []


def test_surrogates_and_nul_in_a_prompt_do_no_harm(engine):
    assert isinstance(list(engine.generate(asked("a\udcffb\0c"), GREEDY, Cancel()))[-1], Generated)


def test_closed_engine_starts_again_when_it_is_asked(engine):
    engine.close()
    engine.close()
    assert written(engine.generate(asked("Tell me a story.", answer_tokens=3), GREEDY, Cancel()))


def test_thinking_comes_apart_from_the_answer_and_its_end_is_told(tmp_path):
    opens = tiny_gguf.CHATML.replace("assistant\n'", "assistant\n<think>\n'")
    path = tiny_gguf.write(tmp_path / "thinks.gguf", metadata=tiny_gguf.values(opens))
    model = ModelFile("t", "chat", "Thinks", str(path), ())
    real = ChatChild(model, Settings(context_tokens=CONTEXT, thinking_tokens=16))
    try:
        for engine in (real, ScriptedChat("<think>" + STORY)):
            *pieces, end = engine.generate(asked("Why?"), GREEDY, Cancel())
            assert pieces
            assert all(piece.thinking and piece.text for piece in pieces)
            assert end.finish is FinishReason.THINKING
    finally:
        real.close()


def test_engine_that_was_started_answers(engine):
    engine.start()
    engine.start()
    assert written(engine.generate(asked("Tell me about a fox."), GREEDY, Cancel()))
