//! The seven tabs: always there, one in front.

use super::command::{Command, Context};
use super::layer::{Cx, Flow, Input, Layer, View};
use super::screen;
use super::target::Target;
use crate::clock::Clock;
use crate::store::StoreError;
use ratatui::Frame;
use ratatui::layout::Rect;
use std::time::Duration;

/// A tab's screen: a layer that can be told to show something.
pub trait Screen: Layer {
    /// Selects what is asked for, where the screen has it.
    fn show(&mut self, _target: &Target) {}
}

/// The seven tabs.
pub struct Tabs {
    screens: Vec<(Command, Box<dyn Screen>)>,
    front: Command,
}

impl Default for Tabs {
    fn default() -> Self {
        Self::new()
    }
}

impl Tabs {
    /// All tabs, Today in front.
    pub fn new() -> Self {
        let screens: Vec<(Command, Box<dyn Screen>)> = vec![
            (Command::Today, Box::new(screen::today::Today::default())),
            (Command::Mentor, Box::new(screen::mentor::Mentor::default())),
            (Command::Mutual, Box::new(screen::mutual::Mutual::default())),
            (Command::Sessions, Box::new(screen::sessions::Sessions::default())),
            (Command::Feedback, Box::new(screen::feedback::Loops::default())),
            (Command::Goals, Box::new(screen::goals::Goals::default())),
            (Command::Insights, Box::new(screen::insights::Insights::default())),
        ];
        Self { screens, front: Command::Today }
    }

    /// The tab in front.
    pub fn front(&self) -> Command {
        self.front
    }

    /// Puts a tab in front and selects something there.
    pub fn show(&mut self, tab: Command, target: &Target) {
        self.front = tab;
        if let Some(screen) = self.screen() {
            screen.show(target);
        }
    }

    fn screen(&mut self) -> Option<&mut Box<dyn Screen>> {
        let front = self.front;
        self.screens.iter_mut().find(|(tab, _)| *tab == front).map(|(_, screen)| screen)
    }

    /// The tab that lists all rows of this sort.
    fn home(row: &Target) -> Option<Command> {
        match row {
            Target::Session(_) => Some(Command::Sessions),
            Target::Feedback(_) => Some(Command::Feedback),
            Target::Goal(_) => Some(Command::Goals),
            _ => None,
        }
    }

    fn shown(&self) -> Option<&dyn Screen> {
        self.screens.iter().find(|(tab, _)| *tab == self.front).map(|(_, screen)| screen.as_ref())
    }
}

impl Layer for Tabs {
    fn crumb(&self) -> String {
        self.front.entry().name.to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        self.shown().map_or_else(Vec::new, |screen| screen.contexts())
    }

    fn typing(&self) -> bool {
        self.shown().is_some_and(|screen| screen.typing())
    }

    /// Its own tab hears of it, and the one in front: the others stay where they were left.
    fn made(&mut self, row: &Target) {
        let home = Self::home(row);
        let hears = |tab: &Command| *tab == self.front || Some(*tab) == home;
        self.screens.iter_mut().filter(|(tab, _)| hears(tab)).for_each(|(_, screen)| screen.made(row));
    }

    fn target(&self) -> Option<Target> {
        self.shown().and_then(|screen| screen.target())
    }

    fn hints(&self) -> Vec<Command> {
        self.shown().map_or_else(Vec::new, |screen| screen.hints())
    }

    fn verb(&self, command: Command) -> &'static str {
        self.shown().map_or_else(|| command.entry().name, |screen| screen.verb(command))
    }

    fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
        self.screen().map_or(Flow::Ignored, |screen| screen.update(input, cx))
    }

    fn stays_true(&self, clock: &Clock) -> Option<Duration> {
        self.shown().and_then(|screen| screen.stays_true(clock))
    }

    fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
        self.screen().map_or(Ok(()), |screen| screen.prepare(area, view))
    }

    fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
        if let Some(screen) = self.shown() {
            screen.render(frame, area, view);
        }
    }
}
