//! Enumerations whose one word is the same on screen, in code, in the file and in JSON.

/// Declares such an enumeration: variants with their word and a sentence about each.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|value| value.word() == text).ok_or_else(|| {
                    let all: Vec<_> = Self::ALL.iter().map(|value| value.word()).collect();
                    format!("\"{text}\" is none of: {}", all.join(", "))
                })
            }
        }
    };
}

words! {
    /// Who may see a row when the journal is shown to somebody.
    Visibility {
        /// Only the owner: the default.
        Private = "private",
        /// Also the other people of the relationship.
        Shared = "shared",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro's variants carry no `#[default]`")]
impl Default for Visibility {
    fn default() -> Self {
        Self::Private
    }
}
