//! `niandu merge`: the parts of a run become one. Their papers come together where the whole is written, and the manifest,
//! the table and the page are those that one run over all schools would have written.

use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use sha2::{Digest, Sha256};

use crate::batch::config::is_below;
use crate::batch::index;
use crate::batch::manifest::{self, Gone, Head, Records, Tally, Totals};
use crate::batch::merge::{self, Joined, Papers, Part};
use crate::batch::record::{self, Output, Record};
use crate::batch::shard::Shard;
use crate::cli::batch::store::Store;
use crate::cli::batch::written::{self, Written};
use crate::cli::{DONE, REFUSED, args, disk, note, tell, wrong_call, wrote};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Origin, Say, Source};
use crate::say;

/// The command as it is typed.
pub fn command(language: Language) -> Command {
    let say = |text: Say| text.in_language(language).to_owned();
    Command::new("merge")
        .about(say(say!(
            "把分几份写出的一次批量运行（batch --shard）合成一份",
            "join the parts of a run that were written with `batch --shard`"
        )))
        .after_help(say(say!(
            "例：\n  niandu merge out                         各份写在同一文件夹里：合成清单和一览\n  niandu merge 甲/out 乙/out -o 全部       各份写在不同的文件夹里：文件也复制到一处\n\n\
             合并的结果与一次写完的逐字节相同。\n退出码：0 已合并；1 各份对不上、不全，或有文件缺损，原因已逐条列出；2 命令写错。",
            "Examples:\n  niandu merge out                  parts written into one folder: their manifests and pages become one\n  niandu merge a/out b/out -o all   parts in folders of their own: their papers are copied, too\n\n\
             What comes of it is byte for byte what one run would have written.\nExit status: 0 joined; 1 parts do not fit, one is missing, or a paper is damaged, every reason listed; 2 wrong call."
        )))
        .arg(args::files(
            "parts",
            ["文件夹", "OUT"],
            say!("各份写到的文件夹（batch 的 -o）", "the folders that the parts were written to (-o of batch)"),
            language,
        ))
        .arg(Arg::new("out").short('o').long("out").value_name("DIR").value_parser(value_parser!(PathBuf)).help(say(say!(
            "合到哪个文件夹；只给一个文件夹时默认就在那里",
            "the folder for the whole; by default the one given, where there is only one"
        ))))
        .arg(Arg::new("partial").long("partial").action(ArgAction::SetTrue).help(say(say!(
            "缺几份也合并其余各份，并写明缺哪几份",
            "join what is there although parts are missing, and say which"
        ))))
}

/// Runs the command; gives the exit code.
pub fn run(matches: &ArgMatches, language: Language) -> u8 {
    let folders = folders(matches.get_many::<PathBuf>("parts").into_iter().flatten());
    let out = match (matches.get_one::<PathBuf>("out"), folders.as_slice()) {
        (Some(out), _) => out.clone(),
        (None, [only]) => only.clone(),
        (None, _) => {
            return wrong_call(
                say!("有几个文件夹，要用 -o 写明合到哪里", "with several folders, -o says where the whole is written"),
                language,
            );
        }
    };
    let mut problems = Diagnostics::new();
    let parts = parts(&folders, &mut problems);
    let whole = match problems.has_errors() {
        true => None,
        false => join(&parts, &out, matches.get_flag("partial"), &mut problems, language),
    };
    tell::say(&problems, language);
    let Some(totals) = whole else { return REFUSED };
    for name in [manifest::INDEX_NAME, &manifest::json_name(None), manifest::CSV_NAME] {
        wrote(&out.join(name).display().to_string());
    }
    let Totals { schools, own, written, partly, refused, files, missing, .. } = totals;
    let files_of = schools + own;
    note(
        &say!(
            "合并 {} 份：{files_of} 个事实文件，已写成 {written}，部分写成 {partly}，未写成 {refused}；文件 {files} 个；未报送 {missing} 所",
            "{} parts joined: {files_of} facts files, {written} written, {partly} partly, {refused} not; {files} files; {missing} schools missing",
            parts.len()
        ),
        language,
    );
    DONE
}

