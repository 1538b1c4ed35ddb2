# What the account has.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    . "$PSScriptRoot/Errors.ps1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'Get-SeedanceAccount' {
    BeforeEach { Reset-Workplace }

    It 'shows the user and the concurrency slots' {
        $account = Get-SeedanceAccount

        $account | Should -HaveCount 1
        $account.ConcurrencySlots | Should -Be 10
        $account.UserName | Should -BeExactly 'sandbox'
    }
}
