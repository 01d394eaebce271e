"""Opens the sample brief's e-mail draft in Thunderbird, without a screen, and keeps its picture.

    python docs/mail_draft.py            (needs thunderbird, xvfb, openbox, imagemagick, dbus-run-session)

The picture, docs/images/mail-draft.png, shows that a real mail program opens the draft in its Write window with
both attachments. It is no part of `make test`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "mail-draft.png"
PROGRAMS = ("thunderbird", "Xvfb", "openbox", "import", "dbus-run-session", "xdotool")
SIZE = "1280x1000"
# An account that sends nothing, so that Thunderbird asks no questions, and no look for updates or news.
PREFERENCES = {
    "mail.accountmanager.accounts": "account1",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.identity.id1.fullName": "A. Analyst",
    "mail.identity.id1.useremail": "analyst@example.org",
    "mail.identity.id1.valid": True,
    "mail.spellcheck.inline": False,
    "mail.identity.id1.compose_html": True,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.server.server1.type": "pop3",
    "mail.server.server1.name": "analyst@example.org",
    "mail.server.server1.hostname": "localhost",
    "mail.server.server1.userName": "analyst",
    "mail.server.server1.check_new_mail": False,
    "mail.server.server1.login_at_startup": False,
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "localhost",
    "mail.smtpserver.smtp1.username": "analyst",
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mail.shell.checkDefaultClient": False,
    "mailnews.start_page.enabled": False,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}


def main(arguments: Sequence[str]) -> int:
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        sys.stderr.write(f"Missing: {', '.join(missing)}\n")
        return 2
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "brief.eml"
        draft.write_bytes(Path(arguments[0]).read_bytes() if arguments else sample_draft())
        photograph(draft, Path(folder))
    return 0


def sample_draft() -> bytes:
    sys.path.insert(0, str(ROOT))
    from briefing.export import export
    from tests.samples import sample_brief

    return export(sample_brief(), "eml")


def photograph(draft: Path, folder: Path) -> None:
    """Wait until the Write window is there, then take the picture of the whole screen."""
    profile = folder / "profile"
    profile.mkdir()
    values = {
        name: str(value).lower() if not isinstance(value, str) else f'"{value}"' for name, value in PREFERENCES.items()
    }
    (profile / "user.js").write_text("".join(f'user_pref("{name}", {value});\n' for name, value in values.items()))
    display = ":87"
    surroundings = {**os.environ, "DISPLAY": display, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"}
    surroundings.pop("WAYLAND_DISPLAY", None)
    running = [subprocess.Popen(["Xvfb", display, "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp"])]
    try:
        time.sleep(2)
        running.append(subprocess.Popen(["openbox"], env=surroundings, stderr=subprocess.DEVNULL))
        command = ["dbus-run-session", "thunderbird", "--profile", str(profile), str(draft)]
        running.append(
            subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )
        window = wait_for_window("^Write:", surroundings)
        subprocess.run(["xdotool", "windowsize", window, "1100", "960"], env=surroundings, check=True)
        time.sleep(6)
        subprocess.run(["import", "-window", window, str(PICTURE)], env=surroundings, check=True)
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(20)


def wait_for_window(title: str, surroundings: dict[str, str]) -> str:
    for _ in range(60):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        if found.stdout.strip():
            return found.stdout.split()[-1]
        time.sleep(2)
    subprocess.run(
        ["import", "-window", "root", str(PICTURE.with_suffix(".failed.png"))], env=surroundings, check=False
    )
    raise SystemExit(f"No window {title} came up; what was there is in {PICTURE.with_suffix('.failed.png')}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
