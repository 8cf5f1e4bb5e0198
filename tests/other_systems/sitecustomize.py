"""What a Python on Windows lacks, taken from this one as it starts; what its standard library needs stays.

A folder on the path of a child process (PYTHONPATH) is all it takes; see tests/cli/test_other_systems.py.
"""

import os
import signal
import sys

for module in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline"):
    sys.modules[module] = None  # type: ignore[assignment]
for name in (
    *("fork", "forkpty", "mkfifo", "mknod", "killpg", "getpgid", "setsid", "chown", "statvfs", "getloadavg"),
    *("set_blocking", "get_blocking", "sched_getaffinity", "posix_spawn", "O_NONBLOCK", "O_NOFOLLOW"),
):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIGQUIT", "SIGALRM", "alarm", "setitimer"):
    if hasattr(signal, name):
        delattr(signal, name)

if failing := int(os.environ.get("SAMKART_TEST_REPLACE_FAILS", "0")):
    replace = os.replace
    failed: dict[str, int] = {}

    def held(source: str | os.PathLike[str], target: str | os.PathLike[str], **more: int) -> None:
        """As where a reader holds the target: refused the first few times."""
        place = os.fspath(target)
        failed[place] = failed.get(place, 0) + 1
        if failed[place] <= failing:
            raise PermissionError(13, "The process cannot access the file because it is being used", place)
        replace(source, target, **more)

    os.replace = held  # type: ignore[assignment]
    os.rename = held  # type: ignore[assignment]
