//! The lints of praise, which is as exact as criticism, and of feedforward, which leaves the past alone.

use super::sbi::{apart, has_effect_beyond_you, judgements};
use super::words::Text;
use super::{Finding, Rule, Words};

/// Looks at praise in one text: what did they do, and what did it make possible?
pub fn praise(words: &Words, text: &str) -> Vec<Finding> {
    let cut = Text::of(text);
    if cut.words.is_empty() {
        return Vec::new();
    }
    let lists = &words.praise;
    let mut findings = cut.flagged(Rule::Trait, &words.behaviour.traits);
    findings.extend(cut.flagged(Rule::Trait, &words.behaviour.trait_of_person));
    findings.extend(cut.flagged(Rule::Total, &words.behaviour.total));
    findings.extend(judgements(words, &cut));
    if !words.is_foreign(&cut) {
        let (you, effect) = (cut.has(&lists.you), has_effect_beyond_you(words, &cut));
        // "Well done" is fine beside what was done and what came of it.
        if !(you && effect) {
            findings.extend(cut.flagged(Rule::Empty, &lists.empty));
        }
        if findings.is_empty() && !you {
            findings.push(Finding::missing(Rule::Empty, &lists.say_you));
        } else if findings.is_empty() && !effect {
            findings.push(Finding::missing(Rule::Impact, &lists.say_effect));
        }
    }
    findings.extend(words.too_long(text));
    findings.sort_by_key(|finding| (finding.at.start, finding.at.end));
    apart(findings)
}

/// Looks at one idea for next time.
pub fn feedforward(words: &Words, text: &str) -> Vec<Finding> {
    let cut = Text::of(text);
    let mut findings = cut.flagged(Rule::Past, &words.feedforward.past);
    findings.extend(cut.flagged(Rule::Trait, &words.behaviour.traits));
    findings.extend(words.too_long(text));
    findings.sort_by_key(|finding| (finding.at.start, finding.at.end));
    apart(findings)
}

/// Looks at free words: what nobody can act on is pointed at, nothing is asked for.
pub fn free(words: &Words, text: &str) -> Vec<Finding> {
    let cut = Text::of(text);
    let mut findings = cut.flagged(Rule::Trait, &words.behaviour.traits);
    findings.extend(cut.flagged(Rule::Total, &words.behaviour.total));
    findings.extend(cut.flagged(Rule::Mind, &words.behaviour.mind));
    findings.extend(cut.flagged(Rule::Threat, &words.impact.threat));
    findings.extend(cut.flagged(Rule::Chorus, &words.impact.chorus));
    findings.extend(judgements(words, &cut));
    findings.sort_by_key(|finding| (finding.at.start, finding.at.end));
    apart(findings)
}
