# The active AWS session before the prompt: session-clock init nu | save -f ~/.session-clock.nu, then: source ~/.session-clock.nu
if (try { view source $env.PROMPT_COMMAND } catch { "" }) !~ "session-clock prompt" {
    let before = ($env.PROMPT_COMMAND? | default "")
    $env.PROMPT_COMMAND = {||
        # First, because it may show how what ran before has ended.
        let rest = (if ($before | describe) == "closure" { do $before } else { $before })
        # Where the command is gone, the prompt stays.
        let segment = (try { ^session-clock prompt --shell nu | complete | get stdout } catch { "" })
        if ($segment | is-empty) { $rest } else { $"($segment) ($rest)" }
    }
}
