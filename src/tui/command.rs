//! The one command table: what can be done, with which keys, in one sentence each.
//!
//! The keymap, the palette, the hints, the help and the README's key table are read from it.

use super::keymap::Chord;

/// Where a key means something. A layer lists its contexts, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere but in text.
    Global,
    /// A tab of the journal.
    Tab,
    /// Anything with a selected row.
    List,
    /// A list whose selected row is a feedback.
    Loop,
    /// A form.
    Form,
    /// A text field of one line.
    Line,
    /// A text field of several lines.
    Text,
    /// A list that is narrowed by typing.
    Picker,
    /// The menu of new things: the second key acts at once.
    New,
    /// A question with a few answers.
    Question,
    /// While two or more look at one screen.
    Together,
    /// An entry that the others must not see.
    Blind,
    /// A live session, also while typing.
    Live,
    /// An agenda: of a session that is prepared or held.
    Agenda,
    /// A line or a page that Enter keeps as it stands.
    Accept,
    /// A row of the page that closes a session.
    Closing,
    /// The questions that lead to a form, and the forms they lead to.
    Choosing,
}

impl Context {
    /// Every context, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Global,
        Self::Tab,
        Self::List,
        Self::Loop,
        Self::New,
        Self::Form,
        Self::Line,
        Self::Text,
        Self::Picker,
        Self::Question,
        Self::Together,
        Self::Blind,
        Self::Live,
        Self::Agenda,
        Self::Accept,
        Self::Closing,
        Self::Choosing,
    ];

    /// Its heading in help and README.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Global => "everywhere",
            Self::Tab => "on a tab",
            Self::List => "in a list",
            Self::Loop => "on a feedback",
            Self::Form => "in a form",
            Self::Line => "in a line of text",
            Self::Text => "in a longer text",
            Self::Picker => "while choosing",
            Self::New => "after n: new",
            Self::Question => "at a question",
            Self::Together => "together",
            Self::Blind => "while writing blind",
            Self::Live => "in a live session, also while typing",
            Self::Agenda => "on an agenda",
            Self::Accept => "where Enter keeps",
            Self::Closing => "while closing a session",
            Self::Choosing => "while choosing a form",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its name: a verb, as hints and palette show it.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub sentence: &'static str,
    /// Other words it is found by.
    pub synonyms: &'static str,
    /// Its keys by context, the one that hints show first.
    pub keys: &'static [(Context, &'static [&'static str])],
}

macro_rules! commands {
    ($($command:ident $name:literal $sentence:literal $synonyms:literal [$($context:ident: $($key:literal)+);* $(;)?]);+ $(;)?) => {
        /// Something that can be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command { $(#[doc = $sentence] $command),+ }

        /// The table.
        pub const COMMANDS: &[Entry] = &[$(Entry {
            command: Command::$command,
            name: $name,
            sentence: $sentence,
            synonyms: $synonyms,
            keys: &[$((Context::$context, &[$($key),+])),*],
        }),+];
    };
}

