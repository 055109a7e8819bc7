//! The one way out: every printed text goes through here, cleaned of control sequences.

use super::Global;
use super::pick::shown;
use super::table::Table;
use crate::config::{ColorChoice, Config};
use crate::environment::Environment;
use crate::error::Problem;
use crate::model::text::clean;
use crate::tui::widget::text::wrap;
use serde_json::{Value as Json, json};
use std::io::{BufWriter, ErrorKind, Stdout, Write};
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Cells of a line where nothing says how wide the output is.
const USUAL: usize = 80;
/// Fewer cells than this hold no sentence.
const NARROWEST: usize = 30;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For people.
    Text,
    /// One record a line, fields separated by tabs.
    Plain,
    /// For programs.
    Json,
}

/// How a text stands out; a sign of its own always goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Not at all.
    #[default]
    None,
    /// A heading.
    Heading,
    /// An id, a way on.
    Accent,
    /// What is late or wrong.
    Late,
    /// What nobody else may see.
    Private,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Heading => "1",
            Self::Accent => "36",
            Self::Late => "1;31",
            Self::Private => "35",
        }
    }
}

/// Standard output and standard error of one run.
pub struct Out {
    mode: Mode,
    /// The journal that was named on the command line.
    journal: Option<PathBuf>,
    choice: Option<ColorChoice>,
    colored: bool,
    error_colored: bool,
    /// Cells of a line for people, where it is known.
    columns: Option<usize>,
    stdout: BufWriter<Stdout>,
    /// The reader has gone: nothing more is said, and that is no fault.
    closed: bool,
    failure: Option<std::io::Error>,
}

impl Out {
    /// The way out that the flags ask for.
    pub fn new(global: &Global, environment: &Environment) -> Self {
        let mode = match (global.json, global.plain) {
            (true, _) => Mode::Json,
            (_, true) => Mode::Plain,
            _ => Mode::Text,
        };
        let mut out = Self {
            mode,
            journal: global.journal.clone(),
            choice: global.color,
            colored: false,
            error_colored: false,
            columns: environment.columns.filter(|columns| *columns >= NARROWEST),
            stdout: BufWriter::new(std::io::stdout()),
            closed: false,
            failure: None,
        };
        out.choose_color(ColorChoice::Auto, environment);
        out
    }

    /// Lets the configuration say about colours what no flag says.
    pub fn configure(&mut self, config: &Config, environment: &Environment) {
        self.choose_color(config.color, environment);
    }

    fn choose_color(&mut self, configured: ColorChoice, environment: &Environment) {
        let able = !environment.is_dumb() && !environment.no_color;
        let (output, error) = match (self.choice, configured) {
            (Some(ColorChoice::Always), _) => (true, true),
            (Some(ColorChoice::Never), _) => (false, false),
            (None, ColorChoice::Always) => (!environment.no_color, !environment.no_color),
            (None, ColorChoice::Never) => (false, false),
            _ => (able && environment.output_is_terminal, able && environment.error_is_terminal),
        };
        self.colored = output && self.mode == Mode::Text;
        self.error_colored = error;
    }

    /// How results are printed.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// A line of the result.
    pub fn line(&mut self, text: &str) {
        let text = clean(text).into_owned();
        self.write(text.as_bytes());
        self.write(b"\n");
    }

    /// A sentence of the result behind a lead: what does not fit goes on below it, as far in. Programs
    /// get one line.
    pub fn sentence(&mut self, lead: &str, text: &str) {
        if self.mode != Mode::Text {
            return self.line(&format!("{lead}{text}"));
        }
        let inset = lead.width();
        let room = self.columns.unwrap_or(USUAL).saturating_sub(inset).max(NARROWEST / 2);
        for (at, line) in wrap(text, room).into_iter().enumerate() {
            let before = if at == 0 { lead.to_owned() } else { " ".repeat(inset) };
            self.line(format!("{before}{line}").trim_end());
        }
    }

    /// A line of the result, piece by piece.
    pub fn spans(&mut self, pieces: &[(&str, Style)]) {
        let painted: String = pieces.iter().map(|(text, style)| self.paint(&clean(text), *style)).collect();
        self.write(painted.as_bytes());
        self.write(b"\n");
    }

