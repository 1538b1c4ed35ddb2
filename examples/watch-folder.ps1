<#
.SYNOPSIS
    Makes a video of each image that appears in a folder, once.
.DESCRIPTION
    An image is taken when its file has not changed between two looks and no other program has it open. Its prompt is the text file beside it (fox.txt for fox.png), or else a neutral one. Under one job name the same content is paid for once, also after a restart: the script may be killed and started again at any time.
    The script runs until Ctrl+C, until nothing has appeared for -Idle minutes, or, with -Once, until the images that are there have their videos. The exit code is 0 when each image has its video, and 1 otherwise.
.EXAMPLE
    pwsh examples/watch-folder.ps1 -Folder ./inbox -Destination ./videos
.EXAMPLE
    pwsh -NonInteractive -File examples/watch-folder.ps1 -Folder ./inbox -Destination ./videos -Idle 60
#>
[CmdletBinding()]
param(
    # The folder to watch for PNG, JPEG and WebP images.
    [Parameter(Mandatory)]
    [string] $Folder,

    # The folder for the videos.
    [Parameter(Mandatory)]
    [string] $Destination,

    # The name of the batch: under one name each image is submitted once.
    [string] $JobName = 'watch',

    # Seconds between two looks.
    [ValidateRange(0.1, 3600)]
    [double] $Interval = 5,

    # Ends after so many minutes without a new image; 0 never ends.
    [ValidateRange(0, 100000)]
    [double] $Idle = 0,

    # Ends when the images that are there have their videos.
    [switch] $Once
)

# The installed module, or else the one that the build staged.
if (-not (Get-Command New-SeedanceVideo -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../artifacts/module/Seedance/Seedance.psd1" -ErrorAction Stop
}

# A file that another program still writes can't be opened exclusively, or at least changes between two looks.
function Test-Closed([IO.FileInfo] $File) {
    try {
        [IO.File]::Open($File.FullName, 'Open', 'Read', 'None').Dispose()
        $true
    }
    catch { $false }
}

$seen = @{}    # What each file looked like at the last look.
$taken = @{}   # What it looked like when its video was made, or when it failed.
$failed = @{}
$lastNew = [Diagnostics.Stopwatch]::StartNew()

# Jobs that an earlier run has paid for and not saved.
Resume-SeedanceGeneration -JobName $JobName | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination $Destination

for ($look = 1; ; $look++) {
    $ready = foreach ($file in Get-ChildItem -LiteralPath $Folder -File -ErrorAction Stop | Where-Object Extension -In '.png', '.jpg', '.jpeg', '.webp') {
        $stamp = "$($file.Length) $($file.LastWriteTimeUtc.Ticks)"
        if ($seen[$file.FullName] -eq $stamp -and $taken[$file.FullName] -ne $stamp -and (Test-Closed $file)) {
            $taken[$file.FullName] = $stamp
            $file
        }
        $seen[$file.FullName] = $stamp
    }

    if ($ready) {
        $lastNew.Restart()
        $ready | ForEach-Object { $failed[$_.FullName] = $true }

        # An image of an earlier run returns its video; nothing is submitted for it.
        $ready | New-SeedanceVideo -JobName $JobName -Destination $Destination | ForEach-Object {
            $failed.Remove($_.SourcePath)
            $_
        }
    }

    if (($Once -and $look -gt 1) -or ($Idle -gt 0 -and $lastNew.Elapsed.TotalMinutes -ge $Idle)) { break }
    Start-Sleep -Milliseconds (1000 * $Interval)
}

exit [int]($failed.Count -gt 0)
