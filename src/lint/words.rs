//! The word lists, and how their phrases are found in a text.

use super::{Finding, Rule};
use serde::Deserialize;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The lists as they are read from `assets/lint.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub(super) language: Language,
    pub(super) length: Length,
    pub(super) situation: Situation,
    pub(super) behaviour: Behaviour,
    pub(super) impact: Impact,
    pub(super) intent: Intent,
    pub(super) praise: Praise,
    pub(super) feedforward: Feedforward,
    pub(super) commitment: Commitment,
}

/// How another language is told.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Language {
    words: usize,
    common: Phrases,
}

/// How long a part may be, in graphemes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Length {
    most: usize,
    say: String,
}

/// Phrases that are pointed at, and those in which they mean something else.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flags {
    pub(super) say: String,
    pub(super) words: Phrases,
    #[serde(default)]
    pub(super) except: Phrases,
    /// One of these must stand up to three words before.
    #[serde(default)]
    near: Phrases,
    /// One of these up to three words before makes it what somebody said.
    #[serde(default)]
    said: Phrases,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Situation {
    pub(super) say_both: String,
    pub(super) say_when: String,
    pub(super) say_where: String,
    pub(super) when: Phrases,
    pub(super) meeting: Phrases,
    pub(super) event: Phrases,
    pub(super) leading: Phrases,
    pub(super) owning: Phrases,
    pub(super) vague: Phrases,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Behaviour {
    #[serde(rename = "trait")]
    pub(super) traits: Flags,
    pub(super) trait_of_person: Flags,
    pub(super) total: Flags,
    pub(super) mind: Flags,
    pub(super) judgement: Judgement,
    pub(super) passive: Passive,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judgement {
    pub(super) say: String,
    pub(super) lead: Phrases,
    pub(super) between: Phrases,
    pub(super) adjectives: Phrases,
    pub(super) endings: Vec<String>,
    pub(super) seen: Phrases,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Passive {
    pub(super) say: String,
    pub(super) be: Phrases,
    pub(super) between: Phrases,
    pub(super) participles: Phrases,
    pub(super) except: Phrases,
    pub(super) by: Phrases,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Impact {
    pub(super) say_who: String,
    pub(super) say_effect: String,
    pub(super) say_both: String,
    pub(super) say_skipped: String,
    pub(super) who: Phrases,
    pub(super) effect: Phrases,
    pub(super) endings: Vec<String>,
    pub(super) threat: Flags,
    pub(super) chorus: Flags,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Intent {
    pub(super) say: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Praise {
    pub(super) say_you: String,
    pub(super) say_effect: String,
    pub(super) you: Phrases,
    pub(super) empty: Flags,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Feedforward {
    pub(super) past: Flags,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commitment {
    pub(super) say_verb: String,
    pub(super) say_date: String,
    pub(super) say_result: String,
    pub(super) verbs: Phrases,
    pub(super) starts: Phrases,
    pub(super) endings: Vec<String>,
    pub(super) owner: Flags,
    pub(super) hedge: Flags,
    pub(super) vague: Flags,
}

impl Words {
    /// The lists that ship with the program.
    ///
    /// # Errors
    /// Where the file is not sound: its line and what was expected.
    pub fn builtin() -> Result<Self, toml::de::Error> {
        toml::from_str(crate::assets::LINT.1)
    }

    /// Whether a text is in another language, as far as its little words tell: what such a text
    /// lacks is not asked for.
    pub(super) fn is_foreign(&self, text: &Text<'_>) -> bool {
        let latin = text.words.iter().filter(|word| word.lower.is_ascii()).count();
        let other = latin * 2 < text.words.len();
        other || (text.words.len() >= self.language.words && !text.has(&self.language.common))
    }

    /// Points at what is beyond the length of a part.
    pub(super) fn too_long(&self, text: &str) -> Option<Finding> {
        let (at, _) = text.grapheme_indices(true).nth(self.length.most)?;
        Some(Finding::at(Rule::Length, at..text.len(), &self.length.say))
    }
}

/// A phrase: words one after the other, each whole or, with `*`, by its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase(Vec<(String, bool)>);

/// A list of phrases.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Phrases(Vec<Phrase>);

impl From<Vec<String>> for Phrases {
    fn from(texts: Vec<String>) -> Self {
        let word = |word: &str| match word.strip_suffix('*') {
            Some(beginning) => (beginning.to_lowercase(), true),
            None => (word.to_lowercase(), false),
        };
        Self(texts.iter().map(|text| Phrase(text.split_whitespace().map(word).collect())).collect())
    }
}

impl Phrase {
    fn matches(&self, words: &[Word]) -> bool {
        words.len() >= self.0.len()
            && self.0.iter().zip(words).all(|((text, beginning), word)| {
                if *beginning { word.lower.starts_with(text.as_str()) } else { word.lower == *text }
            })
    }
}

impl Phrases {
    /// How many words the longest phrase takes that begins here; none begins with 0.
    pub(super) fn begin(&self, words: &[Word]) -> usize {
        let lengths = self.0.iter().filter(|phrase| phrase.matches(words)).map(|phrase| phrase.0.len());
        lengths.max().unwrap_or(0)
    }
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case, straight apostrophes, no possessive `'s`.
    pub(super) lower: String,
    /// Where it stands.
    pub(super) at: Range<usize>,
    /// Whether it stands between quotation marks: somebody's words.
    quoted: bool,
}

