//! Skills of a relationship, and then and now of each.

use super::{Filter, Store, StoreError, Window};
use crate::insight::{Growth, growth};
use crate::model::{Id, Person, Relationship, Skill, Visibility};

/// Skills that are read at once.
const MOST: usize = 200;

impl Store {
    /// The skills that are worked on in a relationship, by name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn skills_of(&self, id: Id<Relationship>) -> Result<Vec<Skill>, StoreError> {
        self.list(&Filter { relationship: Some(id), ..Filter::default() }, &Window::First, MOST)
    }

    /// Then and now of every skill of a relationship.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn growth_of(&self, id: Id<Relationship>) -> Result<Vec<Growth>, StoreError> {
        Ok(growth(&self.skills_of(id)?))
    }

    /// Then and now of every skill of a person, in whatever relationship.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn growth_of_person(&self, id: Id<Person>) -> Result<Vec<Growth>, StoreError> {
        let filter = Filter { with: Some(id), ..Filter::default() };
        Ok(growth(&self.list::<Skill>(&filter, &Window::First, MOST)?))
    }

    /// Somebody's skill of this name in this relationship, seen by as many.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn skill(
        &self,
        person: Id<Person>,
        relationship: Option<Id<Relationship>>,
        name: &str,
        visibility: Visibility,
    ) -> Result<Option<Skill>, StoreError> {
        let filter = Filter { with: Some(person), relationship, ..Filter::default() };
        let skills: Vec<Skill> = self.list(&filter, &Window::First, MOST)?;
        Ok(skills.into_iter().find(|skill| {
            skill.relationship == relationship
                && skill.visibility == visibility
                && skill.name.eq_ignore_ascii_case(name.trim())
        }))
    }
}