/// The folders, each once.
fn folders<'p>(given: impl Iterator<Item = &'p PathBuf>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in given {
        if !folders.iter().any(|other| is_same(other, folder)) {
            folders.push(folder.clone());
        }
    }
    folders
}

fn is_same(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// A part where it lies.
struct Lying {
    part: Part,
    folder: PathBuf,
    manifest: PathBuf,
}

/// The parts in these folders, by their names.
fn parts(folders: &[PathBuf], problems: &mut Diagnostics) -> Vec<Lying> {
    let mut parts = Vec::new();
    for folder in folders {
        let names = match manifests(folder) {
            Ok(names) => names,
            Err(error) => {
                problems.push(*unreadable(folder, &error));
                continue;
            }
        };
        if names.is_empty() {
            let whole = folder.join(manifest::json_name(None)).is_file();
            let hint = match whole {
                true => say!("这里是整次运行，已是一份", "here is a whole run, which needs no joining"),
                false => say!(
                    "先用 niandu batch --shard 1/2 写出各份",
                    "write the parts with `niandu batch --shard 1/2` first"
                ),
            };
            let message = say!(
                "这里没有哪一份的清单（manifest.1-of-2.json）",
                "no part has its manifest here (manifest.1-of-2.json)"
            );
            problems.push(at(folder, "E293", message).hint(hint));
        }
        for name in names {
            let manifest = folder.join(name);
            match open(&manifest) {
                Ok((head, _)) => {
                    let part = Part { name: manifest.display().to_string(), head };
                    parts.push(Lying { part, folder: folder.clone(), manifest });
                }
                Err(error) => problems.push(*unreadable(&manifest, &error)),
            }
        }
    }
    parts
}

/// The names of the manifests of parts in a folder, sorted.
fn manifests(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let tag = name.strip_prefix("manifest.").and_then(|name| name.strip_suffix(".json"));
        let shard = tag.and_then(|tag| Shard::parse(&tag.replacen("-of-", "/", 1)).ok());
        names.extend(shard.filter(|shard| manifest::json_name(Some(*shard)) == name).map(|shard| (shard, name)));
    }
    names.sort();
    Ok(names.into_iter().map(|(_, name)| name).collect())
}

fn open(manifest: &Path) -> io::Result<(Head, Records<BufReader<File>>)> {
    manifest::read(BufReader::new(File::open(manifest)?))
}

fn at(path: &Path, code: &'static str, message: Say) -> Diagnostic {
    Diagnostic::error(code, message).at(&Source::new(path.display().to_string(), ""), Origin::default())
}

fn reason(error: &io::Error) -> Say {
    Say { zh: disk::reason(error), en: error.to_string() }
}

fn unreadable(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let message = match error.kind() {
        ErrorKind::InvalidData => {
            say!("清单不完整，或被改过", "the manifest is not whole or was changed: {error}")
        }
        _ => {
            let Say { zh, en } = reason(error);
            say!("读不了：{zh}", "it cannot be read: {en}")
        }
    };
    at(path, "E293", message)
        .hint(say!("重新写这一份，或重新复制完整", "write this part again, or copy it again as a whole"))
        .into()
}

/// Makes one run of the parts in `out`; `None` where that cannot be, which the problems say.
fn join(parts: &[Lying], out: &Path, partial: bool, problems: &mut Diagnostics, language: Language) -> Option<Totals> {
    let known: Vec<&Part> = parts.iter().map(|lying| &lying.part).collect();
    let absent = merge::fit(&known, partial, problems);
    if problems.has_errors() {
        return None;
    }
    let joined = || -> Result<Option<Totals>, Box<Diagnostic>> {
        // Where one paper is not the one that is meant, nothing is written at all.
        verify(parts, out, problems)?;
        if problems.has_errors() {
            return Ok(None);
        }
        let place = std::path::absolute(out).map_err(|error| disk::unwritten(out, &error))?;
        let store = Store::open(place, out.to_owned(), None)?;
        let tally = bring(parts, out, &store, problems)?;
        let whole = match problems.has_errors() {
            true => None,
            false => {
                let gone = gone(parts, out, &absent)?;
                merge::head(&known, absent, tally, gone)
            }
        };
        if let Some(head) = &whole {
            write_all(parts, &store, head, language)?;
        }
        store.close();
        Ok(whole.map(|head| head.totals))
    };
    joined().unwrap_or_else(|problem| {
        problems.push(*problem);
        None
    })
}

