# Dot-sourced by the test files: how they read errors.

# An error that a test does not expect fails the test.
$ErrorActionPreference = 'Stop'

# Runs a script and returns its only error, whether the error ended the script or not.
function Get-OnlyError([scriptblock] $Script) {
    $ErrorActionPreference = 'Continue'
    $found = @(try { & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] } } catch { $_ })
    $found.Count | Should -Be 1 -Because "this must be the only error: $($found -join '; ')"
    $found[0]
}

# What every error of the module has: a stable ID, a category, a target and a recommended action.
function Assert-Error($Record, [string] $Id, [Management.Automation.ErrorCategory] $Category) {
    $Record.FullyQualifiedErrorId | Should -BeLikeExactly "Seedance.$Id,*"
    $Record.CategoryInfo.Category | Should -Be $Category
    $null -ne $Record.TargetObject | Should -BeTrue -Because 'the target is what the user gave'
    $Record.ErrorDetails.RecommendedAction | Should -Match '\S'
}

# A literal text to look for with -MatchExactly.
function Literal([string] $Text) { [regex]::Escape($Text) }
