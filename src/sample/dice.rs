//! Chance that is the same everywhere and for ever: ChaCha8, and none of `rand`'s own distributions, which may change.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The dice of one school in one year; throws of one do not move those of another.
pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64, school: u64, year: u64) -> Self {
        let mut key = [0; 32];
        for (at, part) in [seed, school, year].into_iter().enumerate() {
            key[at * 8..at * 8 + 8].copy_from_slice(&part.to_le_bytes());
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number below `n`, which is at least 1.
    pub fn below(&mut self, n: usize) -> usize {
        let wide = u64::from(self.0.next_u32()) * n as u64;
        (wide >> 32) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below((high.max(low) - low + 1) as usize) as u32
    }

    /// True `percent` times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// `n` different ones, in an order of chance.
    pub fn several<T: Copy>(&mut self, list: &[T], n: usize) -> Vec<T> {
        let mut left = list.to_vec();
        (0..n.min(list.len())).map(|_| left.swap_remove(self.below(left.len()))).collect()
    }
}
