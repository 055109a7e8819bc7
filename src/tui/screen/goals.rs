//! Goals: what is to be reached, and how it goes.

use super::browse::Browse;
use super::sessions::delegate;
use crate::model::Goal;
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The tab.
pub struct Goals(Browse<Goal>);

impl Default for Goals {
    fn default() -> Self {
        Self(Browse::new(true))
    }
}

impl Screen for Goals {
    fn show(&mut self, target: &Target) {
        self.0.bring(target);
    }
}

delegate!(Goals);
