"""`footnote self-test`: does this installation work, and how far is each process locked down."""

import argparse

from assistant.cli.output import Output
from assistant.services import self_test as service
from assistant.services.program import Program


def self_test(program: Program, options: argparse.Namespace, output: Output) -> int:
    """Run every check; 1 when one of them fails."""
    del options
    checks = []
    for check in service.checks(program):
        checks.append(check)
        if not output.as_json:
            output.line(f"{'ok    ' if check.ok else 'FAILED'}  {check.name}: {check.detail}")
    reached = service.lockdown(program)
    ok = all(check.ok for check in checks)
    if output.as_json:
        listed = [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks]
        levels = {name: dict(level) for name, level in reached.items()}
        output.record({"ok": ok, "checks": listed, "lockdown": levels})
    else:
        for name, level in reached.items():
            output.line(f"lock-down of {name}: " + "; ".join(f"{what}: {how}" for what, how in level.items()))
    return 0 if ok else 1
