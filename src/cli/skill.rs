//! `mentorlog skill`: what people can do, rated by themselves and by others.

use super::context::Context;
use super::describe::{self, Names, Page, kept, piece};
use super::flags::{VisibilityFlags, optional, required, small};
use super::list::{self, ListFlags};
use super::{member, pick};
use crate::error::Problem;
use crate::insight::growth;
use crate::model::skill::SCALE;
use crate::model::when::{Direction, said_back};
use crate::model::{Id, Person, Relationship, Skill, SkillRating, Visibility};
use crate::store::{Filter, Store, StoreError, Window, by_name};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Note a skill to work on: `skill add delegating --for Ana --target 6`
    Add(Add),
    /// Rate one from 1 to 7: `skill rate delegating 4 --for Ana`, and what Ana says: `--by Ana`
    Rate(Rate),
    /// The skills, then and now
    List(ListFlags),
    /// A skill whole, with its ratings
    Show {
        /// Its name, the beginning of that, or the end of its id
        skill: String,
    },
    /// The skills that are offered to begin with
    Offered,
}

#[derive(Debug, Args)]
pub struct Add {
    /// Its name: of `skill offered`, or your own
    name: String,
    /// Whose it is; mine when nobody is named
    #[arg(long = "for", value_name = "NAME")]
    whose: Option<String>,
    /// The relationship it is worked on in
    #[arg(long, value_name = "R")]
    relationship: Option<String>,
    /// What is to be reached, 1 to 7
    #[arg(long, value_name = "1-7", allow_negative_numbers = true)]
    target: Option<i64>,
    #[command(flatten)]
    visibility: VisibilityFlags,
}

#[derive(Debug, Args)]
pub struct Rate {
    /// Its name, the beginning of that, or the end of its id
    skill: String,
    /// 1 to 7
    #[arg(allow_negative_numbers = true)]
    value: i64,
    /// Whose it is; mine when nobody is named
    #[arg(long = "for", value_name = "NAME")]
    whose: Option<String>,
    /// Who says so; I when nobody is named
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// In words
    #[arg(long, value_name = "N")]
    note: Option<String>,
    /// The day it is about; now when not said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// The relationship it is worked on in
    #[arg(long, value_name = "R")]
    relationship: Option<String>,
    #[command(flatten)]
    visibility: VisibilityFlags,
}

impl Command {
    pub fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        match self {
            Self::Add(add) => add.run(context),
            Self::Rate(rate) => rate.run(context),
            Self::List(flags) => list(&flags, context),
            Self::Show { skill } => show(&skill, context),
            Self::Offered => offered(context),
        }
    }
}

/// A number on the scale of ratings.
fn scaled(value: i64) -> Result<u8, Problem> {
    u8::try_from(value).ok().filter(|value| SCALE.contains(value)).ok_or_else(|| {
        Problem::usage(format!("{value} is not from 1 to 7")).hint("mentorlog skill rate SKILL 4")
    })
}

/// Whose skill it is, and where it is worked on.
struct Place {
    /// Nobody for the owner, who may not be there yet.
    whose: Option<Id<Person>>,
    relationship: Option<Id<Relationship>>,
}

fn place(
    context: &mut Context<'_>,
    store: &Store,
    whose: Option<&str>,
    relationship: Option<&str>,
) -> Result<Place, Problem> {
    let whose = match whose {
        Some("me") | None => store.owner()?,
        Some(name) => Some(pick::person(store, name)?),
    };
    let relationship = pick::belonging(context, store, relationship, whose)?;
    Ok(Place { whose, relationship })
}

impl Add {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let name = required("skill", &self.name)?;
        let target = small("target", self.target, i64::from(*SCALE.start()), i64::from(*SCALE.end()))?;
        let store = context.open_or_create()?;
        let place = place(context, &store, self.whose.as_deref(), self.relationship.as_deref())?;
        let visibility = self.visibility.given().unwrap_or_default();
        let id = context.write(&store, &format!("add skill {}", piece(&name)), |tx, me| {
            let whose = place.whose.unwrap_or(me);
            if let Some(known) = store.skill(whose, place.relationship, &name, visibility)? {
                return Err(Problem::usage(format!("there is such a skill already: {}", known.id.short()))
                    .hint(format!("mentorlog skill rate {} 4", known.id.short())));
            }
            let skill = Skill {
                relationship: place.relationship,
                target: target.and_then(|target| u8::try_from(target).ok()),
                visibility,
                ..Skill::named(whose, &name)
            };
            Ok(tx.put(&skill)?)
        })?;
        let row: Skill = store.need(id)?;
        let names = Names::of(&store)?;
        let target = row.target.map(|target| format!(", to reach {target} of 7")).unwrap_or_default();
        let sentence = format!(
            "added skill {} of {} ({}): {}{target}",
            row.id.short(),
            names.name(row.person),
            row.visibility,
            piece(&row.name)
        );
        kept(context, &row, &sentence)
    }
}

