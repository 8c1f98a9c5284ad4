//! What describes the command line: completions for shells, the manual page.

use super::output::Output;
use super::run::Tally;
use super::stop::Stop;
use clap::Args;
use clap_complete::Shell;
use std::io::Write;

/// Print completions for a shell
///
/// For bash: newsnlp completions bash > ~/.local/share/bash-completion/completions/newsnlp
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// bash, elvish, fish, powershell or zsh
    #[arg(hide_possible_values = true)]
    shell: Shell,
}

/// Print the manual page
///
/// To read it: newsnlp man | man -l -
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The page of one command, such as entities
    command: Option<String>,
}

impl CompletionsArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Tally, Stop> {
        // Written to memory first: clap_complete panics on a closed pipe.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "newsnlp", &mut script);
        print(&script)
    }
}

impl ManArgs {
    /// Runs the command.
    pub fn run(&self) -> Result<Tally, Stop> {
        let mut command = super::command();
        command.build();
        if let Some(name) = &self.command {
            let found = command.find_subcommand(name).cloned();
            command =
                found.ok_or_else(|| Stop::at(format!("{name:?}"), "no such command; see newsnlp --help"))?;
        }
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page).map_err(|error| Stop::write("memory", &error))?;
        print(&page)
    }
}

fn print(bytes: &[u8]) -> Result<Tally, Stop> {
    let mut output = Output::stdout();
    output.put(|out| out.write_all(bytes))?;
    output.finish()?;
    Ok(Tally::default())
}
