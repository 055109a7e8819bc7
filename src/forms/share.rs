//! Fair minutes: parts that ask for some time, and a session that has just so much.

use super::template::Part;

/// A part with the minutes it asks for. Claims of one group are turns of the same kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub group: usize,
    pub part: Part,
}

/// Fewer parts, if there are more of them than minutes: turns become one round, the longest row of
/// turns first; then the two smallest neighbours are joined until every part can have a minute.
pub(super) fn fold(mut claims: Vec<Claim>, room: usize) -> Vec<Claim> {
    while claims.len() > room.max(1) {
        let group = (0..claims.len())
            .map(|at| claims.iter().filter(|one| one.group == at).count())
            .enumerate()
            .max_by_key(|(_, turns)| *turns)
            .filter(|(_, turns)| *turns > 1)
            .map(|(group, _)| group);
        let at = match group {
            Some(group) => claims.iter().position(|one| one.group == group),
            None => smallest_pair(&claims),
        };
        match at {
            Some(at) if at + 1 < claims.len() => join(&mut claims, at),
            _ => break,
        }
    }
    if room == 0 {
        claims.clear();
    }
    claims
}

fn smallest_pair(claims: &[Claim]) -> Option<usize> {
    claims
        .windows(2)
        .map(|pair| pair.iter().map(|one| u32::from(one.part.minutes)).sum::<u32>())
        .enumerate()
        .min_by_key(|(_, minutes)| *minutes)
        .map(|(at, _)| at)
}

fn join(claims: &mut Vec<Claim>, at: usize) {
    let gone = claims.remove(at + 1);
    if let Some(kept) = claims.get_mut(at) {
        if kept.group != gone.group {
            kept.part.name = format!("{} + {}", kept.part.name, gone.part.name);
        }
        if kept.part.lead_role != gone.part.lead_role {
            kept.part.lead_role = None;
        }
        kept.part.person = None;
        kept.part.minutes = kept.part.minutes.saturating_add(gone.part.minutes);
    }
}

/// Turns that must stay equal: where they are, what one of them asks for, what one gets.
struct Row {
    places: Vec<usize>,
    asks: u64,
    gets: u64,
    rest: u64,
}

/// Minutes for every claim, in order; they add up to `length` if there are no more claims than
/// minutes.
pub(super) fn share(claims: &[Claim], length: u16) -> Vec<u16> {
    let mut rows = rows(claims);
    let left = apportion(&mut rows, u64::from(length));
    let mut minutes = vec![0u64; claims.len()];
    for row in &rows {
        for place in &row.places {
            if let Some(cell) = minutes.get_mut(*place) {
                *cell = row.gets;
            }
        }
    }
    // Only rows of several turns are left and they are longer than the rest: equal is impossible.
    let spare = usize::try_from(left).unwrap_or(0);
    for cell in minutes.iter_mut().take(spare) {
        *cell += 1;
    }
    minutes.into_iter().map(|cell| u16::try_from(cell).unwrap_or(u16::MAX)).collect()
}

/// Minutes in the proportions asked for that add up to `length`, each at least one, if there are no
/// more of them than minutes.
pub fn fit(asks: &[u16], length: u16) -> Vec<u16> {
    let part = |minutes: &u16| Part { name: String::new(), minutes: *minutes, lead_role: None, person: None };
    let claims: Vec<Claim> =
        asks.iter().enumerate().map(|(group, minutes)| Claim { group, part: part(minutes) }).collect();
    share(&claims, length)
}

fn rows(claims: &[Claim]) -> Vec<Row> {
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for (place, claim) in claims.iter().enumerate() {
        match rows.iter_mut().find(|(group, _)| *group == claim.group) {
            Some((_, row)) => row.places.push(place),
            None => rows.push((
                claim.group,
                Row { places: vec![place], asks: u64::from(claim.part.minutes.max(1)), gets: 1, rest: 0 },
            )),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Largest remainders with a floor of one minute; gives back what could not be given evenly.
fn apportion(rows: &mut [Row], length: u64) -> u64 {
    let mut floored = vec![false; rows.len()];
    let (room, asked) = loop {
        let turns = |row: &Row| row.places.len() as u64;
        let free = || rows.iter().zip(&floored).filter(|(_, floor)| !**floor);
        let asked: u64 = free().map(|(row, _)| row.asks * turns(row)).sum();
        let fixed: u64 =
            rows.iter().zip(&floored).filter(|(_, floor)| **floor).map(|(row, _)| turns(row)).sum();
        let room = length.saturating_sub(fixed);
        let short = free().position(|(row, _)| row.asks * room < asked);
        // `position` counts the free rows only; find the same row among all.
        let place = short.and_then(|nth| {
            let mut free = floored.iter().enumerate().filter(|(_, floor)| !**floor);
            free.nth(nth).map(|(at, _)| at)
        });
        match place.and_then(|at| floored.get_mut(at)) {
            Some(floor) => *floor = true,
            None => break (room, asked.max(1)),
        }
    };
    for (row, floor) in rows.iter_mut().zip(&floored) {
        if !floor {
            row.gets = (row.asks * room / asked).max(1);
            row.rest = row.asks * room % asked;
        }
    }
    let given: u64 = rows.iter().map(|row| row.gets * row.places.len() as u64).sum();
    hand_out(rows, length.saturating_sub(given))
}

/// What rounding left over: to the largest remainders first, to a row of turns only as a whole.
fn hand_out(rows: &mut [Row], mut left: u64) -> u64 {
    let mut order: Vec<&mut Row> = rows.iter_mut().collect();
    order.sort_by_key(|row| std::cmp::Reverse(row.rest));
    loop {
        let before = left;
        for row in &mut order {
            let turns = row.places.len() as u64;
            if turns <= left {
                row.gets += 1;
                left -= turns;
            }
        }
        if left == 0 || left == before {
            return left;
        }
    }
}
