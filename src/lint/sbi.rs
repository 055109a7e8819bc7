//! The lint of a feedback in parts: situation, behaviour, impact, intent.

use super::words::{Text, Word};
use super::{Finding, Rule, Words};

words! {
    /// A part of a feedback.
    Part {
        /// When and where.
        Situation = "situation",
        /// What was seen or heard.
        Behaviour = "behaviour",
        /// What it did to me, others, the work.
        Impact = "impact",
        /// The question of intent.
        Intent = "intent",
    }
}

/// Looks at the parts of one feedback. An empty part is only asked for when a later one is written:
/// nobody is told what is missing from something just begun.
pub fn feedback(words: &Words, parts: &[(Part, &str)]) -> Vec<(Part, Finding)> {
    let written = |part: Part| parts.iter().any(|(other, text)| *other > part && !text.trim().is_empty());
    let mut findings = Vec::new();
    for (part, text) in parts {
        if text.trim().is_empty() {
            let help = match part {
                Part::Situation => &words.situation.say_both,
                Part::Impact => &words.impact.say_skipped,
                Part::Behaviour | Part::Intent => continue,
            };
            if written(*part) {
                findings.push((*part, Finding::missing(rule(*part), help)));
            }
            continue;
        }
        findings.extend(one(words, *part, text).into_iter().map(|finding| (*part, finding)));
    }
    findings
}

fn rule(part: Part) -> Rule {
    if part == Part::Situation { Rule::Situation } else { Rule::Impact }
}

/// Looks at one written part; findings in the order of their places, what is missing first.
pub fn one(words: &Words, part: Part, text: &str) -> Vec<Finding> {
    let cut = Text::of(text);
    let mut findings = match part {
        Part::Situation => situation(words, &cut),
        Part::Behaviour => behaviour(words, &cut),
        Part::Impact => impact(words, &cut),
        Part::Intent => intent(words, text),
    };
    findings.extend(words.too_long(text));
    findings.sort_by_key(|finding| (finding.at.start, finding.at.end));
    apart(findings)
}

/// Where two rules point at the same words, the first one speaks.
pub(super) fn apart(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let covered = kept.iter().any(|other| {
            !finding.at.is_empty() && other.at.start < finding.at.end && finding.at.start < other.at.end
        });
        if !covered || finding.rule == Rule::Length {
            kept.push(finding);
        }
    }
    kept
}

fn situation(words: &Words, text: &Text<'_>) -> Vec<Finding> {
    let lists = &words.situation;
    if words.is_foreign(text) {
        return Vec::new();
    }
    let when = text.has(&lists.when) || (0..text.words.len()).any(|at| is_time(text, at));
    let meetings = text.places(&lists.meeting).len();
    let event = text.has(&lists.event) || (0..text.words.len()).any(|at| is_place(words, text, at));
    // A meeting word answers one of the two, whichever is open.
    let open = usize::from(!when) + usize::from(!event);
    let help = match (when, event) {
        _ if open <= meetings => return Vec::new(),
        (false, false) if meetings == 0 => &lists.say_both,
        (false, _) => &lists.say_when,
        (true, _) => &lists.say_where,
    };
    vec![Finding::missing(Rule::Situation, help)]
}

/// A clock time or a date in figures: 14:00, 9 am, 12.3., 2026-03-12, 12/3.
fn is_time(text: &Text<'_>, at: usize) -> bool {
    let word = &text.words[at];
    if !word.lower.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let after = &text.source[word.at.end..];
    let digits =
        |count: usize| after.chars().skip(1).take(count).filter(char::is_ascii_digit).count() == count;
    // A 1:1 is a meeting, not a time.
    let joined = match after.chars().next() {
        Some(':') => digits(2),
        Some('-' | '/' | '.') => digits(1),
        _ => false,
    };
    let next = text.words.get(at + 1).map_or("", |word| word.lower.as_str());
    joined
        || word.lower.contains('.')
        || word.lower.ends_with("am")
        || word.lower.ends_with("pm")
        || matches!(next, "am" | "pm" | "o'clock" | "a.m" | "p.m")
}

/// "in the kitchen", "at our offsite": a leading word, an owning word and any noun but a vague one;
/// or "at Acme", a name.
fn is_place(words: &Words, text: &Text<'_>, at: usize) -> bool {
    let lists = &words.situation;
    if lists.leading.begin(&text.words[at..]) == 0 {
        return false;
    }
    // A meeting word is counted on its own.
    let vague =
        |rest: &[Word]| [&lists.vague, &lists.when, &lists.meeting].iter().any(|list| list.begin(rest) > 0);
    let Some(next) = text.words.get(at + 1) else { return false };
    let name = text.source[next.at.clone()].starts_with(char::is_uppercase) && !vague(&text.words[at + 1..]);
    let owned = lists.owning.begin(&text.words[at + 1..]) > 0
        && text.words.get(at + 2).is_some()
        && !vague(&text.words[at + 2..]);
    name || owned
}

