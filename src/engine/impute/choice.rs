//! Names, short forms and settings of the choices.

use super::Imputation;
use crate::engine::Over;

impl Imputation {
    /// One of each kind with its usual parameters, in the order menus list them.
    pub fn all() -> [Self; 10] {
        let (over, group) = (Over::Period, String::new());
        [
            Self::None,
            Self::Mean { over: over.clone() },
            Self::Median { over: over.clone() },
            Self::GroupMean {
                group: group.clone(),
                over: over.clone(),
            },
            Self::GroupMedian { group, over },
            Self::RowMean { level: 2 },
            Self::CarryForward { max: None },
            Self::Linear,
            Self::Nearest,
            Self::Constant { value: 0.0 },
        ]
    }

    /// The usual member of the kind that files call so; a group is still to be named.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().into_iter().find(|it| it.key() == key)
    }

    /// The name that files hold; never shown as a sentence, never renamed.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Mean { .. } => "mean",
            Self::Median { .. } => "median",
            Self::GroupMean { .. } => "group-mean",
            Self::GroupMedian { .. } => "group-median",
            Self::RowMean { .. } => "row-mean",
            Self::CarryForward { .. } => "carry-forward",
            Self::Linear => "linear",
            Self::Nearest => "nearest",
            Self::Constant { .. } => "constant",
        }
    }

    /// Whether gaps are filled from the unit's own other periods.
    pub const fn looks_through_time(&self) -> bool {
        matches!(
            self,
            Self::CarryForward { .. } | Self::Linear | Self::Nearest
        )
    }

    /// From which periods the statistics come, of those that take some.
    pub fn over(&self) -> Option<Over> {
        self.clone().over_mut().cloned()
    }

    /// The same choice with statistics from other periods; those without stay as they are.
    #[must_use]
    pub fn with_over(mut self, new: Over) -> Self {
        if let Some(over) = self.over_mut() {
            *over = new;
        }
        self
    }

    fn over_mut(&mut self) -> Option<&mut Over> {
        match self {
            Self::Mean { over }
            | Self::Median { over }
            | Self::GroupMean { over, .. }
            | Self::GroupMedian { over, .. } => Some(over),
            _ => None,
        }
    }

    /// The imputation of a short form: a key, or `group-mean:地区`, `row-mean:2`,
    /// `carry-forward:3`, `constant:0`. A kind that needs a parameter is none without it.
    ///
    /// ```
    /// use heng::engine::Imputation;
    /// assert_eq!(Imputation::from_text("row-mean:2"), Some(Imputation::RowMean { level: 2 }));
    /// assert_eq!(Imputation::from_text("group-mean"), None);
    /// ```
    pub fn from_text(text: &str) -> Option<Self> {
        let Some((key, parameter)) = text.split_once(':') else {
            let usual = Self::from_key(text.trim())?;
            let needs = matches!(
                usual,
                Self::GroupMean { .. }
                    | Self::GroupMedian { .. }
                    | Self::RowMean { .. }
                    | Self::Constant { .. }
            );
            return (!needs).then_some(usual);
        };
        let parameter = parameter.trim();
        let name = (!parameter.is_empty()).then(|| parameter.to_owned());
        match Self::from_key(key.trim())? {
            Self::GroupMean { over, .. } => name.map(|group| Self::GroupMean { group, over }),
            Self::GroupMedian { over, .. } => name.map(|group| Self::GroupMedian { group, over }),
            Self::RowMean { .. } => {
                let level = parameter.parse().ok().filter(|&level: &usize| level >= 2)?;
                Some(Self::RowMean { level })
            }
            Self::CarryForward { .. } => Some(Self::CarryForward {
                max: Some(parameter.parse().ok()?),
            }),
            Self::Constant { .. } => {
                let value = parameter.parse().ok().filter(|it: &f64| it.is_finite())?;
                Some(Self::Constant { value })
            }
            _ => None,
        }
    }

    /// The short form; none if it cannot say all there is.
    pub fn to_text(&self) -> Option<String> {
        let key = self.key();
        let text = match self {
            Self::GroupMean { group, .. } | Self::GroupMedian { group, .. } => {
                format!("{key}:{group}")
            }
            Self::RowMean { level } => format!("{key}:{level}"),
            Self::CarryForward { max: Some(max) } => format!("{key}:{max}"),
            Self::Constant { value } => format!("{key}:{value}"),
            _ => key.to_owned(),
        };
        (Self::from_text(&text).as_ref() == Some(self)).then_some(text)
    }
}
