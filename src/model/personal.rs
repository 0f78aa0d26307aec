//! What looks like personal data or a secret in a text: where it stands and of what kind. Never what it says.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// Something personal or secret in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Personal {
    /// From its first to its last sign.
    pub span: Span,
    /// What it is.
    pub kind: PersonalKind,
}

/// What is personal or secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PersonalKind {
    /// A fødselsnummer, D-number, H-number or a synthetic one, with valid check digits.
    NationalId,
    /// A bank account number with a valid check digit.
    Account,
    /// An e-mail address at a consumer provider.
    Email,
    /// A phone number.
    Phone,
    /// A password, key or token.
    Secret,
}

impl PersonalKind {
    /// Whether it is shown as dots wherever a message, a snippet or a file name would repeat it.
    #[must_use]
    pub fn is_masked(self) -> bool {
        matches!(self, Self::NationalId | Self::Account | Self::Secret)
    }
}
