"""What a locked child cannot do, tried for real; and what it still can."""
import ctypes
import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import ChildTimedOut
from assistant.isolation import Child, Policy, linux, lockdown, macos, windows
from assistant.isolation.child import _policy
from tests.isolation import attacks

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")

TESTS = str(Path(__file__).parent.parent)
_REFUSED = (errno.EPERM, errno.EACCES)
_NEEDS_X86_64 = ("socket_by_the_x32_numbers",)
_NEED_LANDLOCK = (
    "read_", "list_", "write_", "append_", "rename_", "delete_", "make_a_", "open_the_parents_memory",
)
"""How the names of those begin that only Landlock refuses; kernels before 5.13, and some containers, have none."""

_FREE = {
    "tcp_6", "udp", "local_socket", "netlink", "pair_of_sockets", "pair_of_datagram_sockets",
    "pair_of_packet_sockets", "socket_by_the_c_library", "read_a_file", "read_a_file_through_proc",
    "read_through_a_link_in_a_readable_folder",
    "read_the_users", "list_the_home", "list_a_folder", "list_the_temporary_folder", "list_the_processes",
    "write_to_the_temporary_folder", "write_beside_a_readable_file", "append_to_a_readable_file",
    "append_to_the_program", "truncate_a_readable_file", "rename_a_readable_file", "delete_a_file",
    "make_a_symbolic_link", "make_a_hard_link", "make_a_folder", "make_a_pipe_with_a_name", "change_a_mode",
    "change_an_owner", "change_a_time", "run_a_program", "run_a_command", "replace_the_process",
    "replace_the_process_by_memory", "fork", "fork_by_the_newest_call", "find_the_parent", "signal_the_parent",
    "signal_a_thread_of_the_parent", "limit_the_parent", "slow_the_parent", "read_the_parents_environment",
    "read_the_parents_command", "list_the_parents_files", "become_root", "watch_a_folder",
    "make_shared_memory_of_system_v", "type_on_the_terminal", "name_lookup", "allowed",
}
"""What any process of any user can do when it is not locked; the other attacks need rights or a kernel's option."""


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """Files for the attacks: readable ones and others."""
    readable = tmp_path_factory.mktemp("readable")
    folder = tmp_path_factory.mktemp("elsewhere")
    (readable / "model").write_text("a model")
    (folder / "secret").write_text("a secret")
    (folder / "victim").write_text("a victim")
    (readable / "link").symlink_to(folder / "secret")
    return {
        "readable": str(readable), "model": str(readable / "model"), "link": str(readable / "link"),
        "folder": str(folder), "secret": str(folder / "secret"), "victim": str(folder / "victim"),
        "home": str(Path.home()), "port": 9,
    }


@pytest.fixture(scope="module")
def locked(given):
    """One child for all the attacks."""
    policy = Policy(read_paths=(TESTS, given["readable"]), memory_bytes=2 << 30)
    child = Child("tests.isolation.workers", name="tested", policy=policy)
    yield child
    child.close()


@pytest.mark.parametrize("name", sorted(set(attacks.ATTACKS) - {"allowed"}))
def test_attack_is_refused_in_a_locked_child(locked, ask, given, name):
    if name in _NEEDS_X86_64 and os.uname().machine != "x86_64":
        pytest.skip("an ABI of another processor")
    if name.startswith(_NEED_LANDLOCK) and not linux.landlock_abi():
        pytest.skip("this kernel has no Landlock")
    (reply,) = ask(locked, "attack", name=name, given=given)
    refused = (*_REFUSED, errno.ENOSYS) if name == "fork_by_the_newest_call" else _REFUSED
    assert reply.header["errno"] in refused, reply.header


def test_what_a_child_needs_stays_allowed(locked, ask, given):
    (reply,) = ask(locked, "attack", name="allowed", given=given)
    assert reply.header == {"errno": None, "value": "'a model'"}


def test_same_attacks_work_in_a_free_process(given):
    """Without this, an attack that fails for a reason of its own would count as refused."""
    script = (
        "import json, sys; from tests.isolation import attacks; given = json.loads(sys.argv[1]);"
        "print(json.dumps({name: attacks.outcome(name, given) for name in json.loads(sys.argv[2])}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(given), json.dumps(sorted(_FREE))],
        cwd=Path(TESTS).parent, capture_output=True, check=True, text=True,
    )
    refused = {name: what for name, what in json.loads(done.stdout).items() if what["errno"] is not None}
    assert not refused


def test_descriptor_sent_back_by_a_child_reaches_nobody(make_child, ask):
    child = make_child()
    ask(child, "echo")
    before = sorted(os.listdir("/proc/self/fd"))
    with pytest.raises(ChildTimedOut):
        ask(child, "send_descriptor", timeout_s=0.3)
    ask(child, "echo")
    assert len(os.listdir("/proc/self/fd")) == len(before)


def test_pair_of_connected_sockets_is_allowed_on_request_and_no_other_socket(make_child, ask, given):
    child = make_child(socketpair=True)
    assert ask(child, "attack", name="pair_of_sockets", given=given)[0].header["errno"] is None
    for name in ("pair_of_datagram_sockets", "pair_of_packet_sockets", "local_socket", "tcp_4", "netlink"):
        assert ask(child, "attack", name=name, given=given)[0].header["errno"] in _REFUSED, name
    assert "unnamed pair" in child.lockdown["network"]