impl Rate {
    fn run(self, context: &mut Context<'_>) -> Result<(), Problem> {
        let value = scaled(self.value)?;
        let name = required("skill", &self.skill)?;
        let at = match context.when_given(self.on.as_deref(), Direction::Past)? {
            Some(when) if when.is_ahead(&context.clock) => {
                return Err(Problem::usage(format!("{} is still to come", when.said_back()))
                    .hint("a rating says how it was: --on yesterday"));
            }
            Some(when) => when.moment(&context.clock),
            None => context.clock.now(),
        };
        let store = context.open_or_create()?;
        let by = match self.by.as_deref() {
            Some("me") | None => None,
            Some(name) => Some(pick::person(&store, name)?),
        };
        let place = place(context, &store, self.whose.as_deref(), self.relationship.as_deref())?;
        let skill = self.skill(context, &store, &name, &place)?;
        let note = optional(self.note);
        let skill = context.write(&store, &format!("rate {}", piece(&skill.name)), |tx, me| {
            // Another program may have rated it meanwhile. A journal's first row has its owner only now.
            let mut skill = match tx.store().get(skill.id)? {
                Some(known) => known,
                None => Skill { person: place.whose.unwrap_or(me), ..skill },
            };
            skill.rate(SkillRating { id: Id::fresh(), at, by: by.unwrap_or(me), value, note });
            tx.put(&skill)?;
            Ok(skill)
        })?;
        let row: Skill = store.need(skill.id)?;
        let names = Names::of(&store)?;
        let by = row.ratings.iter().rev().find(|rating| rating.at == at).map(|rating| rating.by);
        let sentence = format!(
            "rated {} {} of {}: {value} of 7, says {}, on {}",
            row.id.short(),
            piece(&row.name),
            names.name(row.person),
            names.or(by, "nobody"),
            said_back(at.day())
        );
        kept(context, &row, &sentence)
    }

    /// The skill that is meant: by name among those of the person, by id, or a new one of the offered.
    fn skill(
        &self,
        context: &mut Context<'_>,
        store: &Store,
        name: &str,
        place: &Place,
    ) -> Result<Skill, Problem> {
        let known = match place.whose {
            Some(whose) => {
                let filter = Filter { with: Some(whose), ..Filter::default() };
                store.list::<Skill>(&filter, &Window::First, usize::from(u16::MAX))?
            }
            None => Vec::new(),
        };
        let meant = |skill: &&Skill| {
            skill.name.eq_ignore_ascii_case(name)
                && self.visibility.given().is_none_or(|wanted| wanted == skill.visibility)
                && (self.relationship.is_none() || skill.relationship == place.relationship)
        };
        if let Some(skill) = known.iter().find(meant) {
            return Ok(skill.clone());
        }
        match store.by_id::<Skill>(name) {
            Ok(id) => return Ok(store.need(id)?),
            Err(StoreError::NotFound { .. }) => {}
            Err(other) => return Err(other.into()),
        }
        let forms = member::forms(context)?;
        let offered = forms.skills().iter().find(|offered| offered.name.eq_ignore_ascii_case(name));
        if let Some(offered) = offered {
            return Ok(Skill {
                relationship: place.relationship,
                visibility: self.visibility.given().unwrap_or(Visibility::Private),
                ..Skill::named(place.whose.unwrap_or_else(Id::fresh), &offered.name)
            });
        }
        let begins = known.iter().filter(|skill| {
            self.visibility.given().is_none_or(|wanted| wanted == skill.visibility)
                && (self.relationship.is_none() || skill.relationship == place.relationship)
        });
        match by_name("skill", name, begins.map(|skill| (skill.id, skill.name.clone())).collect()) {
            Ok(id) => return Ok(store.need(id)?),
            Err(StoreError::NotFound { .. }) => {}
            Err(other) => return Err(other.into()),
        }
        let mut names: Vec<String> = known.into_iter().map(|skill| skill.name).collect();
        names.extend(forms.skills().iter().map(|offered| offered.name.clone()));
        let near: Vec<String> = pick::nearest(name, &names).into_iter().map(pick::quoted).collect();
        let add = format!("mentorlog skill add {}", pick::quoted(name));
        let whose =
            self.whose.as_ref().map(|whose| format!(" --for {}", pick::quoted(whose))).unwrap_or_default();
        let hint = match near.as_slice() {
            [] => format!("{add}{whose}"),
            near => format!("nearest: {}; or {add}{whose}", near.join(", ")),
        };
        Err(Problem::not_found(format!("no skill \"{name}\"")).hint(hint))
    }
}

