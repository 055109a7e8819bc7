//! H1 reciprocity and H2 give and take.

use crate::insight::finding::{Answer, Reading, Unknown};
use crate::insight::measure::{self, figure};
use crate::insight::scene::{Scene, evidence};

/// H1: the weighted share of the giving that is returned, 0 to 1.
pub fn reciprocity(scene: &Scene<'_>) -> Answer {
    let rows = evidence(scene.exchanged()?);
    let giving = scene.giving();
    let value = measure::reciprocity(&giving).ok_or_else(|| Unknown::because("nothing was given"))?;
    let people: Vec<_> = scene.members().map(|member| member.person).collect();
    let formula = match people.as_slice() {
        [one, _] => {
            let (out, taken) = measure::out_and_in(&giving, *one);
            let (out, taken) = (figure(out), figure(taken));
            format!("r = 2 x min({out}, {taken}) / ({out} + {taken}) = {}", figure(value))
        }
        _ => format!(
            "r = returned {} / given {} = {}",
            figure(measure::returned(&giving)),
            figure(giving.values().sum()),
            figure(value)
        ),
    };
    Ok(Reading::new(value, formula, rows))
}

/// H2: the furthest anybody leans to giving or to taking, 0 to 1.
pub fn tilt(scene: &Scene<'_>) -> Answer {
    let edges = scene.exchanged()?;
    let giving = scene.giving();
    let leaning = scene.members().filter_map(|member| {
        let (out, taken) = measure::out_and_in(&giving, member.person);
        Some((measure::give_take(out, taken)?.abs(), out, taken, member.person))
    });
    let (value, out, taken, who) = leaning
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .ok_or_else(|| Unknown::because("nothing was given"))?;
    let (out, taken) = (figure(out), figure(taken));
    let formula = format!("largest |g| = |{out} - {taken}| / ({out} + {taken}) = {}", figure(value));
    let rows = evidence(edges.iter().filter(|edge| edge.from == who || edge.to == who));
    Ok(Reading::new(value, formula, rows))
}
