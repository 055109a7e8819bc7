//! Random keys, pastes and sizes: never a panic, and Esc always gets home.

use super::driver::{Driver, demo};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

fn key() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        8 => prop::sample::select("123456nepsfgrtcdxuUo/:?aijkhlq G漢é".chars().collect::<Vec<_>>()).prop_map(KeyCode::Char),
        4 => prop::sample::select(vec![KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab, KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right, KeyCode::PageDown, KeyCode::End, KeyCode::Home, KeyCode::Backspace, KeyCode::Delete]),
    ];
    (code, prop::bool::weighted(0.1)).prop_map(|(code, control)| {
        KeyEvent::new(
            code,
            if control && code != KeyCode::Char('c') { KeyModifiers::CONTROL } else { KeyModifiers::NONE },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn random_keys_never_panic_and_esc_gets_home(
        steps in prop::collection::vec((key(), prop::option::weighted(0.05, (1u16..140, 1u16..50))), 1..60)
    ) {
        let mut driver = Driver::new(demo(), 100, 30);
        for (key, size) in steps {
            if let Some((width, height)) = size {
                driver.resize(width, height);
            }
            driver.press(key);
            if !driver.app.running() {
                return Ok(());
            }
        }
        driver.resize(100, 30);
        for _ in 0..16 {
            driver.keys("<Esc>");
            // Together is left on purpose only: it asks, and staying is the default.
            let screen = driver.screen();
            if screen.contains("Is the screen still shared?") || screen.contains("destroyed unread") {
                driver.keys("y");
            }
        }
        driver.keys("1").sees("NEXT UP");
    }
}
