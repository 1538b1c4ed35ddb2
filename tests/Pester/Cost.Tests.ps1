# What videos cost before they are submitted, and the limits that keep a script from spending more.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    . "$PSScriptRoot/Errors.ps1"

    function Get-CreateCount { @(Get-ServerRequest 'POST */v2/generations').Count }

    # The errors of a script, which does not stop at them.
    function Get-Failure([scriptblock] $Script) {
        $ErrorActionPreference = 'Continue'
        & $Script 2>&1 | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
    }

    # The lines that another pwsh writes.
    function Get-Line([string] $Command, [hashtable] $Environment) {
        (Invoke-Pwsh -Command $Command -Environment ($Environment + @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri })).Output.TrimEnd() -split '\r?\n'
    }
}

AfterAll { Stop-Workplace }

Describe 'Measure-SeedanceCost' {
    BeforeEach { Reset-Workplace }

    It 'says what a default video costs, by the price list and its day' {
        $cost = New-SeedanceRequest 'a fox' | Measure-SeedanceCost

        $cost.Cost | Should -BeGreaterOrEqual 2.88
        $cost.Cost | Should -BeLessOrEqual 2.90
        $cost.Credits, $cost.Model, $cost.Size, $cost.Duration | Should -Be 1934, 'seedance-2.0-fast', '720p', 8
        $cost.Basis, $cost.PriceDate | Should -Be 'PriceList', ([datetime]'2026-08-15')
        $cost.IsMinimum, $cost.IsSimulated | Should -BeFalse
    }

    It 'says what 4 seconds at 480p cost' {
        (Measure-SeedanceCost 'a fox' -Size 480p -Duration 4).Cost | Should -Be 0.6713
    }

    It 'takes <Kind> as New-SeedanceVideo does' -ForEach @(
        @{ Kind = 'files'; Inputs = { Get-ChildItem *.png }; Count = 2 }
        @{ Kind = 'a wildcard'; Inputs = { '*.png' }; Count = 2 }
        @{ Kind = 'prompts'; Inputs = { 'a fox', 'an owl' }; Count = 2 }
        @{ Kind = 'rows'; Inputs = { [pscustomobject]@{ Prompt = 'a fox'; Duration = 4; JobName = 'trailer'; Destination = 'videos' } }; Count = 1 }
        @{ Kind = 'drafts'; Inputs = { New-SeedanceRequest 'a fox' -Duration 15 }; Count = 1 }
    ) {
        New-TestImage fox.png, owl.png

        & $Inputs | Measure-SeedanceCost | Should -HaveCount $Count
        Get-ServerRequest | Should -BeNullOrEmpty -Because 'nothing is sent or uploaded'
    }

    It 'takes paths by parameter' {
        New-TestImage fox.png, owl.png

        Measure-SeedanceCost -Path *.png | Should -HaveCount 2
        Measure-SeedanceCost -LiteralPath fox.png | Should -HaveCount 1
    }

    It 'makes the same checks, and measures the other inputs' {
        $failures = Get-Failure { 'a fox', '', 42 | Measure-SeedanceCost | ForEach-Object { $script:measured = $_ } }

        $failures | Should -HaveCount 2
        $measured.Input | Should -Be 'a fox'
        (Get-Failure { Measure-SeedanceCost 'a fox' -Duration 3 })[0].FullyQualifiedErrorId | Should -BeLike 'Seedance.InvalidRequest,*'
    }

    It 'needs no key and no service' {
        Reset-Workplace -NoConnect

        (Measure-SeedanceCost 'a fox').Basis | Should -Be 'PriceList'
    }

    It 'sums with Measure-Object, and its table ends with the sum in any order' {
        $costs = 'a fox', 'an owl', 'a hare' | Measure-SeedanceCost -Size 480p -Duration 4

        ($costs | Measure-Object Cost -Sum).Sum | Should -Be (3 * 0.6713)
        foreach ($shown in $costs, ($costs | Sort-Object Input -Descending)) {
            $lines = ($shown | Out-String -Width 80) -split '\r?\n' | Where-Object { $_.Trim() }
            $lines[-1].Trim() | Should -Be '$2.01'
        }
        ($costs | Select-Object -First 2 | Out-String) | Should -Not -Match '2\.01' -Because 'a part of the rows has no sum'
    }

    It 'is a minimum when a video reference is given' {
        New-TestVideo clip.mp4

        $cost = Measure-SeedanceCost 'Extend Video 1' -VideoReference clip.mp4

        $cost.IsMinimum | Should -BeTrue
        $cost | Out-String | Should -Match '>= \$2\.89'
    }

    It 'says that a price is not known' {
        $cost = Measure-SeedanceCost 'a fox' -Model bytedance/seedance-2.5

        $cost.Basis, $cost.Cost, $cost.Credits | Should -Be 'Unknown', $null, $null
    }

    It 'learns from what the account was really charged, for the same model, size and length' {
        Add-ServerFault 'POST /api/rest/v2/generations' -Status 200 -Body '{"generate":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","cost":{"amount":"2.00","unit":"DOLLARS"}}}'
        $null = New-SeedanceVideo 'a fox' -WarningAction SilentlyContinue

        $same = Measure-SeedanceCost 'another fox' -AspectRatio 9:16
        $same.Basis, $same.Cost, $same.PriceDate | Should -Be 'Charged', 2, $null
        (Measure-SeedanceCost 'a fox' -Duration 4).Basis | Should -Be 'PriceList'
        (Measure-SeedanceCost 'a fox' -Model seedance-2.0).Basis | Should -Be 'PriceList'
        Get-Line "(Measure-SeedanceCost 'a fox').Basis" @{} | Should -Be 'Charged' -Because 'another process reads the journal'
    }

    It 'marks the costs of the sandbox as simulated' {
        Connect-Seedance -Sandbox

        $cost = Measure-SeedanceCost 'a fox'
        $cost.IsSimulated | Should -BeTrue
        $cost | Out-String | Should -Match '\$2\.89 sim'
    }
}

