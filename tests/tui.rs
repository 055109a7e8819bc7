//! The screen, driven in process: keys in, text out; every size; random keys.

mod tui {
    mod driver;
    mod events;
    mod journeys;
    mod screens;
}
