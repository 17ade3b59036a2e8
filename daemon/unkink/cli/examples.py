"""What one might type, for `--help` of each command and the manual page. Each line is tried by a
test; a command without one fails it.
"""

BASH = "~/.local/share/bash-completion/completions/unkink"
FISH = "~/.config/fish/completions/unkink.fish"
ZSH = "~/.zfunc/_unkink"

EXAMPLES = (
    ("unkink run --tray none", "start without an icon"),
    ("unkink run --config trial.toml", "start with other settings"),
    ("unkink status", "how long you have been sitting, and what comes next"),
    ("unkink status --json", "the same for programs"),
    ("unkink watch", "one line, and a new one whenever it changes"),
    ("unkink watch --json", "the same for a bar, one JSON object a line"),
    ("unkink why", "why a tip came today, or did not"),
    ("unkink why --last 2h", "of the last two hours"),
    ("unkink today", "the day so far, in your browser"),
    ("unkink today yesterday --print", "the day before, here in the terminal"),
    ("unkink today 2026-11-20 --json", "a day for programs"),
    ("unkink now", "the tip that is next"),
    ("unkink now neck-turns", "this tip"),
    ("unkink now micro", "a tip of this reminder"),
    ("unkink snooze", "later, by as much as your settings say"),
    ("unkink snooze 10m", "in ten minutes"),
    ("unkink skip", "not this one"),
    ("unkink done", "you did it"),
    ("unkink done neck-turns", "you did this one"),
    ("unkink rate neck-turns more", "more like this"),
    ("unkink rate neck-turns not", "not for you; usual brings it back"),
    ("unkink felt neck-turns better", "how it feels after it"),
    ("unkink tight neck shoulders", "tips for these come first for a while"),
    ("unkink tight nowhere", "no more"),
    ("unkink use", "which settings hold"),
    ("unkink use deep-work 2h", "those of a profile, for two hours"),
    ("unkink use by-hours", "whatever the hours of the profiles say"),
    ("unkink pause", "until you resume"),
    ("unkink pause 1h", "for an hour"),
    ("unkink pause until 14:00", "until two o'clock"),
    ("unkink pause tomorrow", "until tomorrow morning"),
    ("unkink resume", "tips again"),
    ("unkink here", "as a touch of the keyboard would; for pens, gamepads, treadmills"),
    ("unkink here 10m", "for ten minutes, whatever the sensors say"),
    ("unkink away", "you leave; the next key or touch ends it"),
    ("unkink sit", "you sit again"),
    ("unkink stand", "you are on your feet"),
    ("unkink walk", "you are on your way"),
    ("unkink sore on", "gentle tips only, until midnight"),
    ("unkink sore off", "all tips again"),
    ("unkink profile", "your answers, and the tags to give"),
    ("unkink profile show", "the same"),
    ("unkink profile none", "none of the questions applies to you"),
    ("unkink profile set hypertension pregnancy", "these two apply, and no others"),
    ("unkink profile decline", "you prefer not to say"),
    ("unkink profile clear", "forget the answers"),
    ("unkink profile cleared", "somebody who knows says that you may"),
    ("unkink tips", "the tips that may be shown to you"),
    ("unkink tips --all", "hidden ones too, and why they are"),
    ("unkink tip neck-turns", "how it is done, in your browser"),
    ("unkink tip neck-turns --say", "here in the terminal, read aloud"),
    ("unkink config path", "where your settings are"),
    ("unkink config init", "write the file that explains them all"),
    ("unkink config check", "every mistake in them"),
    ("unkink config show", "every one in use, and where it comes from"),
    ("unkink config diff", "what you have changed"),
    ("unkink config explain lull", "what one means, and what to write"),
    ("unkink config schema > config.schema.json", "their JSON Schema, for editors"),
    ("unkink config edit", "open them in your editor"),
    ("unkink config set prompt.lull 15s", "change one"),
    ("unkink config unset prompt.lull", "back to its default"),
    ("unkink stats", "this week"),
    ("unkink stats --year", "this month and the eleven before"),
    ("unkink stats --from 2026-11-01 --to 2026-11-15", "any days"),
    ("unkink stats --month --csv > month.csv", "a row for each day, for a spreadsheet"),
    ("unkink history path", "where it is"),
    ("unkink history export history.json", "all of it, to keep or to take along"),
    ("unkink history export --from 2026-11-01 november.json", "from this day on"),
    ("unkink history import history.json", "on the other computer"),
    ("unkink history delete --before 2026-01-01", "forget what is older"),
    ("unkink history delete", "forget everything"),
    ("unkink history day 2026-11-20 --csv friday.csv", "a day, for unkink simulate --day"),
    ("unkink autostart on", "start with your desktop session"),
    ("unkink autostart on --systemd", "the same by a systemd user unit"),
    ("unkink autostart off", "not any more"),
    ("unkink autostart status", "what starts it, and whether that would work"),
    ("unkink doctor", "try everything: a click, a quiet moment, a look at the panel, a page"),
    ("unkink doctor --quick", "what can be tried without you"),
    ("unkink doctor --json", "the same, for programs"),
    (f"unkink completions bash > {BASH}", "the Tab key in bash"),
    (f"unkink completions zsh > {ZSH}", "in zsh, for a folder of its fpath"),
    (f"unkink completions fish > {FISH}", "in fish"),
    ("unkink manual | man -l -", "read the manual page"),
    ("unkink quit", "stop it"),
)


def examples(prog: str) -> str | None:
    """Return the examples of a command such as "unkink profile set", aligned; None without any."""
    found = [(line, about) for line, about in EXAMPLES if f"{prog} " in f"{line} "]
    if not found:
        return None
    width = max(len(line) for line, _ in found)
    rows = (f"  {line:{width}}  {about}" for line, about in found)
    return "\n".join(["examples:", *rows, ""])
