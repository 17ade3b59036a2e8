"""Shows one notification with plyer: its arguments as JSON on standard input.

`PlyerNotifier` runs this and lets it end. On Linux plyer starts `notify-send` and never looks at
its exit status; what that program has to complain of comes out on our standard error.
Exit codes: 0 plyer found nothing wrong, 1 it cannot show anything (standard error says why).
"""

import json
import sys
import warnings


def main() -> int:
    """Read, show, end."""
    arguments = json.load(sys.stdin)
    try:
        # In a plain virtual environment plyer warns at length about the dbus package, which has
        # no wheel and is not needed.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from plyer import notification

            notification.notify(**arguments)
    except NotImplementedError:
        sys.stderr.write("there is no way to do so here\n")
    except Exception as error:  # noqa: BLE001 - each of plyer's platforms raises whatever it meets
        sys.stderr.write(f"{error or type(error).__name__}\n")
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
