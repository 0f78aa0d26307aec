//! The server as a browser sees it: over a real socket, while files change.
#![cfg(feature = "serve")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test says what failed by failing")]

#[path = "common/place.rs"]
mod place;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use place::copy;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

struct Server {
    site: tempfile::TempDir,
    program: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        let site = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base"), site.path());
        Self::of(site, &[])
    }

    fn of(site: tempfile::TempDir, options: &[&str]) -> Self {
        let mut program = command(site.path(), "0").args(options).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).expect("it prints its address");
        let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/')).expect("an address").to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        let server = Self { site, program, address };
        server.wait("/om/", |answer| answer.starts_with("HTTP/1.1 200"));
        server
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn send(&self, request: &str) -> String {
        let mut socket = TcpStream::connect(&self.address).expect("it listens");
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn wait(&self, path: &str, wanted: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < PATIENCE, "{path} never became what was waited for:\n{answer}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The builds that are announced, as lines.
    fn events(&self) -> impl Iterator<Item = String> + use<> {
        let mut socket = TcpStream::connect(&self.address).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(socket, "GET /_/serve/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        BufReader::new(socket).lines().map(|line| line.expect("an event in time")).filter(|line| line.starts_with("data:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn command(site: &Path, port: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saksgang"));
    command.args(["serve", "--as-of", "2019-06-01", "--port", port, "--site"]).arg(site);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn an_edit_is_seen_with_its_finding_and_the_browser_is_told() {
    let server = Server::start();
    let mut events = server.events();
    let first = events.next().expect("the build that is shown");
    assert!(server.get("/om/").contains("<script src=\"/_/serve.js\" data-version="));
    assert!(!server.get("/_/serve.json").contains("ref-unknown-decision"));

    server.write("content/om.md", "---\ntype: side\ntittel: Om prøvestedet\n---\nHelt ny tekst, og [ST 9/19] i [@styret].\n");
    let second = events.next().expect("a new build");
    assert_ne!(first, second);
    let page = server.wait("/om/", |answer| answer.contains("Helt ny tekst"));
    assert!(page.starts_with("HTTP/1.1 200"), "a page with findings is shown");
    let findings = server.wait("/_/serve.json", |answer| answer.contains("ref-unknown-decision"));
    assert!(findings.contains("\"url\":\"/om/\"") && findings.contains("content/om.md:5:"), "{findings}");

    server.write("content/om.md", "---\ntype: side\ntittel: Om prøvestedet\n---\nHelt ny tekst om [@styret].\n");
    server.wait("/_/serve.json", |answer| !answer.contains("ref-unknown-decision"));
    server.write("content/notat/nytt.md", "---\ntype: notat\ntittel: Nytt\ndato: 2019-02-01\n---\nEt nytt notat.\n");
    server.wait("/notat/nytt/", |answer| answer.contains("Et nytt notat."));
    fs::remove_file(server.site.path().join("content/notat/nytt.md")).unwrap();
    server.wait("/notat/nytt/", |answer| answer.starts_with("HTTP/1.1 404"));
}

#[test]
fn a_theme_that_breaks_leaves_the_last_good_page_and_says_so() {
    let server = Server::start();
    let template = "themes/navet/templates/base.html";
    server.write(template, "{% if %}");
    server.wait("/_/serve.json", |answer| answer.contains("themes/navet/"));
    assert!(server.get("/om/").contains("Om prøvestedet"), "the last good page");
    fs::remove_file(server.site.path().join(template)).unwrap();
    server.wait("/_/serve.json", |answer| !answer.contains("themes/navet/"));
}

#[test]
fn nothing_but_the_site_is_answered_and_only_to_this_machine() {
    let server = Server::start();
    for path in
        ["/../site.toml", "/%2e%2e/site.toml", "/..%2fsite.toml", "//etc/passwd", "/content/om.md", "/site.toml", "/.saksgang/parsed"]
    {
        let answer = server.get(path);
        assert!(answer.starts_with("HTTP/1.1 404") || answer.starts_with("HTTP/1.1 400"), "{path}: {answer}");
        assert!(!answer.contains("format = 1"), "{path}");
    }
    let elsewhere = server.send("GET /om/ HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
    assert!(elsewhere.starts_with("HTTP/1.1 421") && !elsewhere.contains("Om prøvestedet"), "{elsewhere}");
    let posted = server.send("POST /om/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assert!(posted.starts_with("HTTP/1.1 405"), "{posted}");
    let redirected = server.get("/om");
    assert!(redirected.starts_with("HTTP/1.1 308") && redirected.to_lowercase().contains("location: /om/"), "{redirected}");
    assert!(!server.site.path().join("public").exists(), "serving publishes nothing");
}

#[test]
fn a_page_of_another_site_may_not_ask() {
    let server = Server::start();
    let ask = |origin: &str| {
        server.send(&format!("GET /_/serve.json HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\nConnection: close\r\n\r\n"))
    };
    for origin in ["https://example.org", "null", "http://localhost.example.org"] {
        let answer = ask(origin);
        assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("findings"), "{origin}: {answer}");
    }
    let own = ask(&format!("http://{}", server.address));
    assert!(own.starts_with("HTTP/1.1 200") && own.to_lowercase().contains("cross-origin-resource-policy: same-origin"), "{own}");
}

#[cfg(target_os = "linux")]
#[test]
fn slow_and_broken_clients_and_a_thousand_requests_leave_nothing_behind() {
    let server = Server::start();
    let files = || fs::read_dir(format!("/proc/{}/fd", server.program.id())).unwrap().count();
    let before = files();
    // Half a request, and then nothing; and such as are no requests at all.
    let slow: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut socket = TcpStream::connect(&server.address).unwrap();
            socket.write_all(b"GET /om/ HTTP/1.1\r\nHost: loc").unwrap();
            socket
        })
        .collect();
    let endless = [b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ".as_slice(), &vec![b'x'; 1 << 20]].concat();
    let many = "X-A: 1\r\n".repeat(20_000);
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n").into_bytes();
    for broken in [b"\x16\x03\x01\x02\x00".as_slice(), b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\0\0\0\0", &endless, &many]
    {
        let mut socket = TcpStream::connect(&server.address).unwrap();
        let _ = socket.write_all(broken);
        let _ = socket.shutdown(std::net::Shutdown::Write);
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut answer = Vec::new();
        let _ = socket.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "{:?}", String::from_utf8_lossy(&answer));
    }
    for n in 0..1000 {
        if n % 10 == 0 {
            assert!(server.events().next().is_some(), "the browser listens for the next build, as after every reload");
        }
        let answer = server.get("/om/");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    drop(slow);
    let begun = Instant::now();
    while files() > before + 2 {
        assert!(begun.elapsed() < PATIENCE, "{} files are open, {before} were", files());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A few; `SAKSGANG_RELOADS=1000` is what docs/reliability.md tells of.
#[cfg(target_os = "linux")]
#[test]
fn edits_and_reloads_do_not_make_it_grow() {
    let wanted = std::env::var("SAKSGANG_RELOADS").ok().and_then(|many| many.parse().ok()).unwrap_or(50);
    let server = Server::start();
    let memory = || {
        let status = fs::read_to_string(format!("/proc/{}/status", server.program.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
        line.trim().trim_end_matches(" kB").parse::<u64>().expect("kB")
    };
    let files = || fs::read_dir(format!("/proc/{}/fd", server.program.id())).unwrap().count();
    let reload = |n: usize| {
        let mut events = server.events();
        assert!(events.next().is_some());
        server.write("content/om.md", &format!("---\ntype: side\ntittel: Om prøvestedet\n---\nUtgave nummer {n} av teksten.\n"));
        server.wait("/om/", |answer| answer.contains(&format!("Utgave nummer {n} av")));
    };
    // What is filled once, caches and the allocator's own, is full after a while.
    let first = (wanted / 2).min(100);
    (0..first).for_each(reload);
    let (before, open) = (memory(), files());
    (first..first + wanted).for_each(reload);
    let after = memory();
    println!("reloads: {wanted}; memory before {before} kB, after {after} kB");
    assert!(after < before + before / 4, "{before} kB became {after} kB");
    assert!(files() <= open + 2, "{open} open files became {}", files());
}

#[test]
fn a_port_that_is_taken_is_said_and_exit_3() {
    let server = Server::start();
    let port = server.address.rsplit(':').next().unwrap();
    let second = command(server.site.path(), port).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(second.status.code(), Some(3));
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains("porten er i bruk") && said.contains("--port"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_also_while_a_browser_listens() {
    let mut server = Server::start();
    let mut events = server.events();
    assert!(events.next().is_some());
    let sent = Command::new("kill").args(["-INT", &server.program.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = server.program.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed() < PATIENCE, "it did not stop");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(status.code(), Some(0));
}

#[test]
fn history_is_shown_where_it_is_asked_for() {
    let site = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/base"), site.path());
    let set = ["-c", "user.name=Per Protokollvik", "-c", "user.email=prove@example.org", "-c", "commit.gpgsign=false"];
    for step in [&["init", "--quiet"][..], &["add", "content"], &["commit", "--quiet", "--message", "Alt fra begynnelsen"]] {
        let day = "2019-01-01T12:00:00+01:00";
        let mut git = Command::new("git");
        git.args(set).args(step).current_dir(site.path()).env("GIT_AUTHOR_DATE", day).env("GIT_COMMITTER_DATE", day);
        assert!(git.status().expect("git is there").success(), "{step:?}");
    }
    let server = Server::of(site, &["--history"]);
    assert!(server.get("/om/").contains("Alt fra begynnelsen"));
}

#[test]
fn drafts_are_shown_and_say_what_they_are() {
    let server = Server::start();
    server.write("content/notat/ide.md", "---\ntype: notat\ntittel: En idé\ndato: 2019-02-01\nstatus: utkast\n---\nIkke ferdig.\n");
    let page = server.wait("/notat/ide/", |answer| answer.contains("Ikke ferdig."));
    assert!(page.contains("<span class=\"state open\">Utkast</span>"), "{page}");
    let list = server.wait("/notat/", |answer| answer.contains("En idé"));
    assert!(list.contains("Utkast"), "lists say it too: {list}");
}
