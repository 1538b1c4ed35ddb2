# An example script, run as a user runs it.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1"
    Start-Workplace
    $examples = Resolve-Path "$PSScriptRoot/../../examples"
}

AfterAll { Stop-Workplace }

Describe 'quickstart.ps1 without a key' -Tag Slow {
    BeforeEach { Reset-Workplace -NoConnect }

    It 'uses the sandbox, saves a video of each image and prints where' {
        $run = Invoke-Pwsh -File $examples/quickstart.ps1 -ArgumentList '-Destination', 'videos'

        $run.ExitCode | Should -Be 0 -Because $run.Error
        $run.Output | Should -Match 'offline sandbox'
        $run.Output | Should -Match '3 of 3 videos are saved'
        $videos = Get-TestFile *.mp4
        $videos | Should -HaveCount 3
        $videos | ForEach-Object { $run.Output | Should -BeLike "*$(Resolve-Path $_)*" }
        Get-ServerRequest | Should -BeNullOrEmpty
    }
}

Describe 'quickstart.ps1 with a key' -Tag Slow {
    BeforeEach {
        Reset-Workplace -NoConnect
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }
    }

    It 'says what it costs, and sends nothing where nobody can agree' {
        $run = Invoke-Pwsh -File $examples/quickstart.ps1 -Environment $account

        $run.ExitCode | Should -Be 1
        $run.Output | Should -BeLike "*$(Get-ServerUri)*"
        $run.Output | Should -Match '3 videos of 4 s at 480p, about \$0\.67 each: about \$2\.01'
        $run.Error | Should -Match '-Yes'
        Get-ServerRequest | Should -BeNullOrEmpty
    }

    It 'makes the videos with -Yes' {
        $run = Invoke-Pwsh -File $examples/quickstart.ps1 -ArgumentList '-Yes', '-Destination', 'videos' -Environment $account

        $run.ExitCode | Should -Be 0 -Because $run.Error
        Get-ServerJob | Should -HaveCount 3
        Get-TestFile *.mp4 | Should -HaveCount 3
    }

    It 'ends with 1 and saves the others when one video fails' {
        New-TestImage fox.png, owl.png
        'A fox [[fails]]' | Set-Content fox.txt

        $run = Invoke-Pwsh -File $examples/quickstart.ps1 -ArgumentList '-Yes', '-Images', '.', '-Destination', 'videos' -Environment $account

        $run.ExitCode | Should -Be 1
        $run.Output | Should -Match '1 of 2 videos are saved'
        Get-TestFile *.mp4 | Should -BeLike 'videos/owl*'
    }
}

Describe 'run.ps1, which dotnet run starts' -Tag Slow {
    BeforeEach { Reset-Workplace -NoConnect }

    It 'finds a script in its own folder, or else fails and names both folders' {
        'exit 3' | Set-Content quickstart.ps1

        (Invoke-Pwsh -File $examples/run.ps1 -ArgumentList 'quickstart.ps1').ExitCode | Should -Be 3 -Because 'the current folder comes first'
        Remove-Item quickstart.ps1
        $example = Invoke-Pwsh -File $examples/run.ps1 -ArgumentList 'quickstart.ps1', '-Images', '.'
        $example.ExitCode | Should -Be 1
        $example.Error | Should -Match 'no PNG images'
        $absent = Invoke-Pwsh -File $examples/run.ps1 -ArgumentList 'absent.ps1'
        $absent.ExitCode | Should -Be 1
        $absent.Error | Should -Match "no script 'absent.ps1'"
    }

    It 'passes arguments on and finds the module by its name' {
        'param([string] $Name, [switch] $Loud, [int] $Count) "$Name $Loud $Count $((Get-Command New-SeedanceVideo).Source)"' | Set-Content mine.ps1

        (Invoke-Pwsh -File $examples/run.ps1 -ArgumentList 'mine.ps1', '-Name', 'a fox', '-Loud', '-Count', '3').Output.Trim() | Should -Be 'a fox True 3 Seedance'
        (Invoke-Pwsh -File $examples/run.ps1 -ArgumentList 'mine.ps1', '-Loud').Output.Trim() | Should -Be 'True 0 Seedance'
    }
}
