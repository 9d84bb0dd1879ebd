# The active AWS session before the prompt: Invoke-Expression (session-clock init powershell | Out-String)
if (-not $global:SessionClockPrompt) {
    $global:SessionClockPrompt = $function:prompt
    function global:prompt {
        $segment = session-clock prompt --shell powershell
        $rest = & $global:SessionClockPrompt
        if ($segment) { "$segment $rest" } else { $rest }
    }
}
