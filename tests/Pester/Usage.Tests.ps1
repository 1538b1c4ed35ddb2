# What was spent, as the journal knows it.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'Get-SeedanceUsage' {
    BeforeEach {
        Reset-Workplace
        $null = 'one', 'two' | New-SeedanceVideo -JobName trailer
        $null = New-SeedanceVideo 'three' -Model seedance-2.0-mini -Size 480p -Duration 4
    }

    It 'sums everything when nothing else is asked for' {
        $usage = Get-SeedanceUsage

        $usage.Jobs, $usage.Failed, $usage.CostUnknown, $usage.IsSimulated | Should -Be 3, 0, 0, $false
        $usage.Cost | Should -Be (2 * 2.8913 + 0.3588)
    }

    It 'sums by <By>' -ForEach @(
        @{ By = 'JobName'; Names = $null, 'trailer'; Jobs = 1, 2 }
        @{ By = 'Model'; Names = 'seedance-2.0-fast', 'seedance-2.0-mini'; Jobs = 2, 1 }
        @{ By = 'Size'; Names = '480p', '720p'; Jobs = 1, 2 }
    ) {
        $usage = Get-SeedanceUsage -By $By

        $usage.$By | Should -Be $Names
        $usage.Jobs | Should -Be $Jobs
    }

    It 'sums by day and anything else together' {
        $usage = Get-SeedanceUsage -By Day, Model

        $usage | Should -HaveCount 2
        $usage.Day | Select-Object -Unique | Should -Be (Get-SeedanceJob)[0].SubmittedAt.LocalDateTime.Date
    }

    It 'sums only the time that is asked for; a date is the entire day' {
        $today = [datetime]::Today
        (Get-SeedanceUsage -Since $today -Until $today).Jobs | Should -Be 3
        Get-SeedanceUsage -Until $today.AddDays(-1) | Should -BeNullOrEmpty
        Get-SeedanceUsage -Since $today.AddDays(1) | Should -BeNullOrEmpty
    }

    It 'counts what failed, and jobs whose cost nobody said' {
        $null = New-SeedanceVideo '[[fails]]' -Wait -ErrorAction SilentlyContinue
        $null = New-SeedanceVideo 'a fox' -Model bytedance/seedance-2.5

        $usage = Get-SeedanceUsage
        $usage.Failed, $usage.CostUnknown | Should -Be 1, 1
    }

    It 'keeps credits apart from dollars' {
        Add-ServerFault 'POST /api/rest/v2/generations' -Status 200 -Body '{"generate":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","cost":{"amount":1934,"unit":"CREDITS"}}}'
        $null = New-SeedanceVideo 'a fox'

        $usage = Get-SeedanceUsage
        $usage.Cost, $usage.Credits, $usage.CostUnknown | Should -Be (2 * 2.8913 + 0.3588), 1934, 0
    }

    It 'never sums the sandbox together with what is paid' {
        Connect-Seedance -Sandbox
        $null = New-SeedanceVideo 'a fox'

        $usage = Get-SeedanceUsage
        $usage.IsSimulated | Should -Be $false, $true
        $usage[1].Cost | Should -Be 2.8913
        $usage[1] | Out-String | Should -Match 'sim \$2\.89'
    }

    It 'says what it does not know' {
        $null = Get-SeedanceUsage -InformationVariable said

        "$said" | Should -Match 'submitted elsewhere.*refunds'
    }

    It 'refuses another grouping' {
        { Get-SeedanceUsage -By Color } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
