//! Text cut into words as the index takes them.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// The most words that are looked for: what a hand pasted is longer.
const MOST: usize = 24;

/// One word that is looked for.
pub(super) struct Phrase {
    /// As it was typed.
    pub word: String,
    /// In a text.
    pub text: String,
    /// As a mark, for what somebody is called.
    pub name: String,
}

/// Scripts that leave no space between words, as first and last sign: Thai to Burmese, Khmer, then
/// kana and Han with their extensions.
const UNSPACED: &[(char, char)] = &[
    ('\u{0e00}', '\u{0eff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{17ff}'),
    ('\u{3005}', '\u{3007}'),
    ('\u{3040}', '\u{30ff}'),
    ('\u{31f0}', '\u{31ff}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{20000}', '\u{323af}'),
];

fn is_unspaced(sign: char) -> bool {
    sign >= UNSPACED[0].0 && UNSPACED.iter().any(|(first, last)| (*first..=*last).contains(&sign))
}

/// Text in which each sign of a script without spaces is a word of its own, so that any part of a
/// sentence can be found.
pub(super) fn spaced(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unspaced) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    for sign in text.chars() {
        let apart = is_unspaced(sign);
        if apart {
            out.push(' ');
        }
        out.push(sign);
        if apart {
            out.push(' ');
        }
    }
    Cow::Owned(out)
}

/// What the mark of a word of a name begins with.
pub(super) const NAME: char = '0';

/// The words of a name as marks: begun with a sign that few words of a text begin with, so that a name
/// is found without going through every text that has the word.
pub(super) fn called(name: &str) -> String {
    let name = spaced(name);
    let words = name.split(|sign: char| !is_known(sign)).filter(|word| !word.is_empty());
    words.map(|word| format!("{NAME}{word}")).collect::<Vec<_>>().join(" ")
}

/// What was typed as phrases of the index's query language, one for each word: what begins with it is
/// found. Signs alone that the index does not know find nothing and are left out.
pub(super) fn phrases(typed: &str) -> Vec<Phrase> {
    let words = typed.split_whitespace().filter(|word| word.chars().any(is_known)).take(MOST);
    let phrase = |text: &str| format!("\"{}\" *", text.replace('"', "\"\""));
    let phrases = words.map(|word| Phrase {
        word: word.to_owned(),
        text: phrase(&spaced(word)),
        name: phrase(&called(word)),
    });
    phrases.collect()
}

/// Whether the index takes a sign for a part of a word: letters, numbers, and pictures (the category
/// So; those below U+2000 are few).
fn is_known(sign: char) -> bool {
    sign.is_alphanumeric()
        || matches!(sign, '\u{a6}' | '\u{a9}' | '\u{ae}' | '\u{b0}' | '\u{2100}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// How far before the first word a text begins when it is shown for it.
const BEFORE: usize = 24;

/// A text from a little before the first word in it that begins with one of those that were typed, cut
/// at a space; nothing when there is none. Accents and capitals do not matter.
pub(super) fn around(text: &str, typed: &str) -> Option<String> {
    let typed: Vec<String> = typed.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    let at = text.split_word_bound_indices().find_map(|(at, word)| {
        let word = plain(word);
        typed.iter().any(|typed| word.starts_with(typed) || is_first_of(&word, typed)).then_some(at)
    })?;
    let mut from = at.saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    if from == 0 {
        return Some(text.to_owned());
    }
    let space = text[from..at].find(char::is_whitespace).map_or(at, |space| from + space + 1);
    Some(format!("..{}", &text[space..]))
}

/// Whether a word is a sign that a longer one without spaces begins with.
fn is_first_of(word: &str, typed: &str) -> bool {
    word.chars().next().is_some_and(is_unspaced) && typed.starts_with(word)
}

/// A word without accents and capitals.
fn plain(word: &str) -> String {
    word.chars().map(nucleo_matcher::chars::normalize).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_from_where_it_says_so() {
        let text = "We spoke for a long time about very little, and then about pricing";
        assert_eq!(around(text, "pric").as_deref(), Some("..little, and then about pricing"));
        assert_eq!(around("A Café", "zzz cafe").as_deref(), Some("A Café"));
        assert_eq!(around("nothing of it", "pric"), None);
        let far = format!("{}東京で会った", "あ".repeat(30));
        assert_eq!(around(&far, "東京").as_deref(), Some("..東京で会った"));
    }

    #[test]
    fn words_are_looked_for_by_their_beginnings() {
        let texts = |typed| phrases(typed).into_iter().map(|phrase| phrase.text).collect::<Vec<_>>();
        assert_eq!(texts("  team talk "), ["\"team\" *", "\"talk\" *"]);
        assert_eq!(texts("say \"no\" -"), ["\"say\" *", "\"\"\"no\"\"\" *"]);
        assert!(phrases(" -- ... \"").is_empty());
        assert_eq!(phrases(&"a ".repeat(100_000)).len(), MOST);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_signs() {
        assert_eq!(spaced("plain words"), "plain words");
        let phrase = phrases("日本語").remove(0);
        assert_eq!((phrase.text.as_str(), phrase.name.as_str()), ("\" 日  本  語 \" *", "\"0日 0本 0語\" *"));
        assert_eq!(spaced("in 東京 met").split_whitespace().collect::<Vec<_>>(), ["in", "東", "京", "met"]);
    }
}
