//! The forms of mentoring as data: loaded, proven sound, and asked.
//!
//! A form is a file in `assets/forms/`. Nothing here, and nothing elsewhere, knows a form by its
//! name: whatever makes one different from another is a field of its file, so an edited copy or a
//! form of one's own works like a built-in one. Pure data and functions; no store, no screen.

mod check;
mod chooser;
mod error;
mod feedback;
mod flow;
mod form;
mod handbook;
mod load;
mod lookback;
mod nearest;
mod prompt;
mod read;
mod role;
mod round;
mod rule;
mod share;
mod skill;
mod template;
mod validate;

pub use check::{Check, CheckBook, CheckWords, Measure, Unit, Worse};
pub use chooser::{Answer, Chooser, ChooserWeights, Misread, Question};
pub use error::FormError;
pub use feedback::{Blind, Feedback, FeedbackDirection, Goals, Ownership, Style};
pub use flow::{Endpoint, Flow, Kind, Level};
pub use form::{AgreementSection, Aspect, Aspects, Feature, Form, NamedRisk, Panel, Risks, Size, View};
pub use handbook::{HandbookLine, handbook, listing};
pub use load::Forms;
pub use lookback::{LookBackBook, LookBackQuestion};
pub use nearest::nearest;
pub use prompt::{Prompt, PromptBook, Slider, Stage, StageWords};
pub use role::{Career, Role, Seat};
pub use round::{Asked, Each, RatedSkill, RoundBook, RoundQuestion, RoundWords, Surroundings};
pub use rule::{Constraint, ConstraintLevel, Rule, Standing};
pub use share::fit;
pub use skill::{OfferedSkill, SkillBook};
pub use template::{Part, PartPlan, Per, Protocol, ProtocolStep, Template, TopicType, Variant};
