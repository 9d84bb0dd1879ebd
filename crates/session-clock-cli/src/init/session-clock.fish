# The active AWS session before the prompt: session-clock init fish | source
if not functions -q __session_clock_prompt
    functions -c fish_prompt __session_clock_prompt
    function fish_prompt
        # The exit status that the prompt may show.
        set -l last $status
        set -l segment (command session-clock prompt --shell fish 2>/dev/null)
        test -n "$segment"; and printf '%s ' "$segment"
        test $last -eq 0; or begin
            function __session_clock_status
                return $argv[1]
            end
            __session_clock_status $last
        end
        __session_clock_prompt
    end
end
