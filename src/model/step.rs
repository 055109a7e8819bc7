//! The next step of a feedback loop, seen from the journal's owner.

use super::{Feedback, FeedbackState, Id, Person};

/// What a loop waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is written and not said yet.
    Say,
    /// I asked: what they say is written down.
    Hear,
    /// They asked me: it is mine to give.
    Give,
    /// I gave: their answer is written down.
    HearAnswer,
    /// They gave: it is mine to answer.
    Answer,
    /// It was answered: something is done with it.
    Act,
    /// The loop is closed.
    Closed,
}

impl Step {
    /// What Enter does, in few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Say => "mark as said",
            Self::Hear => "record what they said",
            Self::Give => "write it",
            Self::HearAnswer => "record the answer",
            Self::Answer => "answer it",
            Self::Act => "close it",
            Self::Closed => "closed",
        }
    }
}

impl Feedback {
    /// What the loop waits for, for the owner `me`.
    pub fn step(&self, me: Option<Id<Person>>) -> Step {
        let gives = Some(self.from) == me;
        match (self.state, gives) {
            (FeedbackState::Draft, _) => Step::Say,
            (FeedbackState::Asked, true) => Step::Give,
            (FeedbackState::Asked, false) => Step::Hear,
            (FeedbackState::Given, true) => Step::HearAnswer,
            (FeedbackState::Given, false) => Step::Answer,
            (FeedbackState::Answered, _) => Step::Act,
            (FeedbackState::Acted, _) => Step::Closed,
        }
    }

    /// Moves it to a state at `now`; the steps on the way that have no time yet take this one.
    pub fn reach(&mut self, state: FeedbackState, now: super::Moment) {
        self.state = state;
        let steps = [
            (FeedbackState::Given, &mut self.given_at),
            (FeedbackState::Answered, &mut self.answered_at),
            (FeedbackState::Acted, &mut self.acted_at),
        ];
        for (step, at) in steps {
            if state >= step {
                *at = (*at).or(Some(now));
            }
        }
        if state == FeedbackState::Asked {
            self.asked_at = self.asked_at.or(Some(now));
        }
    }
}
