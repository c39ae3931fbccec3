"""Runs programs one after the other, and says how long each took and how much memory it had at its peak.

Node cannot wait for one child and get the kernel's account of it; and the peak of a child of Node starts with that of
Node. Reads and writes one line of JSON for each program.
"""

import json
import os
import sys
import time

KIB = 1 if sys.platform != "darwin" else 1 / 1024

for line in sys.stdin:
    program = json.loads(line)
    output = (os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    redirections = [
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, program["log"], *output),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    command = program["command"]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, program["env"], file_actions=redirections)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    answer = {
        "exitCode": os.waitstatus_to_exitcode(status),
        "wallMs": wall * 1000,
        "cpuMs": (usage.ru_utime + usage.ru_stime) * 1000,
        "peakMib": usage.ru_maxrss * KIB / 1024,
    }
    print(json.dumps(answer), flush=True)