/// A text cut into words.
pub(super) struct Text<'a> {
    /// The text.
    pub(super) source: &'a str,
    /// Its words.
    pub(super) words: Vec<Word>,
}

impl<'a> Text<'a> {
    /// Cuts a text into words.
    pub(super) fn of(source: &'a str) -> Self {
        let quotes = quoted(source);
        let words = source.unicode_word_indices().map(|(at, word)| {
            let lower = word.to_lowercase().replace('\u{2019}', "'");
            let lower = lower.strip_suffix("'s").unwrap_or(&lower).to_owned();
            let quoted = quotes.iter().any(|quote| quote.contains(&at));
            Word { lower, at: at..at + word.len(), quoted }
        });
        Self { source, words: words.collect() }
    }

    /// Whether a phrase of the list is in it.
    pub(super) fn has(&self, phrases: &Phrases) -> bool {
        (0..self.words.len()).any(|at| phrases.begin(&self.words[at..]) > 0)
    }

    /// The places of the phrases of a list, none inside another, as ranges of words.
    pub(super) fn places(&self, phrases: &Phrases) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let length = phrases.begin(&self.words[at..]);
            if length > 0 {
                found.push(at..at + length);
            }
            at += length.max(1);
        }
        found
    }

    /// The bytes of some words.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |word| word.at.start);
        let end =
            words.end.checked_sub(1).and_then(|last| self.words.get(last)).map_or(start, |word| word.at.end);
        start..end
    }

    /// Whether the word at this place is somebody's, in quotation marks.
    pub(super) fn is_quoted(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|word| word.quoted)
    }

    /// Whether one of the phrases begins up to three words before.
    fn shortly_before(&self, at: usize, phrases: &Phrases) -> bool {
        (at.saturating_sub(3)..at).any(|before| phrases.begin(&self.words[before..]) > 0)
    }

    /// What a list of flags points at.
    pub(super) fn flagged(&self, rule: Rule, flags: &Flags) -> Vec<Finding> {
        let excepted: Vec<Range<usize>> = self.places(&flags.except);
        let places = self.places(&flags.words).into_iter().filter(|place| {
            !self.is_quoted(place.start)
                && !excepted.iter().any(|other| other.start < place.end && place.start < other.end)
                && (flags.near.0.is_empty() || self.shortly_before(place.start, &flags.near))
                && !self.shortly_before(place.start, &flags.said)
        });
        places.map(|place| Finding::at(rule, self.bytes(place), &flags.say)).collect()
    }
}

/// The bytes between double quotation marks, of any kind.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}'))
        .map(|(at, _)| at)
        .collect();
    marks.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect()
}
