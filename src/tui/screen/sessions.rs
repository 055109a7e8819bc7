//! Sessions: every meeting, the page behind Enter.

use super::browse::Browse;
use crate::model::Session;
use crate::store::StoreError;
use crate::tui::command::{Command, Context};
use crate::tui::layer::{Cx, Flow, Input, Layer, View};
use crate::tui::tabs::Screen;
use crate::tui::target::Target;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The tab.
pub struct Sessions(Browse<Session>);

impl Default for Sessions {
    fn default() -> Self {
        Self(Browse::new(true))
    }
}

impl Screen for Sessions {
    fn show(&mut self, target: &Target) {
        self.0.bring(target);
    }
}

/// A tab that is one list passes everything on to it.
macro_rules! delegate {
    ($tab:ty) => {
        impl Layer for $tab {
            fn crumb(&self) -> String {
                self.0.crumb()
            }
            fn contexts(&self) -> Vec<Context> {
                self.0.contexts()
            }
            fn typing(&self) -> bool {
                self.0.typing()
            }
            fn made(&mut self, row: &Target) {
                self.0.made(row);
            }
            fn target(&self) -> Option<Target> {
                self.0.target()
            }
            fn hints(&self) -> Vec<Command> {
                self.0.hints()
            }
            fn verb(&self, command: Command) -> &'static str {
                self.0.verb(command)
            }
            fn update(&mut self, input: Input, cx: &mut Cx<'_>) -> Flow {
                self.0.update(input, cx)
            }
            fn prepare(&mut self, area: Rect, view: &View<'_>) -> Result<(), StoreError> {
                self.0.prepare(area, view)
            }
            fn render(&self, frame: &mut Frame<'_>, area: Rect, view: &View<'_>) {
                self.0.render(frame, area, view);
            }
        }
    };
}
pub(super) use delegate;

delegate!(Sessions);
