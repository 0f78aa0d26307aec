//! How many cases the properties draw. `PROPTEST_CASES` asks for another number, `PROPTEST_RNG_SEED` for other cases.

use proptest::prelude::ProptestConfig;

/// As many cases as a property is worth in every run, unless the environment asks for more or fewer.
pub fn cases(usually: u32) -> ProptestConfig {
    let asked_for = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked_for.cases } else { usually };
    ProptestConfig { cases, failure_persistence: None, ..asked_for }
}
