//! The texts that ship inside the program, as `(file name, text)`.
//!
//! They are embedded so that a journal opens with nothing installed beside the binary. Whoever wants
//! other words edits a copy in the configuration folder.

/// The twelve forms, in the order every list shows them.
pub const FORMS: [(&str, &str); 12] = [
    ("mentor.toml", include_str!("../assets/forms/mentor.toml")),
    ("mutual.toml", include_str!("../assets/forms/mutual.toml")),
    ("reverse.toml", include_str!("../assets/forms/reverse.toml")),
    ("peer.toml", include_str!("../assets/forms/peer.toml")),
    ("lateral.toml", include_str!("../assets/forms/lateral.toml")),
    ("cross-functional.toml", include_str!("../assets/forms/cross-functional.toml")),
    ("intergenerational.toml", include_str!("../assets/forms/intergenerational.toml")),
    ("candor-circle.toml", include_str!("../assets/forms/candor-circle.toml")),
    ("situational.toml", include_str!("../assets/forms/situational.toml")),
    ("distributed.toml", include_str!("../assets/forms/distributed.toml")),
    ("poly-directional.toml", include_str!("../assets/forms/poly-directional.toml")),
    ("pod.toml", include_str!("../assets/forms/pod.toml")),
];

/// The ten questions that lead to a form.
pub const CHOOSER: (&str, &str) = ("chooser.toml", include_str!("../assets/chooser.toml"));

/// Stages, shared prompts, the blind pulse and the sections of every agreement.
pub const PROMPTS: (&str, &str) = ("prompts.toml", include_str!("../assets/prompts.toml"));

/// What blind rounds ask.
pub const ROUNDS: (&str, &str) = ("rounds.toml", include_str!("../assets/rounds.toml"));

/// Skills to begin with.
pub const SKILLS: (&str, &str) = ("skills.toml", include_str!("../assets/skills.toml"));

/// The monthly look back.
pub const LOOK_BACK: (&str, &str) = ("lookback.toml", include_str!("../assets/lookback.toml"));

/// The health checks in words.
pub const CHECKS: (&str, &str) = ("checks.toml", include_str!("../assets/checks.toml"));

/// Word lists of the feedback and commitment lints.
pub const LINT: (&str, &str) = ("lint.toml", include_str!("../assets/lint.toml"));
