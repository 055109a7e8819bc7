//! `mentorlog relationship change`: on into another form.

use super::{in_order, roles};
use crate::cli::context::Context;
use crate::cli::describe::{Names, kept};
use crate::cli::{member, pick};
use crate::error::Problem;
use crate::model::Relationship;
use crate::model::when::{Direction, said_back};
use crate::succession::{self, Open, members, refused};
use clap::Args;

#[derive(Debug, Args)]
pub struct Change {
    /// A title, somebody in it, or the end of its id
    relationship: String,
    /// The new form: `mentorlog forms`
    #[arg(long)]
    form: String,
    /// My own role in it, where it is not the usual one
    #[arg(long, value_name = "MY-ROLE")]
    role: Option<String>,
    /// Somebody's role in it, where it is not the usual one
    #[arg(long = "as", value_name = "NAME:ROLE")]
    roles: Vec<String>,
    /// Its first day; today when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// Leave open goals, skills, promises, plans and the parking lot with the old one
    #[arg(long)]
    leave_open: bool,
}

impl Change {
    pub(super) fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let forms = member::forms(context)?;
        let form = member::form(&forms, &self.form)?;
        let store = context.open()?;
        let old: Relationship = store.need(pick::relationship(&store, &self.relationship)?)?;
        let title = store.title(old.id)?;
        if let Some(why) = refused(&store, &old, form)? {
            return Err(Problem::usage(format!("{title} cannot go on as {}: {why}", form.name))
                .hint("the forms, and how many people each is for: mentorlog forms"));
        }
        let day = context.when_given(self.on.as_deref(), Direction::Past)?;
        let on = day.map_or_else(|| context.clock.today(), |when| when.day);
        in_order(&Relationship { ended_on: Some(on), ..old.clone() }, "on")?;
        let owner = pick::owner(&store)?;
        let mut asked = Vec::new();
        if let Some(word) = &self.role {
            asked.push((owner, member::role(form, word)?));
        }
        for text in &self.roles {
            let (name, word) = text.rsplit_once(':').ok_or_else(|| {
                Problem::usage(format!("--as \"{text}\" is no NAME:ROLE")).hint("--as Ana:mentee")
            })?;
            let person = pick::person(&store, name)?;
            if old.members.iter().all(|member| member.person != person) {
                return Err(Problem::usage(format!("{name} is not in {title}"))
                    .hint(format!("mentorlog relationship show {}", old.id.short())));
            }
            asked.push((person, member::role(form, word)?));
        }
        let members = members(&old, Some(owner), (forms.get(&old.form), form), &asked, on);
        let open = if self.leave_open { Open::Stays } else { Open::Moves };
        let wanted = succession::Change { form: form.id.clone(), members, on, open, choices: Vec::new() };
        let label = format!("{title}: another form");
        let id = context.write(&store, &label, |tx, _| Ok(succession::change(tx, old.id, &wanted)?))?;
        let row: Relationship = store.need(id)?;
        let sentence = format!(
            "{title} goes on as {} {} since {}: {}; {} is closed and stays as it was",
            form.name,
            id.short(),
            said_back(on),
            roles(&row, form, &Names::of(&store)?),
            old.id.short()
        );
        kept(context, &row, &sentence)
    }
}
