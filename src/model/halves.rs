//! Two texts kept as one: "More of ... Less of ...", and two ideas for next time.
//!
//! The file and every export hold plain words that read well; the marks tell the halves apart.

/// The marks of a "more of / less of".
pub const MORE_LESS: [&str; 2] = ["More of: ", "Less of: "];

/// The marks of two ideas.
pub const IDEAS: [&str; 2] = ["Idea 1: ", "Idea 2: "];

/// Both halves as one text; a blank half is left out, and two blank ones are nothing.
pub fn join(halves: [&str; 2], marks: [&str; 2]) -> Option<String> {
    let lines: Vec<String> = halves
        .into_iter()
        .zip(marks)
        .filter(|(half, _)| !half.trim().is_empty())
        .map(|(half, mark)| format!("{mark}{}", half.trim()))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The halves of a text; one without marks is all in the first.
pub fn split(text: &str, marks: [&str; 2]) -> [String; 2] {
    let mut halves = [String::new(), String::new()];
    let mut at = 0;
    for line in text.lines() {
        let found = marks.iter().position(|mark| line.starts_with(mark.trim_end()));
        at = found.unwrap_or(at);
        let line = found.map_or(line, |found| line[marks[found].trim_end().len()..].trim_start());
        if !halves[at].is_empty() {
            halves[at].push('\n');
        }
        halves[at].push_str(line);
    }
    halves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_come_back_as_they_were() {
        for halves in [["questions", "advice"], ["", "advice"], ["one\ntwo", "three"], ["", ""]] {
            let text = join(halves, MORE_LESS).unwrap_or_default();
            assert_eq!(split(&text, MORE_LESS), halves.map(str::to_owned));
        }
        assert_eq!(split("just words", MORE_LESS), ["just words".to_owned(), String::new()]);
    }
}
