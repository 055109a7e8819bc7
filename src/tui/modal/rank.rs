//! How well something is found by what was typed: by its name first, then by other words for it,
//! then by what is said about it.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// How something was found; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// Its name is what was typed.
    Exact,
    /// Its name begins so.
    Beginning,
    /// A word of its name begins so.
    Word,
    /// Its name holds it.
    Name,
    /// Another word for it begins so.
    Synonym,
    /// What is said about it holds it.
    Sentence,
    /// Its name holds the letters, in this order and apart.
    Letters,
}

impl Found {
    /// Whether it is near enough to be what Enter takes.
    pub fn is_sure(self) -> bool {
        self <= Self::Synonym
    }
}

/// What was typed, ready to be looked for.
pub struct Sought {
    whole: Atom,
    words: Vec<Atom>,
    letters: Pattern,
    matcher: Matcher,
    buffer: Vec<char>,
}

fn atom(text: &str, kind: AtomKind) -> Atom {
    Atom::new(text, CaseMatching::Ignore, Normalization::Smart, kind, false)
}

impl Sought {
    /// What is sought by this text; letters count alike with and without accents, large and small.
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        Self {
            whole: atom(text, AtomKind::Exact),
            words: text.split_whitespace().map(|word| atom(word, AtomKind::Substring)).collect(),
            letters: Pattern::new(text, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy),
            matcher: Matcher::new(Config::DEFAULT),
            buffer: Vec::new(),
        }
    }

    /// How something with this name, these other words and this sentence is found, if it is.
    pub fn rank(&mut self, name: &str, synonyms: &str, sentence: &str) -> Option<Found> {
        if self.holds(std::slice::from_ref(&self.whole.clone()), name) {
            return Some(Found::Exact);
        }
        if self.begins(name) {
            return Some(Found::Beginning);
        }
        if self.begins_words(name) {
            return Some(Found::Word);
        }
        let words = self.words.clone();
        if self.holds(&words, name) {
            return Some(Found::Name);
        }
        if self.begins_words(&format!("{name} {synonyms}")) {
            return Some(Found::Synonym);
        }
        if self.holds(&words, &format!("{name} {synonyms} {sentence}")) {
            return Some(Found::Sentence);
        }
        let name = Utf32Str::new(name, &mut self.buffer);
        self.letters.score(name, &mut self.matcher).map(|_| Found::Letters)
    }

    fn holds(&mut self, atoms: &[Atom], text: &str) -> bool {
        let text = Utf32Str::new(text, &mut self.buffer);
        atoms.iter().all(|atom| atom.score(text, &mut self.matcher).is_some())
    }

    fn begins(&mut self, name: &str) -> bool {
        let mut beginning = self.whole.clone();
        beginning.kind = AtomKind::Prefix;
        self.holds(&[beginning], name)
    }

    /// Whether each word that was typed is the beginning of a word of the text.
    fn begins_words(&mut self, text: &str) -> bool {
        let mut words = self.words.clone();
        words.iter_mut().for_each(|word| word.kind = AtomKind::Prefix);
        words.into_iter().all(|word| {
            let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
            let mut whole = text.split_whitespace().chain(parts);
            whole.any(|part| self.holds(std::slice::from_ref(&word), part))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_before_synonyms_and_those_before_sentences() {
        let mut sought = Sought::new("go");
        assert_eq!(sought.rank("go", "", ""), Some(Found::Exact));
        assert_eq!(sought.rank("goals", "", ""), Some(Found::Beginning));
        assert_eq!(sought.rank("new goal", "", ""), Some(Found::Word));
        assert_eq!(sought.rank("lingo", "", ""), Some(Found::Name));
        assert_eq!(sought.rank("open", "enter go", ""), Some(Found::Synonym));
        assert_eq!(sought.rank("open", "", "Lets it go."), Some(Found::Sentence));
        assert_eq!(sought.rank("gravel road", "", ""), Some(Found::Letters));
        assert_eq!(sought.rank("open", "", "The old guard."), None);
    }

    #[test]
    fn accents_and_capitals_do_not_matter() {
        let mut sought = Sought::new("dvorak mar");
        assert_eq!(sought.rank("Marek Dvořák", "", ""), Some(Found::Word));
    }
}
