#!/usr/bin/env python3
"""What must hold of a run over many schools, tried with the program itself: `batch.py NIANDU FOLDER`.

Ends with exit status 1 where anything failed; every line says what was tried. Needs root for the full disk (a small tmpfs).
"""
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

NIANDU, WORK = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
FAILED = []


def run(*arguments, cwd=None):
    """The exit status of a call of the program, and what it said."""
    call = [NIANDU, "--lang", "en", *map(str, arguments)]
    done = subprocess.run(call, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    return done.returncode, done.stdout


def check(what, holds, why=""):
    """Notes whether something holds."""
    print(f"{'ok     ' if holds else 'FAILED '} {what}{'' if holds else ': ' + why[-1500:]}", flush=True)
    if not holds:
        FAILED.append(what)


def tree(folder):
    """Every file below a folder with its content's hash, but for what the run keeps for itself."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".niandu" not in path.parts)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def times(folder):
    """When every file below a folder was written."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def made(name, schools, *options):
    """A made-up district."""
    folder = WORK / name
    status, said = run("sample", "--schools", schools, "--seed", 7, *options, folder)
    check(f"sample of {schools} schools {' '.join(options)}".strip(), status == 0, said)
    return folder


def unchanged(district, calm):
    """A run after which nothing has changed writes nothing; one changed school is written alone."""
    before = times(calm)
    status, said = run("batch", district, "-o", calm, "-f", "md,html", "--quiet")
    check("a run without changes ends well", status == 0, said)
    after = times(calm)
    check("and writes nothing", before == after, str([name for name in after if before.get(name) != after[name]]))
    one = sorted(path for path in district.glob("*/2025.yaml"))[3]
    text, mark = one.read_text(), marks(district)[one.parent.name]
    one.write_text(text.replace(mark, mark[::-1]))
    run("batch", district, "-o", calm, "-f", "md,html", "--quiet")
    changed = {name for name, at in times(calm).items() if before.get(name) != at}
    school = one.parent.name + "/"
    others = {name for name in changed if not name.startswith((school, "manifest.", "index.html", ".niandu"))}
    check("one changed school is written alone", any(name.startswith(school) for name in changed) and not others, str(others))
    one.write_text(text)


def killed(district, calm, moments):
    """Killed at any moment, a run leaves no half a file, and the next one ends with the same bytes."""
    whole, dice, out = tree(calm), random.Random(11), WORK / "killed"
    begun = time.monotonic()
    subprocess.run(["rm", "-rf", out])
    run("batch", district, "-o", out, "-f", "md,html", "--quiet")
    usual = time.monotonic() - begun
    broken = []
    for moment in range(moments):
        subprocess.run(["rm", "-rf", out])
        call = [NIANDU, "batch", district, "-o", out, "-f", "md,html", "--quiet"]
        child = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.random() * usual)
        child.send_signal(signal.SIGKILL)
        child.wait()
        left = tree(out) if out.exists() else {}
        broken += [f"{moment}: {name}" for name, content in left.items() if whole.get(name) != content]
        if moment % 10 == 0 or broken:
            status, said = run("batch", district, "-o", out, "-f", "md,html", "--quiet")
            if status != 0 or tree(out) != whole:
                broken.append(f"{moment}: the next run differs: {said}")
        if broken:
            break
    check(f"killed at {moments} moments, no half a file, and the next run ends as an undisturbed one", not broken, str(broken))


def parts(district, calm):
    """Two parts of a run, joined, are the whole run."""
    for part in ("1/2", "2/2"):
        status, said = run("batch", district, "-o", WORK / f"part-{part[0]}", "-f", "md,html", "--quiet", "--shard", part)
        check(f"part {part}", status == 0, said)
    status, said = run("merge", WORK / "part-1", WORK / "part-2", "-o", WORK / "joined")
    check("the parts are joined", status == 0, said)
    check("and are the whole run, byte for byte", tree(WORK / "joined") == tree(calm))


def defects():
    """Of 40 schools 30 have a defect each: those are named as the key has them, the rest is written."""
    district = made("defects", 40, "--defects", "30")
    bad = json.loads((district / "defects.json").read_text())
    out = WORK / "defects-out"
    status, said = run("batch", district, "-o", out, "-f", "md,html", "--quiet")
    manifest = json.loads((out / "manifest.json").read_text())
    told = {row["facts"].split("/")[0]: row for row in manifest["schools"]}
    wrong = []
    for entry in bad:
        row = told.get(entry["folder"])
        codes = [problem["code"] for problem in row["problems"]] if row else []
        if not row or row["status"] != "refused" or entry["code"] not in codes or (out / entry["folder"]).exists():
            wrong.append(f"{entry}: {row and row['status']} {codes}")
    check("30 schools with a defect each are refused for what is wrong with them", status == 1 and len(bad) == 30 and not wrong, str(wrong))
    good = [row for row in manifest["schools"] if row["status"] == "written"]
    check("the others are written", len(good) == 40 - 30, str(len(good)))
    strays(district, out)


