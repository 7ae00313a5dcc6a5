"""What travels between our side and an engine child: names of requests and fields, and their strict reading.

What comes out of a child is hostile: every field is checked for type and range here, on our side, and a wrong one is
`ChildProtocolBroken`. Long texts and arrays travel as blobs, everything else in the JSON header.

Requests to a chat child, the field `request` names them:

- `info`: nothing; one reply with name, context_tokens, dim
- `count`: a blob a text; one reply with counts
- `count_messages`: roles, a blob a message; `rendering` twice, then tokens
- `generate`: roles, answer_tokens, thinking_tokens, the fields of `Sampling`, a blob a message; `rendering` twice,
  then any number of `evaluated`, `thought` and `text`, then finish, prompt_tokens, reused_tokens, answer_tokens
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields

from assistant.errors import ChildProtocolBroken
from assistant.isolation import Reply
from assistant.records import FinishReason, Generated, Message, ModelInfo, Sampling

INFO = "info"
COUNT = "count"
COUNT_MESSAGES = "count_messages"
GENERATE = "generate"

RENDERING = "rendering"
"""True before the chat template runs, False after it: a child that dies in between was killed by the template."""
EVALUATED = "evaluated"
"""Sent after each piece of the prompt, so that a long prompt is not taken for silence."""
TEXT, THOUGHT = "text", "thought"
FINISH = "finish"

_MOST = 1 << 31


def text_blobs(texts: Sequence[str]) -> list[bytes]:
    """The texts as UTF-8; half a surrogate pair (from an odd file name) becomes a question mark."""
    return [text.encode("utf-8", "replace") for text in texts]


def blob_texts(blobs: Sequence[bytes]) -> list[str]:
    """The texts again."""
    return [blob.decode("utf-8") for blob in blobs]


# --- requests: written on our side, read in the child ---------------------------------------------------------


def messages_request(request: str, messages: Sequence[Message]) -> tuple[dict[str, object], list[bytes]]:
    """Header and blobs of a request about messages."""
    header: dict[str, object] = {"request": request, "roles": [message.role for message in messages]}
    return header, text_blobs([message.text for message in messages])


def messages_of(header: Mapping[str, object], blobs: Sequence[bytes]) -> list[Message]:
    """The messages of a request; our own side wrote it, so one that is wrong is a defect."""
    roles = header["roles"]
    assert isinstance(roles, list)
    return [Message(str(role), text) for role, text in zip(roles, blob_texts(blobs), strict=True)]


def sampling_fields(sampling: Sampling) -> dict[str, object]:
    """The fields of `Sampling` for a header."""
    return asdict(sampling)


def sampling_of(header: Mapping[str, object]) -> Sampling:
    """`Sampling` again."""
    return Sampling(**{field.name: header[field.name] for field in fields(Sampling)})  # type: ignore[arg-type]


# --- replies: written in the child, read on our side ----------------------------------------------------------


def whole(header: Mapping[str, object], field: str, *, name: str, most: int = _MOST) -> int:
    """A number from 0 to `most`.

    Raises:
        ChildProtocolBroken: it is something else; `name` names the child.
    """
    value = header.get(field)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ChildProtocolBroken(name=name)
    return value


def words(header: Mapping[str, object], field: str, *, name: str, most: int = 1 << 20) -> str:
    """A text of at most `most` code points.

    Raises:
        ChildProtocolBroken: it is something else, or holds half a surrogate pair.
    """
    value = header.get(field)
    if not isinstance(value, str) or len(value) > most or any("\ud800" <= one <= "\udfff" for one in value):
        raise ChildProtocolBroken(name=name)
    return value


def counts(reply: Reply, *, expected: int, name: str) -> list[int]:
    """Numbers of tokens, one for each text.

    Raises:
        ChildProtocolBroken: not that many, or no numbers.
    """
    value = reply.header.get("counts")
    if not isinstance(value, list) or len(value) != expected:
        raise ChildProtocolBroken(name=name)
    return [whole({"count": one}, "count", name=name) for one in value]


def model_info(reply: Reply, *, name: str) -> ModelInfo:
    """Name, context and width of the model.

    Raises:
        ChildProtocolBroken: a field is missing or wrong.
    """
    return ModelInfo(
        name=words(reply.header, "name", name=name, most=4096),
        context_tokens=whole(reply.header, "context_tokens", name=name),
        dim=whole(reply.header, "dim", name=name),
    )


def generated(reply: Reply, *, name: str) -> Generated:
    """How the request ended.

    Raises:
        ChildProtocolBroken: a field is missing or wrong.
    """
    try:
        finish = FinishReason(words(reply.header, FINISH, name=name, most=20))
    except ValueError as error:
        raise ChildProtocolBroken(name=name) from error
    return Generated(
        finish=finish,
        prompt_tokens=whole(reply.header, "prompt_tokens", name=name),
        reused_tokens=whole(reply.header, "reused_tokens", name=name),
        answer_tokens=whole(reply.header, "answer_tokens", name=name),
    )

