#!/usr/bin/env python3
"""docx_text.py FOLDER PRINTS: whether the PDF that LibreOffice makes of each .docx has the same text in the same order.

Blanks and page numbers are left out on both sides. Exit status 1 where a text differs or there is none to compare.
"""
import pathlib
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bare(text):
    return re.sub(r"\s", "", text)


def of_docx(path):
    body = ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return bare("".join(node.text or "" for node in body.iter(W + "t")))


def of_pdf(path):
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    return bare("".join(line for line in text.splitlines() if not re.fullmatch(r"\s*— \d+ —\s*\f?", line.strip("\f"))))


def main():
    folder, prints = map(pathlib.Path, sys.argv[1:3])
    papers = sorted(folder.glob("*.docx"))
    faults = 0
    for paper in papers:
        want, got = of_docx(paper), of_pdf(prints / (paper.stem + ".pdf"))
        if want != got:
            at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
            print(f"{paper.name}: {want[at - 10:at + 20]!r} became {got[at - 10:at + 20]!r}")
            faults += 1
    print(f"{len(papers)} papers, {faults} faults")
    return 0 if papers and not faults else 1


sys.exit(main())