    /// A heading above lines of the result.
    pub fn heading(&mut self, text: &str) {
        let painted = self.paint(&clean(text), Style::Heading);
        self.write(painted.as_bytes());
        self.write(b"\n");
    }

    /// A table; its headings only for people.
    pub fn table(&mut self, table: &Table) {
        let lines = match self.mode {
            Mode::Plain => table.plain(),
            Mode::Text | Mode::Json => table.aligned(self.columns, |text, style| self.paint(text, style)),
        };
        for line in lines {
            self.write(line.as_bytes());
            self.write(b"\n");
        }
    }

    /// A JSON value: the whole result.
    pub fn json(&mut self, value: &Json) {
        match serde_json::to_string_pretty(value) {
            Ok(text) => self.write(text.as_bytes()),
            Err(error) => self.failure = Some(error.into()),
        }
        self.write(b"\n");
    }

    /// Bytes of a file that is the result.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.write(bytes);
    }

    /// Whether nothing more can be printed: then the work may end. [`Out::finish`] knows why.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// A command of the program as it is typed for this journal.
    pub fn command(&self, command: &str) -> String {
        match &self.journal {
            Some(journal) => format!("mentorlog --journal {} {command}", shown(journal)),
            None => format!("mentorlog {command}"),
        }
    }

    /// What was changed, in one line, with the way back. It is talk when the result is JSON.
    pub fn changed(&mut self, text: &str) {
        let way = format!("undo: {}", self.command("undo"));
        self.outcome(text, &way);
    }

    /// What came about, in one line, with the way back or on.
    pub fn outcome(&mut self, text: &str, way: &str) {
        if self.mode == Mode::Json {
            self.say(&format!("{text} ({way})"));
            return;
        }
        let way = self.paint(&format!("({way})"), Style::Accent);
        let text = clean(text).into_owned();
        self.write(format!("{text} {way}\n").as_bytes());
    }

    /// Talk, on standard error.
    pub fn say(&mut self, text: &str) {
        self.flush();
        // A closed standard error has nobody to tell.
        let _ = writeln!(std::io::stderr(), "{}", clean(text));
    }

    /// Something to know that stops nothing.
    pub fn warn(&mut self, text: &str) {
        self.say(&format!("warning: {text}"));
    }

    /// What did not work, on standard error.
    pub fn problem(&mut self, problem: &Problem) {
        self.flush();
        if problem.message.is_empty() {
            return;
        }
        let mut stderr = std::io::stderr();
        if self.mode == Mode::Json {
            let value = json!({"error": {
                "kind": problem.kind.word(),
                "code": problem.kind.code(),
                "message": problem.message,
                "hint": problem.hint,
            }});
            let _ = writeln!(stderr, "{value}");
            return;
        }
        let error = painted("error:", Style::Late, self.error_colored);
        let _ = writeln!(stderr, "{error} {}", clean(&problem.message));
        if let Some(hint) = &problem.hint {
            let label = painted("hint:", Style::Accent, self.error_colored);
            let _ = writeln!(stderr, "{label} {}", clean(hint));
        }
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When standard output cannot be written, unless its reader has gone.
    pub fn finish(&mut self) -> Result<(), Problem> {
        self.flush();
        match self.failure.take() {
            Some(error) => Err(Problem::failed(format!("the result cannot be written: {error}"))),
            None => Ok(()),
        }
    }

    fn paint(&self, text: &str, style: Style) -> String {
        painted(text, style, self.colored)
    }

    fn write(&mut self, bytes: &[u8]) {
        if !self.closed {
            let result = self.stdout.write_all(bytes);
            self.note(result);
        }
    }

    fn flush(&mut self) {
        if !self.closed {
            let result = self.stdout.flush();
            self.note(result);
        }
    }

    fn note(&mut self, result: std::io::Result<()>) {
        if let Err(error) = result {
            self.closed = true;
            if error.kind() != ErrorKind::BrokenPipe {
                self.failure = Some(error);
            }
        }
    }
}

fn painted(text: &str, style: Style, colored: bool) -> String {
    if colored && style != Style::None && !text.is_empty() {
        format!("\x1b[{}m{text}\x1b[0m", style.code())
    } else {
        text.to_owned()
    }
}
