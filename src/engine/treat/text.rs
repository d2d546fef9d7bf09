//! The short forms that recipes hold.

use super::{Treatment, usual};

impl Treatment {
    /// The treatment of a short form: `none`, `winsorise`, `percentile`, `iqr`, `iqr:2`,
    /// `boxcox:0.5`. A kind that cannot go without numbers needs them: `boxcox` and `fixed` alone
    /// are none.
    ///
    /// ```
    /// use heng::engine::Treatment;
    /// let half = Treatment::from_text("boxcox:0.5");
    /// assert_eq!(half, Some(Treatment::BoxCox { lambda: 0.5 }));
    /// assert_eq!(Treatment::from_text("boxcox"), None);
    /// ```
    pub fn from_text(text: &str) -> Option<Self> {
        let (key, parameter) = match text.split_once(':') {
            Some((key, parameter)) => (key.trim(), Some(parameter.trim())),
            None => (text.trim(), None),
        };
        let number = match parameter {
            Some(parameter) => Some(parameter.parse().ok().filter(|it: &f64| it.is_finite())?),
            None => None,
        };
        match (Self::from_key(key)?, number) {
            (Self::BoxCox { .. }, Some(lambda)) => Some(Self::BoxCox { lambda }),
            (Self::Iqr { over, .. }, Some(factor)) if factor >= 0.0 => {
                Some(Self::Iqr { factor, over })
            }
            (Self::BoxCox { .. } | Self::Fixed { .. }, None) | (_, Some(_)) => None,
            (usual, None) => Some(usual),
        }
    }

    /// The short form; none if it cannot say all there is.
    pub fn to_text(&self) -> Option<String> {
        let text = match self {
            Self::BoxCox { lambda } => format!("boxcox:{lambda}"),
            Self::Iqr { factor, .. } if *factor != usual::factor() => format!("iqr:{factor}"),
            _ => self.key().to_owned(),
        };
        (Self::from_text(&text).as_ref() == Some(self)).then_some(text)
    }
}
