//! The password on its way to the child: a length in four bytes, then the words.

use std::io::{self, Read, Write};

use crate::import::Password;

/// Longer ones are not taken.
const MOST: u32 = 4096;

/// Sends a password. It is short enough to wait in the pipe until somebody reads it.
pub(super) fn send(to: &mut impl Write, password: &Password) -> io::Result<()> {
    let words = password.reveal().as_bytes();
    let length = u32::try_from(words.len()).map_err(io::Error::other)?;
    to.write_all(&[&length.to_le_bytes(), words].concat())?;
    to.flush()
}

/// Takes a password, and nothing of what comes behind it.
pub(super) fn receive(from: &mut impl Read) -> io::Result<Password> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > MOST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut words = String::new();
    from.take(length.into()).read_to_string(&mut words)?;
    Password::new(&words).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_received() {
        let password = Password::new("密码 pass").unwrap();
        let mut pipe = Vec::new();
        send(&mut pipe, &password).unwrap();
        pipe.push(7);
        let mut rest = &pipe[..];
        assert_eq!(receive(&mut rest).unwrap(), password);
        assert_eq!(rest, [7]);
        for broken in [&[][..], &[1, 0], &[1, 0, 0, 0], &[0, 0, 0, 0], &[255; 40]] {
            assert!(receive(&mut &broken[..]).is_err(), "{broken:?}");
        }
    }
}
