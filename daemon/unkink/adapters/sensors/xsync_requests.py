"""Requests and events of the X Synchronization Extension, as they lie on the wire.

Layouts: "X Synchronization Extension Protocol", version 3.1, section "Encoding".
"""

from Xlib.protocol import rq

_REPLY = (
    rq.ReplyCode(),
    rq.Pad(1),
    rq.Card16("sequence_number"),
    rq.ReplyLength(),
)


class Initialize(rq.ReplyRequest):  # type: ignore[misc]  # python-xlib has no types
    """Say which version we speak."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(0),
        rq.RequestLength(),
        rq.Card8("major"),
        rq.Card8("minor"),
        rq.Pad(2),
    )
    _reply = rq.Struct(*_REPLY, rq.Card8("major"), rq.Card8("minor"), rq.Pad(22))


class ListSystemCounters(rq.ReplyRequest):  # type: ignore[misc]  # python-xlib has no types
    """Ask which counters the server keeps."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(1), rq.RequestLength())
    _reply = rq.Struct(*_REPLY, rq.Card32("count"), rq.Pad(20), rq.Binary("counters"))


class QueryCounter(rq.ReplyRequest):  # type: ignore[misc]  # python-xlib has no types
    """Ask what a counter says now."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(5), rq.RequestLength(), rq.Card32("counter"))
    _reply = rq.Struct(*_REPLY, rq.Int32("high"), rq.Card32("low"), rq.Pad(16))


class CreateAlarm(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    """Be told when a counter crosses a value."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(8),
        rq.RequestLength(),
        rq.Card32("alarm"),
        rq.Card32("given", 0x3F),  # all six attributes follow
        rq.Card32("counter"),
        rq.Card32("value_type", 0),  # absolute
        rq.Int32("high"),
        rq.Card32("low"),
        rq.Card32("transition"),
        rq.Int32("delta_high", 0),  # a transition alarm without delta stays armed as it is
        rq.Card32("delta_low", 0),
        rq.Card32("events", 1),
    )


class SilenceAlarm(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    """Change an alarm to send no events, not even the one that it was destroyed."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(9),
        rq.RequestLength(),
        rq.Card32("alarm"),
        rq.Card32("given", 0x20),
        rq.Card32("events", 0),
    )


class DestroyAlarm(rq.Request):  # type: ignore[misc]  # python-xlib has no types
    """Be told no more."""

    _request = rq.Struct(rq.Card8("opcode"), rq.Opcode(11), rq.RequestLength(), rq.Card32("alarm"))


class AlarmNotify(rq.Event):  # type: ignore[misc]  # python-xlib has no types
    """A counter crossed an alarm's value."""

    _code = None
    _fields = rq.Struct(
        rq.Card8("type"),
        rq.Card8("kind"),
        rq.Card16("sequence_number"),
        rq.Card32("alarm"),
        rq.Int32("high"),
        rq.Card32("low"),
        rq.Int32("alarm_high"),
        rq.Card32("alarm_low"),
        rq.Card32("at"),
        rq.Card8("state"),
        rq.Pad(3),
    )
