//! Arguments to exit code.

use mentorlog::environment::Environment;
use std::process::ExitCode;

fn main() -> ExitCode {
    mentorlog::run(std::env::args_os(), Environment::read())
}
