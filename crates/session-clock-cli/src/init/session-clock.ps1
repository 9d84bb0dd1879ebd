# The active AWS session before the prompt: Invoke-Expression (session-clock init powershell | Out-String)
if (-not $global:SessionClockPrompt) {
    $global:SessionClockPrompt = $function:prompt
    function global:prompt {
        # First, because it may show how what ran before has ended.
        $rest = & $global:SessionClockPrompt
        # What ran last is not this command.
        $last = $global:LASTEXITCODE
        # Where the command is gone, the prompt stays.
        try { $segment = session-clock prompt --shell powershell } catch { $segment = '' }
        $global:LASTEXITCODE = $last
        if ($segment) { "$segment $rest" } else { $rest }
    }
}
