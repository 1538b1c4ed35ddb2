# A batch means the same under every culture of the session.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
}

AfterAll { Stop-Workplace }

Describe 'A batch in six cultures' -Tag Slow {
    BeforeAll {
        Reset-Workplace -NoConnect -Options @{ Credits = 100000 }
        New-TestImage fox.png
        $names = 'en-US', 'de-DE', 'tr-TR', 'th-TH', 'ar-SA', 'fa-IR'

        $run = Invoke-Pwsh -Environment @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri; SEEDANCE_DAILY_BUDGET = '4.5' } -Command @'
            Import-Module Seedance
            $ErrorActionPreference = 'Stop'
            foreach ($name in 'en-US', 'de-DE', 'tr-TR', 'th-TH', 'ar-SA', 'fa-IR') {
                $culture = [cultureinfo]::new($name)
                [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = [cultureinfo]::DefaultThreadCurrentCulture = [cultureinfo]::DefaultThreadCurrentUICulture = $culture
                # A journal and a budget for each.
                $env:SEEDANCE_HOME = "$PWD/home/$name"
                $row = [pscustomobject]@{
                    PROMPT = 'Istanbul Iıİi {0}' -f 2.5.ToString([cultureinfo]::InvariantCulture); duration = '8'; Seed = '7'; SIZE = '480P'; Audio = 'FALSE'
                    STARTFRAME = 'fox.png'; Model = 'SEEDANCE-2.0-FAST'; Destination = "$name/{DATE} {SourceName} {seed} {index} {TAKE}.mp4"
                }
                $today = [datetime]::Today.Ticks
                $video = $row | New-SeedanceVideo -MaxCost '2.5' -Verbose 4> "$PWD/verbose.txt"
                $job = Get-SeedanceJob
                [ordered]@{
                    Culture = $name
                    Numbers = (-2.5).ToString(); Year = $culture.Calendar.GetYear([datetime]::Now); Lower = 'I'.ToLower()
                    Files = @((Get-ChildItem $name).Name)
                    Sidecar = Get-Content -LiteralPath "$($video.Path).json" -Raw
                    Journal = @(Get-ChildItem home/$name -Filter *.json -Recurse | Where-Object { $_.FullName -match 'jobs' } | Get-Content -Raw)
                    Submitted = $job.SubmittedAt.UtcTicks
                    Days = @((Get-SeedanceUsage -By Day -Since ([datetime]::Today) 6> $null).Day.Ticks)
                    Today = @($today; [datetime]::Today.Ticks)
                    Screens = @(
                        $video | Format-Table | Out-String -Width 200; $video | Format-List | Out-String
                        $job | Format-Table | Out-String -Width 200
                        Get-SeedanceUsage -By Day 6> $null | Format-Table | Out-String -Width 200
                        $row | Measure-SeedanceCost 6> $null | Format-Table | Out-String -Width 200
                        Get-SeedanceModel | Format-Table | Out-String -Width 200
                        (TabExpansion2 'New-SeedanceVideo -Duration ' 28).CompletionMatches.ToolTip
                        (TabExpansion2 'New-SeedanceVideo -Size ' 24).CompletionMatches.ToolTip
                    )
                    Verbose = @(Get-Content verbose.txt | Where-Object { $_ -match ' in \d' })
                    # The budget is 4.50: the first job cost 1.34 and this one 1.34, but not a default one.
                    Within = ($row | New-SeedanceVideo -Prompt 'a den' -Destination "$name/den.mp4").Cost
                    Problems = @(foreach ($typed in
                        { New-SeedanceVideo 'over the budget' },
                        { New-SeedanceVideo 'over the limit' -Size 480p -MaxCost '0.5' },
                        { [pscustomobject]@{ Prompt = 'x'; Duration = '2,5' } | New-SeedanceVideo },
                        { New-SeedanceVideo x -Duration 2.5 },
                        { New-SeedanceVideo x -MaxCost '2,5' }) {
                        try { & $typed; 'no error' } catch { "$($_.FullyQualifiedErrorId): $_" }
                    })
                    Json = New-SeedanceRequest x -Seed 4294967295 -Duration 15 | ConvertTo-SeedanceJson
                } | ConvertTo-Json -Compress
            }
'@
        $run.Error | Should -BeNullOrEmpty
        $runs = @($run.Output -split '\r?\n' -ne '' | ConvertFrom-Json)

        # What differs between any two runs: IDs, times of this century, hashes and the culture's own name.
        function Normalize([string[]] $Text, [string] $Culture) {
            $Text -replace [regex]::Escape($Culture), '<culture>' -replace '[0-9a-f]{8}-[0-9a-f-]{27}', '<id>' -replace '[0-9a-f]{64}', '<hash>' -replace '("owner": ?)"\w+"', '$1"<process>"' -replace
                '20\d{6}T\d{9}-[0-9a-f]+', '<key>' -replace '20\d\d-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?)?', '<time>' -replace ' *\b\d+ (s|min)\b', '<age>' -join "`n"
        }

        # The same for each culture as for the first.
        function Assert-Same([string] $Property) {
            $expected = Normalize $runs[0].$Property $runs[0].Culture
            $expected | Should -Match '\S'
            foreach ($other in $runs | Select-Object -Skip 1) {
                Normalize $other.$Property $other.Culture | Should -BeExactly $expected -Because "$Property must not depend on $($other.Culture)"
            }
        }
    }

    It 'is made under cultures that differ in numbers, letters and calendars' {
        $runs.Culture | Should -BeExactly $names
        if ($runs[3].Year -eq $runs[0].Year) { Set-ItResult -Skipped -Because 'this PowerShell runs without the data of cultures' }

        $runs.Numbers | Should -Be '-2.5', '-2,5', '-2,5', '-2.5', "$([char]0x61c)-2$([char]0x66b)5", "$([char]0x200e)$([char]0x2212)2$([char]0x66b)5"
        $runs[2].Lower | Should -BeExactly 'ı'
        $runs[3].Year | Should -Be ($runs[0].Year + 543)
        $runs[4, 5].Year | Should -BeLessThan 1500
    }

    It 'sends the same bytes, and writes the same JSON' {
        $jobs = Get-ServerJob
        $bodies = @((Get-ServerRequest 'POST /api/rest/v2/generations').Body -replace '("id":")[0-9a-f-]{36}', '$1')

        $jobs | Should -HaveCount (2 * $names.Count)
        $bodies | Where-Object { $_ -match 'Istanbul' } | Select-Object -Unique | Should -HaveCount 1
        $bodies | Where-Object { $_ -match 'a den' } | Select-Object -Unique | Should -HaveCount 1
        $jobs[0].Body.parameters.prompt | Should -BeExactly 'Istanbul Iıİi 2.5'
        $jobs[0].Body.parameters.duration, $jobs[0].Body.parameters.seed, $jobs[0].Body.parameters.width | Should -Be 8, 7, 864
        Assert-Same Json
    }

    It 'names files and writes their details alike' {
        Assert-Same Files
        Assert-Same Sidecar
        $runs[0].Files | Should -MatchExactly '^20\d\d-\d\d-\d\d fox 7 0001 1\.mp4(\.json)?$'
    }

    It 'records jobs and days by the Gregorian calendar' {
        Assert-Same Journal
        foreach ($one in $runs) {
            $one.Days | Should -BeIn $one.Today
            [math]::Abs(([datetime]::UtcNow - [datetime]::new($one.Submitted)).TotalHours) | Should -BeLessThan 1
            $one.Sidecar | Should -Match '"createdAt": "20\d\d-'
        }
    }

    It 'shows the same tables, texts and completions' {
        Assert-Same Screens
        foreach ($one in $runs) { $one.Verbose | Should -Match 'in \d+(\.\d+)? s$' }
    }

    It 'keeps limits and budgets, and refuses the same values with the same words' {
        $runs.Within | Should -Be (@(1.344) * $names.Count)
        Assert-Same Problems
        $runs[0].Problems[0] | Should -MatchExactly '^Seedance\.DailyBudget.*\$4\.50'
        $runs[0].Problems[1] | Should -MatchExactly '^Seedance\.CostLimit'
        $runs[0].Problems[2] | Should -MatchExactly '-Duration 2,5 is not allowed'
        $runs[0].Problems[3] | Should -MatchExactly '-Duration 2\.5 is not allowed'
        $runs[0].Problems[4] | Should -MatchExactly '2,5'
    }
}
