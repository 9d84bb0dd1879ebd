# The active AWS session before the prompt: eval "$(session-clock init bash)"
__session_clock() {
  # The exit status that the prompt may show.
  local last=$? segment
  segment="$(command session-clock prompt --shell bash 2>/dev/null)"
  [ -n "$segment" ] && printf '%s ' "$segment"
  return "$last"
}
# Also before a prompt that PROMPT_COMMAND sets anew each time, so it comes last there.
__session_clock_first() {
  case "${PS1-}" in
    *__session_clock*) ;;
    *) PS1='$(__session_clock)'"${PS1-}" ;;
  esac
}
__session_clock_first
case "${PROMPT_COMMAND[*]-}" in
  *__session_clock_first*) ;;
  *)
    # Bash 5.1 runs each element of an array, others only the first.
    if [[ "$(declare -p PROMPT_COMMAND 2>/dev/null)" == 'declare -a'* ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
      PROMPT_COMMAND+=(__session_clock_first)
    else
      PROMPT_COMMAND="${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}__session_clock_first"
    fi
    ;;
esac