def marks(district):
    """The word that stands in the facts of one school only, by its folder."""
    return {school["folder"]: school["mark"] for school in json.loads((district / "schools.json").read_text())["schools"]}


def strays(district, out):
    """No paper has the mark of another school."""
    mark_of, found = marks(district), []
    papers = [path for path in out.rglob("*.md")]
    for path in papers:
        school, text = path.relative_to(out).parts[0], path.read_text()
        found += [f"{path}: {other}" for other, mark in mark_of.items() if other != school and mark in text]
    own = sum(mark_of[path.relative_to(out).parts[0]] in path.read_text() for path in papers)
    check(f"no text of one school in {len(papers)} papers of others, its own in {own}", not found and own > 0, str(found[:5]))


def sums(district):
    """The roll-up is that of the raw lines, added up by other means, and that of its parts."""
    status, said = run("rollup", district, "--period", "2025", "-o", WORK / "sum.yaml", "--id", "qinghe-county", "--name", "试验县教育工会", "--date", "2025-12-30")
    check("roll-up", status == 0, said)
    import re

    total = 0
    for path in district.glob("*/2025.yaml"):
        block = re.search(r"^(?:教职工|staff):[^\n]*(?:\n[ \t]+[^\n]*)*", path.read_text(), re.M).group(0)
        total += int(re.search(r"(?:总数|total): *(\d+)", block).group(1))
    text = (WORK / "sum.yaml").read_text()
    block = re.search(r"^教职工:[^\n]*(?:\n[ \t]+[^\n]*)*", text, re.M).group(0)
    check(f"{total} persons of staff", f"总数: {total}人" in block, block)
    for part in ("1/3", "2/3", "3/3"):
        status, said = run("rollup", district, "--period", "2025", "--shard", part, "--part", WORK / f"{part[0]}.json")
        check(f"part {part} of the roll-up", status == 0, said)
    joined = [WORK / f"{part}.json" for part in (3, 1, 2)]
    status, said = run("rollup", "--join", *joined, "-o", WORK / "joined.yaml", "--id", "qinghe-county", "--name", "试验县教育工会", "--date", "2025-12-30")
    same = status == 0 and (WORK / "joined.yaml").read_text().replace("joined", "sum") == text
    check("its parts joined in another order are the same", same, said)
    status, said = run("render", WORK / "sum.yaml", "-k", "district-summary", "-f", "md", "-o", WORK / "summary")
    check("the district's summary is written from it", status == 0, said)


def troubles(district):
    """A full disk, a folder that cannot be written: a reason is said, and nothing half is left."""
    disk = WORK / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk]).returncode == 0
    if not mounted:
        print("skipped a full disk: no tmpfs can be mounted here")
    else:
        status, said = run("batch", district, "-o", disk / "out", "-f", "md,html", "--quiet")
        check("a full disk is told", status == 1 and "E005" in said, said)
        whole = tree(WORK / "calm")
        left = {name: content for name, content in tree(disk / "out").items() if whole.get(name) != content}
        left = [name for name in left if not name.startswith(("manifest", "index"))]
        check("and leaves no half a file", not left, str(left))
        subprocess.run(["umount", disk])
    (WORK / "file").write_text("")
    status, said = run("batch", district, "-o", WORK / "file", "-f", "md", "--quiet")
    check("a file in the place of the folder is told", status == 1 and "E005" in said, said)


def main():
    subprocess.run(["rm", "-rf", WORK])
    WORK.mkdir(parents=True)
    district, calm = made("district", 12), WORK / "calm"
    status, said = run("batch", district, "-o", calm, "-f", "md,html", "--quiet")
    check("batch of 12 schools", status == 0, said)
    status, said = run("batch", district, "-o", WORK / "one", "-f", "md,html", "--quiet", "-j", 1)
    check("one worker writes the same bytes as several", tree(calm) == tree(WORK / "one"), said)
    unchanged(district, calm)
    run("batch", district, "-o", calm, "-f", "md,html", "--quiet")
    killed(district, calm, 100)
    parts(district, calm)
    sums(district)
    troubles(district)
    defects()
    print(f"{len(FAILED)} failed")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
