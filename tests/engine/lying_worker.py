"""A child that answers an embedding client with what it was told to answer (for tests)."""

from assistant.isolation import Reply


class Liar:
    def __init__(self, blobs):
        self.blobs = blobs

    def handle(self, header, _blobs, _file, _cancel):
        match header["request"]:
            case "info":
                yield Reply({"name": "liar", "context_tokens": 512, "dim": 384}, ())
            case "count":
                yield Reply({"counts": "many"}, ())
            case _:
                for _ in range(2):  # twice: one reply is expected
                    yield Reply({}, (b"\0" * 7,))


def open_worker(options):
    return Liar(options)
