"""What every Python program here does: warm up, then time passes over all inputs."""
import json
import pathlib
import statistics
import time

REPETITIONS = 5
NANOSECONDS = 100_000_000  # of one repetition, and of warming up


def read(folder, name):
    return (pathlib.Path(folder) / f"{name}.jsonl").read_text().splitlines()


def processor_time(operation, items):
    """Processor time of this process for one item, in nanoseconds."""
    passes, start = 0, time.process_time_ns()
    while True:
        for item in items:
            operation(item)
        passes += 1
        spent = time.process_time_ns() - start
        if spent >= NANOSECONDS:
            return spent / (passes * len(items))


def report(case, tool, operation, items, answer=str):
    """Prints the answers to all items and the median time of one."""
    answers = [answer(operation(item)) for item in items]
    processor_time(operation, items)
    times = [processor_time(operation, items) for _ in range(REPETITIONS)]
    print(json.dumps({"case": case, "tool": tool, "ns": statistics.median(times),
                      "answers": answers}), flush=True)
