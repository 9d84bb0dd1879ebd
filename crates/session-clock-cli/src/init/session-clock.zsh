# The active AWS session before the prompt: eval "$(session-clock init zsh)"
__session_clock() {
  local segment
  segment="$(command session-clock prompt --shell zsh 2>/dev/null)"
  [[ -n "$segment" ]] && print -rn -- "$segment "
}
setopt prompt_subst
# Also before a prompt that a precmd hook sets anew each time.
__session_clock_first() {
  [[ "$PROMPT" == *__session_clock* ]] || PROMPT='$(__session_clock)'"$PROMPT"
}
__session_clock_first
autoload -Uz add-zsh-hook && add-zsh-hook precmd __session_clock_first
