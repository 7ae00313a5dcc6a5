"""The program around its children: what they inherit, what ends them, and the program's own lock."""
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.isolation import linux

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and descriptors of POSIX")

ROOT = Path(__file__).parent.parent.parent

_START = f"""
import json, sys
from assistant.isolation import Child, Policy, deny_network
child = Child("tests.isolation.workers", name="tested", policy=Policy(read_paths=({str(ROOT / "tests")!r},)))
def ask(do, **header):
    return [reply.header for reply in child.request({{"do": do, **header}}, timeout_s=20)]
def say(value):
    print(json.dumps(value), flush=True)
"""
"""The beginning of the scripts: without `if __name__ == "__main__"`, so that a child that ran it again would show."""


@pytest.fixture
def program():
    """Runs scripts as programs of their own, each with a process group of its own, as on a terminal."""
    started = []

    def run(script):
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", _START + script], cwd=ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def _said(process):
    """The next line the program says, or its error output when it says nothing."""
    readable, _, _ = select.select([process.stdout], [], [], 20)
    line = process.stdout.readline() if readable else ""
    assert line, process.stderr.read() if process.poll() is not None else "silent"
    return json.loads(line)


def _is_gone(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"  # nobody is left to bury it


# --- the end of the program -------------------------------------------------------------------------------------


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("how", ["idle", "python", "C", "C with the interpreter's lock", "regular expression"])
def test_child_ends_with_a_killed_program_whatever_it_does(program, until, how):
    if how == "idle":
        script = "say(ask('echo')[0]['pid']); sys.stdin.read(); import threading; threading.Event().wait()"
    else:
        script = f"""
for reply in child.request({{"do": "busy", "how": {how!r}}}, timeout_s=600):
    say(reply.header["pid"])
"""
    process = program(script)
    pid = _said(process)
    assert not _is_gone(pid)
    process.kill()
    until(lambda: _is_gone(pid), timeout_s=5)


def test_program_that_ends_without_closing_leaves_no_child_and_no_words(program, until):
    process = program("say(ask('echo')[0]['pid'])")
    pid = _said(process)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    # The subprocess module reminds a program that it left a child running; that is all there is.
    assert "Traceback" not in errors
    until(lambda: _is_gone(pid), timeout_s=5)


def test_closed_child_leaves_a_silent_program(program):
    process = program("ask('echo'); child.close()")
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, out, errors) == (0, "", "")


# --- interrupts -------------------------------------------------------------------------------------------------


def test_interrupt_on_the_terminal_cancels_the_request_and_keeps_the_child(program):
    process = program("""
child.start()
pid = child.pid
try:
    for reply in child.request({"do": "until_cancelled"}, timeout_s=600):
        say(pid)
except KeyboardInterrupt:
    say([child.pid == pid, ask("echo")[0]["pid"] == pid])
child.close()
""")
    pid = _said(process)
    os.killpg(process.pid, signal.SIGINT)
    assert _said(process) == [True, True]
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
    assert _is_gone(pid)


def test_interrupt_sent_to_a_child_itself_is_ignored(child, ask):
    child.start()
    pid = child.pid
    os.kill(pid, signal.SIGINT)
    assert ask(child, "echo")[0].header["pid"] == pid


# --- what a child inherits --------------------------------------------------------------------------------------


def test_children_see_no_descriptors_but_their_own(make_child, ask):
    with open(os.devnull, "rb") as ours:
        os.set_inheritable(ours.fileno(), True)
        seen = []
        for _ in range(2):
            (facts,) = ask(make_child(), "facts")
            targets = sorted(facts.header["descriptors"].values())
            pipes = [target for target in targets if target not in ("/dev/null",)]
            # The socket to the program; cancels, error output and the pipe that the kernel watches.
            assert [target.partition(":")[0] for target in pipes] == ["pipe", "pipe", "pipe", "socket"]
            assert len(targets) == 6
            seen.append(set(pipes))
        assert not seen[0] & seen[1]


