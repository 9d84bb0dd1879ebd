//! `cargo xtask build`: what ships, from what is in the repository, without a bundler.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::Value;
use session_clock::words::{FOR_SCRIPTS, Lang};
use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{Done, at, command, run, top};
use crate::silence::silence;
use crate::{setup, www};

/// Builds the WebAssembly modules and lays out what ships; once in a run, however many of its stages ask for it. Who asks while it is built waits.
pub fn build() -> Done {
    static BUILT: Mutex<bool> = Mutex::new(false);
    let mut built = BUILT.lock().map_err(|_| "the build broke off".to_owned())?;
    if !*built {
        make()?;
        *built = true;
    }
    Ok(())
}

fn make() -> Done {
    setup::wasm_target()?;
    setup::node()?;
    let (dist, beside) = (top().join("dist"), top().join("target/wasm/bound"));
    for old in [&dist, &beside] {
        if old.exists() {
            at(old, fs::remove_dir_all(old))?;
        }
    }
    // Modules and their glue are made beside what ships, since not all of it does. While one module is made smaller, the next one compiles.
    let bound = |of: &str| beside.join(of);
    let mut smaller = Vec::new();
    // The library is for other programs: it answers questions too, which the extension never asks. Of the extension the ledger is for the background, and
    // the lengths are what only the options page needs.
    for (package, features, of, name) in [
        ("session-clock-wasm", None, "library", "session_clock_wasm"),
        ("session-clock-wasm", Some("ledger"), "core", "session_clock_wasm"),
        ("session-clock-wasm", Some("lengths"), "core", "lengths"),
        ("calculator", None, "calculator", "calculator"),
    ] {
        let what: Vec<&str> = features.map_or_else(Vec::new, |features| vec!["--no-default-features", "--features", features]);
        let module = bind(&compile(package, &what)?, &bound(of), name)?;
        smaller.push(std::thread::spawn(move || shrink(&module)));
    }
    for made in smaller {
        made.join().map_err(|_| "wasm-opt could not be run".to_owned())??;
    }
    copy(&bound("library"), &dist.join("library"))?;
    for browser in ["chrome", "firefox"] {
        let to = dist.join(browser);
        copy(&top().join("extension"), &to)?;
        copy(&bound("core"), &to.join("core"))?;
        words(&to.join("core/words.js"))?;
        manifest(browser, &to.join("manifest.json"))?;
        strip(&[to.join("shared"), to.join("content")])?;
    }
    let bound = bound("calculator");
    let glue = bound.join("calculator.js");
    shorten(&bound.join("calculator_bg.wasm"), &glue)?;
    let text = at(&glue, fs::read_to_string(&glue))?;
    // `www/start.js` fetches the module; what wasm-bindgen does for that, with its words, is dropped by terser once nobody asks for it.
    let Some(text) = text.strip_suffix("export { initSync, __wbg_init as default };\n") else {
        return Err(format!("{}: it ends otherwise", glue.display()));
    };
    at(&glue, fs::write(&glue, format!("{text}export {{ initSync }};\n")))?;
    put_time_before(&glue)?;
    // The page of one file calls `initSync` by its name.
    run(command("npx --no-install terser --module --compress --mangle reserved=[initSync] --output")
        .args([&glue, &glue])
        .current_dir(top().join("tests")))?;
    run(command("node --input-type=module --eval")
        .args([STYLE, "--"])
        .args([&top().join("extension"), &top().join("www/style.css"), &top().join("crates/calculator/src"), &bound.join("style.css")])
        .current_dir(top().join("tests")))?;
    www::build(&bound, &dist)?;
    println!("built dist/chrome, dist/firefox, dist/library, dist/www and dist/session-clock.html");
    Ok(())
}

