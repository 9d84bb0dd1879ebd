# The active AWS session before the prompt: eval "$(session-clock init zsh)"
__session_clock() {
  local segment
  segment="$(command session-clock prompt --shell zsh 2>/dev/null)"
  [[ -n "$segment" ]] && print -rn -- "$segment "
}
setopt prompt_subst
[[ "$PROMPT" == *__session_clock* ]] || PROMPT='$(__session_clock)'"$PROMPT"
