"""The rules of this house that no other tool checks: `python -m tests.lint` names each place that breaks one."""
