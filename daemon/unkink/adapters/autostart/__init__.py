"""What starts unkink when somebody logs in: a desktop file of XDG autostart, or a systemd unit.

Only files with our mark are ever changed, and only when the person says so.
"""