commands! {
    Open "open" "Opens the selected row." "enter go show" [List: "Enter"; Picker: "Enter"; Question: "Enter"; Choosing: "Enter"];
    Back "back" "Goes one step back; what was typed is kept." "escape cancel close" [Global: "Esc" "q"; Form: "Esc"; Line: "Esc"; Text: "Esc"; Picker: "Esc"; New: "Esc" "q"; Question: "Esc" "q"; Together: "Esc"; Blind: "Esc"; Choosing: "Esc" "q"];
    New "new" "Makes something new: the next key says what." "add create" [Global: "n"];
    Edit "edit" "Changes the selected row." "change rename" [List: "e"];
    Done "done" "Takes the next step: a promise is ticked, feedback is said or answered, a session held." "tick complete close said" [List: "d"];
    Bin "bin" "Puts the selected row into the bin; u brings it back." "delete remove" [List: "x" "Delete"];
    Copy "copy" "Sends the question, or the words, of a feedback to the clipboard." "yank clipboard osc52" [List: "y"];
    Promise "promise" "Makes a promise of an answer, and closes its loop." "commitment action" [Loop: "p"];
    Ask "ask" "Writes down a question to ask for feedback." "feedback request" [List: "a"];
    CheckIn "check in" "Records how a goal goes, or rates a skill." "progress goal rate" [List: "c"];
    Find "find" "Narrows the list by names and words." "search filter" [List: "/"];
    Filter "filter" "Shows other states: the next of the filters." "state" [List: "f"];
    Order "order" "Swaps the sides, or sorts another way." "sort swap" [List: "o"];
    Zoom "zoom" "Shows less at once and more of it; again for one pane, and again for all." "bigger maximize pane" [Global: "z"];
    Prepare "prepare" "Prepares the next session: promises, goals, loops, agenda, two questions." "agenda plan before" [List: "p"];
    Start "start" "Starts the session, or goes back to the one that is going on." "hold live begin meeting timer" [List: "s"];
    Close "close" "Closes the session on one page: promises, what was not reached, how it was, the next date." "end finish hold after" [List: "D"];
    NextPart "next part" "Goes on to the next part of the session." "segment" [Live: "Ctrl+N"];
    PreviousPart "part before" "Goes back to the part before." "segment" [Live: "Ctrl+B"];
    FiveMore "five more" "Gives the part that is on five more minutes." "overrun extend" [Live: "Ctrl+F"];
    Park "park" "Puts it aside into the parking lot; in a session the next part begins." "later aside overrun" [Live: "Ctrl+L"; Agenda: "P"];
    Speaker "who speaks" "The other one speaks now: each one's time is measured, where that is wanted." "turn talk clock" [Live: "F2" "Ctrl+T"];
    Pause "break" "Stops the session's clock, and lets it go on." "pause interrupt" [Agenda: "Space"];
    AddItem "add" "Adds a line to the agenda." "item topic" [Agenda: "a"];
    MoveUp "move up" "Moves the line up." "reorder" [Agenda: "K"];
    MoveDown "move down" "Moves the line down." "reorder" [Agenda: "J"];
    Longer "longer" "Gives the line five more minutes." "minutes more" [Agenda: "+"];
    Shorter "shorter" "Takes five minutes from the line." "minutes less" [Agenda: "-"];
    Fit "fit" "Trims or stretches the parts to the agreed length." "minutes total" [Agenda: "="];
    Another "swap question" "Passes a question over and offers another one." "prompt" [Agenda: "o"];
    Share "private or shared" "Makes the row shared, or private again." "visibility seen by" [Closing: "v"];
    Change "change" "Changes the row: who, what, by when." "edit owner date" [Closing: "e"];
    Agreement "agreement" "Writes what was agreed; every version is kept." "contract purpose roles rules" [];
    ChangeForm "change form" "Takes a relationship on into another form; what was stays as it was." "successor another form of mentoring" [];
    Capture "capture" "Writes one line: who, what, by when." "jot note todo quick line" [Global: "i"];
    Undo "undo" "Takes the last change back, also after a restart." "revert" [Global: "u" "Ctrl+Z"];
    Redo "redo" "Makes the change that was taken back again." "" [Global: "U" "Ctrl+Y"];
    Veil "veil" "Hides all private text, or shows it again: courtesy, not encryption." "hide private privacy curtain" [Global: "v"];
    Palette "anything" "Finds any command by its name, and anybody and anything by name or words." "command palette jump" [Global: ":" "Ctrl+P"];
    Help "help" "Explains the keys of this place; Enter runs one." "keys ?" [Global: "?" "F1"; Form: "F1"; Line: "F1"; Text: "F1"; Picker: "F1"; New: "F1"; Question: "F1"; Together: "?" "F1"; Blind: "F1"; Choosing: "?" "F1"];
    Today "Today" "What is next, what is late, which loops are open." "home start" [Tab: "1"];
    Mentor "Mentor" "Guidance from one to the other: ladder, lanes, and what flows up." "mentee hierarchical" [Tab: "2"];
    Mutual "Mutual" "Give and take side by side: mirror and balance." "peer reciprocal pair circle pod" [Tab: "3"];
    Sessions "Sessions" "Every meeting, planned and held." "meetings 1:1" [Tab: "4"];
    Feedback "Feedback" "Loops from asked to acted, both ways." "praise criticism" [Tab: "5"];
    Goals "Goals" "What is to be reached, and how it goes." "objectives" [Tab: "6"];
    Insights "Insights" "Pictures of some weeks: rhythm, balance, goals, promises, stance and more." "figures statistics charts" [Tab: "7"];
    People "people" "Everybody in the journal." "persons contacts" [];
    Relationships "relationships" "Every relationship, the ended ones too." "pairs groups" [];
    Promises "promises" "Every commitment, both ways." "commitments todo" [];
    Exchanges "exchanges" "The ledger: who gave whom what." "gave got ledger" [];
    Reflections "notes" "Notes of one's own." "reflections journal" [];
    Skills "skills" "What people can do, then and now, as they and others rate it." "ratings competencies growth" [];
    LookBack "look back" "The month behind you, for you alone: what the rows say, five questions, three intentions." "lookback review monthly retrospective" [];
    LookBacks "look backs" "Every look back that was written down." "lookbacks reviews" [];
    Health "health" "What the rows of the selected relationship say: warnings, formulas, evidence." "checks warnings risks balance" [];
    Picture "picture" "Shows the selected relationship as the picture of its form, large." "panel chart graph draw" [List: "P"];
    Choose "choose" "Finds the form that fits by ten questions, or asks them again." "chooser which form questions review" [];
    FindOut "find out" "Finds out what belongs into the field: which form fits, by ten questions." "" [Form: "?"];
    ItsPage "its page" "Reads the page of the form." "" [Choosing: "b"];
    Skip "skip" "Skips the question." "" [Choosing: "-"];
    Handbook "handbook" "The twelve forms of mentoring, one page each." "forms guide" [];
    Signs "signs" "What the signs and words on screen mean." "legend explain symbols sbi owed" [];
    Welcome "welcome" "How to begin: a journal of one's own, or the demo." "start begin first" [];
    Demo "demo" "A throwaway journal with a year of invented data." "example try" [];
    Own "my journal" "Goes from the demo to a journal of one's own." "mine leave demo" [];
    History "history" "Every change, newest first." "log" [];
    BinList "the bin" "What was binned, to bring it back." "trash restore" [];
    Purge "purge" "Removes what is in the bin for good, from the history and the backups too." "erase empty the bin forever" [];
    Drafts "drafts" "What was typed and not kept yet." "unsaved" [];
    NewPerson "person" "A new person." "new mentee colleague" [New: "p"];
    NewRelationship "relationship" "A new relationship with somebody." "new pair group" [New: "r"; Choosing: "n"];
    NewSession "session" "A new session, planned or held." "new meeting" [New: "s"];
    NewExchange "exchange" "Something given or received." "new gave got" [New: "e"];
    NewFeedback "feedback" "New feedback, in either direction." "new praise" [New: "f"];
    NewGoal "goal" "A new goal." "new objective" [New: "g"];
    NewCheckIn "check-in" "How a goal goes." "new progress" [New: "c"];
    NewPromise "to-do, promise" "A new commitment of one person to another." "new commitment todo" [New: "t"];
    NewReflection "note, reflection" "A new note of one's own." "new note" [New: "n"];
    NewSkill "skill" "A skill of somebody, rated from 1 to 7 by themselves or by others." "new rate rating competency" [New: "k"];
    NextField "next" "Goes to the next field." "" [Form: "Tab"; Line: "Tab" "Enter"; Text: "Tab"; Blind: "Tab" "Enter" "Down"];
    PreviousField "previous" "Goes to the previous field." "" [Form: "Shift+Tab"; Line: "Shift+Tab"; Text: "Shift+Tab"; Blind: "Shift+Tab" "Up"];
    Press "press" "Presses the button, or goes to the next field." "" [Form: "Enter"];
    Clear "say nothing" "Takes a choice, or a mark on the map, back to nothing said." "none empty" [Form: "Backspace" "Delete"];
    Keep "keep" "Keeps what the form says." "save" [Accept: "Enter"; Form: "Ctrl+S"; Line: "Ctrl+S"; Text: "Ctrl+S"];
    Fresh "start fresh" "Puts a form back to what it was before typing." "reset" [Form: "Ctrl+R"; Line: "Ctrl+R"; Text: "Ctrl+R"];
    Newcomer "who is it" "Says whom a field names: makes who is not known yet, or picks one of several." "add unknown person make name ambiguous" [Line: "Ctrl+N"];
    Editor "editor" "Opens the text in $EDITOR." "external vim nano" [Text: "Ctrl+G"];
    Together "together" "Looks at one relationship with the people in it, at one screen." "share review blind round presenter" [List: "t"];
    NextStep "next step" "Goes to the next step, or skips what is asked." "skip" [Together: "Right" "Tab"];
    PreviousStep "previous step" "Goes to the step before." "" [Together: "Left" "Shift+Tab"];
    Big "big letters" "Shows one thing at a time in big letters, or small ones again." "presenter beamer" [Together: "b"];
    Names "names" "Shows big letters without names, or with them." "anonymous" [Together: "n"];
    Confirm "confirm" "Lets everybody confirm what the ledger says." "one-sided ledger" [Together: "c"];
    Thanks "thanks" "Answers with thanks." "" [Together: "t"];
    AskBack "question" "Answers with a question, which waits for the next session." "" [Together: "q"];
    Act "action" "Answers with an action, which becomes a promise." "" [Together: "a"];
    Seal "seal" "Seals what was entered blind and hands the keyboard over." "" [Blind: "Ctrl+S"];
    Unmask "show or hide" "Shows what is typed blind, or hides it again." "mask" [Blind: "Ctrl+T"];
    Yes "yes" "Answers yes." "" [Question: "y"];
    No "no" "Answers no." "" [Question: "n"];
    Lock "lock" "Locks the journal: it opens again with its passphrase." "passphrase hide" [];
    Passphrase "passphrase" "Encrypts the journal with a passphrase, or with another one." "encrypt password secret" [];
    RemovePassphrase "remove passphrase" "Keeps the journal as a plain file again." "decrypt password" [];
    Up "up" "Moves up one row." "previous" [List: "Up" "k"; Form: "Up"; Line: "Up"; Picker: "Up"; Question: "Up"; Choosing: "Up" "k"];
    Down "down" "Moves down one row." "next" [List: "Down" "j"; Form: "Down"; Line: "Down"; Picker: "Down"; Question: "Down"; Choosing: "Down" "j"];
    PageUp "page up" "Moves up one page." "" [List: "PageUp"; Form: "PageUp"; Line: "PageUp"; Picker: "PageUp"];
    PageDown "page down" "Moves down one page." "" [List: "PageDown"; Form: "PageDown"; Line: "PageDown"; Picker: "PageDown"];
    First "top" "Goes to the first row." "home begin" [List: "Home" "g"; Picker: "Home"];
    Last "end" "Goes to the last row." "bottom" [List: "End" "G"; Picker: "End"];
    Left "left" "Goes to the pane on the left, or to the previous choice." "" [List: "Left" "h"; Form: "Left"; Question: "Left"; Choosing: "Left" "h"];
    Right "right" "Goes to the pane on the right, or to the next choice." "" [List: "Right" "l"; Form: "Right" "Space"; Question: "Right"; Choosing: "Right" "l"];
    NextPane "next pane" "Goes to the next pane." "tab" [List: "Tab"];
    PreviousPane "previous pane" "Goes to the previous pane." "" [List: "Shift+Tab"];
    Suspend "suspend" "Goes to the shell; fg comes back." "background" [];
    Mouse "mouse" "Turns the mouse off or on." "" [];
    Quit "quit" "Leaves; everything is saved." "exit leave" [Tab: "q"];
}

