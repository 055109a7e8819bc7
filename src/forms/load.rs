//! The loaded set of forms: the built-in twelve, and edited copies from a folder.

use std::path::{Path, PathBuf};

use crate::assets;
use crate::lint;

use super::check::CheckBook;
use super::chooser::Chooser;
use super::error::{Complaint, FormError};
use super::form::Form;
use super::lookback::LookBackBook;
use super::nearest::nearest;
use super::prompt::PromptBook;
use super::read::{locate, read};
use super::round::RoundBook;
use super::skill::SkillBook;
use super::validate::{Books, validate};

/// All forms of this installation, with the questions, prompts and checks they refer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Forms {
    forms: Vec<Form>,
    left_out: Vec<FormError>,
    chooser: Chooser,
    prompts: PromptBook,
    checks: CheckBook,
    lint: lint::Words,
    rounds: RoundBook,
    skills: SkillBook,
    look_back: LookBackBook,
}

impl Forms {
    /// The twelve that ship with the program.
    pub fn builtin() -> Result<Forms, FormError> {
        let mut set = Forms {
            forms: Vec::with_capacity(assets::FORMS.len()),
            left_out: Vec::new(),
            chooser: read(assets::CHOOSER.0, assets::CHOOSER.1)?,
            prompts: read(assets::PROMPTS.0, assets::PROMPTS.1)?,
            checks: read(assets::CHECKS.0, assets::CHECKS.1)?,
            lint: read(assets::LINT.0, assets::LINT.1)?,
            rounds: read(assets::ROUNDS.0, assets::ROUNDS.1)?,
            skills: read(assets::SKILLS.0, assets::SKILLS.1)?,
            look_back: read(assets::LOOK_BACK.0, assets::LOOK_BACK.1)?,
        };
        for (file, text) in assets::FORMS {
            set.add(file, text)?;
        }
        Ok(set)
    }

    /// The built-in ones, with the `*.toml` files of a folder over them: a file whose `id` is
    /// known takes that form's place, another one adds a form at the end, in the order of the
    /// file names. A folder that does not exist changes nothing; a file that holds no sound form is
    /// left out and named in [`Forms::left_out`].
    pub fn with_overrides(folder: &Path) -> Result<Forms, FormError> {
        let mut set = Forms::builtin()?;
        let mut seen: Vec<(String, String)> = Vec::new();
        for path in toml_files(folder)? {
            if let Err(error) = set.add_file(&path, &mut seen) {
                set.left_out.push(error);
            }
        }
        Ok(set)
    }

    /// Puts in the form of one file of a folder; `seen` are the ids of the files before, with their names.
    fn add_file(&mut self, path: &Path, seen: &mut Vec<(String, String)>) -> Result<(), FormError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| FormError::Unreadable { path: path.to_owned(), problem: error.to_string() })?;
        let form = self.parse(&file, &text)?;
        if let Some((_, other)) = seen.iter().find(|(id, _)| *id == form.id) {
            let complaint = Complaint::new(
                "id",
                format!("`{}` is already the id of {other}", form.id),
                "Give one of the two files another id, or move it away.",
            );
            return Err(locate(&file, &text, complaint));
        }
        seen.push((form.id.clone(), file.clone()));
        self.place(&file, &text, form)
    }

    /// The files that hold no sound form, each with its place and what is wrong: the others are here.
    pub fn left_out(&self) -> &[FormError] {
        &self.left_out
    }

    /// Reads one form's text, proves it sound against this set and puts it in.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), FormError> {
        let form = self.parse(file, text)?;
        self.place(file, text, form)
    }

    /// The form of this id.
    pub fn get(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// All of them, in the order every list shows them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Form> {
        self.forms.iter()
    }

    /// The form that may have been meant, by its id, code or name.
    pub fn nearest(&self, word: &str) -> Option<&Form> {
        let by = |named: fn(&Form) -> &str| {
            let near = nearest(word, self.forms.iter().map(named))?;
            self.forms.iter().find(|form| named(form) == near)
        };
        by(|form| &form.id).or_else(|| by(|form| &form.name)).or_else(|| {
            let code = |form: &&Form| form.code.eq_ignore_ascii_case(word);
            self.forms.iter().find(code)
        })
    }

    /// The questions that lead to a form.
    pub fn chooser(&self) -> &Chooser {
        &self.chooser
    }

    /// Stages, shared prompts, the pulse and the sections of every agreement.
    pub fn prompts(&self) -> &PromptBook {
        &self.prompts
    }

    /// The word lists of the feedback and commitment lints.
    pub fn lint(&self) -> &lint::Words {
        &self.lint
    }

    /// What blind rounds ask.
    pub fn rounds(&self) -> &RoundBook {
        &self.rounds
    }

    /// The skills that are offered.
    pub fn skills(&self) -> &SkillBook {
        &self.skills
    }

    /// What the monthly look back asks.
    pub fn look_back(&self) -> &LookBackBook {
        &self.look_back
    }

    /// The checks in words.
    pub fn checks(&self) -> &CheckBook {
        &self.checks
    }

    fn parse(&self, file: &str, text: &str) -> Result<Form, FormError> {
        let mut form: Form = read(file, text)?;
        let books = Books { chooser: &self.chooser, checks: &self.checks };
        validate(&form, &books).map_err(|complaint| locate(file, text, complaint))?;
        for check in &mut form.checks {
            if let Some(words) = self.checks.get(&check.id) {
                check.name.clone_from(&words.name);
            }
            if let Some(measure) = self.checks.measure(&check.id, &check.measure) {
                check.meaning = measure.clone();
            }
        }
        Ok(form)
    }

    fn place(&mut self, file: &str, text: &str, form: Form) -> Result<(), FormError> {
        for other in self.forms.iter().filter(|other| other.id != form.id) {
            for (field, mine, theirs) in [
                ("sign", &form.sign, &other.sign),
                ("code", &form.code, &other.code),
                ("name", &form.name, &other.name),
            ] {
                if mine == theirs {
                    let problem = format!("`{mine}` is already the {field} of `{}`", other.id);
                    let hint = format!("Choose a {field} that no other form has.");
                    return Err(locate(file, text, Complaint::new(field, problem, hint)));
                }
            }
        }
        match self.forms.iter_mut().find(|other| other.id == form.id) {
            Some(other) => *other = form,
            None => self.forms.push(form),
        }
        Ok(())
    }
}

fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, FormError> {
    let unreadable =
        |error: std::io::Error| FormError::Unreadable { path: folder.to_owned(), problem: error.to_string() };
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(unreadable)?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
