#!/usr/bin/env python3
"""docx.py FOLDER [--faces FOLDER] [--soffice PATH]: checks every .docx below FOLDER.

1. tools/docx_measure.py --check: margins, grid, faces, styles, page numbers; of the file as it is, and of a copy whose
   content controls are opened, as the tool does not see what stands in one.
2. LibreOffice turns each into a PDF, which must have the same words in the same order, page numbers aside. What has a
   place of its own on the page must stand there: the mark of a letter at the top, the imprint at the foot.

Exit status 0 all pass, 1 something fails, 2 no file or no LibreOffice.
"""
import argparse
import concurrent.futures
import contextlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

import pdfplumber

# In place of the folder of this file, whose name is also that of a package.
sys.path[0] = str(pathlib.Path(__file__).resolve().parent / "tools")
import docx_measure  # noqa: E402

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4
# Controls are text here, not fields of a form.
HOW = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'


def bare(words):
    """Words without blanks; a PDF names some characters by their compatible forms."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def opened(path, copy):
    """A copy of a file in which what stood in content controls stands in the text."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = re.sub(rb"<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>|</w:sdtContent></w:sdt>", b"", part)
                assert b"w:sdt" not in part
            target.writestr(name, part)


def measured(path):
    """What the tool finds wrong in a file."""
    try:
        found = docx_measure.checks(docx_measure.measure(str(path)))
    except Exception as reason:  # noqa: BLE001
        return [f"unreadable: {reason}"]
    return [f"{c['id']} {c['item']}: {c['expected']}, not {c['measured']}" for c in found if c["result"] != "pass"]


def words_of(path):
    """The words of a file in their order, in parts: each with its place on the page, `top`, `foot` or none."""
    root = ET.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    places = {}
    for table in root.iter(W + "tbl"):
        floats = table.find(f"{W}tblPr/{W}tblpPr")
        if floats is not None:
            place = "foot" if floats.get(W + "tblpYSpec") == "bottom" else "top"
            places.update((paragraph, place) for paragraph in table.iter(W + "p"))
    parts = []
    for paragraph in root.iter(W + "p"):
        place = places.get(paragraph)
        words = bare("".join(t.text or "" for t in paragraph.iter(W + "t")))
        if parts and parts[-1][0] == place:
            parts[-1] = (place, parts[-1][1] + words)
        elif words:
            parts.append((place, words))
    return parts


def page_words(page):
    """The characters of a page as they were written, each with its distance from the top in millimetres."""
    found = []
    for char in page.chars:
        # What is turned beside a table that lies stands under the type area of the upright sheet.
        top = char["top"] if char["upright"] else page.height
        for c in bare(char["text"]):
            found.append((c, top / MM))
    text = "".join(c for c, _ in found)
    # The page number: the last line, under the type area (7.5), or beside it on a page that lies on its side.
    number = re.search(r"—\d+—", "".join(c for c, top in found if top > page.height / MM - 36))
    if number:
        at = text.rfind(number.group())
        del found[at:at + len(number.group())]
    return found


def differs(path, pdf):
    """Where the words of the PDF part from those of the file; none where they do not."""
    parts = words_of(path)
    with pdfplumber.open(pdf) as document:
        pages = [page_words(page) for page in document.pages]
    # What has a place is taken from there, and nowhere else: it is written before or after the text of its page.
    for place, words in parts:
        if place is None:
            continue
        page = pages[0] if place == "top" else pages[-1]
        at = "".join(c for c, _ in page).find(words)
        while at >= 0 and not all(top < 50 if place == "top" else top > 215 for _, top in page[at:at + len(words)]):
            at = "".join(c for c, _ in page).find(words, at + 1)
        if at < 0:
            return f"no {words} at the {place} of its page"
        del page[at:at + len(words)]
    text = "".join(words for place, words in parts if place is None)
    found = "".join(c for page in pages for c, _ in page)
    if found == text:
        return None
    at = next((i for i, (a, b) in enumerate(zip(text, found)) if a != b), min(len(text), len(found)))
    return f"file …{text[max(0, at - 10):at + 20]} | pdf …{found[max(0, at - 10):at + 20]}"


def check(path, pdf, copy):
    """All faults of a file."""
    opened(path, copy)
    with contextlib.redirect_stderr(io.StringIO()):
        faults = list(dict.fromkeys(measured(path) + measured(copy)))
    difference = differs(path, pdf) if pdf.exists() else "LibreOffice does not open it"
    return faults + ([difference] if difference else [])


def convert(files, folder, soffice, faces):
    """Turns all files into PDFs in one run of LibreOffice. Files of one name may stand in several folders."""
    environment = dict(os.environ)
    if faces:
        fonts = folder / "fonts.conf"
        own = f"<dir>{faces.resolve()}</dir><cachedir>{folder}/faces</cachedir>"
        fonts.write_text(f'<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{own}</fontconfig>')
        environment["FONTCONFIG_FILE"] = str(fonts)
    sources = [folder / f"{at}.docx" for at in range(len(files))]
    for path, source in zip(files, sources):
        shutil.copyfile(path, source)
    call = [soffice, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", HOW, "--outdir", folder, *sources]
    subprocess.run(call, capture_output=True, check=True, env=environment)
    return [source.with_suffix(".pdf") for source in sources]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("folder", type=pathlib.Path)
    ap.add_argument("--faces", type=pathlib.Path, help="faces that need not be installed")
    ap.add_argument("--soffice", default=shutil.which("soffice"))
    a = ap.parse_args()
    files = sorted(a.folder.rglob("*.docx"))
    if not files or not a.soffice:
        print("no .docx" if not files else "no soffice", file=sys.stderr)
        return 2
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        pdfs = convert(files, folder, a.soffice, a.faces)
        copies = [folder / f"{at}-opened.docx" for at in range(len(files))]
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            for path, faults in zip(files, pool.map(check, files, pdfs, copies)):
                failed += bool(faults)
                print("FAIL" if faults else "ok  ", path.relative_to(a.folder), *(f"\n     {fault}" for fault in faults))
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
