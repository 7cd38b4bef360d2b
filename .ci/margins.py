#!/usr/bin/env python3
"""margins.py PRINT.pdf: whether a page that the browser printed keeps the type area of GB/T 9704 (5.1, 5.2.1).

A4; the characters within 28 to 184 mm from the left and 37 to 262 mm from the top, page numbers apart, with the standard's
tolerance of a millimetre. Exit status 1 where one does not.
"""
import logging
import sys

import pdfplumber

logging.disable(logging.WARNING)

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM, SLACK = 28, 184, 37, 262, 1

faults, lefts, tops = [], [], []
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        if abs(page.width / MM - 210) > 0.5 or abs(page.height / MM - 297) > 0.5:
            faults.append(f"page {page.page_number}: {page.width / MM:.1f} x {page.height / MM:.1f} mm")
        for char in page.chars:
            # The em box: 0.88 above the baseline and 0.12 below, whatever the face says of itself.
            base = page.height - char["matrix"][5]
            top, bottom = (base - 0.88 * char["size"]) / MM, (base + 0.12 * char["size"]) / MM
            if not char["text"].strip() or top > BOTTOM:
                continue
            lefts.append(char["x0"] / MM)
            tops.append(top)
            # A mark at the end of a line may hang out with its empty half.
            right = char["x1"] / MM - (char["size"] / 2 / MM if char["text"] in "，。、；：！？）》”" else 0)
            if char["x0"] / MM < LEFT - SLACK or right > RIGHT + SLACK or top < TOP - SLACK or bottom > BOTTOM + SLACK:
                at = f"{char['x0'] / MM:.1f}..{right:.1f} x {top:.1f}..{bottom:.1f} mm"
                faults.append(f"page {page.page_number}: {char['text']} at {at}")
# The first character of the fullest line and of the highest one stand at the edges themselves.
if not lefts or abs(min(lefts) - LEFT) > SLACK or len(pdf.pages) > 1 and abs(min(tops) - TOP) > SLACK:
    faults.append(f"the text begins at {min(lefts, default=0):.1f} x {min(tops, default=0):.1f} mm")
for fault in faults[:20]:
    print(fault)
print(f"{len(faults)} faults")
sys.exit(bool(faults))
