# Makes its share of $Count videos in one session, in batches at a steady pace over $Seconds, as a service of the user does. Whatever fails is settled before the next batch. Writes done when all are saved.
# The garbage is collected now and then between two batches, and what is left of the heap is written.
param([int] $Worker, [int] $Workers, [int] $Count, [int] $Seconds, [string] $Images)

$numbers = @(1..$Count | Where-Object { $_ % $Workers -eq $Worker % $Workers })
$batchSize = [Math]::Max(1, [Math]::Min(10, [Math]::Floor($numbers.Count / 20)))
$batches = [Math]::Ceiling($numbers.Count / $batchSize)
$maxAttempts = 20
$clock = [Diagnostics.Stopwatch]::StartNew()
$nextHeap = 0.0
$quiet = @{ RetryTimeout = 10; ErrorAction = 'SilentlyContinue'; ErrorVariable = '+problems' }
$toFile = @{ Destination = 'videos/{prompt}.mp4' }
$named = @{ JobName = "worker $Worker" }
$ofImage = @{ Prompt = { "prompt $([int]$_.BaseName.Substring(5))" } }

# A submission of which neither the response nor the account's list says that there is a job: its entry is removed, as the error recommends, and its input is submitted again. A list that could not be read proves nothing.
function Remove-Missing($Problems) {
    foreach ($problem in $Problems) {
        "problem $($problem.FullyQualifiedErrorId.Split(',')[0])"
        if ($problem.FullyQualifiedErrorId -like 'Seedance.SubmissionUnknown*' -and $problem.Exception.Message -like "*The account's list does not show it.*") {
            Get-SeedanceJob -Key $problem.Exception.Job.Key | Remove-SeedanceJob -Force
        }
    }
}

function Write-Heap {
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    [GC]::Collect()
    "heap $([GC]::GetTotalMemory($false))"
}

for ($batch = 0; $batch -lt $batches; $batch++) {
    $missing = $left = @($numbers | Select-Object -Skip ($batch * $batchSize) -First $batchSize)
    for ($attempt = 1; $missing; $attempt++) {
        if ($attempt -gt $maxAttempts) { throw "Not saved: $missing. $($problems[0])" }
        $problems = @()
        if ($left) {
            $prompts = $left | ForEach-Object { "prompt $_" }
            $files = $left | ForEach-Object { Get-Item ("$Images/image{0:D3}.png" -f $_) }
            $null = switch ($batch % 4) {
                0 { $prompts | New-SeedanceVideo @named @toFile @quiet }
                1 { $files | New-SeedanceVideo @ofImage @quiet | Wait-SeedanceGeneration @quiet | Save-SeedanceVideo @toFile @quiet }
                2 { $prompts | New-SeedanceVideo @quiet | Wait-SeedanceGeneration @quiet | Save-SeedanceVideo @toFile @quiet }
                3 { $files | New-SeedanceVideo @ofImage @named @toFile @quiet }
            }
            Remove-Missing $problems
        }

        $missing = @($missing | Where-Object { -not (Test-Path "videos/prompt $_.mp4") })
        if ($missing) {
            $problems = @()
            $prompts = $missing | ForEach-Object { "prompt $_" }
            Get-SeedanceJob | Where-Object Prompt -In $prompts | Resume-SeedanceGeneration @quiet | Wait-SeedanceGeneration @quiet | Save-SeedanceVideo @toFile @quiet | ForEach-Object { "settled $($_.Prompt)" }
            Remove-Missing $problems
            $known = (Get-SeedanceJob).Prompt
            $left = @($missing | Where-Object { "prompt $_" -notin $known })
            $missing = @($missing | Where-Object { -not (Test-Path "videos/prompt $_.mp4") })
        }
    }

    do {
        if ($clock.Elapsed.TotalSeconds -ge $nextHeap) {
            Write-Heap
            $nextHeap = $clock.Elapsed.TotalSeconds + $Seconds / 40
        }

        $pause = [Math]::Min(($batch + 1) * $Seconds / $batches, $nextHeap) - $clock.Elapsed.TotalSeconds
        if ($pause -gt 0) { Start-Sleep -Milliseconds (1000 * $pause + 1) }
    } while ($clock.Elapsed.TotalSeconds -lt ($batch + 1) * $Seconds / $batches)
}

'done'
