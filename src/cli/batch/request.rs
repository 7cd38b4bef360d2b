//! What a run is to do, from the command line and from `niandu.yaml`; the command line wins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::batch::config::{self, Config};
use crate::batch::record::{Input, Role};
use crate::batch::shard::Shard;
use crate::cli::batch::notes::Notes;
use crate::cli::fonts::Places;
use crate::cli::{args, disk, files, photos, render};
use crate::diagnostic::{Diagnostics, Say, Source};
use crate::document::templates::Templates;
use crate::facts::time::Period;
use crate::facts::value::{Text, Tier};
use crate::publish::Format;
use crate::report::Order;
use crate::say;

/// What a run is to do.
pub struct Request {
    /// The run's folder, as the user named it.
    pub dir: PathBuf,
    pub config: Option<Settled>,
    pub order: Order,
    /// The kinds that bodies of each level write, where the configuration says so and the command does not.
    pub levels: BTreeMap<Tier, Vec<String>>,
    pub period: Option<Period>,
    /// The output folder, as the user named it, on the disk, and from the run's folder.
    pub shown: PathBuf,
    pub out: PathBuf,
    pub way: PathBuf,
    pub templates: Option<PathBuf>,
    pub fonts: Places,
    pub css: Option<PathBuf>,
    pub shard: Option<Shard>,
    pub threads: usize,
    pub denies: bool,
    pub force: bool,
    pub prune: bool,
    pub fail_fast: bool,
    pub quiet: bool,
}

/// A configuration as it was read.
pub struct Settled {
    pub config: Config,
    pub source: Source,
    pub input: Input,
}

impl Settled {
    /// A word of the configuration is wrong.
    pub fn refuses(&self, word: &Text, what: Say) -> Refusal {
        let mut problems = Diagnostics::new();
        problems.push(Config::unknown(&self.source, word, what));
        Refusal::Problems(problems)
    }
}

/// Why there is no request.
pub enum Refusal {
    /// The call is wrong.
    Call(Say),
    /// Something is wrong with the configuration or with the folder.
    Problems(Diagnostics),
}

impl From<Say> for Refusal {
    fn from(say: Say) -> Self {
        Self::Call(say)
    }
}

impl Request {
    /// What the templates have to say of kinds and layout: the kinds by the names of their folders from now on.
    pub fn settle(&mut self, matches: &ArgMatches, templates: &Templates) -> Result<(), Refusal> {
        let config = self.config.as_ref();
        for kinds in self.levels.values_mut().chain([&mut self.order.kinds]) {
            *kinds = args::known_kinds(kinds, templates).map_err(|unknown| {
                let wrong = |kind: &&Text| args::known_kinds(&[kind.text.trim().to_owned()], templates).is_err();
                let word = config.and_then(|settled| Some((settled, settled.config.kinds.members().find(wrong)?)));
                match word.filter(|_| !matches.contains_id("kind")) {
                    Some((settled, word)) => settled.refuses(word, unknown),
                    None => unknown.into(),
                }
            })?;
        }
        let layout = self.order.layout.as_deref();
        let Some(unknown) = layout.and_then(|name| render::unknown_layout(name, templates)) else { return Ok(()) };
        let word = config.and_then(|settled| Some((settled, settled.config.layout.as_ref()?)));
        Err(match word.filter(|_| !matches.contains_id("layout")) {
            Some((settled, word)) => settled.refuses(word, unknown),
            None => unknown.into(),
        })
    }

