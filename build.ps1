<#
.SYNOPSIS
    Builds the module and runs its tests, for people with PowerShell 7.4 or later and the .NET SDK 10.
.DESCRIPTION
    Build stages an importable module in artifacts/module/Seedance. Test runs all tests, those of tests/Pester included.
.EXAMPLE
    ./build.ps1
    Builds the module and runs all tests.
.EXAMPLE
    ./build.ps1 -Task Build -Configuration Release
.EXAMPLE
    Invoke-Pester tests/Pester/Module.Tests.ps1
    Runs one file of tests in this session, after a build. Needs Pester 6.
#>
[CmdletBinding()]
param(
    # What to do, in this order.
    [ValidateSet('Build', 'Test')]
    [string[]] $Task = @('Build', 'Test'),

    # Release is what ships.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location $PSScriptRoot

if ($Task -contains 'Build') { dotnet build --configuration $Configuration }
if ($Task -contains 'Test') { dotnet test --configuration $Configuration }
