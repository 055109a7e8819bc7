//! Care and challenge: where one interaction lands, as meant and as felt.
//!
//! After Radical Candor (Kim Scott): care personally is the vertical axis, challenge directly the
//! horizontal one. Interactions are placed, never people.

/// The value that lies on the line between two quarters.
pub const MIDDLE: u8 = 3;

/// Care and challenge of one interaction, 1 to 5 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candour {
    /// How much it cared for the person.
    pub care: u8,
    /// How directly it challenged.
    pub challenge: u8,
}

impl Candour {
    /// Both figures, where both were said.
    pub fn of(care: Option<u8>, challenge: Option<u8>) -> Option<Self> {
        care.zip(challenge).map(|(care, challenge)| Self { care, challenge })
    }

    /// The quarter it lands in; exactly [`MIDDLE`] is on the line and in none.
    pub fn quarter(self) -> Option<Quarter> {
        if self.care == MIDDLE || self.challenge == MIDDLE {
            return None;
        }
        Some(match (self.care > MIDDLE, self.challenge > MIDDLE) {
            (true, true) => Quarter::RadicalCandor,
            (true, false) => Quarter::RuinousEmpathy,
            (false, true) => Quarter::ObnoxiousAggression,
            (false, false) => Quarter::ManipulativeInsincerity,
        })
    }

    /// What it is called: the quarter's name, or that it is on the line.
    pub fn name(self) -> &'static str {
        self.quarter().map_or("on the line", Quarter::name)
    }
}

/// A quarter of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quarter {
    /// Care and challenge.
    RadicalCandor,
    /// Care without challenge.
    RuinousEmpathy,
    /// Challenge without care.
    ObnoxiousAggression,
    /// Neither.
    ManipulativeInsincerity,
}

impl Quarter {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::RadicalCandor => "Radical Candor",
            Self::RuinousEmpathy => "Ruinous Empathy",
            Self::ObnoxiousAggression => "Obnoxious Aggression",
            Self::ManipulativeInsincerity => "Manipulative Insincerity",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_three_is_on_the_line_and_the_four_names_are_right() {
        let name = |care, challenge| Candour { care, challenge }.name();
        assert_eq!(name(4, 4), "Radical Candor");
        assert_eq!(name(5, 2), "Ruinous Empathy");
        assert_eq!(name(1, 5), "Obnoxious Aggression");
        assert_eq!(name(2, 2), "Manipulative Insincerity");
        for other in 1..=5 {
            assert_eq!((name(3, other), name(other, 3)), ("on the line", "on the line"));
        }
    }
}