/// The records of all parts in one order, each with the part that it is of.
fn joined(parts: &[Lying]) -> Result<Joined<Records<BufReader<File>>>, Box<Diagnostic>> {
    let mut streams = Vec::new();
    for Lying { part, manifest, .. } in parts {
        let (head, records) = open(manifest).map_err(|error| unreadable(manifest, &error))?;
        // The parts fitted a moment ago; one that is another now belongs to a run that goes on.
        match head.shard.filter(|_| head == part.head) {
            Some(shard) => streams.push((shard, records)),
            None => {
                let changed = io::Error::new(ErrorKind::InvalidData, "it has changed meanwhile");
                return Err(unreadable(manifest, &changed));
            }
        }
    }
    Ok(Joined::new(streams))
}

/// The records of all parts in one order.
fn records(parts: &[Lying]) -> io::Result<impl Iterator<Item = io::Result<Record>>> {
    let joined = joined(parts).map_err(|problem| io::Error::new(ErrorKind::InvalidData, problem.message.en))?;
    Ok(joined.map(|next| next.map(|(_, record)| record).map_err(|(_, error)| error)))
}

/// That the papers of all parts are those that their manifests name.
fn verify(parts: &[Lying], out: &Path, problems: &mut Diagnostics) -> Result<(), Box<Diagnostic>> {
    let here: Vec<bool> = parts.iter().map(|lying| is_same(&lying.folder, out)).collect();
    let noted = Written::read(out);
    for next in joined(parts)? {
        let (from, record) = next.map_err(|(at, error)| unreadable(&parts[at].manifest, &error))?;
        for file in record.files() {
            let is_noted = |sha256: &str| sha256 == file.sha256 || noted.has(&file.path, sha256);
            if !here[from] && !written::may_go(&out.join(&file.path), is_noted) {
                problems.push(changed_there(&out.join(&file.path)));
            }
            // What was copied before need not lie in the folder of its part any more.
            let is_there = !here[from] && is_brought(&out.join(&file.path), file);
            let found = if is_there { Ok(()) } else { is_whole(&parts[from].folder.join(&file.path), file) };
            found.unwrap_or_else(|problem| problems.push(*problem));
        }
    }
    Ok(())
}

/// Brings the papers of all parts to where the whole is written, and counts them. Nothing is copied that is there.
fn bring(parts: &[Lying], out: &Path, store: &Store, problems: &mut Diagnostics) -> Result<Tally, Box<Diagnostic>> {
    let register = parts.first().map(|lying| lying.part.head.register.clone()).unwrap_or_default();
    let mut tally = Tally::new(register);
    let here: Vec<bool> = parts.iter().map(|lying| is_same(&lying.folder, out)).collect();
    for next in joined(parts)? {
        let (from, record) = next.map_err(|(at, error)| unreadable(&parts[at].manifest, &error))?;
        for file in record.files() {
            if !here[from] {
                let copied = copy(&parts[from].folder, &out.join(&file.path), store, file);
                copied.unwrap_or_else(|problem| problems.push(*problem));
            }
        }
        tally.add(&record);
    }
    Ok(tally)
}

/// That a paper is there, as far as one sees without reading it.
fn stands(path: &Path, file: &Output) -> Result<(), Box<Diagnostic>> {
    match fs::metadata(path) {
        Ok(data) if data.is_file() && data.len() == file.bytes => Ok(()),
        Ok(_) => Err(changed(path)),
        Err(error) => Err(damaged(path, reason(&error))),
    }
}

fn damaged(path: &Path, reason: Say) -> Box<Diagnostic> {
    let Say { zh, en } = reason;
    let hint = say!("重新写这一份，或重新复制完整", "write this part again, or copy it again as a whole");
    at(path, "E296", say!("清单里有这个文件，但{zh}", "the manifest names this file, but {en}")).hint(hint).into()
}

