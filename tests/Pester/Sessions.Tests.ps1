# Kinds of sessions: imported again, restricted, strict, in another process, with a transcript.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace

    # Runs a script in another pwsh and returns what it wrote below each line '## name', by name.
    function Invoke-Session([string] $Script, [hashtable] $Environment = @{}) {
        $run = Invoke-Pwsh -Command $Script -Environment $Environment
        $run.Error | Should -BeNullOrEmpty
        $sections = @{}
        foreach ($line in $run.Output -split '\r?\n') {
            if ($line -match '^## (\w+)$') { $name = $Matches[1]; $sections[$name] = '' } else { $sections["$name"] += "$line`n" }
        }
        $sections
    }

    # A script that shows an object of each type that has a view, as a table and as a list.
    $showAll = @'
        $video = Get-Item fox.png | New-SeedanceVideo -Prompt { "Slow dolly over $($_.BaseName)" } | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos
        $draft = New-SeedanceRequest 'a fox' | Add-SeedanceStartFrame fox.png
        foreach ($name in 'Table', 'List') {
            "## Generation$name"; $video | & "Format-$name" | Out-String -Width 200
            "## Job$name"; Get-SeedanceJob | & "Format-$name" | Out-String -Width 200
            "## Request$name"; $draft | & "Format-$name" | Out-String -Width 200
        }
        '## Media'; Send-SeedanceMedia fox.png | Format-Table | Out-String -Width 200
        '## Account'; Get-SeedanceAccount | Format-Table | Out-String -Width 200
        '## Connection'; Get-SeedanceConnection | Format-Table | Out-String -Width 200
        '## Fault'; New-SeedanceRequest 'a fox' -Duration 99 | Test-SeedanceRequest | Format-Table | Out-String -Width 200
        '## Cost'; 'a fox', 'an owl' | Measure-SeedanceCost 6> $null | Format-Table | Out-String -Width 200
        '## Model'; Get-SeedanceModel | Format-Table | Out-String -Width 200
        '## Usage'; Get-SeedanceUsage -By Day 6> $null | Format-Table | Out-String -Width 200
        '## Files'; (Get-ChildItem videos/*.mp4).Name
        '## Completion'; (TabExpansion2 'New-SeedanceVideo -Size ' 24).CompletionMatches.CompletionText
        (TabExpansion2 'Get-SeedanceGeneration -Id ' 27).CompletionMatches.ToolTip
'@
}

AfterAll { Stop-Workplace }

Describe 'A session that imports the module again' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        New-TestImage fox.png
    }

    It 'keeps the connection, the journal and objects of before, with -Force and after Remove-Module' {
        $session = Invoke-Session @'
            Import-Module Seedance
            Connect-Seedance -Sandbox
            $video = Get-Item fox.png | New-SeedanceVideo -Destination videos
            Import-Module Seedance -Force
            '## Forced'; (Get-SeedanceConnection).IsSandbox; (Get-SeedanceJob).Status; $video | New-SeedanceVideo -Prompt 'The fox runs on' -Wait | ForEach-Object Status
            Remove-Module Seedance
            '## Removed'; [bool](Get-Module Seedance); ($video | Out-String) -match $video.Id; ($video | Format-List | Out-String) -match $video.Id
            Import-Module Seedance
            '## Again'; (Get-SeedanceConnection).IsSandbox; (Get-SeedanceJob).Count; ($video | Get-SeedanceGeneration).Status; (Get-Item fox.png | New-SeedanceVideo -Wait).Status
            $video | Out-String -Width 200
            '## Errors'; $Error
'@

        $session.Forced.Trim() -split '\s+' | Should -BeExactly 'True', 'Saved', 'Complete'
        $session.Removed.Trim() -split '\s+' | Should -BeExactly 'False', 'True', 'True'
        $session.Again | Should -MatchExactly '^True\n2\nComplete\nComplete\n'
        $session.Again | Should -MatchExactly 'Complete +8 +sim \$2\.89 '
        $session.Errors | Should -Be "`n"
    }

    It 'completes the pipeline of a thread job while the module is removed' {
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri) -SkipCheck
        $folder = "$PWD/videos"
        # The third input waits until the module is removed.
        $removed = [Threading.ManualResetEventSlim]::new()
        $started = [Threading.ManualResetEventSlim]::new()
        $job = Start-ThreadJob {
            $here, $gone = $using:started, $using:removed
            Import-Module Seedance
            1..3 | ForEach-Object { if ($_ -eq 3) { $here.Set(); $gone.Wait() }; "shot $_" } | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination $using:folder
        }
        try {
            $started.Wait([timespan]::FromMinutes(1)) | Should -BeTrue
            Remove-Module Seedance -Force
            Get-Module Seedance | Should -BeNullOrEmpty
            $removed.Set()

            $videos = $job | Receive-Job -Wait

            $videos.Status | Should -BeExactly 'Complete', 'Complete', 'Complete'
            Get-TestFile *.mp4 | Should -HaveCount 3
        }
        finally {
            $removed.Set()
            $job | Remove-Job -Force
            Import-Module Seedance -Global
        }

        Get-SeedanceJob | Should -HaveCount 3
    }
}

Describe 'A session whose language mode is restricted' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        New-TestImage fox.png
    }

    It 'imports the module, makes videos, shows every type and completes <When> the restriction' -ForEach @(
        @{ When = 'before'; Begin = "Import-Module Seedance; `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'" }
        @{ When = 'after'; Begin = "`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; Import-Module Seedance" }
    ) {
        $session = Invoke-Session "$Begin; Connect-Seedance -Sandbox; $showAll; '## Mode'; `"`$(`$ExecutionContext.SessionState.LanguageMode)`"; '## Errors'; `$Error"

        $session.Mode.Trim() | Should -BeExactly 'ConstrainedLanguage'
        $session.Errors | Should -Be "`n"
        $session.Files.Trim() | Should -BeLikeExactly 'fox-*.mp4'
        $session.GenerationTable | Should -MatchExactly 'Complete +8 +sim 2\.8913 +\d+ min +fox\.png +1280x720 +fox-'
        $session.GenerationList | Should -MatchExactly 'Status +: Complete\n'
        $session.GenerationList | Should -MatchExactly 'Prompt +: Slow dolly over fox\n'
        $session.GenerationList | Should -MatchExactly 'Video +: 8 s, 1280x720\n'
        $session.JobTable | Should -MatchExactly '\d+ min +Saved +sim 2\.8913 +fox\.png +fox-'
        $session.JobList | Should -MatchExactly 'Source +: .*fox\.png\n'
        $session.RequestTable | Should -MatchExactly '8 +1280x720 +True +start frame +a fox'
        $session.RequestList | Should -MatchExactly 'References +: start frame'
        $session.Media | Should -MatchExactly 'Image +16x9 +\d+ +fox\.png'
        $session.Fault | Should -MatchExactly 'Error +Duration +-Duration 99 '
        $session.Cost | Should -MatchExactly '2\.8913 sim +8 +720p +an owl'
        $session.Model | Should -MatchExactly 'seedance-2\.0-fast +4-15 +4 +3 +1 +480p 720p'
        $session.Usage | Should -MatchExactly '20\d\d-\d\d-\d\d +1 +0 +sim 2\.8913'
        $session.Completion | Should -MatchExactly '^480p\n720p\nSaved, .* fox\.png'
    }

    It 'says what a script block of a parameter must not do, and takes rows' {
        $session = Invoke-Session @'
            Import-Module Seedance; Connect-Seedance -Sandbox
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            '## Block'; Get-Item fox.png | New-SeedanceVideo -Prompt { [IO.Path]::GetFileName($_) } 2>&1 | ForEach-Object { "$_" }
            '## Row'; (@{ Prompt = 'From a row'; Duration = '5' } | New-SeedanceVideo).Duration
            'Prompt,Duration', 'From a file,6' | ConvertFrom-Csv | New-SeedanceVideo | ForEach-Object Duration
'@

        $session.Block | Should -MatchExactly '^The script block of -Prompt failed: .* only on core types in this language mode'
        $session.Row | Should -BeExactly "5`n6`n`n"
    }
}

Describe 'A session in strict mode' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        New-TestImage fox.png
    }

    It 'makes videos, shows every type and completes without an error' {
        $session = Invoke-Session "Set-StrictMode -Version Latest; Connect-Seedance -Sandbox; $showAll; '## Errors'; `$Error"

        $session.Errors | Should -Be "`n"
        $session.GenerationTable | Should -MatchExactly 'Complete +8 +sim \$2\.89 +\d+ s +fox\.png +1280x720 +fox-'
        $session.GenerationList | Should -MatchExactly 'Video +: 8 s, 1280x720\n'
        $session.JobTable | Should -MatchExactly '\d+ s +Saved +sim \$2\.89 +fox\.png +fox-'
        $session.RequestTable | Should -MatchExactly '8 +1280x720 +Yes +start frame +a fox +.*fox\.png'
        $session.RequestList | Should -MatchExactly 'References +: start frame \('
        $session.Media | Should -MatchExactly 'Image +16x9 +\d+ B +fox\.png'
        $session.Account | Should -MatchExactly '\d +10 +sandbox'
        $session.Connection | Should -MatchExactly 'sandbox +\d+ +Sandbox'
        $session.Fault | Should -MatchExactly 'Error +Duration +-Duration 99 '
        $session.Cost | Should -MatchExactly '\$5\.78 sim'
        $session.Model | Should -MatchExactly 'seedance-2\.0-fast +4-15 +4 +3 +1 +\$2\.89 +480p, 720p'
        $session.Usage | Should -MatchExactly ' +1 +0 +sim \$2\.89'
        $session.Completion | Should -MatchExactly '^480p\n720p\nSaved, .* fox\.png'
    }

    It 'runs the example scripts, also where something is missing' {
        'Prompt', 'A fox' | Set-Content shots.csv
        'Prompt', 'An owl', 'A hare [[fails]]' | Set-Content more.csv
        $film = if (Get-Command ffmpeg, ffprobe -ErrorAction Ignore) { "& `$examples/film.ps1 shots.csv -Destination film.mp4; '## Film'; `$LASTEXITCODE" } else { "'## Film'; 0" }

        $session = Invoke-Session -Environment @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri; EXAMPLES = "$PSScriptRoot/../../examples" } -Script @"
            Set-StrictMode -Version Latest
            `$examples = `$env:EXAMPLES
            & `$examples/nightly.ps1 -Rows shots.csv -Destination nightly; '## Nightly'; `$LASTEXITCODE
            & `$examples/nightly.ps1 -Rows more.csv -Destination nightly -JobName more; '## Failed'; `$LASTEXITCODE
            & `$examples/nightly.ps1 -Rows missing.csv -Destination nightly -JobName missing; '## Missing'; `$LASTEXITCODE
            & `$examples/watch-folder.ps1 -Folder . -Destination watched -Once -Interval 0.1; '## Watched'; `$LASTEXITCODE
            & `$examples/worker.ps1 -Images . -Destination worker; '## Worker'; `$LASTEXITCODE
            & `$examples/quickstart.ps1 -Images . -Destination quickstart -Yes; '## Quickstart'; `$LASTEXITCODE
            $film
"@

        foreach ($name in 'Nightly', 'Failed', 'Missing', 'Watched', 'Worker', 'Quickstart', 'Film') { ($session.$name -split '\s')[0] | Should -Be ([int]@{ Failed = 1; Missing = 2 }[$name]) -Because $name }
        $log = Get-Content nightly/nightly.log
        @($log) -match ' ERROR ' | Should -HaveCount 2
        @($log) -match 'ERROR Seedance\.GenerationFailed.*-RetryFailed' | Should -HaveCount 1
        @($log) -match 'missing\.csv' | Should -Not -BeNullOrEmpty
        @($log) -match 'cannot be found on this object' | Should -BeNullOrEmpty
    }
}

Describe 'Objects that come back from Start-Job' -Tag Slow {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png
        $env:LEONARDO_API_KEY = Get-ServerKey
        $env:SEEDANCE_BASE_URI = Get-ServerUri
    }

    It 'are found again by their IDs, and shown as those of this process' {
        $video, $job, $draft, $fault, $model = Start-Job -WorkingDirectory $PWD {
            Get-Item fox.png | New-SeedanceVideo -Prompt 'a fox' -Wait
            Get-SeedanceJob
            New-SeedanceRequest 'a fox'
            New-SeedanceRequest 'a fox' -Duration 99 | Test-SeedanceRequest
            Get-SeedanceModel | Select-Object -First 1
        } | Receive-Job -Wait -AutoRemoveJob
        $Error.Clear()

        $video.PSTypeNames[0] | Should -BeExactly 'Deserialized.Seedance.SeedanceGeneration'
        ($video | Get-SeedanceGeneration).Id | Should -BeExactly $video.Id
        ($video | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos).Id | Should -BeExactly $video.Id
        $video | Save-SeedanceVideo -Destination videos -WarningAction Ignore | ForEach-Object Id | Should -BeExactly $video.Id
        Get-TestFile *.mp4 | Should -HaveCount 1

        $video | Out-String -Width 200 | Should -MatchExactly 'Complete +8 +\$2\.89 +\d+ s +fox\.png +1280x720'
        $video | Format-List | Out-String | Should -MatchExactly 'Status +: Complete'
        $job | Out-String -Width 200 | Should -MatchExactly '\d+ s +Complete +\$2\.89 +fox\.png'
        $job | Format-List | Out-String | Should -MatchExactly 'Status +: Complete'
        $draft | Out-String -Width 200 | Should -MatchExactly '8 +1280x720 +Yes +a fox'
        $draft | Format-List | Out-String | Should -MatchExactly 'Prompt +: a fox'
        $fault | Out-String -Width 200 | Should -MatchExactly 'Error +Duration +-Duration 99 '
        $model | Out-String -Width 200 | Should -MatchExactly 'seedance-2\.0-fast +4-15 +4 +3 +1 +\$2\.89 +480p, 720p'
        $Error | Should -BeNullOrEmpty -Because 'a column that fails is an error that nobody sees'
    }

    It 'are refused where they have lost their meaning: a connection' {
        $connection = Start-Job { Connect-Seedance -Sandbox -PassThru } | Receive-Job -Wait -AutoRemoveJob

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' -Connection $connection }

        "$problem" | Should -MatchExactly 'Deserialized\.Seedance\.SeedanceConnection'
        Get-ServerJob | Should -BeNullOrEmpty
    }
}

Describe 'A transcript' -Tag Slow {
    BeforeEach { Reset-Workplace -NoConnect }

    It 'has what the console shows, without the key, progress and escape sequences' {
        New-TestImage fox.png
        Add-ServerFault 'POST /api/rest/v2/generations' -Skip 1 -Status 400 -Body "{`"error`":`"bad key $(Get-ServerKey)`",`"code`":`"bad-request`"}"

        $run = Invoke-Pwsh -Environment @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri } -Command @'
            $PSStyle.OutputRendering = 'Host'
            $InformationPreference = 'Continue'
            Start-Transcript transcript.txt
            Get-Item fox.png | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos -Verbose
            'refused', 'accepted' | New-SeedanceVideo -ThrottleLimit 1
            Get-SeedanceConnection
            Stop-Transcript
'@
        $transcript = Get-Content transcript.txt -Raw

        foreach ($job in Get-ServerJob) { $transcript | Should -MatchExactly $job.Id }
        $transcript | Should -MatchExactly 'VERBOSE: curl -X GET '
        $transcript | Should -MatchExactly 'bad key \[API key\]'
        $transcript | Should -MatchExactly '2 inputs: 1 submitted, 1 failed'
        $transcript | Should -MatchExactly (Literal (Get-ServerUri))
        $transcript + $run.Output + $run.Error | Should -Not -Match (Get-ServerKey)
        $transcript | Should -Not -Match '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]'
        # Every line of it was on the console too.
        $console = $run.Output + $run.Error -replace '\x1b\[[\d;]*m' -replace '\s'
        $body = ($transcript -split '\*{22}')[2]
        foreach ($line in $body -split '\r?\n' -replace '\s' -ne '') { $console.Contains($line) | Should -BeTrue -Because $line }
    }
}
