//! The program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    niandu::cli::run(std::env::args_os())
}
