//! How a folder or file outside the site's own paths is called when people are told of it.

use std::env;
use std::path::Path;

/// A path as people should see it: relative to where they stand, where it lies below. Where they stand may be reached by links, and a path
/// be given with them or without, so both are looked at.
#[must_use]
pub fn shown(path: &Path) -> String {
    let here = env::current_dir().ok();
    let really = here.as_ref().and_then(|here| here.canonicalize().ok());
    let below = [here, really].into_iter().flatten().find_map(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    below.as_deref().filter(|below| !below.as_os_str().is_empty()).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_below_is_told_from_here() {
        let here = env::current_dir().expect("a folder");
        assert_eq!(shown(&here.join("public")), "public");
        assert_eq!(shown(&here), here.display().to_string(), "the folder itself has a name");
        assert_eq!(shown(Path::new("../beside")), "../beside");
        let above = here.parent().expect("a folder above").join("beside");
        assert_eq!(shown(&above), above.display().to_string());
    }
}