/// Whether a paper is where the whole is written already.
fn is_brought(target: &Path, file: &Output) -> bool {
    stands(target, file).is_ok() && hash_of(target).is_ok_and(|hash| hash == file.sha256)
}

/// That a paper is there as its manifest names it.
fn is_whole(path: &Path, file: &Output) -> Result<(), Box<Diagnostic>> {
    stands(path, file)?;
    match hash_of(path) {
        Ok(hash) if hash == file.sha256 => Ok(()),
        Ok(_) => Err(changed(path)),
        Err(error) => Err(damaged(path, reason(&error))),
    }
}

/// Where the whole is to be written a person has changed a paper.
fn changed_there(path: &Path) -> Diagnostic {
    let message =
        say!("这里的文件被人改过，合并会换掉它", "a person has changed this file, and joining would replace it");
    at(path, "E297", message)
        .hint(say!("移到别处再合并；不要了就删去", "move it elsewhere and join again, or delete it"))
}

fn changed(path: &Path) -> Box<Diagnostic> {
    damaged(path, say!("内容与清单所记不符", "its content is not the one of the manifest"))
}

fn hash_of(path: &Path) -> io::Result<String> {
    hash(&mut File::open(path)?, &mut io::sink())
}

/// Copies a paper, unless it is there. It gets its name when it is whole and the one that the manifest means.
fn copy(from: &Path, target: &Path, store: &Store, file: &Output) -> Result<(), Box<Diagnostic>> {
    if is_brought(target, file) {
        return Ok(());
    }
    let source = from.join(&file.path);
    let mut original = File::open(&source).map_err(|error| damaged(&source, reason(&error)))?;
    let mut copied = String::new();
    let ready = store.ready(&file.path, |to| {
        copied = hash(&mut original, to)?;
        Ok(())
    });
    let ready = ready.map_err(|error| disk::unwritten(target, &error))?;
    if copied != file.sha256 {
        ready.drop();
        return Err(changed(&source));
    }
    let folder = record::folder(&file.path);
    store.place(folder, vec![ready]).pop().map_or(Ok(()), |(_, problem)| Err(problem))
}

/// SHA-256 of what is read, which is passed on.
fn hash(from: &mut File, to: &mut impl Write) -> io::Result<String> {
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let count = from.read(&mut buffer)?;
        if count == 0 {
            return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hash.update(&buffer[..count]);
        to.write_all(&buffer[..count])?;
    }
}

/// The papers in the folder of the whole that no school of it has. Those of a part that is not there are nobody's loss.
fn gone(parts: &[Lying], out: &Path, absent: &[Shard]) -> Result<Vec<Gone>, Box<Diagnostic>> {
    let whole = out.join(manifest::json_name(None));
    let mut papers = Papers::new();
    let here = parts.iter().filter(|lying| is_same(&lying.folder, out));
    here.flat_map(|lying| lying.part.head.gone.clone()).for_each(|gone| merge::note(gone, &mut papers));
    let known = || -> io::Result<Vec<Gone>> {
        // The whole that was here before; where it cannot be read, nothing is known of it.
        if let Ok((head, before)) = open(&whole) {
            head.gone.into_iter().for_each(|gone| merge::note(gone, &mut papers));
            merge::left(before.take_while(Result::is_ok), records(parts)?, &mut papers)?;
        }
        papers.retain(|facts, (_, files)| {
            let folder = record::folder(facts);
            files.retain(|path, _| is_below(path) && out.join(path).is_file());
            !absent.iter().any(|shard| shard.takes(folder))
        });
        merge::gone(papers, records(parts)?)
    };
    known().map_err(|error| unreadable(&whole, &error))
}

/// Writes what is said of the whole, each file in one piece.
fn write_all(parts: &[Lying], store: &Store, head: &Head, language: Language) -> Result<(), Box<Diagnostic>> {
    store.renew(manifest::INDEX_NAME, |to| index::write(to, head, records(parts)?, language))?;
    store.renew(manifest::CSV_NAME, |to| manifest::write_csv(to, head, records(parts)?))?;
    // The manifest comes last: where it stands, the rest does.
    store.renew(&manifest::json_name(None), |to| manifest::write_json(to, head, records(parts)?))?;
    Ok(())
}
