# The active AWS session before the prompt: session-clock init nu | save -f ~/.session-clock.nu, then: source ~/.session-clock.nu
if ($env.SESSION_CLOCK_PROMPT? | is-empty) {
    $env.SESSION_CLOCK_PROMPT = ($env.PROMPT_COMMAND? | default {|| "" })
    $env.PROMPT_COMMAND = {||
        # Where the command is gone, the prompt stays.
        let segment = (if (which session-clock | is-empty) { "" } else { ^session-clock prompt --shell nu })
        let before = $env.SESSION_CLOCK_PROMPT
        let rest = (if ($before | describe) == "closure" { do $before } else { $before })
        if ($segment | is-empty) { $rest } else { $"($segment) ($rest)" }
    }
}
