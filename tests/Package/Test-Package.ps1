<#
.SYNOPSIS
    Uses the installed module as a user does, in the offline sandbox, and prints a line for each step.
.DESCRIPTION
    For Windows PowerShell 5.1 and PowerShell 7.4 or later, without Pester. Ends with exit code 1 when a step fails.
.EXAMPLE
    tests/Package/Test-Package.ps1 -ModulePath ./modules
#>
param(
    # The folder for modules in which Seedance is installed.
    [Parameter(Mandatory = $true)]
    [string] $ModulePath,

    # The version of PowerShell that this must be, such as 7.4. By default it is not checked.
    [string] $PowerShell
)

$ErrorActionPreference = 'Stop'
$repository = Split-Path (Split-Path $PSScriptRoot)
$ModulePath = (Resolve-Path $ModulePath).ProviderPath
$work = Join-Path ([IO.Path]::GetTempPath()) ('seedance-package-' + [Guid]::NewGuid().ToString('N'))
$null = New-Item -ItemType Directory -Path $work
$failures = 0

# Runs a step and prints its line: what the step returns, or why it failed.
function Test-Step([string] $Name, [scriptblock] $Step) {
    try { '{0}: {1}' -f $Name, (@(& $Step) -join ', ') }
    catch {
        $script:failures++
        'FAILED: {0}: {1}' -f $Name, $_
    }
}

function Assert-Equal($Actual, $Expected, [string] $What) {
    if ("$Actual" -ne "$Expected") { throw "$What is '$Actual' and not '$Expected'." }
}

Push-Location $work
try {
    # Nothing of the machine takes part: no key, no journal, no other installation of the module.
    Remove-Item Env:LEONARDO_API_KEY, Env:SEEDANCE_BASE_URI -ErrorAction SilentlyContinue
    $env:SEEDANCE_HOME = Join-Path $work home
    $env:PSModulePath = $ModulePath + [IO.Path]::PathSeparator + $env:PSModulePath

    Test-Step 'PowerShell' {
        $version = $PSVersionTable.PSVersion
        if ($PowerShell) { Assert-Equal ('{0}.{1}' -f $version.Major, $version.Minor) $PowerShell 'PowerShell' }
        '{0} ({1})' -f $version, $PSVersionTable.PSEdition
    }

    Test-Step 'Import' {
        Import-Module Seedance
        $module = Get-Module Seedance
        $expected = ([xml](Get-Content (Join-Path $repository Directory.Build.props) -Raw)).SelectSingleNode('//Version').InnerText
        Assert-Equal $module.Version $expected 'The version'
        if (-not $module.ModuleBase.StartsWith($ModulePath)) { throw "the module of $($module.ModuleBase) was imported." }
        'version {0}' -f $module.Version
    }

    Test-Step 'Cmdlets' {
        $expected = Get-ChildItem (Join-Path $repository docs/cmdlets) -Filter *.md | ForEach-Object { $_.BaseName } | Sort-Object
        $exported = (Get-Module Seedance).ExportedCmdlets.Keys | Sort-Object
        Assert-Equal ($exported -join ' ') ($expected -join ' ') 'The list of cmdlets'
        @($exported).Count
    }

    Test-Step 'Help' {
        foreach ($cmdlet in (Get-Module Seedance).ExportedCmdlets.Keys) {
            $help = Get-Help $cmdlet
            if (-not $help.description -or @($help.examples.example).Count -lt 3) { throw "$cmdlet has no help." }
        }
        if (-not (Get-Help about_Seedance | Out-String).Contains('about_Seedance')) { throw 'about_Seedance is missing.' }
        (Get-Help New-SeedanceVideo).Synopsis
    }

    Test-Step 'Connection' {
        Connect-Seedance -Sandbox
        $connection = Get-SeedanceConnection
        Assert-Equal $connection.IsSandbox $true 'IsSandbox'
        $connection
    }

    Test-Step 'Image' {
        # 16 x 9 white pixels.
        $bytes = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAAAAAAeQfPuAAAAD0lEQVR42mP4jwYYBokAAOAHj3EdG5ZfAAAAAElFTkSuQmCC')
        [IO.File]::WriteAllBytes((Join-Path $work fox.png), $bytes)
        (Get-Item fox.png).Name
    }

    Test-Step 'Video' {
        $video = Get-Item fox.png | New-SeedanceVideo -Prompt 'A fox runs' | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination (Join-Path $work 'videos/{sourceName}.mp4')
        Assert-Equal $video.Status 'Complete' 'The status'
        Assert-Equal (Split-Path $video.Path -Leaf) 'fox.mp4' 'The name'
        $video.Id
    }

    Test-Step 'MP4' {
        $bytes = [IO.File]::ReadAllBytes((Join-Path $work videos/fox.mp4))
        Assert-Equal ([Text.Encoding]::ASCII.GetString($bytes, 4, 4)) 'ftyp' 'The first box'
        '{0} bytes' -f $bytes.Length
    }

    Test-Step 'Details' {
        $details = Get-Content (Join-Path $work videos/fox.mp4.json) -Raw -Encoding UTF8 | ConvertFrom-Json
        Assert-Equal $details.prompt 'A fox runs' 'The prompt'
        Assert-Equal $details.sourcePath 'fox.png' 'The source'
        'seed {0}' -f $details.seed
    }

    Test-Step 'Jobs' {
        $jobs = @(Get-SeedanceJob)
        Assert-Equal $jobs.Count 1 'The number of jobs'
        Assert-Equal $jobs[0].Status 'Saved' 'The status'
        $jobs[0].Status
    }
}
finally {
    Pop-Location
    Remove-Item $work -Recurse -Force -ErrorAction SilentlyContinue
}

if ($failures) { exit 1 }
