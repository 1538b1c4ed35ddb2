# docs/tour.md, typed step by step in one session.
BeforeDiscovery {
    $text = (Get-Content "$PSScriptRoot/../../docs/tour.md" -Raw) -replace "`r"
    $steps = foreach ($step in [regex]::Matches($text, '(?ms)^## (\d+)\. ([^\n]+)\n(.*?)(?=^## |\z)')) {
        $code = [regex]::Matches($step.Groups[3].Value, '(?ms)^```powershell\n(.+?)^```') | ForEach-Object { $_.Groups[1].Value }
        @{ Number = [int]$step.Groups[1].Value; Title = $step.Groups[2].Value; Code = $code -join '' }
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    Reset-Workplace -NoConnect
    New-TestImage fox.png, den.png
    $env:SEEDANCE_BASE_URI = Get-ServerUri
    $work = Get-Location

    # What one step assigns, a later one uses. Nobody is at the keyboard.
    $session = New-Module -ArgumentList (Get-ServerKey) { param($key) function Read-Host { ConvertTo-SecureString $key -AsPlainText -Force } }
}

AfterAll { Stop-Workplace }

Describe 'The tour' -Tag Slow {
    It 'has ten steps, each with something to type' -ForEach @{ Steps = $steps } {
        $Steps.Number | Should -Be (1..10)
        $Steps | ForEach-Object { $_.Code | Should -Match '\S' }
    }

    It '<Number>: <Title>' -ForEach $steps {
        # The module is in the folder of the clone.
        if ($Number -eq 1) { Set-Location "$PSScriptRoot/../.." }
        try { . $session ([scriptblock]::Create($Code)) 2>&1 6>$null | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -BeNullOrEmpty } finally { Set-Location $work }
    }

    It 'ends with videos, of which the last was made by the service' {
        (Get-TestFile *.mp4).Count | Should -BeGreaterOrEqual 5
        Get-ServerJob | Should -HaveCount 1
    }
}
