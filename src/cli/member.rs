//! Who takes part in a relationship, in which of its form's roles.

use super::context::Context;
use super::person::name;
use super::pick;
use crate::error::{Kind, Problem};
use crate::forms::{Form, FormError, Forms};
use crate::model::{Id, Member, Person};
use crate::store::{Store, Tx};

impl From<FormError> for Problem {
    fn from(error: FormError) -> Self {
        Self::new(Kind::Invalid, error.to_string()).hint(error.hint())
    }
}

/// The built-in forms, and those of the configuration folder over them. A file that holds no sound form
/// is left out, with a warning that names its line and field.
///
/// # Errors
/// When the folder cannot be read.
pub fn forms(context: &mut Context<'_>) -> Result<Forms, Problem> {
    let forms = load(context)?;
    for fault in forms.left_out() {
        context.out.warn(&left_out(fault));
    }
    Ok(forms)
}

/// The same, for whoever says by other means what was left out.
///
/// # Errors
/// When the folder cannot be read.
pub fn load(context: &Context<'_>) -> Result<Forms, Problem> {
    let config = crate::paths::config_file(&context.environment);
    Ok(match config.as_ref().and_then(|(path, _)| path.parent()) {
        Some(folder) => Forms::with_overrides(&folder.join("forms"))?,
        None => Forms::builtin()?,
    })
}

/// What is said of a form that was left out.
pub fn left_out(fault: &FormError) -> String {
    format!("{fault}; the form is left out. {}", fault.hint())
}

/// A form by its id.
///
/// # Errors
/// Exit code 3, with the nearest one.
pub fn form<'a>(forms: &'a Forms, id: &str) -> Result<&'a Form, Problem> {
    forms.get(&id.to_lowercase()).ok_or_else(|| {
        let problem = Problem::not_found(format!("no form \"{id}\""));
        match forms.nearest(id) {
            Some(near) => problem.hint(format!("perhaps {}; all of them: mentorlog forms", near.id)),
            None => problem.hint("mentorlog forms"),
        }
    })
}

/// A role of a form by its id or its label.
///
/// # Errors
/// Names the roles the form has.
pub fn role(form: &Form, text: &str) -> Result<String, Problem> {
    let wanted = text.trim();
    let named = |role: &&crate::forms::Role| {
        role.id.eq_ignore_ascii_case(wanted) || role.label.eq_ignore_ascii_case(wanted)
    };
    form.roles.iter().find(named).map(|role| role.id.clone()).ok_or_else(|| {
        let roles: Vec<&str> = form.roles.iter().map(|role| role.id.as_str()).collect();
        Problem::usage(format!("the form {} has no role \"{wanted}\"", form.id))
            .hint(format!("its roles: {}", roles.join(", ")))
    })
}

/// Whether so many people can be in a relationship of this form.
///
/// # Errors
/// Says how many there should be.
pub fn size(form: &Form, people: usize) -> Result<(), Problem> {
    if form.size.admits(people) {
        return Ok(());
    }
    let few = people < form.size.min;
    let problem = Problem::usage(format!(
        "{people} people are too {} for the form {}: it is for {}, you among them",
        if few { "few" } else { "many" },
        form.id,
        form.size.words()
    ));
    Err(if few {
        problem.hint("name more people: --with NAME --with NAME, or another form: mentorlog forms")
    } else {
        problem.hint("a form for so many people: mentorlog forms")
    })
}

/// People who come into the journal together with a relationship.
pub struct Newcomers {
    allowed: bool,
    people: Vec<Person>,
}

impl Newcomers {
    /// Nobody yet; `allowed`: names that are not in the journal may be put into it.
    pub fn new(allowed: bool) -> Self {
        Self { allowed, people: Vec::new() }
    }

    /// Adds `NAME[:ROLE]` to the members.
    ///
    /// # Errors
    /// For a name nobody has, a role the form does not have, or somebody named twice.
    pub fn join(
        &mut self,
        store: &Store,
        form: &Form,
        text: &str,
        members: &mut Vec<Member>,
    ) -> Result<(), Problem> {
        // Somebody's name may hold a colon itself.
        let apart = text.rsplit_once(':').filter(|_| store.person(text).is_err());
        let (called, role) = match apart {
            Some((called, word)) => (called, role(form, word)?),
            None => (text, form.partner_role.clone()),
        };
        let person = self.find(store, called)?;
        if store.owner()? == Some(person) {
            return Err(Problem::usage("you are in your own relationships already")
                .hint("your own role: --role MY-ROLE"));
        }
        if members.iter().any(|member| member.person == person) {
            return Err(Problem::usage(format!("{called} is named twice"))
                .hint("name everybody once: --with NAME[:ROLE]"));
        }
        members.push(Member { person, role, joined_on: None, left_on: None });
        Ok(())
    }

    fn find(&mut self, store: &Store, text: &str) -> Result<Id<Person>, Problem> {
        let called = name(text)?;
        let wanted = called.to_lowercase();
        if let Some(person) = self.people.iter().find(|person| person.name.to_lowercase() == wanted) {
            return Ok(person.id);
        }
        match pick::person(store, &called) {
            Err(problem) if self.allowed && !problem.message.contains("ambiguous") => {
                let person = Person::named(called);
                let id = person.id;
                self.people.push(person);
                Ok(id)
            }
            Err(mut problem) => {
                problem.hint = problem.hint.map(|hint| format!("{hint}; or add --new-people"));
                Err(problem)
            }
            found => found,
        }
    }

    /// Writes them.
    ///
    /// # Errors
    /// What the file says.
    pub fn write(&self, tx: &Tx<'_>) -> Result<(), Problem> {
        for person in &self.people {
            tx.put(person)?;
        }
        Ok(())
    }

    /// `; new: Ana, Ben`.
    pub fn sentence(&self) -> String {
        let names: Vec<&str> = self.people.iter().map(|person| person.name.as_str()).collect();
        if names.is_empty() { String::new() } else { format!("; new in the journal: {}", names.join(", ")) }
    }
}
