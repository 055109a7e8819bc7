//! The configuration file. A broken one is told about and never stops anybody: what cannot be
//! understood keeps its default.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;
use toml::de::{DeTable, DeValue};

/// When an encrypted journal that nobody touches is locked, unless a person says otherwise.
const LOCK_AFTER: Duration = Duration::from_secs(15 * 60);
/// A day.
const MOST_MINUTES: f64 = 1440.0;

words! {
    /// When to print colours.
    ColorChoice {
        /// On a terminal that can, unless `NO_COLOR` is set.
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}

/// The settings of one person on one machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The journal's file.
    pub journal: Option<PathBuf>,
    /// What the owner of a new journal is called.
    pub name: Option<String>,
    /// A command that prints the journal's passphrase, as a password manager does.
    pub passphrase_command: Option<String>,
    /// How long nobody touches a key before an encrypted journal on screen is locked; nothing:
    /// never.
    pub lock_after: Option<Duration>,
    /// When to print colours.
    pub color: ColorChoice,
    /// Whether the screen takes the mouse.
    pub mouse: bool,
    /// Whether the screen keeps to plain ASCII signs.
    pub ascii: bool,
    /// Whether the screen prints lines instead of drawing.
    pub accessible: bool,
    /// The theme's name.
    pub theme: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            journal: None,
            name: None,
            passphrase_command: None,
            lock_after: Some(LOCK_AFTER),
            color: ColorChoice::Auto,
            mouse: true,
            ascii: false,
            accessible: false,
            theme: None,
        }
    }
}

/// Every field there is, with a sentence about it.
pub const FIELDS: &[(&str, &str)] = &[
    ("journal", "the journal's file"),
    ("name", "what the owner of a new journal is called"),
    ("passphrase_command", "a command that prints the passphrase, e.g. pass show mentorlog"),
    ("lock_minutes", "idle minutes until an encrypted journal is locked; 0 never"),
    ("color", "auto, always or never"),
    ("mouse", "whether the screen takes the mouse"),
    ("ascii", "whether the screen keeps to plain ASCII signs"),
    ("accessible", "whether the screen prints lines instead of drawing"),
    ("theme", "the theme's name"),
];

impl Config {
    /// Reads a file: the settings, and a sentence for everything in it that was not understood.
    /// A file that is not there is no fault.
    pub fn read(path: &Path) -> (Self, Vec<String>) {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return (Self::default(), Vec::new());
            }
            Err(error) => return (Self::default(), vec![format!("{}: {error}", path.display())]),
        };
        let Ok(text) = String::from_utf8(bytes) else {
            return (Self::default(), vec![format!("{}: not UTF-8 text", path.display())]);
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let (config, faults) = Self::parse(&text, folder);
        (config, faults.into_iter().map(|fault| format!("{}, {fault}", path.display())).collect())
    }

    /// Reads a text; paths in it start at `folder`. Faults start with `line N`.
    pub fn parse(text: &str, folder: &Path) -> (Self, Vec<String>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut config = Self::default();
        let mut faults: Vec<(usize, String)> = errors
            .iter()
            .map(|error| {
                let line = error.span().map_or(1, |span| line_of(text, &span));
                (line, error.message().lines().next().unwrap_or("not TOML").to_owned())
            })
            .collect();
        // What follows a place that cannot be read may not mean what it seems to.
        if faults.is_empty() {
            for (key, value) in table.get_ref() {
                if let Err(message) = config.set(key.get_ref(), value.get_ref(), folder) {
                    faults.push((line_of(text, &key.span()), format!("{}: {message}", key.get_ref())));
                }
            }
        }
        faults.sort();
        faults.dedup_by_key(|(line, _)| *line);
        (config, faults.into_iter().map(|(line, message)| format!("line {line}: {message}")).collect())
    }

    fn set(&mut self, field: &str, value: &DeValue<'_>, folder: &Path) -> Result<(), String> {
        match field {
            "journal" => self.journal = Some(folder.join(word(value)?)),
            "name" => self.name = Some(word(value)?),
            "passphrase_command" => self.passphrase_command = Some(word(value)?),
            "lock_minutes" => self.lock_after = minutes(value)?,
            "theme" => self.theme = Some(word(value)?),
            "color" => self.color = word(value)?.parse()?,
            "mouse" => self.mouse = flag(value)?,
            "ascii" => self.ascii = flag(value)?,
            "accessible" => self.accessible = flag(value)?,
            _ => {
                let all: Vec<_> = FIELDS.iter().map(|(name, _)| *name).collect();
                return Err(format!("there is no such field; there are: {}", all.join(", ")));
            }
        }
        Ok(())
    }
}

