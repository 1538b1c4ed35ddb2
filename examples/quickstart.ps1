<#
.SYNOPSIS
    Makes a video of each example picture: with the service where LEONARDO_API_KEY is set, else in the offline sandbox.
#>
param(
    # Where the pictures are.
    [string] $Pictures = "$PSScriptRoot/pictures",

    # Where the videos go.
    [string] $Destination = "$PSScriptRoot/../artifacts/quickstart"
)

if ($env:LEONARDO_API_KEY) {
    'Using the Leonardo.AI service with the key in LEONARDO_API_KEY: these jobs are paid for.'
}
else {
    'Using the offline sandbox, for LEONARDO_API_KEY is not set: nothing is sent, nothing is paid, each video is the same marked clip.'
    Connect-Seedance -Sandbox
}

Get-ChildItem "$Pictures/*.png" |
    New-SeedanceVideo -Duration 4 -Width 864 -Height 496 |
    Wait-SeedanceGeneration |
    Save-SeedanceVideo -Destination $Destination
