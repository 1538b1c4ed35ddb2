<#
.SYNOPSIS
    Builds, tests, documents, packs and installs the module, for people with PowerShell 7.4 or later and the .NET SDK 10.
.DESCRIPTION
    Each task is one dotnet command, which is shown before it is run and can also be run without this script. Tasks are run in the given order, and the first that fails ends the script.

    Build    stages an importable module in artifacts/module/Seedance.
    Test     runs all tests, those of tests/Pester included.
    Docs     writes the pages in docs/cmdlets from the XML docs of the cmdlets.
    Package  writes artifacts/Seedance.<version>.nupkg for the PowerShell Gallery, always as Release.
    Install  installs that package for this user, or in the folder of -ModulesPath.
.EXAMPLE
    ./build.ps1
    Builds the module and runs all tests.
.EXAMPLE
    ./build.ps1 -Task Build -Configuration Release
.EXAMPLE
    ./build.ps1 -Task Package
    Publish-PSResource -NupkgPath artifacts/Seedance.0.1.0.nupkg -Repository PSGallery -ApiKey $key
    Builds the package and publishes it.
.EXAMPLE
    ./build.ps1 -Task Install -WhatIf
    Shows the dotnet command that would be run.
.EXAMPLE
    Invoke-Pester tests/Pester/Module.Tests.ps1
    Runs one file of tests in this session, after a build. Needs Pester 6.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # What to do, in this order.
    [ValidateSet('Build', 'Test', 'Docs', 'Package', 'Install')]
    [string[]] $Task = @('Build', 'Test'),

    # Debug or Release, for Build, Test and Docs. Release is what ships.
    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # The folder that Install makes Seedance/<version> in. The default is this user's folder of modules.
    [string] $ModulesPath
)

$ErrorActionPreference = 'Stop'
$commands = @{
    Build   = 'build', '--configuration', $Configuration
    Test    = 'test', '--configuration', $Configuration
    Docs    = 'build', 'src/Seedance.Help', '--configuration', $Configuration, '-t:UpdatePages'
    Package = 'pack', 'src/Seedance.Package'
    Install = 'build', 'src/Seedance.Package', '--configuration', 'Release', '-t:Install'
}
if ($ModulesPath) {
    $commands.Install += '-p:ModulesPath=' + $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ModulesPath)
}

Push-Location $PSScriptRoot
try {
    foreach ($name in $Task) {
        $arguments = $commands[$name]
        if ($PSCmdlet.ShouldProcess("dotnet $arguments", $name)) {
            Write-Host "dotnet $arguments" -ForegroundColor Cyan
            dotnet @arguments
            if ($LASTEXITCODE) { throw "$name failed: dotnet $arguments ended with $LASTEXITCODE." }
        }
    }
}
finally { Pop-Location }
