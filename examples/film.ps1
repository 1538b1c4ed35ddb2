<#
.SYNOPSIS
    Makes a film of a storyboard: checks it and its cost, makes the shots, joins them and makes a gallery.
.DESCRIPTION
    Each row of the CSV file is a shot. Its columns are parameters of New-SeedanceVideo (Prompt, Duration, Size, ImageReference, …), and Continue: true lets the shot begin with the last frame of the shot before it. Shots that do not continue another one are made side by side; continued ones are made in turn.
    Everything is checked before the first cent, also the cost. Run the script again after a stop, a crash or a failure: under one job name each shot is paid for once, and only what is left is done.
    The exit code is 0 when the film is there, 1 when a shot is missing, and 2 when nothing was submitted.
    It needs ffmpeg.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File examples/film.ps1 examples/storyboard.csv -Destination film.mp4 -MaxCost 20
#>
[CmdletBinding()]
param(
    # The CSV file, one row for each shot.
    [Parameter(Mandatory, Position = 0)]
    [string] $Storyboard,

    # The film. The shots and their frames go into a folder beside it, and the gallery into an HTML file.
    [Parameter(Mandatory)]
    [string] $Destination,

    # The name of the batch: under one name each shot is submitted once.
    [string] $JobName = [IO.Path]::GetFileNameWithoutExtension($Storyboard),

    # What this run may cost in US dollars.
    [decimal] $MaxCost,

    # Seconds in which each shot fades into the next one.
    [double] $Crossfade = 0
)

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'

function Exit-Script([int] $Code, [string] $Text) {
    if ($Code -eq 0) { $Text } else { [Console]::Error.WriteLine($Text) }
    exit $Code
}

# The installed module, or else the one that the build staged.
if (-not (Get-Command New-SeedanceVideo -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../artifacts/module/Seedance/Seedance.psd1"
}
if (-not $env:LEONARDO_API_KEY -and -not (Get-SeedanceConnection)) {
    'Service: the offline sandbox, because LEONARDO_API_KEY is not set. Nothing is charged.'
    Connect-Seedance -Sandbox
}

$film = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Destination)
$folder = [IO.Path]::ChangeExtension($film, $null).TrimEnd('.')
$rows = @(Import-Csv -LiteralPath $Storyboard)
if ($rows.Count -eq 0) { Exit-Script 2 "$Storyboard has no rows." }

# What each shot is: its row, its file, and whether it continues the one before it.
$shots = for ($index = 0; $index -lt $rows.Count; $index++) {
    $row = [ordered]@{}
    $continue = ''
    foreach ($cell in $rows[$index].PSObject.Properties) {
        if ($cell.Name -eq 'Continue') { $continue = $cell.Value } else { $row[$cell.Name] = $cell.Value }
    }
    $row.Destination = Join-Path $folder ('shot-{0:000}.mp4' -f ($index + 1))
    [pscustomobject]@{ Number = $index + 1; Row = $row; Path = $row.Destination; Continues = $continue -in 'true', 'yes', '1' }
}
if ($shots[0].Continues) { Exit-Script 2 'The first shot can''t continue another one.' }

# The checks of New-SeedanceVideo, and the cost, before anything is sent. The start frame of a continued shot does not exist yet.
$costs = @($shots | ForEach-Object { [pscustomobject]$_.Row } | Measure-SeedanceCost -ErrorAction SilentlyContinue -ErrorVariable problems)
if ($problems) { Exit-Script 2 "The storyboard can't be used. Nothing was submitted.`n$($problems -join "`n")" }
$costs | Format-Table | Out-String
$limit = @{}
if ($PSBoundParameters.ContainsKey('MaxCost')) {
    $limit.MaxCost = $MaxCost
    $isNew = -not (Get-SeedanceJob -JobName $JobName)
    if ($isNew -and ($costs | Measure-Object Cost -Sum).Sum -gt $MaxCost) { Exit-Script 2 "The film would cost more than -MaxCost $MaxCost. Nothing was submitted." }
}

# Jobs that an earlier run has paid for and not saved come first.
Resume-SeedanceGeneration -JobName $JobName -ErrorAction Continue | Wait-SeedanceGeneration -ErrorAction Continue | Save-SeedanceVideo -ErrorAction Continue | Out-Null

# A round makes every shot whose predecessor is there: first all that continue nothing, side by side.
$done = @{}
while ($round = @($shots | Where-Object { -not $done.ContainsKey($_.Number) -and (-not $_.Continues -or (Test-Path -LiteralPath $shots[$_.Number - 2].Path)) })) {
    $inputs = foreach ($shot in $round) {
        $done[$shot.Number] = $true
        if ($shot.Continues) {
            $before = $shots[$shot.Number - 2].Path
            $frame = [IO.Path]::ChangeExtension($before, $null) + 'last.png'
            # The same frame as in an earlier run, so that the shot is the same job.
            if (-not (Test-Path -LiteralPath $frame)) { $null = Export-SeedanceFrame -LiteralPath $before -Last -Destination $frame }
            $shot.Row.StartFrame = $frame
        }
        [pscustomobject]$shot.Row
    }
    $inputs | New-SeedanceVideo -JobName $JobName @limit -ErrorAction Continue | Where-Object Path | ForEach-Object { "Shot saved: $($_.Path)" }
}

$missing = @($shots | Where-Object { -not (Test-Path -LiteralPath $_.Path) })
$joined = if (-not $missing) { Join-SeedanceVideo -LiteralPath $shots.Path -Destination $film -Crossfade $Crossfade -Force }
$gallery = if (Test-Path -LiteralPath $folder) { Export-SeedanceGallery -LiteralPath $folder -Destination "$folder.html" -Force }
if ($missing) { Exit-Script 1 "$($missing.Count) of $($shots.Count) shots are missing: $($missing.Number -join ', '). Run the script again: what is saved is not paid for again." }
"Film: $($joined.FullName)"
Exit-Script 0 "Gallery: $($gallery.FullName)"
