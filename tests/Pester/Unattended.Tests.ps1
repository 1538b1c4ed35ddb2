# The module in a script that nobody watches: no terminal, all streams redirected.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'Without a terminal' {
    BeforeEach {
        Reset-Workplace
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }
    }

    It 'writes no progress into a redirected stream, and shows an error with its recommended action' {
        New-TestImage fox.png, owl.png

        $run = Invoke-Pwsh -Environment $account -Command 'Get-ChildItem *.png | New-SeedanceVideo -Destination videos; New-SeedanceVideo -Prompt fox -Duration 3'

        Get-TestFile *.mp4 | Should -HaveCount 2
        $run.Error | Should -Match 'Recommendation: .*Duration'
        $run.Output + $run.Error | Should -Not -Match 'of 2\b'
    }

    It 'fails where it would ask, deletes nothing, and does not ask with -Confirm:$false' {
        $id = (New-SeedanceVideo 'a fox' -Wait).Id

        $asking = Invoke-Pwsh -Environment $account -Command "Remove-SeedanceGeneration $id"
        $asking.ExitCode | Should -Be 1
        $asking.Error | Should -Match 'NonInteractive'
        Get-ServerJob | Should -HaveCount 1

        $silent = Invoke-Pwsh -Environment $account -Command "Remove-SeedanceGeneration $id -Confirm:`$false"
        $silent.ExitCode | Should -Be 0 -Because $silent.Error
        Get-ServerJob | Should -BeNullOrEmpty
    }
}
