# What the end of a pipeline says: one record, and the command that resumes.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace

    function Get-Summary($Records) { @($Records | Where-Object { $_ -is [Management.Automation.InformationRecord] -and $_.Tags -contains 'Seedance' }) }
}

AfterAll { Stop-Workplace }

Describe 'The end of a pipeline' {
    BeforeEach { Reset-Workplace }

    It 'is one record for all its cmdlets, and says what became of the inputs and what they cost' {
        New-TestImage fox.png, owl.png, hare.png

        $records = Get-ChildItem *.png | New-SeedanceVideo | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos 6>&1
        $record = Get-Summary $records

        $record | Should -HaveCount 1
        "$record" | Should -BeExactly '3 inputs: 3 saved. Cost: $8.67.'
        $record.MessageData.Saved | Should -Be 3
        $record.MessageData.Cost | Should -Be (Get-SeedanceJob | Measure-Object Cost -Sum).Sum
        $record.MessageData.IsCostComplete | Should -BeTrue
        $record.MessageData.ResumeCommand | Should -BeNullOrEmpty
        $record.Tags | Should -BeExactly 'Seedance'
    }

    It 'counts what could not be read, what was rejected and what failed on the service' {
        $null = '[[fails]]', '[[blocked]]', '', 'a fox' | New-SeedanceVideo -Destination videos -ErrorAction SilentlyContinue -InformationVariable records

        $summary = (Get-Summary $records).MessageData
        $summary.Inputs, $summary.Saved, $summary.Failed | Should -Be 4, 1, 3
        "$summary" | Should -BeExactly '4 inputs: 1 saved, 3 failed. Cost: $5.78.'
        $summary.RetryCommand | Should -BeNullOrEmpty -Because 'without a job name everything would be paid again'
    }

    It 'names -RetryFailed under a job name, and that command submits what failed and nothing else' {
        $inputs = '[[fails]]', 'a fox'
        $null = $inputs | New-SeedanceVideo -JobName trailer -Wait -ErrorAction SilentlyContinue -InformationVariable records

        $retry = (Get-Summary $records).MessageData.RetryCommand

        $retry | Should -BeExactly "New-SeedanceVideo … -JobName 'trailer' -RetryFailed"
        $null = [scriptblock]::Create("param(`$inputs) `$inputs | $($retry.Replace('… ', '')) -Wait -ErrorAction Ignore").Invoke(@(, $inputs))
        (Get-ServerJob).Prompt | Sort-Object | Should -Be '[[fails]]', '[[fails]]', 'a fox'
    }

    It 'costs nothing when a named batch runs again' {
        $null = 'one', 'two' | New-SeedanceVideo -JobName trailer -Destination videos
        $null = 'one', 'two' | New-SeedanceVideo -JobName trailer -Destination videos -InformationVariable records

        "$(Get-Summary $records)" | Should -BeExactly '2 inputs: 2 saved. Cost: $0.00.'
    }

    It 'names the command that gets the videos of jobs that nobody waited for' {
        $null = 1..4 | ForEach-Object { "shot $_" } | New-SeedanceVideo -JobName trailer -InformationVariable records

        $summary = (Get-Summary $records).MessageData
        $summary.ResumeCommand | Should -BeExactly "Resume-SeedanceGeneration -JobName 'trailer' | Wait-SeedanceGeneration | Save-SeedanceVideo"
        "$summary" | Should -BeExactly "4 inputs: 4 submitted. Cost: `$11.57. To resume: $($summary.ResumeCommand)"
        Invoke-Expression $summary.ResumeCommand | Should -HaveCount 4
    }

    It 'leaves the cost out where the service did not say it, and says where it did not always' {
        Reset-Workplace -Options @{ CreateResponseShape = 'Bare' }
        $null = 'one', 'two' | New-SeedanceVideo -Wait -InformationVariable records

        "$(Get-Summary $records)" | Should -BeExactly '2 inputs: 2 complete.'
    }

    It 'says nothing of one input, of a preview, and of cmdlets without jobs' {
        $records = & {
            'a fox' | New-SeedanceVideo -Wait
            'one', 'two' | New-SeedanceVideo -WhatIf
            New-TestImage fox.png, owl.png
            Get-ChildItem *.png | Send-SeedanceMedia
            Get-SeedanceGeneration
        } 6>&1

        Get-Summary $records | Should -BeNullOrEmpty
    }

    It 'is one record of what was resumed' {
        $null = 1..3 | ForEach-Object { "shot $_" } | New-SeedanceVideo

        $records = Resume-SeedanceGeneration | Wait-SeedanceGeneration | Save-SeedanceVideo 6>&1

        "$(Get-Summary $records)" | Should -BeExactly '3 inputs: 3 saved.'
    }

    It 'counts the jobs whose time was up, and names the command that resumes them' {
        Reset-Workplace -Options @{ JobDuration = '01:00:00' }
        $jobs = 'slow', 'slow too' | New-SeedanceVideo

        $null = $jobs | Wait-SeedanceGeneration -Timeout 1 -ErrorAction SilentlyContinue -InformationVariable records

        $summary = (Get-Summary $records).MessageData
        $summary.Unfinished | Should -Be 2
        $summary.ResumeCommand | Should -BeLike "Get-SeedanceJob -Id $(($jobs.Id | Sort-Object) -join ', ') | Resume-SeedanceGeneration*"
    }

    It 'shows in every host what an error that meets every input has left' {
        Reset-Workplace -Options @{ Credits = 1934 }
        Add-ServerFault 'GET /api/rest/v1/generations' -Times 1000 -Status 503 -Body '{}'

        $null = 'one', 'two', 'three' | New-SeedanceVideo -ThrottleLimit 1 | Wait-SeedanceGeneration -Timeout 1 -ErrorAction SilentlyContinue -InformationVariable records -WarningAction SilentlyContinue

        $record = Get-Summary $records
        $record.Tags | Should -Contain 'PSHOST'
        $record.MessageData.Skipped, $record.MessageData.Failed, $record.MessageData.Unfinished | Should -Be 1, 1, 1
    }
}

