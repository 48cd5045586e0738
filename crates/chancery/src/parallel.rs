//! Work on all cores, results in the order of the input, memory bounded.

use crossbeam_channel::bounded;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Items that may be between input and output at a time.
const ITEMS: u64 = 512;

/// Weight, in bytes of input, that may be between input and output at a time; a heavier item goes alone.
const WEIGHT: u64 = 32 << 20;

/// Runs `work` on each item of `input` on all cores and hands the results to `out` in the order of `input`.
///
/// `weight` is an item's size in bytes. Input is read no further ahead than the bounds above allow. `work` is handed what
/// its thread keeps from item to item.
///
/// # Errors
/// The first error of `out`; what is under way is then dropped.
///
/// # Panics
/// Where one of the closures or the input does; the other threads end first.
pub fn ordered<T: Send, R: Send, K: Default, E>(
    input: impl Iterator<Item = T> + Send,
    weight: impl Fn(&T) -> u64 + Send,
    work: impl Fn(&mut K, T) -> R + Sync,
    mut out: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let budget = Budget::default();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let (to_work, items) = bounded::<(u64, u64, T)>(threads * 4);
    let (to_out, results) = bounded::<(u64, u64, R)>(threads * 4);
    thread::scope(|scope| {
        let (budget, work) = (&budget, &work);
        scope.spawn(move || {
            for (number, item) in (0..).zip(input) {
                let weight = weight(&item);
                if !budget.take(weight) || to_work.send((number, weight, item)).is_err() {
                    break;
                }
            }
        });
        for _ in 0..threads {
            let (items, to_out) = (items.clone(), to_out.clone());
            scope.spawn(move || {
                let _closing = Closing { budget, always: false };
                let mut kept = K::default();
                for (number, weight, item) in items {
                    if to_out.send((number, weight, work(&mut kept, item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop((items, to_out));
        let _closing = Closing { budget, always: true };
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, weight, result) in results {
            waiting.insert(number, (weight, result));
            while let Some((weight, result)) = waiting.remove(&next) {
                next += 1;
                budget.give(weight);
                out(result)?;
            }
        }
        Ok(())
    })
}

/// Closes the budget when its thread unwinds, or ends, so that nobody waits for what will not come.
struct Closing<'b> {
    budget: &'b Budget,
    always: bool,
}

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        if self.always || thread::panicking() {
            self.budget.close();
        }
    }
}

/// What is under way, so that input waits for output.
#[derive(Default)]
struct Budget {
    used: Mutex<Used>,
    freed: Condvar,
}

#[derive(Default)]
struct Used {
    items: u64,
    weight: u64,
    closed: bool,
}

impl Budget {
    /// Waits for room; false once closed.
    fn take(&self, weight: u64) -> bool {
        let full = |used: &mut Used| {
            !used.closed && used.items > 0 && (used.items >= ITEMS || used.weight + weight > WEIGHT)
        };
        let mut used = self.freed.wait_while(self.used(), full).unwrap_or_else(PoisonError::into_inner);
        used.items += 1;
        used.weight += weight;
        !used.closed
    }

    fn give(&self, weight: u64) {
        let mut used = self.used();
        used.items -= 1;
        used.weight -= weight;
        self.freed.notify_one();
    }

    fn close(&self) {
        self.used().closed = true;
        self.freed.notify_all();
    }

    fn used(&self) -> MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_whatever_the_weight() {
        let check = |weight: u64| {
            let mut seen = Vec::new();
            let out = |n: u64| -> Result<(), ()> {
                seen.push(n);
                Ok(())
            };
            ordered(
                0..3000u64,
                |_| weight,
                |(): &mut (), n| (0..(n * 7919) % 500).fold(n, |n, _| std::hint::black_box(n)),
                out,
            )
            .unwrap();
            assert_eq!(seen, (0..3000).collect::<Vec<_>>());
        };
        check(0);
        check(WEIGHT / 3);
        check(WEIGHT * 2);
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut left = 5;
        let out = |n: u64| {
            left -= 1;
            if left == 0 { Err(n) } else { Ok(()) }
        };
        assert_eq!(ordered(0.., |_| 1, |(): &mut (), n| n, out), Err(4));
    }

    #[test]
    fn a_panic_ends_the_work_and_is_passed_on() {
        let ends = |run: fn()| assert!(std::panic::catch_unwind(run).is_err());
        ends(|| {
            let work = |(): &mut (), n: u64| if n == 700 { panic!("the work") } else { n };
            _ = ordered(0.., |_| 1, work, |_| Ok::<(), ()>(()));
        });
        ends(|| {
            _ = ordered(
                0..,
                |_| 1,
                |(): &mut (), n: u64| n,
                |n| if n == 700 { panic!("out") } else { Ok::<(), ()>(()) },
            )
        });
        ends(|| {
            let input = (0u64..).inspect(|n| assert!(*n < 700, "the input"));
            _ = ordered(input, |_| 1, |(): &mut (), n| n, |_| Ok::<(), ()>(()));
        });
    }
}
