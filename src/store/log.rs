//! The change log, written by triggers that are generated from the tables themselves.
//!
//! The triggers are TEMP: another program may write the file without them, and a new column needs
//! no new trigger text. They are made before the first write, so that reading costs nothing.

use super::StoreError;
use super::nouns::logged_tables;
use super::schema::{Column, Kind, Schema, quoted};
use rusqlite::Connection;

/// Makes the triggers and the one-row table that says which change is being written.
pub(super) fn install(connection: &Connection, schema: &Schema) -> Result<(), StoreError> {
    let mut sql = String::from("CREATE TEMP TABLE IF NOT EXISTS current_change (id INTEGER NOT NULL);");
    for table in logged_tables() {
        let columns = schema.columns(connection, table)?;
        sql.push_str(&triggers(table, &columns));
    }
    connection.execute_batch(&sql)?;
    Ok(())
}

fn triggers(table: &str, columns: &[Column]) -> String {
    let events = [
        ("INSERT", image(columns, "NEW", true), "NULL".to_owned(), image(columns, "NEW", false)),
        ("DELETE", image(columns, "OLD", true), image(columns, "OLD", false), "NULL".to_owned()),
        ("UPDATE", image(columns, "OLD", true), differing(columns, "OLD"), differing(columns, "NEW")),
    ];
    let mut sql = String::new();
    for (event, key, before, after) in events {
        sql.push_str(&format!(
            "CREATE TEMP TRIGGER log_{table}_{event} AFTER {event} ON main.{} \
             WHEN (SELECT count(*) FROM current_change) > 0 BEGIN \
             INSERT INTO change_row (change, noun, key, before, after) \
             VALUES ((SELECT id FROM current_change), '{table}', {key}, {before}, {after}); END;",
            quoted(table),
        ));
    }
    sql
}

/// A row's image as a JSON object: its key, or all of it.
pub(super) fn image(columns: &[Column], row: &str, key_only: bool) -> String {
    let fields: Vec<String> = columns
        .iter()
        .filter(|column| column.key || !key_only)
        .map(|column| format!("'{}', {}", column.name, cell(column, row)))
        .collect();
    format!("json_object({})", fields.join(", "))
}

/// The image of an update's row without the columns that stayed as they were.
fn differing(columns: &[Column], row: &str) -> String {
    let unchanged: Vec<String> = columns
        .iter()
        .map(|column| {
            let name = quoted(&column.name);
            format!("iif(OLD.{name} IS NEW.{name}, '$.{}', '$.\"\"')", column.name)
        })
        .collect();
    format!("json_remove({}, {})", image(columns, row, false), unchanged.join(", "))
}

/// One value as JSON can hold it; numbers in full precision.
pub(super) fn cell(column: &Column, row: &str) -> String {
    let name = if row.is_empty() { quoted(&column.name) } else { format!("{row}.{}", quoted(&column.name)) };
    match column.kind {
        Kind::Identity => format!("hex({name})"),
        Kind::Real => format!("iif({name} IS NULL, NULL, printf('%!.17g', {name}))"),
        Kind::Integer | Kind::Text => name,
    }
}
