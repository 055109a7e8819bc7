//! What a lint found: where, by which rule, and what would help.

use std::ops::Range;

words! {
    /// Which rule spoke.
    Rule {
        /// Says nothing of when or where.
        Situation = "situation",
        /// A trait instead of something seen.
        Trait = "trait",
        /// Always, never.
        Total = "total",
        /// A guess at what the other thought.
        Mind = "mind",
        /// You are, and an adjective.
        Judgement = "judgement",
        /// A passive without an actor.
        Passive = "passive",
        /// No effect on anybody.
        Impact = "impact",
        /// A threat.
        Threat = "threat",
        /// "Everyone thinks".
        Chorus = "chorus",
        /// Intent that is no question.
        Question = "question",
        /// A part that is too long.
        Length = "length",
        /// Praise of nothing in particular.
        Empty = "empty",
        /// Feedforward that looks back.
        Past = "past",
        /// A commitment that does not begin with a verb.
        Verb = "verb",
        /// A commitment of everybody, so of nobody.
        Owner = "owner",
        /// A commitment without a day.
        Date = "date",
        /// A commitment whose end nobody can see.
        Result = "result",
        /// Try, soon, think about.
        Hedge = "hedge",
    }
}

/// One thing that would make a text clearer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that spoke.
    pub rule: Rule,
    /// The bytes of the words it is about, on grapheme borders; empty where something is missing.
    pub at: Range<usize>,
    /// What would help, in one sentence.
    pub help: String,
}

impl Finding {
    /// A finding about words.
    pub fn at(rule: Rule, at: Range<usize>, help: &str) -> Self {
        Self { rule, at, help: help.to_owned() }
    }

    /// A finding about something that is not there.
    pub fn missing(rule: Rule, help: &str) -> Self {
        Self { rule, at: 0..0, help: help.to_owned() }
    }

    /// The words it is about; empty where something is missing.
    pub fn words<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.at.clone()).unwrap_or("")
    }

    /// The sentence with the words it is about: `"lazy" - a trait: what would a camera show?`
    pub fn sentence(&self, text: &str) -> String {
        match self.words(text) {
            "" => self.help.clone(),
            // What is too long is not repeated.
            _ if self.rule == Rule::Length => self.help.clone(),
            words => format!("\"{words}\" - {}", self.help),
        }
    }
}
