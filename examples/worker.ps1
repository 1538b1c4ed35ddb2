<#
.SYNOPSIS
    One worker of a fleet: makes a video of each picture in a folder, beside other workers that do the same, and no picture is paid for twice.
.DESCRIPTION
    Start it on each machine (Invoke-Command, a schedule, a queue) with SEEDANCE_HOME on one shared folder. Whoever comes first submits a picture; the others wait for the same job, and one saves it. There is no coordinator: the shared journal is all that they have in common. A worker that was killed is started again, and goes on.
.EXAMPLE
    $env:SEEDANCE_HOME = '/mnt/shared/seedance'; ./worker.ps1 -Pictures /mnt/shared/pictures -Destination /mnt/shared/clips -Workers 4
#>
param(
    # Where the pictures are.
    [string] $Pictures = "$PSScriptRoot/pictures",

    # Where the videos go.
    [string] $Destination = "$PSScriptRoot/../artifacts/worker",

    # How many workers share the account: its limits are divided by them, for each counts its own requests alone.
    [ValidateRange(1, 100)]
    [int] $Workers = 1,

    # Inputs under one name are submitted once, by whichever worker.
    [string] $JobName = 'fleet'
)

Connect-Seedance -CreatesPerMinute ([Math]::Floor(100 / $Workers)) -RequestsPerMinute ([Math]::Floor(2000 / $Workers))
Get-ChildItem "$Pictures/*.png" |
    New-SeedanceVideo -JobName $JobName -Duration 4 -Width 864 -Height 496 |
    Wait-SeedanceGeneration |
    Save-SeedanceVideo -Destination $Destination