impl Command {
    /// Its row in the table.
    pub fn entry(self) -> &'static Entry {
        // Every command is declared together with its entry, so the search cannot fail; the first
        // entry stands in to keep the function total.
        COMMANDS.iter().find(|entry| entry.command == self).unwrap_or(&COMMANDS[0])
    }

    /// The key that hints show in these contexts: the first of the closest context.
    pub fn key(self, contexts: &[Context]) -> Option<&'static str> {
        let entry = self.entry();
        contexts
            .iter()
            .find_map(|context| entry.keys.iter().find(|(at, _)| at == context))
            .and_then(|(_, keys)| keys.first().copied())
    }

    /// Every chord of the command in a context.
    pub fn chords(self, context: Context) -> Vec<Chord> {
        let keys = self.entry().keys.iter().filter(|(at, _)| *at == context);
        keys.flat_map(|(_, keys)| keys.iter()).filter_map(|key| key.parse().ok()).collect()
    }

    /// The tabs, in their order.
    pub const TABS: [Self; 7] = [
        Self::Today,
        Self::Mentor,
        Self::Mutual,
        Self::Sessions,
        Self::Feedback,
        Self::Goals,
        Self::Insights,
    ];

    /// What the menu of new things offers.
    pub const NEW: [Self; 10] = [
        Self::NewSession,
        Self::NewFeedback,
        Self::NewGoal,
        Self::NewExchange,
        Self::NewPromise,
        Self::NewReflection,
        Self::NewPerson,
        Self::NewRelationship,
        Self::NewCheckIn,
        Self::NewSkill,
    ];
}

