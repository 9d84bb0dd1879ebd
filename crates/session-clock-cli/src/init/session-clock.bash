# The active AWS session before the prompt: eval "$(session-clock init bash)"
__session_clock() {
  # The exit status that the prompt may show.
  local last=$? segment
  segment="$(command session-clock prompt --shell bash 2>/dev/null)"
  [ -n "$segment" ] && printf '%s ' "$segment"
  return "$last"
}
case "$PS1" in
  *__session_clock*) ;;
  *) PS1='$(__session_clock)'"$PS1" ;;
esac
