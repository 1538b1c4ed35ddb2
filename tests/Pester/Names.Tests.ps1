# Names, patterns and filters: what exists under exactly that name, then wildcards. And what is paid again under a job name.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'A filter of jobs' {
    BeforeEach { Reset-Workplace }

    It 'finds a name with brackets, and wildcards only where there is no such name' {
        New-SeedanceVideo 'one' -JobName 'trailer [v1]'
        New-SeedanceVideo 'two' -JobName 'trailer v'
        New-SeedanceVideo 'three' -JobName 'trailer 1'

        (Get-SeedanceJob -JobName 'trailer [v1]').Prompt | Should -BeExactly 'one'
        (Get-SeedanceJob -JobName 'trailer [1v]').Prompt | Sort-Object | Should -BeExactly 'three', 'two'
        (Resume-SeedanceGeneration -JobName 'trailer [v1]').Prompt | Should -BeExactly 'one'
        (Get-SeedanceJob -Prompt 'o*').Prompt | Should -BeExactly 'one'
    }

    It 'resumes nothing else when all jobs of that very name are done' {
        New-SeedanceVideo 'one' -JobName 'trailer [v1]' -Destination videos
        New-SeedanceVideo 'two' -JobName 'trailer v'

        Resume-SeedanceGeneration -JobName 'trailer [v1]' | Should -BeNullOrEmpty
    }

    It 'takes a pattern that is not valid as a plain name' {
        New-SeedanceVideo 'one' -JobName 'take [1'

        (Get-SeedanceJob -JobName 'take [1').Prompt | Should -BeExactly 'one'
        (Resume-SeedanceGeneration 'take [1').Prompt | Should -BeExactly 'one'
        Get-SeedanceJob -JobName 'take [2' | Should -BeNullOrEmpty
        Get-SeedanceJob -Prompt 'a [fox' | Should -BeNullOrEmpty
        Get-SeedanceJob -Key '[' | Should -BeNullOrEmpty
    }

    It 'is refused where its variable is misspelt: <Typed>' -ForEach @(
        @{ Typed = { Get-SeedanceJob -Before $cutof } }
        @{ Typed = { Get-SeedanceJob -Since $cutof } }
        @{ Typed = { Get-SeedanceJob -Status $typo } }
        @{ Typed = { Get-SeedanceJob -JobName $typo } }
        @{ Typed = { Get-SeedanceJob -Id $typo } }
        @{ Typed = { Get-SeedanceJob -Before $cutof | Remove-SeedanceJob -Force } }
        @{ Typed = { Resume-SeedanceGeneration -Since $cutof } }
        @{ Typed = { Get-SeedanceGeneration -Since $cutof } }
        @{ Typed = { Get-SeedanceGeneration -Status $typo } }
    ) {
        New-SeedanceVideo 'one' -Destination videos

        Get-OnlyError $Typed | Should -Not -BeNullOrEmpty

        Get-SeedanceJob | Should -HaveCount 1
    }

    It 'is refused for a status that does not exist, and the error names those that do: <Typed>' -ForEach @(
        @{ Typed = { Get-SeedanceJob -Status Compleet } }
        @{ Typed = { Get-SeedanceJob Complete, Failled } }
        @{ Typed = { Get-SeedanceJob -Status 'Z*' } }
        @{ Typed = { Get-SeedanceJob -Status '[' } }
        @{ Typed = { Get-SeedanceGeneration -Status Compleet } }
    ) {
        $problem = Get-OnlyError $Typed

        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        "$problem" | Should -MatchExactly 'Pending, Complete, Failed'
    }

    It 'accepts a status in any case and by a pattern' {
        New-SeedanceVideo 'one'

        Get-SeedanceJob -Status pend* | Should -HaveCount 1
        Get-SeedanceJob -Status failed | Should -BeNullOrEmpty
    }
}

