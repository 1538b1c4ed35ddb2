# The journal: no job is lost and no job is submitted twice.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace

    # Other processes connect by these variables.
    function Set-Connection {
        $env:LEONARDO_API_KEY = Get-ServerKey
        $env:SEEDANCE_BASE_URI = Get-ServerUri
    }
}

AfterAll { Stop-Workplace }

Describe 'Get-SeedanceJob' -Tag Slow {
    BeforeEach { Reset-Workplace }

    It 'follows a job from its submission to its saved video' {
        $job = New-SeedanceVideo 'a fox' -Seed 7 -JobName trailer
        $pending = Get-SeedanceJob -JobName trailer
        $job = $job | Wait-SeedanceGeneration
        $complete = Get-SeedanceJob -JobName trailer
        $null = $job | Save-SeedanceVideo -Destination videos
        $saved = Get-SeedanceJob -JobName trailer

        $pending.Status, $complete.Status, $saved.Status | Should -Be 'Pending', 'Complete', 'Saved'
        $saved.Id | Should -BeExactly (Get-ServerJob)[0].Id
        $saved.Seed | Should -Be 7
        $saved.Seed | Should -BeOfType [long]
        $saved.Cost | Should -Be 2.8913
        $saved.Cost | Should -BeOfType [decimal]
        $saved.Sha256 | Should -BeExactly (Get-FileHash $saved.Path).Hash.ToLowerInvariant()
    }

    It 'finds jobs by status, prompt, ID and time' {
        $jobs = 'a red fox', 'a grey owl', 'a brown hare' | New-SeedanceVideo -JobName trailer
        $jobs | Where-Object Prompt -EQ 'a grey owl' | Wait-SeedanceGeneration

        (Get-SeedanceJob -JobName trailer -Prompt '*fox').Prompt | Should -BeExactly 'a red fox'
        (Get-SeedanceJob -JobName trailer -Status Comp*).Prompt | Should -BeExactly 'a grey owl'
        ($jobs | Where-Object Prompt -EQ 'a brown hare' | Get-SeedanceJob).Prompt | Should -BeExactly 'a brown hare'
        Get-SeedanceJob -JobName trailer -Since ([datetime]::Now.AddHours(-1)) | Should -HaveCount 3
        Get-SeedanceJob -JobName trailer -Before ([datetime]::Now.AddHours(-1)) | Should -BeNullOrEmpty
    }

    It 'shows a failed generation as failed, which is not resumed' {
        $null = Get-OnlyError { 'a fox [[fails]]' | New-SeedanceVideo -JobName trailer -Wait }

        (Get-SeedanceJob -JobName trailer).Status | Should -Be 'Failed'
        Resume-SeedanceGeneration -JobName trailer | Should -BeNullOrEmpty
    }
}

