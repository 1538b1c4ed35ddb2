<#
.SYNOPSIS
    Makes a video of each image in a folder, together with other workers that do the same. No image is paid for twice.
.DESCRIPTION
    Start the script on each machine, for example with Invoke-Command, a scheduled task or a queue, and let SEEDANCE_HOME name one shared folder. The first worker to reach an image submits it; the others wait for the same job, and one of them saves the video. There is no coordinator: the shared journal is all that the workers have in common. Start a worker again after a crash, and it resumes.
    The exit code is 0 when every video is saved, and 1 otherwise.
.EXAMPLE
    $env:SEEDANCE_HOME = '/mnt/shared/seedance'; ./worker.ps1 -Images /mnt/shared/images -Destination /mnt/shared/videos -Workers 4
#>
param(
    # The folder of the PNG images.
    [string] $Images = "$PSScriptRoot/images",

    # The folder for the videos.
    [string] $Destination = "$PSScriptRoot/../artifacts/worker",

    # How many workers use the account. Each limits its own requests, so the account's limits are divided by this number.
    [ValidateRange(1, 100)]
    [int] $Workers = 1,

    # The name of the batch: under one name each image is submitted once.
    [string] $JobName = 'fleet'
)

# The installed module, or else the one that the build staged.
if (-not (Get-Command New-SeedanceVideo -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../artifacts/module/Seedance/Seedance.psd1" -ErrorAction Stop
}

Connect-Seedance -CreatesPerMinute ([Math]::Floor(100 / $Workers)) -RequestsPerMinute ([Math]::Floor(2000 / $Workers)) -ErrorAction Stop
$files = @(Get-ChildItem "$Images/*.png" -ErrorAction Stop)
$files |
    New-SeedanceVideo -JobName $JobName -Duration 4 -Width 864 -Height 496 |
    Wait-SeedanceGeneration |
    Save-SeedanceVideo -Destination $Destination -OutVariable saved

exit [int]($saved.Count -lt $files.Count)
