//! The same lines through criterion, for confidence intervals and for comparing with an earlier run.

use std::time::Duration;

use criterion::Criterion;

use crate::ground::Ground;
use crate::line::ALL;
use crate::places::{Places, Processors};
use crate::{one_thread, sides, table};

/// One side after the other, as criterion does it; client and server on one processor.
pub fn run(url: &str) {
    let runtime = one_thread();
    let (ground, mut sides) = runtime.block_on(async {
        let ground = Ground::prepare(url).await;
        let processors = Processors::of_this_thread();
        ground.place(&processors, Places::Together).await;
        let mut sides = sides(url).await;
        table::compare(&ground, &mut sides).await;
        (ground, sides)
    });
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    for line in ALL {
        let mut group = criterion.benchmark_group(line.name());
        for side in &mut sides {
            let name = side.name();
            group.bench_function(name, |bench| {
                bench.iter_custom(|times| {
                    let times = usize::try_from(times).expect("a number of runs");
                    runtime.block_on(async {
                        let taken = side.time(*line, 0, times).await;
                        if line.writes() {
                            ground.tidy().await;
                        }
                        taken.iter().sum()
                    })
                });
            });
        }
        group.finish();
    }
}