Describe 'A job that is piped' {
    BeforeEach { Reset-Workplace }

    It 'is waited for, saved and read by its ID' {
        New-SeedanceVideo 'a fox'

        $waited = Get-SeedanceJob | Wait-SeedanceGeneration
        $saved = Get-SeedanceJob | Save-SeedanceVideo -Destination fox.mp4
        $read = Get-SeedanceJob | Get-SeedanceGeneration

        $waited.Id, $saved.Id, $read.Id | Select-Object -Unique | Should -BeExactly (Get-ServerJob).Id
        'fox.mp4' | Should -Exist
    }

    It 'is saved where its command said' {
        $null = New-Item -ItemType Directory videos
        New-SeedanceVideo 'a fox' -Destination videos
        Get-ChildItem videos | Remove-Item

        Get-SeedanceJob | Save-SeedanceVideo

        Get-TestFile *.mp4 | Should -BeLikeExactly 'videos/*'
    }

    It 'that is not settled is an error that names Resume-SeedanceGeneration' {
        Reset-Workplace -Options @{ ListShowsJobs = $false }
        Add-ServerFault -Request 'POST /api/rest/v2/generations' -AfterProcessing -Drop
        $null = Get-OnlyError { New-SeedanceVideo x -RetryTimeout 1 }

        foreach ($run in { Get-SeedanceJob | Wait-SeedanceGeneration }, { Get-SeedanceJob | Save-SeedanceVideo }) {
            (Get-OnlyError $run).ErrorDetails.RecommendedAction | Should -MatchExactly 'Resume-SeedanceGeneration'
        }
    }
}

