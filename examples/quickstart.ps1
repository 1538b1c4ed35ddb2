<#
.SYNOPSIS
    Makes a video of each example image and saves it.
.DESCRIPTION
    With an API key in LEONARDO_API_KEY the script uses the Leonardo.AI service. That costs money, so it asks first.
    Without a key it uses the offline sandbox: nothing is sent and nothing is charged, and each video is the same marked sample.
    The exit code is 0 when every video is saved, and 1 otherwise.
.EXAMPLE
    pwsh examples/quickstart.ps1 -Images ./photos -Destination ./videos
.EXAMPLE
    pwsh examples/quickstart.ps1 -Yes
    Does not ask before it spends money.
#>
[CmdletBinding()]
param(
    # The folder of the PNG images. A text file beside an image (fox.txt for fox.png) is its prompt.
    [string] $Images = "$PSScriptRoot/images",

    # The folder for the videos.
    [string] $Destination = "$PSScriptRoot/../artifacts/quickstart",

    # Spends money without asking.
    [switch] $Yes
)

# The installed module, or else the one that the build staged.
if (-not (Get-Command New-SeedanceVideo -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../artifacts/module/Seedance/Seedance.psd1" -ErrorAction Stop
}

$files = @(Get-ChildItem "$Images/*.png")
if ($files.Count -eq 0) {
    [Console]::Error.WriteLine("There are no PNG images in $Images.")
    exit 1
}

$video = @{ Duration = 4; Size = '480p' }
if ($env:LEONARDO_API_KEY) {
    "Service: $((Get-SeedanceConnection).BaseUri), with the key in LEONARDO_API_KEY."
    $cost = $files | Measure-SeedanceCost @video | Measure-Object Cost -Sum -Average
    '{0} videos of 4 s at 480p, about ${1:0.00} each: about ${2:0.00} in all.' -f $files.Count, $cost.Average, $cost.Sum
    if (-not $Yes) {
        try { $choice = if ([Console]::IsInputRedirected) { 1 } else { $Host.UI.PromptForChoice('This costs money.', 'Make the videos?', @('&Yes', '&No'), 1) } }
        catch { $choice = 1 } # PowerShell was started with -NonInteractive.
        if ($choice -ne 0) {
            [Console]::Error.WriteLine('Nothing was sent and nothing was charged. To spend money without being asked: -Yes')
            exit 1
        }
    }
}
else {
    'Service: the offline sandbox, because LEONARDO_API_KEY is not set. Nothing is sent and nothing is charged; each video is the same marked sample.'
    Connect-Seedance -Sandbox
}

$saved = @($files |
    New-SeedanceVideo @video |
    Wait-SeedanceGeneration |
    Save-SeedanceVideo -Destination $Destination)

"$($saved.Count) of $($files.Count) videos are saved$(if ($saved) { ':' } else { '.' })"
$saved | ForEach-Object { "  $($_.Path)" }
'Next, in PowerShell:'
"  Import-Module '$((Get-Module Seedance).ModuleBase)'"
"  Get-ChildItem FOLDER/*.png | New-SeedanceVideo -Prompt 'What happens in the video' -Destination ./videos"
'  Get-Help about_Seedance'
exit [int]($saved.Count -lt $files.Count)
