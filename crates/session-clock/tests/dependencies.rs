//! What the core may not depend on (README.md, "Map").

use std::process::Command;

#[test]
fn no_javascript_in_the_dependency_tree() {
    for features in [&["--no-default-features"][..], &["--all-features"]] {
        let tree = Command::new(env!("CARGO"))
            .args(["tree", "--offline", "--locked", "--edges", "normal,build", "--prefix", "none", "--target", "wasm32-unknown-unknown"])
            .args(features)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let tree = String::from_utf8_lossy(&tree.stdout);
        let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(names.contains(&"session-clock") && names.contains(&"serde"), "this is the tree: {tree}");
        for foreign in ["wasm-bindgen", "js-sys", "web-sys", "serde-wasm-bindgen"] {
            assert!(!names.contains(&foreign), "{foreign} is in the core's tree:\n{tree}");
        }
    }
}
