//! What the program is made of: no crate that opens a connection or brings a runtime for doing so,
//! and no code of its own that does.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects")]

use std::path::Path;

/// Clients, servers, name resolution, their runtimes, and what reports home.
const ABSENT: &[&str] = &[
    "async-std",
    "attohttpc",
    "axum",
    "curl",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "native-tls",
    "opentelemetry",
    "quinn",
    "reqwest",
    "rustls",
    "sentry",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
];

/// Ways to a network in the standard library, and in what it is made of here.
const WAYS: &[&str] = &["std::net", "TcpStream", "TcpListener", "UdpSocket", "rustix::net"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every crate of the lock file, those of tests and of other systems included.
fn locked() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let name = |line: &str| Some(line.strip_prefix("name = \"")?.strip_suffix('"')?.to_owned());
    text.lines().filter_map(name).collect()
}

#[test]
fn no_crate_opens_a_connection() {
    let locked = locked();
    assert!(locked.iter().any(|name| name == "rusqlite"), "the lock file was not understood");
    let found: Vec<_> = locked.iter().filter(|name| ABSENT.contains(&name.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn no_code_opens_a_connection() {
    fn look(folder: &Path, wrong: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                look(&path, wrong);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                wrong.extend(
                    WAYS.iter()
                        .filter(|way| text.contains(*way))
                        .map(|way| format!("{}: {way}", path.display())),
                );
            }
        }
    }
    let mut wrong = Vec::new();
    look(&root().join("src"), &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
