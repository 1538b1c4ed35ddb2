# Makes the shots 1 to $Count, whatever happens on the way and however often it is started, and says done when each is saved.
param([int] $Count, [int] $Patience)

$shots = foreach ($number in 1..$Count) { "shot $number" }
$quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = '+problems' }

# What the account's list does not show was never made: its entry is removed, as the error recommends, and the shot is submitted again. A list that could not be read proves nothing.
function Remove-Unmade($Problems) {
    foreach ($problem in $Problems) {
        "$($problem.FullyQualifiedErrorId) $($problem.Exception.Message)"
        if ($problem.FullyQualifiedErrorId -like 'Seedance.SubmissionUnknown*' -and $problem.Exception.Message -like "*The account's list does not show it.*") {
            Get-SeedanceJob -Key $problem.Exception.Job.Key | Remove-SeedanceJob -Force
        }
    }
}

do {
    $problems = @()
    Resume-SeedanceGeneration -JobName chaos -RetryTimeout $Patience @quiet | Wait-SeedanceGeneration @quiet | Save-SeedanceVideo -RetryTimeout $Patience @quiet | ForEach-Object { "resumed $($_.Prompt)" }
    Remove-Unmade $problems

    $problems = @()
    $shots | New-SeedanceVideo -JobName chaos -Destination 'clips/{prompt}.mp4' -RetryTimeout $Patience @quiet | ForEach-Object { "made $($_.Prompt)" }
    Remove-Unmade $problems

    $saved = @(Get-SeedanceJob -JobName chaos -Status Saved)
} until ($saved.Count -ge $Count)

'done'