/// The calculator's style sheet: the tokens and the look of digits and bars, which are the extension's, then its own; without the tokens and the classes that
/// nobody names.
const STYLE: &str = r#"
import { transform } from 'lightningcss';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
const [, extension, own, crate, to] = process.argv;
const read = (path) => readFileSync(path, 'utf8');
const drawn = /const STYLE = `([^`]*)`/.exec(read(`${extension}/shared/end.js`))?.[1];
if (!drawn) throw new Error('shared/end.js holds no STYLE');
const code = [read(`${extension}/pages/tokens.css`), drawn, read(own)].join('\n');
const named = new Set([...code.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
const tokens = [...code.matchAll(/(--[\w-]+):/g)].map(([, name]) => name).filter((name) => !named.has(name));
const views = readdirSync(crate, { recursive: true }).filter((name) => name.endsWith('.rs')).map((name) => read(`${crate}/${name}`)).join('');
const classes = [...drawn.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name).filter((name) => !new RegExp(`class=\\\\"[^"]*\\b${name}\\b|" ${name}"`).test(views));
const unusedSymbols = [...tokens, ...classes];
writeFileSync(to, transform({ filename: own, code: Buffer.from(code), minify: true, unusedSymbols }).code);
"#;

/// The smallest module that there can be, for comparison; answers with the folder that it lies in.
pub fn smallest() -> Done<PathBuf> {
    let to = top().join("target/wasm/smallest");
    shrink(&bind(&compile("session-clock-wasm", &["--example", "smallest"])?, &to, "smallest")?)?;
    Ok(to)
}

/// Compiles a crate, or an example of it, to WebAssembly and says where it lies.
fn compile(package: &str, what: &[&str]) -> Done<PathBuf> {
    // A folder of its own, since its flags differ from those of other builds; and no path of this machine in what ships.
    let target = top().join("target/wasm");
    run(command("cargo build --locked --profile wasm --target wasm32-unknown-unknown")
        .args(["--package", package])
        .args(what)
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_ENCODED_RUSTFLAGS", setup::without_paths()?.join("\u{1f}")))?;
    let made = target.join("wasm32-unknown-unknown/wasm");
    Ok(match what {
        ["--example", name] => made.join("examples").join(format!("{name}.wasm")),
        _ => made.join(format!("{}.wasm", package.replace('-', "_"))),
    })
}

/// The features that WebAssembly gained after its first version and that the toolchain uses.
const FEATURES: &str = "--enable-bulk-memory --enable-multivalue --enable-mutable-globals --enable-nontrapping-float-to-int \
                        --enable-reference-types --enable-sign-ext";

/// Makes a module smaller. No module imports its memory, and Rust keeps the lowest addresses for the last bytes of a full stack: so memory starts as zeros, and
/// the first 1,024 bytes are of no use. The same module is not worked on twice.
fn shrink(module: &Path) -> Done {
    let before = at(module, fs::read(module))?;
    let stem = module.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let beside = |what: &str| top().join("target/wasm").join(format!("{stem}-{}.{what}.wasm", before.len()));
    let (kept, from) = (beside("opt"), beside("unopt"));
    if fs::read(&from).ok().as_deref() != Some(&before) || !kept.exists() {
        run(command(
            "npx --no-install wasm-opt --zero-filled-memory --low-memory-unused --flatten --rereloop -Oz -Oz --strip-target-features",
        )
        .args(FEATURES.split_whitespace())
        .arg("-o")
        .arg(&kept)
        .arg(module)
        .current_dir(top().join("tests")))?;
        at(&from, fs::write(&from, &before))?;
    }
    at(module, fs::copy(&kept, module)).map(|_| ())
}

/// Gives what a module imports and exports short names, in the module and in its glue. wasm-bindgen's names end in hashes that nothing
/// compresses, and each stands in both files. What the panics' words left behind goes with it.
fn shorten(module: &Path, glue: &Path) -> Done {
    let printed = command("npx --no-install wasm-opt -Oz --minify-imports-and-exports-and-modules")
        .args(FEATURES.split_whitespace())
        .arg("-o")
        .arg(module)
        .arg(module)
        .current_dir(top().join("tests"))
        .output()
        .map_err(|fault| format!("wasm-opt: {fault}"))?;
    if !printed.status.success() {
        return Err(format!("wasm-opt: {}", String::from_utf8_lossy(&printed.stderr).trim()));
    }
    let names: Value = serde_json::from_slice(&printed.stdout).map_err(|fault| format!("wasm-opt's names: {fault}"))?;
    let mut text = at(glue, fs::read_to_string(glue))?;
    let list = |key: &str| names[key].as_array().cloned().unwrap_or_default();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for import in list("imports") {
        let (from, old, new) = (word(&import[0]), word(&import[1]), word(&import[2]));
        // The pass calls its one module so.
        text = text.replace(&format!("\"{from}\""), "\"a\"");
        let (before, after) = (format!("{old}: "), format!("{new}: "));
        if text.matches(&before).count() != 1 {
            return Err(format!("{}: {old} does not stand there once", glue.display()));
        }
        text = text.replace(&before, &after);
    }
    for export in list("exports") {
        let (old, new) = (format!("wasm.{}", word(&export[0])), format!("wasm.{}", word(&export[1])));
        // A name may begin another one.
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$');
        let mut pieces = text.split(&old);
        let mut renamed = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            renamed.push_str(if ends(piece) { &new } else { &old });
            renamed.push_str(piece);
        }
        text = renamed;
    }
    at(glue, fs::write(glue, text))
}

/// Puts what words moments and durations for every surface before the calculator's glue, which asks it by its names: those alone, so that nothing else of it ships.
fn put_time_before(glue: &Path) -> Done {
    const GLOBAL: &str = "sessionClockTime";
    let path = top().join("extension/shared/time.js");
    let (time, own) = (at(&path, fs::read_to_string(&path))?, at(glue, fs::read_to_string(glue))?);
    let asked: BTreeSet<&str> = own
        .split(&format!("{GLOBAL}."))
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default())
        .collect();
    let Some((before, after)) = time.split_once(&format!("globalThis.{GLOBAL} = {{")) else {
        return Err(format!("{}: it gives no {GLOBAL}", path.display()));
    };
    let Some((_, after)) = after.split_once('}') else { return Err(format!("{}: {GLOBAL} has no end", path.display())) };
    let asked: Vec<&str> = asked.into_iter().collect();
    at(glue, fs::write(glue, format!("{before}globalThis.{GLOBAL} = {{ {} }}{after}{own}", asked.join(", "))))
}

/// Writes a module and its JavaScript glue under that name, and says where the module lies.
fn bind(module: &Path, to: &Path, name: &str) -> Done<PathBuf> {
    let mut config = ModuleConfig::new();
    config.strict_validate(false).generate_name_section(false).generate_producers_section(false);
    let mut silent = config.parse_file(module).map_err(|fault| format!("{}: {fault:#}", module.display()))?;
    silence(&mut silent);
    let mut bindgen = Bindgen::new();
    bindgen.input_module(name, silent).out_name(name).typescript(true).omit_default_module_path(true);
    bindgen.web(true).map_err(|fault| fault.to_string())?;
    bindgen.generate(to).map_err(|fault| format!("{}: {fault:#}", module.display()))?;
    Ok(to.join(format!("{name}_bg.wasm")))
}

/// Writes the templates that scripts fill in, by language, list and name.
fn words(to: &Path) -> Done {
    let languages = [("en", Lang::En), ("ja", Lang::Ja)].map(|(name, lang)| {
        let lists = FOR_SCRIPTS.iter().map(|(list, phrases)| {
            let phrases = phrases.iter().map(|(name, phrase)| (name.to_string(), Value::from(phrase.template(lang))));
            (list.to_string(), Value::Object(phrases.collect()))
        });
        (name.to_owned(), Value::Object(lists.collect()))
    });
    let json = serde_json::to_string_pretty(&Value::Object(languages.into_iter().collect())).map_err(|fault| fault.to_string())?;
    let head =
        "// Written by `cargo xtask build` from the core's words.\n/** @type {Record<string, Record<string, Record<string, string>>>} */\n";
    at(to, fs::write(to, format!("{head}export const words = {json};\n")))
}

/// Takes the comments out of the scripts that a console page loads: it would read them at each visit. The code stays as it is written, so that it can be reviewed.
/// Those that every page loads call nearly all of their functions at once: Chromium is told so, or it would read each function twice (docs/figures.md).
fn strip(folders: &[PathBuf]) -> Done {
    let script = "import { minify } from 'terser'; import { readFileSync, readdirSync, writeFileSync } from 'node:fs'; \
                  for (const folder of process.argv.slice(1)) { \
                  const { content_scripts: [{ js }] } = JSON.parse(readFileSync(`${folder}/../manifest.json`, 'utf8')); \
                  for (const name of readdirSync(folder).filter((name) => name.endsWith('.js'))) { \
                  const preamble = js.some((file) => `${folder}/${name}`.endsWith(`/${file}`)) ? '//# allFunctionsCalledOnLoad' : undefined; \
                  const { code } = await minify(readFileSync(`${folder}/${name}`, 'utf8'), { compress: false, mangle: false, format: { beautify: true, indent_level: 1, comments: false, preamble } }); \
                  writeFileSync(`${folder}/${name}`, `${code}\\n`); } }";
    run(command("node --input-type=module --eval").args([script, "--"]).args(folders).current_dir(top().join("tests")))
}

/// Copies a folder whole.
fn copy(from: &Path, to: &Path) -> Done {
    at(to, fs::create_dir_all(to))?;
    for entry in at(from, fs::read_dir(from))? {
        let entry = at(from, entry)?;
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            at(&to, fs::copy(entry.path(), &to))?;
        }
    }
    Ok(())
}

/// The one manifest without what only the other browser understands: each would warn of the other's key.
fn manifest(browser: &str, path: &Path) -> Done {
    let text = at(path, fs::read_to_string(path))?;
    let mut manifest: Value = serde_json::from_str(&text).map_err(|fault| format!("{}: {fault}", path.display()))?;
    manifest["version"] = env!("CARGO_PKG_VERSION").into();
    let (background, other) = if browser == "chrome" { ("service_worker", "scripts") } else { ("scripts", "service_worker") };
    if manifest["background"].get(background).is_none() {
        return Err(format!("{}: background.{background} is missing", path.display()));
    }
    if let Some(keys) = manifest["background"].as_object_mut() {
        keys.shift_remove(other);
    }
    // The schema of an organisation's policy is Chrome's alone; Firefox reads a policy without one.
    let foreign: &[&str] = if browser == "chrome" { &["browser_specific_settings"] } else { &["minimum_chrome_version", "storage"] };
    if let Some(keys) = manifest.as_object_mut() {
        for key in foreign {
            keys.shift_remove(*key);
        }
    }
    // What takes the countdown away with the extension: in Chromium an animation that costs nothing while it waits (countdown.js).
    if browser == "chrome"
        && let Some(scripts) = manifest["content_scripts"][0].as_object_mut()
    {
        scripts.shift_remove("css");
    }
    let text = serde_json::to_string_pretty(&manifest).map_err(|fault| fault.to_string())?;
    at(path, fs::write(path, text + "\n"))
}
