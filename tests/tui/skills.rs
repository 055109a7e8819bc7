//! Skills on screen: rated alone, rated blind by two, shown then and now.

use super::driver::{Driver, demo, empty};
use mentorlog::model::*;
use mentorlog::store::{Filter, Sight, StoreError, Window};

/// Sam, who mentors Ana.
fn with_ana(width: u16, height: u16) -> Driver {
    let store = empty();
    store
        .write::<_, StoreError>("begin", |tx| {
            let me = tx.owner("Sam Keller")?;
            let ana = tx.put(&Person::named("Ana Ruiz"))?;
            let mut with = Relationship::of_form("mentor");
            let member =
                |person, role: &str| Member { person, role: role.to_owned(), joined_on: None, left_on: None };
            with.members = vec![member(me, "mentor"), member(ana, "mentee")];
            tx.put(&with)?;
            Ok(())
        })
        .unwrap();
    Driver::new(store, width, height)
}

fn skills(driver: &Driver) -> Vec<Skill> {
    driver.app.store().list(&Filter::default(), &Window::First, 100).unwrap()
}

#[test]
fn one_person_alone_rates_a_skill_and_sees_it_on_the_ladder() {
    let mut driver = with_ana(100, 30);
    driver.keys("2nk").sees("new skill").sees("direction-setting: says where it goes");
    // The next one of the list, then what I say, then what is to be reached.
    driver.keys("<Tab><Right><Tab><Tab>3<Tab><Tab><Tab>6<Ctrl+S>").sees("Added skill \"deciding\"");
    let [skill] = skills(&driver).try_into().unwrap();
    let ana = driver.app.store().person("Ana").unwrap();
    assert_eq!((skill.person, skill.name.as_str(), skill.target), (ana, "deciding", Some(6)));
    assert!(skill.relationship.is_some());
    driver.sees("deciding").sees("[..#..|.] 3.0");
    // A later rating by Ana, from the skill's row.
    driver.keys(":skills<Enter>").sees("SKILLS").keys("c").sees("rate deciding, Ana");
    driver.keys("5<Tab>Ana<Ctrl+S>").sees("Rated \"deciding\"").keys("<Enter>");
    driver.sees("own 5.0 - mean of others 3.0 = +2.0").sees("5 of 7, says Ana");
    driver.keys("u").misses("says Ana").keys("U").sees("says Ana");
}

#[test]
fn a_rating_off_the_scale_is_not_kept() {
    let mut driver = with_ana(80, 24);
    driver.keys("2nk<Tab><Tab><Tab>9<Ctrl+S>").sees("! 1 to 7");
    assert!(skills(&driver).is_empty());
    // What was typed waits as a draft.
    driver.keys("<Esc>nk").sees("9");
}

#[test]
fn a_blind_round_about_chosen_skills_becomes_ratings_of_both() {
    let mut driver = with_ana(100, 30);
    driver.keys("2nk<Tab><Right><Right>");
    let store = driver.app.store();
    let (sam, ana) = (store.person("Sam").unwrap(), store.person("Ana").unwrap());
    driver.keys("<Tab><Tab><Tab><Tab><Tab>7<Tab><Right><Ctrl+S>").sees("Added skill \"delegating\"");
    driver.keys("t").sees("TOGETHER");
    driver.keys("<Right><Right><Right><Right>").sees("Skills, by oneself").keys("<Down><Enter>");
    driver.sees("Ana, delegating: hands over the work").keys("3<Ctrl+S>x5<Ctrl+S><Enter>").sees("REVEALED");
    let [skill] = skills(&driver).try_into().unwrap();
    assert_eq!((skill.person, skill.visibility, skill.target), (ana, Visibility::Shared, Some(7)));
    let said: Vec<_> = skill.ratings.iter().map(|rating| (rating.by, rating.value)).collect();
    assert_eq!(said.len(), 2);
    assert!(said.contains(&(sam, 5)) && said.contains(&(ana, 3)), "{said:?}");
}

#[test]
fn a_private_skill_stays_behind_the_veil_and_out_of_together() {
    let mut driver = with_ana(100, 30);
    driver.keys("2nk<Tab><Right><Tab>heliotrope<Tab>2<Ctrl+S>").sees("heliotrope");
    driver.keys("v").misses("heliotrope").misses("2.0").sees("(private)");
    driver.keys("v").sees("heliotrope");
    let store = driver.app.store();
    let id = store.relationship("Ana").unwrap();
    store.set_sight(Sight::Together(id));
    assert!(store.skills_of(id).unwrap().is_empty());
}

#[test]
fn skills_at_every_size() {
    for (width, height) in [(100, 30), (80, 24), (60, 18)] {
        let mut driver = Driver::new(demo(), width, height);
        driver.keys(":skills<Enter>");
        insta::assert_snapshot!(format!("skills_{width}x{height}"), driver.screen());
        driver.keys("<Enter>");
        insta::assert_snapshot!(format!("skill_{width}x{height}"), driver.screen());
        driver.keys("<Esc><Esc>nk");
        insta::assert_snapshot!(format!("skill_form_{width}x{height}"), driver.screen());
    }
}
