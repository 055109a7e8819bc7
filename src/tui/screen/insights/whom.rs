//! Whom the pictures are about: everybody, a relationship or a person, chosen by typing.

use crate::insight::picture::Whom;
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::layer::{Cx, Effect};
use crate::tui::modal::pick::{Choice, Pick};
use crate::tui::target::Target;

/// What stands for everybody where the tab is told whom to show.
pub const EVERYBODY: u32 = 1;
/// Relationships that are offered.
const RELATIONSHIPS: usize = 500;

/// What it is called.
///
/// # Errors
/// What the store says.
pub fn called(whom: Whom, store: &Store) -> Result<String, StoreError> {
    match whom {
        Whom::Everybody => Ok("everybody".to_owned()),
        Whom::Person(id) => store.name(id),
        Whom::Relationship(id) => store.title(id),
    }
}

/// Asks whom to show.
pub fn ask(cx: &mut Cx<'_>) {
    match choices(cx.store) {
        Ok(choices) => cx.push(Pick::new(
            "whom",
            "Pictures of whom?",
            choices,
            Box::new(|target, cx| cx.effects.push(Effect::Show(Command::Insights, target))),
        )),
        Err(error) => cx.fail(error.to_string()),
    }
}

fn choices(store: &Store) -> Result<Vec<Choice<Target>>, StoreError> {
    let choice = |label: String, detail: &str, value: Target| Choice {
        label,
        subject: String::new(),
        detail: detail.to_owned(),
        key: String::new(),
        synonyms: String::new(),
        value,
    };
    let mut choices = vec![choice("everybody".to_owned(), "the whole journal", Target::Own(EVERYBODY))];
    for (id, title) in store.titles(RELATIONSHIPS)? {
        choices.push(choice(title, "relationship", Target::Relationship(id)));
    }
    let owner = store.owner()?;
    let others = store.names()?.into_iter().filter(|(id, _)| Some(*id) != owner);
    choices.extend(others.map(|(id, name)| choice(name, "person", Target::Person(id))));
    Ok(choices)
}
