"""A growing text: how much of it is new."""

from assistant.pipeline.repeats import first_repeated, new_until


def shown(text):
    """What is shown of a text that comes letter by letter, and whether it was stopped."""
    seen = 0
    for length in range(1, len(text) + 1):
        end, again = new_until(text[:length], ended=False)
        seen = max(seen, end)
        if again:
            return text[:seen].rstrip(), True
    end, again = new_until(text, ended=True)
    return text[: max(seen, end)].rstrip(), again


def test_nothing_of_a_repeated_sentence_is_shown():
    assert shown("One is red. Two is blue. ONE  is RED. And on.") == ("One is red. Two is blue.", True)
    assert shown("One is red. Two is blue. One is red.") == ("One is red. Two is blue.", True)


def test_a_sentence_that_goes_on_otherwise_is_shown_whole():
    text = "The bus is red. The bus is late. The tram is not."
    assert shown(text) == (text, False)


def test_an_end_that_only_begins_like_an_earlier_sentence_is_shown():
    text = "The bus is red. The bus"
    assert shown(text) == (text, False)


def test_only_sentences_from_the_known_ones_on_are_looked_at():
    assert first_repeated(["a", "a", "b"]) == 1
    assert first_repeated(["a", "a", "b"], known=2) is None
