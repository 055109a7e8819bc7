//! What the signs on screen mean: those of the forms, and those beside rows.

use crate::store::StoreError;
use crate::tui::layer::View;
use crate::tui::theme::Role;
use crate::tui::widget::panes::Row;
use crate::tui::widget::text::{fit, wrap};
use ratatui::text::{Line, Span};

/// Cells of a sign.
const SIGN: usize = 16;

/// Signs and words that are no form's, with what they mean.
const SIGNS: &[(&str, &[(&str, &str)])] = &[
    (
        "BESIDE ROWS",
        &[
            ("!", "late: its day has passed. !2 beside a name counts the late promises"),
            ("~", "slipping: more than one and a half of the agreed gaps since the last session"),
            ("~ in promises", "what your last look back intends: with whom, or in all sessions"),
            ("[..o==#..|..]", "a skill on its scale of 1 to 7: o then, # now, | what is to be reached"),
            ("#  ##  ###", "how far something given landed, 1 to 3, as the other said"),
            ("3 above +12", "so many rows out of sight above, and so many more below"),
            ("[####..]  40%", "how far a goal has come, by its last check-in"),
            ("sure 7/10", "how sure somebody was at the last check-in"),
            ("v3 ^1", "what went down to the one who learns, and what came back up"),
            ("# in a rhythm", "a week with a session; . is a week without"),
        ],
    ),
    (
        "WORDS OF FEEDBACK",
        &[
            ("asked", "you asked, and wait for it"),
            ("owed", "somebody asked you: yours to give"),
            ("draft", "written, and not said yet"),
            ("gave  got", "said by you, or to you; it is closed once it was answered and acted on"),
            ("S | B | I", "situation, what was done, what it did: feedback in three parts (sbi)"),
            ("feedforward", "what to do next time, instead of what went wrong"),
            ("private", "only you; shared: may be shown to them"),
        ],
    ),
    (
        "ONE LINE (i)",
        &[
            ("todo Ana: ...", "Ana's promise to you; the sign ! does the same"),
            ("todo to Ana: ...", "your promise to Ana; todo: ... alone is one to yourself"),
            ("> Ana: ...", "you gave Ana something; < you got it; = both"),
            ("? Ana: ...", "you ask Ana for feedback"),
            ("* Ana: ...", "for the agenda of the next session with Ana"),
        ],
    ),
];

/// The page, at a width.
///
/// # Errors
/// None: it reads nothing; the type is that of every board.
pub fn rows(view: &View<'_>, width: usize) -> Result<Vec<Row>, StoreError> {
    let forms = view.assets.forms.iter().map(|form| (form.sign.as_str(), form.name.as_str()));
    let mut rows = vec![heading("FORMS OF MENTORING  :handbook reads them", view)];
    for (sign, name) in forms {
        rows.extend(explained(sign, name, width, view));
    }
    for (title, signs) in SIGNS {
        rows.push(Row::text(""));
        rows.push(heading(title, view));
        for (sign, text) in *signs {
            rows.extend(explained(sign, text, width, view));
        }
    }
    Ok(rows)
}

fn heading(text: &'static str, view: &View<'_>) -> Row {
    Row::text(Span::styled(text, view.style(Role::Heading)))
}

fn explained(sign: &str, text: &str, width: usize, view: &View<'_>) -> Vec<Row> {
    let lines = wrap(text, width.saturating_sub(SIGN + 1).max(8));
    let line = |(number, text): (usize, String)| {
        let sign = if number == 0 { sign } else { "" };
        let sign = Span::styled(fit(sign, SIGN), view.style(Role::Accent));
        Row::text(Line::from(vec![sign, Span::raw(" "), Span::raw(text)]))
    };
    lines.into_iter().enumerate().map(line).collect()
}
