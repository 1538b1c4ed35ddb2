# An example script, run as a user runs it.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    $examples = Resolve-Path "$PSScriptRoot/../../examples"
}

AfterAll { Stop-Workplace }

Describe 'nightly.ps1' -Tag Slow {
    BeforeEach {
        Reset-Workplace
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }
        'Prompt', 'A fox', 'An owl' | Set-Content shots.csv
        function Invoke-Nightly([hashtable] $Options = @{}, [string[]] $More = @()) {
            Invoke-Pwsh -File $examples/nightly.ps1 -ArgumentList (@('-Rows', 'shots.csv', '-Destination', 'videos') + $More) -Environment $account @Options
        }
    }

    It 'ends with 0 when each row has its video, and pays nothing when it runs again' {
        (Invoke-Nightly).ExitCode | Should -Be 0 -Because (Get-Content videos/nightly.log -Raw)
        (Invoke-Nightly).ExitCode | Should -Be 0 -Because (Get-Content videos/nightly.log -Raw)

        Get-TestFile *.mp4 | Should -HaveCount 2
        Get-ServerJob | Should -HaveCount 2
        $log = Get-Content videos/nightly.log
        @($log) -match '2 inputs: 2 saved\. Cost: \$5\.78\.' | Should -HaveCount 1
        @($log) -match '2 inputs: 2 saved\. Cost: \$0\.00\.' | Should -HaveCount 1
    }

    It 'ends with 1 when a row fails, saves the others, and logs the error with its recommended action' {
        'A hare [[fails]]', 'A hen [[blocked]]' | Add-Content shots.csv

        $run = Invoke-Nightly

        $run.ExitCode | Should -Be 1
        $run.Output + $run.Error | Should -BeNullOrEmpty
        Get-TestFile *.mp4 | Should -HaveCount 2
        $log = Get-Content videos/nightly.log -Raw
        $log | Should -Match 'ERROR Seedance\.GenerationFailed.*-RetryFailed'
        $log | Should -Match 'ERROR Seedance\.PromptBlocked'
    }

    It 'leaves what -MaxCost does not allow to the next run, and logs why' {
        (Invoke-Nightly -More '-MaxCost', '3').ExitCode | Should -Be 1

        Get-ServerJob | Should -HaveCount 1
        Get-Content videos/nightly.log -Raw | Should -Match 'ERROR Seedance\.CostLimit.*higher -MaxCost'
        (Invoke-Nightly).ExitCode | Should -Be 0
        Get-ServerJob | Should -HaveCount 2
    }

    It 'ends with 2 when nothing can be submitted: <Why>' -ForEach @(
        @{ Why = 'no file'; Break = { Remove-Item shots.csv } }
        @{ Why = 'no rows'; Break = { 'Prompt' | Set-Content shots.csv } }
        @{ Why = 'a key that is not valid'; Break = { $account.LEONARDO_API_KEY = [guid]::NewGuid() } }
        @{ Why = 'no key'; Break = { $account.LEONARDO_API_KEY = '' } }
    ) {
        . $Break

        (Invoke-Nightly).ExitCode | Should -Be 2 -Because (Get-Content videos/nightly.log -Raw)
        Get-ServerJob | Should -BeNullOrEmpty
    }

    It 'is killed in the middle, and the next run saves what was paid for and pays for nothing twice' {
        Add-ServerFault 'GET /api/rest/v1/generations' -Hang -Times 1000
        Invoke-Nightly @{ Kill = $true; During = { Wait-ServerRequest 'POST */v2/generations' -Count 2; Wait-ServerRequest 'GET */v1/generations*' } }
        Clear-ServerFault
        'A hare' | Add-Content shots.csv

        (Invoke-Nightly).ExitCode | Should -Be 0 -Because (Get-Content videos/nightly.log -Raw)

        Get-TestFile *.mp4 | Should -HaveCount 3
        (Get-ServerJob).Prompt | Sort-Object | Should -Be 'A fox', 'A hare', 'An owl'
        @(Get-Content videos/nightly.log) -match 'Resumed:' | Should -HaveCount 2
    }
}
