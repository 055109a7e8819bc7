//! What can be done to a row, the same on every screen.

use super::arc;
use super::command::Command;
use super::edit;
use super::layer::{Cx, Effect, Flow};
use super::screen::{page, together};
use super::target::{Target, word};
use super::widget::text::cut;
use crate::model::text::one_line;
use crate::model::when::said_back;
use crate::model::{CommitmentState, Feedback, FeedbackState, GoalState, Id, SessionState, Step, Visibility};
use crate::store::{Record, Store, StoreError};

/// Cells of a row's name in a message, so that what is said behind it has room.
const NAMED: usize = 40;

/// Commands that need a selected row.
const ON_A_ROW: [Command; 12] = [
    Command::Open,
    Command::Edit,
    Command::Done,
    Command::Bin,
    Command::CheckIn,
    Command::Ask,
    Command::Copy,
    Command::Promise,
    Command::Together,
    Command::Prepare,
    Command::Start,
    Command::Close,
];

/// Commands that change the selected row.
const CHANGING: [Command; 6] =
    [Command::Edit, Command::Done, Command::Bin, Command::CheckIn, Command::Copy, Command::Promise];

/// The name of the row that a command would change, where it would change one: it is said before.
pub fn subject(command: Command, cx: &Cx<'_>) -> String {
    let target = cx.target.as_ref().filter(|target| CHANGING.contains(&command) && fits(command, target));
    let called = target.and_then(|target| target.called(cx.store).ok().flatten());
    called.map_or(String::new(), |name| cut(&name, NAMED))
}

/// Whether a command can do something to a sort of row.
fn fits(command: Command, target: &Target) -> bool {
    match command {
        Command::Done => matches!(
            target,
            Target::Commitment(_)
                | Target::Feedback(_)
                | Target::Session(_)
                | Target::Goal(_)
                | Target::Intention(_)
        ),
        Command::Copy | Command::Promise => matches!(target, Target::Feedback(_)),
        Command::CheckIn => matches!(target, Target::Goal(_) | Target::Skill(_)),
        Command::Edit => {
            !matches!(target, Target::Draft(_) | Target::Form(_) | Target::Binned(_) | Target::Own(_))
        }
        Command::Bin => !matches!(target, Target::Form(_) | Target::Binned(_) | Target::Own(_)),
        _ => true,
    }
}

/// The hints of a screen without those that can do nothing to what is selected.
pub fn offered(target: Option<&Target>, hints: &[Command]) -> Vec<Command> {
    let does = |command: &Command| {
        !ON_A_ROW.contains(command) || target.is_some_and(|target| fits(*command, target))
    };
    hints.iter().copied().filter(does).collect()
}

/// What else can be done to a sort of row beside opening and changing it, the most useful first.
pub fn beside(target: Option<&Target>) -> &'static [Command] {
    match target {
        Some(Target::Session(_)) => &[Command::Start, Command::Prepare, Command::Close],
        Some(Target::Relationship(_)) => &[Command::Start, Command::Prepare, Command::Together],
        Some(Target::Person(_)) => &[Command::Ask],
        Some(Target::Goal(_) | Target::Skill(_)) => &[Command::CheckIn],
        _ => &[],
    }
}

/// The hints of a row: what can be done with it, and early among them, for there may be little room, how to make one.
pub fn around(target: Option<&Target>, after: &[Command]) -> Vec<Command> {
    let own = beside(target);
    let (first, others) = own.split_at(own.len().min(1));
    let after: Vec<Command> = after.iter().copied().filter(|command| !own.contains(command)).collect();
    [first, &[Command::New], others, &after].concat()
}

/// The word of a command's hint on a sort of row.
pub fn verb(command: Command, target: Option<&Target>) -> &'static str {
    match (command, target) {
        (Command::CheckIn, Some(Target::Skill(_))) => "rate",
        (other, _) => other.entry().name,
    }
}

/// Whether a row has a next step: a session that was held, or a closed loop, has none.
///
/// # Errors
/// What the store says.
pub fn has_next(target: &Target, store: &Store) -> Result<bool, StoreError> {
    Ok(match target {
        Target::Session(id) => store.get(*id)?.is_some_and(|row| row.state != SessionState::Held),
        Target::Feedback(id) => match store.get(*id)? {
            Some(row) => row.step(store.owner()?) != Step::Closed,
            None => false,
        },
        target => fits(Command::Done, target),
    })
}

/// Does a command to the selected row.
pub fn act(command: Command, target: Option<Target>, cx: &mut Cx<'_>) -> Flow {
    if !ON_A_ROW.contains(&command) {
        return Flow::Ignored;
    }
    let Some(target) = target else {
        cx.note("Nothing is selected here. n makes something new.");
        return Flow::Done;
    };
    cx.target = Some(target.clone());
    let needs = [Command::Edit, Command::Done, Command::CheckIn, Command::Copy, Command::Promise];
    if needs.contains(&command)
        && let Err(error) = edit::refuse_veiled(&target, cx.store)
    {
        cx.fail(format!("Nothing was changed: {error}"));
        return Flow::Done;
    }
    let result = match command {
        Command::Open => {
            page::open(target, cx);
            Ok(())
        }
        Command::Edit => edit::open(target, cx),
        Command::Done => done(target, cx),
        Command::Bin => bin(target, cx),
        Command::Copy => copy(&target, cx),
        Command::Promise => promise(&target, cx),
        Command::CheckIn => match target {
            Target::Skill(id) => edit::skill::rate(id, cx),
            target => edit::checkin::open(Some(target), cx),
        },
        Command::Together => together::begin(&target, cx),
        Command::Prepare => arc::prepare(&target, cx),
        Command::Start => arc::start(&target, cx),
        Command::Close => arc::close(&target, cx),
        _ => ask(&target, cx),
    };
    if let Err(error) = result {
        cx.fail(format!("Nothing was changed: {error}"));
    }
    Flow::Done
}

