//! The small expressions a form may state about two people, such as `authority(a) > authority(b)`.

use std::fmt;

use serde::Deserialize;

/// What is known of a person when a form is asked about them. `None` is "not known".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing<'a> {
    /// The role's id in the relationship.
    pub role: &'a str,
    /// Rank, higher is more senior.
    pub authority: Option<i64>,
    /// Department.
    pub department: Option<&'a str>,
    /// Age cohort, as the person says it.
    pub cohort: Option<&'a str>,
    /// Whether they lead the topic at hand.
    pub leads: Option<bool>,
    /// Whether they own the journal.
    pub owner: Option<bool>,
}

impl<'a> Standing<'a> {
    /// Somebody of whom nothing but the role is known.
    pub fn of_role(role: &'a str) -> Self {
        Standing { role, ..Standing::default() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attribute {
    Authority,
    Department,
    Cohort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Greater,
    Equal,
    Different,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    Compare(Attribute, Comparison),
    Peer,
    Ask,
}

/// An expression over two people, read from a form's file.
///
/// `authority(x) > authority(y)`, `dept(x) != dept(y)`, `cohort(x) = cohort(y)`, `peer(x, y)` (at
/// most one rank apart), each true of all pairs, or of at least one with `some` before it; `ask`
/// is for what only people can know. `x` and `y` are roles, or `a`, `b`, `from`, `to` for anybody.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Rule {
    text: String,
    test: Test,
    some: bool,
    left: String,
    right: String,
}

impl Rule {
    /// Whether it holds between these two, left and right as written; `None` if it is not known.
    pub fn holds(&self, left: &Standing<'_>, right: &Standing<'_>) -> Option<bool> {
        match self.test {
            Test::Ask => None,
            Test::Peer => Some(left.authority?.abs_diff(right.authority?) <= 1),
            Test::Compare(Attribute::Authority, how) => {
                let (left, right) = (left.authority?, right.authority?);
                Some(match how {
                    Comparison::Greater => left > right,
                    Comparison::Equal => left == right,
                    Comparison::Different => left != right,
                })
            }
            Test::Compare(Attribute::Department, how) => {
                Some((left.department? == right.department?) == (how == Comparison::Equal))
            }
            Test::Compare(Attribute::Cohort, how) => {
                Some((left.cohort? == right.cohort?) == (how == Comparison::Equal))
            }
        }
    }

    /// The rule of a flow for readers, as a clause about the two people.
    pub fn words(&self) -> &'static str {
        match self.test {
            Test::Ask => "if you say so",
            Test::Peer => "of about the same rank",
            Test::Compare(Attribute::Authority, Comparison::Greater) => "from the senior one",
            Test::Compare(Attribute::Authority, Comparison::Equal) => "of the same rank",
            Test::Compare(Attribute::Authority, Comparison::Different) => "across ranks",
            Test::Compare(Attribute::Department, Comparison::Equal) => "within a department",
            Test::Compare(Attribute::Department, _) => "across departments",
            Test::Compare(Attribute::Cohort, Comparison::Equal) => "within a cohort",
            Test::Compare(Attribute::Cohort, _) => "across cohorts",
        }
    }

    /// The names it uses that must be roles of the form.
    pub(super) fn roles(&self) -> impl Iterator<Item = &str> {
        [self.left.as_str(), self.right.as_str()]
            .into_iter()
            .filter(|name| !name.is_empty() && !is_anybody(name))
    }

    /// Whether a group keeps to it; `None` if too little is known to say.
    pub fn holds_for(&self, people: &[Standing<'_>]) -> Option<bool> {
        let mut verdicts = people.iter().enumerate().flat_map(|(here, left)| {
            people
                .iter()
                .enumerate()
                .filter(move |(there, _)| *there != here)
                .filter(|(_, right)| self.names(left, right))
                .map(move |(_, right)| self.holds(left, right))
        });
        if self.some {
            let all: Vec<Option<bool>> = verdicts.collect();
            if all.contains(&Some(true)) {
                Some(true)
            } else if all.is_empty() || all.contains(&None) {
                None
            } else {
                Some(false)
            }
        } else {
            // One pair known to break it is enough; otherwise nothing is held against the group.
            verdicts.any(|one| one == Some(false)).then_some(false)
        }
    }

    fn names(&self, left: &Standing<'_>, right: &Standing<'_>) -> bool {
        (is_anybody(&self.left) || self.left == left.role)
            && (is_anybody(&self.right) || self.right == right.role)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl TryFrom<String> for Rule {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let body = text.trim();
        let (some, body) = match body.strip_prefix("some ") {
            Some(rest) => (true, rest.trim()),
            None => (false, body),
        };
        let (test, left, right) = read(body).ok_or_else(|| {
            format!(
                "`{text}` is not understood, expected `authority(x) > authority(y)`, \
                 `dept(x) != dept(y)`, `cohort(x) != cohort(y)`, `peer(x, y)` or `ask`"
            )
        })?;
        Ok(Rule { some, test, left: left.to_owned(), right: right.to_owned(), text })
    }
}

fn is_anybody(name: &str) -> bool {
    matches!(name, "a" | "b" | "from" | "to" | "any")
}

fn read(body: &str) -> Option<(Test, &str, &str)> {
    if body == "ask" {
        return Some((Test::Ask, "", ""));
    }
    if let Some(pair) = call(body, "peer") {
        let (left, right) = pair.split_once(',')?;
        return Some((Test::Peer, left.trim(), right.trim()));
    }
    let (left, how, right) =
        [("!=", Comparison::Different), ("=", Comparison::Equal), (">", Comparison::Greater)]
            .into_iter()
            .find_map(|(sign, how)| {
                let (left, right) = body.split_once(sign)?;
                Some((left.trim(), how, right.trim()))
            })?;
    let (name, attribute) =
        [("authority", Attribute::Authority), ("dept", Attribute::Department), ("cohort", Attribute::Cohort)]
            .into_iter()
            .find(|(name, _)| left.starts_with(name))?;
    // Departments and cohorts have no order.
    if how == Comparison::Greater && attribute != Attribute::Authority {
        return None;
    }
    Some((Test::Compare(attribute, how), call(left, name)?, call(right, name)?))
}

/// The inside of `name(inside)`.
fn call<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let inside = text.strip_prefix(name)?.trim_start();
    let inside = inside.strip_prefix('(')?.strip_suffix(')')?.trim();
    (!inside.is_empty()).then_some(inside)
}

/// What a form asks of the people in it. Never blocks: a person is told, and decides.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// The expression.
    pub rule: Rule,
    /// How seriously; `warn` is the only level there is.
    #[serde(default)]
    pub level: ConstraintLevel,
    /// The sentence to show when it does not hold.
    pub text: String,
}

/// How seriously a constraint is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConstraintLevel {
    /// Said once, never in the way.
    #[default]
    Warn,
}
