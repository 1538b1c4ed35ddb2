# Runs the tests of one file, except those at some lines, and writes their results as JSON.
param([string] $Pester, [string] $Path, [string] $ExcludeLines, [string] $ResultPath)

Import-Module $Pester -ErrorAction Stop
$run = Invoke-Pester -Configuration @{
    Run    = @{ Path = $Path; PassThru = $true }
    Filter = @{ ExcludeLine = @($ExcludeLines -split ',' -ne '' -replace '^', "${Path}:") }
    Output = @{ Verbosity = 'Detailed'; RenderMode = 'Plaintext'; CIFormat = 'None' }
}

$results = foreach ($test in $run.Tests) {
    # A setup or teardown that fails is an error of its block, and so of each test in it.
    $blockErrors = @(for ($block = $test.Block; $block; $block = $block.Parent) { $block.ErrorRecord })
    [pscustomobject]@{
        Line    = $test.StartLine
        Name    = $test.ExpandedName
        Outcome = $blockErrors ? 'Failed' : "$($test.Result)"
        Seconds = $test.Duration.TotalSeconds
        Errors  = @($test.ErrorRecord + $blockErrors | ForEach-Object { "$($_.DisplayErrorMessage ?? $_)`n$($_.DisplayStackTrace ?? $_.ScriptStackTrace)" })
    }
}
ConvertTo-Json @($results) -Depth 3 | Set-Content $ResultPath
