# Runs files of tests one after the other. Each line that a named pipe gives is the JSON of a file and the lines of its tests to leave out; each answer is a line with their results.
param([string] $Pester, [string] $PipeName)

Import-Module $Pester -ErrorAction Stop

function Invoke-TestFile([string] $Path, [int[]] $ExcludedLines) {
    $run = Invoke-Pester -Configuration @{
        Run    = @{ Path = $Path; PassThru = $true }
        Filter = @{ ExcludeLine = @($ExcludedLines -replace '^', "${Path}:") }
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
            Errors  = @($test.ErrorRecord + $blockErrors | Format-TestError)
        }
    }
    @{ Results = @($results); Problem = "$($run.Containers.ErrorRecord | Format-TestError)" }
}

filter Format-TestError { "$($_.DisplayErrorMessage ?? $_)`n$($_.DisplayStackTrace ?? $_.ScriptStackTrace)" }

$pipe = [IO.Pipes.NamedPipeClientStream]::new('.', $PipeName, 'InOut')
try {
    $pipe.Connect()
    $reader = [IO.StreamReader]::new($pipe)
    $writer = [IO.StreamWriter]::new($pipe)
    $writer.AutoFlush = $true
    while ($request = $reader.ReadLine() | ConvertFrom-Json) {
        $writer.WriteLine((Invoke-TestFile $request.Path $request.ExcludedLines | ConvertTo-Json -Depth 4 -Compress))
    }
}
finally { $pipe.Dispose() }
