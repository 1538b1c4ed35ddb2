# Jobs at the service: read, listed, waited for and deleted.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'Get-SeedanceGeneration' -Tag Slow {
    BeforeEach { Reset-Workplace }

    It 'reads a generation by its ID, as an argument or from the pipeline' {
        $job = New-SeedanceVideo 'a fox' -Seed 7

        $read = @(
            Get-SeedanceGeneration -Id $job.Id
            $job.Id | Get-SeedanceGeneration
            [pscustomobject]@{ Id = $job.Id } | Get-SeedanceGeneration
        )

        $read.Status | Should -Be 'Complete', 'Complete', 'Complete'
        $read.Seed | Should -Be 7, 7, 7
    }

    It 'reports an ID that the service does not know' {
        $problem = Get-OnlyError { Get-SeedanceGeneration 1f0c2b6e-53a4-6f10-9a52-0242ac120002 }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.NotFound*'
        $problem.CategoryInfo.Category | Should -Be ObjectNotFound
    }

    It 'reports an invalid ID and sends nothing' {
        $problem = Get-OnlyError { Get-SeedanceGeneration nonsense }

        Assert-Error $problem -Id InvalidRequest -Category InvalidArgument
        "$($problem.TargetObject)" | Should -MatchExactly 'nonsense'
        "$problem" | Should -MatchExactly 'UUID'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'lists the newest first, in pages, by status and by time' {
        1..60 | ForEach-Object { "shot $_" } | New-SeedanceVideo -ThrottleLimit 1
        'bad [[fails]]' | New-SeedanceVideo

        Get-SeedanceGeneration | Should -HaveCount 61
        (Get-SeedanceGeneration -First 2 -Skip 1).Prompt | Should -BeExactly 'shot 60', 'shot 59'
        (Get-SeedanceGeneration -Status Failed).Prompt | Should -BeExactly 'bad [[fails]]'
        Get-SeedanceGeneration -Since ([datetime]::Now.AddDays(1)) | Should -BeNullOrEmpty
    }
}

Describe 'Remove-SeedanceGeneration' -Tag Slow {
    BeforeEach { Reset-Workplace }

    It 'deletes nothing with -WhatIf' {
        $job = New-SeedanceVideo 'a fox'

        Remove-SeedanceGeneration $job.Id -WhatIf

        Get-SeedanceGeneration | Should -HaveCount 1
    }

    It 'deletes a generation with -Confirm:$false' {
        $job = New-SeedanceVideo 'a fox'

        $job | Remove-SeedanceGeneration -Confirm:$false

        Get-SeedanceGeneration | Should -BeNullOrEmpty
    }
}

Describe 'Wait-SeedanceGeneration' -Tag Slow {
    BeforeEach { Reset-Workplace }

    It 'survives lost connections and errors of the service' {
        $read = 'GET /api/rest/v1/generations/'
        Add-ServerFault -Request $read -Drop
        Add-ServerFault -Request $read -Status 502 -Body '<html>Bad gateway</html>' -ContentType text/html
        Add-ServerFault -Request $read -TruncateTo 20
        Add-ServerFault -Request $read -Status 429

        $video = New-SeedanceVideo 'a fox' | Wait-SeedanceGeneration

        $video | Should -HaveCount 1
        $video.Status | Should -Be 'Complete'
    }

    It 'reports a failed generation with the reason from moderation, and waits for the others' {
        $videos = 'one', 'two [[fails]]', 'three' | New-SeedanceVideo | Wait-SeedanceGeneration -ErrorVariable problems -ErrorAction SilentlyContinue

        $videos | Should -HaveCount 2
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.GenerationFailed*'
        "$($problems[0])" | Should -MatchExactly 'NSFW'
        $problems[0].TargetObject.Prompt | Should -BeExactly 'two [[fails]]'
    }

    It 'recommends the command that resumes waiting after a timeout' {
        Reset-Workplace -Options @{ JobDuration = '1.00:00:00' }
        $job = New-SeedanceVideo 'a fox'

        $problem = Get-OnlyError { $job | Wait-SeedanceGeneration -Timeout 1 }

        $problem.FullyQualifiedErrorId | Should -BeLikeExactly 'Seedance.WaitTimeout*'
        $problem.CategoryInfo.Category | Should -Be OperationTimeout
        Get-ServerJob | Should -HaveCount 1
        $problem.ErrorDetails.RecommendedAction | Should -MatchExactly "Get-SeedanceJob -Id $((Get-ServerJob).Id)"
    }

    It 'returns the first to finish with -Any, whichever connection it uses' {
        Reset-Workplace -Options @{ JobDuration = '1.00:00:00'; ConcurrencySlots = 1 }
        $jobs = 'one', 'two' | New-SeedanceVideo
        $other = Connect-Seedance -Sandbox -PassThru
        $quick = New-SeedanceVideo 'three' -Connection $other

        $first = $jobs[0], $quick, $jobs[1] | Wait-SeedanceGeneration -Any

        $first | Should -HaveCount 1
        $first.Id | Should -BeExactly $quick.Id
    }
}
