# The active AWS session before the prompt: session-clock init fish | source
if not functions -q __session_clock_prompt
    functions -c fish_prompt __session_clock_prompt
    function fish_prompt
        # First, because it may show how what ran before has ended.
        set -l rest (__session_clock_prompt | string collect --no-trim-newlines)
        set -l segment (command session-clock prompt --shell fish 2>/dev/null)
        test -n "$segment"; and printf '%s ' "$segment"
        printf '%s' "$rest"
    end
end
