//! Settings for web servers: the headers that keep a browser from doing what no page of the site asks it to, the content types of
//! calendars and feeds, and the page for lost addresses.
//!
//! Apache and IIS read theirs where it lies, at the site's root; nginx's is for the server's own configuration to include. Each of them
//! leaves the other two alone.

use super::reading::Reading;
use crate::output::Output;

/// What a page may do, as the pages say themselves, and what only a header can say: who may frame them.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'self'";

/// The files, by their paths in the output.
const FILES: [(&str, &str); 3] = [
    (".htaccess", include_str!("servers/htaccess")),
    ("_/nginx.conf", include_str!("servers/nginx.conf")),
    ("web.config", include_str!("servers/web.config")),
];

/// Writes the files. They depend on the site's address alone.
pub fn files(reading: &Reading<'_>, output: &mut Output) {
    let below = reading.authority().split_once('/').map_or("", |(_, path)| path);
    let slash = if below.is_empty() { "" } else { "/" };
    let not_found = format!("/{}{slash}404.html", super::super::link::ascii(below));
    for (path, text) in FILES {
        output.put(path, text.replace("{policy}", POLICY).replace("{not_found}", &not_found).into_bytes());
    }
}
