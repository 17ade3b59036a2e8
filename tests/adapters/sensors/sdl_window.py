"""A window of SDL, as a game has one; a process of its own, ended by its parent.

SDL resets the X server's idle counters each half minute while its window is open.
"""

import ctypes
import sys
import time

VIDEO, SHOWN, FULL_SCREEN = 0x20, 0x4, 0x1001

sdl = ctypes.CDLL("libSDL2-2.0.so.0")
sdl.SDL_CreateWindow.restype = ctypes.c_void_p
flags = SHOWN | (FULL_SCREEN if "full" in sys.argv else 0)
if sdl.SDL_Init(VIDEO) or not sdl.SDL_CreateWindow(b"a game", 0, 0, 200, 150, flags):
    sys.exit("SDL opens no window here")
print("open", flush=True)
while True:
    sdl.SDL_PumpEvents()
    time.sleep(0.05)
