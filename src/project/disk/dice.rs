//! Chance that can be repeated, for accidents and for edits thrown by tests.

/// Numbers that look random and are the same each time: the generator splitmix64.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if that is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.roll() % end).unwrap_or(0)
    }

    pub(super) fn coin(&mut self) -> bool {
        self.roll() & 1 == 1
    }
}
