<#
.SYNOPSIS
    Makes sure that a tag can be released, and returns what is new in its version.
.DESCRIPTION
    The tag must be the version in Directory.Build.props with a v before it, and CHANGELOG.md must have a section with text for the version. Otherwise this is an error.
.EXAMPLE
    .ci/Get-ReleaseNotes.ps1 -Tag v0.1.0
#>
[CmdletBinding()]
[OutputType([string])]
param(
    # The tag, such as v0.1.0.
    [Parameter(Mandatory)]
    [string] $Tag,

    # The root of the repository.
    [string] $Repository = (Split-Path $PSScriptRoot)
)

$ErrorActionPreference = 'Stop'
$version = ([xml](Get-Content "$Repository/Directory.Build.props" -Raw)).SelectSingleNode('//Version').InnerText
if ($Tag -cne "v$version") { throw "The tag is $Tag, and the version in Directory.Build.props is $version. The tag must be v$version." }

$section = (Get-Content "$Repository/CHANGELOG.md" -Raw) -split '(?m)^## ' | Where-Object { $_.StartsWith("[$version]") }
$notes = if ($section) { ($section -split '\r?\n', 2)[1].Trim() }
if (-not $notes) { throw "CHANGELOG.md has no text under '## [$version]'. Move there what is under Unreleased." }
$notes