fn figure(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.1}")).unwrap_or_default()
}

fn list(flags: &ListFlags, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let rows: Vec<Skill> = flags.rows(context, &store, &[])?;
    let names = Names::of(&store)?;
    let headings = ["ID", "WHOSE", "THEN", "NOW", "TARGET", "OWN", "OTHERS", "GAP", "VISIBILITY", "SKILL"];
    list::print(context, &rows, &headings, |row| {
        let growth = growth(std::slice::from_ref(row));
        let of = |part: fn(&crate::insight::Growth) -> Option<f64>| growth.first().and_then(part);
        Ok(vec![
            describe::id(row.id),
            names.name(row.person).into(),
            figure(of(|growth| growth.start)).into(),
            figure(of(|growth| growth.now)).into(),
            row.target.map(|target| target.to_string()).unwrap_or_default().into(),
            figure(of(|growth| growth.own)).into(),
            figure(of(|growth| growth.others)).into(),
            of(|growth| growth.gap()).map(|gap| format!("{gap:+.1}")).unwrap_or_default().into(),
            describe::visibility(row.visibility),
            row.name.as_str().into(),
        ])
    })
}

fn show(id: &str, context: &mut Context<'_>) -> Result<(), Problem> {
    let store = context.open()?;
    let row: Skill = pick::row(&store, id)?;
    let names = Names::of(&store)?;
    let forms = member::forms(context)?;
    let growth = growth(std::slice::from_ref(&row));
    let growth = growth.first();
    let ratings = row.ratings.iter().rev().map(|rating| {
        let note = rating.note.as_deref().map(|note| format!("  {note}")).unwrap_or_default();
        let day = said_back(rating.at.day());
        format!("{day}  {} of 7, says {}{note}", rating.value, names.name(rating.by))
    });
    Page::new()
        .field("id", row.id.to_string())
        .field("whose", names.name(row.person))
        .given("what it is", forms.skills().about(&row.name))
        .field("relationship", describe::title(&store, row.relationship)?)
        .field("visibility", row.visibility.word())
        .field("then", figure(growth.and_then(|growth| growth.start)))
        .field("now", figure(growth.and_then(|growth| growth.now)))
        .given("then and now of", growth.and_then(crate::insight::Growth::compared))
        .given("target", row.target)
        .field("gap", growth.map(crate::insight::Growth::formula).unwrap_or_default())
        .each("ratings", ratings)
        .print(context, &row.name, &row)
}

fn offered(context: &mut Context<'_>) -> Result<(), Problem> {
    let forms = member::forms(context)?;
    let skills = forms.skills();
    if context.is_json() {
        let of = |list: &[crate::forms::OfferedSkill]| -> Vec<serde_json::Value> {
            let one = |skill: &crate::forms::OfferedSkill| serde_json::json!({"name": skill.name, "about": skill.about});
            list.iter().map(one).collect()
        };
        context.out.json(&serde_json::json!({
            "leadership": of(&skills.leadership),
            "mentoring": of(&skills.mentoring),
        }));
        return Ok(());
    }
    let mut table = super::table::Table::new(&["FOR", "SKILL", "WHAT IT IS"]);
    for (what, list) in [("leadership", &skills.leadership), ("mentoring", &skills.mentoring)] {
        for skill in list {
            table.row([what.into(), skill.name.as_str().into(), skill.about.as_str().into()]);
        }
    }
    context.out.table(&table);
    Ok(())
}
