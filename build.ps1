<#
.SYNOPSIS
    Builds the module and runs its tests, for people with PowerShell 7.4 or later.
.EXAMPLE
    ./build.ps1
    Builds, stages artifacts/module/Seedance and runs all tests.
.EXAMPLE
    ./build.ps1 -Task Build -Configuration Release
#>
[CmdletBinding()]
param(
    # Build stages the module, Test runs dotnet test, Pester runs tests/Pester against the staged module.
    [ValidateSet('Build', 'Test', 'Pester')]
    [string[]] $Task = @('Build', 'Test', 'Pester'),

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location $PSScriptRoot

if ($Task -contains 'Build') {
    dotnet build --configuration $Configuration
}

if ($Task -contains 'Test') {
    dotnet test --configuration $Configuration
}

if ($Task -contains 'Pester') {
    Import-Module Pester -MinimumVersion 5.0
    $result = Invoke-Pester -Path tests/Pester -PassThru
    "Pester Passed: $($result.PassedCount)"
    "Pester Failed: $($result.FailedCount)"
    # A file that can't be read fails no test, and is no success.
    if ($result.Result -ne 'Passed') { exit 1 }
}
