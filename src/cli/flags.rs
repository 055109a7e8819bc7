//! Flags that several commands share.

use crate::error::Problem;
use crate::model::Visibility;
use clap::Args;

/// Who may see a row.
#[derive(Debug, Clone, Copy, Args)]
pub struct VisibilityFlags {
    /// The others of the relationship may see it
    #[arg(long, conflicts_with = "private")]
    shared: bool,
    /// Only I may see it (the default)
    #[arg(long)]
    private: bool,
}

impl VisibilityFlags {
    /// What was said, if anything was.
    pub fn given(self) -> Option<Visibility> {
        match (self.shared, self.private) {
            (true, _) => Some(Visibility::Shared),
            (_, true) => Some(Visibility::Private),
            _ => None,
        }
    }
}

/// A number of a goal's measure.
///
/// # Errors
/// Says what one looks like.
pub fn figure(text: &str) -> Result<f64, String> {
    match text.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err("this wants a number in figures, like 10 or 4.5".to_owned()),
    }
}

/// A text that must not be empty.
///
/// # Errors
/// Names the thing.
pub fn required(what: &str, text: &str) -> Result<String, Problem> {
    let text = crate::model::text::clean(text).trim().to_owned();
    if text.is_empty() {
        return Err(Problem::usage(format!("the {what} is empty"))
            .hint(format!("write the {what} in quotes: \"...\"")));
    }
    Ok(text)
}

/// A text that may be emptied: `""` takes it away.
pub fn optional(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Puts a given text into its field; `""` empties the field.
pub fn set(field: &mut Option<String>, given: Option<String>) {
    if given.is_some() {
        *field = optional(given);
    }
}

/// Names and expertise separated by commas.
pub fn separated(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A whole number within limits, named in the message when it is not.
///
/// # Errors
/// Names the flag, what was found and the limits.
pub fn within(flag: &str, value: i64, least: i64, most: i64) -> Result<i64, Problem> {
    if (least..=most).contains(&value) {
        return Ok(value);
    }
    Err(Problem::usage(format!("--{flag} {value} is not between {least} and {most}"))
        .hint(format!("--{flag} {}", value.clamp(least, most))))
}

/// Minutes of a session.
///
/// # Errors
/// When they are negative, nothing or more than a week's.
pub fn minutes(value: Option<i64>) -> Result<Option<u16>, Problem> {
    small("minutes", value, 1, 7 * 24 * 60)
}

/// A small number where one was given.
///
/// # Errors
/// Names the flag and the limits.
pub fn small(flag: &str, value: Option<i64>, least: i64, most: i64) -> Result<Option<u16>, Problem> {
    let Some(value) = value else { return Ok(None) };
    let value = within(flag, value, least, most)?;
    Ok(u16::try_from(value).ok())
}
