//! Scripts as they are published: without the lines that only people read, and without indentation.
//!
//! What may not enter: knowing the language. Only whole lines go; a script that may have a text over several lines stays as it is.

/// A script that does the same in fewer bytes. Comments that begin `/*!` stay, as licences do.
pub(super) fn compact(script: &str) -> String {
    let crosses = |line: &str| line.matches('`').count() % 2 == 1 || line.contains("${`") || line.ends_with('\\');
    if script.lines().any(crosses) {
        return script.to_owned();
    }
    let mut made = String::with_capacity(script.len());
    let (mut in_comment, mut in_kept) = (false, false);
    for line in script.lines().map(str::trim) {
        if in_kept {
            // What is left out of a comment may be its end.
            in_kept = !line.contains("*/") || opens(line);
            made.push_str(line);
            made.push('\n');
            continue;
        }
        let rest = if in_comment || (line.starts_with("/*") && !line.starts_with("/*!")) {
            let (_, after) = line.split_once("*/").unwrap_or_default();
            in_comment = !line.contains("*/");
            after.trim_start()
        } else {
            line
        };
        if !rest.is_empty() && !rest.starts_with("//") {
            in_kept = opens(rest);
            made.push_str(rest);
            made.push('\n');
        }
    }
    made
}

/// Whether a line may begin a comment that it does not end.
fn opens(line: &str) -> bool {
    line.rfind("/*").is_some_and(|begin| !line.get(begin + 2..).unwrap_or_default().contains("*/"))
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn lines_for_people_go() {
        let script =
            "// What it is.\n(() => {\n  /** Adds. */\n  const a = 1; // one\n\n  /*\n   * More.\n   */ go(a);\n  /* b */ go(2);\n})();\n";
        assert_eq!(compact(script), "(() => {\nconst a = 1; // one\ngo(a);\ngo(2);\n})();\n");
        assert_eq!(compact("/*! Licence */\n  go();\n"), "/*! Licence */\ngo();\n");
    }

    #[test]
    fn a_comment_that_stays_stays_whole() {
        for script in [
            "/*! Licence\n// https://example.org/\n/* of others\n*/\ngo();\n",
            "go(); /* and\n// so on */ on();\n",
            "const all = '**/*.js';\n\n// */\ngo();\n",
        ] {
            assert_eq!(compact(script), script);
        }
    }

    #[test]
    fn a_text_over_several_lines_is_not_touched() {
        for script in ["const a = `\n  // not a comment\n`;\n", "const a = 'a\\\n  b';\n"] {
            assert_eq!(compact(script), script);
        }
    }

    #[test]
    fn the_scripts_of_the_default_theme_are_made_smaller() {
        for (path, bytes) in super::super::files::BUILT_IN.iter().filter(|(path, _)| path.ends_with(".js")) {
            let script = std::str::from_utf8(bytes).expect("text");
            assert!(compact(script).len() < script.len(), "{path}");
        }
    }
}
