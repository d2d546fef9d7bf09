//! .xls files whose chains, directory or records lie.

use heng::import::ReadError;

use super::{fixture, read_as, shown};

const SECTOR: usize = 512;

/// A sound .xls and what its header says.
struct Compound(Vec<u8>);

impl Compound {
    fn sound() -> Self {
        Self(fixture("biff8.xls"))
    }

    fn word(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.0[at..at + 4].try_into().unwrap())
    }

    fn set(&mut self, at: usize, word: u32) {
        self.0[at..at + 4].copy_from_slice(&word.to_le_bytes());
    }

    fn sector(number: u32) -> usize {
        (number as usize + 1) * SECTOR
    }

    /// Where the table of chains stands.
    fn chains(&self) -> usize {
        Self::sector(self.word(76))
    }

    fn directory(&self) -> u32 {
        self.word(48)
    }

    /// Where the entry of a stream stands.
    fn entry(&self, number: usize) -> usize {
        Self::sector(self.directory()) + number * 128
    }

    /// Where the first record of a kind begins in the stream of the workbook, which is short and
    /// stands in one piece.
    fn record(&self, wanted: u16) -> usize {
        let mut at = Self::sector(self.word(self.entry(0) + 116));
        loop {
            let word = |at: usize| u16::from_le_bytes([self.0[at], self.0[at + 1]]);
            if word(at) == wanted {
                return at + 4;
            }
            at += 4 + usize::from(word(at + 2));
        }
    }
}

/// Reads a workbook after a change; nothing but a book or a message may come of it.
fn after(name: &str, change: impl FnOnce(&mut Compound)) -> Result<Vec<String>, ReadError> {
    let mut compound = Compound::sound();
    change(&mut compound);
    assert_ne!(compound.0, Compound::sound().0, "{name}");
    let read = read_as(name, &compound.0).map(|book| shown(&book));
    if let Err(error) = &read {
        let typed = matches!(
            error,
            ReadError::Damaged { .. } | ReadError::OutOfMemory { .. }
        );
        assert!(typed, "{name}: {error:?}");
    }
    read
}

#[test]
fn chains_that_bite_their_tail() {
    let read = after("fat.xls", |it| {
        let at = it.chains() + 4 * it.directory() as usize;
        it.set(at, it.directory());
    });
    assert!(read.is_err(), "{read:?}");
    let read = after("two.xls", |it| {
        let at = it.chains() + 4 * it.directory() as usize;
        it.set(at, 0);
        it.set(it.chains(), it.directory());
    });
    assert!(read.is_err(), "{read:?}");
    after("difat.xls", |it| {
        it.set(68, 0);
        it.set(72, u32::MAX - 5);
        let last = Compound::sector(0) + SECTOR - 4;
        it.set(last, 0);
    })
    .ok();
    after("mini.xls", |it| {
        let at = Compound::sector(it.word(60));
        it.set(at, 0);
        let length = it.entry(1) + 120;
        it.set(length, 4095);
    })
    .ok();
}

#[test]
fn sectors_that_are_not_there() {
    for sector in [1000, 0x7fff_ffff, 0xffff_fff9, u32::MAX] {
        for place in [48, 60, 68, 76] {
            after("sector.xls", |it| it.set(place, sector)).ok();
        }
        after("chain.xls", |it| {
            let at = it.chains() + 4 * it.directory() as usize;
            it.set(at, sector);
        })
        .ok();
        after("stream.xls", |it| it.set(it.entry(1) + 116, sector)).unwrap_err();
        after("root.xls", |it| it.set(it.entry(0) + 116, sector)).unwrap_err();
    }
    for length in [0, 1, 4096, 0x7fff_ffff, u32::MAX] {
        after("length.xls", |it| it.set(it.entry(1) + 120, length)).ok();
        after("root.xls", |it| it.set(it.entry(0) + 120, length)).ok();
    }
}

#[test]
fn a_directory_that_goes_in_circles() {
    let sound = read_as("sound.xls", &Compound::sound().0).unwrap();
    let read = after("circle.xls", |it| {
        for entry in 0..4 {
            for link in [68, 72, 76] {
                it.set(it.entry(entry) + link, 1);
            }
        }
    });
    assert_eq!(read.unwrap(), shown(&sound));
}

#[test]
fn records_that_promise_too_much() {
    let sound = shown(&read_as("sound.xls", &Compound::sound().0).unwrap());
    // Room is made for the size a sheet states; where that is absurd the ceiling is reached at once.
    let read = after("dimensions.xls", |it| {
        let at = it.record(0x0200);
        it.set(at + 4, 0xffff_ffff);
        it.set(at + 8, 0x00ff_0000);
    });
    match read {
        Ok(read) => assert_eq!(read, sound),
        Err(error) => assert!(matches!(error, ReadError::OutOfMemory { .. }), "{error:?}"),
    }
    after("strings.xls", |it| {
        let at = it.record(0x00fc);
        it.set(at, u32::MAX);
        it.set(at + 4, u32::MAX);
    })
    .ok();
    after("merged.xls", |it| {
        let at = it.record(0x00e5);
        it.0[at..at + 2].fill(255);
    })
    .ok();
    for kind in [
        0x0200, 0x00e5, 0x00fc, 0x0085, 0x0203, 0x00fd, 0x027e, 0x00bd, 0x0006,
    ] {
        for length in [0, 1, 3, 0xffff] {
            let mut compound = Compound::sound();
            let found = std::panic::catch_unwind(|| Compound::sound().record(kind));
            let Ok(at) = found else { continue };
            let length: u16 = length;
            compound.0[at - 2..at].copy_from_slice(&length.to_le_bytes());
            read_as("record.xls", &compound.0).ok();
        }
    }
}
