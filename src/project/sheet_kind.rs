//! The kinds of sheets of the ranked workbook, as choices name them.

/// The kinds of sheets that can be left out; cover and ranking always stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetKind {
    /// Charts of the ranking.
    Charts,
    /// One unit, chosen from a list.
    Profile,
    /// Two scores against each other.
    Scatter,
    /// One a dimension.
    Dimensions,
    /// Groups of units side by side.
    Groups,
    /// The index in every period.
    Periods,
    /// Scenarios side by side.
    Scenarios,
    /// Published versions against the results.
    Published,
    /// The scores of indicators.
    Normalised,
    /// Values after dividing, filling gaps and treating outliers.
    Prepared,
    /// Values as imported and corrected.
    Raw,
    /// The share of observed values.
    Availability,
    /// The tree with its weights.
    Framework,
    /// What experts gave, and how much they differ.
    Experts,
    /// Where the values come from.
    Sources,
    /// Every node step by step: scores, rounded scores, ranks.
    Steps,
}

impl SheetKind {
    /// All, in the order of the workbook.
    pub const ALL: [Self; 16] = [
        Self::Charts,
        Self::Profile,
        Self::Scatter,
        Self::Dimensions,
        Self::Groups,
        Self::Periods,
        Self::Scenarios,
        Self::Published,
        Self::Normalised,
        Self::Prepared,
        Self::Raw,
        Self::Availability,
        Self::Framework,
        Self::Experts,
        Self::Sources,
        Self::Steps,
    ];

    /// What files call it; never shown to people, never renamed.
    ///
    /// ```
    /// use heng::project::SheetKind;
    /// assert_eq!(SheetKind::from_key("raw"), Some(SheetKind::Raw));
    /// assert_eq!(SheetKind::from_key("cover"), None);
    /// ```
    pub const fn key(self) -> &'static str {
        match self {
            Self::Charts => "charts",
            Self::Profile => "profile",
            Self::Scatter => "scatter",
            Self::Dimensions => "dimensions",
            Self::Groups => "groups",
            Self::Periods => "periods",
            Self::Scenarios => "scenarios",
            Self::Published => "published",
            Self::Normalised => "normalised",
            Self::Prepared => "prepared",
            Self::Raw => "raw",
            Self::Availability => "availability",
            Self::Framework => "framework",
            Self::Experts => "experts",
            Self::Sources => "sources",
            Self::Steps => "steps",
        }
    }

    /// The kind of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }
}
