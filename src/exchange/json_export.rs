//! The journal as one JSON object, row by row.

use super::check::Row;
use super::{ExchangeError, FORMAT, Progress, VERSION, Watch, moments};
use crate::model::{
    Commitment, Exchange, Feedback, Goal, Id, Person, Reflection, Relationship, Review, Round, Session,
    Skill, Tag,
};
use crate::store::{Loss, Record, Reference, Store, StoreError};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::io::Write;
use std::ops::ControlFlow;
use uuid::Uuid;

/// Writes the whole journal, one row a line, in the nouns' order and by their ids.
///
/// The bin stays behind, and with it what would name a binned row: a field becomes null, an element
/// leaves its list. Blind rounds that were not revealed stay behind as well. What is written is one
/// state of the journal, whatever other programs write meanwhile.
///
/// `progress` hears of every row and stops the export with [`ControlFlow::Break`].
///
/// # Errors
/// [`ExchangeError::Write`] when `out` fails, [`ExchangeError::ExportStopped`] when it was stopped; what
/// the journal says.
pub fn export(store: &Store, out: &mut dyn Write, progress: &mut Watch<'_>) -> Result<(), ExchangeError> {
    store.snapshot(|| {
        let written = Progress { rows: 0, bytes: 0 };
        let mut export = Export { store, out, progress, written, hidden: store.hidden()? };
        export.head()?;
        export.noun::<Person>()?;
        export.noun::<Relationship>()?;
        export.noun::<Session>()?;
        export.noun::<Exchange>()?;
        export.noun::<Feedback>()?;
        export.noun::<Goal>()?;
        export.noun::<Commitment>()?;
        export.noun::<Reflection>()?;
        export.noun::<Round>()?;
        export.noun::<Skill>()?;
        export.noun::<Review>()?;
        export.noun::<Tag>()?;
        export.write("\n}\n")?;
        export.out.flush().map_err(ExchangeError::Write)
    })
}

/// One row as the interchange writes it: what `--json` prints.
///
/// # Errors
/// [`ExchangeError::Store`] for a row that has no JSON.
pub fn row<T: Record>(record: &T) -> Result<Value, ExchangeError> {
    Ok(Value::Object(moments::split(object(record)?)))
}

fn object<T: Record>(record: &T) -> Result<Map<String, Value>, StoreError> {
    match serde_json::to_value(record)? {
        Value::Object(object) => Ok(object),
        _ => Err(StoreError::invalid(T::NOUN.table, "not an object")),
    }
}

struct Export<'a> {
    store: &'a Store,
    out: &'a mut dyn Write,
    progress: &'a mut Watch<'a>,
    written: Progress,
    hidden: HashSet<(&'static str, Uuid)>,
}

impl Export<'_> {
    fn write(&mut self, text: &str) -> Result<(), ExchangeError> {
        self.written.bytes += text.len() as u64;
        self.out.write_all(text.as_bytes()).map_err(ExchangeError::Write)
    }

    fn tell(&mut self) -> Result<(), ExchangeError> {
        self.written.rows += 1;
        match (self.progress)(self.written) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ExchangeError::ExportStopped),
        }
    }

    fn head(&mut self) -> Result<(), ExchangeError> {
        let mut when = Map::new();
        moments::put(&mut when, "exported_at", &self.store.now().to_string());
        let when = Value::Object(when).to_string();
        let when = when.trim_start_matches('{').trim_end_matches('}');
        self.write(&format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\n{when}"))
    }

    fn noun<T: Row>(&mut self) -> Result<(), ExchangeError> {
        self.write(&format!(",\n\"{}\":[", T::NOUN.plural))?;
        let references = self.store.references(T::NOUN)?;
        let store = self.store;
        let mut separator = "\n";
        store.for_each_id::<T, ExchangeError>(|id| {
            if let Some(object) = self.shown(id, &references)? {
                self.write(separator)?;
                self.write(&Value::Object(moments::split(object)).to_string())?;
                separator = ",\n";
                self.tell()?;
            }
            Ok(())
        })?;
        self.write(if separator == "\n" { "]" } else { "\n]" })
    }

    /// The row without what is hidden, or nothing when it is hidden itself.
    fn shown<T: Row>(
        &mut self,
        id: Id<T>,
        references: &[Reference],
    ) -> Result<Option<Map<String, Value>>, ExchangeError> {
        if self.hidden.contains(&(T::NOUN.table, id.uuid())) {
            return Ok(None);
        }
        let record: T = self.store.need(id)?;
        let stays = match record.hangs_on() {
            Some((noun, row)) => self.hidden.contains(&(noun.table, row)) || !self.store.exists(noun, row)?,
            None => T::NOUN.table == Tag::NOUN.table,
        };
        if stays || !record.goes_out() {
            // Noted for the tags, which come last.
            self.hidden.insert((T::NOUN.table, id.uuid()));
            return Ok(None);
        }
        let mut object = object(&record)?;
        for reference in references {
            self.prune(&mut object, reference);
        }
        Ok(Some(object))
    }

    fn prune(&self, object: &mut Map<String, Value>, reference: &Reference) {
        let Some(list) = reference.list else {
            self.prune_field(object, reference);
            return;
        };
        let Some(Value::Array(elements)) = object.get_mut(list) else { return };
        elements.retain_mut(|element| match (element, &reference.field) {
            (Value::Object(inner), Some(_)) => self.prune_field(inner, reference),
            (value, _) => !self.is_hidden(value, reference),
        });
    }

    /// Returns whether the element whose field this is may stay.
    fn prune_field(&self, object: &mut Map<String, Value>, reference: &Reference) -> bool {
        let Some(value) = reference.field.as_ref().and_then(|field| object.get_mut(field)) else {
            return true;
        };
        if !self.is_hidden(value, reference) {
            return true;
        }
        *value = Value::Null;
        reference.loss == Loss::Field
    }

    fn is_hidden(&self, value: &Value, reference: &Reference) -> bool {
        let id = value.as_str().and_then(|text| Uuid::parse_str(text).ok());
        id.is_some_and(|id| self.hidden.contains(&(reference.target.table, id)))
    }
}
