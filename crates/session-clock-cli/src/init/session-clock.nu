# The active AWS session before the prompt: session-clock init nu | save -f ~/.session-clock.nu, then: source ~/.session-clock.nu
if ($env.SESSION_CLOCK_PROMPT? | is-empty) {
    $env.SESSION_CLOCK_PROMPT = ($env.PROMPT_COMMAND? | default {|| "" })
    $env.PROMPT_COMMAND = {||
        # First, because it may show how what ran before has ended.
        let before = $env.SESSION_CLOCK_PROMPT
        let rest = (if ($before | describe) == "closure" { do $before } else { $before })
        # Where the command is gone, the prompt stays.
        let segment = (if (which session-clock | is-empty) { "" } else { ^session-clock prompt --shell nu })
        if ($segment | is-empty) { $rest } else { $"($segment) ($rest)" }
    }
}