fn behaviour(words: &Words, text: &Text<'_>) -> Vec<Finding> {
    let lists = &words.behaviour;
    let mut findings = text.flagged(Rule::Trait, &lists.traits);
    findings.extend(text.flagged(Rule::Trait, &lists.trait_of_person));
    findings.extend(text.flagged(Rule::Total, &lists.total));
    findings.extend(text.flagged(Rule::Mind, &lists.mind));
    findings.extend(judgements(words, text));
    findings.extend(passives(words, text));
    findings
}

/// "you are", perhaps "so" or "very", and an adjective.
pub(super) fn judgements(words: &Words, text: &Text<'_>) -> Vec<Finding> {
    let lists = &words.behaviour.judgement;
    let mut findings = Vec::new();
    for place in text.places(&lists.lead) {
        let mut at = place.end;
        while at < text.words.len() && lists.between.begin(&text.words[at..]) > 0 {
            at += 1;
        }
        let Some(word) = text.words.get(at) else { continue };
        let seen = lists.seen.begin(&text.words[at..]) > 0;
        let judged = lists.adjectives.begin(&text.words[at..]) > 0
            || lists
                .endings
                .iter()
                .any(|ending| word.lower.len() > ending.len() + 2 && word.lower.ends_with(ending.as_str()));
        if judged && !seen && !text.is_quoted(place.start) {
            findings.push(Finding::at(Rule::Judgement, text.bytes(place.start..at + 1), &lists.say));
        }
    }
    findings
}

/// "was ignored", and nobody by whom.
fn passives(words: &Words, text: &Text<'_>) -> Vec<Finding> {
    let lists = &words.behaviour.passive;
    let mut findings = Vec::new();
    for place in text.places(&lists.be) {
        let mut at = place.end;
        while at < text.words.len() && lists.between.begin(&text.words[at..]) > 0 {
            at += 1;
        }
        let Some(word) = text.words.get(at) else { continue };
        let participle = lists.participles.begin(&text.words[at..]) > 0
            || (word.lower.len() > 4 && word.lower.ends_with("ed"));
        let end = (at + 7).min(text.words.len());
        let actor = (at + 1..end).any(|next| lists.by.begin(&text.words[next..]) > 0);
        if participle && !actor && lists.except.begin(&text.words[at..]) == 0 && !text.is_quoted(at) {
            findings.push(Finding::at(Rule::Passive, text.bytes(place.start..at + 1), &lists.say));
        }
    }
    findings
}

fn impact(words: &Words, text: &Text<'_>) -> Vec<Finding> {
    let lists = &words.impact;
    let mut findings = text.flagged(Rule::Threat, &lists.threat);
    findings.extend(text.flagged(Rule::Chorus, &lists.chorus));
    if !findings.is_empty() || words.is_foreign(text) {
        return findings;
    }
    let help = match (is_on_somebody(words, text), has_effect(words, text)) {
        (true, true) => return findings,
        (false, true) => &lists.say_who,
        (true, false) => &lists.say_effect,
        (false, false) => &lists.say_both,
    };
    vec![Finding::missing(Rule::Impact, help)]
}

/// I, we, the work, others, or a name: a capital inside the sentence, with an `'s`, or before an effect.
fn is_on_somebody(words: &Words, text: &Text<'_>) -> bool {
    let capital = |word: &Word| text.source[word.at.clone()].starts_with(char::is_uppercase);
    text.has(&words.impact.who)
        || text.words.iter().skip(1).any(capital)
        || text.words.first().is_some_and(|word| capital(word) && word.lower.len() < word.at.len())
        || (text.words.first().is_some_and(capital)
            && text.words.get(1).is_some_and(|word| is_effect(words, word, &text.words[1..])))
}

/// Whether anything in it changed.
fn has_effect(words: &Words, text: &Text<'_>) -> bool {
    (0..text.words.len()).any(|at| is_effect(words, &text.words[at], &text.words[at..]))
}

/// Whether anything in it changed beside what "you" did.
pub(super) fn has_effect_beyond_you(words: &Words, text: &Text<'_>) -> bool {
    (0..text.words.len()).any(|at| {
        let yours = at > 0 && words.praise.you.begin(&text.words[at - 1..]) > 0;
        !yours && is_effect(words, &text.words[at], &text.words[at..])
    })
}

fn is_effect(words: &Words, word: &Word, rest: &[Word]) -> bool {
    let lists = &words.impact;
    let ends = |ending: &String| word.lower.len() > ending.len() + 1 && word.lower.ends_with(ending.as_str());
    lists.effect.begin(rest) > 0 || lists.endings.iter().any(ends)
}

fn intent(words: &Words, text: &str) -> Vec<Finding> {
    let asks = text.trim_end().ends_with(['?', '\u{ff1f}', '\u{61f}', '\u{37e}']);
    if asks { Vec::new() } else { vec![Finding::missing(Rule::Question, &words.intent.say)] }
}
