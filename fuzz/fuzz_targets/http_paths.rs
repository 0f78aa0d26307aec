#![no_main]

#[path = "../../tests/fuzz/targets.rs"]
#[allow(dead_code, reason = "each target takes its own")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::http_paths(bytes));
