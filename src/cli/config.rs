//! `mentorlog config`: where the configuration is, and what holds.

use super::context::Context;
use super::table::{Cell, Table};
use crate::config::{ColorChoice, Config};
use crate::error::Problem;
use crate::paths;
use clap::Subcommand;
use serde_json::{Value as Json, json};
use std::time::Duration;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The configuration's file
    Path,
    /// What holds, and what says so
    Show,
}

impl Command {
    /// Prints it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let file = paths::config_file(&context.environment).map(|(path, _)| path.display().to_string());
        match self {
            Self::Path => {
                let file = file.ok_or_else(|| {
                    Problem::failed("there is no home folder for a configuration")
                        .hint("set MENTORLOG_CONFIG=PATH")
                })?;
                if context.is_json() {
                    context.out.json(&json!({"path": file}));
                } else {
                    context.out.line(&file);
                }
            }
            Self::Show => show(context, file)?,
        }
        Ok(())
    }
}

/// Minutes as they are written into the file.
fn minutes(after: Option<Duration>) -> Json {
    let minutes = after.map_or(0.0, |after| after.as_secs_f64() / 60.0);
    if minutes.fract() == 0.0 { json!(minutes as u64) } else { json!(minutes) }
}

fn show(context: &mut Context<'_>, file: Option<String>) -> Result<(), Problem> {
    let (journal, origin) = context.journal()?;
    let config = &context.config;
    let said = |said: bool| if said { "config file" } else { "default" };
    let color = config.color;
    let rows: Vec<(&str, Json, &str)> = vec![
        ("journal", json!(journal.display().to_string()), origin.word()),
        ("name", json!(context.owner_name()), said(config.name.is_some())),
        ("passphrase_command", json!(config.passphrase_command), said(config.passphrase_command.is_some())),
        ("lock_minutes", minutes(config.lock_after), said(config.lock_after != Config::default().lock_after)),
        ("color", json!(color.word()), said(color != ColorChoice::Auto)),
        ("mouse", json!(config.mouse), said(!config.mouse)),
        ("ascii", json!(config.ascii), said(config.ascii)),
        ("accessible", json!(config.accessible), said(config.accessible)),
        ("theme", json!(config.theme), said(config.theme.is_some())),
        ("config", json!(file), "file"),
    ];
    if context.is_json() {
        let object = rows.into_iter().map(|(field, value, _)| (field.to_owned(), value));
        context.out.json(&Json::Object(object.collect()));
        return Ok(());
    }
    let mut table = Table::new(&["SETTING", "VALUE", "FROM"]);
    for (field, value, origin) in rows {
        let text = match &value {
            Json::String(text) => text.clone(),
            Json::Null => "(none)".to_owned(),
            other => other.to_string(),
        };
        table.row([Cell::from(field), Cell::from(text), Cell::from(origin)]);
    }
    context.out.table(&table);
    Ok(())
}
