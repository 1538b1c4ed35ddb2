# Makes the videos of $Count inputs, whatever fails on the way and however often it is started. Writes done when all are saved.
# $Equal of the inputs are equal prompts under one seed. A worker is one of several at once: it goes through the inputs once and settles nothing, because what it finds may be another's request in flight.
param([int] $Count, [int] $Equal, [int] $RetryTimeout, [switch] $Worker)

$prompts = @(1..($Count - $Equal) | ForEach-Object { "prompt $_" })
$equalPrompts = @('equal') * $Equal
$quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = '+problems' }

# Submissions of which neither the response nor the account's list says that there is a job. All but the equal ones would be in the list: their entries are removed, as the error recommends, and the prompts are submitted again. A list that could not be read proves nothing.
function Remove-Missing($Problems) {
    foreach ($problem in $Problems) {
        "$($problem.FullyQualifiedErrorId) $($problem.Exception.Message)"
        if (-not $Worker -and $problem.FullyQualifiedErrorId -like 'Seedance.SubmissionUnknown*' -and $problem.Exception.Message -like "*The account's list does not show it.*" -and $problem.Exception.Job.Prompt -ne 'equal') {
            Get-SeedanceJob -Key $problem.Exception.Job.Key | Remove-SeedanceJob -Force
        }
    }
}

# Of equal prompts under one seed no one can tell which job of the list belongs to which entry, only how many there are. Entries in excess were never made and are removed. When each of several has a job, they are saved by their IDs, and the entries stay Unknown.
function Resolve-Equal {
    $unknown = @(Get-SeedanceJob -JobName chaos -Status Unknown | Where-Object Prompt -EQ 'equal')
    if ($unknown.Count -eq 0) { return }
    try { $listed = @(Get-SeedanceGeneration -ErrorAction Stop | Where-Object Prompt -EQ 'equal') } catch { return "list: $_" }
    $known = @((Get-SeedanceJob -JobName chaos).Id)
    $unassigned = @($listed | Where-Object Id -NotIn $known)
    "$($unknown.Count) equal entries are Unknown, $($unassigned.Count) jobs are unassigned"
    if ($unknown.Count -gt $unassigned.Count) {
        $unknown | Select-Object -Skip $unassigned.Count | Remove-SeedanceJob -Force
    }
    elseif ($unassigned.Count -gt 1) {
        $unassigned | Where-Object { -not (Test-Path "videos/equal $($_.Id).mp4") } | Wait-SeedanceGeneration @quiet | Save-SeedanceVideo -Destination 'videos/{prompt} {id}.mp4' -RetryTimeout $RetryTimeout @quiet | ForEach-Object { "saved by ID $($_.Id)" }
    }
}

do {
    $problems = @()
    Resume-SeedanceGeneration -JobName chaos -RetryTimeout $RetryTimeout @quiet | Wait-SeedanceGeneration @quiet | Save-SeedanceVideo -RetryTimeout $RetryTimeout @quiet | ForEach-Object { "resumed $($_.Prompt)" }
    Remove-Missing $problems

    $problems = @()
    $equalPrompts | New-SeedanceVideo -JobName chaos -Seed 7 -Destination 'videos/{prompt} {index}.mp4' -RetryTimeout $RetryTimeout @quiet | ForEach-Object { "made $($_.Prompt)" }
    $prompts | New-SeedanceVideo -JobName chaos -Destination 'videos/{prompt}.mp4' -RetryTimeout $RetryTimeout @quiet | ForEach-Object { "made $($_.Prompt)" }
    Remove-Missing $problems
    if ($Worker) { break }

    Resolve-Equal
    $saved = @(Get-SeedanceJob -JobName chaos -Status Saved).Count + @(Get-Item 'videos/equal ????????-*.mp4' -ErrorAction Ignore).Count
} until ($saved -ge $Count)

'done'
