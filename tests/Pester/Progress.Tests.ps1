# What a user sees while a batch runs: progress and verbose output.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace

    # Runs a script in a session of its own, whose streams can be read.
    function Invoke-Session([string] $Script) {
        $session = [powershell]::Create()
        try {
            $null = $session.AddScript("Set-Location '$PWD'; $Script").Invoke()
            if ($session.HadErrors -and $session.InvocationStateInfo.Reason) { throw $session.InvocationStateInfo.Reason }
            [pscustomobject]@{
                Progress = @($session.Streams.Progress)
                Verbose  = @($session.Streams.Verbose.Message)
                Error    = @($session.Streams.Error)
            }
        }
        finally {
            $session.Runspace.Dispose()
            $session.Dispose()
        }
    }

    # The arguments that a POSIX shell gives to curl.
    function Get-CurlArgument([string] $Command) {
        Set-Content curl.sh "curl() { printf '%s\0' `"`$@`"; }`n$Command"
        (sh curl.sh | Out-String).TrimEnd("`n") -split "`0" | Select-Object -SkipLast 1
    }
}

AfterAll { Stop-Workplace }

Describe 'Progress' -Tag Slow {
    BeforeEach { Reset-Workplace -Options @{ JobDuration = '00:00:01.5'; Workers = 100 } }

    It 'is one line for the pipeline, which disappears at the end' {
        $run = Invoke-Session "'one', 'two', 'three' | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo"

        $run.Error | Should -BeNullOrEmpty
        $lines = @($run.Progress | Where-Object ParentActivityId -EQ -1)
        $lines.ActivityId | Select-Object -Unique | Should -HaveCount 1
        $lines.Activity | Select-Object -Unique | Should -BeExactly 'Seedance'
        $lines.StatusDescription | Should -Match '^\d of 3'
        @($run.Progress | Where-Object RecordType -EQ Completed) | Should -HaveCount 1
        $run.Progress[-1].RecordType | Should -Be Completed
    }

    It 'says how many are done, what the others do, how long that takes and what it costs' {
        Reset-Workplace -Options @{ JobDuration = '01:00:00' }
        $session = [powershell]::Create()
        $null = $session.AddScript("'one', 'two', 'three' | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo")
        $pending = $session.BeginInvoke()
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while ($session.Streams.Progress.Count -eq 0 -and $patience.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }

        $session.Stop()

        { $session.EndInvoke($pending) } | Should -Throw
        $session.Streams.Progress[0].StatusDescription | Should -BeExactly '0 of 3 · 3 rendering · about 2 min left · $8.67'
        $session.Streams.Progress[0].PercentComplete | Should -Be 0
        $session.Dispose()
    }

    It 'shows a large download below it, which disappears with its end' {
        Reset-Workplace
        Add-ServerFault 'GET /videos/' -ChunkDelay '00:00:00.2'

        $run = Invoke-Session "'a fox' | New-SeedanceVideo -Destination '{prompt}.mp4'"

        $line = @($run.Progress | Where-Object ParentActivityId -NE -1)
        $line.Activity | Select-Object -Unique | Should -BeExactly 'a fox.mp4'
        $line.StatusDescription | Should -Match '^Downloading \d+ of \d+ kB$'
        $line[-1].RecordType | Should -Be Completed
        $line[0].ParentActivityId | Should -Be ($run.Progress | Where-Object ParentActivityId -EQ -1)[0].ActivityId
    }

    It 'shows nothing of what takes under a second' {
        Reset-Workplace

        (Invoke-Session "'one', 'two' | New-SeedanceVideo -Destination videos").Progress | Should -BeNullOrEmpty
    }

    It 'shows nothing to who does not want it: <_>' -ForEach '$ProgressPreference = "SilentlyContinue"; "a fox" | New-SeedanceVideo -Wait', 'function f { $ProgressPreference = "Ignore"; "a fox" | New-SeedanceVideo -Wait }; f', '"a fox" | New-SeedanceVideo -Wait -ProgressAction SilentlyContinue' {
        (Invoke-Session $_).Progress | Should -BeNullOrEmpty
    }

    It 'is not written where nobody watches' {
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }

        $run = Invoke-Pwsh -Environment $account -Command '"one", "two" | New-SeedanceVideo -Wait | ForEach-Object Status'

        ($run.Output -split '\s+' -ne '') | Should -BeExactly 'Complete', 'Complete'
        $run.Error | Should -BeNullOrEmpty
    }
}