Describe 'A stopped pipeline' {
    BeforeEach { Reset-Workplace -Options @{ JobDuration = '01:00:00' } }

    It 'says once what it leaves, and that command resumes it' {
        $session = [powershell]::Create()
        $null = $session.AddScript("Set-Location '$PWD'; 'one', 'two', 'three' | New-SeedanceVideo -JobName trailer | Wait-SeedanceGeneration | Save-SeedanceVideo -Destination videos")
        $pending = $session.BeginInvoke()
        Wait-ServerRequest 'POST */v2/generations' -Count 3
        Wait-ServerRequest 'GET */v1/generations/*'

        $session.Stop()

        { $session.EndInvoke($pending) } | Should -Throw
        $session.Streams.Information | Should -HaveCount 1
        $record = $session.Streams.Information[0]
        $record.Tags | Should -BeExactly 'Seedance', 'PSHOST'
        "$record" | Should -BeLike 'Stopped. 3 inputs: 3 unfinished. Cost: $8.67. 3 generations are still running on the service (*). To resume: Get-SeedanceJob -Id *'
        $record.MessageData.ResumeCommand | Should -BeLike "*| Save-SeedanceVideo -Destination '*videos'"
        $session.Dispose()
    }

    It 'is shown by a console to somebody who asked for nothing' {
        $run = Invoke-Pwsh -Environment @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri } -Command "
            Write-Information ([pscustomobject]@{ Sentence = 'not shown' }) -Tags Seedance
            'one', 'two' | New-SeedanceVideo | Wait-SeedanceGeneration -Timeout 1 -ErrorAction SilentlyContinue"

        $run.Output | Should -Match '2 inputs: 2 unfinished\. Cost: \$5\.78\. To resume: Get-SeedanceJob'
        $run.Output | Should -Not -Match 'not shown'
    }
}
