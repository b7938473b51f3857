from _time import (
    time, time_ns, perf_counter, perf_counter_ns, monotonic, monotonic_ns, process_time,
    process_time_ns, sleep)
from _time import split as _split, format as _format, seconds as _seconds
x=1