@pytest.mark.skipif(not linux.landlock_abi(), reason="this kernel has no Landlock")
def test_maker_writes_to_its_folder_and_nowhere_else(make_child, ask, given, tmp_path):
    (tmp_path / "model").write_text("x")
    child = make_child(write_paths=(str(tmp_path),), read_paths=(given["readable"],))
    inside = {**given, "readable": str(tmp_path), "folder": str(tmp_path), "model": str(tmp_path / "model")}
    for name in ("write_beside_a_readable_file", "append_to_a_readable_file", "rename_a_readable_file",
                 "make_a_folder"):
        assert ask(child, "attack", name=name, given=inside)[0].header["errno"] is None, name
        assert ask(child, "attack", name=name, given=given)[0].header["errno"] in _REFUSED, name
    for name in ("run_a_program", "tcp_4", "make_a_pipe_with_a_name", "change_a_mode"):
        assert ask(child, "attack", name=name, given=inside)[0].header["errno"] in _REFUSED, name
    assert (tmp_path / "new").read_bytes() == b"x"


def test_lock_comes_before_the_second_thread_and_says_what_was_reached(make_child):
    child = make_child(memory_bytes=600 << 20)
    child.start()
    assert child.lockdown["threads"] == "1"
    assert child.lockdown["memory"] == "600 MB of address space (RLIMIT_AS)"
    assert set(child.lockdown) == {"network", "files", "exec", "signals", "memory", "threads"}
    assert child.lockdown["network"] == "no sockets of any kind (seccomp)"


def _python(script):
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=Path(TESTS).parent, capture_output=True, text=True,
        check=False,
    )


def test_lock_with_a_second_thread_is_refused():
    done = _python(
        "import threading\n"
        "from assistant.isolation import Policy, lockdown\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "lockdown.lock(Policy())\n"
    )
    assert "RuntimeError: 2 threads exist before the lock" in done.stderr


@pytest.mark.parametrize("abi", range(min(linux.landlock_abi(), 6) + 1))
def test_older_kernels_give_what_they_have(abi, given):
    """The kernel of today, asked as a program of the older kernel's time would ask it."""
    done = _python(
        "import json\n"
        "from assistant.isolation import Policy, linux, lockdown\n"
        "from tests.isolation import attacks\n"
        f"linux.landlock_abi = lambda: {abi}\n"
        f"given = {given!r}\n"
        f"reached = lockdown.lock(Policy(read_paths=({TESTS!r}, {given['readable']!r})))\n"
        "names = ('read_a_file', 'append_to_a_readable_file', 'truncate_a_readable_file', 'tcp_4',\n"
        "         'find_the_parent', 'run_a_program', 'allowed')\n"
        "print(json.dumps([reached, {name: attacks.outcome(name, given)['errno'] for name in names}]))\n"
    )
    assert not done.stderr
    reached, outcomes = json.loads(done.stdout)
    assert outcomes.pop("allowed") is None
    if abi:
        assert f"Landlock {abi}" in reached["files"]
    else:
        assert reached["files"] == (
            "reading is not limited: this kernel has no Landlock; files cannot grow (RLIMIT_FSIZE)"
        )
        assert outcomes.pop("read_a_file") is None
        assert outcomes.pop("append_to_a_readable_file") == errno.EFBIG
    assert set(outcomes.values()) <= set(_REFUSED)


@pytest.mark.parametrize("script", [
    "seccomp.platform.machine = lambda: 'riscv64'", "seccomp._install = lambda program: False",
], ids=["another processor", "no filters"])
def test_system_without_filters_is_told(script):
    done = _python(
        "from assistant.isolation import Policy, deny_network, lockdown, seccomp\n"
        f"{script}\n"
        "print(lockdown.lock(Policy())['network'])\n"
        "print(deny_network())\n"
    )
    first, second = done.stdout.splitlines()
    assert first.startswith("not limited: ")
    assert second.startswith("not limited: ")


def test_policy_arrives_in_the_child_as_it_was_given():
    policy = Policy(read_paths=("/a",), write_paths=("/b", "/c \ud83d"), gpu=True, memory_bytes=5, nice=3)
    assert _policy(json.loads(json.dumps({"policy": policy.body()}))) == policy


# --- the other systems, as far as they can be looked at from here ------------------------------------------------


def test_macos_profile_quotes_paths_and_denies_the_network():
    policy = Policy(read_paths=('/Users/me/a "b"\\c.gguf',), write_paths=("/Users/me/models",))
    profile = macos.profile(policy)
    assert "(deny network*)" in profile
    assert '(subpath "/Users/me/a \\"b\\"\\\\c.gguf")' in profile
    assert profile.index("(deny file-write*)") < profile.index('(allow file-write* (subpath "/Users/me/models")')
    assert profile.count("(") == profile.count(")")
    assert "allow file-write* " not in macos.profile(Policy())


def test_windows_structures_have_the_sizes_of_its_headers():
    assert ctypes.sizeof(windows._BasicLimits) == 64
    assert ctypes.sizeof(windows._ExtendedLimits) == 144


def test_windows_says_what_it_does_not_limit():
    reached = windows.reached(Policy(memory_bytes=512 << 20))
    assert reached["network"] == "not limited"
    assert reached["memory"] == "512 MB (job object)"


def test_resident_memory_of_a_process_is_known():
    assert lockdown.resident_bytes(os.getpid()) > 10 << 20
    assert lockdown.resident_bytes(2**22 + 1) == 0
