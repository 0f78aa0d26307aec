//! The default theme, compiled in: every file of `themes/navet`, sorted by path. A test holds the list against the folder.

macro_rules! theme {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../themes/navet/", $path)))),*]
    };
}

/// The default theme's files by their path below its folder.
pub const BUILT_IN: &[(&str, &[u8])] = theme![
    "i18n/en.toml",
    "i18n/nb.toml",
    "i18n/nn.toml",
    "i18n/se.toml",
    "static/drawing.css",
    "static/highlight.css",
    "static/icon.svg",
    "static/lost.js",
    "static/print.css",
    "static/site.css",
    "static/site.js",
    "static/sok-les.js",
    "static/sok-motor.js",
    "static/sok-ord.js",
    "static/sok.css",
    "static/sok.js",
    "templates/actions.html",
    "templates/agreement.html",
    "templates/base.html",
    "templates/bodies.html",
    "templates/body.html",
    "templates/calendar.html",
    "templates/case.html",
    "templates/cases.html",
    "templates/data.html",
    "templates/decision.html",
    "templates/document.html",
    "templates/front.html",
    "templates/guide.html",
    "templates/list.html",
    "templates/lost.html",
    "templates/mandate.html",
    "templates/minutes.html",
    "templates/parts.html",
    "templates/people.html",
    "templates/person.html",
    "templates/plan.html",
    "templates/quality.html",
    "templates/redirect.html",
    "templates/register.html",
    "templates/search.html",
    "templates/statement.html",
    "templates/statute.html",
    "templates/statutes.html",
    "templates/topics.html",
    "templates/unit.html",
    "templates/units.html",
];
