//! The progress bar: on standard error when that is a terminal, the results go elsewhere, and the run is long.

use super::messages::Messages;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A run shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Articles between two looks at the clock.
const BETWEEN: u64 = 64;

/// Counts articles, and shows the count once the run is long, with the share of the input that has been read.
#[derive(Debug)]
pub struct Progress {
    started: Instant,
    wanted: bool,
    articles: u64,
    /// Bytes read so far.
    reached: Arc<AtomicU64>,
    /// Bytes there are, where that is known: not of a pipe.
    bytes: Option<u64>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Nothing counted yet. `to_terminal`: the results themselves go to the terminal.
    pub fn new(messages: Messages, to_terminal: bool, reached: Arc<AtomicU64>, bytes: Option<u64>) -> Self {
        let wanted = !messages.is_quiet() && !to_terminal && std::io::stderr().is_terminal();
        Self { started: Instant::now(), wanted, articles: 0, reached, bytes, bar: None }
    }

    /// One more article is done.
    pub fn count(&mut self) {
        self.articles += 1;
        if self.wanted && self.bar.is_none() && self.started.elapsed() > PATIENCE {
            self.bar = Some(bar(self.started.elapsed()));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.articles);
            if self.articles.is_multiple_of(BETWEEN) {
                let rate = self.articles as f64 / self.started.elapsed().as_secs_f64();
                let share = self.share().map_or_else(String::new, |share| format!("{share} %  "));
                bar.set_message(format!("{share}{rate:.0} a second"));
            }
        }
    }

    /// Hundredths of the input that have been read.
    fn share(&self) -> Option<u64> {
        let bytes = self.bytes.filter(|bytes| *bytes > 0)?;
        Some((100 * self.reached.load(Ordering::Relaxed) / bytes).min(100))
    }

    /// Says something without the bar in between.
    pub fn aside(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(elapsed: Duration) -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {human_pos} articles  {msg}  {elapsed}");
    let bar = ProgressBar::new_spinner().with_elapsed(elapsed);
    bar.set_style(style.expect("the template is well formed"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