Describe 'New-SeedanceVideo -MaxCost' {
    BeforeEach { Reset-Workplace }

    It 'submits what fits, in the order of the inputs, and says what was submitted, what it cost and what is left' {
        $failures = Get-Failure { 'one', 'two', 'three', 'four' | New-SeedanceVideo -MaxCost 6 }

        Get-CreateCount | Should -Be 2
        (Get-ServerJob).Prompt | Sort-Object | Should -Be 'one', 'two'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'Seedance.CostLimit,*'
        $failures[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $failures[0].TargetObject | Should -Be 'three'
        "$($failures[0])" | Should -Match 'limit of \$6\.00.*2 jobs were submitted for \$5\.78; \$0\.22 is left'
        $failures[0].ErrorDetails.RecommendedAction | Should -Match '-JobName'
    }

    It 'makes no job and uploads nothing with -MaxCost 0' {
        New-TestImage fox.png, owl.png

        $failures = Get-Failure { Get-ChildItem *.png | New-SeedanceVideo -MaxCost 0 }

        $failures | Should -HaveCount 1
        Get-CreateCount | Should -Be 0
        Get-ServerRequest '*/init-image' | Should -BeNullOrEmpty
        Get-SeedanceJob | Should -BeNullOrEmpty
    }

    It 'counts nothing that was submitted under the job name before, so that the same command goes on with what is left' {
        $prompts = 'one', 'two', 'three', 'four'
        $first = Get-Failure { $prompts | New-SeedanceVideo -MaxCost 6 -JobName trailer }
        $first[0].ErrorDetails.RecommendedAction | Should -Match 'same command again.*-JobName trailer'

        $null = $prompts | New-SeedanceVideo -MaxCost 6 -JobName trailer

        Get-CreateCount | Should -Be 4
    }

    It 'lets a rejected job cost nothing' {
        $failures = Get-Failure { '[[blocked]]', 'two', 'three' | New-SeedanceVideo -MaxCost 6 }

        $failures.FullyQualifiedErrorId | Should -BeLike 'Seedance.PromptBlocked,*'
        (Get-ServerJob).Prompt | Sort-Object | Should -Be 'three', 'two'
    }

    It 'waits for the videos that were submitted' {
        Get-Failure { 'one', 'two' | New-SeedanceVideo -MaxCost 3 -Destination videos } | Should -HaveCount 1

        Get-ChildItem videos/*.mp4 | Should -HaveCount 1
    }

    It 'refuses a job whose price is not known, unless -AllowUnknownCost is given' {
        $failure = Get-Failure { New-SeedanceVideo 'a fox' -Model bytedance/seedance-2.5 -MaxCost 20 }
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'Seedance.UnknownCost,*'
        $failure[0].ErrorDetails.RecommendedAction | Should -Match '-AllowUnknownCost'
        Get-CreateCount | Should -Be 0

        New-SeedanceVideo 'a fox' -Model bytedance/seedance-2.5 -MaxCost 20 -AllowUnknownCost | Should -HaveCount 1
    }

    It 'refuses <Value>' -ForEach @(
        @{ Value = '1,5' }, @{ Value = '-1' }, @{ Value = -0.5 }, @{ Value = 'ten' }, @{ Value = '$5' }, @{ Value = $null }, @{ Value = [double]::NaN }
    ) {
        { New-SeedanceVideo 'a fox' -MaxCost $Value } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'shows with -WhatIf what each costs, the sum and what is left of the limits' {
        $lines = Get-Line "'one', 'two' | New-SeedanceVideo -MaxCost 20 -WhatIf" @{ SEEDANCE_DAILY_BUDGET = '50' }

        $lines[0] | Should -Match 'about \$2\.89'
        $lines[-1] | Should -BeExactly 'What if: 2 jobs in all for about $5.78. -MaxCost leaves $14.20. The daily budget leaves $44.20.'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'leaves what was submitted under the name before out of the sum of -WhatIf' {
        $null = New-SeedanceVideo 'one' -JobName trailer

        (Get-Line "'one', 'two' | New-SeedanceVideo -JobName trailer -WhatIf" @{})[-1] | Should -BeExactly 'What if: 1 job in all for about $2.89.'
    }
}

Describe 'A daily budget' {
    BeforeEach {
        Reset-Workplace
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri; SEEDANCE_DAILY_BUDGET = '9' }
    }

    It 'of a connection keeps the jobs of a day within it' {
        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri) -SkipCheck -DailyBudget 9

        $failures = Get-Failure { 1..5 | ForEach-Object { "shot $_" } | New-SeedanceVideo }

        Get-CreateCount | Should -Be 3
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'Seedance.DailyBudget,*'
        $failures[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        "$($failures[0])" | Should -Match 'budget of \$9\.00'
    }

    It 'is shared by processes, of which each submits what is left' {
        $runs = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module "$using:PSScriptRoot/Workplace.psm1"
            Invoke-Pwsh -Environment $using:account -Command "1..3 | ForEach-Object { `"shot $_.`$_`" } | New-SeedanceVideo -ErrorVariable failed | ForEach-Object Id; `$failed.FullyQualifiedErrorId"
        }

        Get-CreateCount | Should -Be 3
        Get-SeedanceJob | Should -HaveCount 3
        $runs.Output -match 'Seedance.DailyBudget' | Should -Not -BeNullOrEmpty
    }

    It 'keeps what was set aside for a job whose process was killed before the response' {
        Add-ServerFault 'POST /api/rest/v2/generations' -Hang
        $null = Invoke-Pwsh -Environment $account -Command "New-SeedanceVideo 'killed'" -During { $null = Wait-ServerRequest 'POST */v2/generations' } -Kill
        Clear-ServerFault

        Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri) -SkipCheck -DailyBudget 9
        Get-Failure { 1..3 | ForEach-Object { "shot $_" } | New-SeedanceVideo } | Should -HaveCount 1

        (Get-ServerJob).Prompt -like 'shot *' | Should -HaveCount 2
        (Get-SeedanceJob -Status Unknown).Prompt | Should -Be 'killed'
    }

    It 'of the environment that is not an amount is refused before anything is sent' {
        $lines = Get-Line "try { New-SeedanceVideo 'a fox' } catch { `$_.FullyQualifiedErrorId; `"`$_`" }" @{ SEEDANCE_DAILY_BUDGET = '9,50' }

        $lines -join ' ' | Should -Match 'Seedance.InvalidConnection.*SEEDANCE_DAILY_BUDGET.*9,50'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'is shown by the connection, and that of the command line wins over the environment' {
        $env:SEEDANCE_DAILY_BUDGET = '9.50'

        (Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri) -SkipCheck -PassThru).DailyBudget | Should -Be 9.5
        (Connect-Seedance -ApiKey (Get-ServerKey) -BaseUri (Get-ServerUri) -SkipCheck -PassThru -DailyBudget 20).DailyBudget | Should -Be 20
    }

    It 'keeps a sandbox within it too' {
        Connect-Seedance -Sandbox -DailyBudget 3

        (Get-Failure { 'one', 'two' | New-SeedanceVideo })[0].FullyQualifiedErrorId | Should -BeLike 'Seedance.DailyBudget,*'
    }
}

