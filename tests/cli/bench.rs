//! A folder to run the program in. A failure shows the command and all it said.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_newsnlp");

/// A temporary folder that commands run in.
pub struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// A folder with a small corpus: `articles.jsonl`, two articles.
    pub fn with_articles() -> Self {
        let bench = Self::new();
        bench.file("articles.jsonl", ARTICLES);
        bench
    }

    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of the files in a folder, sorted.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("it lists").file_name();
        let mut names: Vec<_> = entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(&self.folder).stdin(Stdio::null()).env_remove("NO_COLOR");
        command
    }

    /// Runs the program; `args` are parted at blanks.
    pub fn run(&self, args: &str) -> Done {
        Done::of(self.command(args.split_whitespace()))
    }

    /// Runs the program with something in its standard input.
    pub fn pipe(&self, args: &str, input: &str) -> Done {
        let mut command = self.command(args.split_whitespace());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("it has a standard input");
        stdin.write_all(input.as_bytes()).expect("the program reads");
        drop(stdin);
        Done { output: child.wait_with_output().expect("the program ends"), command }
    }
}

/// A command that has run.
pub struct Done {
    command: Command,
    output: Output,
}

impl Done {
    pub fn of(mut command: Command) -> Self {
        Self { output: command.output().expect("the program starts"), command }
    }

    #[track_caller]
    pub fn code(&self, expected: i32) -> &Self {
        assert_eq!(self.output.status.code(), Some(expected), "exit code{self}");
        self
    }

    #[track_caller]
    pub fn says(&self, expected: &str) -> &Self {
        assert_eq!(self.stderr(), expected, "standard error{self}");
        self
    }

    #[track_caller]
    pub fn says_nothing(&self) -> &Self {
        self.says("")
    }

    /// Standard error is one line that begins so.
    #[track_caller]
    pub fn says_one_line(&self, beginning: &str) -> &Self {
        let said = self.stderr();
        assert!(said.starts_with(beginning) && said.lines().count() == 1, "one line {beginning}…{self}");
        self
    }

    #[track_caller]
    pub fn prints(&self, expected: &str) -> &Self {
        assert_eq!(self.stdout(), expected, "standard output{self}");
        self
    }

    pub fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("the program writes UTF-8")
    }

    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }
}

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let cut = |text: String| text.chars().take(4000).collect::<String>();
        write!(
            f,
            "\n--- {:?} in {}\n--- exit {}\n--- standard output\n{}\n--- standard error\n{}",
            self.command,
            self.command.get_current_dir().unwrap_or(Path::new(".")).display(),
            self.output.status,
            cut(self.stdout()),
            cut(self.stderr())
        )
    }
}

/// Two articles, with a line for each thing offsets may stumble on: marks beyond ASCII and beyond the BMP, CRLF.
pub const ARTICLES: &str = concat!(
    r#"{"id":"courtyards","title":"Protest in courtyards","published":"2021-02-10","language":"en","#,
    r#""text":"Åse Brekkhus met Alexei Navalny in Moscow on January 17.\r\nThe protest 😀 went on. Navalny's protest."}"#,
    "\n",
    r#"{"id":"vaccine","published":"2021-03-01","language":"en","#,
    r#""text":"The European Union ordered a vaccine. Germany, a member, ordered the vaccine last week."}"#,
    "\n"
);

/// Many short articles as JSON lines.
pub fn many_articles(count: usize) -> String {
    let line = |number: usize| {
        format!(
            "{{\"id\":\"a{number}\",\"published\":\"2021-02-10\",\"language\":\"en\",\"text\":\"Germany and France \
             met in Paris on Monday, for the {number}th time. The protest of word{number} went on.\"}}\n"
        )
    };
    (0..count).map(line).collect()
}
