"""Child processes for risky work: they give up what they do not need, and their death is an error in words.

Everything heavy or risky runs in a child: llama.cpp, document parsers, model conversion. The program knows a child as
a `Child`: it names a module, asks with `request` and takes replies or one error in words. How that is done, in the
order of a child's life:

1. `session` starts the interpreter afresh: no variable of the environment, no descriptor, no current folder and no
   script of the program goes along. Three pipes and a connection lead to the child.
2. `child` reads what to be and what to give up, and `lockdown` locks it: on Linux no sockets, no programs, no other
   processes, no files but the program's own and what was handed over (`linux`, `seccomp`; README: the other systems).
   Only then does a second thread exist, and only then is the module imported that does the work.
3. A request is a message (`messages`: a JSON header and raw bytes, never a pickle, checked on our side), after which
   the descriptor of a file may follow. Replies come back until one last word; `process` hands them on one by one.
   One request runs at a time; `turns` lets urgent ones go first.
4. A cancel takes a way of its own, which a thread of the child listens to while the work goes on; it sets one byte
   that C code can look at (`CancelFlag.address`). The worker decides how to end; one that does not is killed.
5. A child that dies, hangs, eats memory or talks nonsense costs one request: `endings` finds words for it, from its
   exit code and its last 8 KiB of error output, and the next request starts a new one.
6. A child never outlives the program, not even when both are busy and the program is killed: the end of the pipe
   ends it, on Linux by the kernel's own hand.

The program's own process gives up the network by `deny_network`, for good.

A module for a child has `open_worker(options)`, which gives a `child.Worker`; a new child process is that and a
`Child(module=...)`. Nothing here knows what the children do.
"""

from assistant.isolation.cancel import Cancel
from assistant.isolation.lockdown import deny_network
from assistant.isolation.messages import Reply
from assistant.isolation.policy import Policy
from assistant.isolation.process import Child

__all__ = ["Cancel", "Child", "Policy", "Reply", "deny_network"]