/// The key table as the README prints it.
pub fn key_table() -> String {
    let mut table = String::from("| where | key | what |\n|---|---|---|\n");
    for context in Context::ALL {
        for entry in COMMANDS {
            for (_, keys) in entry.keys.iter().filter(|(at, _)| at == context) {
                let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
                table.push_str(&format!(
                    "| {} | {} | {} |\n",
                    context.heading(),
                    keys.join(" "),
                    entry.sentence
                ));
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_and_every_key_is_one() {
        let mut names = HashSet::new();
        for entry in COMMANDS {
            assert!(names.insert(entry.name), "{} twice", entry.name);
            assert!(entry.sentence.ends_with('.'), "{}", entry.sentence);
            for (_, keys) in entry.keys {
                for key in *keys {
                    key.parse::<Chord>().unwrap();
                }
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for context in Context::ALL {
            let mut seen = HashSet::new();
            for entry in COMMANDS {
                for chord in entry.command.chords(*context) {
                    assert!(seen.insert(chord), "{chord} twice {}", context.heading());
                }
            }
        }
    }

    #[test]
    fn no_list_key_shadows_a_global_one() {
        for entry in COMMANDS {
            for place in [Context::List, Context::Tab] {
                for chord in entry.command.chords(place) {
                    for other in COMMANDS {
                        // q goes back, and at the top, where there is no back, leaves.
                        let known = other.command == entry.command || entry.command == Command::Quit;
                        assert!(
                            known || !other.command.chords(Context::Global).contains(&chord),
                            "{chord} is {} and {}",
                            entry.name,
                            other.name
                        );
                    }
                }
            }
        }
    }
}
