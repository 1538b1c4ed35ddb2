# Writes a gallery of many videos and returns its file: copies of one video that the sandbox made, each with a sidecar of its own.
#   pwsh tests/Gallery/New-LargeGallery.ps1 -Folder ./large
param([Parameter(Mandatory)] [string] $Folder, [int] $Count = 1000)

Import-Module "$PSScriptRoot/../../artifacts/module/Seedance/Seedance.psd1"
Connect-Seedance -Sandbox
$video = New-SeedanceVideo 'a fox runs through snow' -Destination "$Folder/shot 0001.mp4"
$sidecar = Get-Content -LiteralPath "$($video.Path).json" -Raw
foreach ($number in 2..$Count) {
    $path = Join-Path (Split-Path $video.Path) ('shot {0:d4}.mp4' -f $number)
    [IO.File]::Copy($video.Path, $path)
    [IO.File]::WriteAllText("$path.json", $sidecar.Replace('a fox runs', ('shot {0:d4}: a fox runs' -f $number)))
}
Export-SeedanceGallery -LiteralPath $Folder -Destination "$Folder/gallery.html"