Describe 'A job name' -Tag Slow {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png, owl.png
    }

    It 'submits the same inputs once' {
        $first = Get-ChildItem *.png | New-SeedanceVideo -JobName trailer -Destination videos
        $requests = @(Get-ServerRequest).Count

        $second = Get-ChildItem *.png | New-SeedanceVideo -JobName trailer -Destination videos

        $second.Id | Sort-Object | Should -BeExactly ($first.Id | Sort-Object)
        $second.Path | Sort-Object | Should -BeExactly ($first.Path | Sort-Object)
        Get-ServerRequest | Should -HaveCount $requests
    }

    It 'submits a new file and a changed file' {
        Get-ChildItem *.png | New-SeedanceVideo -JobName trailer
        Add-Content owl.png 'another owl'
        New-TestImage hare.png

        Get-ChildItem *.png | New-SeedanceVideo -JobName trailer

        Get-ServerJob | Should -HaveCount 4
    }

    It 'submits equal inputs of one run as separate jobs' {
        'a fox', 'a fox', 'a fox' | New-SeedanceVideo -JobName trailer
        Get-ServerJob | Should -HaveCount 3

        'a fox', 'a fox', 'a fox' | New-SeedanceVideo -JobName trailer
        Get-ServerJob | Should -HaveCount 3
    }

    It 'gives the second of equal inputs its own file when the first one failed before it was submitted' {
        Add-ServerFault -Request 'GET /api/rest/v1/me' -Drop
        $null = 'a fox', 'a fox' | New-SeedanceVideo -JobName trailer -Destination 'fox {index}.mp4' -RetryTimeout 0 -ErrorAction SilentlyContinue

        $null = 'a fox', 'a fox' | New-SeedanceVideo -JobName trailer -Destination 'fox {index}.mp4'

        Get-ServerJob | Should -HaveCount 2
        Get-TestFile *.mp4 | Should -BeExactly 'fox 0001.mp4', 'fox 0002.mp4'
        (Get-SeedanceJob).Status | Should -BeExactly 'Saved', 'Saved'
    }

    It 'finds a file that is in the way of a new job before it pays: <Why>' -ForEach @(
        @{ Why = 'the input is new at its position'; Later = { 'an owl', 'a hare' | New-SeedanceVideo -JobName trailer -Destination '{index}.mp4' }; Target = 'a hare'; Saved = '0001.mp4', '0002.mp4' }
        @{ Why = 'the earlier job is paid again'; Later = { 'a fox', 'an owl' | New-SeedanceVideo -JobName trailer -Destination '{index}.mp4' -Resubmit }; Target = 'a fox'; Saved = '0001.mp4', '0002.mp4' }
    ) {
        'a fox', 'an owl' | New-SeedanceVideo -JobName trailer -Destination '{index}.mp4'

        $ErrorActionPreference = 'Continue'
        $problems = @(& $Later 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] })

        $problems[0].FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.FileExists*'
        $problems.TargetObject | Should -Contain $Target
        Get-ServerJob | Should -HaveCount 2
        Get-SeedanceJob -JobName trailer | Should -HaveCount 2
        Get-TestFile *.mp4 | Should -BeExactly $Saved
    }

    It 'submits an input again with -Resubmit, and not with -Force, which is about files' {
        'a fox', 'a fox', 'a fox' | New-SeedanceVideo -JobName trailer

        'a fox' | New-SeedanceVideo -JobName trailer -Force
        Get-ServerJob | Should -HaveCount 3
        'a fox' | New-SeedanceVideo -JobName trailer -Resubmit

        Get-ServerJob | Should -HaveCount 4
        Get-SeedanceJob -JobName trailer | Should -HaveCount 4
    }

    It 'finds the job whose response was lost' {
        Add-ServerFault -Request 'POST /api/rest/v2/generations' -AfterProcessing -Drop
        Add-ServerFault -Request 'GET /api/rest/v1/generations/user/' -Times 100 -Status 503
        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' -JobName trailer -RetryTimeout 1 }
        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.SubmissionUnknown*'
        Clear-ServerFault

        $again = New-SeedanceVideo 'a fox' -JobName trailer -Wait

        Get-ServerJob | Should -HaveCount 1
        $again | Should -HaveCount 1
        $again.Id | Should -BeExactly (Get-ServerJob).Id
    }

    It 'works in the sandbox too, whose jobs are in the journal of the session and not on disk' {
        Connect-Seedance -Sandbox
        $jobs = 'a fox', 'an owl' | New-SeedanceVideo -JobName trailer
        $again = 'a fox', 'an owl' | New-SeedanceVideo -JobName trailer

        $saved = Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo

        $jobs | Should -HaveCount 2
        $again | Should -HaveCount 2
        $saved | Should -HaveCount 2
        (Get-SeedanceJob -JobName trailer).Status | Should -BeExactly 'Saved', 'Saved'
        Get-ChildItem $env:SEEDANCE_HOME -Filter *.json -Recurse -ErrorAction Ignore | Should -BeNullOrEmpty
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri)
        Get-SeedanceJob -JobName trailer | Should -BeNullOrEmpty
    }
}

Describe 'A job whose response was lost' -Tag Slow {
    It 'is not sent again when the list does not show it, and the error recommends what to do' {
        Reset-Workplace -Options @{ ListShowsJobs = $false }
        Add-ServerFault -Request 'POST /api/rest/v2/generations' -AfterProcessing -Drop

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' -JobName lost -RetryTimeout 1 }

        Assert-Error $problem -Id SubmissionUnknown -Category ConnectionError
        $job = Get-SeedanceJob Unknown -JobName lost
        $job | Should -HaveCount 1
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly (Literal "Get-SeedanceJob -Key $($job.Key) | Resume-SeedanceGeneration")
        Get-ServerJob | Should -HaveCount 1
        Get-ServerRequest -Like 'POST /api/rest/v2/generations*' | Should -HaveCount 1
    }
}

Describe 'Resume-SeedanceGeneration' -Tag Slow {
    BeforeEach { Reset-Workplace }

    It 'finishes what a process left that was killed between a video and its sidecar' {
        New-SeedanceVideo 'a fox' -JobName trailer -Destination fox.mp4
        $sidecar = Get-Content fox.mp4.json -Raw
        Move-Item fox.mp4.json fox.mp4.json.5xj.tmp
        $job = Get-SeedanceJob -JobName trailer
        $job | Should -HaveCount 1
        $entry = Get-ChildItem $env:SEEDANCE_HOME -Filter "$($job.Key).json" -Recurse | Select-Object -First 1
        (Get-Content $entry -Raw).Replace('Saved', 'Complete') | Set-Content $entry -NoNewline

        Resume-SeedanceGeneration -JobName trailer | Wait-SeedanceGeneration | Save-SeedanceVideo

        Get-TestFile | Should -BeExactly 'fox.mp4', 'fox.mp4.json'
        Get-Content fox.mp4.json -Raw | Should -BeExactly $sidecar
        (Get-SeedanceJob -JobName trailer).Status | Should -Be 'Saved'
        Get-ServerRequest -Like 'GET /videos/*' | Should -HaveCount 1
    }
}

