# The example scripts, run as a user runs them.
BeforeAll {
    Import-Module "$PSScriptRoot/Workplace.psm1" -Force
    Start-Workplace
    $examples = Resolve-Path "$PSScriptRoot/../../examples"
}

AfterAll { Stop-Workplace }

Describe 'quickstart.ps1 without a key' {
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

Describe 'quickstart.ps1 with a key' {
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

Describe 'worker.ps1' {
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

Describe 'nightly.ps1' {
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

Describe 'watch-folder.ps1' {
    BeforeEach {
        Reset-Workplace
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }
        $null = New-Item -ItemType Directory inbox
        New-TestImage inbox/fox.png, inbox/owl.png
        function Invoke-Watch([string[]] $Arguments = '-Once', [hashtable] $Options = @{}) {
            Invoke-Pwsh -File $examples/watch-folder.ps1 -ArgumentList (@('-Folder', 'inbox', '-Destination', 'videos', '-Interval', '0.2') + $Arguments) -Environment $account @Options
        }
    }

    It 'makes a video of each image once, also when it is started again' {
        (Invoke-Watch).ExitCode | Should -Be 0
        New-TestImage inbox/hare.png
        (Invoke-Watch).ExitCode | Should -Be 0

        Get-TestFile *.mp4 | Should -HaveCount 3
        Get-ServerJob | Should -HaveCount 3
    }

    It 'takes an image that appears later, and ends when nothing does for a while' {
        $run = Invoke-Watch '-Idle', '0.1' @{ During = { Wait-ServerRequest 'GET /videos/*' -Count 2; New-TestImage inbox/hare.png } }

        $run.ExitCode | Should -Be 0 -Because $run.Error
        Get-TestFile *.mp4 | Should -HaveCount 3
        Get-ServerJob | Should -HaveCount 3
    }

    It 'leaves a file alone that is still being written' {
        New-TestImage hare.png
        $bytes = [IO.File]::ReadAllBytes("$PWD/hare.png")
        $file = [IO.File]::Open("$PWD/inbox/hare.png", 'Create', 'Write', 'None')
        try {
            $file.Write($bytes, 0, 40)
            $file.Flush()
            (Invoke-Watch).ExitCode | Should -Be 0
            Get-TestFile *.mp4 | Should -HaveCount 2
            $file.Write($bytes, 40, $bytes.Length - 40)
        }
        finally { $file.Dispose() }

        (Invoke-Watch).ExitCode | Should -Be 0
        Get-TestFile *.mp4 | Should -HaveCount 3
    }

    It 'ends with 1 when an image fails, and makes the videos of the others' {
        Set-Content inbox/bad.png 'This is not an image.'
        'A fox [[fails]]' | Set-Content inbox/fox.txt

        $run = Invoke-Watch

        $run.ExitCode | Should -Be 1
        Get-TestFile *.mp4 | Should -BeLike 'videos/owl-*'
    }

    It 'is killed in the middle, and is started again without paying twice' {
        Add-ServerFault 'GET /api/rest/v1/generations' -Hang -Times 1000
        Invoke-Watch '-Once' @{ Kill = $true; During = { Wait-ServerRequest 'POST */v2/generations' -Count 2; Wait-ServerRequest 'GET */v1/generations*' } }
        Clear-ServerFault

        (Invoke-Watch).ExitCode | Should -Be 0

        Get-TestFile *.mp4 | Should -HaveCount 2
        Get-ServerJob | Should -HaveCount 2
    }
}

Describe 'run.ps1, which dotnet run starts' {
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

Describe 'film.ps1' -Skip:(-not (Get-Command ffmpeg, ffprobe -ErrorAction Ignore)) {
    BeforeEach {
        Reset-Workplace
        $account = @{ LEONARDO_API_KEY = Get-ServerKey; SEEDANCE_BASE_URI = Get-ServerUri }
        Copy-Item $examples/storyboard.csv .
        function Invoke-Film([string[]] $More = @(), [hashtable] $Options = @{}) {
            Invoke-Pwsh -File $examples/film.ps1 -ArgumentList (@('storyboard.csv', '-Destination', 'film.mp4') + $More) -Environment $account @Options
        }
    }

    It 'makes five shots, joins them to a film that plays, and makes a gallery' {
        $run = Invoke-Film

        $run.ExitCode | Should -Be 0 -Because ($run.Output + $run.Error)
        $film = ffprobe -v error -show_entries stream=codec_type:format=duration -of json film.mp4 | ConvertFrom-Json
        $film.streams.codec_type | Sort-Object | Should -Be 'audio', 'video'
        $one = (ffprobe -v error -show_entries format=duration -of json film/shot-001.mp4 | ConvertFrom-Json).format.duration
        [double]$film.format.duration | Should -BeGreaterThan (5 * $one - 0.5)
        [double]$film.format.duration | Should -BeLessThan (5 * $one + 0.5)
        'film.html' | Should -Exist
        (Get-ServerJob).Prompt | Sort-Object | Should -Be ((Import-Csv storyboard.csv).Prompt | Sort-Object)
    }

    It 'begins a continued shot with the last frame of the shot before it' {
        $null = Invoke-Film

        $bodies = Get-ServerRequest 'POST */v2/generations' | ForEach-Object { $_.Body | ConvertFrom-Json }
        ($bodies | Where-Object { $_.parameters.guidances.start_frame }).parameters.prompt | Sort-Object | Should -Be (Import-Csv storyboard.csv | Where-Object Continue -EQ 'true' | ForEach-Object Prompt | Sort-Object)
    }

    It 'is killed in the middle, and the next run does what is left and pays nothing twice' {
        $null = Invoke-Film -Options @{ During = { $null = Wait-ServerRequest 'POST */v2/generations' -Count 4 }; Kill = $true }

        (Invoke-Film).ExitCode | Should -Be 0
        (Invoke-Film).ExitCode | Should -Be 0

        Get-ServerJob | Should -HaveCount 5
        'film.mp4' | Should -Exist
    }

    It 'checks the storyboard and its cost before the first cent: <Why>' -ForEach @(
        @{ Why = 'a length that is not allowed'; Break = { (Get-Content storyboard.csv) -replace ',4,', ',3,' | Set-Content storyboard.csv }; More = @() }
        @{ Why = 'an unknown column'; Break = { 'Prompt,Mood', 'a fox,dark' | Set-Content storyboard.csv }; More = @() }
        @{ Why = 'a first shot that continues another one'; Break = { 'Prompt,Continue', 'a fox,true' | Set-Content storyboard.csv }; More = @() }
        @{ Why = 'no rows'; Break = { 'Prompt' | Set-Content storyboard.csv }; More = @() }
        @{ Why = 'a cost above -MaxCost'; Break = { }; More = '-MaxCost', '3' }
    ) {
        . $Break

        $run = Invoke-Film $More

        $run.ExitCode | Should -Be 2 -Because ($run.Output + $run.Error)
        Get-ServerJob | Should -BeNullOrEmpty
    }

    It 'ends with 1 when a shot fails, and says which is missing' {
        (Get-Content storyboard.csv) -replace 'An owl watches', '[[fails]] An owl watches' | Set-Content storyboard.csv

        $run = Invoke-Film

        $run.ExitCode | Should -Be 1
        $run.Error | Should -Match '1 of 5 shots are missing: 3'
        'film.mp4' | Should -Not -Exist
    }
}
