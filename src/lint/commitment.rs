//! The lint of a commitment: verb first, one owner, a day, a result that can be seen.

use super::sbi::apart;
use super::words::{Text, Word};
use super::{Finding, Rule, Words};

/// Whether a commitment has its day beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// It has one.
    Set,
    /// It has none.
    Open,
}

/// Looks at a commitment.
pub fn commitment(words: &Words, text: &str, due: Due) -> Vec<Finding> {
    let cut = Text::of(text);
    if cut.words.is_empty() {
        return Vec::new();
    }
    let lists = &words.commitment;
    let mut findings = cut.flagged(Rule::Owner, &lists.owner);
    findings.extend(cut.flagged(Rule::Hedge, &lists.hedge));
    findings.extend(cut.flagged(Rule::Result, &lists.vague));
    if !words.is_foreign(&cut) {
        if begins_without_verb(words, &cut)
            && !findings.iter().any(|found| found.at.start == cut.words[0].at.start)
        {
            findings.push(Finding::at(Rule::Verb, cut.words[0].at.clone(), &lists.say_verb));
        }
        if cut.words.len() == 1 && findings.is_empty() {
            findings.push(Finding::missing(Rule::Result, &lists.say_result));
        }
        if due == Due::Open && !cut.has(&words.situation.when) {
            findings.push(Finding::missing(Rule::Date, &lists.say_date));
        }
    }
    findings.extend(words.too_long(text));
    findings.sort_by_key(|finding| (finding.at.start, finding.at.end));
    apart(findings)
}

/// Whether the first word is surely none: a pronoun, an article, or an ending of nouns.
fn begins_without_verb(words: &Words, text: &Text<'_>) -> bool {
    let lists = &words.commitment;
    let Some(first) = text.words.first() else { return false };
    let noun = |word: &Word| {
        lists
            .endings
            .iter()
            .any(|ending| word.lower.len() > ending.len() + 2 && word.lower.ends_with(ending.as_str()))
    };
    lists.verbs.begin(&text.words) == 0 && (lists.starts.begin(&text.words) > 0 || noun(first))
}
