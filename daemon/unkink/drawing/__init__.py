"""The tray icons: how they are drawn (with Pillow, when the icons are made) and packed.

`family` and `pack` are light and used by the daemon; only `tray_icon`, `contact_sheet` and
`__main__` import Pillow. `python -m unkink.drawing icons` draws everything again.
"""
