//! The form mirror recognises the form a ledger was lived in.

use super::ledgers::lived;
use mentorlog::forms::Forms;
use mentorlog::insight::{Fit, Unknown, mirror};

/// Ledgers a form.
const LEDGERS: u64 = 200;
/// Forms so near that either counts.
const NEAR: [(&str, &str); 4] =
    [("mutual", "peer"), ("mentor", "reverse"), ("mentor", "distributed"), ("reverse", "distributed")];

fn near(one: &str, other: &str) -> bool {
    one == other || NEAR.iter().any(|pair| *pair == (one, other) || *pair == (other, one))
}

#[test]
fn the_lived_form_is_recognised() {
    let forms = Forms::builtin().unwrap();
    let codes: Vec<&str> = forms.iter().map(|form| form.code.as_str()).collect();
    let mut table = format!("lived  {}  seen as itself or its near pair\n", codes.join(" "));
    let mut poor = Vec::new();
    for (nth, form) in forms.iter().enumerate() {
        let mut seen = vec![0u32; codes.len()];
        let mut right = 0;
        for seed in 0..LEDGERS {
            let ledger = lived(form, seed * 100 + nth as u64);
            let mirror = mirror(&ledger, &forms).unwrap();
            let other: Fit = mirror.other.unwrap();
            let first = if other.fit > mirror.declared.fit { other.form } else { mirror.declared.form };
            seen[forms.iter().position(|one| one.id == first).unwrap()] += 1;
            right += u32::from(near(&form.id, &first));
        }
        let share = f64::from(right) / LEDGERS as f64;
        let cells: Vec<String> = seen
            .iter()
            .map(|count| if *count == 0 { "  .".to_owned() } else { format!("{count:3}") })
            .collect();
        table.push_str(&format!("{}    {}  {:.0}%\n", form.code, cells.join(" "), share * 100.0));
        if share < 0.85 {
            poor.push(form.id.as_str());
        }
    }
    println!("{table}");
    assert!(poor.is_empty(), "below 85%: {poor:?}\n{table}");
    insta::assert_snapshot!("confusion", table);
}

#[test]
fn too_few_rows_are_said_to_be_too_few() {
    let forms = Forms::builtin().unwrap();
    let mut ledger = lived(forms.get("mutual").unwrap(), 7);
    ledger.sessions.truncate(3);
    let Err(Unknown(reason)) = mirror(&ledger, &forms) else { panic!("three sessions are too few") };
    assert!(reason.contains("3 of the 4 sessions"), "{reason}");
}

#[test]
fn what_is_not_known_is_left_out_and_said() {
    let forms = Forms::builtin().unwrap();
    let mut ledger = lived(forms.get("mutual").unwrap(), 7);
    for member in &mut ledger.members {
        member.authority = None;
    }
    ledger.goals.clear();
    let mirror = mirror(&ledger, &forms).unwrap();
    let features = forms.get("mutual").unwrap().signature.len();
    assert_eq!(mirror.left_out.len(), 2, "{:?}", mirror.left_out);
    assert_eq!(mirror.declared.counted, features - 2);
    assert_eq!(mirror.differences.len(), 2);
    assert!(mirror.differences.iter().all(|one| !one.formula.is_empty()));
}
