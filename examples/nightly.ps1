<#
.SYNOPSIS
    Makes the videos of a CSV file while nobody watches: resumes what an earlier run has left, submits what is new, saves all videos and writes a log.
.DESCRIPTION
    Start the script with cron, a systemd timer or the Task Scheduler, as often as you like: under one job name each row is paid for once. The columns of the file are parameters of New-SeedanceVideo. The script never asks.
    The exit code is 0 when the video of each row is saved, 1 when some are not, and 2 when nothing was submitted and nothing saved: no file, no rows, no key, no credits. Each error is in the log with its recommended action.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File examples/nightly.ps1 -Rows shots.csv -Destination ./videos
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File examples/nightly.ps1 -Rows shots.csv -Destination ./videos -RetryFailed
    Submits, and pays for, what failed on the service once more.
#>
[CmdletBinding()]
param(
    # The CSV file, one row for each video.
    [Parameter(Mandatory)]
    [string] $Rows,

    # The folder for the videos.
    [Parameter(Mandatory)]
    [string] $Destination,

    # The name of the batch: under one name each row is submitted once.
    [string] $JobName = 'nightly',

    # The log. Each run adds its lines.
    [string] $Log = (Join-Path $Destination 'nightly.log'),

    # What this run may cost in US dollars. The rows that do not fit are left to the next run.
    [decimal] $MaxCost,

    # Submits what failed on the service in an earlier run again. It is paid for again.
    [switch] $RetryFailed
)

$ConfirmPreference = 'None'
$null = New-Item -ItemType Directory -Force (Split-Path $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Log)), $Destination

function Write-Log([string] $Text) { Add-Content -LiteralPath $Log "$(Get-Date -Format 'yyyy-MM-dd HH:mm:ss') $Text" }

function Write-Problem($Problems) {
    foreach ($problem in $Problems) {
        # Errors of other commands have no recommended action.
        $action = if ($problem.ErrorDetails) { $problem.ErrorDetails.RecommendedAction }
        Write-Log "ERROR $($problem.FullyQualifiedErrorId) for '$($problem.TargetObject)': $problem $action"
    }
}

$start = Get-Date
$saved = @()
$shots = @()
try {
    # The installed module, or else the one that the build staged.
    if (-not (Get-Command New-SeedanceVideo -ErrorAction Ignore)) {
        Import-Module "$PSScriptRoot/../artifacts/module/Seedance/Seedance.psd1" -ErrorAction Stop
    }

    Write-Log "Start: $Rows, job name $JobName"

    # Jobs that are paid for come first: a run that was killed has left some. This submits nothing.
    $resumed = @(Resume-SeedanceGeneration -JobName $JobName -ErrorAction SilentlyContinue -ErrorVariable problems |
        Wait-SeedanceGeneration -ErrorAction SilentlyContinue -ErrorVariable +problems |
        Save-SeedanceVideo -Destination $Destination -ErrorAction SilentlyContinue -ErrorVariable +problems)
    $resumed | ForEach-Object { Write-Log "Resumed: $($_.Path)" }
    Write-Problem $problems

    # Rows of earlier runs return their videos; only new ones are submitted.
    $shots = @(Import-Csv -LiteralPath $Rows -ErrorAction Stop)
    $limit = if ($PSBoundParameters.ContainsKey('MaxCost')) { @{ MaxCost = $MaxCost } } else { @{} }
    $saved = @($shots |
        New-SeedanceVideo @limit -JobName $JobName -Destination $Destination -RetryFailed:$RetryFailed -ErrorAction SilentlyContinue -ErrorVariable problems -InformationVariable records)
    $saved | ForEach-Object { Write-Log "Saved: $($_.Path)" }
    Write-Problem $problems

    # The last cmdlet of a pipeline says what became of all inputs and what they cost.
    $records | Where-Object Tags -Contains Seedance | ForEach-Object { Write-Log "$_" }
}
catch {
    Write-Problem $_
}

# PowerShell itself ends with 0 after errors.
$submitted = @(if (Get-Module Seedance) { Get-SeedanceJob -JobName $JobName -Since $start -ErrorAction Ignore })
$code = if ($shots.Count -gt 0 -and $saved.Count -eq $shots.Count) { 0 } elseif ($submitted.Count + $saved.Count -gt 0) { 1 } else { 2 }
Write-Log "End: $($saved.Count) of $($shots.Count) videos are saved, exit code $code"
exit $code