Describe 'What was charged' {
    BeforeEach { Reset-Workplace }

    It 'is on the generation and the job, in dollars' {
        $video = New-SeedanceVideo 'a fox'

        foreach ($item in $video, (Get-SeedanceJob)) {
            $item.Cost, $item.Credits, $item.CostUnit, $item.Model | Should -Be 2.8913, $null, 'DOLLARS', 'seedance-2.0-fast'
        }
    }

    It 'is never mixed with credits' {
        Add-ServerFault 'POST /api/rest/v2/generations' -Status 200 -Body '{"generate":{"generationId":"1f0c2b6e-53a4-6f10-9a52-0242ac120002","cost":{"amount":1934,"unit":"CREDITS"}}}'

        $video = New-SeedanceVideo 'a fox'

        $video.Cost, $video.Credits, $video.CostUnit | Should -Be $null, 1934, 'CREDITS'
        $video | Out-String | Should -Match '1934 cr'
    }

    It 'is a warning, once, when it differs from the estimate by more than 5 %' {
        1..3 | ForEach-Object { Add-ServerFault 'POST /api/rest/v2/generations' -Status 200 -Body "{`"generate`":{`"generationId`":`"1f0c2b6e-53a4-6f10-9a52-0242ac12000$_`",`"cost`":{`"amount`":`"3.20`",`"unit`":`"DOLLARS`"}}}" }

        $null = 'one', 'two', 'three' | New-SeedanceVideo -ThrottleLimit 1 -WarningVariable warnings -WarningAction SilentlyContinue

        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match 'charged \$3\.20, and the estimate was \$2\.89'
    }

    It 'causes no warning within 5 %' {
        $null = New-SeedanceVideo 'a fox' -WarningVariable warnings

        $warnings | Should -BeNullOrEmpty
    }

    It 'is in the sidecar, that of the sandbox as simulated' {
        Connect-Seedance -Sandbox
        $null = New-SeedanceVideo 'a fox' -Destination videos

        $sidecar = Get-Content videos/*.json -Raw | ConvertFrom-Json
        $sidecar.cost, $sidecar.isSimulated, $sidecar.model | Should -Be 2.8913, $true, 'seedance-2.0-fast'
    }
}
