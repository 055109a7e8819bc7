//! `mentorlog find`: rows of every noun by their words and names, best first.

use super::context::Context;
use super::out::Style;
use super::pick::quoted;
use super::table::{Cell, Table};
use crate::error::Problem;
use crate::model::when::said_back;
use crate::store::Hit;
use clap::Args;
use serde_json::{Value as Json, json};

/// The newest hits of each noun among which the best are chosen.
const NEWEST: usize = 500;

/// Words and names in everything, best first: every word begins a word of the row, or of somebody's name
#[derive(Debug, Args)]
pub struct Find {
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// No more than so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

impl Find {
    /// Runs it.
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let words = self.words.join(" ");
        let mut hits = context.open()?.find_best(&words, NEWEST)?;
        let more = hits.len().saturating_sub(self.limit);
        hits.truncate(self.limit);
        if context.is_json() {
            context.out.json(&Json::Array(hits.iter().map(object).collect()));
            return Ok(());
        }
        if hits.is_empty() {
            context.out.say(&format!("nothing holds {}, and nobody is called so", quoted(&words)));
            context.out.say("hint: fewer words, or only their beginnings");
            return Ok(());
        }
        let mut table = Table::new(&["ID", "NOUN", "DAY", "TEXT"]);
        for hit in &hits {
            table.row([
                Cell::styled(short(hit), Style::Accent),
                hit.noun.into(),
                hit.day.map(said_back).unwrap_or_default().into(),
                hit.text.as_str().into(),
            ]);
        }
        context.out.table(&table);
        if more > 0 {
            context.out.say(&format!(
                "and {more} more: mentorlog find --limit {} {}",
                self.limit + more,
                quoted(&words)
            ));
        }
        Ok(())
    }
}

/// The end of its id, as lists show it.
fn short(hit: &Hit) -> String {
    let id = hit.id.simple().to_string();
    id.get(id.len().saturating_sub(6)..).unwrap_or(&id).to_owned()
}

fn object(hit: &Hit) -> Json {
    json!({"noun": hit.noun, "id": hit.id.to_string(), "day": hit.day, "text": hit.text})
}