/// A question to ask for feedback starts as a line that is finished by typing.
fn ask(target: &Target, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let name = edit::somebody(Some(target), cx)?;
    super::capture_line::CaptureLine::open(cx, &format!("ask {name}: "));
    Ok(())
}

/// The next step of a row's life.
fn done(target: Target, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let now = cx.store.now();
    match target {
        Target::Commitment(id) => {
            let open = cx.store.need(id)?.state == CommitmentState::Open;
            let label = if open { "ticked a promise" } else { "reopened a promise" };
            let row = cx.store.write(label, |tx| {
                tx.edit(
                    id,
                    |row: &mut crate::model::Commitment| if open { row.tick(now) } else { row.reopen() },
                )
            })?;
            cx.done(format!("{}: {}  u takes it back", row.state, row.text));
        }
        Target::Feedback(id) => feedback(id, cx)?,
        Target::Session(id) => arc::say_what_became_of(id, cx)?,
        Target::Goal(id) => {
            let reached = cx.store.need(id)?.state == GoalState::Reached;
            let state = if reached { GoalState::Active } else { GoalState::Reached };
            let row = cx.store.write(&format!("goal {state}"), |tx| {
                tx.edit(id, |row: &mut crate::model::Goal| row.state = state)
            })?;
            let due = row.due_on.filter(|_| reached);
            let due =
                due.map_or_else(String::new, |day| format!(", due {}; e changes the day", said_back(day)));
            let state = if reached { "Active again" } else { "Reached" };
            cx.done(format!("{state}: {}{due}  u takes it back", row.title));
        }
        Target::Intention(id) => {
            let row = cx.store.write("an intention", |tx| tx.toggle_intention(id))?;
            cx.done(format!("{}: {}  u takes it back", row.state, row.text));
        }
        _ => cx.note("d ticks promises and goals, moves feedback on, and says what became of a session."),
    }
    Ok(())
}

/// The next step of a feedback's loop: what needs words opens its form.
///
/// # Errors
/// What the store says.
pub fn feedback(id: Id<Feedback>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let row = cx.store.need(id)?;
    let next = match row.step(cx.store.owner()?) {
        Step::Say => FeedbackState::Given,
        Step::Act => FeedbackState::Acted,
        Step::Give => return edit::feedback::give(id, cx),
        Step::Hear | Step::HearAnswer | Step::Answer => return edit::answer::open(id, cx),
        Step::Closed => {
            cx.note("This loop is closed.");
            return Ok(());
        }
    };
    let now = cx.store.now();
    cx.store
        .write(&format!("feedback {next}"), |tx| tx.edit(id, |row: &mut Feedback| row.reach(next, now)))?;
    cx.done(format!("Now {next}: {}  u takes it back", row.gist()));
    Ok(())
}

/// Sends what is to be said to the clipboard: the question while it waits, else the words.
fn copy(target: &Target, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let Target::Feedback(id) = target else {
        cx.note("y copies a question or a feedback; select one in Feedback (5).");
        return Ok(());
    };
    let row = cx.store.need(*id)?;
    let text = match (row.state, &row.question) {
        (FeedbackState::Asked, Some(question)) => question.clone(),
        _ => row.words(),
    };
    let private = if row.visibility == Visibility::Private { "a private text, " } else { "" };
    cx.done(format!("Sent to the clipboard ({private}{} words).", text.split_whitespace().count()));
    cx.effects.push(Effect::Copy(text));
    Ok(())
}

fn promise(target: &Target, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    match target {
        Target::Feedback(id) => edit::commitment::of_answer(*id, cx),
        _ => {
            cx.note("p makes a promise of an answer to feedback. n t makes any other.");
            Ok(())
        }
    }
}

fn bin(target: Target, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    match target {
        Target::Person(id) if cx.store.owner()? == Some(id) => {
            cx.note("This is you, the journal's owner.");
            Ok(())
        }
        Target::Person(id) => bin_row(id, cx),
        Target::Relationship(id) => bin_row(id, cx),
        Target::Session(id) => bin_row(id, cx),
        Target::Exchange(id) => bin_row(id, cx),
        Target::Feedback(id) => bin_row(id, cx),
        Target::Goal(id) => bin_row(id, cx),
        Target::Commitment(id) => bin_row(id, cx),
        Target::Reflection(id) => bin_row(id, cx),
        Target::Round(id) => bin_row(id, cx),
        Target::Skill(id) => bin_row(id, cx),
        Target::Review(id) => bin_row(id, cx),
        Target::Draft(place) => {
            cx.store.forget_draft(&place)?;
            cx.note("The draft is forgotten.");
            Ok(())
        }
        Target::Intention(_) => {
            cx.note("An intention is part of its look back: e changes it, d takes it as done.");
            Ok(())
        }
        Target::Item(_) | Target::Form(_) | Target::Binned(_) | Target::Own(_) => {
            cx.note("There is nothing to bin here.");
            Ok(())
        }
    }
}

fn bin_row<T: Record>(id: Id<T>, cx: &mut Cx<'_>) -> Result<(), StoreError> {
    let called = format!("{} {}", word(T::NOUN.table), cut(&one_line(&cx.store.row_label(id)?), NAMED));
    let rows = cx.store.write(&format!("binned {called}"), |tx| tx.bin(id))?;
    let more = match rows.saturating_sub(1) {
        0 => String::new(),
        1 => " with 1 row of it".to_owned(),
        more => format!(" with {more} rows of it"),
    };
    cx.done(format!("Binned {called}{more}  u takes it back"));
    cx.effects.push(Effect::Gone);
    Ok(())
}
