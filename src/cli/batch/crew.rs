//! The threads of a run. Each works in a pool of its own, so that Typst's own threads do not get in each other's way.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;

use crate::cli::batch::folder::{Bench, Done, Fate};
use crate::cli::batch::survey::Folder;
use crate::diagnostic::Say;
use crate::publish::pdf::pool_of_one;
use crate::say;

/// What a worker has to tell.
pub enum News {
    /// A facts file is being written.
    Begun(String),
    /// A facts file is done with.
    Done(Box<Done>),
    /// A worker cannot work.
    Idle(Say),
}

/// Works through the folders with so many threads; `hear` is told the news as they come, on this thread.
pub fn work(folders: &[&Folder], bench: &Bench<'_>, threads: usize, fail_fast: bool, mut hear: impl FnMut(News)) {
    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    // Who is far ahead waits: what is done does not pile up.
    let (sender, receiver) = sync_channel(4 * threads);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(folders.len()).max(1) {
            let (sender, next, stop) = (sender.clone(), &next, &stop);
            scope.spawn(move || {
                let tell = |news| drop(sender.send(news));
                let pool = match pool_of_one() {
                    Ok(pool) => pool,
                    Err(error) => {
                        tell(News::Idle(say!("起不了工作线程：{error}", "no worker thread: {error}")));
                        return;
                    }
                };
                pool.install(|| {
                    while !stop.load(Ordering::Relaxed)
                        && let Some(folder) = folders.get(next.fetch_add(1, Ordering::Relaxed))
                    {
                        bench.work(folder, &|facts| tell(News::Begun(facts.to_owned())), &mut |done| {
                            let ends = done.stuck.is_some() || fail_fast && done.fate == Fate::Refused;
                            if ends {
                                stop.store(true, Ordering::Relaxed);
                            }
                            tell(News::Done(Box::new(done)));
                            !stop.load(Ordering::Relaxed)
                        });
                    }
                });
            });
        }
        drop(sender);
        receiver.into_iter().for_each(&mut hear);
    });
}
