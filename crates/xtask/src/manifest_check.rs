//! What Chrome's store refuses or warns of, checked before anything is uploaded (Chrome for Developers, "Manifest file format").

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::shell::{Done, at};

/// Checks the manifest of an unpacked extension, and that every file it names is there.
pub fn chrome(folder: &Path) -> Done {
    let path = folder.join("manifest.json");
    let text = at(&path, fs::read_to_string(&path))?;
    let manifest: Value = serde_json::from_str(&text).map_err(|fault| format!("{}: {fault}", path.display()))?;
    let there = |name: &str| folder.join(name).is_file();
    let mut faults = faults(&manifest, &there);
    for language in at(folder, fs::read_dir(folder.join("_locales")))? {
        let path = at(folder, language)?.path().join("messages.json");
        let text = at(&path, fs::read_to_string(&path))?;
        let messages: Value = serde_json::from_str(&text).map_err(|fault| format!("{}: {fault}", path.display()))?;
        for (key, longest) in [("name", 75), ("short_name", 12), ("description", 132)] {
            if let Some(said) = message(&manifest, &messages, key).filter(|said| said.chars().count() > longest) {
                faults.push(format!("{key} is longer than {longest} characters: {said}"));
            }
        }
        for name in manifest_messages(&manifest) {
            if messages.get(&name).is_none() {
                faults.push(format!("{}: {name} is missing", path.display()));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(format!("{}: {}", path.display(), faults.join("; "))) }
}

/// What a key says in a language.
fn message<'a>(manifest: &'a Value, messages: &'a Value, key: &str) -> Option<&'a str> {
    let said = manifest[key].as_str()?;
    match said.strip_prefix("__MSG_").and_then(|rest| rest.strip_suffix("__")) {
        Some(name) => messages[name]["message"].as_str(),
        None => Some(said),
    }
}

/// Every `__MSG_name__` in it.
fn manifest_messages(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => {
            text.strip_prefix("__MSG_").and_then(|rest| rest.strip_suffix("__")).map(str::to_owned).into_iter().collect()
        }
        Value::Array(list) => list.iter().flat_map(manifest_messages).collect(),
        Value::Object(object) => object.values().flat_map(manifest_messages).collect(),
        _ => Vec::new(),
    }
}

fn faults(manifest: &Value, there: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let mut hold = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    hold(manifest["manifest_version"] == 3, "manifest_version is not 3");
    let version = manifest["version"].as_str().unwrap_or_default();
    let numbers: Vec<Option<u16>> = version.split('.').map(|part| part.parse().ok()).collect();
    hold(numbers.len() <= 4 && numbers.iter().all(Option::is_some), "the version is not one to four numbers up to 65535");
    hold(version == env!("CARGO_PKG_VERSION"), "the version is not the workspace's");
    for key in
        ["web_accessible_resources", "externally_connectable", "update_url", "key", "background.scripts", "browser_specific_settings"]
    {
        let pointer = format!("/{}", key.replace('.', "/"));
        hold(manifest.pointer(&pointer).is_none(), &format!("{key} has no place in it"));
    }
    let csp = manifest.pointer("/content_security_policy/extension_pages").and_then(Value::as_str).unwrap_or_default();
    hold(csp.contains("connect-src 'self'"), "the pages' policy does not keep connections to its own files");
    hold(
        !csp.contains("unsafe-eval'") || csp.contains("'wasm-unsafe-eval'") && !csp.contains("'unsafe-eval'"),
        "the pages' policy allows eval",
    );
    hold(!csp.contains("http"), "the pages' policy names another host");
    for list in ["permissions", "optional_permissions", "host_permissions", "optional_host_permissions"] {
        for permission in manifest[list].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let broad = ["<all_urls>", "*://*/*", "https://*/*", "http://*/*", "tabs", "webRequest", "debugger"].contains(&permission);
            hold(!broad, &format!("{permission} is never asked for"));
        }
    }
    for name in names(manifest) {
        hold(there(&name), &format!("{name} is not in the package"));
    }
    for size in ["16", "32", "48", "128"] {
        hold(manifest["icons"].get(size).is_some(), &format!("there is no icon of {size}"));
    }
    faults
}

/// Every file that the manifest names.
fn names(manifest: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for pointer in ["/background/service_worker", "/action/default_popup", "/options_ui/page", "/options_page", "/storage/managed_schema"] {
        found.extend(manifest.pointer(pointer).and_then(Value::as_str).map(str::to_owned));
    }
    for icons in [manifest.get("icons"), manifest.pointer("/action/default_icon")].into_iter().flatten() {
        found.extend(icons.as_object().into_iter().flat_map(|icons| icons.values()).filter_map(Value::as_str).map(str::to_owned));
    }
    for scripts in manifest["content_scripts"].as_array().into_iter().flatten() {
        for kind in ["js", "css"] {
            found.extend(scripts[kind].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sound() -> Value {
        json!({
            "manifest_version": 3, "version": env!("CARGO_PKG_VERSION"), "permissions": ["storage"],
            "icons": {"16": "i", "32": "i", "48": "i", "128": "i"},
            "content_security_policy": {"extension_pages": "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"},
        })
    }

    #[test]
    fn each_fault_is_told() {
        assert_eq!(faults(&sound(), &|_| true), Vec::<String>::new());
        for (pointer, value) in [
            ("/manifest_version", json!(2)),
            ("/version", json!("1.2.x")),
            ("/permissions", json!(["tabs"])),
            ("/host_permissions", json!(["<all_urls>"])),
            ("/icons", json!({"16": "i"})),
            ("/web_accessible_resources", json!([])),
            ("/content_security_policy/extension_pages", json!("script-src 'self' 'unsafe-eval'; connect-src 'self'")),
            ("/content_security_policy/extension_pages", json!("script-src 'self'; connect-src https://example.org")),
        ] {
            let mut manifest = sound();
            let (object, key) = pointer.rsplit_once('/').expect("a pointer");
            manifest.pointer_mut(object).expect("an object")[key] = value;
            assert!(!faults(&manifest, &|_| true).is_empty(), "{pointer}");
        }
        assert!(!faults(&sound(), &|name| name != "i").is_empty());
    }
}