def test_environment_of_the_program_stays_with_it(make_child, ask, monkeypatch):
    monkeypatch.setenv("A_SECRET", "the secret value")
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    (facts,) = ask(make_child(environment={"GIVEN": "to the child"}), "facts")
    environment = facts.header["environment"]
    assert "the secret value" not in json.dumps(facts.header)
    assert environment["GIVEN"] == "to the child"
    assert environment["OPENBLAS_NUM_THREADS"] == "1"
    assert environment["OMP_WAIT_POLICY"] == "PASSIVE"
    assert environment["GGML_NO_BACKTRACE"] == "1"
    assert not {"OMP_NUM_THREADS", "PYTHONPATH", "HOME", "PATH"} & set(environment)


def test_child_steps_back_ignores_interrupts_and_has_no_input(make_child, ask):
    (facts,) = ask(make_child(nice=7), "facts")
    assert facts.header["nice"] == min(os.getpriority(os.PRIO_PROCESS, 0) + 7, 19)
    assert facts.header["interrupt"] is True
    assert facts.header["standard_input"] == ""


def test_module_in_the_current_folder_is_not_run_by_a_child(make_child, ask, tmp_path, monkeypatch):
    marker = tmp_path / "executed"
    for name in ("json", "socket", "multiprocessing", "assistant", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(marker)!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    assert ask(make_child(), "echo")
    assert not marker.exists()


def test_script_that_started_the_program_is_not_run_again_in_a_child(program):
    process = program("say('started'); say(ask('facts')[0]['main']); child.close()")
    out, errors = process.communicate(timeout=20)
    assert (out, errors) == ('"started"\n"__main__"\n', "")


def test_importing_numpy_starts_no_thread_in_a_child(program):
    script = "import numpy, os; print(len(os.listdir('/proc/self/task')))"
    from assistant.isolation import Policy
    from assistant.isolation.session import _environment

    done = subprocess.run([sys.executable, "-c", script], env=_environment(Policy()), capture_output=True, check=True)
    assert done.stdout == b"1\n"


# --- the program's own lock -------------------------------------------------------------------------------------


@pytest.mark.skipif(not linux.landlock_abi(), reason="an old kernel")
def test_program_without_network_still_talks_to_its_children(program):
    process = program("""
import socket, threading
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(1)
pool.submit(int).result()
def reach(family, kind=socket.SOCK_STREAM):
    try:
        socket.socket(family, kind).close()
    except OSError as error:
        return error.errno
    return 0
say(reach(socket.AF_INET))
words = deny_network()
families = [socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, socket.AF_VSOCK]
say([words, [reach(family) for family in families], reach(socket.AF_INET, socket.SOCK_DGRAM),
     pool.submit(reach, socket.AF_INET).result(), reach(socket.AF_UNIX)])
import subprocess
inherited = "import socket; socket.socket(socket.AF_INET)"
say(b"PermissionError" in subprocess.run([sys.executable, "-c", inherited], stderr=subprocess.PIPE).stderr)
with open(sys.executable, "rb") as stream:
    list(child.request({"do": "read", "close": True}, file=stream.fileno(), timeout_s=20))
say(ask("echo", text="hello")[0]["given"]["text"])
pool.shutdown()
child.close()
""")
    out, errors = process.communicate(timeout=20)
    assert [json.loads(line) for line in out.splitlines()] == [
        0, ["no internet sockets (seccomp)", [1] * 5, 1, 1, 0], True, "hello",
    ]
    assert (process.returncode, errors) == (0, "")


def test_queue_of_multiprocessing_still_works_without_network(program):
    process = program("""
import multiprocessing
deny_network()
queue = multiprocessing.get_context("spawn").Queue()
queue.put("through")
say(queue.get())
queue.close()
queue.join_thread()
""")
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, out, errors) == (0, '"through"\n', "")