Describe 'Save-SeedanceVideo by position' {
    BeforeEach { Reset-Workplace }

    It 'takes the destination of what is piped' {
        'x' | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo ./folder
        'y' | New-SeedanceVideo -Wait | Save-SeedanceVideo y.mp4

        Get-TestFile *.mp4 | Should -HaveCount 2
        Get-TestFile folder* | Should -BeNullOrEmpty
        Get-ChildItem folder/*.mp4 | Should -HaveCount 1
        'y.mp4' | Should -Exist
    }

    It 'takes an ID and a destination' {
        $job = 'x' | New-SeedanceVideo -Wait

        Save-SeedanceVideo $job.Id by-id.mp4
        Save-SeedanceVideo $job by-job.mp4
        Save-SeedanceVideo -Id $job.Id -Destination named.mp4
        $job.Id | Save-SeedanceVideo -Destination piped.mp4

        'by-id.mp4', 'by-job.mp4', 'named.mp4', 'piped.mp4' | Should -Exist
    }

    It 'is refused without a generation, and with a destination too many' {
        $job = 'x' | New-SeedanceVideo -Wait

        Get-OnlyError { Save-SeedanceVideo } | Should -Not -BeNullOrEmpty
        Get-OnlyError { Save-SeedanceVideo $typo a.mp4 } | Should -Not -BeNullOrEmpty
        Get-OnlyError { $job | Save-SeedanceVideo a.mp4 b.mp4 } | Should -Not -BeNullOrEmpty
        Get-OnlyError { $job | Save-SeedanceVideo $typo } | Should -Not -BeNullOrEmpty
        Get-TestFile *.mp4 | Should -BeNullOrEmpty
    }
}

Describe 'A job name that is used again' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png
    }

    It 'pays nothing again with -Force, which is for files only' {
        'a fox' | New-SeedanceVideo -JobName trailer -Destination fox.mp4

        'a fox' | New-SeedanceVideo -JobName trailer -Destination fox.mp4 -Force

        Get-ServerJob | Should -HaveCount 1
    }

    It 'pays everything again with -Resubmit' {
        'a fox' | New-SeedanceVideo -JobName trailer

        'a fox' | New-SeedanceVideo -JobName trailer -Resubmit

        Get-ServerJob | Should -HaveCount 2
    }

    It 'pays with -RetryFailed only for what failed on the service' {
        $null = Get-OnlyError { 'a fox [[fails]]', 'an owl' | New-SeedanceVideo -JobName trailer -Wait }

        'a fox [[fails]]', 'an owl' | New-SeedanceVideo -JobName trailer -RetryFailed

        (Get-ServerJob).Prompt | Sort-Object | Should -BeExactly 'a fox [[fails]]', 'a fox [[fails]]', 'an owl'
    }

    It 'recommends -RetryFailed when the job of that name has failed' {
        $null = Get-OnlyError { 'a fox [[fails]]' | New-SeedanceVideo -JobName trailer -Wait }

        $problem = Get-OnlyError { 'a fox [[fails]]' | New-SeedanceVideo -JobName trailer -Wait }

        Assert-Error $problem -Id GenerationFailed -Category InvalidResult
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '-RetryFailed'
        Get-ServerJob | Should -HaveCount 1
    }

    It 'can be made by a script block, and come from a row' {
        'a', 'b' | New-SeedanceVideo -Prompt { "shot $_" } -JobName { "batch $_" }
        [pscustomobject]@{ Prompt = 'row'; JobName = 'batch c' } | New-SeedanceVideo

        (Get-SeedanceJob).JobName | Sort-Object | Should -BeExactly 'batch a', 'batch b', 'batch c'
    }

    It 'is required by <_>' -ForEach '-RetryFailed', '-Resubmit' {
        $switch = @{ $_.TrimStart('-') = $true }

        $problem = Get-OnlyError { 'a fox' | New-SeedanceVideo @switch }

        "$problem" | Should -MatchExactly '-JobName'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'saves to another destination too, and to the first one once' {
        'a fox' | New-SeedanceVideo -JobName trailer -Destination first
        $second = 'a fox' | New-SeedanceVideo -JobName trailer -Destination second
        $first = 'a fox' | New-SeedanceVideo -JobName trailer -Destination first

        $second.Path | Should -BeLike "$(Join-Path $PWD second)*"
        $first.Path | Should -BeLike "$(Join-Path $PWD first)*"
        Get-TestFile *.mp4 | Should -HaveCount 2
        Get-ServerJob | Should -HaveCount 1
        Get-ServerRequest -Like 'GET /videos/*' | Should -HaveCount 2
    }

    It 'is told with -WhatIf, without a request' {
        'a fox' | New-SeedanceVideo -JobName trailer
        Get-Item fox.png | New-SeedanceVideo -JobName trailer
        $sent = @(Get-ServerRequest).Count

        $told = Invoke-WhatIf { 'a fox', 'an owl' | New-SeedanceVideo -JobName trailer -WhatIf; Get-Item fox.png | New-SeedanceVideo -JobName trailer -WhatIf }

        $told | Should -HaveCount 4
        $told[0] | Should -MatchExactly (Literal (Get-ServerJob)[0].Id)
        $told[1] | Should -MatchExactly 'Submit a paid job'
        $told[2] | Should -MatchExactly '1 job in all'
        $told[3] | Should -MatchExactly (Literal (Get-ServerJob)[1].Id)
        Get-ServerRequest | Should -HaveCount $sent
    }

    It 'is told with -Verbose' {
        'a fox' | New-SeedanceVideo -JobName trailer

        $told = 'a fox' | New-SeedanceVideo -JobName trailer -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }

        "$told" | Should -MatchExactly "trailer.*$((Get-ServerJob).Id)"
    }

    BeforeAll {
        # What -WhatIf shows goes to the host; another process shows it on its standard output.
        function Invoke-WhatIf([scriptblock] $Script) {
            $env:LEONARDO_API_KEY = Get-ServerKey
            $env:SEEDANCE_BASE_URI = Get-ServerUri
            (Invoke-Pwsh -Command "$Script").Output -split "`n" | Where-Object { $_ -match 'What if' }
        }
    }
}

Describe 'The advice of an error' {
    BeforeEach {
        Reset-Workplace
        New-TestImage fox.png
    }

    It 'names uploads for an unknown media ID' {
        $problem = Get-OnlyError { Get-SeedanceMedia 1f0c2b6e-53a4-6f10-9a52-0242ac120002 }

        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly 'Send-SeedanceMedia'
        $problem.ErrorDetails.RecommendedAction | Should -Not -MatchExactly 'generation'
    }

    It 'names the two ways to give a size' {
        $problem = Get-OnlyError { New-SeedanceVideo x -Width 864 -Size 480p }

        $problem.ErrorDetails.RecommendedAction | Should -Not -MatchExactly 'one of the allowed values'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '-Width and -Height'
    }

    It 'names the placeholders when two inputs would get one file' {
        $problem = Get-OnlyError { 'one', 'two' | New-SeedanceVideo -Destination same.mp4 }

        "$problem" | Should -Not -MatchExactly 'already exists'
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly '\{index\}'
        $problem.ErrorDetails.RecommendedAction | Should -Not -MatchExactly '-Force'
    }
}