Describe 'Remove-SeedanceJob' -Tag Slow {
    BeforeEach {
        Reset-Workplace
        'saved' | New-SeedanceVideo -JobName trailer -Destination videos
        'unfinished' | New-SeedanceVideo -JobName trailer
    }

    It 'removes nothing with -WhatIf, and reports that a job is unfinished' {
        $problem = Get-OnlyError { Get-SeedanceJob -JobName trailer | Remove-SeedanceJob -WhatIf }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.JobUnfinished*'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Resume-SeedanceGeneration'
        Get-SeedanceJob -JobName trailer | Should -HaveCount 2
    }

    It 'removes what is done and reports what is not' {
        $problem = Get-OnlyError { Get-SeedanceJob -JobName trailer | Remove-SeedanceJob }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.JobUnfinished*'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Resume-SeedanceGeneration'
        (Get-SeedanceJob -JobName trailer).Prompt | Should -BeExactly 'unfinished'
    }

    It 'removes every job with -Force' {
        Get-SeedanceJob -JobName trailer | Remove-SeedanceJob -Force

        Get-SeedanceJob -JobName trailer | Should -BeNullOrEmpty
    }
}

Describe 'A journal on a disk that fails' -Tag Slow {
    BeforeEach {
        Reset-Workplace
        Set-Connection
    }

    It 'prevents a submission when it cannot be written' {
        Set-Content file 'not a folder'
        $env:SEEDANCE_HOME = "$PWD/file/home"
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri)

        $problem = Get-OnlyError { New-SeedanceVideo 'a fox' }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.JournalFailed*'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'SEEDANCE_HOME'
        Get-ServerJob | Should -BeNullOrEmpty
    }

    It 'reports the file of a damaged entry, and the other jobs are resumed' {
        $submitted = Invoke-Pwsh -Command "'a fox', 'an owl' | New-SeedanceVideo"
        $submitted.ExitCode | Should -Be 0
        $damaged = Get-ChildItem "$env:SEEDANCE_HOME/jobs" -Filter *.json -Recurse | Select-Object -First 1
        Set-Content $damaged '{ "version": 1, "sta' -NoNewline

        $saved = Resume-SeedanceGeneration -ErrorVariable problems -ErrorAction SilentlyContinue | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos

        $problems[0].FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.JournalCorrupt*'
        $problems[0].TargetObject | Should -BeExactly $damaged.FullName
        $saved | Should -HaveCount 1
        Get-TestFile *.mp4 | Should -HaveCount 1
    }
}

Describe 'Processes that share a journal' -Tag Slow {
    BeforeEach {
        Reset-Workplace -Options @{ JobDuration = '00:00:01' }
        Set-Connection
        $workplace = "$PSScriptRoot/Workplace.psm1"
        $worker = "& '$(Resolve-Path "$PSScriptRoot/../../examples/worker.ps1")' -Destination . -Workers 3 | ForEach-Object Id"
    }

    It 'download each video once when they resume at the same time' {
        $submitted = Invoke-Pwsh -Command '1..12 | ForEach-Object { "shot $_" } | New-SeedanceVideo'
        $submitted.ExitCode | Should -Be 0
        $submitted.Error | Should -BeNullOrEmpty
        Add-ServerFault -Request 'GET /videos/' -Times 12 -ChunkDelay '00:00:00.02'

        $runs = 1, 2 | ForEach-Object -Parallel {
            Import-Module $using:workplace
            Invoke-Pwsh -Command 'Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos | ForEach-Object Path'
        }

        $runs.ExitCode | Should -Be 0, 0
        -join $runs.Error | Should -BeNullOrEmpty
        Get-TestFile *.mp4 | Should -HaveCount 12
        Get-ServerRequest -Like 'GET /videos/*' | Should -HaveCount 12
        Get-TestFile *.partial | Should -BeNullOrEmpty
    }

    It 'pay for each image once when they start at the same time, and all get its video' {
        $runs = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:workplace
            Invoke-Pwsh -Command $using:worker
        }

        $runs.ExitCode | Should -Be 0, 0, 0
        -join $runs.Error | Should -BeNullOrEmpty
        Get-ServerJob | Should -HaveCount 3
        Get-TestFile *.mp4 | Should -HaveCount 3
        Get-TestFile *.partial | Should -BeNullOrEmpty
        foreach ($run in $runs) {
            $run.Output.Trim() -split '\s+' | Sort-Object | Should -BeExactly ((Get-ServerJob).Id | Sort-Object)
        }
    }

    It 'pay for nothing that another process has already made' {
        Invoke-Pwsh -Command $worker

        $late = Invoke-Pwsh -Command $worker

        $late.ExitCode | Should -Be 0
        $late.Error | Should -BeNullOrEmpty
        Get-ServerRequest -Like 'POST /api/rest/v2/generations*' | Should -HaveCount 3
    }
}
