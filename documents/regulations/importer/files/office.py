"""DOC, RTF and ODT: LibreOffice, where the server has it, saves them as DOCX, and that is read.

It works in a process apart, on a profile made for this one file: without macros, without a network,
within limits of time and memory (T24, T25).
"""

import shutil
import tempfile
from pathlib import Path

from documents.uploads import limits
from documents.uploads.inspection import FileRefused, inspect

from . import word
from .results import Extract, refusal

PROGRAM = "soffice"
SECONDS = 60
MEMORY = 4 * 1024**3
OUTPUT = 64 * 1024 * 1024
SAVE_AS_DOCX = (
    "Откройте файл в Word или LibreOffice, выберите «Сохранить как» — «Документ Word (.docx)» "
    "и загрузите полученный файл."
)
# Nothing of the document runs, nothing outside of it is fetched: a proxy that is nowhere takes the rest.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def extract(data: bytes) -> Extract:
    """The lines of the document; DomainError with the way to save it when it cannot be opened here."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise refusal(f"На сервере нет LibreOffice, чтобы открыть файл этого вида. {SAVE_AS_DOCX}")
    try:
        converted = _as_docx(data, program)
        return word.extract(inspect("", converted, ("docx",)).content)
    except limits.Failed:
        raise refusal(
            f"LibreOffice не смог открыть файл за отведённое время. {SAVE_AS_DOCX}"
        ) from None
    except FileRefused as error:
        raise refusal(f"{error} {SAVE_AS_DOCX}") from None


def _as_docx(data: bytes, program: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="regulation-") as folder:
        home = Path(folder)
        profile = home / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE)
        source, result = home / "source", home / "result"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(result), str(source)),
        ]
        limits.run(command, data=b"", seconds=SECONDS, memory=MEMORY, output=OUTPUT, home=home)
        try:
            return (result / "source.docx").read_bytes()
        except FileNotFoundError:
            raise limits.Failed("nothing was converted") from None