    /// Reads the options and the configuration in the run's folder. `problems` are those that keep nothing from being written.
    pub fn read(matches: &ArgMatches, problems: &mut Diagnostics) -> Result<Self, Refusal> {
        let dir = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default();
        if !dir.is_dir() {
            return Err(Refusal::Problems(no_folder(&dir)));
        }
        let config = settled(&dir, problems)?;
        let own = config.as_ref().map(|settled| &settled.config);
        let text = |field: fn(&Config) -> Option<&Text>| own.and_then(field).map(|text| text.text.trim().to_owned());
        let usual = Order {
            kinds: own.map(|config| texts(&config.kinds.all)).unwrap_or_default(),
            formats: own.map(|config| formats(&config.formats)).unwrap_or_default(),
            layout: text(|config| config.layout.as_ref()),
            name: text(|config| config.name.as_ref()),
            ..Order::default()
        };
        let order = render::order(matches, &usual)?;
        if let Some(wrong) = order.name.as_deref().and_then(render::wrong_place) {
            return Err(match (&config, own.and_then(|config| config.name.as_ref())) {
                (Some(settled), Some(name)) if !matches.contains_id("name") => settled.refuses(name, wrong),
                _ => wrong.into(),
            });
        }
        let period = match matches.get_one::<String>("period") {
            Some(text) => Some(Period::parse(text).map_err(|refused| Refusal::Call(refused.message))?),
            None => own.and_then(|config| config.period.as_ref()).map(|span| span.period),
        };
        let path = |option: &str| matches.get_one::<PathBuf>(option).cloned();
        let beside = |field: fn(&Config) -> Option<&Text>| text(field).map(|path| dir.join(path));
        let given = path("out");
        let in_config = beside(|config| config.output.as_ref()).filter(|_| given.is_none());
        let near = in_config.is_some() || dir.is_relative() && given.as_ref().is_none_or(|out| out.is_relative());
        let shown = given.or(in_config).unwrap_or_else(|| "out".into());
        let out = std::path::absolute(&shown).unwrap_or_else(|_| shown.clone());
        apart(&dir, &out)?;
        let way = photos::way(&dir, &shown).filter(|_| near).map_or_else(|| out.clone(), PathBuf::from);
        let prints_pages = order.formats.contains(&Format::Html);
        let shard = matches.get_one::<String>("shard").map(|text| Shard::parse(text)).transpose()?;
        let levels = own.filter(|_| !matches.contains_id("kind")).map(levels).unwrap_or_default();
        Ok(Self {
            levels,
            period,
            shown,
            out,
            way,
            templates: path("templates").or_else(|| beside(|config| config.templates.as_ref())),
            fonts: Places::read(matches).absolute(),
            css: path("css").or_else(|| beside(|config| config.css.as_ref()).filter(|_| prints_pages)),
            shard,
            threads: args::threads(matches),
            denies: args::denies(matches),
            force: matches.get_flag("force"),
            prune: matches.get_flag("prune"),
            fail_fast: matches.get_flag("fail-fast"),
            quiet: matches.get_flag("quiet"),
            dir,
            config,
            order,
        })
    }
}

fn texts(list: &[Text]) -> Vec<String> {
    list.iter().map(|text| text.text.trim().to_owned()).collect()
}

/// The kinds that a configuration names for each level.
fn levels(config: &Config) -> BTreeMap<Tier, Vec<String>> {
    let mut levels: BTreeMap<Tier, Vec<String>> = BTreeMap::new();
    for (level, kinds) in &config.kinds.each {
        let Some(tier) = Tier::of(level.text.trim()) else { continue };
        levels.entry(tier).or_default().extend(texts(kinds));
    }
    levels
}

/// The formats of these names, in the order in which they are written.
fn formats(names: &[Text]) -> Vec<Format> {
    let named = |format: &Format| names.iter().any(|name| name.text.trim() == format.ending());
    Format::ALL.into_iter().filter(named).collect()
}

/// The configuration of a run, where its folder has one.
fn settled(dir: &Path, problems: &mut Diagnostics) -> Result<Option<Settled>, Refusal> {
    let path = dir.join(config::FILE);
    if !path.exists() {
        return Ok(None);
    }
    let mut notes = Notes::default();
    let mut found = Diagnostics::new();
    let source = match disk::read_seen(&path, Role::Config, &mut notes) {
        Ok(source) => source,
        Err(problem) => {
            found.push(*problem);
            return Err(Refusal::Problems(found));
        }
    };
    let Some(config) = Config::read(&source, &mut found) else { return Err(Refusal::Problems(found)) };
    problems.append(found);
    let sha256 = notes.inputs().pop().map(|input| input.sha256).unwrap_or_default();
    let input = Input { role: Role::Config, path: config::FILE.to_owned(), sha256 };
    Ok(Some(Settled { config, source, input }))
}

/// A folder that is none, told as the walk tells it.
fn no_folder(dir: &Path) -> Diagnostics {
    let mut problems = Diagnostics::new();
    if dir.exists() {
        let shown = dir.display();
        let message = say!("{shown} 不是文件夹", "{shown} is no folder");
        let hint = say!(
            "给出各校事实所在的文件夹；写一份文件用 niandu render",
            "name the folder of the schools' facts; for a single file there is `niandu render`"
        );
        problems.push(crate::diagnostic::Diagnostic::error("E280", message).hint(hint));
    } else if let Err(problem) = disk::read(dir) {
        problems.push(*problem);
    }
    problems
}

/// The output folder is none in which facts lie: nobody's facts or drafts are written over.
fn apart(dir: &Path, out: &Path) -> Result<(), Say> {
    let (facts, papers) = (photos::real(dir), photos::real(out));
    let Some((facts, papers)) = facts.zip(papers) else { return Ok(()) };
    let shown = out.display();
    if facts.starts_with(&papers) {
        return Err(say!(
            "输出文件夹 {shown} 里有各校的事实；换一个文件夹（-o）",
            "the facts lie in the output folder {shown}; choose another one (-o)"
        ));
    }
    let own = papers.join(crate::batch::manifest::STATE).is_dir();
    if papers.starts_with(&facts) && !own && !files::listed(&papers, &[]).0.is_empty() {
        return Err(say!(
            "输出文件夹 {shown} 里有事实文件；换一个文件夹（-o）",
            "there are facts files in the output folder {shown}; choose another one (-o)"
        ));
    }
    Ok(())
}
