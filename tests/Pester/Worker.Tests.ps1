# An example script, run as a user runs it.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    $examples = Resolve-Path "$PSScriptRoot/../../examples"
}

AfterAll { Stop-Workplace }

Describe 'worker.ps1' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        New-TestImage fox.png, owl.png
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }
    }

    It 'ends with 1 when one fails' {
        'A fox [[fails]]' | Set-Content fox.txt

        $run = Invoke-Pwsh -File $examples/worker.ps1 -ArgumentList '-Images', '.', '-Destination', 'videos' -Environment $account

        $run.ExitCode | Should -Be 1
        Get-TestFile *.mp4 | Should -HaveCount 1
    }

    It 'ends with 1 without a key' {
        (Invoke-Pwsh -File $examples/worker.ps1).ExitCode | Should -Be 1
    }
}
