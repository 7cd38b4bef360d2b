#!/usr/bin/env python3
"""docx.py FOLDER [--soffice PATH]: checks every .docx below FOLDER.

1. tools/docx_measure.py --check: margins, grid, faces, styles, page numbers.
2. LibreOffice turns each into a PDF; its words must be those of the file, in their order (without page numbers).

Exit status 0 all pass, 1 something fails, 2 no file or no LibreOffice.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What stands where it shall on the page and not where it stands in the file.
PLACED = {"HeadLine", "HeadBold", "Mark", "DocumentNumber", "Signers", "ImprintLine"}
TOOLS = pathlib.Path(__file__).resolve().parent / "tools"


def bare(words):
    """Words without blanks; LibreOffice names some characters by their compatible forms."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def words_of(path):
    """The running text of a file, and the words of its placed paragraphs."""
    root = ET.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    text, placed = [], []
    for paragraph in root.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        words = bare("".join(t.text or "" for t in paragraph.iter(W + "t")))
        runs = [bare(t.text or "") for t in paragraph.iter(W + "t")]
        if style is not None and style.get(W + "val") in PLACED:
            placed += [run for run in runs if run]
        else:
            text.append(words)
    return "".join(text), placed


def words_of_pdf(path):
    raw = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in raw.replace("\f", "\n").split("\n") if not re.fullmatch(r"\s*[—–-]\s*\d+\s*[—–-]\s*", line)]
    return bare("".join(lines))


def differs(path, pdf):
    """Where the words of the PDF part from those of the file; None where they do not."""
    text, placed = words_of(path)
    found = words_of_pdf(pdf)
    for words in sorted(placed, key=len, reverse=True):
        if words not in found:
            return f"no {words}"
        found = found.replace(words, "", 1)
    # A placed word that also stands in the text may have been taken from there.
    if found == text or sorted(found) == sorted(text) and placed:
        return None
    at = next((i for i, (a, b) in enumerate(zip(text, found)) if a != b), min(len(text), len(found)))
    return f"file …{text[max(0, at - 10):at + 20]} | pdf …{found[max(0, at - 10):at + 20]}"


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("folder", type=pathlib.Path)
    ap.add_argument("--soffice", default=shutil.which("soffice"))
    a = ap.parse_args()
    files = sorted(a.folder.rglob("*.docx"))
    if not files or not a.soffice:
        print("no .docx" if not files else "no soffice", file=sys.stderr)
        return 2
    failed = 0
    for path in files:
        measured = subprocess.run([sys.executable, TOOLS / "docx_measure.py", path, "--check"], capture_output=True, text=True)
        faults = [line for line in measured.stderr.splitlines() if line.startswith("FAIL")]
        with tempfile.TemporaryDirectory() as folder:
            # One at a time: files of one name may stand in several folders. Controls are text, not fields of a form.
            how = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'
            call = [a.soffice, f"-env:UserInstallation=file://{a.folder.resolve()}/.office", "--headless", "--convert-to", how, "--outdir", folder, path]
            subprocess.run(call, capture_output=True, check=True)
            pdf = next(pathlib.Path(folder).glob("*.pdf"), None)
            difference = differs(path, pdf) if pdf else "not converted"
        if difference:
            faults.append(f"FAIL WORDS {difference}")
        failed += bool(faults)
        print("ok  " if not faults else "FAIL", path, *faults, sep="\n     " if faults else " ")
    shutil.rmtree(a.folder / ".office", ignore_errors=True)
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
