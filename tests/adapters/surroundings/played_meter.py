"""The level meter of a mixer: records nothing but the peaks. A process of its own.

`python played_meter.py SOURCE NAME` prints "recording" once it does.
"""

import ctypes
import sys
import time
from collections.abc import Callable

READY = 4
STREAM_READY = 2
FLOAT32LE = 5
DONT_MOVE, PEAK_DETECT, ADJUST_LATENCY = 0x0200, 0x0800, 0x2000
AS_IT_LIKES = 0xFFFF_FFFF


class Spec(ctypes.Structure):
    _fields_ = (
        ("format", ctypes.c_int),
        ("rate", ctypes.c_uint32),
        ("channels", ctypes.c_uint8),
    )


class Buffer(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_uint32) for name in ("most", "target", "before", "least", "fragment")
    )


pulse = ctypes.CDLL("libpulse.so.0")
for name in ("threaded_mainloop_new", "threaded_mainloop_get_api", "context_new", "stream_new"):
    getattr(pulse, f"pa_{name}").restype = ctypes.c_void_p


def main(source: str, name: str) -> None:
    loop = ctypes.c_void_p(pulse.pa_threaded_mainloop_new())
    api = ctypes.c_void_p(pulse.pa_threaded_mainloop_get_api(loop))
    context = ctypes.c_void_p(pulse.pa_context_new(api, name.encode()))
    pulse.pa_threaded_mainloop_start(loop)
    pulse.pa_threaded_mainloop_lock(loop)
    pulse.pa_context_connect(context, None, 0, None)
    pulse.pa_threaded_mainloop_unlock(loop)
    _wait(lambda: pulse.pa_context_get_state(context) == READY)
    pulse.pa_threaded_mainloop_lock(loop)
    spec = Spec(FLOAT32LE, 25, 1)
    stream = ctypes.c_void_p(pulse.pa_stream_new(context, b"Peak detect", ctypes.byref(spec), None))
    buffer = Buffer(AS_IT_LIKES, AS_IT_LIKES, AS_IT_LIKES, AS_IT_LIKES, 4)
    flags = DONT_MOVE | PEAK_DETECT | ADJUST_LATENCY
    pulse.pa_stream_connect_record(stream, source.encode(), ctypes.byref(buffer), flags)
    pulse.pa_threaded_mainloop_unlock(loop)
    _wait(lambda: pulse.pa_stream_get_state(stream) == STREAM_READY)
    print("recording", flush=True)
    while True:
        time.sleep(60)


def _wait(ready: Callable[[], bool]) -> None:
    for _ in range(200):
        if ready():
            return
        time.sleep(0.05)
    sys.exit("the sound server took it not")


if __name__ == "__main__":
    main(*sys.argv[1:])
