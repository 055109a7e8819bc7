//! Feedback: loops from asked to acted, both ways.

use super::browse::Browse;
use super::sessions::delegate;
use crate::model::Feedback;
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The tab.
pub struct Loops(Browse<Feedback>);

impl Default for Loops {
    fn default() -> Self {
        Self(Browse::new(true))
    }
}

impl Screen for Loops {
    fn show(&mut self, target: &Target) {
        if let Target::Feedback(id) = target {
            self.0.select(*id);
        }
    }
}

delegate!(Loops);
