//! Ctrl-C, a closed terminal, a request to end: what is half written is tidied up first, and then the program ends by the
//! signal, as it would have without.

/// Runs `tidy` when a signal is about to end the program. A signal that the program was started to ignore, as `nohup` starts
/// it, stays ignored.
#[cfg(unix)]
pub fn tidies(tidy: impl FnOnce() + Send + 'static) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let ignored = ignored();
    let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    // Where the system lets nobody listen, the program ends untidily, and nothing else is lost.
    let Ok(mut signals) = signal_hook::iterator::Signals::new(heard) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            tidy();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

#[cfg(not(unix))]
pub fn tidies(_: impl FnOnce() + Send + 'static) {}

/// The signals that are ignored, a bit for each; none where the system does not tell them in a file.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
