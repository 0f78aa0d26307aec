//! The program's dependencies with their licences, as CycloneDX 1.6 in JSON: `cargo run --example sbom > saksgang.cdx.json`.
//!
//! What `cargo metadata` says, without what only tests need; equal inputs give equal bytes, so there is no time and no serial number.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, ExitCode};

use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--all-features"];
    let asked = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).args(arguments).output();
    let metadata = match asked {
        Ok(output) if output.status.success() => serde_json::from_slice(&output.stdout).ok(),
        _ => None,
    };
    match metadata.as_ref().and_then(bill) {
        Some(bill) => {
            println!("{bill:#}");
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("cargo metadata gave no answer; run this in the repository");
            ExitCode::FAILURE
        }
    }
}

/// The list of materials from what `cargo metadata` says; none where that has another form.
fn bill(metadata: &Value) -> Option<Value> {
    let root = metadata["resolve"]["root"].as_str()?;
    let packages: BTreeMap<&str, &Value> =
        metadata["packages"].as_array()?.iter().filter_map(|package| Some((package["id"].as_str()?, package))).collect();
    let nodes: BTreeMap<&str, Vec<&str>> =
        metadata["resolve"]["nodes"].as_array()?.iter().filter_map(|node| Some((node["id"].as_str()?, needed(node)))).collect();
    let (mut used, mut open) = (BTreeSet::new(), vec![root]);
    while let Some(id) = open.pop() {
        if used.insert(id) {
            open.extend(nodes.get(id).into_iter().flatten());
        }
    }
    let reference = |id: &str| packages.get(id).map(|package| purl(package));
    let mut components: Vec<Value> =
        used.iter().filter(|id| **id != root).filter_map(|id| Some(component(packages.get(*id)?, "library"))).collect();
    components.sort_by_key(|component| component["purl"].to_string());
    let mut dependencies: Vec<Value> = used
        .iter()
        .map(|id| {
            let on: BTreeSet<String> = nodes.get(*id).into_iter().flatten().filter_map(|id| reference(id)).collect();
            json!({ "ref": reference(id), "dependsOn": on })
        })
        .collect();
    dependencies.sort_by_key(|dependency| dependency["ref"].to_string());
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(packages.get(root)?, "application") },
        "components": components,
        "dependencies": dependencies,
    }))
}

/// What a package needs to be built and run; what only its tests need is left out.
fn needed(node: &Value) -> Vec<&str> {
    let dependencies = node["deps"].as_array().into_iter().flatten();
    let real = |dependency: &&Value| dependency["dep_kinds"].as_array().is_none_or(|kinds| kinds.iter().any(|kind| kind["kind"] != "dev"));
    dependencies.filter(real).filter_map(|dependency| dependency["pkg"].as_str()).collect()
}

fn purl(package: &Value) -> String {
    format!("pkg:cargo/{}@{}", package["name"].as_str().unwrap_or_default(), package["version"].as_str().unwrap_or_default())
}

fn component(package: &Value, kind: &str) -> Value {
    let purl = purl(package);
    let mut component = json!({
        "type": kind, "bom-ref": purl, "purl": purl, "name": package["name"], "version": package["version"],
    });
    if let Some(fields) = component.as_object_mut() {
        if let Some(licence) = package["license"].as_str() {
            // Older packages write `MIT/Apache-2.0`, which means either.
            fields.insert("licenses".to_owned(), json!([{ "expression": licence.replace('/', " OR ") }]));
        }
        if let Some(description) = package["description"].as_str() {
            fields.insert("description".to_owned(), json!(description.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        if let Some(place) = package["repository"].as_str() {
            fields.insert("externalReferences".to_owned(), json!([{ "type": "vcs", "url": place }]));
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_tests_need_is_left_out_and_licences_are_expressions() {
        let package =
            |id: &str, licence: &str| json!({ "id": id, "name": id, "version": "1.0.0", "license": licence, "description": "a\n b" });
        let dependency = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [package("root", "MIT"), package("used", "MIT/Apache-2.0"), package("deep", "ISC"), package("test", "MIT")],
            "resolve": { "root": "root", "nodes": [
                { "id": "root", "deps": [dependency("used", Value::Null), dependency("test", json!("dev"))] },
                { "id": "used", "deps": [dependency("deep", json!("build"))] },
                { "id": "deep", "deps": [] }, { "id": "test", "deps": [] },
            ] },
        });
        let bill = bill(&metadata).unwrap();
        let names: Vec<_> = bill["components"].as_array().unwrap().iter().map(|one| one["purl"].as_str().unwrap()).collect();
        assert_eq!(names, ["pkg:cargo/deep@1.0.0", "pkg:cargo/used@1.0.0"]);
        assert_eq!(bill["components"][1]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(bill["dependencies"][1], json!({ "ref": "pkg:cargo/root@1.0.0", "dependsOn": ["pkg:cargo/used@1.0.0"] }));
    }
}
