//! All sides in turns, line by line: one table of ratios.

use crate::contender::Contender;
use crate::ground::Ground;
use crate::line::{ALL, Line};

/// How often each side has its turn on each line.
const ROUNDS: usize = 41;

/// Every side must give the same rows.
pub async fn compare(ground: &Ground, sides: &mut [Box<dyn Contender>]) {
    for line in ALL {
        let mut answers = Vec::new();
        for side in &mut *sides {
            answers.push(side.answer(*line, 5).await);
            ground.tidy().await;
        }
        assert!(!answers[0].is_empty(), "{}", line.name());
        for (side, answer) in sides.iter().zip(&answers) {
            assert_eq!(answer, &answers[0], "{}: {}", line.name(), side.name());
        }
    }
}

/// Prints a row of Markdown for each line.
pub async fn print(ground: &Ground, sides: &mut [Box<dyn Contender>]) {
    let names: Vec<&str> = sides.iter().map(|side| side.name()).collect();
    println!("| line | {} µs | {} |", names[0], names[1..].join(" | "));
    println!("|---|{}", "---:|".repeat(names.len()));
    for line in ALL {
        let rounds = measure(ground, sides, *line).await;
        let times: Vec<f64> = (0..sides.len())
            .map(|side| quantile(4, rounds.iter().map(|round| round[side])))
            .collect();
        let first = times[0];
        let ratios: Vec<String> = times[1..]
            .iter()
            .map(|time| format!("{:.2}", time / first))
            .collect();
        println!("| {} | {first:.1} | {} |", line.name(), ratios.join(" | "));
    }
}

/// The median of each side in each round, in microseconds. Each round another side is first, so that nobody always
/// follows the same neighbour.
async fn measure(ground: &Ground, sides: &mut [Box<dyn Contender>], line: Line) -> Vec<Vec<f64>> {
    let mut rounds = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let mut medians = vec![0.0; sides.len()];
        for turn in 0..sides.len() {
            let at = (round + turn) % sides.len();
            let taken = sides[at]
                .time(line, round * line.times(), line.times())
                .await;
            if line.writes() {
                ground.tidy().await;
            }
            medians[at] = quantile(2, taken.iter().map(|time| time.as_secs_f64() * 1e6));
        }
        rounds.push(medians);
    }
    rounds
}

/// What one in so many is smaller than: two for the median, four for the lower quartile.
fn quantile(one_in: usize, of: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = of.collect();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / one_in]
}
