"""llama.cpp in a child process: `client` and the `*_client` modules are our side, all others run in the child.

A request goes: service -> `ChatChild` or `EmbeddingChild` (our side) -> `isolation.Child` (pipe) -> `worker` ->
`generation` or `embedding` -> `llama` (child side). `protocol` names what travels between them.
"""