Describe '-Verbose' -Tag Slow {
    BeforeEach { Reset-Workplace }

    It 'shows each request as a curl command without the key' {
        New-TestImage fox.png

        $lines = (Invoke-Session "Get-ChildItem fox.png | New-SeedanceVideo -Prompt 'a fox' -Destination videos -Verbose").Verbose -like 'curl *'

        $root = Get-ServerUri
        $lines | Should -Contain "curl -X GET '$root/v1/me' -H 'authorization: Bearer ***'"
        $lines | Should -Contain "curl -X POST '$root/v1/init-image' -H 'authorization: Bearer ***' -H 'content-type: application/json' -d '{`"extension`":`"png`"}'"
        @($lines) -like "curl -X POST '$root/v2/generations' *" | Should -HaveCount 1
        $lines -match [regex]::Escape((Get-ServerKey)) | Should -BeNullOrEmpty
    }

    It 'shows neither the policy of an upload nor the signature of a download' {
        New-TestImage fox.png

        $lines = (Invoke-Session "Get-ChildItem fox.png | New-SeedanceVideo -Destination videos -Verbose").Verbose -like 'curl *'

        $upload = @($lines) -like '*--form-string*'
        $upload | Should -HaveCount 1
        $upload | Should -BeLike "*-F 'file=@`"$(Join-Path $PWD fox.png)`";type=image/png;filename=upload'"
        $secrets = (Get-ServerUpload).Fields | Where-Object Key -Match 'policy|signature|credential'
        $secrets | Should -HaveCount 3
        foreach ($field in $secrets) {
            $upload | Should -Not -Match ([regex]::Escape($field.Value))
            $upload | Should -Match ([regex]::Escape("'$($field.Key)=***'"))
        }
        @($lines) -like "curl -X GET '*/videos/*'" | Should -Not -Match '\?(?!\*\*\*)'
    }

    It 'quotes for a POSIX shell whatever the prompt contains' -Skip:$IsWindows {
        $prompt = 'it''s "quoted" $HOME `ls` $(ls) \ ; | & # ! * ? ~ é 狐'

        $line = @((Invoke-Session "New-SeedanceVideo -Prompt '$($prompt.Replace("'", "''"))' -Verbose").Verbose) -like 'curl *v2/generations*'

        $arguments = Get-CurlArgument $line
        $arguments | Should -HaveCount 9
        ($arguments[8] | ConvertFrom-Json).parameters.prompt | Should -BeExactly $prompt
    }

    It 'cuts a long body and says so' {
        New-TestImage fox.png
        [IO.File]::WriteAllBytes("$PWD/long.png", [IO.File]::ReadAllBytes("$PWD/fox.png") + [byte[]]::new(20000))

        $line = @((Invoke-Session "New-SeedanceVideo -Prompt 'a fox' -ImageReference (, [IO.File]::ReadAllBytes('$PWD/long.png')) -Verbose").Verbose) -like 'curl *v2/generations*'

        $line | Should -Match '… \(cut, 2\d{4} characters\)''$'
        $line.Length | Should -BeLessThan 5000
    }

    It 'follows $VerbosePreference of the calling scope: <_>' -ForEach @(
        '$VerbosePreference = "Continue"; New-SeedanceVideo "a fox"'
        'function f { $VerbosePreference = "Continue"; New-SeedanceVideo "a fox" }; f'
        'function f { $script:VerbosePreference = "Continue"; New-SeedanceVideo "a fox" }; f'
        'function f { [CmdletBinding()] param() New-SeedanceVideo "a fox" }; f -Verbose'
        'New-Module { function f { [CmdletBinding()] param() New-SeedanceVideo "a fox" } } | Out-Null; f -Verbose'
        'New-Module { function f { $VerbosePreference = "Continue"; New-SeedanceVideo "a fox" } } | Out-Null; f'
        'New-Module { $VerbosePreference = "Continue"; function f { New-SeedanceVideo "a fox" } } | Out-Null; f'
    ) {
        (Invoke-Session $_).Verbose -like 'curl *v2/generations*' | Should -HaveCount 1

        # As the cmdlets of PowerShell itself do, with the same variable in the same scope.
        (Invoke-Session $_.Replace('New-SeedanceVideo "a fox"', 'Write-Verbose seen')).Verbose | Should -Not -BeNullOrEmpty
    }

    It 'does not follow $VerbosePreference that a module does not see: <_>' -ForEach @(
        'New-Module { function f { New-SeedanceVideo "a fox" } } | Out-Null; function g { $VerbosePreference = "Continue"; f }; g'
    ) {
        (Invoke-Session $_).Verbose | Should -BeNullOrEmpty
        (Invoke-Session $_.Replace('New-SeedanceVideo "a fox"', 'Write-Verbose seen')).Verbose | Should -BeNullOrEmpty
    }
}