fn word(value: &DeValue<'_>) -> Result<String, String> {
    match value.as_str() {
        Some("") => Err("is empty".to_owned()),
        Some(text) => Ok(text.to_owned()),
        None => Err(format!("expected text in quotes, found {}", value.type_str())),
    }
}

/// Minutes, which may have a fraction; none for 0.
fn minutes(value: &DeValue<'_>) -> Result<Option<Duration>, String> {
    let number = match value {
        DeValue::Integer(number) => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        other => return Err(format!("expected a number, found {}", other.type_str())),
    };
    match number.parse::<f64>() {
        Ok(0.0) => Ok(None),
        Ok(minutes) if (0.0..=MOST_MINUTES).contains(&minutes) => {
            Ok(Some(Duration::from_secs_f64(minutes * 60.0)))
        }
        _ => Err(format!("expected minutes from 0 to {MOST_MINUTES}, found {number}")),
    }
}

fn flag(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("expected true or false, found {}", value.type_str()))
}

fn line_of(text: &str, span: &Range<usize>) -> usize {
    let end = span.start.min(text.len());
    text.as_bytes().get(..end).map_or(1, |before| before.iter().filter(|byte| **byte == b'\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Config, Vec<String>) {
        Config::parse(text, Path::new("/folder"))
    }

    #[test]
    fn what_is_said_is_taken() {
        let (config, faults) =
            parse("journal = \"mine.db\"\nname = \"Ana\"\ncolor = \"never\"\nmouse = false\n");
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(config.journal, Some(PathBuf::from("/folder/mine.db")));
        assert_eq!(
            (config.name.as_deref(), config.color, config.mouse),
            (Some("Ana"), ColorChoice::Never, false)
        );
    }

    #[test]
    fn a_lock_comes_after_minutes_or_never() {
        let after = |text: &str| parse(text).0.lock_after.map(|after| after.as_secs());
        assert_eq!(after(""), Some(900));
        assert_eq!(after("lock_minutes = 5"), Some(300));
        assert_eq!(after("lock_minutes = 0.5"), Some(30));
        assert_eq!(after("lock_minutes = 0"), None);
        for wrong in ["-1", "\"5\"", "nan", "99999"] {
            assert_eq!(parse(&format!("lock_minutes = {wrong}")).1.len(), 1, "{wrong}");
        }
    }

    #[test]
    fn a_fault_names_its_line_and_field_and_leaves_the_rest() {
        let (config, faults) = parse("name = \"Ana\"\ncolor = \"pink\"\nmouse = 3\ncolour = \"auto\"\n");
        assert_eq!(config.name.as_deref(), Some("Ana"));
        assert_eq!((config.color, config.mouse), (ColorChoice::Auto, true));
        assert_eq!(
            faults,
            [
                "line 2: color: \"pink\" is none of: auto, always, never",
                "line 3: mouse: expected true or false, found integer",
                "line 4: colour: there is no such field; there are: journal, name, passphrase_command, lock_minutes, color, mouse, ascii, accessible, theme",
            ]
        );
    }

    #[test]
    fn what_is_no_toml_names_its_line() {
        let (config, faults) = parse("name = \"Ana\"\nmouse = = false\n");
        assert_eq!(config, Config::default());
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("line 2: "), "{faults:?}");
    }
}
