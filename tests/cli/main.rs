//! The program as its users run it: exit codes, messages word for word, every form of output, files whole or not at
//! all.

mod bench;
mod exit_codes;
mod formats;
mod gazetteer;
mod help;
mod inputs;
mod interrupts;
mod mistakes;
mod names;
mod output;
mod report;
mod tools;
